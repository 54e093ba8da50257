"""The files of each figure: its table, its drawing, its page for other sites; and who may frame what."""

import csv
import io
import zipfile
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag

from briefs import LANGUAGES, build, headers
from briefs.outputs.api.endpoints import TABLES
from briefs.outputs.hosting import server_config
from briefs.urls.figures import embed_paths, figure_anchors, figure_urls, file_paths, site_figures, site_numbers
from briefs.urls.pages import site_pages
from conftest import ROOT, Served

DATA, PROSE = build.read_content(ROOT)
FIGURES = site_figures(DATA)
HOST = "https://briefs.kr/"
SVG = "{http://www.w3.org/2000/svg}"


def test_each_figure_has_one_name_on_the_whole_site() -> None:
    names = [name for figure in FIGURES for name in figure_anchors(figure)]
    names += [name for number in site_numbers(DATA) for name in figure_anchors(number)]
    urls = list(figure_urls(DATA))
    assert len(names) == len(set(names)) and len(urls) == len(set(urls))
    assert {one.id for policy in DATA.policies.values() for one in policy.series} == {
        name for figure in FIGURES for name in figure.names
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_a_figure_holds_its_series(site: Served, language: str) -> None:
    for figure in FIGURES:
        for path in file_paths(figure, "csv"):
            raw = (site.folder / language / path).read_bytes()
            assert raw.startswith(b"\xef\xbb\xbf")
            head, *rows = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
            assert head[0] == DATA.words["year"][language]
            wanted = [
                [str(row.period), one.title[language], "" if row.value is None else str(row.value), one.unit[language]]
                for one in figure.drawn
                for row in one.values
            ]
            assert [row[:4] for row in rows] == wanted
            assert all(source for row in rows for source in row[5:] if row[2])


def test_no_cell_of_a_table_begins_a_formula(small: Path) -> None:
    file = small / "data" / "policies" / "quota.yml"
    file.write_text(file.read_text("utf-8").replace("unit: {en: persons,", "unit: {en: =persons,"), "utf-8")
    reference = small / "data" / "references.yml"
    reference.write_text(reference.read_text("utf-8").replace("counts: persons", "counts: =persons"), "utf-8")
    build.build_site(small, small / "site", HOST, documents=False)
    assert ",'=persons," in (small / "site/en/policies/quota/yearly-quota.csv").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_drawing_of_a_figure_stands_alone(site: Served, language: str) -> None:
    for figure in FIGURES:
        tree = ElementTree.parse(site.folder / language / file_paths(figure, "svg")[0]).getroot()
        text = " ".join("".join(tree.itertext()).split())
        for word in (figure.series.title[language], DATA.site.name[language], site.address + figure.link):
            assert "".join(word.split()) in "".join(text.split())
        assert all(DATA.references[name].publisher[language] in text for name in figure.references)
        for part in tree.iter():
            assert part.tag not in {f"{SVG}style", f"{SVG}script", f"{SVG}image"}
            assert not {"class", "style"} & part.attrib.keys()
            assert all(not value.endswith("em") for value in part.attrib.values())
        width, height = float(tree.attrib["width"]), float(tree.attrib["height"])
        assert all(0 <= float(one.attrib["y"]) <= height for one in tree.findall(f"{SVG}text")) and width > 300


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_for_other_sites_is_small_and_leads_back(site: Served, language: str) -> None:
    for figure in FIGURES:
        for path in embed_paths(figure):
            html = site.html(f"{language}/{path}")
            page = BeautifulSoup(html, "html5lib")
            assert len(html.encode()) < 16_000 and not page.select("script, img, form, nav")
            policy, robots = (
                page.select_one(f"meta[{name}]") for name in ('http-equiv="Content-Security-Policy"', 'name="robots"')
            )
            assert policy and policy["content"] == headers.EMBED_POLICY
            assert robots and robots["content"] == "noindex"
            assert page.html and page.html["lang"] == language
            links = page.select("a")
            assert links and all(link.get("target") == "_blank" for link in links)
            assert str(links[-1]["href"]).endswith(f"../{figure.link}")
            assert page.select_one("svg[role=img]") and page.select_one("time")
            assert figure.series.title[language] in page.text


def test_figures_stand_on_one_page_with_links_to_what_they_offer(site: Served) -> None:
    for language in LANGUAGES:
        page = BeautifulSoup(site.html(f"{language}/figures"), "html5lib")
        shown = page.select("figure.series")
        assert [one["id"] for one in shown] == [figure_anchors(figure)[0] for figure in FIGURES]
        for one, figure in zip(shown, FIGURES, strict=True):
            assert one["data-theme"] == figure.policy.theme
            newest = [row.value for row in figure.series.values if row.value is not None][-1]
            assert f"{newest:,}" in str(one.select_one(".newest b"))
            assert one.select(f'.tool-text a[href$="/{language}/{figure.embed}"]')  # figures.js writes the code
            assert {"csv", "svg"} == {str(a["href"]).rpartition(".")[2] for a in one.select("a[download]")}
        numbers = [item["id"] for item in page.select(".numbers > li")]
        assert numbers == [figure_anchors(number)[0] for number in site_numbers(DATA)]


def test_pages_for_other_sites_are_not_listed(site: Served) -> None:
    for name in ("sitemap.xml", "llms.txt"):
        assert "/embed/" not in (site.folder / name).read_text("utf-8")
    assert "en/figures/" in (site.folder / "sitemap.xml").read_text("utf-8")


def test_all_tables_are_in_one_file_in_which_every_entry_is_of_the_same_time(site: Served) -> None:
    with zipfile.ZipFile(site.folder / "api/v1/data.zip") as packed:
        assert packed.namelist() == [f"{name}.csv" for name in TABLES]
        for entry in packed.infolist():
            assert entry.date_time[0] == 1980
            assert packed.read(entry) == (site.folder / "api/v1" / entry.filename).read_bytes()


def told(text: str, path: str) -> dict[str, str]:
    """Return the headers that `_headers` gives to a path."""
    found: dict[str, str] = {}
    meets = False
    for line in text.splitlines():
        if line.startswith("/"):
            meets = path == line or (line.endswith("*") and path.startswith(line[:-1]))
        elif meets:
            name, _, value = line.strip().partition(": ")
            found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def test_only_pages_for_other_sites_may_be_framed(site: Served) -> None:
    text, base = (site.folder / "_headers").read_text("utf-8"), urlsplit(site.address).path
    for page in site_pages(DATA, PROSE):
        given = told(text, f"{base}ko/{page.path}")
        assert (
            given["Content-Security-Policy"].endswith("; frame-ancestors 'none'") and given["X-Frame-Options"] == "DENY"
        )
    for path in ("", "404.html", "id/statement/", "api/v1/index.json", "en/policies/voluntary-return/"):
        assert told(text, base + path)["X-Frame-Options"] == "DENY"
    for figure in FIGURES:
        given = told(text, f"{base}en/{figure.embed}")
        assert given["Content-Security-Policy"] == f"{headers.EMBED_POLICY}; frame-ancestors *"
        assert "X-Frame-Options" not in given and given["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_web_servers_let_only_these_pages_be_framed(kind: str) -> None:
    text = server_config(kind, site_pages(DATA, PROSE), "https://briefs.kr/sub/", "/srv")
    assert text.count("frame-ancestors *") == (2 if kind == "nginx" else 1)
    assert "/sub/en/embed/" in text and "/sub/ko/embed/" in text and text.count("frame-ancestors 'none'") == 1


def edit(root: Path, *changes: tuple[str, str]) -> None:
    file = root / "data" / "policies" / "quota.yml"
    text = file.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def test_former_names_of_a_policy_and_of_a_series_still_answer(small: Path) -> None:
    edit(small, ("id: quota\n", "id: quota\nprevious_ids: [share]\n"))
    edit(small, ("id: yearly-quota\n", "id: yearly-quota\n    previous_ids: [by-year]\n"))
    build.build_site(small, small / "site", HOST, documents=False)
    site = small / "site" / "ko"
    for policy in ("quota", "share"):
        for name in ("yearly-quota", "by-year"):
            assert (site / "embed" / policy / name / "index.html").is_file()
            for kind in ("csv", "svg"):
                assert (site / "policies" / policy / f"{name}.{kind}").read_bytes()
            page = BeautifulSoup((site / "figures" / "index.html").read_text("utf-8"), "html5lib")
            assert isinstance(page.find(id=f"{policy}--{name}"), Tag)


def test_a_removed_series_keeps_its_addresses_and_says_so(small: Path) -> None:
    before = build.all_site_urls(*build.read_content(small))
    text = (small / "data/policies/quota.yml").read_text("utf-8")
    start, end = text.index("series:\n"), text.index("aliases:")
    note = "{en: The figures were wrong., ko: 수치가 잘못되었다.}"
    gone = f"withdrawn:\n  - {{id: yearly-quota, date: 2026-02-01, series: true, note: {note}}}\n"
    (small / "data/policies/quota.yml").write_text(text[:start] + gone + text[end:], "utf-8")
    assert before <= build.all_site_urls(*build.read_content(small))
    build.build_site(small, small / "site", HOST, documents=False)
    for path in (
        "en/embed/quota/yearly-quota/index.html",
        "en/policies/quota/yearly-quota.csv",
        "en/figures/index.html",
    ):
        assert "The figures were wrong." in (small / "site" / path).read_text("utf-8")
    assert "수치가 잘못되었다." in (small / "site/ko/policies/quota/yearly-quota.svg").read_text("utf-8")


def test_a_site_without_figures_has_the_page_all_the_same(small: Path) -> None:
    text = (small / "data/policies/quota.yml").read_text("utf-8")
    start, end = text.index("series:\n"), text.index("aliases:")
    (small / "data/policies/quota.yml").write_text(text[:start] + text[end:], "utf-8")
    build.build_site(small, small / "site", HOST, documents=False)
    assert (small / "site/ko/figures/index.html").is_file()
    assert not list(figure_urls(build.read_content(small)[0]))
