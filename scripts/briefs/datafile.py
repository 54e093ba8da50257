"""A data file as the rest of the project knows it: its shape, its texts, and where in it a complaint is mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from briefs.model import Passage, Shape, Text
from briefs.problem import Problem
from briefs.yamlfile import Place, Tree, read


@dataclass(frozen=True, eq=False)  # each reading is its own: compared and kept by identity
class DataFile:
    """One file of data/; `path` is the name shown in complaints.

    Of the YAML nothing is kept once its shape is made: it takes as much memory as the shape. The lines are read again
    when something is complained of.
    """

    path: str
    root: Path
    shape: Shape

    @cached_property
    def _tree(self) -> Tree:
        return read(self.root / self.path, self.root)

    def line(self, place: Place) -> int:
        """The line of a place; of its nearest holder when the place itself is missing."""
        return self._tree.line(place)

    def problem(self, place: Place, message: str) -> Problem:
        """A complaint about a place of this file."""
        return self._tree.problem(place, message)

    def name(self, place: Place) -> str:
        """A place's name as editors say it: `points.long-term-stay.text.ko`, list items by their id."""
        names: list[str] = []
        value: Any = self.shape
        for step in place:
            value = getattr(value, str(step)) if isinstance(value, Shape | Text) else value[step]
            names.append(getattr(value, "id", "") if isinstance(step, int) else "")
            names[-1] = names[-1] or str(step)
        return ".".join(names)

    def texts(self) -> list[tuple[Place, Text | Passage]]:
        """Every text in two languages of the file, with its place."""
        return self._texts

    @cached_property
    def _texts(self) -> list[tuple[Place, Text | Passage]]:
        found: list[tuple[Place, Text | Passage]] = []
        _find(self.shape, (), found)
        return found


def steps(value: object) -> Iterable[tuple[str | int, Any]]:
    """What a value of a shape holds, with the step that leads to each; nothing for a text or another plain value."""
    if isinstance(value, Shape):
        return vars(value).items()
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def _find(value: object, place: Place, found: list[tuple[Place, Text | Passage]]) -> None:
    for step, inner in steps(value):
        if isinstance(inner, Text | Passage):
            found.append(((*place, step), inner))
        elif isinstance(inner, Shape | list | dict):
            _find(inner, (*place, step), found)
