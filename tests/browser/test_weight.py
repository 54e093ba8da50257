"""Light and private: what a first view of a page costs, and that nobody else is asked for anything."""

import gzip
import re
from urllib.parse import urlsplit

import brotli
import pytest
from playwright.sync_api import Browser, Response
from test_access import KINDS

from conftest import AT_ROOT, Served

MOST = {"en": 45_000, "ko": 110_000}
MOST_HTML = 12_000
MOST_FONTS = 65_000


@AT_ROOT
@pytest.mark.parametrize("language", ["en", "ko"])
def test_first_view_of_every_kind_of_page(browser: Browser, site: Served, language: str) -> None:
    """All files of a first view, in bytes as Brotli sends them (fonts and pictures as they are)."""
    for kind in KINDS:
        context = browser.new_context()
        page = context.new_page()
        answers: list[Response] = []
        page.on("response", lambda answer, answers=answers: answers.append(answer))
        page.goto(f"{site.address}{language}/{kind}", wait_until="networkidle")
        files = {answer.url: weight(answer.url, answer.body()) for answer in answers}
        assert {urlsplit(url).netloc for url in files} == {urlsplit(site.address).netloc}
        assert not context.cookies() and page.evaluate("localStorage.length + sessionStorage.length") == 0
        fonts = sum(size for url, size in files.items() if url.endswith(".woff2"))
        assert fonts <= (MOST_FONTS if language == "ko" else 0), (kind, files)
        assert (fonts > 0) == (language == "ko")
        assert files[page.url] <= MOST_HTML, (kind, files[page.url])
        assert sum(files.values()) <= MOST[language], (kind, files)
        assert not [url for url in files if re.search(r"/search(?!\.\w+\.js$)[^/]*$", urlsplit(url).path)]
        context.close()


def weight(url: str, body: bytes) -> int:
    return len(body) if url.endswith((".woff2", ".png")) else len(brotli.compress(body))


def test_the_weight_is_that_of_the_compressed_bytes() -> None:
    assert weight("page.html", b"a" * 10_000) < 100 < weight("font.woff2", gzip.compress(b"a" * 10_000) * 10)
