"""Every published address is answered and has its anchor; they open in a browser, with JavaScript and without."""

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from briefs.outputs.link_check import ANCHOR
from briefs.urls import published_urls
from conftest import AT_ROOT, ROOT, Served
from support.samples import DATA

TARGET = """anchor => { location.hash = anchor; return document.querySelector(":target")?.id; }"""
SAMPLE = 15  # one of so many is opened in the usual run; `--all` opens every one
TARGETS = re.compile(r'href="((?:\.\./)+(?:en|ko)/[^"#]*)')
"""Where a permanent address leads, in each language."""


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


@AT_ROOT
def test_every_address_of_the_ledger_is_answered_and_has_its_anchors(site: Served) -> None:
    found = grouped()
    assert len(found) > 22 * len(DATA.policies)
    for path, anchors in found.items():
        if not path.endswith("/"):
            assert (site.folder / path.lstrip("/")).stat().st_size, path
            continue
        place = path.strip("/")
        html = site.html(place)
        pages = [html]
        if place.startswith("id/"):
            links = {(site.folder / place / link).resolve() for link in TARGETS.findall(html)}
            pages = [(folder / "index.html").read_text("utf-8") for folder in links]
            assert len(pages) >= 2, path
        for page in pages:
            assert set(anchors) <= set(ANCHOR.findall(page)), path


@AT_ROOT
@pytest.mark.parametrize("step", [SAMPLE, pytest.param(1, marks=pytest.mark.long)])
def test_the_addresses_of_the_ledger_open(context: BrowserContext, site: Served, step: int) -> None:
    page = context.new_page()
    for path, anchors in list(grouped().items())[::step]:
        address = site.address + quote(path.lstrip("/"))
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
