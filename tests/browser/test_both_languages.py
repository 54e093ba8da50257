"""Both languages of a page at once: fetched when chosen, remembered, side by side where there is room."""

import pytest
from playwright.sync_api import Browser, expect

from briefs import build
from conftest import AT_ROOT, ROOT, Served

DATA, _ = build.read_content(ROOT)
POLICY = DATA.policies["skilled-labour-quota"]
pytestmark = [AT_ROOT, pytest.mark.real_content]


@pytest.mark.parametrize(("language", "other"), [("en", "ko"), ("ko", "en")])
def test_each_text_has_its_counterpart_beside_it(browser: Browser, site: Served, language: str, other: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.address}{language}/policies/{POLICY.id}/")
    wanted = f"{site.address}{other}/policies/{POLICY.id}/"
    assert wanted not in asked  # not before it is chosen
    page.get_by_role("button", name=DATA.words["both_name"][language]).click()
    for part, text in (
        ("h1 + .alternate-text", POLICY.title[other]),
        (f"#{POLICY.points[0].id} > .alternate-text", POLICY.points[0].text[other]),
        (f"#{POLICY.every_fact[0].id} .alternate-text", POLICY.every_fact[0].text[other]),
        (".not-stated li .alternate-text >> nth=0", POLICY.not_stated[0][other]),
    ):
        shown = page.locator(part).first
        expect(shown).to_have_attribute("lang", other)
        assert text in str(shown.text_content()).replace("\u2060", "").replace("\u00a0", " ")
    assert asked.count(wanted) == 1
    point = page.locator(f"#{POLICY.points[0].id}")
    first, second = (point.locator("> p").nth(number).bounding_box() for number in (0, 1))
    assert first and second and second["x"] > first["x"] + first["width"] - 1

    page.goto(f"{site.address}{language}/statement/")  # remembered
    paragraph = page.locator(".paragraph", has=page.locator("#p4s3"))
    expect(paragraph.locator(".alternate-text")).to_contain_text("쿼터" if other == "ko" else "expanded the quota")
    page.get_by_role("button", name=DATA.words["both_name"][language]).click()
    expect(page.locator(".alternate-text")).to_have_count(0)
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".alternate-text")).to_have_count(0)
    context.close()


def test_on_a_phone_the_page_offers_it_and_nothing_goes_sideways(browser: Browser, site: Served) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="ko-KR")
    page = context.new_page()
    for path in (f"policies/{POLICY.id}/", "statement/", f"themes/{POLICY.theme}/"):
        page.goto(f"{site.address}ko/{path}")
        if path.startswith("policies"):
            page.locator("main").get_by_role("button", name=DATA.words["both_languages"].ko).click()
        expect(page.locator(".alternate-text").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_without_a_connection_the_page_stays_as_it_is(browser: Browser, site: Served) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.goto(f"{site.address}en/policies/{POLICY.id}/")
    context.set_offline(True)
    page.get_by_role("button", name=DATA.words["both_name"].en).click()
    expect(page.get_by_role("button", name=DATA.words["both_name"].en)).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".alternate-text")).to_have_count(0)
    context.close()
