"""The real site, built strictly at / and at /sub/: the same tree, anchors and structure in both languages."""

import io
import re
from urllib.parse import urlsplit

import pypdf
import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image, ImageOps

from briefs import build
from briefs.content.prose import Prose
from briefs.content.site_data import Data
from briefs.documents import typesetter
from briefs.outputs import images
from briefs.outputs.link_check import ANCHOR
from briefs.render import charts
from briefs.urls.figures import policy_figures
from briefs.urls.pages import POLICY_SECTIONS, site_pages
from briefs.urls.permalinks import list_redirects
from briefs.urls.slugs import PAGE_ANCHORS
from conftest import AT_ROOT, Served
from support.samples import DATA as REAL
from support.samples import PROSE

POLICIES = [
    "skilled-labour-quota",
    "seasonal-worker-program",
    "region-specialized-visa",
    "new-immigration-policy-2024",
    "talent-visa-tracks",
    "visa-governance",
    "social-integration",
    "scientific-framework",
    "irregular-migration-prevention",
    "voluntary-return",
    "counter-smuggling-trafficking",
    "migrant-human-rights",
    "iom-council-chair",
    "international-cooperation",
]
PAGES = site_pages(REAL, PROSE)


@pytest.mark.real_content
def test_every_policy_of_the_statement_has_its_page(site: Served) -> None:
    assert sorted(REAL.policies) == sorted(POLICIES)
    for policy in POLICIES:
        for language in ("en", "ko"):
            assert REAL.policies[policy].title[language] in site.html(f"{language}/policies/{policy}")


@pytest.mark.parametrize("page", PAGES, ids=[page.path or "home" for page in PAGES])
def test_both_languages_have_the_same_anchors_and_structure(site: Served, page: object) -> None:
    path = page.path  # type: ignore[attr-defined]
    english, korean = site.html(f"en/{path}"), site.html(f"ko/{path}")
    assert sorted(ANCHOR.findall(english)) == sorted(ANCHOR.findall(korean))
    assert shape(english) == shape(korean)
    assert set(page.anchors) <= set(ANCHOR.findall(english))  # type: ignore[attr-defined]


def shape(html: str) -> list[str]:
    """Return the headings, lists, tables and controls of a page, in order, without names of languages."""
    soup = BeautifulSoup(html, "html5lib")
    body = soup.find("main")
    assert body
    kept = {
        "h1",
        "h2",
        "h3",
        "ul",
        "ol",
        "table",
        "figure",
        "details",
        "dl",
        "blockquote",
        "aside",
        "section",
    }
    return sorted(tag.name for tag in body.find_all(kept))


@pytest.mark.parametrize("page", PAGES, ids=[page.path or "home" for page in PAGES])
def test_toggle_leads_to_the_twin_and_heads_name_both(site: Served, page: object) -> None:
    path = page.path  # type: ignore[attr-defined]
    for language, other in (("en", "ko"), ("ko", "en")):
        soup = BeautifulSoup(site.html(f"{language}/{path}"), "html5lib")
        assert soup.html and soup.html["lang"] == language
        toggle = soup.select_one("a.toggle")
        assert toggle and toggle["lang"] == toggle["hreflang"] == other
        assert toggle.text == {"en": "English", "ko": "한국어"}[other]
        depth = (f"{language}/{path}").count("/")
        assert toggle["href"] == f"{'../' * depth}{other}/{path}"
        canonical = soup.select_one("link[rel=canonical]")
        assert canonical and canonical["href"] == f"{site.address}{language}/{path}"
        assert len(soup.find_all("h1")) == 1


def test_titles_are_unique_in_each_language(site: Served) -> None:
    for language in ("en", "ko"):
        titles = [re.findall(r"<title>(.*?)</title>", site.html(f"{language}/{p.path}"))[0] for p in PAGES]
        assert len(set(titles)) == len(titles)


def test_no_page_asks_another_host_for_anything(site: Served) -> None:
    for file in site.folder.rglob("*.html"):
        for loaded in re.findall(
            r'<(?:script|img|iframe|source|link rel="(?:stylesheet|icon)")[^>]*?(?:src|href)="([^"]+)"',
            file.read_text("utf-8"),
        ):
            assert not urlsplit(loaded).netloc, f"{file}: {loaded}"


def test_permanent_addresses_stand_for_every_item_theme_term_and_code(site: Served) -> None:
    found = list_redirects(REAL, PAGES)
    for door in found:
        html = site.html(door.address)
        for language in ("en", "ko"):
            assert f'href="{"../" * door.address.count("/")}{language}/{door.path}"' in html
    leads = {door.address: door.path for door in found}
    for policy in REAL.policies.values():
        assert leads[f"id/{policy.id}/"] == policy.path
        assert all(leads[f"id/{code.lower()}/"] == policy.path for code in policy.codes)
    assert all(address == address.lower() for address in leads)


@pytest.mark.real_content
def test_codes_and_names_lead_to_what_they_name() -> None:
    leads = {door.address: door.path for door in list_redirects(REAL, PAGES)}
    assert leads["id/e-7-4/"] == leads["id/숙련공/"] == "policies/skilled-labour-quota/"
    assert leads["id/f-2-r/"] == "policies/region-specialized-visa/"
    assert leads["id/e-9/"] == "glossary/#e-9"  # a code that no policy has is explained


def test_each_sentence_links_to_the_policies_that_rest_on_it(site: Served) -> None:
    for language in ("en", "ko"):
        soup = BeautifulSoup(site.html(f"{language}/statement"), "html5lib")
        for policy in REAL.policies.values():
            for cite in {cite for point in policy.points for cite in point.cites}:
                anchor = cite.split("#")[1]
                items = [li for li in soup.select("ul.cited-by > li") if li.select(f'a[href="#{anchor}"]')]
                assert any(a["href"].endswith(f"/{policy.path}") for li in items for a in li.select("a"))


def test_policy_pages_say_what_each_point_rests_on(site: Served) -> None:
    passages = REAL.passages()
    for policy in REAL.policies.values():
        soup = BeautifulSoup(site.html(f"ko/policies/{policy.id}"), "html5lib")
        for section in POLICY_SECTIONS:
            assert soup.find(id=section)
        for point in policy.points:
            shown = soup.find(id=point.id)
            assert shown
            for cite in point.cites:
                quotes = [q.text for q in shown.select(".source q")]  # type: ignore[union-attr]
                assert passages[cite].en in quotes and passages[cite].ko in quotes


def test_charts_equal_their_tables(site: Served) -> None:
    figures = 0
    for policy in REAL.policies.values():
        soup = BeautifulSoup(site.html(f"en/policies/{policy.id}"), "html5lib")
        for entry in policy_figures(policy):
            figure = soup.find(id=entry.series.id)
            assert isinstance(figure, Tag)
            cells = [td.text for td in figure.select("td.number")]
            values = [row.value for series in entry.drawn for row in series.values if row.value is not None]
            assert [cell for cell in cells if cell[0].isdigit()] == [f"{value:,}" for value in values]
            assert {text.text for text in figure.select("svg text.value")} <= set(cells)
            heights = [em(bar["height"]) for bar in figure.select("svg[role] :is(.bar, .frame)")]
            heights += [charts.TOP + charts.PLOT - em(dot["cy"]) for dot in figure.select("svg[role] .dot")]
            assert heights or figure.select(".hollow")
            most = charts.PLOT / max(values)
            assert all(any(height == pytest.approx(value * most, abs=0.01) for value in values) for height in heights)
            figures += 1
    assert figures


def em(length: object) -> float:
    return float(str(length).removesuffix("em"))


@pytest.mark.parametrize("site", ["/sub/"], indirect=True)  # without documents, which would take long
def test_the_same_data_gives_the_same_bytes(site: Served) -> None:
    again = site.folder.parent.parent / "again" / "site"
    again.parent.mkdir()
    build.build_site(site.folder.parent.parent / "project", again, site.address, documents=False)
    first = {f.relative_to(site.folder): f.read_bytes() for f in site.folder.rglob("*") if f.is_file()}
    second = {f.relative_to(again): f.read_bytes() for f in again.rglob("*") if f.is_file()}
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_coverage_table_takes_up_every_sentence(site: Served) -> None:
    for language in ("en", "ko"):
        soup = BeautifulSoup(site.html(f"{language}/about/coverage"), "html5lib")
        rows = [row.find_all("td") for row in soup.select("table.coverage tbody tr")]
        assert [row[0].text for row in rows] == [p[language] for s in REAL.sources.values() for p in s.passages]
        assert all(row[1].text.strip() for row in rows)


def test_each_term_is_explained_once_and_listed(site: Served) -> None:
    for language in ("en", "ko"):
        for policy in REAL.policies.values():
            soup = BeautifulSoup(site.html(f"{language}/policies/{policy.id}"), "html5lib")
            marked = [str(link["data-term"]) for link in soup.select("a.term")]
            listed = [str(entry["data-term"]) for entry in soup.select("dl.terms > div")]
            assert marked
            assert sorted(marked) == sorted(set(marked)) == sorted(listed)


def test_each_glossary_term_has_both_names_and_says_where_it_is_used(site: Served) -> None:
    for language, other in (("en", "ko"), ("ko", "en")):
        soup = BeautifulSoup(site.html(f"{language}/glossary"), "html5lib")
        for term in REAL.terms.values():
            entry = soup.find(id=term.id)
            assert entry
            assert term.term[language] in entry.text and term.term[other] in entry.text
            links = [str(a["href"]) for a in entry.find_all("a")]  # type: ignore[union-attr]
            assert f"../../id/term/{term.id}/" in links
            assert any("/policies/" in link or link.endswith("/statement/") for link in links), term.id


BLANK = {"number": "", "counted": "", "said": ""}


@AT_ROOT
def test_every_page_has_a_preview_with_every_letter_of_its_title(site: Served) -> None:
    for page in PAGES:
        for language in ("en", "ko"):
            content = images.preview_content(REAL, page, language)
            read = pypdf.PdfReader(io.BytesIO(typesetter.set_pdf("preview.typ", content)))
            assert (
                read.xmp_metadata and b"pdfuaid" in read.xmp_metadata.stream.get_data()
            )  # so there is no box for a letter
            words = read.pages[0].extract_text().split()
            parts = ("name", "title", "number", "counted", "said")
            assert words == " ".join(content[part] for part in parts).split(), page.path
            file = site.folder / language / page.path / "preview.png"
            assert file.read_bytes() == typesetter.set_png("preview.typ", content), page.path
            with Image.open(file) as picture:
                assert picture.size == (1200, 630)
                shown = ImageOps.invert(picture.convert("L")).point(lambda value: value > 16 and 255)
            left, _, right, _ = shown.crop((0, 17, 1200, 630)).getbbox()
            assert left >= 78 and right <= 1120, page.path
            assert shown.crop((0, 180, 1200, 525)).getbbox() and not shown.crop((0, 525, 1200, 530)).getbbox()


@AT_ROOT
@pytest.mark.real_content
def test_a_preview_shows_the_number_or_the_sentence(site: Served) -> None:
    of = {page.path: page for page in PAGES}
    for path, part, words in (
        ("policies/skilled-labour-quota/", "number", "33,000"),
        ("policies/visa-governance/", "said", "14 provinces"),
        ("statement/", "said", "expanded the quota"),
        ("", "said", "expanded the quota"),
        ("glossary/", "said", ""),
    ):
        assert words in images.preview_content(REAL, of[path], "en")[part]


def test_a_long_title_is_set_small_enough_for_its_preview() -> None:
    sizes = set()
    for words in (1, 4, 12, 24):
        content = BLANK | {"lang": "ko", "name": "이름", "title": "출입국·이민정책을 " * words}
        page = pypdf.PdfReader(io.BytesIO(typesetter.set_pdf("preview.typ", content))).pages[0]
        assert page.extract_text().split() == ["이름", *["출입국·이민정책을"] * words]
        page.extract_text(visitor_text=lambda text, outer, inner, font, size: text.strip() and sizes.add(round(size)))
    assert len(sizes) > 3
    long = BLANK | {"lang": "ko", "name": "이름", "title": "가나다라마바사아자차" * 4}
    page = pypdf.PdfReader(io.BytesIO(typesetter.set_pdf("preview.typ", long))).pages[0]
    assert len(page.extract_text().split()) > 2  # it breaks, where it would stand out of the picture


@AT_ROOT
def test_the_icon_for_phones_is_a_square_picture(site: Served) -> None:
    (file,) = (site.folder / "assets").glob("icon.*.png")
    with Image.open(file) as picture:
        assert picture.size == (180, 180) and len(picture.convert("RGB").getcolors(500) or []) >= 2
        assert picture.convert("RGB").getpixel((2, 2)) == (0x0B, 0x5A, 0x5C)


@AT_ROOT  # where there are documents
def test_the_anchors_that_every_policy_page_has_are_kept_from_parts(
    site: Served, real: tuple[Data, dict[str, Prose]]
) -> None:
    for policy in real[0].policies.values():
        own = {part.id for part in [*policy.points, *policy.every_fact, *policy.series, *policy.withdrawn]}
        framed = {name for name in ANCHOR.findall(site.html(f"ko/{policy.path}")) if "--" in name}
        assert set(ANCHOR.findall(site.html(f"ko/{policy.path}"))) - own - framed == PAGE_ANCHORS, policy.id


def test_a_place_has_one_name_in_the_shape_and_in_the_file(real: tuple[Data, dict[str, Prose]]) -> None:
    """The lock and signed exceptions name places by the shape, complaints by the file."""
    data, _ = real
    names = 0
    for file in data.files.values():
        for place, _ in file.texts():
            names += 1
            assert file.problem(place, "must").message == f"{file.name(place)} must"
    assert names > 51 * len(REAL.policies)
