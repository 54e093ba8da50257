"""The two languages say the same: same figures, dates, codes, addresses, placeholders and names.

That is all that is compared; whether the meaning is the same is for a reviewer. An exception is signed in the
item's data, with its reason.
"""

import re
from collections.abc import Iterator

from briefs.load import Data
from briefs.problem import Problem
from briefs.tokens import named_terms, names, tokens


def languages_agree(data: Data) -> Iterator[Problem]:
    """Each text states the same figures, dates, codes and names in both languages."""
    terms = named_terms(data.terms)
    for key, tree in data.trees.items():
        signed = {(entry.at, entry.check) for entry in data.exceptions(key)}
        for place, pair in tree.texts():
            english, korean = pair["en"], pair["ko"]
            compared = {
                "figures": (_figures(english, "en"), _figures(korean, "ko")),
                "names": (names(english, "en", terms), names(korean, "ko", terms)),
            }
            for check, (left, right) in compared.items():
                if left != right and (tree.name(place), check) not in signed:
                    yield tree.problem(
                        (*place, "ko"), f"must state the same {check} as the English: {_differ(left, right)}"
                    )


def exceptions_excuse(data: Data) -> Iterator[Problem]:
    """A signed exception names a text of its file and a check, and excuses something."""
    terms = named_terms(data.terms)
    for key, tree in data.trees.items():
        texts = {tree.name(place): pair for place, pair in tree.texts()}
        for number, entry in enumerate(data.exceptions(key)):
            place = ("exceptions", number)
            if entry.at not in texts:
                yield tree.problem((*place, "at"), f"must name a text of this file: {entry.at}")
                continue
            pair = texts[entry.at]
            checks = {
                "figures": _figures(pair["en"], "en") != _figures(pair["ko"], "ko"),
                "names": names(pair["en"], "en", terms) != names(pair["ko"], "ko", terms),
            }
            if entry.check not in checks:
                yield tree.problem((*place, "check"), f"must be one of {', '.join(checks)}: {entry.check}")
            elif not checks[entry.check]:
                yield tree.problem(place, f"must excuse something, and the two languages agree: {entry.at}")


def _figures(text: str, language: str) -> set[str]:
    return tokens(text, language) | set(re.findall(r"\{[a-z]+\}", text))


def _differ(english: set[str], korean: set[str]) -> str:
    sides = [("only in English", english - korean), ("only in Korean", korean - english)]
    return "; ".join(f"{side} {', '.join(sorted(words))}" for side, words in sides if words)
