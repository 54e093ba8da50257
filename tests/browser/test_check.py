"""The page that checks a draft: verdicts with their places, no request once it is ready, copying, keyboard."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from test_weight import weight

from conftest import AT_ROOT, Served

MOST = 60_000
"""Bytes that only this page fetches."""
DRAFT = """“Recently, migration has emerged as significantly important global issue”
For 2026 the skilled-worker quota is 33,000, down from 35,000 a year earlier.
2026년 계절근로자 배정 인원은 11만 9,100명이다.
Firm action against smugglers goes hand in hand with respect for the rights of migrants.
The football team won 3-1 in front of 64,000 spectators."""
VERDICTS = ["verbatim", "agrees", "differs", "nearest", "none"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def open_desk(page: Page, site: Served, language: str) -> None:
    page.goto(f"{site.address}{language}/check/")
    page.locator("form.check[data-ready]").wait_for()


@AT_ROOT
@pytest.mark.parametrize("language", ["en", "ko"])
def test_each_sentence_has_a_verdict_with_its_place(page: Page, site: Served, language: str) -> None:
    open_desk(page, site, language)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.fill("#draft", DRAFT)
    page.click("#run")
    items = page.locator("#results > li")
    expect(items).to_have_count(5)
    assert [item.get_attribute("data-verdict") for item in items.all()] == VERDICTS
    for item in items.all():
        expect(item.locator("> .verdict svg")).to_have_count(1)
        assert item.locator("> .verdict").inner_text().strip()
    links = [link.get_attribute("href") or "" for link in page.locator("#results a").all()]
    assert [link.split(f"/{language}/")[1] for link in links[:3]] == [
        "statement/#p3s1",
        "policies/skilled-labour-quota/#yearly-quota",
        "policies/seasonal-worker-program/#places",
    ]
    expect(items.nth(2).locator("dd")).to_contain_text(["11만 9,100", "109,100"])
    assert "true" not in page.locator(".check-result").inner_text().lower()
    found = Axe().run(page).response["violations"]
    assert not found, [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found]
    page.click("[data-do=copy-results]")
    expect(page.locator(".check-result [role=status]")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("1. ") and "/id/seasonal-worker-program/#places" in copied and "33,000" in copied
    assert not asked, "nothing is asked of the network once the page is ready"


@AT_ROOT
def test_it_works_by_keyboard(page: Page, site: Served) -> None:
    open_desk(page, site, "en")
    page.focus("#draft")
    page.keyboard.type("The E-9 quota was 90,000 in 2026.")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "run"
    page.keyboard.press("Enter")
    expect(page.locator("#results > [data-verdict=differs]")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("#results > li")).to_have_count(0)
    assert page.evaluate("document.activeElement.id") == "draft" and page.input_value("#draft") == ""


@AT_ROOT
def test_what_cannot_be_checked_is_told(page: Page, site: Served) -> None:
    open_desk(page, site, "en")
    status = page.locator(".check-status")
    page.click("#run")
    expect(status).to_have_text("Paste a sentence first.")
    page.fill("#draft", "word " * 5001)
    page.click("#run")
    expect(status).to_contain_text("longer than 5,000 words")
    page.route("**/assets/drafts.*.json", lambda route: route.abort())
    page.reload()
    expect(status).to_contain_text("could not be loaded")
    expect(page.locator("#run")).to_be_disabled()


@AT_ROOT
def test_without_scripts_it_says_where_to_look(browser: Browser, site: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}en/check/")
    expect(page.locator(".check-script")).to_be_visible()
    expect(page.locator("#draft")).to_be_hidden()
    context.close()


@AT_ROOT
def test_what_only_this_page_fetches(page: Page, site: Served) -> None:
    own: dict[str, int] = {}
    other: set[str] = set()
    page.on("response", lambda answer: own.update({answer.url: weight(site, answer.url, answer.body())}))
    open_desk(page, site, "en")
    page.wait_for_load_state("networkidle")
    elsewhere = page.context.new_page()
    elsewhere.on("request", lambda request: other.add(request.url))
    for path in ("policies/seasonal-worker-program/", "pack/", "linking/"):
        elsewhere.goto(f"{site.address}en/{path}", wait_until="networkidle")
    assert not [url for url in other if "drafts" in url]
    assert sum(size for url, size in own.items() if url not in other and url != page.url) <= MOST
