"""A reader's journey in a real browser: home, policy, sentence, the other language, a wrong address."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import Served

WORDS = {
    "en": {"policy": "Expanded quota", "toggle": "한국어"},
    "ko": {"policy": "숙련기능인력 쿼터 확대", "toggle": "English"},
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test on any console error, page error or failed request of its own host."""
    context = browser.new_context(locale="ko-KR", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    yield page
    context.close()
    wanted = [text for text in heard if "404" not in text]
    assert not wanted


@pytest.mark.real_content
@pytest.mark.parametrize("language", ["en", "ko"])
def test_home_policy_sentence_toggle_and_wrong_address(page: Page, site: Served, language: str) -> None:
    other = {"en": "ko", "ko": "en"}[language]
    page.goto(f"{site.address}{language}/")
    page.locator(f'a[href$="/{language}/policies/skilled-labour-quota/"]').first.click()
    expect(page).to_have_url(f"{site.address}{language}/policies/skilled-labour-quota/")

    quotation = page.locator(".source q:lang(en)").first
    expect(quotation).to_be_visible()
    expect(quotation).to_have_text(re.compile("^For instance, the Government has significantly expanded"))
    page.locator(".source a").first.click()
    expect(page).to_have_url(f"{site.address}{language}/statement/#p4s3")
    expect(page.locator("#p4s3")).to_be_in_viewport()

    page.get_by_role("link", name=WORDS[language]["toggle"]).click()
    expect(page).to_have_url(f"{site.address}{other}/statement/#p4s3")
    expect(page.locator("html")).to_have_attribute("lang", other)

    answer = page.goto(f"{site.address}{language}/policies/no-such-policy/")
    assert answer and answer.status == 404
    expect(page.locator('h1:lang(en), section[lang="en"] h1')).to_be_visible()
    page.locator(f'section[lang="{language}"] a[href$="{language}/policies/"]').click()
    expect(page).to_have_url(f"{site.address}{language}/policies/")


def test_front_door_offers_both_languages_without_javascript(browser: Browser, site: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address)
    for language in ("en", "ko"):
        expect(page.locator(f'main section[lang="{language}"]')).to_be_visible()
    page.locator('a[hreflang="ko"]').click()
    expect(page).to_have_url(f"{site.address}ko/")
    context.close()


@pytest.mark.real_content
def test_permanent_address_leads_to_the_readers_language_and_keeps_the_anchor(page: Page, site: Served) -> None:
    page.goto(f"{site.address}id/statement/#p4s3")
    expect(page).to_have_url(f"{site.address}ko/statement/#p4s3")
    page.goto(f"{site.address}id/e-7-4/")
    expect(page).to_have_url(f"{site.address}ko/policies/skilled-labour-quota/")


@pytest.mark.real_content
def test_permanent_address_offers_both_languages_without_javascript(browser: Browser, site: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}id/iom-council-chair/")
    page.locator('a[hreflang="en"]').click()
    expect(page).to_have_url(f"{site.address}en/policies/iom-council-chair/")
    context.close()


@pytest.mark.real_content
@pytest.mark.parametrize(("path", "place"), [("policies/voluntary-return/", 0), ("statement/", 5)])
def test_three_links_lead_to_a_point_or_a_sentence(page: Page, site: Served, path: str, place: int) -> None:
    page.goto(f"{site.address}ko/{path}")
    link = page.locator("a.copy").nth(place)
    anchor = str(link.get_attribute("href"))
    name = path.split("/")[-2]
    for words, wanted in (
        ("고유 주소", f"{site.address}id/{name}/{anchor}"),
        ("한국어 페이지 주소", f"{site.address}ko/{path}{anchor}"),
        ("해당 문장을 강조하여 보여 주는 주소", f"{site.address}ko/{path}{anchor}:~:text="),
    ):
        link.click()
        button = page.locator(".link-popover button").get_by_text(words, exact=True)
        button.click()
        expect(page.locator(".live-region")).to_have_text("복사하였습니다")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(wanted)
        page.keyboard.press("Escape")
    text = unquote(copied.split(":~:text=")[1])
    said = page.locator(anchor).inner_text()
    assert all(" ".join(said.split()).find(piece) >= 0 for piece in text.split(","))


@pytest.mark.real_content
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_scrolls_sideways(browser: Browser, site: Served, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    paths = [
        "",
        "policies/",
        "policies/seasonal-worker-program/",
        "statement/",
        "statement/parallel/",
        "glossary/",
    ]
    for path in [f"{language}/{path}" for language in ("en", "ko") for path in paths]:
        page.goto(f"{site.address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    context.close()
