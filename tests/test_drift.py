"""A change of the English marks exactly that Korean text stale, until somebody accepts it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from briefs import cli, drift, walk
from briefs.load import load
from briefs.model import Text
from briefs.render import render
from conftest import ROOT


def run(root: Path, *arguments: str) -> int:
    return cli.main(["--root", str(root), *arguments])


def test_a_changed_english_is_named_shown_and_accepted(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small, "accept", "all") == 0
    capsys.readouterr()
    assert run(small, "check") == 0
    assert capsys.readouterr().err == ""

    file = small / "data" / "policies" / "quota.yml"
    text = file.read_text("utf-8").replace("en: The quota was expanded.", "en: The quota was raised.")
    file.write_text(text, "utf-8")
    assert run(small, "check") == 0
    [line] = capsys.readouterr().err.splitlines()
    name = "data/policies/quota.yml:points.expanded-quota.text"
    notice = f"must be brought up to date with the English, then: build.py accept {name}"
    assert line == f"data/policies/quota.yml:11: points.expanded-quota.text.ko {notice}"

    walk.build(small, small / "site", documents=False)
    for language, words in (("en", "has not been updated yet"), ("ko", "아직 반영하지 않았습니다")):
        html = (small / "site" / language / "policies" / "quota" / "index.html").read_text("utf-8")
        assert html.count(words) == 1
        point = html[html.index('id="expanded-quota"') :]
        assert words in point[: point.index("</p>")]

    capsys.readouterr()
    assert run(small, "status", "--json") == 0
    rows = {(row["item"], row["language"]): row for row in json.loads(capsys.readouterr().out)}
    assert rows["quota", "ko"]["stale"] == 1
    assert rows["quota", "en"]["stale"] == rows["programme", "ko"]["stale"] == 0

    assert run(small, "accept", "data/policies/quota.yml:points.expanded-quota.text") == 0
    assert capsys.readouterr().out == "data/policies/quota.yml:points.expanded-quota.text\n"
    assert run(small, "check") == 0
    assert capsys.readouterr().err == ""
    assert run(small, "accept", "all") == 0
    assert capsys.readouterr().out == ""


PLACES = [
    ("policies/quota.yml", "points.expanded-quota.text", "policies/quota"),
    ("policies/quota.yml", "facts.visa-category.text", "policies/quota"),
    ("policies/quota.yml", "series.yearly-quota.title", "policies/quota"),
    ("policies/quota.yml", "series.yearly-quota.values.1.note", "policies/quota"),
    ("policies/quota.yml", "changes.0.note", "changes"),
    ("policies/programme.yml", "concerns", "policies/programme"),
    ("policies/programme.yml", "summary", "pack"),
    ("sources/statement.yml", "passages.p2s1", "statement/index"),
    ("sources/statement.yml", "passages.p2s1", "statement/parallel"),
    ("themes.yml", "themes.pathways.summary", "themes/pathways"),
    ("glossary.yml", "terms.quota-term.definition", "glossary"),
]


@pytest.mark.parametrize(("file", "place", "page"), PLACES, ids=[place for _, place, _ in PLACES])
def test_each_kind_of_text_says_so_where_it_stands(small: Path, file: str, place: str, page: str) -> None:
    assert run(small, "accept", "all") == 0
    lock = small / drift.LOCK
    name = f"data/{file}:{place}: "
    lines = [f"{name}0000\n" if line.startswith(name) else line for line in lock.read_text("utf-8").splitlines(True)]
    assert lines != lock.read_text("utf-8").splitlines(True)
    lock.write_text("".join(lines), "utf-8")
    data, prose = walk.read(small)
    render(data, prose, small / "docs", "https://host.example/")
    marked = [file for file in (small / "docs").rglob("*.ko.md") if 'class="stale"' in file.read_text("utf-8")]
    assert any(str(file.relative_to(small / "docs")).startswith(page) for file in marked), marked


POINT = "text: {en: The quota was expanded., ko: 쿼터를 확대하였다.}"
SUMMARY = "summary: {en: The Government has expanded the quota., ko: 정부는 쿼터를 확대하였다.}"
RAISED = (POINT, POINT.replace("expanded", "raised"))
TWICE = "not_stated: [{en: Its budget, ko: 예산}, {en: Its budget, ko: 예산}]\nchanges:"
BEHIND = {
    "its English is that of another text": (
        "statuses.yml",
        [("en: Made larger.", "en: It runs.")],
        ["statuses.expanded.definition"],
    ),
    "its English moved to another text and was rewritten": (
        "policies/quota.yml",
        [RAISED, (SUMMARY, "summary: {en: The quota was expanded., ko: 정부는 쿼터를 확대하였다.}")],
        ["points.expanded-quota.text", "summary"],
    ),
    "it was copied to another text and its English rewritten": (
        "policies/quota.yml",
        [RAISED, (SUMMARY, POINT.replace("text", "summary"))],
        ["points.expanded-quota.text"],
    ),
    "it moved to another text, and both languages were rewritten in its place": (
        "policies/quota.yml",
        [(POINT, "text: {en: It was raised., ko: 늘렸다.}"), (SUMMARY, POINT.replace("text", "summary"))],
        [],
    ),
    "the same text stands elsewhere still": (
        "policies/quota.yml",
        [("[{en: Its budget, ko: 예산}", "[{en: Its end, ko: 종료일}")],
        ["not_stated.0"],
    ),
}


@pytest.mark.parametrize("case", BEHIND.values(), ids=BEHIND)
def test_korean_is_behind_where(case: tuple[str, list[tuple[str, str]], list[str]], small: Path) -> None:
    name, edits, behind = case
    quota, file = small / "data" / "policies" / "quota.yml", small / "data" / name
    quota.write_text(quota.read_text("utf-8").replace("changes:", TWICE), "utf-8")
    assert run(small, "accept", "all") == 0
    text = file.read_text("utf-8")
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    file.write_text(text, "utf-8")
    notices = [str(notice) for notice in drift.complaints(load(small), small)]
    marked = [notice.rpartition(":")[2] for notice in notices if "must be brought up to date" in notice]
    assert sorted(marked) == behind


def test_a_new_text_is_asked_for_and_bears_no_notice(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text added above another moves that one; neither is behind its English."""
    file = small / "data" / "policies" / "quota.yml"
    text = file.read_text("utf-8")
    file.write_text(text + "not_stated:\n  - {en: Its budget, ko: 예산}\n", "utf-8")
    assert run(small, "accept", "all") == 0
    file.write_text(text + "not_stated:\n  - {en: Its end, ko: 종료일}\n  - {en: Its budget, ko: 예산}\n", "utf-8")
    capsys.readouterr()
    assert run(small, "check") == 0
    [line] = capsys.readouterr().err.splitlines()
    assert "is new and must be compared with the English" in line and line.endswith("quota.yml:not_stated.0")
    data, _ = walk.read(small)
    assert drift.stale(data, small) == []


def stale(root: Path) -> list[str]:
    return [text.en for _, text in drift.stale(load(root), root) if isinstance(text, Text)]


def test_what_is_accepted_leaves_the_memory_of_the_other_texts(small: Path) -> None:
    assert run(small, "accept", "all") == 0
    file = small / "data" / "policies" / "quota.yml"
    text = file.read_text("utf-8").replace("id: expanded-quota", "id: raised-quota")
    file.write_text(text.replace("en: The quota was expanded.", "en: The quota was raised."), "utf-8")
    for other in ("data/policies/programme.yml", "data/policies/quota.yml:summary"):
        assert run(small, "accept", other) == 0
        assert stale(small) == ["The quota was raised."]
    assert run(small, "accept", "data/policies/quota.yml") == 0
    assert stale(small) == []
    assert "expanded-quota" not in (small / drift.LOCK).read_text("utf-8")


def test_a_renamed_item_is_the_one_whose_texts_were_accepted(small: Path) -> None:
    assert run(small, "accept", "all") == 0
    file = small / "data" / "policies" / "programme.yml"
    text = file.read_text("utf-8").replace("en: A programme,", "en: A new programme,")
    file.unlink()
    text = text.replace("id: programme\n", "id: scheme\nprevious_ids: [programme]\n")
    (small / "data" / "policies" / "scheme.yml").write_text(text, "utf-8")
    data = load(small)
    [notice] = drift.complaints(data, small)
    assert "must be brought up to date" in notice.message and notice.message.endswith("data/policies/scheme.yml:title")
    drift.accept(data, small, "data/policies/scheme.yml")
    assert drift.complaints(data, small) == []
    assert "policies/programme.yml" not in (small / drift.LOCK).read_text("utf-8")


def test_accept_refuses_what_does_not_exist(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small, "accept", "data/policies/nothing.yml") == 1
    assert "accept must name a text, a file or all: data/policies/nothing.yml" in capsys.readouterr().err
    assert not (small / drift.LOCK).exists()


def test_status_says_what_is_overdue(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = small / "data" / "policies" / "quota.yml"
    text = file.read_text("utf-8").replace("review_by: 2027-01-01", "review_by: 2026-01-02")
    file.write_text(text + "reviewed: {by: A reader, date: 2026-01-02}\n", "utf-8")
    assert run(small, "status") == 0
    [line] = [line for line in capsys.readouterr().out.splitlines() if line.startswith("quota") and " ko " in line]
    assert "A reader, 2026-01-02" in line and line.endswith("yes")


def test_the_real_texts_are_all_recorded() -> None:
    data, _ = walk.read(ROOT)
    assert drift.complaints(data, ROOT) == []


def test_a_reader_who_has_had_enough_is_no_fault(small: Path) -> None:
    run(small, "accept", "all")  # or it would be told on the other stream that the texts are new
    command = [sys.executable, str(ROOT / "scripts" / "build.py"), "--root", str(small), "status", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout and child.stderr
        child.stdout.close()  # as `head` does
        assert child.stderr.read() == b""
    assert child.returncode == 0
