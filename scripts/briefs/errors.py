"""Complaints: one class, one way of printing them."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """A fault in the data, at the place where an editor mends it.

    `message` reads "field must ...: value"; printed as `path:line: message`.
    """

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return "".join(map(_printable, f"{self.path}:{self.line}: {self.message}"))


def _printable(char: str) -> str:
    """A character as a terminal may show it: what would end the line or is no character of a text, as an escape."""
    if char.isprintable() or unicodedata.category(char) not in {"Cc", "Cs", "Cf", "Zl", "Zp"}:
        return char
    return char.encode("unicode_escape").decode("ascii")


class Problems(Exception):
    """All complaints of a stage; raised so that the walk stops before anything is written."""

    def __init__(self, problems: Iterable[Problem], in_order: bool = False) -> None:
        """Sort the problems by path and line, unless they are `in_order` already."""
        self.problems = list(problems) if in_order else sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type["Problems"], tuple[list[Problem], bool]]:
        """So that complaints found in a process of its own reach this one."""
        return Problems, (self.problems, True)


def quoted_value(value: object, limit: int = 80) -> str:
    """A value as it stands in a complaint: quoted as Python does, control characters escaped, cut."""
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
