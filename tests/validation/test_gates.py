"""Wrong edits of the real data are refused, and the unchanged data are not."""

import random
import shutil
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from benchmarks import gates
from briefs.content.loader import load_data
from briefs.content.site_data import Data
from briefs.validation import consistency, originals
from conftest import ROOT

pytestmark = pytest.mark.real_content
JUDGED = ROOT / "tests/gates/edits.tsv"
"""Wrong edits written by hand, without looking at the lexicon."""


class Judged(NamedTuple):
    """A line of the file of judged edits."""

    kind: str
    key: str
    language: str
    old: str
    new: str


def judged() -> list[Judged]:
    lines = JUDGED.read_text("utf-8").splitlines()
    return [Judged(*line.split("\t")) for line in lines if not line.startswith("#")]


def edit(data: Data, line: Judged) -> gates.Edit:
    """Return the edit of a line: in the first text of its file that contains the words."""
    for place, text in data.files[line.key].texts():
        old = text[line.language]
        if line.old in old:
            return gates.Edit(line.kind, line.key, (*place, line.language), old, old.replace(line.old, line.new, 1))
    raise AssertionError(f"no text of {line.key} holds: {line.old}")


def test_the_real_data_leave_room_for_enough_edits() -> None:
    data = load_data(ROOT)
    assert len(gates._draw_edits(data)) >= 500
    assert not [problem for rule in consistency.RULES for problem in rule(data)]


def test_a_sample_of_the_edits_is_refused() -> None:
    data = load_data(ROOT)
    edits = random.Random(1).sample(gates._draw_edits(data), 60)
    assert sum(gates._is_refused(data, edit) for edit in edits) >= 57


@pytest.mark.long
def test_nearly_all_edits_are_refused_and_no_kind_passes() -> None:
    assert gates.main() == 0


@pytest.mark.long
def test_judged_edits_are_refused() -> None:
    data, refused, made, missed = load_data(ROOT), Counter[str](), Counter[str](), []
    for line in judged():
        made[line.kind] += 1
        if gates._is_refused(data, edit(data, line)):
            refused[line.kind] += 1
        else:
            missed.append(line)
    assert gates.are_enough(refused, made), missed


def test_every_judged_edit_has_its_text() -> None:
    data = load_data(ROOT)
    assert len([edit(data, line) for line in judged()]) >= 120


@pytest.mark.parametrize(
    ("old", "new"),
    [("coming year", "next year"), ("skilled labor", "skilled labour"), ("Thank you.", "Thanks."), ("Let us", "Let")],
)
def test_the_original_changed_alone_is_refused(tmp_path: Path, old: str, new: str) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    file = tmp_path / "data/sources/statement.txt"
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert list(originals.originals_untouched(load_data(tmp_path)))
