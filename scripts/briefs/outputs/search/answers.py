"""Prepare the texts from which the search answers a question: facts, figures by year, terms, and what is not stated.

Beside its text each has what the answer shows: the year, the sources, their kind and the day. The rest is done in the
browser (theme/assets/search/answers.js).
"""

from collections.abc import Iterable
from typing import Any

from briefs import LANGUAGES
from briefs.content.models import Fact, Pair, Policy, Reference, Series, Source, Term
from briefs.content.site_data import Data
from briefs.outputs.search.index import AnswerPart

MOST = 2  # publishers that an answer names
KINDS = ("official", "press", "secondary")  # the most certain first


def fact_answer(data: Data, item: Policy | Source, fact: Fact) -> AnswerPart:
    """Return what an answer from a fact shows beside its text."""
    return AnswerPart(
        "key" if _is_key(item, fact) else "fact", fact.text, [name_origin(data, fact.references, fact.as_of)]
    )


def series_answer(data: Data, item: Policy, series: Series) -> AnswerPart:
    """Return the figures of a series; its text is title and unit, in two lines."""
    rows = [row for row in series.values if row.value is not None]
    origin = [name_origin(data, row.references, series.as_of) for row in rows]
    figures = [(row.period, row.value) for row in rows if row.value is not None]
    title, unit = series.title, series.unit
    text = Pair(en=f"{title.en}\n{unit.en}", ko=f"{title.ko}\n{unit.ko}")
    return AnswerPart("key-series" if _is_key(item, series) else "series", text, origin, figures)


def term_answer(term: Term, page: int) -> AnswerPart:
    """Return a term with its other names and codes, and its definition.

    `page` is the number of the page that is about it, -1 for none.
    """
    names = {language: ", ".join([term.term[language], *term.others[language], *term.codes]) for language in LANGUAGES}
    text = Pair(en=names["en"], ko=names["ko"])
    return AnswerPart("term", text, [page, *term.codes], definition=term.definition)


def _is_key(item: Policy | Source, part: Fact | Series) -> bool:
    return isinstance(item, Policy) and item.key == part.id


def name_origin(data: Data, references: Iterable[str], day: object) -> tuple[Any, ...]:
    """Return the day, the kind of the most certain source, and who published the sources."""
    found: list[Reference] = [data.references[name] for name in references]
    kind = min((KINDS.index(one.kind) for one in found), default=len(KINDS))
    publishers = dict.fromkeys(one.publisher for one in found if KINDS.index(one.kind) == kind)
    return (str(day), kind, *[*publishers][:MOST])
