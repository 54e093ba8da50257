"""Every published address opens in a browser, at its anchor, with JavaScript and without."""

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from briefs.urls import published_urls
from conftest import ROOT, Served

TARGET = """anchor => { location.hash = anchor; return document.querySelector(":target")?.id; }"""
SAMPLE = 15  # one of so many pages is opened in the default run; --all opens every one


def grouped() -> dict[str, list[str]]:
    """Return the published pages and files, each with its anchors."""
    found: dict[str, list[str]] = defaultdict(list)
    for address in published_urls.published_urls(ROOT):
        path, _, anchor = address.partition("#")
        found[path] += [anchor] if anchor else []
    return found


@pytest.fixture(params=[True, False], ids=["script", "plain"])
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="ko-KR", java_script_enabled=request.param)
    context.script = request.param  # type: ignore[attr-defined]
    yield context
    context.close()


@pytest.mark.parametrize(
    ("site", "every"),
    [("/", SAMPLE), ("/sub/", SAMPLE), pytest.param("/", 1, marks=pytest.mark.long)],
    indirect=["site"],
)
def test_every_address_of_the_ledger_opens(context: BrowserContext, site: Served, every: int) -> None:
    page = context.new_page()
    found = grouped()
    assert len(found) > 300
    for path, anchors in list(found.items())[::every]:
        address = site.address + quote(path.lstrip("/"))
        if path.endswith((".pdf", ".docx", ".hwpx")) and site.address.endswith("/sub/"):
            continue  # built without documents there
        if not path.endswith("/"):
            answer = context.request.get(address)
            assert answer.status == 200 and answer.body(), path
        elif path.startswith("/id/") and context.script:  # type: ignore[attr-defined]
            leads_on(page, site, address, anchors)
        else:
            answer = page.goto(address)
            assert answer and answer.status == 200, path
            for anchor in anchors:
                assert page.evaluate(TARGET, anchor) == anchor, f"{path}#{anchor}"


def leads_on(page: Page, site: Served, address: str, anchors: list[str]) -> None:
    """Check that a permanent address redirects to the page in the reader's language, and to the same part."""
    for anchor in anchors or [""]:
        page.goto("about:blank")
        page.goto(f"{address}#{anchor}" if anchor else address)
        page.wait_for_url(lambda url: url.startswith(f"{site.address}ko/"))
        if anchor:
            assert page.evaluate("document.querySelector(':target')?.id") == anchor, f"{address}#{anchor}"
