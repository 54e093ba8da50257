"""Pages with and without JavaScript: filters, terms, overdue reviews, the sentence in the other language."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from conftest import Served
from support.samples import DATA as REAL


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert not faults


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def shown(page: Page) -> Locator:
    return page.locator(".policy-rows > li:visible")


@pytest.mark.real_content
def test_policies_are_filtered_and_the_choice_stands_in_the_address(page: Page, site: Served) -> None:
    of_theme = sum(policy.theme == "new-immigration-policy" for policy in REAL.policies.values())
    page.goto(f"{site.address}en/policies/")
    expect(shown(page)).to_have_count(len(REAL.policies))
    page.get_by_label("Theme").select_option("new-immigration-policy")
    expect(shown(page)).to_have_count(of_theme)
    expect(page.get_by_role("main").get_by_role("status")).to_have_text(f"Policies shown: {of_theme}")
    expect(page).to_have_url(f"{site.address}en/policies/?theme=new-immigration-policy")
    page.get_by_label("Status").select_option("expanded")
    expect(shown(page)).to_have_count(0)
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("No policy has this theme and status")

    page.goto(f"{site.address}ko/policies/?theme=lawful-pathways&status=implementing")
    expect(shown(page)).to_have_count(2)
    page.locator("a.toggle").click()
    expect(page).to_have_url(f"{site.address}en/policies/?theme=lawful-pathways&status=implementing")
    expect(shown(page)).to_have_count(2)
    page.get_by_role("button", name="Show all").click()
    expect(shown(page)).to_have_count(len(REAL.policies))


@pytest.mark.real_content
def test_a_filter_leaves_the_rest_of_the_address_as_it_is(page: Page, site: Served) -> None:
    items = "items=voluntary-return,visa-governance"
    page.goto(f"{site.address}en/policies/?{items}")
    expect(shown(page)).to_have_count(len(REAL.policies))
    expect(page).to_have_url(f"{site.address}en/policies/?{items}")
    items = items.replace(",", "%2C")  # as a browser writes what a script has set
    page.get_by_role("searchbox").fill("visa")
    expect(page).to_have_url(f"{site.address}en/policies/?{items}&q=visa")
    page.get_by_label("Status").select_option("implementing")
    expect(page).to_have_url(f"{site.address}en/policies/?{items}&q=visa&status=implementing")
    page.locator("a.toggle").click()
    expect(page).to_have_url(f"{site.address}ko/policies/?{items}&q=visa&status=implementing")
    expect(page.locator("[role=search] ol a").first).to_be_visible()
    page.get_by_role("searchbox").press("Escape")  # the search results cover the filter
    for item in ("voluntary-return", "visa-governance"):
        expect(page.locator(f".pack-item input[value={item}]")).to_be_checked()
    page.get_by_role("button", name="전체 보기", exact=True).click()
    expect(page).to_have_url(f"{site.address}ko/policies/?{items}&q=visa")


@pytest.mark.real_content
def test_without_javascript_every_policy_is_there_and_no_dead_control(plain: Page, site: Served) -> None:
    plain.goto(f"{site.address}ko/policies/?theme=new-immigration-policy")
    expect(shown(plain)).to_have_count(len(REAL.policies))
    expect(plain.locator("form.filter")).to_be_hidden()


def test_a_filter_that_the_page_does_not_know_is_none(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/policies/?theme=bogus")
    expect(page.get_by_label("Theme")).to_have_js_property("selectedIndex", 0)
    expect(page).to_have_url(f"{site.address}en/policies/")


def test_the_panel_of_the_view_closes_when_the_focus_leaves_it(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/policies/")
    page.locator("details.view summary").click()
    page.locator("details.view input:checked").last.focus()
    expect(page.locator("details.view")).to_have_attribute("open", "")
    page.locator("a.toggle").focus()
    expect(page.locator("details.view")).not_to_have_attribute("open", "")


def test_the_name_of_a_sentence_holds_the_number_shown(page: Page, site: Served) -> None:
    for path in ("statement/", "statement/parallel/"):
        page.goto(f"{site.address}en/{path}")
        places = page.locator("a.place[aria-label]").all()
        assert places and all(p.inner_text() in str(p.get_attribute("aria-label")) for p in places)


@pytest.mark.real_content
@pytest.mark.parametrize("size", ["", "large", "largest"])
def test_the_figures_of_a_chart_are_whole_on_a_phone(page: Page, site: Served, size: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    for policy in ("skilled-labour-quota", "seasonal-worker-program"):
        page.goto(f"{site.address}en/policies/{policy}/")
        page.evaluate("size => { document.documentElement.dataset.size = size; }", size)
        ends = page.locator("svg[role] text").evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
        assert ends and max(ends) <= 360, policy


@pytest.mark.real_content
def test_paper_is_white_and_the_readers_colours_are_kept(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/policies/skilled-labour-quota/")
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(28, 33, 38)"
    page.emulate_media(media="screen", forced_colors="active", color_scheme="dark")
    page.evaluate("document.body.dataset.mdColorScheme = 'default'")
    colours = "getComputedStyle(document.querySelector('.chart .value')).fill === getComputedStyle(document.body).color"
    assert page.evaluate(colours)


@pytest.mark.real_content
def test_a_term_is_explained_by_keyboard_and_the_reader_comes_back(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/policies/skilled-labour-quota/")
    term = page.locator('a.term[data-term="quota"]')
    term.focus()
    page.keyboard.press("Enter")
    box = page.locator(".term-popover")
    expect(box).to_be_visible()
    expect(box).to_contain_text("highest number")
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(term).to_be_focused()
    term.click(modifiers=["Shift"])  # the browser's own shortcut: a new window
    expect(box).to_be_hidden()


@pytest.mark.real_content
@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_term_leads_to_the_glossary_without_javascript(plain: Page, site: Served, language: str) -> None:
    plain.goto(f"{site.address}{language}/policies/skilled-labour-quota/")
    plain.locator('a.term[data-term="quota"]').click()
    expect(plain).to_have_url(f"{site.address}{language}/glossary/#quota")
    expect(plain.locator("#quota")).to_be_in_viewport()


@pytest.mark.real_content
def test_an_overdue_review_is_said_by_the_readers_clock(page: Page, site: Served) -> None:
    page.clock.set_fixed_time("2026-12-01T12:00:00Z")
    page.goto(f"{site.address}ko/policies/voluntary-return/")
    expect(page.locator(".review")).to_be_hidden()
    page.clock.set_fixed_time("2040-01-01T12:00:00Z")
    page.goto(f"{site.address}ko/policies/voluntary-return/")
    expect(page.locator(".review")).to_be_visible()


@pytest.mark.real_content
def test_focus_marks_the_twin_sentence(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/statement/parallel/")
    pair = page.locator("#p5s2")
    colour = "e => getComputedStyle(e).backgroundColor"
    before = pair.evaluate(colour)
    pair.locator("a.place").focus()
    assert pair.evaluate(colour) != before


def test_search_without_javascript_offers_index_and_glossary(plain: Page, site: Served) -> None:
    plain.goto(f"{site.address}en/search/")
    for path in ("policies/", "glossary/"):
        expect(plain.locator(f'main a[href$="en/{path}"]').first).to_be_visible()


@pytest.mark.real_content
def test_a_citation_is_copied_and_says_so(browser: Browser, site: Served) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    copying = context.new_page()
    copying.goto(f"{site.address}ko/policies/voluntary-return/")
    copying.get_by_role("link", name="인용하기").click()
    button = copying.locator(".cite button").first
    button.click()
    expect(button).to_have_text("복사하였습니다")
    taken = copying.evaluate("navigator.clipboard.readText()")
    assert taken.startswith("한국 이민정책 브리프, 「자발적이고 안전한 귀환 지원」, ")
    assert taken.endswith(f"{site.address}id/voluntary-return/")
    context.close()


@pytest.mark.real_content
def test_measures_have_room_for_the_longest_titles(page: Page, site: Served) -> None:
    for language, title in (
        ("en", "A measure of many words and more " * 3),
        ("ko", "조치의 이름이 매우 긴 경우에도 " * 3),
    ):
        page.set_viewport_size({"width": 360, "height": 900})
        page.goto(f"{site.address}{language}/policies/new-immigration-policy-2024/")
        fits = page.locator(".tree :is(p, a)").evaluate_all(
            """(boxes, title) => boxes.map((box) => {
                box.textContent = title;
                const range = document.createRange();
                range.selectNodeContents(box);
                const [text, room] = [range, box].map((one) => one.getBoundingClientRect());
                return text.left >= room.left && text.right <= room.right && text.bottom <= room.bottom;
            })""",
            title,
        )
        assert len(fits) > 2 and all(fits)
