"""Files that the browser's search fetches by need: which page holds which word, and what each page says.

    search.json              where everything is, and the words among which slips and other spellings are looked for
    search-<hash>/words-<n>  for each word its pages, in the order of the words' keys
    search-<hash>/pages-<n>  the pages' texts

A small site has one file of words and a few of pages; a large one has more of the same, none of them larger.
"""

import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from briefs import LANGUAGES
from briefs.finish.search_words import HANGUL, key, words
from briefs.model import Text

KNOWN = 10_000  # words in search.json at most
POSTINGS = 8_000  # pages of words in one file of words, at least
TEXT = 24_000  # characters in one file of pages, at least
TITLE = 6.0  # the rank of a title's words
FINE = 5  # a page's gain by a word is kept in fifths

AGAIN = 0.1  # what a word gains that a page says again

One = TypeVar("One")
Ranks = dict[str, float]


@dataclass(frozen=True)
class Part:
    """A text of a page, how much its words count, and the anchor that leads to it ("" for none)."""

    text: Text
    rank: float
    at: str = ""


@dataclass(frozen=True)
class Document:
    """A page in both languages. `names`: what people call it, with ranks; the weights: how much it counts by its title
    and names, and by its parts, beside other pages.
    """

    path: str
    named: float
    weight: float
    title: Text
    theme: Text | None
    parts: list[Part]
    names: dict[str, list[tuple[str, float]]]


@dataclass
class Word:
    """A word of the site: the forms in which it is written, and what each page gains by it."""

    forms: Counter[str] = field(default_factory=Counter)
    pages: dict[int, float] = field(default_factory=dict)

    def text(self) -> str:
        """The commonest form: what is shown, and compared with what is typed."""
        return min(self.forms, key=lambda form: (-self.forms[form], form))


def write(documents: list[Document], site: Path) -> None:
    """Write every file below assets/; equal pages are shown in the order of `documents`."""
    index = sorted(_index(documents).items())
    known = _known(index)
    shards = list(_cut(index, lambda entry: len(entry[1].pages), POSTINGS))
    pages = [_shown(document) for document in documents]
    chunks = list(_cut(pages, lambda page: len(_json(page)), TEXT))
    files = {f"words-{n}.json": _json([_entry(*entry, known) for entry in shard]) for n, shard in enumerate(shards)}
    files |= {f"pages-{n}.json": _json(chunk) for n, chunk in enumerate(chunks)}
    folder = f"search-{hashlib.sha256(''.join(files.values()).encode()).hexdigest()[:10]}"
    start = {
        "folder": f"{folder}/",
        "words": " ".join(word.text() for name, word in index if name in known),
        "shards": [[shard[0][0], sum(name in known for name, _ in shard)] for shard in shards],
        "chunks": [len(chunk) for chunk in chunks],
        **_themes(documents),
    }
    assets = site / "assets"
    (assets / folder).mkdir(parents=True)
    (assets / "search.json").write_text(_json(start), "utf-8", newline="\n")
    for name, text in files.items():
        (assets / folder / name).write_text(text, "utf-8", newline="\n")


def _index(documents: list[Document]) -> dict[str, Word]:
    found: dict[str, Word] = defaultdict(Word)
    for number, document in enumerate(documents):
        named: dict[str, float] = {}
        said: dict[str, float] = {}
        for text, rank, ranks in _texts(document, named, said):
            for word in _said(text, rank):
                name = key(word)
                found[name].forms[word] += 1
                again = AGAIN if ranks is said and name in said else 0.0
                ranks[name] = max(ranks.get(name, 0.0), rank) + again
        for name in named | said:
            gains = (document.named * _gain(named.get(name)), document.weight * _gain(said.get(name)))
            found[name].pages[number] = max(gains) + AGAIN * min(gains)
    return found


def _gain(rank: float | None) -> float:
    return 0.0 if rank is None else 1 + math.log2(rank + 1)


def _texts(document: Document, named: Ranks, said: Ranks) -> Iterator[tuple[str, float, Ranks]]:
    """Each text of a page, the rank of its words, and whether they name the page or are said on it."""
    for language in LANGUAGES:
        yield document.title[language], TITLE, named
        yield from ((name, rank, named) for name, rank in document.names[language])
        yield from ((part.text[language], part.rank, said) for part in document.parts)


def _said(text: str, rank: float) -> set[str]:
    """The words of a text; Korean words that make up a name are looked for written as one, too."""
    found = words(text)
    korean = [word for word in found if HANGUL.match(word)]
    joined = ["".join(korean)] if rank > 2.5 and 1 < len(korean) == len(found) else []
    return {*found, *joined}


def _known(index: list[tuple[str, Word]]) -> set[str]:
    """The words that name a page best, or stand on the most pages."""
    best = sorted(index, key=lambda entry: (-max(entry[1].pages.values()), -len(entry[1].pages), entry[0]))
    return {name for name, _ in best[:KNOWN]}


def _entry(name: str, word: Word, known: set[str]) -> list[Any]:
    """A word (0: the next one of search.json), then by turns how many pages further on and what that page gains."""
    entry: list[Any] = [0 if name in known else word.text()]
    before = 0
    for page, gain in word.pages.items():
        entry += [page - before, round(gain * FINE)]
        before = page
    return entry


def _shown(document: Document) -> dict[str, Any]:
    """A page as the results show it."""
    parts = [[part.at, part.text.en, part.text.ko] for part in document.parts]
    return {"path": document.path, "title": document.title.model_dump(), "parts": parts}


def _themes(documents: list[Document]) -> dict[str, Any]:
    """The themes, and the number of each page's theme (-1 for none)."""
    themes: list[Text] = list({theme.en: theme for document in documents if (theme := document.theme)}.values())
    numbers = [themes.index(document.theme) if document.theme else -1 for document in documents]
    return {"themes": [theme.model_dump() for theme in themes], "themed": numbers}


def _cut(things: Iterable[One], size: Callable[[One], int], least: int) -> Iterator[list[One]]:
    """The things in lists, each closed when it has reached its size."""
    held: list[One] = []
    total = 0
    for thing in things:
        held.append(thing)
        total += size(thing)
        if total >= least:
            yield held
            held, total = [], 0
    if held:
        yield held


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
