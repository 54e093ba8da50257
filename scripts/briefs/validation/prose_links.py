"""Check the links of hand-written pages; a broken one is reported with its line."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from briefs import LANGUAGES
from briefs.content.docs_files import list_files
from briefs.content.prose import Prose
from briefs.content.prose_html import Link
from briefs.errors import Problem
from briefs.urls.pages import Page, page_file

BUILT = re.compile(rf"site/({'|'.join(LANGUAGES)})/([a-z0-9-]+)/")


def find_broken(root: Path, prose: dict[str, Prose], pages: Iterable[Page]) -> Iterator[Problem]:
    """Yield a problem for each Markdown link to a missing page, file of docs/, or anchor of a hand-written page.

    Other links lead to generated files and are checked in the built pages.
    """
    pages = list(pages)
    files = set(list_files(root / "docs")[0])
    for language in LANGUAGES:
        sources = {page_file(page, language): page for page in pages}
        for page in prose.values():
            for link in page.links[language]:
                fault = "" if link.as_html else _link_fault(link, page, language, prose, sources, files)
                if fault:
                    yield Problem(f"docs/{page.name}.{language}.md", link.line, f"{fault}: {link.written}")


def _link_fault(
    link: Link, page: Prose, language: str, prose: dict[str, Prose], sources: dict[str, Page], files: set[str]
) -> str:
    """Return the problem of a link's target, if any."""
    source = re.sub(rf"(?:\.{language})?\.md$", f".{language}.md", link.path)
    localised = re.sub(r"(\.[^./]+)$", rf".{language}\1", link.path)
    if link.path and not link.path.endswith(".md"):
        return "" if {link.path, localised} & files else "link must lead to something"
    if link.path and source not in sources:
        return "link must lead to something"
    target = sources[source].path.rstrip("/") if link.path else page.name
    anchors = prose[target].targets[language] if target in prose else {link.anchor}
    return "link must lead to an anchor that exists" if link.anchor and link.anchor not in anchors else ""


def place_problems(problems: Iterable[Problem], prose: dict[str, Prose]) -> Iterator[Problem]:
    """Return the problems of built pages, with those of links in hand-written files moved to the line in the file."""
    for problem in problems:
        built = BUILT.fullmatch(problem.path)
        page = prose.get(built[2]) if built else None
        links = page.links[built[1]] if built and page else []
        fault, _, written = problem.message.partition(": ")
        parts = urlsplit(urljoin(problem.path.removeprefix("site"), written))
        target = unquote(parts.path).lstrip("/"), unquote(parts.fragment)
        found = next((link for link in links if built and _link_target(link, built[1], built[2]) == target), None)
        if found and built:
            path = f"docs/{built[2]}.{built[1]}.md"
            yield Problem(path, found.line, f"{fault}: {found.written}")
        else:
            yield problem


def _link_target(link: Link, language: str, name: str) -> tuple[str, str]:
    """Return the target of a link of the built page, from the site's root, and its anchor."""
    if link.as_html or (link.path and not link.path.endswith(".md")):
        return link.path, link.anchor
    page = re.sub(rf"(?:\.{language})?\.md$", "", link.path) or name
    folder = re.sub(r"(^|/)index$", "", page)
    return f"{language}/{folder}/".replace("//", "/"), link.anchor
