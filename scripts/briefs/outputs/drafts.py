"""Write what a draft is compared with in the browser: sentences, points, facts, series, terms, and their names.

The patterns by which figures, dates and codes are read are those of validation/claims.py, for JavaScript. The rest is
done in theme/assets/drafts/.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from briefs import LANGUAGES
from briefs.content.models import Pair, Policy, Series, Source
from briefs.content.site_data import Data
from briefs.outputs.context import BuildContext
from briefs.outputs.search.answers import name_origin
from briefs.outputs.search.questions import question_words
from briefs.text.dates import MONTHS
from briefs.text.patterns import CODE
from briefs.urls.pages import Page
from briefs.utils.text_files import write_text
from briefs.validation import claims

FILE = "assets/drafts.json"
WORD_END = r"(?:(?<=[\p{L}\p{N}_])(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_])(?=[\p{L}\p{N}_]))"
"""`\\b` of Python, for which Hangul is a word."""
GREEDY = re.compile(r"(\(\?:[^()]*\))\*\+")
"""A group repeated without going back, which JavaScript has no sign for."""


def write_drafts(context: BuildContext) -> None:
    """Write the file that the page `check/` fetches."""
    text = json.dumps(draft_data(context.data, context.pages), ensure_ascii=False, separators=(",", ":"))
    write_text(context.site / FILE, text)


def draft_data(data: Data, pages: list[Page]) -> dict[str, Any]:
    """Return everything that a draft is compared with."""
    listed = [page for page in pages if page.kind in ("policy", "source", "glossary")]
    publishers: dict[tuple[str, str], int] = {}
    places = []
    for number, page in enumerate(listed):
        for kind, anchor, text, origin in _page_places(data, page):
            named = [publishers.setdefault((one.en, one.ko), len(publishers)) for one in origin[2:]]
            places.append([number, kind, anchor, text.en, text.ko, [*origin[:2], *named]])
    words = question_words(data)
    return {
        "rules": claim_rules(),
        "same": [[one["en"], one["ko"], int(bool(one.get("only")))] for one in words["same"]],
        "pages": [[page.path, page.title.en, page.title.ko] for page in listed],
        "places": places,
        "rows": _series_rows(listed),
        "names": list(_names(data, listed)),
        "publishers": [*publishers],
    }


def claim_rules() -> dict[str, Any]:
    """Return the rules of validation/claims.py for JavaScript."""

    def both(patterns: dict[str, re.Pattern[str]]) -> dict[str, str]:
        return {language: browser_pattern(patterns[language]) for language in LANGUAGES}

    return {
        "months": MONTHS,
        "scales": {name: str(number) for name, number in claims.SCALES.items()},
        "myriads": sorted(claims.MYRIAD_UNITS),
        "address": browser_pattern(claims.ADDRESS),
        "event": browser_pattern(claims.EVENT),
        "code": browser_pattern(CODE),
        "dates": both(claims.DATES),
        "numbers": both(claims.NUMBERS),
        "about": both(claims.ABOUT),
    }


def browser_pattern(pattern: re.Pattern[str]) -> str:
    """Return a pattern for JavaScript (flag `u`)."""
    text = pattern.pattern.replace("(?P<", "(?<").replace(r"\b", WORD_END).replace(r"\w", r"[\p{L}\p{N}_]")
    text = text.replace(r"[[\p{L}\p{N}_]-]", r"[\p{L}\p{N}_\-]")
    return GREEDY.sub(r"(?=(?<all>\1*))\\k<all>", text)


def _page_places(data: Data, page: Page) -> Iterator[tuple[str, str, Pair, tuple[Any, ...]]]:
    """Return the kind, anchor, text and origin of everything on a page that a sentence may be compared with."""
    item = page.item
    if page.kind == "glossary":
        for term in data.terms.values():
            names = {one: ", ".join([term.term[one], *term.others[one], *term.codes]) for one in LANGUAGES}
            text = {one: f"{names[one]}: {term.definition[one]}" for one in LANGUAGES}
            yield "term", term.id, Pair(**text), ("", 3)
    if isinstance(item, Source):
        for said in item.passages:
            yield "sentence", said.id, Pair(en=said.en, ko=said.ko), ("", 3)
    if isinstance(item, Policy):
        for point in item.points:
            yield "point", point.id, point.text, ("", 3)
        for series in item.series:
            text = {one: f"{series.title[one]}: {series.unit[one]}" for one in LANGUAGES}
            references = dict.fromkeys(name for row in series.values for name in row.references)
            yield "series", series.id, Pair(**text), name_origin(data, references, series.as_of)
    if isinstance(item, Policy | Source):
        for fact in item.every_fact:
            yield "fact", fact.id, fact.text, name_origin(data, fact.references, fact.as_of)


def _series_rows(pages: list[Page]) -> dict[str, list[list[Any]]]:
    """Return the figures of each series by the path of its page and its name."""
    found = {}
    for page in pages:
        for series in page.item.series if isinstance(page.item, Policy) else []:
            found[f"{page.path}#{series.id}"] = _rows(series)
    return found


def _rows(series: Series) -> list[list[Any]]:
    """Return the period and value of each row, and its note in each language if it has one."""
    return [
        [str(row.period), row.value, *([row.note.en, row.note.ko] if row.note else [])]
        for row in series.values
        if row.value is not None
    ]


def _names(data: Data, pages: list[Page]) -> Iterator[list[Any]]:
    """Return the names of each policy and term: the pages that are about it, and its forms in each language."""
    coded = {code for term in data.terms.values() for code in term.codes}
    numbers = {page.item.id: number for number, page in enumerate(pages) if page.item}
    for number, page in enumerate(pages):
        item = page.item
        if isinstance(item, Policy):
            forms = [
                [item.title[one], *([item.short[one]] if item.short else []), *item.aliases[one]] for one in LANGUAGES
            ]
            codes = [code for code in item.codes if code not in coded]
            yield [[number], *(one + codes for one in forms)]
    for term in data.terms.values():
        named = [item.id for item in data.policies.values() if set(item.codes) & set(term.codes)]
        about = [numbers[name] for name in (named if term.codes else term.policies[:1]) if name in numbers]
        forms = [
            list(dict.fromkeys([term.term[one], *term.others[one], *term.searched[one], *term.codes]))
            for one in LANGUAGES
        ]
        yield [about, *forms, term.kind]
