"""A page and its source are cited as each style's manual rules, and reference managers read the files."""

import json
from datetime import date

import bibtexparser.bparser
import pytest
import rispy
from bs4 import BeautifulSoup

from briefs import walk
from briefs.citations import STYLES, Work, cited, files, page_work, source_work
from conftest import ROOT, Served

DATA, _ = walk.read(ROOT)
HOST = "https://host.example/"
PAGE = Work("x", "A Publisher", "A title", date(2026, 3, 5), HOST + "id/x/", "en")
UNDATED = Work("y", "An Office", "A statement", None, HOST + "id/y/", "en")
KOREAN = Work("z", "어느 기관", "어느 제목", date(2026, 3, 5), HOST + "id/z/", "ko")


@pytest.mark.parametrize(
    ("work", "style", "wanted"),
    [
        # Chicago 18, 14.104: title in quotation marks, the page's own word for its date, full stop at the end
        (PAGE, "chicago", "A Publisher. “A title.” Last checked March 5, 2026. https://host.example/id/x/."),
        # Chicago 18, 14.44: n.d. where no date is given
        (UNDATED, "chicago", "An Office. “A statement.” n.d. https://host.example/id/y/."),
        # APA 7, 10.16: (year, month day); no full stop after the address (9.35)
        (PAGE, "apa", "A Publisher. (2026, March 5). A title. https://host.example/id/x/"),
        (UNDATED, "apa", "An Office. (n.d.). A statement. https://host.example/id/y/"),
        # the Korean report style: body, 「title」, date with full stops and spaces, address
        (KOREAN, "korean", "어느 기관, 「어느 제목」, 2026. 3. 5., https://host.example/id/z/"),
        (Work("z", "기관", "제목", None, HOST, "ko"), "korean", "기관, 「제목」, 일자 미상, https://host.example/"),
    ],
)
def test_styles(work: Work, style: str, wanted: str) -> None:
    assert cited(work, style, DATA) == wanted


def test_every_item_cites_its_page_by_its_day_and_its_source_without_one() -> None:
    for item in [*DATA.policies.values(), *DATA.sources.values()]:
        for language, undated in (("en", "n.d."), ("ko", "일자 미상")):
            page, source = (work(DATA, item, language, HOST) for work in (page_work, source_work))
            assert page.day == item.as_of and page.address == f"{HOST}id/{item.id}/"
            assert source.day is None and source.address == f"{HOST}id/statement/"
            for style in STYLES:
                assert item.title[language] in cited(page, style, DATA)
                assert undated in cited(source, style, DATA) and str(item.as_of.year) in cited(page, style, DATA)


def test_reference_managers_read_the_files(site: Served) -> None:
    for item in [*DATA.policies.values(), *DATA.sources.values()]:
        for language in ("en", "ko"):
            folder = site.folder / language / item.path
            reader = bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False)  # @online is BibLaTeX
            entry = bibtexparser.loads((folder / f"{item.id}.bib").read_text("utf-8"), reader).entries[0]
            assert entry["title"].strip("{}") == item.title[language] and entry["date"] == str(item.as_of)
            (record,) = rispy.loads((folder / f"{item.id}.ris").read_text("utf-8"))
            assert record["title"] == item.title[language] and record["type_of_reference"] == "ELEC"
            (csl,) = json.loads((folder / f"{item.id}.csl.json").read_text("utf-8"))
            assert csl["title"] == item.title[language] and csl["URL"] == f"{site.address}id/{item.id}/"


def test_an_undated_work_has_no_date_in_its_files() -> None:
    told = files(UNDATED)
    assert "date" not in told["bib"] and "PY" not in told["ris"] and "issued" not in told["csl.json"]


def test_pages_carry_what_reference_managers_and_search_engines_read(site: Served) -> None:
    for item in [*DATA.policies.values(), *DATA.sources.values()]:
        for language in ("en", "ko"):
            soup = BeautifulSoup(site.html(f"{language}/{item.path}"), "html5lib")
            tags = {str(tag["name"]): str(tag["content"]) for tag in soup.select("meta[name]")}
            assert tags["citation_title"] == tags["dcterms.title"] == item.title[language]
            assert tags["citation_publication_date"] == item.as_of.strftime("%Y/%m/%d")
            assert tags["citation_public_url"] == tags["dcterms.identifier"] == f"{site.address}id/{item.id}/"
            (told,) = (json.loads(str(tag.string)) for tag in soup.select("script[type='application/ld+json']"))
            assert told["headline"] == item.title[language] and told["inLanguage"] == language
            assert told["dateModified"] == str(item.as_of) and told["url"].startswith(site.address)
    assert "citation_title" not in site.html("en/glossary")


def test_the_sitemap_is_dated_by_the_data(site: Served) -> None:
    soup = BeautifulSoup((site.folder / "sitemap.xml").read_text("utf-8"), "html.parser")
    dated = {str(url.loc.text): str(url.lastmod.text) for url in soup.select("url") if url.lastmod and url.loc}
    assert len(dated) >= 2 * (len(DATA.policies) + 1)
    for item in DATA.policies.values():
        newest = max(item.as_of, *(change.date for change in item.changes))
        assert dated[f"{site.address}ko/{item.path}"] == str(newest)
