"""Collect the search documents: the texts of both languages, page by page, and the glossary's names of each page.

One document is one page in both languages, so that a query in either finds it, shown in the reader's language.
`index` converts documents to words, `shards` writes files; the browser does the rest (theme/assets/search/).
"""

from collections import defaultdict
from collections.abc import Iterator

from briefs import LANGUAGES
from briefs.content.models import Pair, Policy, Series, Source, Term
from briefs.content.prose import Prose
from briefs.content.site_data import Data
from briefs.outputs.context import BuildContext
from briefs.outputs.search import shards
from briefs.outputs.search.answers import fact_answer, series_answer, term_answer
from briefs.outputs.search.index import AnswerPart, IndexedPart, SearchDocument
from briefs.outputs.search.questions import question_words
from briefs.text.glossary import term_usage
from briefs.urls.pages import Page

# Weights of a page by its names and by its other texts, compared with pages with the same words: policies before the
# pages that only mention, list or explain them.
WEIGHT = {"policy": (1.0, 1.0), "source": (1.0, 0.55), "parallel": (0.7, 0.3), "theme": (0.7, 0.5)}
OTHERS = (0.9, 0.4)
LEFT_OUT = ("home", "search", "history")
# Weights of words by their place.
ALIAS, TERM, TERM_TOO, MENTION = 4.0, 3.0, 2.6, 1.0
HEADING, SUMMARY, POINT, CONCERNS, FACT, OUTSIDE_FACT, UNSAID = 6.0, 2.0, 2.0, 1.5, 1.0, 0.8, 0.3


def write_search(context: BuildContext) -> None:
    """Write the search's files into the built site."""
    documents = search_documents(context.data, context.prose, context.pages)
    shards.write_index(documents, question_words(context.data), context.site)


def search_documents(data: Data, prose: dict[str, Prose], pages: list[Page]) -> list[SearchDocument]:
    """Return every page that can be found."""
    named = _terms_by_item(data)
    found = []
    left_out = {*LEFT_OUT, *(() if data.other_sources else ("sources",))}
    pages = [page for page in pages if page.kind not in left_out]
    numbers = {
        page.item.id: number for number, page in enumerate(pages) if page.kind in ("policy", "source") and page.item
    }
    for page in pages:
        theme = data.themes[page.item.theme].title if isinstance(page.item, Policy) else None
        parts = list(_page_parts(data, page, numbers))
        if page.kind == "prose":
            parts += [
                IndexedPart(text, HEADING, anchor) for anchor, text in prose[page.path.strip("/")].headings.items()
            ]
        names = [name for language in LANGUAGES for name in _page_names(data, page, named, language)]
        said: tuple[Pair, ...] = ()
        if data.other_sources and isinstance(page.item, Policy | Source):
            said = tuple(source.title for source in data.sources_of(page.item))
        found.append(SearchDocument(page.path, *WEIGHT.get(page.kind, OTHERS), page.title, theme, parts, names, said))
    return found


def _terms_by_item(data: Data) -> dict[str, list[Term]]:
    """Return the glossary's terms by the item that they lead to."""
    used = term_usage(data)
    named: dict[str, list[Term]] = defaultdict(list)
    for term in data.terms.values():
        for item in used[term.id]:
            named[item.id].append(term)
    return named


def _page_parts(data: Data, page: Page, numbers: dict[str, int]) -> Iterator[IndexedPart]:
    """Return the texts of a page below its title; `numbers` are those of policies and sources."""
    item = page.item
    yield IndexedPart(page.description, SUMMARY)
    if page.kind == "glossary":
        for term in data.terms.values():
            about = numbers.get(term.policies[0], -1) if term.policies else -1
            yield IndexedPart(term.term, FACT, term.id, term_answer(term, about))
    if page.kind == "policy" and isinstance(item, Policy):
        yield IndexedPart(item.concerns, CONCERNS)
        yield from (IndexedPart(point.text, POINT, point.id) for point in item.points)
        yield from (
            IndexedPart(_series_text(series), FACT, series.id, series_answer(data, item, series))
            for series in item.series
        )
    if page.kind == "source" and isinstance(item, Source):
        yield IndexedPart(item.office, CONCERNS)
        yield from (IndexedPart(Pair(en=said.en, ko=said.ko), FACT, said.id) for said in item.passages)
    if page.kind in ("policy", "source") and isinstance(item, Policy | Source):
        yield from (
            IndexedPart(fact.text, OUTSIDE_FACT, fact.id, fact_answer(data, item, fact)) for fact in item.every_fact
        )
        yield from (IndexedPart(text, UNSAID, "unsaid", AnswerPart("unsaid", text)) for text in item.not_stated)


def _series_text(series: Series) -> Pair:
    """Return a series in one line: its title, and the figure of each year."""
    values = ", ".join(f"{one.period} {one.value:,}" for one in series.values if one.value is not None)
    return Pair(en=f"{series.title.en}: {values}", ko=f"{series.title.ko}: {values}")


def _page_names(data: Data, page: Page, named: dict[str, list[Term]], language: str) -> Iterator[tuple[str, float]]:
    """Return other names of a page with their ranks: aliases, codes, glossary terms, names in data/words.yml."""
    item = page.item
    own = data.words.get(f"names_{page.path.strip('/') if page.kind == 'prose' else page.kind}")
    yield from ((name, ALIAS) for name in (own[language].split(", ") if own else []))
    if isinstance(item, Policy):
        yield from ((name, ALIAS) for name in [*item.aliases[language], *item.codes])
    if page.kind == "glossary":
        yield from ((name, FACT) for term in data.terms.values() for name in [*term.others[language], *term.codes])
    if item is None or page.kind not in ("policy", "source"):
        return
    for term in named[item.id]:
        if isinstance(item, Source) and item.id not in term.policies:
            continue  # a statement mentions everything; it is found by its own words
        others = [*term.others[language], *term.searched[language], *term.avoid[language], *term.codes]
        rank = MENTION if item.id not in term.policies else TERM if item.id == term.policies[0] else TERM_TOO
        yield from ((name, rank) for name in (term.term[language], *others))
