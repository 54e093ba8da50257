"""Write the index files, which the browser's search loads as needed.

    search.json              the table of files, and the words that are compared with typing errors and other spellings
    search-<hash>/questions  the words of data/search.yml
    search-<hash>/words-<n>  for each word its pages, in the order of the words' keys
    search-<hash>/pages-<n>  the addresses of pages and their parts; the texts in each language beside it
    search-<hash>/sources-<n>, definitions-<n>  the sources that answers name; the definitions of terms

A small site has one file of words and a few of pages; a large one has more files of the same size.
"""

import hashlib
import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from briefs import LANGUAGES
from briefs.content.models import Pair
from briefs.outputs.search.index import IndexedWord, SearchDocument, build_index
from briefs.utils.text_files import write_text

KNOWN = 10_000  # words in search.json at most
POSTINGS = 8_000  # pages of words in one file of words, at least
NONE = ord("a")  # numbers are written as letters, from this one on
SINGLE_FILE_LIMIT = 64_000  # characters of all pages' texts that still make one file
TEXT = 8_000  # otherwise of one file, at least: a query loads the few pages that it shows

One = TypeVar("One")


def write_index(documents: list[SearchDocument], questions: dict[str, Any], site: Path) -> None:
    """Write every file below assets/; pages of equal rank are shown in the order of `documents`."""
    found = build_index(documents)
    known = _common_words(found)
    shards = list(_split_by_size(found.items(), lambda entry: len(entry[1].found), POSTINGS))
    sizes = [sum(len(part.text.en) + len(part.text.ko) for part in document.parts) for document in documents]
    least = TEXT if sum(sizes) > SINGLE_FILE_LIMIT else SINGLE_FILE_LIMIT
    chunks = list(_split_by_size(zip(documents, sizes, strict=True), lambda sized: sized[1], least))
    start = {
        "words": _front_code([word.text for name, word in found.items() if name in known]),
        "shards": [[shard[0][0], sum(name in known for name, _ in shard)] for shard in shards],
        "chunks": [len(chunk) for chunk in chunks],
        **_theme_numbers(documents),
        **_statement_numbers(documents),
        "fillers": questions.pop("fillers"),
    }
    files = itertools.chain(
        [("questions.json", _to_json(questions))],
        ((f"words-{n}.json", _encode_shard(shard, known)) for n, shard in enumerate(shards)),
        *(_encode_pages(n, [document for document, _ in chunk]) for n, chunk in enumerate(chunks)),
    )
    folder = _write_hashed_folder(files, site / "assets")
    write_text(site / "assets" / "search.json", _to_json({"folder": f"{folder}/", **start}))


def _write_hashed_folder(files: Iterable[tuple[str, str]], assets: Path) -> str:
    """Write the files into a folder named by the hash of their content, so that versions never mix."""
    new, digest = assets / "search-new", hashlib.sha256()
    new.mkdir(parents=True)
    for name, text in files:
        digest.update(text.encode())
        write_text(new / name, text)
    folder = f"search-{digest.hexdigest()[:10]}"
    new.rename(assets / folder)
    return folder


def _common_words(words: dict[str, IndexedWord]) -> set[str]:
    """Return the words that name pages best, or are on the most pages."""
    if len(words) <= KNOWN:
        return set(words)

    def standing(name: str) -> tuple[int, int, str]:
        return -max(gain for _, gain in words[name].pages()), -len(words[name].found), name

    return set(sorted(words, key=standing)[:KNOWN])


def _encode_shard(entries: list[tuple[str, IndexedWord]], known: set[str]) -> str:
    """Return a line for each word: alternately the distance to the next page and its weight, each number as a letter (a
    for none); and the word itself unless it is the next one of search.json.
    """
    told = []
    for name, word in entries:
        numbers, before = [], 0
        for page, gain in word.pages():
            numbers += [page - before, gain]
            before = page
        text = "" if name in known else f" {word.text}"
        told.append("".join(chr(NONE + number) for number in numbers) + text)
    return _to_json("\n".join(told))


def _front_code(texts: list[str]) -> str:
    """Return each word as the length of the beginning it shares with the word before (a letter, a for none) and the
    rest.
    """
    told = []
    for before, text in itertools.pairwise(["", *texts]):
        alike = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(before, text, strict=False))
        same = min(len(list(alike)), 25)
        told.append(chr(NONE + same) + text[same:])
    return " ".join(told)


def _encode_pages(number: int, documents: list[SearchDocument]) -> Iterator[tuple[str, str]]:
    """Return the files of the pages' texts: one of both languages, one of each, and one of what answers show."""
    yield f"pages-{number}.json", _to_json(_page_parts(documents))
    for language in LANGUAGES:
        yield f"pages-{number}.{language}.json", _to_json(_page_texts(documents, language))
        yield f"definitions-{number}.{language}.json", _to_json(_definitions(documents, language))
    yield f"sources-{number}.json", _to_json(_answer_origins(documents))


def _page_parts(documents: list[SearchDocument]) -> dict[str, list[Any]]:
    """Return what pages have in any language: addresses, anchors, the kinds of their parts, and figures by year."""
    return {
        "path": [document.path for document in documents],
        "at": [[part.at for part in document.parts] for document in documents],
        "kinds": [
            {number: [part.answer.kind, *part.answer.rows] for number, part in enumerate(document.parts) if part.answer}
            for document in documents
        ],
    }


def _answer_origins(documents: list[SearchDocument]) -> dict[str, list[Any]]:
    """Return what answers show beside the parts of pages; each source, and each publisher, is written once."""
    publishers: dict[Pair, int] = {}
    sources: dict[tuple[Any, ...], int] = {}

    def encode(value: Any) -> Any:
        if not isinstance(value, tuple):
            return value
        named = tuple(publishers.setdefault(one, len(publishers)) if isinstance(one, Pair) else one for one in value)
        return sources.setdefault(named, len(sources))

    origins = [
        {
            number: [encode(one) for one in part.answer.origin]
            for number, part in enumerate(document.parts)
            if part.answer
        }
        for document in documents
    ]
    return {"origins": origins, "sources": [*sources], "publishers": [_language_pair(name) for name in publishers]}


def _definitions(documents: list[SearchDocument], language: str) -> list[list[str]]:
    """Return the definitions of terms in a language, in the order of the pages' terms."""
    return [
        [part.answer.definition[language] for part in document.parts if part.answer and part.answer.definition]
        for document in documents
    ]


def _page_texts(documents: list[SearchDocument], language: str) -> list[list[str]]:
    """Return the texts of pages in a language: the title, then the parts."""
    return [
        [text[language] for text in (document.title, *(part.shown for part in document.parts))]
        for document in documents
    ]


def _theme_numbers(documents: list[SearchDocument]) -> dict[str, Any]:
    """Return the themes, and the number of each page's theme (-1 for none)."""
    themes = {document.theme.en: _language_pair(document.theme) for document in documents if document.theme}
    numbers = {name: number for number, name in enumerate(themes)}
    themed = [numbers[document.theme.en] if document.theme else -1 for document in documents]
    return {"themes": list(themes.values()), "themed": themed}


def _statement_numbers(documents: list[SearchDocument]) -> dict[str, Any]:
    """Return the statements, and the numbers of those that each page rests on; nothing if there is one statement."""
    statements = {title.en: _language_pair(title) for document in documents for title in document.statements}
    numbers = {name: number for number, name in enumerate(statements)}
    stated = [[numbers[title.en] for title in document.statements] for document in documents]
    return {"statements": list(statements.values()), "stated": stated} if statements else {}


def _language_pair(text: Pair) -> dict[str, str]:
    return {"en": text.en, "ko": text.ko}


def _split_by_size(things: Iterable[One], size: Callable[[One], int], least: int) -> Iterator[list[One]]:
    """Return the entries in lists, each closed when it has reached its size."""
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


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
