"""Metadata of pages: canonical and alternate addresses, descriptions, the sitemap, the QR code."""

import importlib
import io
import json
from pathlib import Path
from typing import Any

import feedparser
import lxml.etree
import pytest
import zxingcpp
from bs4 import BeautifulSoup
from PIL import Image
from playwright.sync_api import Browser

from briefs import build
from briefs.urls.pages import site_pages
from briefs.urls.permalinks import list_redirects
from conftest import ROOT, Served
from support import zotero
from support.samples import DATA, PROSE

PAGES = site_pages(DATA, PROSE)
ITEMS = [*DATA.policies.values(), *DATA.sources.values()]


def head(site: Served, path: str) -> BeautifulSoup:
    return BeautifulSoup(site.html(path), "html5lib")


def links(soup: BeautifulSoup, kind: str) -> list[str]:
    return [str(tag["href"]) for tag in soup.select(f"link[rel={kind}]")]


def alternates(soup: BeautifulSoup) -> dict[str, str]:
    return {str(tag["hreflang"]): str(tag["href"]) for tag in soup.select("link[rel=alternate][hreflang]")}


def test_every_page_names_itself_its_twin_and_the_neutral_address(site: Served) -> None:
    for page in PAGES:
        neutral = {"x-default": site.address + page.neutral} if page.neutral is not None else {}
        both = {language: f"{site.address}{language}/{page.path}" for language in ("en", "ko")}
        for language in ("en", "ko"):
            soup = head(site, f"{language}/{page.path}")
            assert links(soup, "canonical") == [both[language]]
            assert alternates(soup) == {**both, **neutral}
            for opened in neutral.values():  # names its pages back
                assert alternates(head(site, opened.removeprefix(site.address))) == {**both, **neutral}
            assert links(soup, "cite-as") == ([site.address + page.permalink] if page.permalink else [])
    own = {page.path for page in PAGES if page.neutral is not None}
    assert {"", "statement/", *(item.path for item in ITEMS)} < own and not {"policies/", "statement/parallel/"} & own


def test_permanent_addresses_name_themselves_and_other_names_the_own_one(site: Served) -> None:
    for door in list_redirects(DATA, PAGES):
        soup = head(site, door.address)
        assert links(soup, "canonical") == links(soup, "cite-as") == [site.address + door.cited]
        own = door.address == door.cited and "#" not in door.path
        both = {language: f"{site.address}{language}/{door.path}" for language in ("en", "ko")}
        assert alternates(soup) == ({**both, "x-default": site.address + door.cited} if own else {})


def test_every_page_can_be_shared(site: Served) -> None:
    for path in [f"{language}/{page.path}" for page in PAGES for language in ("en", "ko")] + ["", "id/statement/"]:
        soup = head(site, path)
        tags = {str(tag["property"]): str(tag["content"]) for tag in soup.select("meta[property]")}
        wanted = {"og:type", "og:site_name", "og:title", "og:description", "og:url", "og:image"}
        assert wanted <= tags.keys() and all(tags.values())
        assert [tags["og:url"]] == links(soup, "canonical")
        picture = site.folder / tags["og:image"].removeprefix(site.address)
        assert picture.is_file()
        if path[:2] in {"en", "ko"}:
            locales = {"en": ("en_GB", "ko_KR"), "ko": ("ko_KR", "en_GB")}[path[:2]]
            assert (tags["og:locale"], tags["og:locale:alternate"]) == locales
            assert picture == site.folder / path / "preview.png"


def test_pages_carry_what_reference_managers_read(site: Served) -> None:
    for item in ITEMS:
        for language in ("en", "ko"):
            soup = head(site, f"{language}/{item.path}")
            tags = {str(tag["name"]): str(tag["content"]) for tag in soup.select("meta[name]")}
            assert tags["citation_title"] == tags["dcterms.title"] == item.title[language]
            assert (
                tags["citation_publisher"]
                == tags["dcterms.publisher"]
                == (DATA.site.publisher or DATA.site.name[language])
            )
            assert tags["citation_publication_date"] == item.as_of.strftime("%Y/%m/%d")
            assert tags["dcterms.issued"] <= tags["dcterms.modified"] == str(item.modified)
            assert tags["citation_public_url"] == tags["dcterms.identifier"] == f"{site.address}id/{item.id}/"
            pdf = f"{item.path}{item.id}.{language}.pdf"  # Google Scholar asks for the file in the page's own folder
            made = (site.folder / language / pdf).is_file()
            assert tags.get("citation_pdf_url") == (f"{site.address}{language}/{pdf}" if made else None)
            assert tags["dcterms.source"] == f"{site.address}id/statement/"
            assert links(soup, "'schema.dcterms'") == ["http://purl.org/dc/terms/"]
    assert "citation_title" not in site.html("en/glossary")


def test_zotero_takes_no_name_of_a_body_for_a_persons_from_any_page(site: Served) -> None:
    for file in site.folder.rglob("index.html"):
        assert zotero.page_creators(BeautifulSoup(file.read_text("utf-8"), "html5lib")) == [], file


@pytest.mark.parametrize("name", ["Institute of Law, Policy and Society", "“A” & 'B' <i>\"C\"</i>", "법무부, 본부"])
def test_metadata_name_a_publisher_as_it_is(small: Path, name: str) -> None:
    file = small / "data" / "site.yml"
    text = file.read_text("utf-8").replace('publisher: ""', f"publisher: {json.dumps(name, ensure_ascii=False)}")
    file.write_text(text, "utf-8")
    build.build_site(small, small / "site", "https://host.example/", documents=False)
    soup = BeautifulSoup((small / "site/ko/policies/quota/index.html").read_text("utf-8"), "html5lib")
    tags = {str(tag["name"]): str(tag["content"]) for tag in soup.select("meta[name]")}
    assert tags["citation_publisher"] == tags["dcterms.publisher"] == name
    (told,) = (json.loads(str(tag.string)) for tag in soup.select("script[type='application/ld+json']"))
    assert told["author"] == told["publisher"] == {"@type": "Organization", "name": name}
    for language in ("en", "ko"):
        atom = feedparser.parse((small / "site" / language / "feed.xml").read_bytes())
        feed = json.loads((small / "site" / language / "feed.json").read_text("utf-8"))
        assert (atom.feed.author_detail.name, feed["authors"]) == (name, [{"name": name}])


def vocabulary_faults(node: dict[str, Any]) -> list[str]:
    """What schema.org's own vocabulary does not know in a node: types, properties, types of values."""
    kind = getattr(importlib.import_module(f"pydantic2_schemaorg.{node['@type']}"), node["@type"])
    found = []
    for name, value in node.items():
        if name.startswith("@"):
            continue
        if name not in kind.__fields__:
            found.append(f"{node['@type']} has no {name}")
        elif isinstance(value, dict):
            found += vocabulary_faults(value)
            made = getattr(importlib.import_module(f"pydantic2_schemaorg.{value['@type']}"), value["@type"])
            if not any(f"'{base.__name__}'" in str(kind.__fields__[name].annotation) for base in made.__mro__):
                found.append(f"{name} may not be a {value['@type']}")
    return found


def test_search_engines_are_told_in_schema_orgs_own_words(site: Served) -> None:
    for item in ITEMS:
        for language in ("en", "ko"):
            soup = head(site, f"{language}/{item.path}")
            (told,) = (json.loads(str(tag.string)) for tag in soup.select("script[type='application/ld+json']"))
            assert told["@context"] == "https://schema.org" and not vocabulary_faults(told)
            assert (told["headline"], told["inLanguage"]) == (item.title[language], language)
            assert told["dateModified"] == str(item.modified) and told["identifier"].startswith(site.address)
            assert told["isBasedOn"]["name"] == DATA.sources["statement"].title[language]
    assert vocabulary_faults({"@type": "Article", "headlin": "x"})
    assert vocabulary_faults({"@type": "Article", "author": {"@type": "WebSite"}})


def test_the_sitemap_keeps_the_protocol_and_names_every_page_with_its_alternates(site: Served) -> None:
    schema = lxml.etree.XMLSchema(file=str(ROOT / "tests" / "schemas" / "sitemap.xsd"))
    tree = lxml.etree.parse(str(site.folder / "sitemap.xml"))
    schema.assertValid(tree)
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    found = {url.findtext("s:loc", namespaces=names): url for url in tree.getroot()}
    assert set(found) == {f"{site.address}{language}/{page.path}" for page in PAGES for language in ("en", "ko")}
    for page in PAGES:
        for language in ("en", "ko"):
            url = found[f"{site.address}{language}/{page.path}"]
            told = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", names)}
            assert told == alternates(head(site, f"{language}/{page.path}"))
    for item in ITEMS:
        assert found[f"{site.address}ko/{item.path}"].findtext("s:lastmod", namespaces=names) == str(item.modified)
    newest = str(max(item.modified for item in ITEMS))
    assert found[f"{site.address}en/changes/"].findtext("s:lastmod", namespaces=names) == newest
    assert f"Sitemap: {site.address}sitemap.xml" in (site.folder / "robots.txt").read_text("utf-8").splitlines()


def test_each_qr_code_opens_its_permanent_address(browser: Browser, site: Served) -> None:
    """Drawn by a browser and read by ZXing, which has nothing to do with what made them."""
    page = browser.new_page(viewport={"width": 400, "height": 400})
    named = {entry.permalink for entry in PAGES} - {""}
    assert {f"id/{item.id}/" for item in ITEMS} < named
    for link in sorted(named):
        page.goto(f"{site.address}{link}qr.svg")
        page.evaluate("for (const side of ['width', 'height']) document.documentElement.setAttribute(side, 400)")
        (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))
        assert read.text == site.address + link
    page.close()
