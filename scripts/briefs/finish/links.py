"""Every link and anchor of the built HTML is looked up, since raw HTML escapes MkDocs' strict mode."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from briefs.problem import Problem, Problems

LINK = re.compile(r'\s(?:href|src|action)="([^"]*)"')
ANCHOR = re.compile(r'\sid="([^"]*)"')


def check(site: Path, address: str, answered: set[str]) -> int:
    """Look up every link of every HTML file below `site`, and every address the site must answer to.

    `address` is the site's absolute web address. Out: the number of files. Raises Problems.
    """
    pages = {_url(site, file): file.read_text("utf-8") for file in sorted(site.rglob("*.html"))}
    anchors = {url: ANCHOR.findall(text) for url, text in pages.items()}
    problems = [*_repeated(anchors), *_missing(site, anchors, answered)]
    known = {url: set(ids) for url, ids in anchors.items()}
    for url, text in pages.items():
        problems += _dead(site, address, url, text, known)
    if problems:
        raise Problems(problems)
    return len(pages)


def _url(site: Path, file: Path) -> str:
    return "/" + file.relative_to(site).as_posix().removesuffix("index.html")


def _repeated(anchors: dict[str, list[str]]) -> Iterator[Problem]:
    for url, ids in anchors.items():
        for name in {name for name in ids if ids.count(name) > 1}:
            yield Problem(f"site{url}", 1, f"anchor must stand once on the page: {name}")


def _missing(site: Path, anchors: dict[str, list[str]], answered: set[str]) -> Iterator[Problem]:
    for wanted in answered:
        url, _, anchor = wanted.partition("#")
        if url not in anchors and not (site / url.lstrip("/")).is_file():
            yield Problem(f"site{url}", 1, "page must have been built")
        elif anchor and anchor not in anchors[url]:
            yield Problem(f"site{url}", 1, f"anchor must be on the built page: {anchor}")


def _dead(site: Path, address: str, url: str, text: str, known: dict[str, set[str]]) -> Iterator[Problem]:
    base = urlsplit(address).path
    for link in {html.unescape(link) for link in LINK.findall(text)}:
        parts = urlsplit(urljoin(urljoin(address, url.lstrip("/")), link))
        if parts.scheme not in {"http", "https"} or parts.netloc != urlsplit(address).netloc:
            continue
        path = "/" + unquote(parts.path).removeprefix(base) if parts.path.startswith(base) else None
        if path is None or (path not in known and not (site / path.lstrip("/")).is_file()):
            yield Problem(f"site{url}", 1, f"link must lead to something: {link}")
        elif parts.fragment and path in known and unquote(parts.fragment) not in known[path]:
            yield Problem(f"site{url}", 1, f"link must lead to an anchor that exists: {link}")
