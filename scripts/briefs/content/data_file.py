"""A data file as the rest of the project knows it: its shape, its texts, and where in it a complaint is mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from briefs.content.models import Model, Passage, Text
from briefs.content.yaml_reader import Location, YamlDocument, read_yaml
from briefs.errors import Problem


@dataclass(frozen=True, eq=False)  # each reading is its own: compared and kept by identity
class DataFile:
    """One file of data/; `path` is the name shown in complaints.

    Of the YAML nothing is kept once its shape is made: it takes as much memory as the shape. The lines are read again
    when something is complained of.
    """

    path: str
    root: Path
    shape: Model

    @cached_property
    def _tree(self) -> YamlDocument:
        return read_yaml(self.root / self.path, self.root)

    def line(self, place: Location) -> int:
        """The line of a place; of its nearest holder when the place itself is missing."""
        return self._tree.line(place)

    def problem(self, place: Location, message: str) -> Problem:
        """A complaint about a place of this file."""
        return self._tree.problem(place, message)

    def name(self, place: Location) -> str:
        """A place's name as editors say it: `points.long-term-stay.text.ko`, list items by their id."""
        names: list[str] = []
        value: Any = self.shape
        for step in place:
            value = getattr(value, str(step)) if isinstance(value, Model | Text) else value[step]
            names.append(getattr(value, "id", "") if isinstance(step, int) else "")
            names[-1] = names[-1] or str(step)
        return ".".join(names)

    def texts(self) -> list[tuple[Location, Text | Passage]]:
        """Every text in two languages of the file, with its place."""
        return self._texts

    @cached_property
    def _texts(self) -> list[tuple[Location, Text | Passage]]:
        found: list[tuple[Location, Text | Passage]] = []
        _collect_texts(self.shape, (), found)
        return found


def child_values(value: object) -> Iterable[tuple[str | int, Any]]:
    """What a value of a shape holds, with the step that leads to each; nothing for a text or another plain value."""
    if isinstance(value, Model):
        return vars(value).items()
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def _collect_texts(value: object, place: Location, found: list[tuple[Location, Text | Passage]]) -> None:
    for step, inner in child_values(value):
        if isinstance(inner, Text | Passage):
            found.append(((*place, step), inner))
        elif isinstance(inner, Model | list | dict):
            _collect_texts(inner, (*place, step), found)
