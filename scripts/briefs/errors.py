"""Problems of the data, and how they are printed."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """A problem of the data, at the place to correct.

    `message` reads "field must ...: value"; printed as `path:line: message`.
    """

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return "".join(map(_printable, f"{self.path}:{self.line}: {self.message}"))


def _printable(char: str) -> str:
    """Return a character for the terminal, escaped if it is a line break or not printable."""
    if char.isprintable() or unicodedata.category(char) not in {"Cc", "Cs", "Cf", "Zl", "Zp"}:
        return char
    return char.encode("unicode_escape").decode("ascii")


class Problems(Exception):
    """All problems of a stage; raised before anything is written."""

    def __init__(self, problems: Iterable[Problem], in_order: bool = False) -> None:
        """Sort the problems by path and line, unless they are `in_order` already."""
        self.problems = list(problems) if in_order else sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type["Problems"], tuple[list[Problem], bool]]:
        """Support pickling, so that problems of a worker process reach this one."""
        return Problems, (self.problems, True)


def quoted_value(value: object, limit: int = 80) -> str:
    """Return a value for a problem: quoted as Python does, control characters escaped, shortened."""
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
