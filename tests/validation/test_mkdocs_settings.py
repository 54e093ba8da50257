"""mkdocs.yml changes the pages: each supported setting has its effect, each other one is refused by name."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from briefs import build
from briefs.errors import Problems
from briefs.outputs.styles import UsedNames, cut_styles
from briefs.validation import mkdocs_settings
from conftest import ROOT, make_small

GIVEN = (ROOT / "mkdocs.yml").read_text("utf-8")
PALETTE = re.compile(r"  palette:\n.*?(?=  features:)", re.DOTALL)
MORE = """
copyright: "&copy; 2026 Somebody"
repo_url: https://code.example/briefs/
repo_name: briefs
edit_uri: edit/main/docs/
extra_css: [assets/own.css]
extra_javascript: [assets/own.js]
"""


def changed(root: Path) -> None:
    """mkdocs.yml with every supported setting in its other state."""
    text = GIVEN.replace("primary: custom, accent: custom", "primary: indigo, accent: pink")
    text = text.replace("material/circle-half-full", "material/brightness-auto")
    text = text.replace("logo: assets/icon.svg", "icon: {logo: material/bank, menu: material/dots-vertical}")
    text = text.replace(
        "    - navigation.tabs\n",
        "    - navigation.tabs\n    - navigation.tabs.sticky\n    - navigation.top\n    - navigation.footer\n"
        "    - content.action.edit\n    - announce.dismiss\n",
    )
    text = text.replace("  - Glossary: glossary/index.md\n", "  - Changes: changes/index.md\n")
    social = "  social: [{icon: fontawesome/brands/mastodon, link: https://social.example/@briefs, name: News}]\n"
    text = text.replace("  generator: false\n", f"  generator: false\n{social}") + MORE
    (root / "mkdocs.yml").write_text(text, "utf-8")
    (root / "docs" / "assets" / "own.css").write_text(".byline { color: red }\n", "utf-8")
    (root / "docs" / "assets" / "own.js").write_text("window.own = 1;\n", "utf-8")


def less(root: Path) -> None:
    """One dark scheme and no feature."""
    text = PALETTE.sub("  palette: {scheme: slate, primary: custom, accent: custom}\n", GIVEN)
    text = re.sub(r"  features:\n(    - .*\n)+", "", text)
    (root / "mkdocs.yml").write_text(text, "utf-8")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Build the small site with the default settings, with every setting changed, and with as few as possible."""
    folder = tmp_path_factory.mktemp("settings")

    def site(name: str) -> Path:
        root = folder / name
        if not root.exists():
            make_small(root)
            {"given": lambda _: None, "changed": changed, "less": less}[name](root)
            build.build_site(root, root / "site", documents=False)
        return root / "site"

    return site


def page(site: Path, path: str = "ko/policies/quota") -> BeautifulSoup:
    return BeautifulSoup((site / path / "index.html").read_text("utf-8"), "html5lib")


@pytest.mark.parametrize(
    ("name", "selector"),
    [
        ("palette primary", "body[data-md-color-primary=indigo]"),
        ("palette accent", "body[data-md-color-accent=pink]"),
        ("navigation.tabs.sticky", ".md-header--lifted .md-tabs"),
        ("navigation.top", "button[data-md-component=top]"),
        ("navigation.footer", ".md-footer__inner .md-footer__link--next"),
        ("content.action.edit", ".md-content__button[rel=edit]"),
        ("announce.dismiss", ".md-banner__button"),
        ("nav", ".md-tabs a[href$='/changes/']"),
        ("extra_css", "link[href*='assets/own.']"),
        ("extra_javascript", "script[src*='assets/own.']"),
        ("extra.social", ".md-social a[href='https://social.example/@briefs']"),
        ("copyright", ".md-copyright__highlight"),
        ("repo_url", ".md-source[href='https://code.example/briefs/']"),
        ("theme.icon.logo", "a.md-logo svg"),
    ],
)
def test_a_setting_changes_every_page(sites: Callable[[str], Path], name: str, selector: str) -> None:
    for path in ("en/policies/quota", "ko/policies/quota", "en/about", "ko/about"):
        assert not page(sites("given"), path).select(selector), (name, path)
        assert page(sites("changed"), path).select(selector), (name, path)


def test_what_a_setting_gives_is_shown_as_it_is_meant(sites: Callable[[str], Path]) -> None:
    given, other = page(sites("given")), page(sites("changed"))
    assert other.select_one(".md-copyright__highlight").text == "© 2026 Somebody"  # type: ignore[union-attr]
    assert given.select_one("a.md-logo img") and not other.select_one("a.md-logo img")
    tabs = [[a.text.strip() for a in one.select(".md-tabs a")] for one in (given, other)]
    assert tabs[0] == ["정책", "통계", "성명문", "용어집", "사이트 소개"]
    assert tabs[1] == ["정책", "통계", "성명문", "바뀐 내용", "사이트 소개"]
    icons = [str(one.select_one("[for=palette--1] svg path")) for one in (given, other)]
    assert icons[0] != icons[1]
    assert [label["title"] for label in given.select(".md-option + label")] == [
        "화면 모드: 기기 설정",
        "화면 모드: 밝은 화면",
        "화면 모드: 어두운 화면",
    ]


def test_the_pencil_leads_to_the_file_that_is_edited(sites: Callable[[str], Path]) -> None:
    for path, source in {
        "ko/policies/quota": "data/policies/quota.yml",
        "en/statement": "data/sources/statement.yml",
        "ko/glossary": "data/glossary.yml",
        "ko/about": "docs/about.ko.md",
        "en/about": "docs/about.en.md",
    }.items():
        pencil = page(sites("changed"), path).select_one("a[rel=edit]")
        assert pencil and pencil["href"] == f"https://code.example/briefs/edit/main/{source}"


def test_fewer_settings_leave_their_parts_out(sites: Callable[[str], Path]) -> None:
    given, other = page(sites("given")), page(sites("less"))
    assert other.select_one("body[data-md-color-scheme=slate]") and given.select_one("body[data-md-color-scheme=auto]")
    for selector in (".md-tabs", "[data-md-component=palette]", ".md-path", ".md-nav--lifted", "[data-follow]"):
        assert given.select(selector) and not other.select(selector), selector
    sections = [len(one.select(".md-nav__item--section")) for one in (given, other)]
    assert sections == [2, 1]


def test_the_styles_of_a_colour_are_shipped_only_where_it_is_used(sites: Callable[[str], Path]) -> None:
    sheets = {
        name: next((sites(name) / "assets").glob("material.*.css")).read_text("utf-8") for name in ("given", "changed")
    }
    assert "indigo" not in sheets["given"] and "indigo" in sheets["changed"]
    assert "data:" not in sheets["changed"]
    assert len(sheets["changed"]) < 40_000
    assert not list((sites("given") / "assets").glob("javascripts*"))


def test_material_is_what_makes_the_pages(small: Path) -> None:
    text = GIVEN.replace("  name: material", "  name: null")
    (small / "mkdocs.yml").write_text(text, "utf-8")
    with pytest.raises(Problems, match=r"mkdocs.yml:\d+: theme.name must be material: 'null'"):
        build.build_site(small, small / "site", documents=False)
    shutil.copy(ROOT / "mkdocs.yml", small)
    build.build_site(small, small / "site", documents=False)
    for selector in ("header.md-header", "nav.md-tabs", ".md-sidebar--primary nav.md-nav", "footer.md-footer"):
        assert page(small / "site").select(selector), selector


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (
            "    - toc.follow\n",
            "    - toc.follow\n    - navigation.instant\n",
            "theme.features must be left out: instant",
        ),
        (
            "    - toc.follow\n",
            "    - search.suggest\n",
            "theme.features must be left out: the site has a search of its",
        ),
        (
            "    - toc.follow\n",
            "    - content.code.copy\n",
            "theme.features must be left out: it needs Material's script",
        ),
        ("    - toc.follow\n", "    - navigation.tab\n", "theme.features must be one of announce.dismiss, "),
        ("plugins:\n", "plugins:\n  - search\n", "plugins must be without search: the site has a search of its own"),
        ("plugins:\n", "plugins:\n  - search: {lang: en}\n", "plugins must be without search: the site has a search"),
        ("plugins:\n", "plugins:\n  - social\n", "plugins must be without social: previews are made"),
        ("  font: false\n", "  font: {text: Roboto}\n", "theme.font must be false"),
        ("  font: false\n", "", "theme.font must be false"),
        ("  generator: false\n", "  analytics: {provider: google}\n", "extra.analytics must be left out: nobody else"),
        ("  generator: false\n", "  consent: {title: Hi}\n", "extra.consent must be left out: nothing is stored"),
        ("logo: assets/icon.svg", "logo: https://other.example/a.svg", "theme.logo must name a file below docs/"),
        ("strict: true", "strict: false", "strict must be true: 'false'"),
        ("strict: true", "strict: true\nextra_css: [//cdn.example/a.css]", "extra_css must name a file below docs/"),
        ("strict: true", "strict: true\nextra_javascript: [gone.js]", "extra_javascript must name a file below docs/"),
        ("strict: true", "strict: true\nstrict: true", "strict must be given once"),
        (
            "hooks: [scripts/mkdocs_hooks.py]\n",
            "",
            "hooks must contain scripts/mkdocs_hooks.py, which makes the pages: 'none'",
        ),
        ("        - {locale: ko, name: 한국어}\n", "", "plugins.i18n.languages must be xx, en, ko: 'xx, en'"),
        ("name: 한국어}", "name: 한국어, build: false}", "plugins.i18n.languages must all be built"),
        (
            "custom_dir: scripts/briefs/theme",
            "custom_dir: theme",
            "theme.custom_dir must be scripts/briefs/theme: 'theme'",
        ),
        ("use_directory_urls: true", "use_directory_urls: false", "use_directory_urls must be true"),
        ("toggle: {icon: material/circle-outline}", "toggle: {}", "theme.palette.toggle.icon must be given"),
        ("site_name: Korea", "<<<<<<< HEAD\nsite_name: Korea", "file must be YAML: "),
        (
            "site_name: Korea",
            "x: !!python/object/apply:os.system [true]\nsite_name: Korea",
            "x must be plain YAML or !ENV",
        ),
        ("site_name: Korea", "site_name: &a [*a]\nx: Korea", ""),
    ],
)
def test_what_cannot_hold_is_refused_by_name(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert old in GIVEN
    shutil.copytree(ROOT / "docs" / "assets", tmp_path / "docs" / "assets")
    (tmp_path / "mkdocs.yml").write_text(GIVEN.replace(old, new, 1), "utf-8")
    with pytest.raises(Problems) as raised:
        mkdocs_settings.check_settings(tmp_path)
    assert all(re.match(r"mkdocs\.yml:\d+: ", str(problem)) for problem in raised.value.problems)
    assert any(complaint in str(problem) for problem in raised.value.problems), raised.value


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"- a", b"[" * 3000, b"a: *b", b"\x00"])
def test_a_file_that_is_none_is_a_complaint(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "mkdocs.yml").write_bytes(content)
    with pytest.raises(Problems, match=r"mkdocs.yml:\d+: file must "):
        mkdocs_settings.check_settings(tmp_path)


def test_the_settings_as_they_are_hold() -> None:
    mkdocs_settings.check_settings(ROOT)


def test_a_title_without_korean_is_refused_and_one_with_it_taken(small: Path) -> None:
    text = GIVEN.replace("  - Glossary: glossary/index.md", "  - Terms: glossary/index.md")
    (small / "mkdocs.yml").write_text(text, "utf-8")
    with pytest.raises(Problems, match=r"mkdocs.yml:\d+: nav must be a word of data/words.yml .*: 'Terms'"):
        build.build_site(small, small / "site", documents=False)
    own = text.replace("name: 한국어}", "name: 한국어, nav_translations: {Terms: 낱말}}")
    (small / "mkdocs.yml").write_text(own, "utf-8")
    build.build_site(small, small / "site", documents=False)
    assert "낱말" in [a.text.strip() for a in page(small / "site").select(".md-tabs a")]


def test_of_a_sheet_stays_what_pages_use() -> None:
    used = UsedNames(frozenset({"a"}), frozenset(), frozenset({("data-md-color-scheme", "slate")}), frozenset({"p"}))
    css = (
        ":root{--used:1;--unused:2}.a,.b{color:var(--used)}.b .a{x:1}.a:not(.b){x:2}table{x:3}"
        "[data-md-color-scheme=slate] .a{x:4}[data-md-color-scheme=default]{x:5}@media print{.b{x:6}.a:hover{x:7}}"
        ":is(.b,p)::before{x:8}@keyframes k{from{x:9}}"
    )
    cut = re.sub(r"\s", "", cut_styles((css, "", used.listed(), "material")).decode())
    assert cut == (
        ":root{--used:1}.a{color:var(--used)}.a:not(.b){x:2}[data-md-color-scheme=slate].a{x:4}"
        "@mediaprint{.a:hover{x:7}}:is(.b,p)::before{x:8}"
    )
