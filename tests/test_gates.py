"""Wrong edits of the real data are refused, and the untouched data are not."""

import random

import pytest

from briefs import rules
from briefs.load import load
from conftest import ROOT
from measures import gates


def test_the_real_data_leave_room_for_enough_edits() -> None:
    data = load(ROOT)
    assert len(gates._drawn(data)) >= 500
    assert not [problem for rule in rules.RULES for problem in rule(data)]


def test_a_sample_of_the_edits_is_refused() -> None:
    data = load(ROOT)
    edits = random.Random(1).sample(gates._drawn(data), 60)
    assert sum(gates._is_refused(data, edit) for edit in edits) >= 57


@pytest.mark.long
def test_nearly_all_edits_are_refused_and_no_kind_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert gates.main() == 0
