"""Read and check the files of data/locks/, which commands write."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefs.content.yaml_reader import read_within_data
from briefs.errors import Problem, Problems, quoted_value
from briefs.utils.characters import character_problems

MOST_BYTES = 100_000_000
"""Enough for a million addresses; a larger file is a mistake."""


@dataclass(frozen=True)
class LockFile:
    """A file that a command writes: below its `head`, each line has the `form`, and each `name` occurs once."""

    path: str
    command: str
    form: re.Pattern[str]
    example: str
    head: str = ""

    def lines(self, root: Path) -> list[tuple[int, str]]:
        """Return the lines below the head, with their numbers; none if the file does not exist. Raises Problems."""
        return self._below_head(self._text(root))

    def problems(self, root: Path) -> list[Problem]:
        """Return the lines that are invalid, such as merge markers, occur twice, or are out of order."""
        try:
            text = self._text(root)
        except Problems as error:
            return error.problems
        return list(character_problems(self.path, text)) or list(self._line_problems(text))

    def _text(self, root: Path) -> str:
        file = root / self.path
        return read_within_data(self.path, root, MOST_BYTES) if file.exists() or file.is_symlink() else ""

    def _below_head(self, text: str) -> list[tuple[int, str]]:
        lines = text.removesuffix("\n").split("\n") if text else []
        return [(number, line) for number, line in enumerate(lines, 1) if number > 1 or f"{line}\n" != self.head]

    def _line_problems(self, text: str) -> Iterator[Problem]:
        first: dict[str, int] = {}
        last, line = "", "\n"
        for number, line in self._below_head(text):
            found = self.form.fullmatch(line)
            if not found:
                must = f"must be as `build.py {self.command}` writes it ({self.example})"
                yield Problem(self.path, number, f"line {must}: {quoted_value(line)}")
                continue
            before = first.setdefault(found["name"], number)
            if before != number:
                yield Problem(
                    self.path, number, f"line must be given once, and is on line {before} too: {quoted_value(line)}"
                )
            elif line < last:
                yield Problem(self.path, number, f"line must be in sorted order: {quoted_value(line)}")
            last = max(line, last)
        if text and not text.endswith("\n"):
            yield Problem(self.path, text.count("\n") + 1, f"line must be complete, to its end: {quoted_value(line)}")
