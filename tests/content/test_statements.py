"""A site of two statements: they are listed, named on points, and in the order in which they were given."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from briefs import build, cli
from briefs.content.loader import load_data
from briefs.documents.composer import compose_document
from briefs.errors import Problems
from conftest import Served, make_small, serve

LATER = """\
id: later
title: {en: Remarks by another speaker, ko: 다른 발언자 연설}
speaker: {en: Another speaker, ko: 다른 발언자}
office: {en: Another office, ko: 다른 기관}
agency: {en: Another agency, ko: 다른 본부}
ministry: {en: Another ministry, ko: 다른 부처}
authoritative: ko
given_by: 2025-05-03
as_of: 2026-01-02
review_by: 2027-01-01
summary: {en: What the other speaker said., ko: 다른 발언 내용이다.}
passages:
  - {id: p1s1, en: The ministry supports workers., ko: 부처는 근로자를 지원합니다.}
  - {id: p1s2, role: closing, en: Thank you., ko: 감사합니다.}
changes:
  - {date: 2026-01-02, note: {en: First published., ko: 처음 게시하였다.}}
"""
FIRST = """points:
  - id: supported
    text: {en: The ministry supports workers., ko: 부처는 근로자를 지원합니다.}
    cites: [later#p1s1]
    quoted: true
"""


def make_two(root: Path) -> Path:
    """Make a project whose policy rests on two statements; the later one is named first in its file."""
    make_small(root)
    (root / "data/sources/later.yml").write_text(LATER, "utf-8")
    (root / "data/sources/later.txt").write_text("부처는 근로자를 지원합니다. 감사합니다.\n", "utf-8")
    file = root / "data/sources/statement.yml"
    file.write_text(
        file.read_text("utf-8").replace("authoritative: en", "authoritative: en\ngiven_by: 2024-11-28"), "utf-8"
    )
    file = root / "data/policies/programme.yml"
    file.write_text(file.read_text("utf-8").replace("points:\n", FIRST), "utf-8")
    return root


@pytest.fixture
def two(tmp_path: Path) -> Path:
    return make_two(tmp_path / "project")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two")
    build.build_site(make_two(folder / "project"), folder / "site", "https://briefs.kr/", documents=False)
    return folder / "site"


def page(site: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((site / path / "index.html").read_text("utf-8"), "html.parser")


def text(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text(" ").replace("\u2060", "").split())


@pytest.mark.parametrize(
    ("lang", "rows"),
    [
        (
            "en",
            [
                ["Statement by a speaker", "28 November 2024", "English (original), Korean", "Policies: 2"],
                ["Remarks by another speaker", "3 May 2025", "Korean (original), English", "Policies: 1"],
            ],
        ),
        (
            "ko",
            [
                ["발언자 성명", "2024년 11월 28일", "영어(원문), 한국어", "정책 2건"],
                ["다른 발언자 연설", "2025년 5월 3일", "한국어(원문), 영어", "정책 1건"],
            ],
        ),
    ],
)
def test_sources_lists_them_in_their_order(site: Path, lang: str, rows: list[list[str]]) -> None:
    found = [[text(cell) for cell in row.select("th, td")] for row in page(site, f"{lang}/sources").select("tbody tr")]
    assert [[row[0], *row[2:]] for row in found] == rows
    links = [str(link["href"]) for link in page(site, f"{lang}/sources").select("tbody th a")]
    assert [link.split(f"/{lang}/")[1] for link in links] == ["statement/", "sources/later/"]
    twin = (site / lang / "sources/index.md").read_text("utf-8")
    assert all(row[0] in twin for row in rows)
    assert f"https://briefs.kr/{lang}/sources/" in (site / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize(("lang", "plural"), [("en", "Statements"), ("ko", "성명문")])
def test_the_tab_is_plural_and_leads_to_the_list(site: Path, lang: str, plural: str) -> None:
    tabs = {text(link): str(link["href"]) for link in page(site, f"{lang}/glossary").select(".md-tabs__link")}
    assert tabs[plural] == "../sources/"
    assert "Statement" not in tabs


def test_home_and_index_link_to_every_statement(site: Path) -> None:
    for path in ("en", "en/policies"):
        links = {text(link) for link in page(site, path).select("article a")}
        assert {"Statements", "Statement by a speaker", "Remarks by another speaker"} <= links


def test_a_policy_shows_what_each_said_in_their_order(site: Path) -> None:
    soup = page(site, "en/policies/programme")
    heads = [text(head) for head in soup.select("article h3:has(+ ul.points)")]
    assert [head.split(" Given")[0] for head in heads] == ["Statement by a speaker", "Remarks by another speaker"]
    assert [point["id"] for point in soup.select("ul.points > li")] == ["being-implemented", "supported"]
    assert text(soup.select_one(".thread .said q") or soup) == "It is implementing a programme."
    places = [text(link) for link in soup.select(".source figcaption a")]
    assert places == [
        "Statement by a speaker, paragraph 2, sentence 2",
        "Remarks by another speaker, paragraph 1, sentence 1",
    ]
    assert not page(site, "en/policies/quota").select("article h3:has(+ ul.points)")


def test_each_sentence_names_its_own_original(site: Path) -> None:
    captions = [text(one) for one in page(site, "en/policies/programme").select(".source figcaption")]
    assert "In the original English" in captions[0] and "The English is an unofficial translation." in captions[1]
    templates = [str(one["data-quotation"]) for one in page(site, "en/policies/programme").select("figure.source")]
    assert ["unofficial" in template for template in templates] == [False, True]
    assert "Each statement is in its original language" in text(page(site, "en"))
    assert "The translation is unofficial and has not been reviewed yet." in text(page(site, "en/policies/programme"))


def test_the_index_is_filtered_by_statement(site: Path, browser: Browser) -> None:
    with serve(site) as address:
        view = browser.new_page()
        view.goto(f"{address}en/policies/")
        rows = view.locator(".policy-rows > li:visible h3")
        assert rows.count() == 2
        view.locator("select[name=source]").select_option("later")
        assert rows.all_inner_texts() == ["A programme"]
        view.goto(f"{address}en/policies/?source=statement")
        assert rows.count() == 2
        view.close()


def test_the_search_is_filtered_by_statement(site: Path, browser: Browser) -> None:
    with serve(site) as address:
        view = browser.new_page()
        view.goto(f"{address}en/search/?q=quota")
        choice = view.locator(".theme-choice select")
        links = view.locator(".results-page ol > li > a")
        links.first.wait_for()
        before = links.all_inner_texts()
        view.goto(f"{address}en/search/?q=workers")
        choice.last.wait_for()
        options = choice.last.locator("option").all_inner_texts()
        assert any(option.startswith("Remarks by another speaker (") for option in options), options
        everything = links.count()
        choice.last.select_option("Remarks by another speaker")
        view.wait_for_function(
            "count => document.querySelectorAll('.results-page ol > li').length < count", arg=everything
        )
        assert "Expanded quota" in before and "Expanded quota" not in links.all_inner_texts()
        assert "A programme" in links.all_inner_texts()
        view.close()


def test_home_is_about_the_statement_that_the_site_names(two: Path) -> None:
    with (two / "data/site.yml").open("a", encoding="utf-8") as file:
        file.write("statement: later\n")
    build.build_site(two, two / "site", "https://briefs.kr/", documents=False)
    home = page(two / "site", "en")
    assert "The ministry supports workers." in text(home.select_one(".hero-quote") or home)
    assert [str(link["data-sentence"]) for link in home.select("[data-sentence]")] == ["later#p1s1"]
    assert "Remarks by another speaker" in text(page(two / "site", "en/statement"))
    assert "Statement by a speaker" in text(page(two / "site", "en/sources/statement"))
    assert (two / "site/api/v1/sources/statement.json").exists()


def test_the_statement_that_the_site_names_exists(two: Path) -> None:
    with (two / "data/site.yml").open("a", encoding="utf-8") as file:
        file.write("statement: unknown\n")
    with pytest.raises(Problems) as raised:
        build.read_content(two)
    assert "data/sources/unknown.yml:1: file must exist: the site is about this statement" in str(raised.value)


def test_documents_give_what_was_said_in_the_same_order(two: Path) -> None:
    data = load_data(two)
    made = repr(compose_document(data, data.policies["programme"], ("en",), "https://briefs.kr/").blocks)
    assert made.index("It is implementing a programme.") < made.index("The ministry supports workers.")
    assert "Remarks by another speaker, paragraph 1, sentence 1" in made


def test_with_one_statement_nothing_is_named_twice(small_site: Served) -> None:
    folder = small_site.folder
    tabs = [text(link) for link in page(folder, "en/glossary").select(".md-tabs__link")]
    assert "Statement" in tabs and "Statements" not in tabs
    assert len(page(folder, "en/sources").select("tbody tr")) == 1
    assert not page(folder, "en").select('a[href="sources/"]')
    assert not page(folder, "en/policies").select("[name=source], [data-source]")
    (index,) = (folder / "assets").glob("search*.json")
    assert '"stated"' not in index.read_text("utf-8")


def test_check_accepts_the_project(two: Path) -> None:
    assert cli.main(["--root", str(two), "check"]) == 0
