"""Check the words of our own texts: avoided words, and acronyms that must be spelt out at first use."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from briefs import LANGUAGES
from briefs.content.data_file import DataFile
from briefs.content.models import Passage, Term, Text
from briefs.content.site_data import Data
from briefs.content.yaml_reader import Location
from briefs.errors import Problem

Avoided: TypeAlias = tuple[Term, str, str, re.Pattern[str]]


def check_avoided_words(data: Data) -> Iterator[Problem]:
    """Yield a problem for each word in our texts that the glossary avoids.

    Quotations, passages and the names of sources are exempt; so is the glossary, which explains these words.
    """
    avoided = [
        (term, language, word, _word_pattern(word, language))
        for term in data.terms.values()
        for language in LANGUAGES
        for word in term.avoid[language]
    ]
    for key, file in data.files.items():
        if key not in {"glossary", "references"}:
            quoted = _quoted_texts(data, key)
            for place, pair in file.texts():
                if place[0] not in {"passages", "aliases"} and place[:2] not in quoted:
                    yield from _avoided_problems(file, place, pair, avoided)


def _quoted_texts(data: Data, key: str) -> set[Location]:
    points = getattr(data.files[key].shape, "points", [])
    return {("points", number) for number, point in enumerate(points) if point.quoted}


def _avoided_problems(
    file: DataFile, place: Location, pair: Text | Passage, avoided: list[Avoided]
) -> Iterator[Problem]:
    low = {language: pair[language].lower() for language in LANGUAGES}
    for term, language, word, pattern in avoided:
        if word.lower() in low[language] and pattern.search(pair[language]):
            message = f"must say {term.term[language]} or the like, not: {word}"
            yield file.problem((*place, language), message)


def _word_pattern(word: str, language: str) -> re.Pattern[str]:
    edge = r"\b" if language == "en" else ""
    return re.compile(f"{edge}{re.escape(word)}{edge}", re.IGNORECASE)


def check_acronyms(data: Data) -> Iterator[Problem]:
    """Yield a problem for each organisation's acronym that is not in brackets after its name at first use on a page."""
    acronyms = {
        name: term
        for term in data.terms.values()
        if term.kind == "organisation"
        for name in term.others.en
        if re.fullmatch("[A-Z]{3,6}", name)
    }
    for policy in data.policies.values():
        file = data.file_of(policy)
        texts = _page_texts(file)
        for language in LANGUAGES:
            for acronym, term in acronyms.items():
                place, text = _first_use(texts, language, acronym)
                if text and f"({acronym})" not in text:
                    message = (
                        f"must spell out {acronym} at its first use on the page: {term.term[language]} ({acronym})"
                    )
                    yield file.problem((*place, language), message)


def _page_texts(file: DataFile) -> list[tuple[Location, Text | Passage]]:
    order = ("summary", "short", "concerns", "points", "since", "series", "facts", "not_stated")
    texts = [(place, pair) for place, pair in file.texts() if place[0] in order]
    return sorted(texts, key=lambda entry: order.index(str(entry[0][0])))


def _first_use(texts: list[tuple[Location, Text | Passage]], language: str, acronym: str) -> tuple[Location, str]:
    """Return the text of a policy's page that first uses an acronym."""
    for place, pair in texts:
        if acronym in pair[language] and re.search(rf"(?<![A-Za-z]){acronym}(?![A-Za-z])", pair[language]):
            return place, pair[language]
    return (), ""
