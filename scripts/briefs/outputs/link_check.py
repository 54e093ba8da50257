"""Check every link and anchor of the built HTML; raw HTML is not covered by MkDocs' strict mode."""

import functools
import html
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from briefs.errors import Problem, Problems
from briefs.utils.parallel import run_parallel

Target = tuple[str, str]
"""Where a link leads: the path from the site's root, and the anchor.

The path is empty when it is above the site's root, and ELSEWHERE when it is on another site.
"""
ELSEWHERE = "elsewhere"
# Each begins with literal letters and looks behind them, which is five times as fast.
LINK = re.compile(r'="(?:(?<=\shref=")|(?<=\ssrc=")|(?<=\saction="))([^"]*)"')
ANCHOR = re.compile(r'id="(?<=\sid=")([^"]*)"')
PLAIN = re.compile(r"(?!/)(?:(?!\.\.?/)[\w.-]+/)*(?:[\w-]+\.[\w.-]+)?(?:#[a-z0-9-]*)?", re.ASCII)


def check_links(site: Path, address: str, site_urls: set[str]) -> int:
    """Check every link of every HTML file below `site`, and every address of the site; return the number of files.

    `address` is the site's absolute web address. Raises Problems.
    """
    files = sorted(site.rglob("*.html"))
    parts = [files[begin :: os.cpu_count() or 1] for begin in range(os.cpu_count() or 1)]
    anchors: dict[str, list[str]] = {}
    wanted: set[Target] = set()
    for ids, targets in run_parallel([functools.partial(_scan_pages, site, part, address) for part in parts]):
        anchors |= ids
        wanted |= targets
    known = {url: set(ids) for url, ids in anchors.items()}
    faults = {target: fault for target in wanted if (fault := _link_fault(site, target, known))}
    problems = [*_repeated_anchors(anchors), *_missing_addresses(site, anchors, site_urls)]
    problems += _link_problems(site, files, address, faults) if faults else []
    if problems:
        raise Problems(problems)
    return len(files)


def _scan_pages(site: Path, files: list[Path], address: str) -> tuple[dict[str, list[str]], set[Target]]:
    """Return the anchors of each file, and the targets of all links."""
    anchors, targets = {}, set()
    for file in files:
        url, text = _file_url(site, file), file.read_text("utf-8")
        anchors[url] = ANCHOR.findall(text)
        targets |= {_link_target(address, url, link) for link in set(LINK.findall(text))}
    return anchors, targets


def _file_url(site: Path, file: Path) -> str:
    return "/" + file.relative_to(site).as_posix().removesuffix("index.html")


def _repeated_anchors(anchors: dict[str, list[str]]) -> Iterator[Problem]:
    for url, ids in anchors.items():
        for name in {name for name in ids if ids.count(name) > 1} if len(set(ids)) < len(ids) else ():
            yield Problem(f"site{url}", 1, f"anchor must be unique on the page: {name}")


def _missing_addresses(site: Path, anchors: dict[str, list[str]], site_urls: set[str]) -> Iterator[Problem]:
    for wanted in site_urls:
        url, _, anchor = wanted.partition("#")
        if url not in anchors and not (site / url.lstrip("/")).is_file():
            yield Problem(f"site{url}", 1, "page must have been built")
        elif anchor and anchor not in anchors[url]:
            yield Problem(f"site{url}", 1, f"anchor must be on the built page: {anchor}")


def _link_fault(site: Path, target: Target, known: dict[str, set[str]]) -> str:
    """Return the problem of a link's target, if any."""
    path, fragment = target
    if path not in known and path != ELSEWHERE and not (path and (site / path.lstrip("/")).is_file()):
        return "link must lead to something"
    if fragment and path in known and fragment not in known[path]:
        return "link must lead to an anchor that exists"
    return ""


def _link_problems(site: Path, files: list[Path], address: str, faults: dict[Target, str]) -> Iterator[Problem]:
    """Yield a problem for each page with a broken link, with the link as it is written."""
    for file in files:
        url = _file_url(site, file)
        for link in sorted(set(LINK.findall(file.read_text("utf-8")))):
            fault = faults.get(_link_target(address, url, link))
            if fault:
                yield Problem(f"site{url}", 1, f"{fault}: {html.unescape(link)}")


def _link_target(address: str, url: str, link: str) -> Target:
    """Return the target of a link; `link` is as in the page's HTML."""
    root = address if link.startswith(address) else "../" * (url.count("/") - 1)
    if root and link.startswith(root) and (target := _root_link_target(link[len(root) :])):
        return target  # most links, and the same on many pages
    if link.startswith("#"):
        return url, unquote(html.unescape(link[1:]))
    base, link = urlsplit(address).path, html.unescape(link)
    own = base + link.removeprefix(address) if link.startswith(address) else link
    parts = urlsplit(urljoin(base + url.lstrip("/"), own))
    if parts.scheme or parts.netloc:
        return ELSEWHERE, ""
    inside = "/" + unquote(parts.path).removeprefix(base) if parts.path.startswith(base) else ""
    return inside, unquote(parts.fragment)


@functools.cache
def _root_link_target(link: str) -> Target | None:
    """Return the target of a simple link from the site's root; None for other links."""
    if not PLAIN.fullmatch(link):
        return None
    path, _, fragment = link.partition("#")
    return f"/{path}", fragment
