"""Every link and anchor of the built HTML is looked up, since raw HTML escapes MkDocs' strict mode."""

import html
import os
import posixpath
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from briefs.problem import Problem, Problems
from briefs.together import together

LINK = re.compile(r'\s(?:href|src|action)="([^"]*)"')
NOT_PLAIN = re.compile(r"[?%]|//|\.\.?(?:#|$)")
ELSEWHERE = "elsewhere"
ANCHOR = re.compile(r'\sid="([^"]*)"')


def check(site: Path, address: str, answered: set[str]) -> int:
    """Look up every link of every HTML file below `site`, and every address the site must answer to.

    `address` is the site's absolute web address. Out: the number of files. Raises Problems.
    """
    files = sorted(site.rglob("*.html"))
    parts = [files[begin :: os.cpu_count() or 1] for begin in range(os.cpu_count() or 1)]
    anchors = {url: ids for found in together([partial(_anchors, site, part) for part in parts]) for url, ids in found}
    problems = [*_repeated(anchors), *_missing(site, anchors, answered)]
    known = {url: set(ids) for url, ids in anchors.items()}
    for found in together([partial(_dead, site, part, address, known) for part in parts]):
        problems += found
    if problems:
        raise Problems(problems)
    return len(files)


def _url(site: Path, file: Path) -> str:
    return "/" + file.relative_to(site).as_posix().removesuffix("index.html")


def _anchors(site: Path, files: list[Path]) -> list[tuple[str, list[str]]]:
    return [(_url(site, file), ANCHOR.findall(file.read_text("utf-8"))) for file in files]


def _repeated(anchors: dict[str, list[str]]) -> Iterator[Problem]:
    for url, ids in anchors.items():
        for name in {name for name in ids if ids.count(name) > 1} if len(set(ids)) < len(ids) else ():
            yield Problem(f"site{url}", 1, f"anchor must stand once on the page: {name}")


def _missing(site: Path, anchors: dict[str, list[str]], answered: set[str]) -> Iterator[Problem]:
    for wanted in answered:
        url, _, anchor = wanted.partition("#")
        if url not in anchors and not (site / url.lstrip("/")).is_file():
            yield Problem(f"site{url}", 1, "page must have been built")
        elif anchor and anchor not in anchors[url]:
            yield Problem(f"site{url}", 1, f"anchor must be on the built page: {anchor}")


def _dead(site: Path, files: list[Path], address: str, known: dict[str, set[str]]) -> list[Problem]:
    problems = []
    for file in files:
        url = _url(site, file)
        for link in sorted(set(LINK.findall(file.read_text("utf-8")))):
            fault = _fault(site, address, url, html.unescape(link), known)
            problems += [Problem(f"site{url}", 1, fault)] if fault else []
    return problems


def _fault(site: Path, address: str, url: str, link: str, known: dict[str, set[str]]) -> str:
    """What is wrong with a link of a page, or nothing."""
    path, fragment = _target(address, url, link)
    if path not in known and not (path and (site / path.lstrip("/")).is_file()) and path != ELSEWHERE:
        return f"link must lead to something: {link}"
    if fragment and path in known and fragment not in known[path]:
        return f"link must lead to an anchor that exists: {link}"
    return ""


def _target(address: str, url: str, link: str) -> tuple[str, str]:
    """Where a link of a page leads: the path from the site's root, and the anchor.

    The path is empty when it is above the site's root, and ELSEWHERE when it is on another site.
    """
    if link.startswith("../") and not NOT_PLAIN.search(link):  # nearly all are so, and quickly resolved
        relative, _, fragment = link.partition("#")
        path = posixpath.normpath(posixpath.join("/site", posixpath.dirname(url.lstrip("/")), relative))
        inside = path.removeprefix("/site") if f"{path}/".startswith("/site/") else None
        return ("" if inside is None else inside + "/" * relative.endswith("/")), fragment
    base = urlsplit(address).path
    own = base + link.removeprefix(address) if link.startswith(address) else link
    parts = urlsplit(urljoin(base + url.lstrip("/"), own))
    if parts.scheme or parts.netloc:
        return ELSEWHERE, ""
    inside = "/" + unquote(parts.path).removeprefix(base) if parts.path.startswith(base) else ""
    return inside, unquote(parts.fragment)
