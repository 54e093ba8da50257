"""Build the index in which the words of a query are looked up: for each word its pages, with weights."""

import functools
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from briefs import LANGUAGES
from briefs.content.models import Pair
from briefs.outputs.search.tokenizer import HANGUL, STOP_WORDS, split_words, word_key
from briefs.utils.console import show_progress

TITLE = 6.0  # the rank of a title's words
AGAIN = 0.1  # added to the rank of a word that a page repeats
SHORT = 3  # words of a name that people write as one
FINE = 5  # the weight of a page for a word is stored in fifths


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """A text that may answer a question: its kind, the text that results show, where it comes from, figures by year.

    A definition is loaded later than the text, with the sources.
    """

    kind: str
    text: Pair
    origin: list[Any] = field(default_factory=list)
    rows: list[tuple[int, int]] = field(default_factory=list)
    definition: Pair | None = None


@dataclass(frozen=True, slots=True)
class IndexedPart:
    """A text of a page, the weight of its words, its anchor ("" for none), and what it answers."""

    text: Pair
    rank: float
    at: str = ""
    answer: AnswerPart | None = None

    @property
    def shown(self) -> Pair:
        """The text that results show."""
        return self.answer.text if self.answer else self.text


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A page in both languages. `names`: its names with ranks; the weights: that of its title and names, and that of
    its parts, compared with other pages.
    """

    path: str
    named: float
    weight: float
    title: Pair
    theme: Pair | None
    parts: list[IndexedPart]
    names: list[tuple[str, float]]
    statements: tuple[Pair, ...] = ()


@dataclass(slots=True)
class IndexedWord:
    """A word of the site. `found`: for each page that contains it, page * 256 + weight in fifths."""

    text: str = ""
    found: "array[int]" = field(default_factory=lambda: array("I"))

    def pages(self) -> Iterator[tuple[int, int]]:
        """Return each page with its weight."""
        return (divmod(one, 256) for one in self.found)


def build_index(documents: list[SearchDocument]) -> dict[str, IndexedWord]:
    """Return the words of all documents sorted by key; pages are numbers in `documents`."""
    found: dict[str, IndexedWord] = defaultdict(IndexedWord)
    forms: Counter[str] = Counter()
    progress = show_progress("search")
    for number, document in enumerate(documents):
        for name, gain in _word_weights(document, forms).items():
            found[name].found.append(number * 256 + gain)
        progress(number + 1, len(documents))
    for form in sorted(forms, key=lambda form: (forms[form], form)):  # the most common last, so that it wins
        found[word_key(form)].text = form.replace(" ", "")  # 3만 5천: spaces separate words
    return dict(sorted(found.items()))


def _word_weights(document: SearchDocument, forms: Counter[str]) -> dict[str, int]:
    """Return the weight of the page for each word, by its key; `forms` counts the spellings."""
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


@functools.cache  # the glossary's names are repeated on many pages
def name_words(name: str) -> list[str]:
    """Return the words of a name, without stop words unless little else is left (what is new).

    A short Korean name is also one word.
    """
    whole = split_words(name)
    telling = [word for word in whole if word not in STOP_WORDS]
    found = telling if 2 * len(telling) >= len(whole) else whole
    korean = [word for word in found if HANGUL.match(word)]
    return [*found, "".join(korean)] if 1 < len(korean) == len(found) <= SHORT else found
