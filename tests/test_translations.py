"""A change of one language marks exactly that text as outdated, until somebody accepts it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from briefs import build, cli, translations
from briefs.content.loader import load_data
from briefs.content.models import Passage, Text
from briefs.content.site_data import Data
from briefs.content.yaml_reader import MOST_BYTES
from briefs.render.pages import PageRenderer
from briefs.urls import published_urls
from briefs.urls.pages import site_pages
from conftest import ROOT


def run(root: Path, *arguments: str) -> int:
    return cli.main(["--root", str(root), *arguments])


def test_locks_may_grow_beyond_what_a_data_file_may_have(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They have a line for each text and each address: a large site's are larger than any file that people write."""
    assert run(small, "accept", "all") == 0
    record = small / translations.LOCK
    many = [f"data/policies/gone-{number:06}.yml:title: {'0' * 16} {'0' * 16}\n" for number in range(30_000)]
    head, *lines = record.read_text("utf-8").splitlines(keepends=True)
    record.write_text(head + "".join(sorted([*lines, *many])), "utf-8")
    assert record.stat().st_size > MOST_BYTES
    assert run(small, "check") == 0
    book = small / published_urls.PUBLISHED_FILE
    book.write_text("".join(f"/en/{number:06}/\n" for number in range(200_000)), "utf-8")
    assert book.stat().st_size > MOST_BYTES
    assert published_urls.ADDRESSES.problems(small) == [] and len(published_urls.published_urls(small)) == 200_000


def test_a_lock_that_is_no_text_is_told_of(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small, "accept", "all") == 0
    (small / translations.LOCK).write_bytes("가".encode("euc-kr"))
    capsys.readouterr()
    assert run(small, "check") == 1
    assert capsys.readouterr().err.startswith(f"{translations.LOCK}:1: file must be UTF-8: byte 0")


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
    notice = f"must be compared with the English again, then: build.py accept {name}"
    assert line == f"data/policies/quota.yml:11: points.expanded-quota.text.ko {notice}"

    build.build_site(small, small / "site", documents=False)
    for language, words in (
        ("en", "has not been compared with the other yet"),
        ("ko", "아직 다른 언어와 대조하지 않았습니다"),
    ):
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


MORE = {
    "policies/quota.yml": """
not_stated: [{en: Its end, ko: 종료일}]
withdrawn: [{id: gone, date: 2026-02-01, note: {en: It was wrong., ko: 사실과 달랐다.}}]
""",
    "policies/programme.yml": """
facts:
  - id: began
    text: {en: It began in 2025., ko: 2025년에 시작하였다.}
    as_of: 2025-05-01
    happened: "2025"
    references: [paper-2025]
""",
    "sources/statement.yml": """
facts:
  - id: session
    text: {en: It was given in 2025., ko: 2025년에 발언하였다.}
    as_of: 2025-05-01
    happened: "2025"
    references: [paper-2025]
not_stated: [{en: Its place, ko: 장소}]
""",
    "glossary.yml": "    note: {en: Set each year., ko: 해마다 정한다.}\n",
}
INTERFACE = {"data/words.yml", "data/site.yml"}
STATUS = ("term", "definition")
NAMED = "a, option, svg, .status, .tree, .cite"
"""Places where a text only names something that has its own page or place, which shows the notice."""
UNSHOWN = {"data/sources/statement.yml:summary", "data/sources/statement.yml:agency"}
"""Texts that no page shows in Korean: those for programs, citations in the original language, unused statuses."""
UNSHOWN |= {f"data/statuses.yml:statuses.{name}.{part}" for name in ("superseded", "withdrawn") for part in STATUS}


def test_every_text_says_so_on_each_page_that_shows_it(small: Path) -> None:
    for name, text in MORE.items():
        with (small / "data" / name).open("a", encoding="utf-8") as file:
            file.write(text)
    quota = small / "data/policies/quota.yml"
    unit = "unit: {en: persons, ko: 명}"
    quota.write_text(quota.read_text("utf-8").replace(unit, f"{unit}\n    note: {{en: By year., ko: 연도별}}"), "utf-8")
    data, prose = build.read_content(small)
    texts = marked(data)
    behind: set[int] = set()
    view = PageRenderer(data, "ko", behind, "https://host.example/", {})
    pages = [page for page in site_pages(data, prose) if page.kind != "prose"]
    silent, shown = [], set[str]()
    for page in pages:
        body = read(view.markdown(page))
        for mark in texts.keys() & set(re.findall("글[0-9]{3}", body)):
            name, text = texts[mark]
            shown.add(name)
            behind.add(id(text))
            if 'class="outdated"' not in view.markdown(page):
                silent.append((name, page.path))
            behind.clear()
    assert not silent
    assert {name for name, _ in texts.values()} - shown == UNSHOWN


def marked(data: Data) -> dict[str, tuple[str, Text | Passage]]:
    """Give each text of the data a unique Korean text; yield the texts by these."""
    found: dict[str, tuple[str, Text | Passage]] = {}
    for file in data.files.values():
        for place, text in file.texts() if file.path not in INTERFACE else ():
            mark = f"글{len(found):03}"
            found[mark] = (f"{file.path}:{file.name(place)}", text)
            object.__setattr__(text, "ko", mark)
    return found


def read(page: str) -> str:
    """Return the text of a page itself, without what it only names."""
    soup = BeautifulSoup(page.split("---\n", 2)[2], "html.parser")
    for part in soup.select(NAMED):
        part.extract()
    return soup.get_text()


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
    notices = [str(notice) for notice in translations.acceptance_problems(load_data(small), small)]
    marked = [notice.rpartition(":")[2] for notice in notices if "must be compared with the English again" in notice]
    assert sorted(marked) == behind


def test_a_changed_korean_is_as_pending_as_a_changed_english(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small, "accept", "all") == 0
    file = small / "data" / "policies" / "quota.yml"
    file.write_text(file.read_text("utf-8").replace("ko: 쿼터를 확대하였다.", "ko: 쿼터를 늘렸다."), "utf-8")
    capsys.readouterr()
    assert run(small, "check") == 0
    assert "points.expanded-quota.text.ko must be compared with the English again" in capsys.readouterr().err
    assert stale(small) == ["The quota was expanded."]
    assert run(small, "accept", "data/policies/quota.yml") == 0
    assert stale(small) == []


def test_acceptance_silences_no_gate(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small, "accept", "all") == 0
    file = small / "data" / "policies" / "quota.yml"
    file.write_text(file.read_text("utf-8").replace("ko: 쿼터를 확대하였다.", "ko: 쿼터를 축소하였다."), "utf-8")
    assert run(small, "accept", "all") == 1
    assert run(small, "check") == 1


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
    data, _ = build.read_content(small)
    assert translations.outdated_texts(data, small) == []


def stale(root: Path) -> list[str]:
    return [text.en for _, text in translations.outdated_texts(load_data(root), root) if isinstance(text, Text)]


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
    assert "expanded-quota" not in (small / translations.LOCK).read_text("utf-8")


def test_a_renamed_item_is_the_one_whose_texts_were_accepted(small: Path) -> None:
    assert run(small, "accept", "all") == 0
    file = small / "data" / "policies" / "programme.yml"
    text = file.read_text("utf-8").replace("en: A programme,", "en: A new programme,")
    file.unlink()
    text = text.replace("id: programme\n", "id: scheme\nprevious_ids: [programme]\n")
    (small / "data" / "policies" / "scheme.yml").write_text(text, "utf-8")
    data = load_data(small)
    [notice] = translations.acceptance_problems(data, small)
    assert "must be compared with the English again" in notice.message and notice.message.endswith(
        "data/policies/scheme.yml:title"
    )
    translations.accept_translations(data, small, "data/policies/scheme.yml")
    assert translations.acceptance_problems(data, small) == []
    assert "policies/programme.yml" not in (small / translations.LOCK).read_text("utf-8")


def test_accept_refuses_what_does_not_exist(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small, "accept", "data/policies/nothing.yml") == 1
    assert "accept must name a text, a file or all: data/policies/nothing.yml" in capsys.readouterr().err
    assert not (small / translations.LOCK).exists()


def test_status_says_what_is_overdue(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = small / "data" / "policies" / "quota.yml"
    text = file.read_text("utf-8").replace("review_by: 2027-01-01", "review_by: 2026-01-02")
    file.write_text(text + "reviewed: {by: A reader, date: 2026-01-02}\n", "utf-8")
    assert run(small, "status") == 0
    [line] = [line for line in capsys.readouterr().out.splitlines() if line.startswith("quota") and " ko " in line]
    assert "A reader, 2026-01-02" in line and line.endswith("yes")


@pytest.mark.real_content
def test_the_real_texts_are_all_recorded() -> None:
    data, _ = build.read_content(ROOT)
    assert translations.acceptance_problems(data, ROOT) == []


def test_a_reader_who_has_had_enough_is_no_fault(small: Path) -> None:
    run(small, "accept", "all")  # or it would be told on the other stream that the texts are new
    command = [sys.executable, str(ROOT / "scripts" / "build.py"), "--root", str(small), "status", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout and child.stderr
        child.stdout.close()  # as `head` does
        assert child.stderr.read() == b""
    assert child.returncode == 0
