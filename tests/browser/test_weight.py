"""Weight and privacy: the size of a first view, and no requests to other hosts."""

import gzip
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response

from conftest import AT_ROOT, Served
from support.page_kinds import KINDS

MOST = {"en": 45_000, "ko": 110_000}
MOST_HTML = 13_500
MOST_PACK = 21_500
"""Of the one page that holds every policy, to be printed."""
MOST_FONTS = {"en": 11_000, "ko": 65_000}


@AT_ROOT
@pytest.mark.parametrize("language", ["en", "ko"])
def test_first_view_of_every_kind_of_page(browser: Browser, site: Served, language: str) -> None:
    """All files of a first view, in bytes, as sent by a host with the compressed files."""
    opened: list[tuple[str, Page, list[Response]]] = []
    for kind in KINDS:  # at once, each as its own first reader, since waiting for the end of each takes longest
        page, answers = browser.new_context().new_page(), []
        page.on("response", lambda answer, answers=answers: answers.append(answer))
        page.goto(f"{site.address}{language}/{kind}", wait_until="commit")
        opened.append((kind, page, answers))
    for kind, page, answers in opened:
        page.wait_for_load_state("networkidle")
        files = {answer.url: weight(site, answer.url, answer.body()) for answer in answers}
        assert {urlsplit(url).netloc for url in files} == {urlsplit(site.address).netloc}
        assert not page.context.cookies() and page.evaluate("localStorage.length + sessionStorage.length") == 0
        fonts = sum(size for url, size in files.items() if url.endswith(".woff2"))
        assert fonts <= MOST_FONTS[language], (kind, files)
        assert (fonts > 0) == ((language, kind) != ("en", "pack/"))  # the heaviest page
        assert files[page.url] <= (MOST_PACK if kind == "pack/" else MOST_HTML), (
            kind,
            files[page.url],
        )
        if kind == "check/":  # what it loads beside: test_check.py
            files = {url: size for url, size in files.items() if not re.search(r"/assets/(?:drafts|search)", url)}
        assert sum(files.values()) <= MOST[language], (kind, files)
        assert not [url for url in files if re.search(r"/assets/search(?!/loader\.\w+\.js$)", urlsplit(url).path)]
        page.context.close()


def weight(site: Served, url: str, body: bytes) -> int:
    """Return the size of the compressed copy of the requested file.

    Drawings have none; a host compresses them when requested (nginx: gzip at level 1). Others have their own size.
    """
    file = site.folder / urlsplit(url).path.lstrip("/")
    file = file / "index.html" if file.is_dir() else file
    ready = Path(f"{file}.br")
    if ready.exists():
        return ready.stat().st_size
    return len(gzip.compress(body, 1)) if file.suffix == ".svg" else len(body)


@AT_ROOT
def test_the_weight_is_that_of_the_compressed_bytes(site: Served) -> None:
    page, font = site.folder / "ko" / "index.html", site.assets()["Pretendard-Regular.woff2"]
    whole = page.read_bytes()
    assert 1_000 < weight(site, f"{site.address}ko/", whole) < len(whole) / 3
    assert weight(site, f"{site.address}{font.relative_to(site.folder)}", b"as it is") == len(b"as it is")


FACES = """selectors => [...document.querySelectorAll("main *")].filter((node) => node.checkVisibility()
  && node.closest("[lang]").lang === "ko" && !node.closest("code, pre, kbd, svg") && !node.querySelector("[lang], code")
  && [...node.childNodes].some((child) => child.nodeType === 3 && /[가-힣㐀-鿿]/.test(child.data)))"""


@AT_ROOT
@pytest.mark.parametrize("kind", KINDS)
def test_all_korean_text_is_set_in_the_fonts_of_the_site(browser: Browser, site: Served, kind: str) -> None:
    """Not in whatever the machine has: each element with Hangul or Hanja of its own, as the browser drew it."""
    page = browser.new_page()
    page.goto(f"{site.address}ko/{kind}")
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    tools = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        tools.send(f"{domain}.enable")
    tools.send("DOM.getDocument", {"depth": -1})
    drawn = 0
    count = page.evaluate(f"(window.shown = ({FACES})()).length")
    for number in range(count):
        held = tools.send("Runtime.evaluate", {"expression": f"shown[{number}]"})["result"]["objectId"]
        node = tools.send("DOM.requestNode", {"objectId": held})["nodeId"]
        for font in tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]:
            assert font["isCustomFont"], (font, page.evaluate(f"shown[{number}].outerHTML"))
            drawn += font["glyphCount"]
    assert drawn > 50
    page.close()
