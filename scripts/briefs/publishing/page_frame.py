"""Adapt the page around the content: what Material's templates lack or have too much."""

import html
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2

from briefs import LANGUAGES
from briefs.content.site_data import Data

UNUSED_FILES = ("assets/javascripts/", "assets/images/", "search/")
"""Files of Material that no page uses: its scripts (ours are smaller), its icon, its search."""
WIDE_KINDS = ("home", "policies", "figures", "source", "parallel", "search", "pack", "check")
"""Kinds of pages that need the full width: their navigation is in the drawer only."""
HEADING = re.compile(
    r'<h2\b[^>]*?\sid="([^"]+)"[^>]*>(.*?)</h2>|<section id="([^"]+)">.{0,300}?<h2>(.*?)</h2>', re.DOTALL
)
TAG = re.compile(r"<[^>]+>")

FIXES: tuple[tuple[str, str, str], ...] = (
    (
        r'<input class="md-toggle" data-md-toggle="drawer".*?<div data-md-component="skip">.*?</div>',
        '<a href="#content" class="md-skip">{skip}</a>\n'
        '<label class="md-overlay" for="frame--drawer" title="{menu}"></label>',
        "html-validate: an id begins with a letter (valid-id), a box is not completed (valid-autocomplete). The "
        "drawer's box is in the header, where the keyboard reaches it within a landmark; Material's search is not "
        "used; the link that skips to the content is on every page, and leads there, not to its first heading",
    ),
    (
        r'<div data-md-component="announce">\s*</div>\s*',
        "",
        "empty on the neutral pages",
    ),
    (
        r'<aside class="md-banner">',
        '<aside class="md-banner" aria-label="{notice}">',
        "a landmark has a name where there are several",
    ),
    (
        r'<button class="md-banner__button md-icon"',
        '<button type="button" class="md-banner__button md-icon" hidden',
        "html-validate: a button says its type; it needs a script, which shows it",
    ),
    (
        r'<main class="md-main" data-md-component="main">',
        '<div class="md-main">',
        "its side bars are no main content; that is ours, inside it",
    ),
    (
        r"__palette_?",
        "palette--",
        "html-validate: an id begins with a letter (valid-id)",
    ),
    (r'<div class="md-dialog".*?</div>\s*</div>\s*', "", "for messages of Material's script, which is not used"),
    (
        r'(<nav class="md-(?:path|footer__inner)[^>]*") >',
        r"\1>",
        "html-validate: no space before the end of a tag",
    ),
)
"""Changes outside of Material's blocks: the text to replace, its replacement, and why."""
COMPILED_FIXES = [(re.compile(found, re.DOTALL), put) for found, put, _ in FIXES]


class Templates(jinja2.FileSystemLoader):
    """Templates of which those in hidden folders, such as Material's icons, are found but not listed."""

    def list_templates(self) -> list[str]:
        """Return every template's name, except hidden ones."""
        found = set()
        for folder in self.searchpath:
            for path, folders, files in os.walk(folder):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found |= {(Path(path) / name).relative_to(folder).as_posix() for name in files}
        return sorted(found)


def page_contents(page: str) -> Iterator[tuple[str, str]]:
    """Return the anchors of a page with their headings as text."""
    for match in HEADING.finditer(page):
        name, heading = (match[1], match[2]) if match[1] else (match[3], match[4])
        yield name, html.unescape(TAG.sub("", heading)).strip()


def page_words(data: Data, language: str) -> dict[str, str] | None:
    """Return the texts that are put into a page of this language; none for the neutral pages."""
    names = {"menu": "menu", "skip": "skip", "notice": "notice_label"}
    if language not in LANGUAGES:
        return None
    return {name: html.escape(data.words[word][language]) for name, word in names.items()}


def name_schemes(palette: Any, given: list[str], data: Data, language: str) -> None:
    """Name the colour schemes that mkdocs.yml does not name (`given`), in the page's language."""
    words = data.words.in_language(language if language in LANGUAGES else "en")
    for option, own in zip(palette if isinstance(palette, list) else [], given, strict=False):
        kind = "usual" if option.get("scheme") == "auto" else "dark" if option.get("scheme") == "slate" else "light"
        if isinstance(option.get("toggle"), dict):
            option["toggle"]["name"] = own or f"{words['colours']}: {words[f'colours_{kind}']}"


def fix_page(page: str, words: dict[str, str] | None) -> str:
    """Return a page of Material's templates, corrected for the content-security policy and HTML validation.

    `words` are the texts of the page's language; without them, on neutral pages, elements that need them are left out.
    """
    for pattern, put in COMPILED_FIXES:
        worded = "{" in put
        page = pattern.sub((put.format(**words) if words else "") if worded else put, page)
    before, within, after = _split_page(page)
    within = within if "<pre" in within else _strip_whitespace(within)  # what is preformatted keeps its lines
    return f"{_strip_whitespace(before)}{within}{_strip_whitespace(after)}"


def _split_page(page: str) -> tuple[str, str, str]:
    """Return the parts before, in and after the content, without the outer main's end tag."""
    start = page.index('<main class="md-content')
    end = page.index("</main>", start)
    before, _, after = page[end:].rpartition("</main>")
    return page[:start], page[start:end], f"{before}</div>{after}"


def _strip_whitespace(markup: str) -> str:
    """Return markup without indents and empty lines, which are a third of the frame."""
    return "\n".join(line for line in map(str.strip, markup.split("\n")) if line) + "\n"
