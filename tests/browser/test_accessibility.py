"""Accessibility: axe finds nothing on any kind of page; pages work at 400 %, by keyboard and in every colour scheme."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from briefs import build
from conftest import AT_ROOT, ROOT, Served, record
from support.page_kinds import KINDS, NEUTRAL
from support.samples import FULL

DATA, _ = build.read_content(ROOT)
VIEWS = [(360, "light"), (1280, "dark"), (360, "dark"), (1280, "light")]
USUAL = [(360, "light", "ko"), (1280, "dark", "en")]
"""What axe checks in the default run: each width, scheme and language once."""


@pytest.fixture(params=[VIEWS[0], *(pytest.param(view, marks=pytest.mark.long) for view in VIEWS[1:])])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    yield context.new_page()
    context.close()


COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""The rules of axe that depend on the colours; the others find the same in each scheme."""


def violations(page: Page, options: dict[str, Any] | None = None) -> list[str]:
    """Every rule of axe, best practices too, unless the options name some; ids with the place of each."""
    options = options or {"rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def axe_version(page: Page) -> str:
    return str(page.evaluate("axe.version"))


@AT_ROOT
@pytest.mark.parametrize(
    ("page", "language"),
    [
        pytest.param(
            (width, scheme),
            language,
            id=f"{width}-{scheme}-{language}",
            marks=() if (width, scheme, language) in USUAL else pytest.mark.long,
        )
        for width, scheme in VIEWS
        for language in ("en", "ko")
    ],
    indirect=["page"],
)
def test_axe_finds_nothing_on_any_kind_of_page(
    request: pytest.FixtureRequest, page: Page, site: Served, language: str
) -> None:
    found = {}
    options = None if request.node.callspec.params["page"] in VIEWS[:2] else COLOURS
    for kind in KINDS:
        page.goto(f"{site.address}{language}/{kind}")
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        found[kind] = violations(page, options)
    record("axe", f"axe-core {axe_version(page)}", [f"{k} {fault}" for k in found for fault in found[k]])
    assert not {kind: faults for kind, faults in found.items() if faults}


def test_axe_finds_nothing_on_the_neutral_pages(page: Page, site: Served) -> None:
    found = {}
    for path in NEUTRAL:
        page.route("**/permalink.js", lambda route: route.abort())  # stays on the page instead of redirecting
        page.goto(site.address + path)
        found[path] = violations(page)
    assert not {path: faults for path, faults in found.items() if faults}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_four_hundred_per_cent_needs_no_sideways_scrolling(browser: Browser, site: Served, language: str) -> None:
    """WCAG 2.2, 1.4.10: 1280 pixels at 400 % are 320 CSS pixels."""
    page = browser.new_page(viewport={"width": 320, "height": 256})
    wide = []
    for kind in KINDS:
        page.goto(f"{site.address}{language}/{kind}")
        wide += [kind] if page.evaluate("document.documentElement.scrollWidth") > 320 else []
    record("zoom", f"Chromium {browser.version}", wide)
    assert not wide
    page.close()


def test_the_reader_chooses_colours_and_size_and_they_stay(browser: Browser, site: Served) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(f"{site.address}ko/statement/")
    for name in ("화면 모드: 기기 설정", "화면 모드: 밝은 화면"):
        expect(page.get_by_label(name)).to_be_checked()
        page.get_by_title(name).click()
    page.get_by_text("글자·화면 설정").click()
    page.get_by_label("아주 크게").check()
    page.goto(f"{site.address}en/about/")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(20, 24, 27)"
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "25.6px"
    page.get_by_text("View", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Colours: Dark")).to_be_checked()
    expect(page.get_by_label("Largest")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Largest")).to_be_hidden()
    context.close()


@pytest.mark.parametrize(("language", "words"), [("en", "Skip to content"), ("ko", "본문 바로가기")])
def test_the_keyboard_reaches_everything_and_its_place_is_seen(
    browser: Browser, site: Served, language: str, words: str
) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}{language}/{FULL.path}")
    page.keyboard.press("Tab")
    expect(page.get_by_text(words)).to_be_focused()
    reached = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const at = document.activeElement, box = at.getBoundingClientRect();
            return [at.className.split(" ")[0] || at.tagName, getComputedStyle(at).outlineStyle,
              box.width * box.height] }"""
        )
        if seen[0] == "BODY":
            break
        assert seen[1] != "none" and seen[2] > 0, seen
        reached.add(seen[0])
    missing = {"toggle", "copy", "SUMMARY", "term"} - reached
    record("keyboard", f"Chromium {browser.version}", sorted(missing))
    assert not missing
    page.close()


def test_filters_and_search_are_reached_by_keyboard(browser: Browser, site: Served) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}ko/policies/")
    reached = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.name || document.activeElement.tagName"))
    assert {"q", "theme", "status", "SUMMARY", "A"} <= reached
    page.close()


def test_forced_colours_keep_the_chart_and_reduced_motion_stops_scrolling(browser: Browser, site: Served) -> None:
    page = browser.new_page(forced_colors="active", reduced_motion="reduce")
    page.goto(f"{site.address}en/{FULL.path}")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    style = "getComputedStyle(document.querySelector('svg[role] .bar')).fill"
    assert page.evaluate(style) != page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page.evaluate(style) == page.evaluate("getComputedStyle(document.body).color")  # the system's dialog
    page.close()


SPEECH = """
const said = window.said = [];
const speech = {
  speaking: false,
  getVoices: () => ["en-GB", "ko-KR"].map((lang) => ({lang})),
  speak: (one) => { said.push([one.lang, one.voice.lang, one.text]); speech.speaking = true; },
  cancel: () => { speech.speaking = false; },
  addEventListener: () => {},
};
Object.defineProperty(window, "speechSynthesis", {value: speech});
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


@pytest.mark.real_content
def test_a_page_is_read_aloud_in_the_voice_of_each_language(browser: Browser, site: Served) -> None:
    page = browser.new_page()
    page.add_init_script(SPEECH)
    page.goto(f"{site.address}ko/policies/skilled-labour-quota/")
    page.get_by_text("글자·화면 설정").click()
    page.get_by_role("button", name="본문 소리로 듣기").click()
    said = page.evaluate("window.said")
    assert said[0] == ["ko", "ko-KR", "숙련기능인력 쿼터 확대"]
    english = DATA.passages()["statement#p4s3"].en  # the sentence in the original, which stands below the Korean
    assert ["en", "en-GB", english] in said and all(one[1] == {"en": "en-GB", "ko": "ko-KR"}[one[0]] for one in said)
    page.get_by_role("button", name="듣기 멈춤").click()
    assert page.evaluate("speechSynthesis.speaking") is False
    page.close()


def test_without_a_voice_nothing_is_offered(browser: Browser, site: Served) -> None:
    page = browser.new_page()
    page.add_init_script(SPEECH.replace('["en-GB", "ko-KR"]', "[]"))
    page.goto(f"{site.address}en/about/")
    page.get_by_text("View", exact=True).click()
    expect(page.locator(".read-aloud")).to_be_hidden()
    page.close()
