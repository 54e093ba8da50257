"""Only the site's own scripts run: the policy applies on every page, and what readers or editors type is text."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route

from briefs.content.loader import load_data
from briefs.content.prose import load_prose
from briefs.publishing.mkdocs_build import run_mkdocs
from conftest import AT_ROOT, Served, serve
from support.page_kinds import KINDS, NEUTRAL
from support.untrusted import hostile

WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (event) => broken.push(event.violatedDirective));
"""
CORPUS = [
    "<script>window.ran = 1</script>",
    '"><img src=x onerror="window.ran=1">',
    "'><svg onload=window.ran=1>",
    "<iframe srcdoc='<script>parent.ran=1</script>'>",
    "<a href=javascript:window.ran=1>quota</a>",
    "</title></style></textarea><body onload=window.ran=1>",
    "javascript:window.ran=1",
    "{{constructor.constructor('window.ran=1')()}}",
    "<math><mtext><table><style><img src onerror=window.ran=1>",
    "\u2028<img src=x onerror=window.ran=1>\u2029",
    "%3Cimg%20src%3Dx%20onerror%3Dwindow.ran%3D1%3E",
    "__proto__",
]
LIVE = """() => {
  const runs = ({name, value}) => name.startsWith("on") || name === "srcdoc"
    || (["href", "src", "action"].includes(name) && /^\\s*javascript:/i.test(value));
  const parts = [...document.querySelectorAll("*")];
  return parts.flatMap((part) => [...part.attributes].filter(runs).map(({name}) => name))
    .concat(parts.filter((part) => part.matches("script:not([src], [type='application/ld+json'])")).map(() => "script"))
    .concat(window.ran ? ["ran"] : []);
}"""
"""What of a page is not text: handlers, scripts without a file, and whether one of CORPUS has run."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_init_script(WATCH)
    page.on("dialog", lambda dialog: dialog.dismiss())
    yield page
    page.close()


@AT_ROOT
def test_no_page_breaks_its_own_policy(page: Page, site: Served) -> None:
    paths = [*NEUTRAL, *(f"{language}/{kind}" for language in ("en", "ko") for kind in KINDS)]
    for path in paths:
        page.goto(f"{site.address}{path}", wait_until="load")
        box = page.locator("[role=search] [name=q]").first
        if box.count() and box.is_visible():
            box.fill("quota")
            page.wait_for_timeout(200)
        assert page.evaluate("broken") == [], path
        policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
        assert "default-src 'none'" in policy and "unsafe" not in policy


def test_a_script_put_into_a_page_is_refused(page: Page, site: Served) -> None:
    def put(route: Route) -> None:
        html = route.fetch().text()
        attack = '<script>window.ran = 1</script><img src="x" onerror="window.ran = 1"><style>p{color:red}</style>'
        route.fulfill(body=html.replace("</main>", f"{attack}</main>"), content_type="text/html")

    page.route("**/en/about/", put)
    page.goto(f"{site.address}en/about/", wait_until="networkidle")
    assert page.evaluate("window.ran") is None
    broken = page.evaluate("broken")
    assert set(broken) >= {"script-src-elem", "script-src-attr", "style-src-elem"}


@AT_ROOT
@pytest.mark.parametrize("field", ["q", "items"])
def test_what_an_address_carries_is_text(page: Page, site: Served, field: str) -> None:
    path = {"q": "en/search/", "items": "en/pack/"}[field]
    for text in CORPUS:
        page.goto(f"{site.address}{path}?{field}={quote(text)}#{quote(text)}", wait_until="load")
        page.wait_for_timeout(300)
        assert page.evaluate(LIVE) == [], text
        assert page.evaluate("broken") == [], text


def test_what_the_data_holds_is_text(page: Page, small: Path) -> None:
    template = (small / "data" / "policies" / "programme.yml").read_text("utf-8")
    for number, text in enumerate(CORPUS):
        item = hostile(template, text.replace("\u2028", "").replace("\u2029", ""))
        file = small / "data" / "policies" / f"hostile-{number}.yml"
        file.write_text(item.replace("id: programme", f"id: hostile-{number}"), "utf-8")
    data, prose = load_data(small), load_prose(small)
    with serve(small / "built") as address:
        run_mkdocs(small, data, prose, small / "built", address)
        for number in range(len(CORPUS)):
            for language in ("en", "ko"):
                page.goto(f"{address}{language}/policies/hostile-{number}/")
                assert page.evaluate(LIVE) == [] and page.evaluate("broken") == [], CORPUS[number]
