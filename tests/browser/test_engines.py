"""The main journeys in Firefox and WebKit too: browsers on iPhones use WebKit."""

import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from conftest import Handler, Served, serve
from support.engines import SHOWN, Engine, firefox, webkit
from support.samples import DATA

pytestmark = pytest.mark.long

KINDS = (
    "",
    "policies/",
    "policies/skilled-labour-quota/",
    "themes/lawful-pathways/",
    "statement/",
    "statement/parallel/",
    "glossary/",
    "changes/",
    "about/",
    "about/coverage/",
    "accessibility/",
    "linking/",
    "search/",
    "pack/",
    "no-such-page/",
)
FAULTS = """
const tell = (text) => { sessionStorage.faults = `${sessionStorage.faults ?? ""}${location.href}: ${text}\\n`; };
addEventListener("error", ({message, target}) => tell(message ?? `cannot load ${target.src ?? target.href}`), true);
addEventListener("unhandledrejection", ({reason}) => tell(reason));
addEventListener("securitypolicyviolation", (one) => tell(`${one.violatedDirective} ${one.blockedURI}`));
const {error} = console;
console.error = (...words) => { tell(words.join(" ")); error(...words); };
"""
"""Records errors of a page: not every driver gives access to the console."""


class Host(Handler):
    """A static host that puts the script above at the beginning of each page."""

    def do_GET(self) -> None:
        if self.path == "/faults.js":
            self.answer(FAULTS.encode(), "text/javascript")
        elif self.path.partition("?")[0].endswith("/") and (page := self.read_page()):
            self.answer(page.replace(b"<head>", b'<head><script src="/faults.js"></script>', 1), "text/html")
        else:
            super().do_GET()

    def read_page(self) -> bytes | None:
        out, self.wfile = self.wfile, io.BytesIO()  # type: ignore[assignment]
        found = self.send_head()
        self.wfile = out
        if found is None:
            return None
        with found:
            return found.read()

    def answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def started(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    start: Callable[..., Any] = request.param
    with start(tmp_path_factory.mktemp("home")) as engine:
        yield engine


@pytest.fixture
def engine(started: Engine, site: Served) -> Iterator[Engine]:
    """A browser of a first-time reader, at /; any error of a page fails the test."""
    started.open(f"{site.address}en/linking/")
    started.run("[localStorage.clear(), sessionStorage.clear()]")
    yield started
    assert started.run("sessionStorage.faults ?? ''") == ""


@pytest.fixture
def site(built: Callable[[str], Served]) -> Iterator[Served]:
    served = built("/")
    with serve(served.folder, Host) as address:
        yield Served(served.folder, address)


@pytest.mark.real_content
@pytest.mark.parametrize("language", ["en", "ko"])
def test_each_kind_of_page_opens_with_its_heading(engine: Engine, site: Served, language: str) -> None:
    for path in KINDS:
        engine.open(f"{site.address}{language}/{path}")
        engine.until(f"[...document.querySelectorAll('h1')].some({SHOWN})")
        engine.until("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.real_content
def test_a_korean_query_finds_its_policy(engine: Engine, site: Served) -> None:
    engine.open(f"{site.address}ko/")
    engine.click("[role=search] input")
    engine.type("계절근로자를")
    engine.until("document.querySelector('[role=search] ol a')")
    engine.type("\ue015\ue007")  # arrow down, Enter
    engine.until("location.pathname === '/ko/policies/seasonal-worker-program/'")
    engine.until(f"{SHOWN}(document.querySelector('h1'))")


@pytest.mark.real_content
def test_the_switch_keeps_the_place_and_a_permanent_address_the_language(engine: Engine, site: Served) -> None:
    engine.open(f"{site.address}en/statement/#p4s3")
    engine.until("document.querySelector('a.toggle').hash === '#p4s3'")
    engine.click("a.toggle")
    engine.until_at(f"{site.address}ko/statement/#p4s3")
    engine.until("Math.abs(document.querySelector('#p4s3').getBoundingClientRect().top) < innerHeight")
    for path, target in (("statement/#p5s1", "statement/#p5s1"), ("e-7-4/", "policies/skilled-labour-quota/")):
        engine.open(f"{site.address}id/{path}")
        engine.until_at(f"{site.address}ko/{target}")


@pytest.mark.real_content
def test_policies_are_filtered_in_both_languages(engine: Engine, site: Served) -> None:
    theme = "new-immigration-policy"
    count = sum(policy.theme == theme for policy in DATA.policies.values())
    shown = f"[...document.querySelectorAll('.policy-rows > li')].filter({SHOWN}).length"
    engine.open(f"{site.address}ko/policies/")
    engine.until(f"{shown} === {len(DATA.policies)}")
    engine.run(
        "(select => { select.value = " + json.dumps(theme) + ";"
        " select.dispatchEvent(new Event('input', {bubbles: true}));"
        " select.dispatchEvent(new Event('change', {bubbles: true})); })"
        "(document.querySelector('.filter [name=theme]'))"
    )
    engine.until_at(f"{site.address}ko/policies/?theme={theme}")
    engine.until(f"{shown} === {count}")
    engine.click("a.toggle")
    engine.until_at(f"{site.address}en/policies/?theme={theme}")
    engine.until(f"{shown} === {count}")


def test_the_link_of_a_sentence_is_copied(engine: Engine, site: Served) -> None:
    engine.open(f"{site.address}ko/statement/")
    permanent = engine.run("document.querySelector('main').dataset.permanent")
    engine.click("a.copy[href='#p4s3']")
    engine.click(".link-popover button:nth-of-type(5)")
    engine.until("document.querySelector('.live-region').textContent === '복사하였습니다: 고유 주소'")
    engine.until(f"!{SHOWN}(document.querySelector('.link-popover'))")  # the box closes by itself
    engine.click("[role=search] input")
    engine.paste()
    engine.until(f"document.querySelector('[role=search] input').value === {json.dumps(permanent + '#p4s3')}")


@pytest.mark.real_content
def test_a_pack_is_put_together_in_both_languages(engine: Engine, site: Served) -> None:
    engine.open(f"{site.address}en/policies/")
    for item in ("voluntary-return", "skilled-labour-quota"):
        engine.click(f".pack-item:has([value={item}])")
        engine.until(f"document.querySelector('.pack-item [value={item}]').checked")
    engine.click(".pack-form label:has([value=ko])")
    engine.click(".pack-form button")
    engine.until("document.querySelector('.pack.bilingual') && location.pathname === '/en/pack/'")
    engine.until("document.querySelectorAll('section.item').length === 2")
    engine.until("document.querySelectorAll('section.item > [lang=ko] h2').length === 2")


@pytest.mark.real_content
def test_the_dark_scheme_holds_on_the_next_page(engine: Engine, site: Served) -> None:
    dark = "document.body.dataset.mdColorScheme === 'slate'"
    ground = "getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).slice(0, 3).every(one => one < 80)"
    engine.open(f"{site.address}en/about/")
    for _ in range(2):  # same as device, light, dark
        engine.click("[data-md-component=palette] label")
    engine.until(f"{dark} && {ground}")
    engine.open(f"{site.address}ko/policies/skilled-labour-quota/")
    engine.until(f"{dark} && {ground}")
