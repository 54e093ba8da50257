"""The README's example is a real one: put into the real data it passes `check` and has its page."""

import re
import shutil
from pathlib import Path

from briefs import build
from conftest import ROOT, copy_frame

EXAMPLE = re.compile(r"<!-- tested: (\S+) -->\n```yaml\n(.*?)```", re.DOTALL)


def test_the_example_is_right(tmp_path: Path) -> None:
    [(path, text)] = EXAMPLE.findall((ROOT / "README.md").read_text("utf-8"))
    shutil.copytree(ROOT / "data", tmp_path / "data")
    copy_frame(tmp_path)
    (tmp_path / path).write_text(text, "utf-8")
    data, prose = build.read_content(tmp_path)
    found = build.all_site_urls(data, prose)
    assert "/en/policies/example-policy/#cooperation-strengthened" in found
    assert "/id/example-policy/" in found


def test_every_command_is_named() -> None:
    from briefs.cli import _make_parser

    readme = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"\{([a-z,]+)\}", _make_parser().format_help())[0].split(",")
    for command in commands:
        assert f"| `{command}`" in readme
