"""Which page holds which word, and how much the page gains by it: what a query's words are looked up in."""

import functools
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefs import LANGUAGES
from briefs.content.models import Pair
from briefs.outputs.search.tokenizer import HANGUL, STOP_WORDS, split_words, word_key
from briefs.utils.console import show_progress

TITLE = 6.0  # the rank of a title's words
AGAIN = 0.1  # what the rank of a word gains that a page says again
SHORT = 3  # words of a name that people write as one
FINE = 5  # a page's gain by a word is kept in fifths


@dataclass(frozen=True, slots=True)
class IndexedPart:
    """A text of a page, how much its words count, and the anchor that leads to it ("" for none)."""

    text: Pair
    rank: float
    at: str = ""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A page in both languages. `names`: what people call it, with ranks; the weights: how much it counts by its title
    and names, and by its parts, beside other pages.
    """

    path: str
    named: float
    weight: float
    title: Pair
    theme: Pair | None
    parts: list[IndexedPart]
    names: list[tuple[str, float]]


@dataclass(slots=True)
class IndexedWord:
    """A word of the site. `found`: for each page that has it, page * 256 + what the page gains by it, in fifths."""

    text: str = ""
    found: "array[int]" = field(default_factory=lambda: array("I"))

    def pages(self) -> Iterator[tuple[int, int]]:
        """Each page, and what it gains."""
        return (divmod(one, 256) for one in self.found)


def build_index(documents: list[SearchDocument]) -> dict[str, IndexedWord]:
    """The words of all documents by their keys, in the order of the keys; pages by their place in `documents`."""
    found: dict[str, IndexedWord] = defaultdict(IndexedWord)
    forms: Counter[str] = Counter()
    progress = show_progress("search")
    for number, document in enumerate(documents):
        for name, gain in _word_weights(document, forms).items():
            found[name].found.append(number * 256 + gain)
        progress(number + 1, len(documents))
    for form in sorted(forms, key=lambda form: (forms[form], form)):  # the commonest last, and so kept
        found[word_key(form)].text = form.replace(" ", "")  # 3만 5천: words are kept apart by spaces
    return dict(sorted(found.items()))


def _word_weights(document: SearchDocument, forms: Counter[str]) -> dict[str, int]:
    """What the page gains by each word, by its key; `forms` counts how each is written."""
    named: dict[str, float] = {}
    said: dict[str, float] = {}
    for found, rank in _name_ranks(document):
        forms.update(found)
        for name in map(word_key, found):
            named[name] = max(rank, named.get(name, 0.0))
    for part in document.parts:
        for language in LANGUAGES:
            found = [word for word in split_words(part.text[language]) if word not in STOP_WORDS]
            forms.update(found)
            for name in set(map(word_key, found)):
                said[name] = max(part.rank, said[name]) + AGAIN if name in said else part.rank
    gains = {name: _weight(document.named, rank) for name, rank in named.items()}
    for name, rank in said.items():
        gains[name] = max(_weight(document.weight, rank), gains.get(name, 0))
    return gains


@functools.cache
def _weight(weight: float, rank: float) -> int:
    return round(FINE * weight * (1 + math.log2(rank + 1)))


def _name_ranks(document: SearchDocument) -> Iterator[tuple[list[str], float]]:
    for language in LANGUAGES:
        yield name_words(document.title[language]), TITLE
    for name, rank in document.names:
        yield name_words(name), rank


@functools.cache  # the glossary's names come again on page after page
def name_words(name: str) -> list[str]:
    """The words of a name, without idle ones unless it has little else (what is new).

    A short Korean one is looked for written as one, too.
    """
    whole = split_words(name)
    telling = [word for word in whole if word not in STOP_WORDS]
    found = telling if 2 * len(telling) >= len(whole) else whole
    korean = [word for word in found if HANGUL.match(word)]
    return [*found, "".join(korean)] if 1 < len(korean) == len(found) <= SHORT else found
