"""The README's example passes `check` in the real data and has its page; READMEs name commands and files that exist."""

import re
import shutil
from pathlib import Path

import pytest

from briefs import build
from conftest import ROOT, copy_frame

READMES = ["README.md", "data/README.md", "scripts/README.md", "scripts/benchmarks/README.md"] + [
    f".github/{name}.md" for name in ("CHANGELOG", "CONTRIBUTING", "CONTRIBUTING.ko")
]
PARTS = ("data", "docs", "scripts", "tests", ".github")
ELSEWHERE = {"/llms.txt", ".well-known/security.txt", "index.html"}
"""Files of the built site."""
EXAMPLE = re.compile(r"<!-- tested: (\S+) -->\n```yaml\n(.*?)```", re.DOTALL)


@pytest.mark.real_content
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


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 160


@pytest.mark.parametrize("name", READMES)
def test_every_file_that_is_named_exists(name: str) -> None:
    readme = ROOT / name
    text = readme.read_text("utf-8")
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (readme.parent / link).exists(), link
    present = ["/" + file.relative_to(ROOT).as_posix() for part in PARTS for file in (ROOT / part).rglob("*")]
    for path in re.findall(r"`([\w./-]+\.(?:py|js|css|typ|html|yml|txt|toml|tsv|png))`", text):
        assert path in ELSEWHERE or (ROOT / path).exists() or any(f.endswith(f"/{path}") for f in present), path


@pytest.mark.parametrize("name", READMES)
def test_every_anchor_that_is_linked_exists(name: str) -> None:
    readme = ROOT / name
    for path, anchor in re.findall(r"\]\(([^)#:]*)#([^)]+)\)", readme.read_text("utf-8")):
        target = (readme.parent / path) if path else readme
        headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
        assert anchor in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
