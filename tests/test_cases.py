"""Every file of tests/cases/ is a story: what is changed in the small project, and what is then said.

name: what the case shows
files: {path: whole content}        put into the project (null: taken away)
edit: [{file, old, new}]            a change of one place
complaints: [exact lines]           all that is reported; none: the data is right; `:*:` is any line
"""

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefs import walk
from briefs.problem import Problems

CASES = [
    (f"{file.stem}: {case['name']}", case)
    for file in sorted((Path(__file__).parent / "cases").glob("*.yml"))
    for case in yaml.safe_load(file.read_text("utf-8"))
]


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_case(case: dict[str, Any], small: Path) -> None:
    for path, content in case.get("files", {}).items():
        file = small / path
        if content is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, "utf-8")
    for edit in case.get("edit", []):
        file = small / edit["file"]
        text = file.read_text("utf-8")
        assert text.count(edit["old"]) == 1, f"{edit['old']!r} must stand once in {edit['file']}"
        file.write_text(text.replace(edit["old"], edit["new"]), "utf-8")
    for path, content in case.get("bytes", {}).items():
        (small / path).parent.mkdir(parents=True, exist_ok=True)
        (small / path).write_bytes(bytes.fromhex(str(content)))
    for path in case.get("crlf", []):
        (small / path).write_bytes((small / path).read_bytes().replace(b"\n", b"\r\n"))
    for path in case.get("nfd", []):
        text = (small / path).read_text("utf-8")
        (small / path).write_text(unicodedata.normalize("NFD", text), "utf-8")
    found = complaints(small)
    assert len(found) == len(case["complaints"]), found
    for line, wanted in zip(found, case["complaints"], strict=True):
        assert re.sub(r":\d+:", ":*:", line, count=1) == wanted if ":*:" in wanted else line == wanted


def complaints(root: Path) -> list[str]:
    try:
        walk.read(root)
    except Problems as error:
        return [str(problem) for problem in error.problems]
    return []
