"""The pages that lead to policies: home, index, themes, statement, glossary, changes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from briefs import build
from conftest import AT_ROOT, ROOT, Served

REAL, _ = build.read_content(ROOT)
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
pytestmark = [AT_ROOT, pytest.mark.real_content]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", viewport=DESKTOP)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def bottom(page: Page, selector: str) -> float:
    """Return where the last element of a selector ends, in pixels from the top of the page."""
    end: float = page.locator(selector).last.evaluate("one => one.getBoundingClientRect().bottom + scrollY")
    return end


@pytest.mark.parametrize("language", ["en", "ko"])
def test_home_is_four_screens_of_a_phone_and_nothing_goes_sideways(page: Page, site: Served, language: str) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{site.address}{language}/")
    assert bottom(page, "article.home") <= 4 * PHONE["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.locator("article.home svg.chart").count() >= 4


def test_a_sentence_of_the_map_marks_the_policies_that_rest_on_it(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/")
    lit = page.locator(".map-rows .lit a")
    expect(lit).to_have_count(0)
    for sentence, title in (("statement#p4s3", "Skilled-worker quota"), ("statement#p7s1", "Chairperson of the")):
        page.locator(f'[data-sentence="{sentence}"]').focus()
        expect(lit).to_have_count(len(REAL.policies_citing(sentence)))
        expect(lit.first).to_contain_text(title)


def test_every_policy_is_on_the_map_without_javascript(browser: Browser, site: Served) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site.address}ko/")
    expect(page.locator(".map-rows > li:visible")).to_have_count(len(REAL.policies))
    cited = {cite for policy in REAL.policies.values() for point in policy.points for cite in point.cites}
    expect(page.locator("[data-sentence]:visible")).to_have_count(len(cited))
    context.close()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_all_policies_fit_on_about_one_screen(page: Page, site: Served, language: str) -> None:
    page.goto(f"{site.address}{language}/policies/")
    expect(page.locator(".policy-rows input")).to_have_count(len(REAL.policies))
    assert bottom(page, ".policy-rows > li") <= 1.1 * DESKTOP["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP["width"]


def test_a_row_shows_status_and_key_figure_with_the_kind_of_its_source(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/policies/")
    row = page.locator(".policy-rows > li", has_text="Skilled-worker quota")
    expect(row).to_contain_text("Expanded")
    expect(row.get_by_role("link", name="33,000 places (2026)")).to_have_attribute(
        "href", "../../en/policies/skilled-labour-quota/#yearly-quota"
    )
    expect(row.locator(".chip")).to_have_attribute("data-kind", "press")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_statement_begins_on_the_first_screen_of_a_phone(page: Page, site: Served, language: str) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{site.address}{language}/statement/")
    assert bottom(page, "#p2s1") <= PHONE["height"]
    expect(page.locator("abbr.sic")).to_have_count(1)
    expect(page.locator("section", has=page.locator("#p3s2")).locator("abbr.sic")).to_have_text("[sic]")


def test_a_theme_shows_its_policies_dates_and_documents(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/themes/lawful-pathways/")
    of_theme = [policy for policy in REAL.policies.values() if policy.theme == "lawful-pathways"]
    expect(page.locator(".policy-rows > li")).to_have_count(len(of_theme))
    assert page.locator(".timeline li").count() > 3


def test_the_glossary_is_filtered_by_letters_and_kind(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/glossary/")
    shown = page.locator(".glossary > div:visible")
    expect(shown).to_have_count(len(REAL.terms))
    page.get_by_label("Find a term").fill("regionalvisa")
    expect(page.locator("#regional-visa")).to_be_visible()
    assert 0 < shown.count() < 10
    page.get_by_label("Kind").select_option("office")
    expect(shown).to_have_count(0)
    expect(page.get_by_role("main").get_by_role("status")).to_have_text("No term has these letters.")
    page.goto(f"{site.address}ko/glossary/?kind=visa")
    expect(shown).to_have_count(sum(term.kind == "visa" for term in REAL.terms.values()))
    page.get_by_text("이 사이트에 나오는 비자 코드").click()
    expect(page.locator(".visa-codes tbody tr")).to_have_count(sum(bool(term.codes) for term in REAL.terms.values()))


def test_what_is_easily_confused_says_so_on_every_page_of_the_pair(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/glossary/")
    for term in (term for term in REAL.terms.values() if term.confused):
        for other in term.confused:
            expect(page.locator(f"#{term.id} .hatnote a[href='#{other}']")).to_have_count(1)
    page.goto(f"{site.address}ko/policies/visa-governance/")
    expect(page.locator(".hatnote")).to_contain_text("지역특화형 비자")
    page.goto(f"{site.address}ko/policies/region-specialized-visa/")
    expect(page.locator(".hatnote")).to_contain_text("광역형 비자")


def test_changes_with_the_same_note_are_one_entry(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/changes/")
    first = page.locator("details.changes", has_text="First published.")
    expect(first).to_have_count(1)
    first.locator("summary").click()
    expect(first.locator("li")).to_have_count(len(REAL.policies) + len(REAL.sources))
