"""If a file is missing, the page can still be read, and says what is missing where the reader needs it.

Missing search files: tests/browser/test_search.py.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import Served
from support.samples import FULL

POLICY = f"en/{FULL.path}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.faults = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.faults.append(str(error)))  # type: ignore[attr-defined]
    yield page
    page.close()


@pytest.mark.parametrize("asset", ["site.*.css", "site.*.js", "pages/settings.*.js", "search/loader.*.js", "fonts/*"])
def test_a_refused_asset_leaves_a_page_that_reads(page: Page, site: Served, asset: str) -> None:
    page.route(f"**/assets/{asset}", lambda route: route.abort())
    for language in ("en", "ko"):
        page.goto(f"{site.address}{POLICY.replace('en/', f'{language}/', 1)}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".points li p").first).to_be_visible()
        page.locator("a.toggle").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.faults == []  # type: ignore[attr-defined]


def test_without_storage_choices_hold_for_the_page(page: Page, site: Served) -> None:
    refuse = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    page.add_init_script(refuse)
    page.goto(f"{site.address}{POLICY}")
    page.locator("details.view summary").click()
    page.locator("details.view input[value=large]").check()
    assert page.evaluate("document.documentElement.dataset.size") == "large"
    page.locator("[data-md-component=palette] label:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    assert page.faults == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("now", ["1970-01-01T00:00:00Z", "2199-12-31T23:59:59Z"])
def test_a_wrong_clock_does_no_harm(page: Page, site: Served, now: str) -> None:
    page.clock.set_fixed_time(now)
    page.goto(f"{site.address}{POLICY}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.locator(".review").is_visible() == now.startswith("2199")
    assert page.faults == []  # type: ignore[attr-defined]
