"""No address leads a reader to another host, and long addresses do not block the page."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from briefs.outputs.hosting import KINDS
from conftest import ROOT, Served, serve
from support.commands import run
from support.web_servers import free_port, running, settings

ASSETS = ROOT / "scripts" / "briefs" / "theme" / "assets"
PREFIXES = [
    "//evil.example/..%2f",
    "//user@evil.example/..%2f",
    "/%2fevil.example/..%2f",
    "/\\evil.example/..%2f",
    "/%5cevil.example/..%2f",
    "/@evil.example/..%2f",
    "/https:%2f%2fevil.example/..%2f..%2f..%2f",
    "//",
]
SETTLED = 200
"""Milliseconds after which a script has sent its requests."""
PATHS = [
    "en/pack/?languages=ko",
    "en/pack/?items=quota&languages=en,ko",
    "EN/Policies/?languages=ko",  # redirects, if there is no such page
    "nowhere/?q=visa",
]


@pytest.fixture(params=["plain", *KINDS])
def address(request: pytest.FixtureRequest, small_site: Served, tmp_path: Path) -> Iterator[str]:
    """Where a site is served at the top of a host: by a server that folds paths, or one with our configuration."""
    with contextlib.ExitStack() as servers:
        if request.param == "plain":
            yield servers.enter_context(serve(small_site.folder)).rstrip("/")
            return
        port = free_port()
        given = ["host", request.param, "--folder", str(small_site.folder)]
        text = run(ROOT, *given, SITE_URL=f"http://127.0.0.1:{port}/").stdout
        servers.enter_context(running(settings(request.param, text, tmp_path), tmp_path, port))
        yield f"http://127.0.0.1:{port}"


@pytest.mark.long
def test_no_path_leads_to_another_host(request: pytest.FixtureRequest, browser: Browser, address: str) -> None:
    here, asked = urlsplit(address).netloc, []
    plain = request.node.callspec.params["address"] == "plain"
    context = browser.new_context(locale="ko-KR")

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="another host", content_type="text/html")

    context.route(lambda url: urlsplit(url).netloc != here, answer)
    for number, prefix in enumerate(PREFIXES):
        for path in PATHS if plain else PATHS[number % len(PATHS) :][:1]:  # those servers fold most of them
            page = context.new_page()  # what a script of the page before still does is not to interrupt this one
            page.goto(f"{address}{prefix}{path}")
            page.wait_for_timeout(SETTLED)
            toggle = page.locator("a.toggle")
            if toggle.count():
                toggle.click()
                page.wait_for_timeout(SETTLED)
            assert urlsplit(page.url).netloc == here and asked == [], (prefix, path, page.url, asked)
            page.close()
    context.close()


def test_a_pack_keeps_to_its_host_where_the_host_folds_paths(page: Page, small_site: Served) -> None:
    served = f"{small_site.address}/evil.example/..%2f"
    page.goto(f"{served}/en/pack/?items=quota&languages=ko")
    page.wait_for_url(f"{served}/ko/pack/?items=quota&languages=ko")
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    page.goto(f"{served}/en/pack/?items=quota&languages=en,ko")
    expect(page.locator(".pack.bilingual section.item [lang=ko] h2")).to_be_visible()
    links = page.eval_on_selector_all(".alternate-item a[href]", "links => links.map((link) => link.href)")
    assert links and not any("evil.example" in urlsplit(link).netloc for link in links)


def test_no_script_makes_an_address_of_a_path_alone() -> None:
    """A path may begin with "//", which is another host. Only not-found.js reads paths, to compare them."""
    for file in ASSETS.rglob("*.js"):
        code = re.sub(r"^\s*//.*$", "", file.read_text("utf-8"), flags=re.MULTILINE)
        assert ".pathname" not in code or file.name == "not-found.js", file.name
        assert not re.search(r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write)\b", code), file.name
    compared = re.findall(r".*\.pathname.*", (ASSETS / "pages" / "not-found.js").read_text("utf-8"))
    assert all("decodeURIComponent" in line or "=== location.pathname" in line for line in compared)


LENGTHY = [
    "x" * 6000,
    "visa" * 1500,
    "policies/" * 700,
    "%ED%9E%A3" * 650,
    "/" * 6000 + "x",
    "index.html/" * 500,
    "a" * 61,
]
LENGTHY += ["a" * 60, "seasonal-worker-program" * 2, "%CC%81" * 1000, "-" * 6000]


LONGEST = """() => new Promise((done) => {
  new PerformanceObserver((list) => done(Math.max(...list.getEntries().map(({ duration }) => duration))))
    .observe({ type: "longtask", buffered: true });
  setTimeout(() => done(0), 300);
})"""
"""Milliseconds of the longest task; the browser records only those above 50."""


def test_the_page_of_a_lost_address_works_for_no_longer_than_50_ms(page: Page, small_site: Served) -> None:
    page.goto(f"{small_site.address}nowhere/")  # files that are loaded once
    for path in LENGTHY:
        taken: list[float] = []
        while len(taken) < 5 and not (taken and min(taken) <= 50):  # another program may have slowed it down
            page.goto(f"{small_site.address}en/{path}", wait_until="networkidle", timeout=60_000)
            taken.append(page.evaluate(LONGEST))
        assert min(taken) <= 50, (path[:20], taken)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()
