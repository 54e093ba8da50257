"""What the search reads: the texts of both languages, page by page, and the glossary's names of each page.

One document is one page in both languages, so that a query in either finds it; the browser's worker does the rest
(theme/assets/search-*.js). Nothing is prepared but text: what a reader may type is folded in one place, the worker.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefs import LANGUAGES
from briefs.load import Data
from briefs.model import Fact, Policy, Source, Text
from briefs.pages import Page
from briefs.problem import Problems
from briefs.terms import uses

INDEX = "assets/search.json"
WEIGHT = {"policy": 1.0, "source": 0.55, "theme": 0.5, "glossary": 0.4, "prose": 0.4}


def write(data: Data, pages: list[Page], site: Path) -> None:
    """Write the search's documents into the built site. Raises Problems for a term that leads to no page."""
    used = uses(data)
    lost = [number for number, term in enumerate(data.terms) if not used[term]]
    if lost:
        tree, names = data.trees["glossary"], list(data.terms)
        raise Problems(tree.problem(("terms", n, "id"), f"must be used by a page: {names[n]}") for n in lost)
    found = [_document(data, page) for page in pages if page.kind in WEIGHT]
    index = {"pages": [{**found_, "names": _names(data, found_["path"], used)} for found_ in found]}
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (site / INDEX).write_text(text, "utf-8", newline="\n")


def _document(data: Data, page: Page) -> dict[str, Any]:
    item = page.item
    theme = data.themes[item.theme].title if isinstance(item, Policy) else None
    return {
        "path": page.path,
        "weight": WEIGHT[page.kind],
        "title": _pair(page.title),
        "theme": _pair(theme) if theme else None,
        "parts": [{"at": at, "rank": rank, **_pair(text)} for at, rank, text in _parts(data, page)],
    }


def _parts(data: Data, page: Page) -> Iterator[tuple[str, float, Text]]:
    """The texts of a page below its title: anchor, rank and text."""
    item = page.item
    if page.kind == "glossary":
        for term in data.terms.values():
            yield term.id, 1.0, term.term
        return
    yield "", 2.0, page.description
    if isinstance(item, Policy):
        yield "", 1.5, item.concerns
        yield from ((point.id, 2.0, point.text) for point in item.points)
        yield from ((series.id, 1.5, series.title) for series in item.series)
    if isinstance(item, Source):
        for passage in item.passages:
            yield passage.id, 1.0, Text(en=passage.en, ko=passage.ko)
    facts: list[Fact] = item.facts if isinstance(item, Policy | Source) else []
    yield from ((fact.id, 1.0, fact.text) for fact in facts)


def _names(data: Data, path: str, used: dict[str, list[Policy | Source]]) -> list[dict[str, Any]]:
    """What else people call what a page is about: by the glossary, its codes and its other names."""
    names: list[dict[str, Any]] = []
    for item in data.policies.values():
        if item.path == path:
            names.append({"rank": 4.0, "en": [*item.aliases.en, *item.codes], "ko": item.aliases.ko})
    for term in data.terms.values():
        items = [item for item in used[term.id] if item.path == path]
        if items:
            near = 3.0 if items[0].id in term.policies else 1.0
            own = {
                language: [term.term[language], *term.others[language], *term.avoid[language]] for language in LANGUAGES
            }
            own["en"] += term.codes
            names.append({"rank": near, "term": _pair(term.term), **own})
    return names


def _pair(text: Text) -> dict[str, str]:
    return {"en": text.en, "ko": text.ko}
