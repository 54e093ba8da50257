"""Published addresses: a renamed or removed one still works, or the build fails and names it."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont

from briefs import build
from briefs.errors import Problems
from briefs.outputs import fonts
from briefs.urls import published_urls
from briefs.urls.permalinks import former_file_urls

WITHDRAWN = "{id: visa-category, date: 2026-02-01, note: {en: It was wrong., ko: 사실과 달랐다.}}"
SAID = {"en": "Withdrawn on 1 February 2026: It was wrong.", "ko": "2026년 2월 1일 삭제: 사실과 달랐다."}
HOST = "https://host.example/"


def release(root: Path) -> set[str]:
    data, prose = build.read_content(root)
    return set(published_urls.record_urls(root, build.all_site_urls(data, prose)))


def edit(root: Path, file: str, *changes: tuple[str, str]) -> None:
    text = (root / "data" / file).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (root / "data" / file).write_text(text, "utf-8")


def rename(root: Path, old: str, new: str, previous: str) -> None:
    (root / "data" / "policies" / f"{old}.yml").rename(root / "data" / "policies" / f"{new}.yml")
    edit(root, f"policies/{new}.yml", (f"id: {old}\n", f"id: {new}\n{previous}"))
    edit(root, "glossary.yml", (f"policies: [{old}]", f"policies: [{new}]"))


def complaints(root: Path) -> list[str]:
    with pytest.raises(Problems) as raised:
        build.read_content(root)
    return [problem.message.rpartition(": ")[2].partition(" (")[0] for problem in raised.value.problems]


def refused(root: Path) -> str:
    with pytest.raises(Problems) as raised:
        build.read_content(root)
    return str(raised.value)


def test_an_item_renamed_without_a_word_is_refused_by_each_of_its_addresses(small: Path) -> None:
    named = {address for address in release(small) if re.search("/quota(?!-)|#quota--", address)}
    elsewhere = {address for address in named if "#quota--" in address}  # on the page of all figures, which stays
    mine = {address for address in named - elsewhere if "/term/" not in address}
    rename(small, "quota", "allotment", "")
    found = complaints(small)
    assert set(found) == {address.partition("#")[0] for address in mine} | elsewhere
    anchors = sum(int(count) for count in re.findall(r"\(with (\d+) anchors\)", refused(small)))
    assert anchors == sum("#" in address for address in mine) > 10
    assert {"/id/quota/", "/ko/policies/quota/"} <= set(found)
    assert {"/api/v1/policies/quota.json", "/en/policies/quota/quota.bib"} <= set(found)


def test_a_renamed_item_answers_to_its_former_name_for_people_and_machines(small: Path) -> None:
    release(small)
    rename(small, "quota", "allotment", "previous_ids: [quota]\n")
    build.build_site(small, small / "site", HOST, documents=False)
    site = small / "site"
    for old, new in (
        ("api/v1/policies/quota.json", "api/v1/policies/allotment.json"),
        ("ko/policies/quota/quota.ris", "ko/policies/allotment/allotment.ris"),
    ):
        assert (site / old).read_bytes() == (site / new).read_bytes()
    # as briefing-pack.js reads it
    assert 'id="allotment" data-former="quota"' in (site / "ko/pack/index.html").read_text("utf-8")
    for path, address in (("id/quota", "id/allotment/"), ("ko/policies/quota", "ko/policies/allotment/")):
        soup = BeautifulSoup((site / path / "index.html").read_text("utf-8"), "html5lib")
        assert [str(tag["href"]) for tag in soup.select("link[rel=canonical]")] == [HOST + address]
        part = soup.find(id="expanded-quota")
        assert part and [str(a["href"]).rpartition("../")[2] for a in part.select("a[lang=ko]")] == [
            "ko/policies/allotment/#expanded-quota"
        ]


def test_the_korean_page_of_a_former_address_is_set_in_fonts_that_have_its_letters(small: Path) -> None:
    rename(small, "quota", "allotment", "previous_ids: [quota]\n")
    build.build_site(small, small / "site", HOST, documents=False)
    door = (small / "site" / "ko" / "policies" / "quota" / "index.html").read_text("utf-8")
    heavy = "".join(match[2] for match in fonts.BOLD.finditer(door))
    for weight, shown in (("Regular", door), ("SemiBold", heavy)):
        file = next((small / "site" / "assets" / "fonts").glob(f"Pretendard-{weight}.*.woff2"))
        with TTFont(file) as font:
            assert set(re.findall("[가-힣]", shown)) <= set(map(chr, font.getBestCmap())), weight


def test_a_part_that_is_renamed_or_withdrawn_keeps_its_anchor(small: Path) -> None:
    release(small)
    edit(small, "policies/quota.yml", ("id: expanded-quota", "id: larger-quota"), ("id: visa-category", "id: category"))
    assert "/ko/policies/quota/#expanded-quota" in complaints(small)
    edit(
        small,
        "policies/quota.yml",
        ("id: larger-quota\n", "id: larger-quota\n    previous_ids: [expanded-quota]\n"),
        ("codes:", f"withdrawn:\n  - {WITHDRAWN}\ncodes:"),
    )
    build.build_site(small, small / "site", HOST, documents=False)
    for language, said in SAID.items():
        soup = BeautifulSoup((small / "site" / language / "policies/quota/index.html").read_text("utf-8"), "html5lib")
        former = soup.find(id="expanded-quota")
        assert former and former.find_parent(id="larger-quota")
        gone = soup.find(id="visa-category")
        assert gone and " ".join(gone.text.split()).startswith(said)
        heading = gone.find_previous("h2")
        assert heading and heading.text in {"Withdrawn from this page", "삭제한 내용"}  # no fact of another source


def test_a_theme_and_a_term_that_are_renamed_still_answer(small: Path) -> None:
    mine = release(small)
    edit(small, "themes.yml", ("id: pathways", "id: ways, previous_ids: [pathways]"))
    for policy in ("quota", "programme"):
        edit(small, f"policies/{policy}.yml", ("theme: pathways", "theme: ways"))
    edit(small, "glossary.yml", ("id: quota-term", "id: allotment-term\n    previous_ids: [quota-term]"))
    build.build_site(small, small / "site", HOST, documents=False)
    assert {"/id/theme/pathways/", "/en/themes/pathways/", "/ko/policies/#pathways"} <= mine
    assert {"/id/term/quota-term/", "/ko/glossary/#quota-term"} <= mine
    html = (small / "site/ko/themes/pathways/index.html").read_text("utf-8")
    assert "../../../ko/themes/ways/" in html


def test_a_policy_taken_away_is_refused(small: Path) -> None:
    release(small)
    (small / "data/policies/programme.yml").unlink()
    edit(small, "policies/quota.yml", ("related: [programme]\n", ""))
    edit(small, "sources/statement.yml", ("{id: p2s2, ", "{id: p2s2, role: context, "))
    assert "/id/programme/" in complaints(small)


def test_files_of_whatever_kind_answer_to_the_former_name_of_their_own_item_only(small: Path) -> None:
    edit(small, "policies/quota.yml", ("id: quota\n", "id: quota\nprevious_ids: [share, part]\n"))
    edit(small, "themes.yml", ("id: pathways", "id: quota, previous_ids: [ways]"))  # a theme of the same name
    for policy in ("quota", "programme"):
        edit(small, f"policies/{policy}.yml", ("theme: pathways", "theme: quota"))
    data, _ = build.read_content(small)
    files = ["/en/policies/quota/quota.en-ko.hwpx", "/en/themes/quota/index.md", "/api/v1/policies/quota.json"]
    others = ["/en/policies/quotas/quotas.bib", "/en/quota.xml", "/api/v1/quota.csv", "/api/v1/schemas/quota.json"]
    assert former_file_urls(data, [*files, *others]) == {
        "/en/policies/share/share.en-ko.hwpx": files[0],
        "/en/policies/part/part.en-ko.hwpx": files[0],
        "/en/themes/ways/index.md": files[1],
        "/api/v1/policies/share.json": files[2],
        "/api/v1/policies/part.json": files[2],
    }


def test_files_of_the_statement_answer_to_the_name_of_a_further_source(small: Path) -> None:
    edit(small, "sources/statement.yml", ("id: statement\n", "id: statement\nprevious_ids: [speech]\n"))
    data, _ = build.read_content(small)
    files = [
        "/ko/statement/statement.bib",
        "/ko/statement/original.ris",
        "/api/v1/statement.json",
        "/api/v1/points.csv",
    ]
    assert former_file_urls(data, files) == {
        "/ko/sources/speech/speech.bib": files[0],
        "/ko/sources/speech/original.ris": files[1],
        "/api/v1/sources/speech.json": files[2],
    }
