"""Each entry of tests/cases/ changes the small project and lists the expected problems.

name: what the case checks
files: {path: whole content}        written to the project (null: deleted; %FF in a path: that byte)
odd: {path: what}                   made there: `folder`, `pipe`, `socket`, or a link `-> target`
edit: [{file, old, new}]            one replacement
bytes: {path: whole content}        likewise, in hexadecimal
crlf: [paths]                       converted to Windows line endings
nfd: [paths]                        written with decomposed letters
complaints: [exact lines]           all reported problems; none: the data is right; `:*:` is any line
"""

import os
import re
import shutil
import stat
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
import yaml

from briefs import build
from briefs.content.loader import LoadedFiles, load_data
from briefs.errors import Problems
from briefs.validation import consistency
from conftest import ROOT, copy_small

CASES = [
    (f"{file.stem}: {case['name']}", case)
    for file in sorted((ROOT / "tests" / "cases").glob("*.yml"))
    for case in yaml.safe_load(file.read_text("utf-8"))
]
CHANGES = {"files", "odd", "edit", "bytes", "crlf", "nfd"}


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    assert case.keys() - CHANGES == {"name", "complaints"}
    small = copy_small(tmp_path / "project")
    change(small, case)
    found = complaints(small)
    assert len(found) == len(case["complaints"]), found
    for line, wanted in zip(found, case["complaints"], strict=True):
        assert re.sub(r":\d+:", ":*:", line, count=1) == wanted if ":*:" in wanted else line == wanted


def test_every_rule_complains_in_a_case(tmp_path: Path) -> None:
    silent, root, loaded = list(consistency.RULES), tmp_path / "project", LoadedFiles()
    for _, case in CASES:
        shutil.rmtree(root, ignore_errors=True)
        change(copy_small(root), case)
        try:
            data = load_data(root, loaded)  # which reads what the case changes
        except Problems:
            continue  # what has no shape comes before no rule
        silent = [rule for rule in silent if not any(rule(data))]
    assert not [rule.__name__ for rule in silent]


def change(root: Path, case: dict[str, Any]) -> None:
    """Apply the changes of a case to the project."""
    for path, content in case.get("files", {}).items():
        file = root / os.fsdecode(unquote_to_bytes(path))
        if content is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, "utf-8")
    for path, what in case.get("odd", {}).items():
        make_odd(root / path, what)
    for edit in case.get("edit", []):
        replace(root / edit["file"], edit["old"], edit["new"])
    for path, content in case.get("bytes", {}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(bytes.fromhex(str(content)))
    for path in case.get("crlf", []):
        (root / path).write_bytes((root / path).read_bytes().replace(b"\n", b"\r\n"))
    for path in case.get("nfd", []):
        text = (root / path).read_text("utf-8")
        (root / path).write_text(unicodedata.normalize("NFD", text), "utf-8")


def make_odd(file: Path, what: str) -> None:
    """Make something that is not a regular file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if what == "folder":
        file.mkdir()
    elif what == "pipe":
        os.mkfifo(file)
    elif what == "socket":
        os.mknod(file, stat.S_IFSOCK | 0o600)
    else:
        file.symlink_to(what.removeprefix("-> "))


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} must stand once in {file.name}"
    file.write_text(text.replace(old, new), "utf-8")


def complaints(root: Path) -> list[str]:
    try:
        build.read_content(root)
    except Problems as error:
        return [str(problem) for problem in error.problems]
    return []
