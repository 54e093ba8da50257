"""Citations of a page and its source follow each style's manual, and reference managers read the files."""

import json
import re
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import bibtexparser.bparser
import bibtexparser.customization
import pybtex.database
import pytest
import rispy
from bs4 import BeautifulSoup
from playwright.sync_api import Browser
from pybtex.bibtex.utils import split_name_list
from pybtex.richtext import Text

from briefs import build
from briefs.content.models import Policy, Source
from briefs.documents.composer import compose_document
from briefs.outputs.citation_files import ORIGINAL, citation_files
from briefs.text.citations import (
    ORDER,
    STYLES,
    Work,
    format_citation,
    headline_case,
    page_work,
    source_work,
)
from conftest import Served, serve
from support import zotero
from support.npm_tools import npm_folder
from support.samples import DATA

HOST = "https://host.example/"
DAY = date(2026, 3, 5)
LINK = f"{HOST}id/x/"
TITLE = "A plan for the well-being of workers"


def page(author: str = "A Publisher", title: str = TITLE, site: str = "", language: str = "en") -> Work:
    return Work("x", author, title, DAY, LINK, language, author, site=site)


def undated(language: str = "en") -> Work:
    agency, parent, whole = {
        "en": ("An Agency", "A Ministry", "An Agency, A Ministry"),
        "ko": ("어느 본부", "어느 부", "어느 부 본부"),
    }[language]
    title = "Statement by Mr. Kim Jong-min" if language == "en" else "어느 성명"
    return Work("y", agency, title, None, LINK, language, whole, parent, "A Site")


def sources(item: Policy | Source, language: str, address: str = HOST) -> list[Work]:
    return [source_work(DATA, source, language, address) for source in DATA.sources_of(item)]


# What the manuals say, in the order of the elements; the words are made up, the rules are theirs.
GOLDEN = [
    # Chicago 18, 14.104: author. “Title of the Page.” Title of the site. Date, spelt out. Address, and a full stop.
    (
        page(site="A Site"),
        "chicago",
        f"A Publisher. “A Plan for the Well-Being of Workers.” A Site. Last checked March 5, 2026. {LINK}.",
    ),
    # the same where the author owns the site: its name is not said twice
    (page(), "chicago", f"A Publisher. “A Plan for the Well-Being of Workers.” Last checked March 5, 2026. {LINK}."),
    # 14.44: n.d. without a date, and no second full stop; 8.160: a name keeps its own capitals
    (undated(), "chicago", f"An Agency, A Ministry. “Statement by Mr. Kim Jong-min.” A Site. n.d. {LINK}."),
    # 6.125: a title that ends in a mark of its own takes no full stop
    (page(title="Who cares?"), "chicago", f"A Publisher. “Who Cares?” Last checked March 5, 2026. {LINK}."),
    # APA 7, 10.16: Author. (Year, Month day). Title in sentence case. Site. Address without a full stop (9.35)
    (page(site="A Site"), "apa", f"A Publisher. (2026, March 5). {TITLE}. A Site. {LINK}"),
    # 9.32 and 10.16: the site is left out where it is the author
    (page(), "apa", f"A Publisher. (2026, March 5). {TITLE}. {LINK}"),
    # 9.11: the most specific agency is the author, its parent the source; 9.17: n.d.
    (undated(), "apa", f"An Agency. (n.d.). Statement by Mr. Kim Jong-min. A Ministry. {LINK}"),
    (page("Acme Inc.", "Who cares?"), "apa", f"Acme Inc. (2026, March 5). Who cares? {LINK}"),
    # Korean official: body, 「title」, year. month. day. (each with its full stop), address
    (page("어느 기관", "어느 제목", "", "ko"), "korean", f"어느 기관, 「어느 제목」, 2026. 3. 5., {LINK}"),
    (undated("ko"), "korean", f"어느 부 본부, 「어느 성명」, 일자 미상, {LINK}"),
    (undated("ko"), "chicago", f"어느 부 본부. “어느 성명.” A Site. 일자 미상. {LINK}."),
    (page("어느 기관", "어느 제목", "", "ko"), "apa", f"어느 기관. (2026. 3. 5.). 어느 제목. {LINK}"),
]


@pytest.mark.parametrize(("work", "style", "wanted"), GOLDEN)
def test_each_style_as_its_manual_rules(work: Work, style: str, wanted: str) -> None:
    assert "".join(format_citation(work, style, DATA)) == wanted


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        # Chicago 18, 8.160: lower case for articles, conjunctions, to, as and prepositions of up to four letters
        ("action against smuggling and trafficking", "Action Against Smuggling and Trafficking"),
        ("working with partners from afar", "Working with Partners from Afar"),
        ("what it is for", "What It Is For"),  # the last word is capitalised whatever it is
        ("New policy: a plan for all", "New Policy: A Plan for All"),  # so is the first of a subtitle
        # 8.162: hyphenated words
        ("a state-of-the-art region-specialized visa", "A State-of-the-Art Region-Specialized Visa"),
        ("The IOM Council and E-7-4R", "The IOM Council and E-7-4R"),
    ],
)
def test_titles_in_headline_style(title: str, wanted: str) -> None:
    assert headline_case(title) == wanted


def test_every_item_cites_its_page_by_its_day_and_its_source_without_one() -> None:
    for item in [*DATA.policies.values(), *DATA.sources.values()]:
        for language in ("en", "ko"):
            own, (source,) = page_work(DATA, item, language, HOST), sources(item, language)
            assert own.day == item.as_of and own.address == f"{HOST}id/{item.id}/"
            assert source.day is None and source.address == f"{HOST}id/statement/"
            for style in STYLES:
                said = "".join(format_citation(own, style, DATA)), "".join(format_citation(source, style, DATA))
                assert str(item.as_of.year) in said[0] and "n.d." in said[1]
                assert DATA.sources["statement"].title.en.split()[-1] in said[1]  # in the language of the original
                assert "2024" not in said[1]  # its day is inferred, so no citation states it


def test_a_page_shows_both_citations_in_every_style_and_a_paragraph(site: Served) -> None:
    for item in [*DATA.policies.values(), *DATA.sources.values()]:
        for language in ("en", "ko"):
            soup = BeautifulSoup(site.html(f"{language}/{item.path}"), "html5lib")
            shown = [" ".join(tag.get_text().split()) for tag in soup.select("#cite dd > span, #cite p > span")]
            works = [page_work(DATA, item, language, site.address), *sources(item, language, site.address)]
            spoken = [
                (tag if tag.get("lang") else tag.find_parent(lang=True))["lang"]
                for tag in soup.select("#cite dd > span")
            ]
            assert spoken == [work.language for work in works for _ in STYLES]
            assert shown[:-1] == [
                "".join(format_citation(work, style, DATA)) for work in works for style in ORDER[language]
            ]
            source = DATA.sources["statement"]
            for part in (item.summary[language], source.title[language], f"{site.address}id/{item.id}/"):
                assert part in shown[-1]


@pytest.mark.parametrize("text", ["50 % of A & B_x #1, ~c – 「가」", "배상업 본부장 성명", "Plain"])
def test_reference_managers_read_back_the_same_characters(text: str) -> None:
    told = citation_files(page(text, text, text))
    reader = bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False)  # @online is BibLaTeX
    reader.customization = bibtexparser.customization.convert_to_unicode
    (entry,) = bibtexparser.loads(told["bib"], reader).entries
    for field in ("author", "title", "organization"):
        assert entry[field].replace("{", "").replace("}", "") == text
    assert (entry["ENTRYTYPE"], entry["url"], entry["date"]) == ("online", LINK, "2026-03-05")
    (record,) = rispy.loads(told["ris"])
    named = {"authors": [f"{text},"]} if "," not in text else {"publisher": text}
    assert (record["title"], record["secondary_title"]) == (text, text) and named.items() <= record.items()
    assert (record["type_of_reference"], record["urls"], record["date"]) == ("ELEC", [LINK], "2026/03/05")
    (csl,) = json.loads(told["csl.json"])
    assert (csl["title"], csl["author"], csl["container-title"]) == (text, [{"literal": text}], text)
    assert (csl["type"], csl["URL"], csl["issued"]) == ("webpage", LINK, {"date-parts": [[2026, 3, 5]]})


BODIES = [
    "A Publisher",
    "Ministry of Health and Welfare and Labour",
    "Institute of Law, Policy and Society",
    "Bureau of Safety, Science, and Technology, and Others",
    "Acme, Inc.",
    "Research & Sons and Co.",
    'Centre for “Open” Data {and} "Law", and others',
    "The People's Office of O'Neil, Jr.",
    "IOM",
    "법무부 출입국·외국인정책본부",
    "법무부, 「이민 and 통합」 연구원",
]


@pytest.mark.parametrize("name", BODIES)
def test_no_reference_manager_splits_the_name_of_a_body(name: str) -> None:
    """Whether as author or as what the author belongs to; read by pybtex, rispy and Zotero's rules."""
    for work in (page(name, site=name), Work("y", name, TITLE, None, LINK, "en", f"{name}, {name}", parent=name)):
        told = citation_files(work)
        entry = pybtex.database.parse_string(told["bib"], "bibtex").entries[work.key]
        (author,) = entry.persons["author"]
        assert not [*author.first_names, *author.middle_names, *author.prelast_names, *author.lineage_names]
        (kept,) = split_name_list(entry.fields["organization"])  # literal lists part as lists of names do
        assert [plain(" ".join(author.last_names)), plain(kept)] == [name, name]
        creators = zotero.ris_creators(told["ris"])
        (record,) = rispy.loads(told["ris"])
        if "," in name:  # which any reader would split in AU
            assert creators == [] and record["publisher"] == work.byline
        else:
            assert creators == [(name, "")] and record["authors"] == [f"{name},"]  # EndNote's mark of a body
            assert record.get("publisher", "") == work.parent
        (csl,) = json.loads(told["csl.json"])
        assert csl["author"] == [{"literal": name}] and csl.get("publisher", "") == work.parent


def plain(latex: str) -> str:
    """LaTeX as pybtex prints it; it knows no braces by name."""
    text = str(Text.from_latex(re.sub(r"\\textbrace(left|right)\{\}", r"<\1>", latex)))
    return text.replace("<left>", "{").replace("<right>", "}")


def read_by_citation_js(texts: list[str]) -> list[dict[str, Any]]:
    """Each citation as CSL-JSON and in APA, by citation-js, which npm installs as its lock file says."""
    command = ["node", str(npm_folder("clients") / "read.js")]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout))


@pytest.mark.long
def test_citation_js_prints_each_name_whole() -> None:
    works = [page(name, site="A Site") for name in BODIES]
    works += [Work("y", name, TITLE, None, LINK, "en", f"{name}, {name}", parent=name) for name in BODIES]
    read = iter(read_by_citation_js([text for work in works for text in citation_files(work).values()]))
    for work, bib, ris, csl in zip(works, read, read, read, strict=True):
        begin = f"{smart(work.author)}. (".replace("..", ".")
        assert apa(bib).startswith(begin) and apa(csl).startswith(begin)
        assert (bib["csl"]["publisher"], csl["csl"].get("publisher", "")) == (work.parent or work.site, work.parent)
        if "," in work.author:
            assert "author" not in ris["csl"] and smart(work.byline) in apa(ris)
        else:
            assert apa(ris).startswith(begin) and ris["csl"].get("publisher", "") == work.parent


def apa(read: dict[str, Any]) -> str:
    return smart(BeautifulSoup(read["apa"], "html5lib").get_text())


def smart(text: str) -> str:
    """Without the shape of quotation marks, which a style may change."""
    return re.sub("[“”‘’\"']", "'", text)


def test_no_character_breaks_a_file_in_two() -> None:
    text = r"} @book{z, title={1} \ ^ $ { %"
    told = citation_files(page(text, text, text))
    reader = bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False)
    (entry,) = bibtexparser.loads(told["bib"], reader).entries
    assert (entry["ENTRYTYPE"], entry["year"], entry["langid"]) == ("online", "2026", "english")
    assert rispy.loads(told["ris"])[0]["title"] == json.loads(told["csl.json"])[0]["title"] == text


def test_an_undated_work_has_no_date_in_its_files_and_names_its_ministry() -> None:
    told = citation_files(undated())
    assert "date" not in told["bib"] and "PY" not in told["ris"] and "issued" not in told["csl.json"]
    assert all("A Ministry" in text for text in told.values())


def test_the_files_stand_where_the_page_says(site: Served) -> None:
    for item in [*DATA.policies.values(), *DATA.sources.values()]:
        for language in ("en", "ko"):
            soup = BeautifulSoup(site.html(f"{language}/{item.path}"), "html5lib")
            linked = [str(a["href"]).rpartition("../")[2] for a in soup.select("#cite a[download]")]
            names = (f"{language}/{item.path}{item.id}", f"{language}/statement/{ORIGINAL}")
            assert linked == [f"{name}.{ending}" for name in names for ending in ("bib", "ris", "csl.json")]
            (csl,) = json.loads((site.folder / f"{names[0]}.csl.json").read_text("utf-8"))
            assert csl["title"] == item.title[language] and csl["URL"] == f"{site.address}id/{item.id}/"


REPLY = """
id: reply
title: {en: "Reply: by another speaker", ko: 다른 발언자 답변}
speaker: {en: Another speaker, ko: 다른 발언자}
office: {en: Another office, ko: 다른 기관}
agency: {en: Another agency, ko: 다른 본부}
ministry: {en: Another ministry, ko: 다른 부처}
authoritative: en
as_of: 2026-01-02
review_by: 2027-01-01
summary: {en: What the other speaker said., ko: 다른 발언 내용이다.}
passages:
  - {id: p1s1, en: The ministry supports workers., ko: 부처는 근로자를 지원합니다.}
changes:
  - {date: 2026-01-02, note: {en: First published., ko: 처음 게시하였다.}}
"""
SUPPORTED = """  - id: supported
    text: {en: The ministry supports workers., ko: 부처는 근로자를 지원합니다.}
    cites: [reply#p1s1]
    quoted: true
changes:"""
PLACES = {
    "en": ("Statement by a speaker, paragraph 2, sentence 2", "Reply: by another speaker, paragraph 1, sentence 1"),
    "ko": ("발언자 성명 제2문단 제2문장", "다른 발언자 답변 제1문단 제1문장"),
}
QUOTED = {
    "en": "“The ministry supports workers.” (Reply: by another speaker, paragraph 1, sentence 1, ",
    "ko": "“부처는 근로자를 지원합니다.” (다른 발언자 답변 제1문단 제1문장, 비공식 번역, ",
}


@pytest.fixture
def replied(small: Path) -> Path:
    """A project with a second source, of another body; a policy rests on both."""
    (small / "data/sources/reply.yml").write_text(REPLY, "utf-8")
    (small / "data/sources/reply.txt").write_text("The ministry supports workers.\n", "utf-8")
    file = small / "data/policies/programme.yml"
    file.write_text(file.read_text("utf-8").replace("changes:", SUPPORTED), "utf-8")
    return small


def test_a_second_source_is_cited_and_quoted_under_its_own_name(replied: Path, browser: Browser) -> None:
    site = replied / "site"
    build.build_site(replied, site, HOST, documents=False)
    for language in ("en", "ko"):  # in the language of the original
        for path, names in (
            ("statement", ("An agency", "A ministry")),
            ("sources/reply", ("Another agency", "Another ministry")),
        ):
            (csl,) = json.loads((site / language / path / "original.csl.json").read_text("utf-8"))
            assert (csl["author"][0]["literal"], csl["publisher"]) == names
    titles = {"en": ["Statement by a speaker", "Reply: by another speaker"], "ko": ["발언자 성명", "다른 발언자 답변"]}
    for language in ("en", "ko"):
        soup = BeautifulSoup((site / language / "policies/programme/index.html").read_text("utf-8"), "html5lib")
        assert [a.get_text() for a in soup.select("#said + p a")] == titles[language]
        assert [a.get_text() for a in soup.select(".source a")] == list(PLACES[language])
        told = json.loads(str(soup.select("script[type='application/ld+json']")[0].string))["isBasedOn"]
        assert [one["name"] for one in told] == titles[language]
        bodies = {"en": "Another agency, Another ministry", "ko": "다른 부처 다른 본부"}
        assert told[1]["author"]["name"] == bodies[language]
        named = [str(tag["content"]) for tag in soup.select("meta[name='dcterms.source']")]
        assert named == [f"{HOST}id/{source}/" for source in ("statement", "reply")]
        shown = soup.select("#cite")[0].get_text()
        assert all(title in shown for title in (*titles["en"], ", ".join(titles[language])))
        twin = (site / language / "policies/programme/index.md").read_text("utf-8")
        assert all(place in twin for place in PLACES[language])
        assert quoted(browser, site, language).startswith(QUOTED[language])
    assert "About the statement" not in (site / "en/sources/reply/index.md").read_text("utf-8")


def quoted(browser: Browser, site: Path, language: str) -> str:
    """What the page of a policy copies as a quotation with its source."""
    with serve(site) as address:
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(f"{address}{language}/policies/programme/")
        page.locator('a.copy[href="#supported"]').click()
        page.locator(".link-popover button").first.click()  # the quotation in the page's language
        page.locator(".link-popover button", has_text="✓").wait_for()
        text = str(page.evaluate("navigator.clipboard.readText()"))
        context.close()
    return text


def test_documents_name_every_source_that_they_quote(replied: Path) -> None:
    data, _ = build.read_content(replied)
    told = [line.text for line in compose_document(data, data.policies["programme"], ("en", "ko"), HOST).lines()]
    for title in ("Reply: by another speaker", "Statement by a speaker", "다른 발언자 답변"):
        assert any(
            line.startswith((data.words["said_in"].en, data.words["said_in"].ko)) and title in line for line in told
        )
    assert all(any(line.endswith(place) for line in told) for places in PLACES.values() for place in places)
