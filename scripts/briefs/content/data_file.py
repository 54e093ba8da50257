"""A loaded data file: its model, its texts, and the line of each value."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from briefs.content.models import Model, Passage, Text
from briefs.content.yaml_reader import Location, YamlDocument, read_yaml
from briefs.errors import Problem


@dataclass(frozen=True, eq=False)  # compared by identity
class DataFile:
    """One file of data/; `path` is the name shown in problems.

    The YAML is not kept in memory, where it would take as much as the model. A problem reads the lines again.
    """

    path: str
    root: Path
    shape: Model

    @cached_property
    def _tree(self) -> YamlDocument:
        return read_yaml(self.root / self.path, self.root)

    def line(self, place: Location) -> int:
        """Return the line of a value; that of its nearest parent if the value itself is missing."""
        return self._tree.line(place)

    def problem(self, place: Location, message: str) -> Problem:
        """Return a problem of a value of this file."""
        return self._tree.problem(place, message)

    def name(self, place: Location) -> str:
        """Return the name of a value as editors write it: `points.long-term-stay.text.ko`, list entries by their id."""
        names: list[str] = []
        value: Any = self.shape
        for step in place:
            value = getattr(value, str(step)) if isinstance(value, Model | Text) else value[step]
            names.append(getattr(value, "id", "") if isinstance(step, int) else "")
            names[-1] = names[-1] or str(step)
        return ".".join(names)

    def texts(self) -> list[tuple[Location, Text | Passage]]:
        """Return every text in two languages of the file, with its location."""
        return self._texts

    @cached_property
    def _texts(self) -> list[tuple[Location, Text | Passage]]:
        found: list[tuple[Location, Text | Passage]] = []
        _collect_texts(self.shape, (), found)
        return found


def child_values(value: object) -> Iterable[tuple[str | int, Any]]:
    """Yield the values inside a value, with the step to each; nothing for a text or another simple value."""
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
