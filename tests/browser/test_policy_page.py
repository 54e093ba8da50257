"""A policy's page: the answer on the first screen, three voices, three kinds of control, two sheets of paper."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from briefs import LANGUAGES, build
from conftest import AT_ROOT, ROOT, Served

DATA, _ = build.read_content(ROOT)
POLICIES = list(DATA.policies.values())
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
MOST_UNDERLINED = 45
UNDERLINED = """() => [...document.querySelectorAll("a, button, summary, label")].filter((one) =>
  one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().width > 1
  && getComputedStyle(one).textDecorationLine.includes("underline")).map((one) => one.outerHTML.slice(0, 120))"""
BOTTOM = "one => one.getBoundingClientRect().bottom"


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def desktop(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=DESKTOP)
    yield page
    page.close()


def test_the_first_screen_of_a_phone_has_title_status_summary_and_key_figure(
    browser: Browser, site: Served, language: str
) -> None:
    page = browser.new_page(viewport=PHONE)
    for policy in POLICIES:
        page.goto(f"{site.address}{language}/{policy.path}")
        page.evaluate("document.fonts.ready")
        top = page.locator("h1").evaluate("one => one.getBoundingClientRect().top")
        assert top <= 230, (policy.id, top)
        for part in ("h1", ".status-mark", ".lead", ".key-line"):
            assert page.locator(part).first.evaluate(BOTTOM) <= PHONE["height"], (policy.id, part)
        assert page.locator(".key-line .chip").count() >= 1
        expect(page.locator(".key-line .chips")).to_contain_text(DATA.words["from_others"][language])
    assert page.locator(".md-banner p").evaluate("one => one.getClientRects().length") == 1
    page.close()


def test_what_was_said_is_read_without_a_click(desktop: Page, site: Served, language: str) -> None:
    passages = DATA.passages()
    for policy in POLICIES:
        desktop.goto(f"{site.address}{language}/{policy.path}")
        shown = desktop.locator(".points .said:visible").all_inner_texts()
        for cite in {cite for point in policy.points for cite in point.cites}:
            assert any(passages[cite][language] in re.sub(r"\s+", " ", text) for text in shown), (policy.id, cite)
    edges = "selector => getComputedStyle(document.querySelector(selector))"
    assert desktop.evaluate(f"({edges})('.points .said').borderLeftStyle") == "solid"
    assert desktop.evaluate(f"({edges})('article > .not-stated').borderTopStyle") == "dashed"
    assert "serif" in str(desktop.evaluate(f"({edges})('.points q[lang=en]').fontFamily")).split(", ")


def test_the_thread_leads_from_what_was_said_to_what_is_not_known(desktop: Page, site: Served, language: str) -> None:
    for policy in POLICIES:
        desktop.goto(f"{site.address}{language}/{policy.path}")
        cells = desktop.locator(".thread > li")
        assert [cell.get_attribute("class") for cell in cells.all()] == ["said", "others", "not-stated"]
        for link in desktop.locator(".thread a").all():
            anchor = str(link.get_attribute("href"))
            assert anchor in {"#said", "#since", "#known", "#unsaid"} and desktop.locator(anchor).count() == 1


def test_text_links_alone_are_underlined(desktop: Page, site: Served, language: str) -> None:
    for policy in POLICIES:
        desktop.goto(f"{site.address}{language}/{policy.path}")
        underlined = desktop.evaluate(UNDERLINED)
        assert len(underlined) <= MOST_UNDERLINED, (policy.id, len(underlined))
        controls = [one for one in underlined if re.match(r'<(?!a )|<a class="[^"]*(action|chip)', one)]
        assert not controls, (policy.id, controls)
    assert desktop.locator(".action:visible:not(:has(svg, input))").count() == 0
    chevrons = "all => all.map(one => getComputedStyle(one, '::after').borderRightWidth)"
    assert set(desktop.locator("main summary").evaluate_all(chevrons)) == {"2px"}


def test_a_status_is_one_shape_and_one_word_said_once(site: Served, language: str) -> None:
    shapes = [status.shape for status in DATA.statuses.values()]
    assert len(set(shapes)) == len(shapes)
    for policy in POLICIES:
        status = DATA.statuses[policy.status]
        page = site.html(f"{language}/{policy.path}")
        mark = f'<span class="status-mark" data-shape="{status.shape}">{status.term[language]}</span>'
        assert page.count(mark) == page.count("status-mark") == 1, policy.id
        assert mark in site.html(f"{language}/policies/")


def test_the_page_is_printed_and_its_address_copied_by_a_button(browser: Browser, site: Served) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(f"{site.address}ko/policies/voluntary-return/")
    page.get_by_role("button", name="인쇄").click()
    assert page.evaluate("window.printed")
    page.get_by_role("button", name="주소 복사").click()
    expect(page.locator("p.live-region[role=status]")).to_have_text("복사하였습니다")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.address}id/voluntary-return/"
    context.close()


def test_without_a_script_no_button_is_dead(browser: Browser, site: Served, language: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}{language}/policies/voluntary-return/")
    assert page.locator("main button:visible").count() == 0
    context.close()


def test_the_way_on_is_previous_list_next(desktop: Page, site: Served) -> None:
    desktop.goto(f"{site.address}ko/policies/seasonal-worker-program/")
    names = desktop.locator(".neighbours a").all_inner_texts()
    assert [re.split(r"\s", name)[0] for name in names] == ["이전", "목록", "다음"]
    places = desktop.locator(".neighbours a").evaluate_all("all => all.map(one => one.getBoundingClientRect().left)")
    assert places == sorted(places)
    desktop.get_by_role("link", name="목록", exact=True).click()
    expect(desktop).to_have_url(f"{site.address}ko/policies/")


@AT_ROOT
def test_a_policy_prints_as_a_brief_of_at_most_two_pages(browser: Browser, site: Served, language: str) -> None:
    """With the verbatim sentence, the sources and their addresses, and without the frame."""
    page = browser.new_page()
    passages = DATA.passages()
    for name in ("skilled-labour-quota", "new-immigration-policy-2024", "seasonal-worker-program"):
        page.goto(f"{site.address}{language}/policies/{name}/")
        page.emulate_media(media="print")
        expect(page.locator(".print-only")).to_contain_text(f"{site.address}id/{name}/")
        expect(page.locator(".print-only img")).to_be_visible()
        expect(page.locator(".points .said").first).to_contain_text(
            passages[DATA.policies[name].points[0].cites[0]][language]
        )
        for part in ("header nav", "nav", ".actions", ".thread", ".neighbours", ".md-banner"):
            expect(page.locator(part).first).to_be_hidden()
        assert page.locator(".references li").first.is_visible()
        shown_after = "getComputedStyle(document.querySelector('.references a[rel~=external]'), '::after').content"
        assert "http" in page.evaluate(shown_after)
        pages = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
        assert 1 <= len(pages) <= 2, (language, name, len(pages))
    page.close()
