"""Portability: the generated pages are plain Markdown that MkDocs alone builds, language by language."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefs.outputs.link_check import ANCHOR
from briefs.urls.pages import site_pages
from conftest import AT_ROOT, Served
from support.samples import DATA, PROSE

CONFIG = """site_name: Plain
site_url: https://host.example/{language}/
docs_dir: docs
site_dir: site/{language}
theme: mkdocs
plugins: []
nav: [index.md]
markdown_extensions: [attr_list, tables]
"""


@AT_ROOT
@pytest.mark.parametrize("language", ["en", "ko"])
def test_one_plain_configuration_a_language_gives_the_same_addresses_and_anchors(
    site: Served, real_root: Path, tmp_path: Path, language: str
) -> None:
    for file in (real_root / "docs").rglob(f"*.{language}.md"):
        target = (
            tmp_path / "docs" / file.relative_to(real_root / "docs").parent / file.name.replace(f".{language}.", ".")
        )
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
    (tmp_path / "mkdocs.yml").write_text(CONFIG.format(language=language), "utf-8")
    build = [sys.executable, "-m", "mkdocs", "-q", "build"]
    done = subprocess.run(build, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    ours, plain = pages(site.folder / language), pages(tmp_path / "site" / language)
    ours = {path: anchors for path, anchors in ours.items() if not path.startswith("embed/")}  # not MkDocs' pages
    assert len(ours) == len(site_pages(DATA, PROSE)) and ours.keys() == plain.keys()
    for path, anchors in ours.items():
        assert anchors - {"documents"} <= plain[path], path  # the plain build has none


def pages(folder: Path) -> dict[str, set[str]]:
    """Return the anchors of each page's own content, by its path."""
    found = {}
    for file in folder.rglob("index.html"):
        html = file.read_text("utf-8")
        main = html.split("<main", 1)[-1].split("</main>")[0] if "<main" in html else html
        found[file.relative_to(folder).as_posix()] = set(ANCHOR.findall(re.sub("^[^>]*>", "", main)))
    return found
