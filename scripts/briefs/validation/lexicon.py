"""Words of the lexicon in a text: which entries a text says, in either language.

data/lexicon.yml lists words of one meaning side by side. The longest form wins, so that `no longer than` is a bound and
no negation; a word that belongs to several entries asks for any of them.
"""

import re
from functools import cached_property
from typing import NamedTuple

from briefs import LANGUAGES
from briefs.content.models import Lexicon

COUNTED = r"[\d십백천만억조%년월일명원곳개건점회배구대호주달간 ]"
"""What a Korean bound follows: a figure or its counter."""
Roles = tuple[frozenset[str], frozenset[str]]
"""The entries that a form asks for, and those that it may stand for."""


class EntriesFound(NamedTuple):
    """What a text says: the entries that each of its words asks for, all that it answers, and what only answers."""

    asks: list[frozenset[str]]
    answers: set[str]
    soft: list[frozenset[str]]

    def count_words(self, entry: str) -> tuple[int, int]:
        """How many words ask for an entry, and how many only may stand for it."""
        return sum(entry in asked for asked in self.asks), sum(entry in found for found in self.soft)

    def restrict_to(self, entries: frozenset[str]) -> "EntriesFound":
        """Only the words that ask for nothing but some entries."""
        return EntriesFound([asked for asked in self.asks if asked <= entries], self.answers, self.soft)

    def unanswered(self, other: "EntriesFound") -> list[str]:
        """The entries that the words of this text ask for and the other text does not say."""
        return [" or ".join(sorted(asked)) for asked in dict.fromkeys(self.asks) if not asked & other.answers]


class Matcher:
    """The lexicon made ready for looking up words in many texts."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.entries = [entry for entry in lexicon.entries if entry.kind != "unit"]
        self.counted = [entry.id for entry in self.entries if entry.kind in ("negation", "modality", "bound")]
        self.bounds = frozenset(entry.id for entry in self.entries if entry.kind == "bound")
        self.directions = frozenset(entry.id for entry in self.entries if entry.kind == "direction")
        self.opposites = {entry.id: entry.opposite for entry in self.entries if entry.opposite}

    def find_entries(self, text: str, language: str) -> EntriesFound:
        """The entries that a text says in a language, `en` or `ko`."""
        asks: list[frozenset[str]] = []
        answers: set[str] = set()
        only: list[frozenset[str]] = []
        for match in self._patterns[language].finditer(text.lower()):
            hard, soft = self._roles(match[0], language)
            asks += [hard] if hard else []
            only += [soft - hard] if soft - hard else []
            answers |= soft
        return EntriesFound(asks, answers, only)

    def _roles(self, words: str, language: str) -> Roles:
        """The entries that words found in a text ask for, and all that they answer."""
        found = self._cache[language].get(words)
        if found is None:
            forms = self._forms[language]
            alike = [
                words,
                f"^{words}",
                f"#{words[1:]}",
                f"{words}#",
                *(f"{words[:n]}*" for n in range(2, len(words) + 1)),
            ]
            roles = [forms[form] for form in alike if form in forms]
            hard, soft = (frozenset().union(*(role[part] for role in roles)) for part in (0, 1))
            found = self._cache[language][words] = hard, hard | soft
        return found

    @cached_property
    def _cache(self) -> dict[str, dict[str, Roles]]:
        return {language: {} for language in LANGUAGES}

    @cached_property
    def _forms(self) -> dict[str, dict[str, tuple[set[str], set[str]]]]:
        """Each form of each language, with the entries that it asks for and those it may stand for."""
        found: dict[str, dict[str, tuple[set[str], set[str]]]] = {language: {} for language in LANGUAGES}
        for language, forms in found.items():
            for form in self.lexicon.set_aside[language]:
                forms[_normalise_form(form)] = set(), set()
            for entry in self.entries:
                for part, words in enumerate((getattr(entry, language), entry.also[language])):
                    for form in words:
                        forms.setdefault(_normalise_form(form), (set(), set()))[part].add(entry.id)
        return found

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {language: re.compile(_forms_pattern(list(forms), language)) for language, forms in self._forms.items()}


def _normalise_form(form: str) -> str:
    """A form in lower case; `_` is a space, which YAML would not keep at the end."""
    return form.lower().replace("_", " ")


def _forms_pattern(forms: list[str], language: str) -> str:
    """A pattern for any of the forms, the longest first; those that begin with one letter stand in one group."""
    groups: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        first = "#" if form[0] == "#" else form.lstrip("^")[0]
        groups.setdefault(first, []).append(_form_tail(form, language))
    counted = groups.pop("#", [])
    parts = [COUNTED + f"(?:{'|'.join(counted)})"] if counted else []
    parts += [re.escape(first) + f"(?:{'|'.join(rests)})" for first, rests in groups.items()]
    choice = "|".join(parts)
    return choice if language == "ko" else rf"(?<![\w-])(?:{choice})(?:(?<= )|(?!\w))"


def _form_tail(form: str, language: str) -> str:
    """A form without its first letter as a pattern: `*` ends a stem, `^` begins a Korean word, `#` is a figure.

    Latin letters within Korean stand by themselves: no `AI` is in `main`.
    """
    if language == "ko" and form.isascii() and form.isalpha():
        return f"(?<![a-z]{form[0]}){form[1:]}(?![a-z])"
    if form[0] == "^":
        return f"(?<![가-힣]{re.escape(form[1])})" + re.escape(form[2:])
    return re.escape(form[1:]).replace(r"\*", "[a-z]*").replace(r"\#", r"(?=\d)")
