"""The tests pass with another organisation's data in data/, but for those about this site's own texts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefs.build import all_site_urls, read_content
from briefs.urls.published_urls import record_urls
from support.commands import run
from support.other_site import copy_project

PARTS = ("content/test_since.py", "documents", "outputs", "render", "text")
WHOLE = ("data_readme", "portability", "readme")
"""The tests that read data/, without those of the browser; the others make projects of their own."""
SAME = "not longest and not breaks"
"""Without two tests of documents that take long and hold texts of their own."""


@pytest.mark.long
@pytest.mark.real_content  # since those tests are the ones that it runs
def test_another_organisations_data_pass(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    done = run(root, "accept", "all")
    assert done.returncode == 0, done.stderr
    record_urls(root, all_site_urls(*read_content(root)))  # as `release` does, without its versions
    done = run(root, "check")
    assert done.returncode == 0, done.stderr
    tests = [*PARTS, *(f"test_{name}.py" for name in WHOLE)]
    call = [sys.executable, "-m", "pytest", "-q", "-m", "not long and not real_content", "-k", SAME]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [*call, *(f"tests/{name}" for name in tests)], cwd=root, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-5_000:]
