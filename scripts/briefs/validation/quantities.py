"""Read what a text counts, in order: years, days, and values with their units.

The lexicon lists the words of each language that count the same (명, people). A word may count several things.
A figure without a unit beside it is compared with everything its sentence names.
"""

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from briefs import LANGUAGES
from briefs.content.models import Lexicon
from briefs.text.dates import MONTHS
from briefs.validation.claims import find_days, find_figures, without_dates

YEAR = re.compile(r"(?:19|20)\d\d")
FOLLOWING = 7
"""The maximum number of words from an English figure to its unit: 100,000 more professional workers."""
PREPOSITION = re.compile(r"\b(?:in|for|of|to|from|at|by|on|per|a|was|were|is|are|left)\b")
"""Words after which the unit of a figure is no longer searched."""


DATE = rf"(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}|(?:19|20)\d\d\b(?!,\d))"
ENDS = {
    "en": re.compile(
        rf"(?:\b(?:until|till|through|(?<!up )to) |(?<=(?<!\d{3})\d)–)(?:the end of )?{DATE}"
        r"|\b(?:until|till|through|to) the (?:following year|next year|end)",
        re.IGNORECASE,
    ),
    "ko": re.compile(
        r"(?:(?<=[\d말])[일월년]?|[이다]듬?[해음] ?해?|(?<=\d일)|말)까지|(?<=[\d월일])[~∼–](?=\d{1,2}[일월])"
    ),
}
"""Words that end a period on a date: to 30 November, through 2026, 11월 30일까지, 2025~2026년."""


BEFORE = {"en": re.compile(r"(?:[\w-]+ ){0,3}$"), "ko": re.compile(r"(?:[가-힣]+ ?)?$")}
"""The words before a figure that may contain its bound."""
AFTER = {
    "en": re.compile(r"[\w -]{0,25}?\b(?:or|and) (?:more|fewer|less|longer|shorter|over|under|above|below)\b"),
    "ko": re.compile(r"[^,;.()]{0,10}"),
}
"""The words after a figure that may contain its bound."""


class Value(NamedTuple):
    """A figure and the lexicon's entries of what it may count; `near`: the unit is beside it."""

    figure: str
    units: frozenset[str]
    near: bool
    beside: str = ""
    """The figure with the words beside it, which may contain its bound."""
    around: str = ""
    """The text from the previous figure to the next."""


class Quantities(NamedTuple):
    """The quantities in a text."""

    years: list[str]
    days: list[tuple[str, str]]
    """Each month and day, with its year if given or taken from the previous date."""
    values: list[Value]
    units: frozenset[str]
    ends: int
    """The number of periods that end on a date."""


class QuantityReader:
    """The lexicon's units prepared for reading figures."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.entries = [entry for entry in lexicon.entries if entry.kind == "unit"]

    @cached_property
    def _units(self) -> dict[str, dict[str, frozenset[str]]]:
        """Return each form of each language with its entries."""
        found: dict[str, dict[str, set[str]]] = {language: {} for language in LANGUAGES}
        for entry in self.entries:
            for language in LANGUAGES:
                for form in getattr(entry, language):
                    found[language].setdefault(form.lower(), set()).add(entry.id)
        return {language: {form: frozenset(ids) for form, ids in forms.items()} for language, forms in found.items()}

    @cached_property
    def _words(self) -> dict[str, re.Pattern[str]]:
        found = {}
        for language, forms in self._units.items():
            choice = "|".join(map(re.escape, sorted(forms, key=len, reverse=True))) or "(?!)"
            found[language] = re.compile(rf"(?<![\w])(?:{choice})(?!\w)" if language == "en" else rf"(?:{choice})")
        return found

    def read(self, text: str, language: str) -> Quantities:
        """Return the quantities in a text."""
        plain = without_dates(text, language).lower() if language == "ko" else without_dates(text, language)
        found = list(find_figures(plain, language))
        years, values = [], []
        for number, (figure, start, end) in enumerate(found):
            limit = found[number + 1][1] if number + 1 < len(found) else len(plain)
            if YEAR.fullmatch(plain[start:end].strip(" ,")) and not self._counts(plain, end, limit, language):
                years.append(figure)
                continue
            value = self._value(plain, (start, end, limit), figure, language)
            before = found[number - 1][2] if number else 0
            beside = _words_beside(plain, (before, start, end, limit), language)
            values.append(value._replace(beside=beside, around=plain[before:limit]))
        named = [
            unit for match in self._words[language].finditer(plain.lower()) for unit in self._unit(match, language)
        ]
        return Quantities(
            _without_repeats(years),
            _without_repeats(find_days(text, language), lambda day: day[0]),
            values,
            frozenset(named),
            len(ENDS[language].findall(text)),
        )

    def _counts(self, text: str, end: int, limit: int, language: str) -> bool:
        """Return whether a figure that could be a year counts something."""
        if language == "ko":
            return not re.match(r" ?(?:년|[~∼–-]|[·,;.()]|$|[은는이의도]|\d)", text[end:])
        match = self._words[language].match(text[end:limit].lower().lstrip())
        return bool(match)

    def _value(self, text: str, span: tuple[int, int, int], figure: str, language: str) -> Value:
        """Return a figure with the units beside it, or else with all units that its sentence names before it."""
        start, end, limit = span
        if figure.endswith("%"):
            return Value(figure, frozenset({"percent"}), True)
        behind = re.split(r"[,;:.()]", text[end:limit], maxsplit=1)[0].lower()
        if language == "ko":
            match = self._words["ko"].match(behind.lstrip())
            return Value(figure, self._unit(match, "ko") if match else frozenset(), bool(match))
        behind = PREPOSITION.split(behind, maxsplit=1)[0]
        words = " ".join(re.split(r"[\s-]+", behind.strip(" -"))[:FOLLOWING])
        match = self._words["en"].search(words)
        if match:
            return Value(figure, self._unit(match, "en"), True)
        sentence = re.split(r"[.!?] ", text[:start].lower())[-1]
        units = [unit for one in self._words["en"].finditer(sentence) for unit in self._unit(one, "en")]
        return Value(figure, frozenset(units), False)

    def _unit(self, match: re.Match[str], language: str) -> frozenset[str]:
        return self._units[language][match[0]]


def _words_beside(text: str, span: tuple[int, int, int, int], language: str) -> str:
    """Return the words beside a figure that may contain its bound: 3 before it, and those after its unit."""
    before, start, end, limit = span
    words = BEFORE[language].search(text[before:start])
    behind = text[end:limit]
    if language == "ko" and limit < len(text):
        behind = BEFORE["ko"].sub("", behind)  # the bound of the next figure
    after = AFTER[language].match(behind)
    return (words[0] if words else "") + text[start:end] + (after[0] if after else "")


def _without_repeats(values: list[Any], key: Callable[[Any], str] = str) -> list[Any]:
    """Return a list without repeated neighbours."""
    return [value for number, value in enumerate(values) if not number or key(values[number - 1]) != key(value)]
