"""Find the words of the lexicon in a text, in either language.

data/lexicon.yml lists words of one meaning side by side. The longest form wins, so that `no longer than` is a bound and
not a negation. A word that belongs to several entries needs a counterpart from any of them.
"""

import re
from functools import cached_property
from typing import NamedTuple

from briefs import LANGUAGES
from briefs.content.models import Lexicon

COUNTED = r"[\d십백천만억조%년월일명원곳개건점회배구대호주달간 ]"
"""What comes before a Korean bound: a figure or its counter."""
Roles = tuple[frozenset[str], frozenset[str]]
"""The entries of which a form needs a counterpart, and those for which it counts as one."""


class EntriesFound(NamedTuple):
    """The entries in a text.

    `asks`: the entries of each word that needs a counterpart. `answers`: all entries for which the text counts as a
    counterpart. `soft`: entries of words that only count as a counterpart.
    """

    asks: list[frozenset[str]]
    answers: set[str]
    soft: list[frozenset[str]]

    def count_words(self, entry: str) -> tuple[int, int]:
        """Return how many words need a counterpart of an entry, and how many only count as one."""
        return sum(entry in asked for asked in self.asks), sum(entry in found for found in self.soft)

    def restrict_to(self, entries: frozenset[str]) -> "EntriesFound":
        """Return only the words whose entries are all among these."""
        return EntriesFound([asked for asked in self.asks if asked <= entries], self.answers, self.soft)

    def unanswered(self, other: "EntriesFound") -> list[str]:
        """Return the entries of this text's words without a counterpart in the other text."""
        return [" or ".join(sorted(asked)) for asked in dict.fromkeys(self.asks) if not asked & other.answers]


class Matcher:
    """The lexicon prepared for searching many texts."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.entries = [entry for entry in lexicon.entries if entry.kind != "unit"]
        self.counted = [entry.id for entry in self.entries if entry.kind in ("negation", "modality", "bound")]
        self.bounds = frozenset(entry.id for entry in self.entries if entry.kind == "bound")
        self.directions = frozenset(entry.id for entry in self.entries if entry.kind == "direction")
        self.opposites = {entry.id: entry.opposite for entry in self.entries if entry.opposite}

    def find_entries(self, text: str, language: str) -> EntriesFound:
        """Return the entries in a text in a language, `en` or `ko`."""
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
        """Return the entries of which a word needs a counterpart, and all for which it counts as one."""
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
        """Return each form of each language with the entries of which it needs a counterpart, and for which it counts
        as one.
        """
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
    """Return a form in lower case; `_` is a space, which YAML would not keep at the end."""
    return form.lower().replace("_", " ")


def _forms_pattern(forms: list[str], language: str) -> str:
    """Return a pattern for any of the forms, the longest first, grouped by first letter."""
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
    """Return the pattern of a form without its first letter: `*` any ending, `^` begin of a Korean word, `#` a figure.

    Latin letters within Korean must be separate words: `main` does not contain `AI`.
    """
    if language == "ko" and form.isascii() and form.isalpha():
        return f"(?<![a-z]{form[0]}){form[1:]}(?![a-z])"
    if form[0] == "^":
        return f"(?<![가-힣]{re.escape(form[1])})" + re.escape(form[2:])
    return re.escape(form[1:]).replace(r"\*", "[a-z]*").replace(r"\#", r"(?=\d)")
