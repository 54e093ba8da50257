"""`new policy <id>` writes a file that explains itself, is refused until filled in, and is right afterwards."""

import re
from datetime import date
from pathlib import Path

import pytest

from briefs import build, cli, scaffold
from briefs.content.loader import load_data
from briefs.errors import Problems
from conftest import ROOT

FILLED = {
    'theme: ""': "theme: pathways",
    'status: ""': "status: expanded",
    '- id: ""': "- id: a-point",
    'en: ""': 'en: "The Government has: \\"expanded\\" it."',
    'ko: ""': 'ko: "정부는 이를 확대하였다."',
    'cites: [""]': 'cites: ["statement#p2s1"]',
}


def new(root: Path, name: str) -> int:
    return cli.main(["--root", str(root), "new", "policy", name])


def written(root: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def test_the_skeleton_says_what_there_is_to_choose_from(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(small, "a-new-one") == 0
    assert capsys.readouterr().out == "data/policies/a-new-one.yml\n"
    text = (small / "data/policies/a-new-one.yml").read_text("utf-8")
    for line in (
        "id: a-new-one",
        "#   pathways  Pathways · 이주 경로",
        "#   implementing  Being implemented · 시행 중",
        "#   statement#p2s1  The Government has expanded the quota. · 정부는 쿼터를 확대하였습니다.",
        "as_of: 2026-01-01",
        "review_by: 2027-01-01",
        "  - date: 2026-01-01",
    ):
        assert line in text.splitlines()


def test_check_names_the_blanks_and_nothing_else(small: Path) -> None:
    new(small, "a-new-one")
    lines = (small / "data/policies/a-new-one.yml").read_text("utf-8").splitlines()
    blanks = {number for number, line in enumerate(lines, 1) if '""' in line}
    with pytest.raises(Problems) as raised:
        build.read_content(small)
    problems = raised.value.problems
    assert {problem.path for problem in problems} == {"data/policies/a-new-one.yml"}
    assert {problem.line for problem in problems} == blanks
    assert all(problem.message.endswith((": ''", "must be filled in")) for problem in problems)
    assert "summary.ko must not be empty: ''" in {problem.message for problem in problems}


def test_filled_in_it_passes(small: Path) -> None:
    new(small, "a-new-one")
    file = small / "data/policies/a-new-one.yml"
    text = file.read_text("utf-8")
    for blank, words in FILLED.items():
        assert blank in text
        text = text.replace(blank, words)
    assert '""' not in text
    file.write_text(text, "utf-8")
    data, _ = build.read_content(small)
    assert data.policies["a-new-one"].points[0].id == "a-point"


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("Not_An_Id", "data/policies:1: id must be an id of lower-case letters, digits and single hyphens"),
        ("../up", "data/policies:1: id must be an id of"),
        ("line\n", "data/policies:1: id must be an id of"),
        ("a" * 61, "data/policies:1: id must be at most 60 characters"),
        ("index", "data/policies:1: id must not be a reserved name: index"),
        ("quota", "data/policies/quota.yml:1: id must lead to one item"),
        ("statement", "data/sources/statement.yml:1: id must lead to one item"),
        ("former", "data/policies/quota.yml:2: previous_ids.0 must lead to one item"),
        ("e-7-4", "codes.0 must lead to one item"),
        ("skilled-quota", "aliases.en.0 must lead to one item"),
    ],
)
def test_refused(small: Path, capsys: pytest.CaptureFixture[str], name: str, complaint: str) -> None:
    file = small / "data/policies/quota.yml"
    file.write_text(file.read_text("utf-8").replace("id: quota\n", "id: quota\nprevious_ids: [former]\n", 1), "utf-8")
    before = written(small)
    assert new(small, name) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("must")) == ("", 1)
    assert complaint in said.err
    assert written(small) == before


def test_a_file_that_is_there_is_never_written_over(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = small / "data/policies/programme.yml"
    file.rename(small / "data/policies/misnamed.yml")
    before = written(small)
    assert new(small, "misnamed") == 1
    assert "data/policies/misnamed.yml:1: file must not exist yet" in capsys.readouterr().err
    assert written(small) == before


def test_the_real_data_gives_a_skeleton_that_names_all_there_is() -> None:
    data = load_data(ROOT)
    text = scaffold._render_scaffold(data, "a-new-one")
    for name in [*data.themes, *data.statuses, *data.passages()]:
        assert re.search(rf"^#   {re.escape(name)}  ", text, re.MULTILINE)
    assert all(len(line) <= 120 for line in text.splitlines())


@pytest.mark.parametrize(
    ("day", "later"),
    [(date(2026, 11, 23), date(2027, 11, 23)), (date(2028, 2, 29), date(2029, 2, 28))],
)
def test_a_year_later_is_a_day_that_exists(day: date, later: date) -> None:
    assert scaffold._next_year(day) == later
