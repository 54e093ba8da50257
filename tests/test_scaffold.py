"""`new policy <id>` writes a file that explains itself, is refused until filled in, and is right afterwards."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

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


def new_statement(root: Path, text: str, *options: str, name: str = "second") -> int:
    file = root / "text.txt"
    file.write_bytes(text.encode())
    return cli.main(["--root", str(root), "new", "statement", name, str(file), *options])


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


ENGLISH = """\
Remarks of the Minister
Delivered at a meeting, 3 May 2025

Mr. Chair,

The quota was "expanded". It helps workers.

Thank you.
"""
KOREAN = "장관 연설\n\n존경하는 의장님,\n\n쿼터를 확대하였습니다. 제도를 시행하고 있습니다.\n\n감사합니다.\n"


def test_a_statement_is_divided_and_its_text_is_kept(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new_statement(small, ENGLISH) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == ["data/sources/second.yml", "data/sources/second.txt"]
    assert said[2].startswith("3 paragraphs, 4 sentences. Left to do:")
    assert any("Korean" in line for line in said[3:])
    assert (small / "data/sources/second.txt").read_bytes() == ENGLISH.encode()
    made = yaml.safe_load((small / "data/sources/second.yml").read_text("utf-8"))
    assert made["title"] == {"en": "Remarks of the Minister", "ko": ""}
    assert made["byline"]["en"] == "Delivered at a meeting, 3 May 2025"
    assert [(one["id"], one.get("role"), one["en"], one["ko"]) for one in made["passages"]] == [
        ("p1s1", "address", "Mr. Chair,", ""),
        ("p2s1", None, 'The quota was "expanded".', ""),
        ("p2s2", None, "It helps workers.", ""),
        ("p3s1", "closing", "Thank you.", ""),
    ]


def test_a_korean_statement_leaves_the_english_blank(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new_statement(small, KOREAN, "--original", "ko") == 0
    assert "English" in capsys.readouterr().out
    made = yaml.safe_load((small / "data/sources/second.yml").read_text("utf-8"))
    assert (made["authoritative"], made["title"]) == ("ko", {"en": "", "ko": "장관 연설"})
    assert [one["ko"] for one in made["passages"]][1:3] == ["쿼터를 확대하였습니다.", "제도를 시행하고 있습니다."]
    assert not any(one["en"] for one in made["passages"])


@pytest.mark.parametrize(("text", "options"), [(ENGLISH, ()), (KOREAN, ("--original", "ko"))])
def test_check_names_the_blanks_of_a_statement(small: Path, text: str, options: tuple[str, ...]) -> None:
    new_statement(small, text, *options)
    lines = (small / "data/sources/second.yml").read_text("utf-8").splitlines()
    blanks = {number for number, line in enumerate(lines, 1) if line.endswith('""')}
    with pytest.raises(Problems) as raised:
        build.read_content(small)
    problems = raised.value.problems
    assert {(problem.path, problem.line) for problem in problems} == {("data/sources/second.yml", n) for n in blanks}
    assert all(problem.message.endswith((": ''", "must be filled in")) for problem in problems)


@pytest.mark.parametrize(
    ("text", "options", "complaint"),
    [
        ("", (), "text.txt:1: file must contain the text of the statement"),
        ("1. 2.\n", (), "text.txt:1: file must contain the text of the statement"),
        (KOREAN, (), "text.txt:1: file must be in English; for another original: --original ko"),
        (ENGLISH, ("--original", "ko"), "text.txt:1: file must be in Korean; for another original: --original en"),
        ("We act.\n\nWe\u200b go.", (), "text.txt:3: file must not contain invisible characters: U+200B"),
    ],
)
def test_a_text_is_refused(
    small: Path, capsys: pytest.CaptureFixture[str], text: str, options: tuple[str, ...], complaint: str
) -> None:
    assert new_statement(small, text, *options) == 1
    said = capsys.readouterr()
    assert complaint in said.err and not said.out
    assert not list((small / "data/sources").glob("second*"))


def test_a_statement_is_refused_like_a_policy(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new_statement(small, ENGLISH, name="statement") == 1
    assert "data/sources/statement.yml:1: id must lead to one item" in capsys.readouterr().err
    file = small / "none.txt"
    assert cli.main(["--root", str(small), "new", "statement", "second", str(file)]) == 1
    assert "none.txt:1: file must be readable" in capsys.readouterr().err
    (small / "data/sources/second.txt").write_text("kept", "utf-8")
    before = written(small)
    assert cli.main(["--root", str(small), "new", "statement", "second", str(ROOT / "data/sources/statement.txt")]) == 1
    assert "data/sources/second.txt:1: file must" in capsys.readouterr().err
    assert written(small) == before
    (small / "data/sources/second.txt").unlink()
    (small / "latin.txt").write_bytes(b"caf\xe9. We act.")
    assert cli.main(["--root", str(small), "new", "statement", "third", str(small / "latin.txt")]) == 1
    assert "latin.txt:1: file must be UTF-8" in capsys.readouterr().err


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
