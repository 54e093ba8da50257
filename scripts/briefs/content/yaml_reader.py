"""Read strict YAML: texts, lists and mappings only, each with its line.

It uses PyYAML's events and not its constructor, so that `no` stays the word "no", a duplicate key is found, and tags,
aliases and deep nesting do no harm.
"""

import stat
import sys
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias, Union

import yaml

from briefs.errors import Problem, Problems, quoted_value
from briefs.utils.characters import character_problems, text_fault

Value: TypeAlias = Union[str, list["Value"], dict[str, "Value"]]  # noqa: UP007 (a forward name cannot be joined by |)
Location: TypeAlias = tuple[str | int, ...]

MOST_BYTES = 2_000_000
MOST_LEVELS = 20
HINTS = {
    "mapping values are not allowed": "a text that contains `: ` must be in quotation marks",
    "found unexpected ':'": "a `:` between { and } must have a blank after it, or its text quotation marks",
    "while parsing a flow mapping": "a text with `,` `: ` `[` `]` must be in quotation marks; is the } there?",
    "while scanning a quoted scalar": "a quotation mark that opens a text must be closed",
    "while scanning for the next token": "a text that begins with a sign of YAML's own must be in quotation marks",
}
"""The usual cause of each parser error."""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class YamlDocument:
    """The values of a file, with the line of each; `path` is the name shown in problems."""

    path: str
    value: Value
    numbers: "array[int]"
    """The lines in the order of the values; a mapping would take ten times the memory of the values."""

    @cached_property
    def lines(self) -> dict[Location, int]:
        """Return the line of each location; only problems need it."""
        return dict(zip(_all_locations(self.value, ()), self.numbers, strict=True))

    def line(self, place: Location) -> int:
        """Return the line of a value; that of its nearest parent if the value itself is missing."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]

    def problem(self, place: Location, message: str) -> Problem:
        """Return a problem of a value of this file."""
        return Problem(self.path, self.line(place), f"{self.name(place)} {message}".lstrip())

    def name(self, place: Location) -> str:
        """Return the name of a value as editors write it: `points.long-term-stay.text.ko`, list entries by their id."""
        names: list[str] = []
        value: Value | None = self.value
        for step in place:
            value = _child(value, step)
            named = value.get("id") if isinstance(step, int) and isinstance(value, dict) else None
            names.append(plain_name(named if isinstance(named, str) and named else str(step)))
        return ".".join(names)


def plain_name(name: str) -> str:
    """Return a name for a problem: quoted if it is empty, too long, or contains line breaks."""
    return name if 0 < len(name) <= 80 and name.isprintable() else quoted_value(name)


def _all_locations(value: Value, place: Location) -> Iterator[Location]:
    """Yield every location within a value, its own first, in the order of the parser."""
    yield place
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _all_locations(inner, (*place, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _all_locations(inner, (*place, number))


def _child(value: Value | None, step: str | int) -> Value | None:
    if isinstance(value, dict) and isinstance(step, str):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def read_yaml(file: Path, root: Path) -> YamlDocument:
    """Read one data file, with its text NFC-normalised. Raises Problems.

    The path shown is relative to the project's root, in which data/ is.
    """
    path = file.relative_to(root).as_posix()
    return parse_yaml(path, read_within_data(path, root))


def read_within_data(path: str, root: Path, most: int = MOST_BYTES) -> str:
    """Return the text of a file of data/ by its path from the project's root. Raises Problems, for links out of data/
    too.
    """
    if not is_inside(root / path, root / "data"):
        raise Problems([Problem(path, 1, "file must be inside data/, not behind a link out of it")])
    return read_text(path, root / path, most)


def is_inside(file: Path, folder: Path) -> bool:
    """Return whether a path is in the folder after links are followed; a circular link is not."""
    try:
        return file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def parse_yaml(path: str, text: str) -> YamlDocument:
    """Parse the text of a file. Raises Problems: those of characters first, then those of YAML."""
    faults = list(character_problems(path, text))
    if faults:
        raise Problems(faults)
    text = unicodedata.normalize("NFC", text)
    builder = _Parser(path, text.split("\n"))
    try:
        builder.feed(yaml.parse(text, Loader=LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        reason = " ".join(part for part in (error.context, error.problem) if part)
        hint = next((f" ({hint})" for fault, hint in HINTS.items() if fault in reason), "")
        raise Problems([Problem(path, line, f"file must be YAML{hint}: {reason}")]) from None
    if builder.problems:
        raise Problems(builder.problems)
    return YamlDocument(path, builder.value, array("I", builder.lines.values()))


def read_text(path: str, file: Path, most: int = MOST_BYTES) -> str:
    """Return the text of a file, with any line endings; `path` is the name shown in problems, `most` the size limit.

    Raises Problems, for folders, pipes and devices too; these are not opened, since reading might never end.
    """
    try:
        content, size = _read_bytes(file, most)
    except OSError as error:
        raise Problems([Problem(path, 1, f"file must be readable: {error.strerror}")]) from None
    if size < 0:
        raise Problems([Problem(path, 1, "file must be a file")])
    if size > most:
        raise Problems([Problem(path, 1, f"file must be at most {most} bytes: {size}")])
    try:
        return content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Problems([Problem(path, line, f"file must be UTF-8: byte {error.start}")]) from None


def _read_bytes(file: Path, most: int) -> tuple[bytes, int]:
    """Return the content of a file and its size; no content if it is larger than `most`, and size -1 if it is no
    file.
    """
    found = file.stat()
    if not stat.S_ISREG(found.st_mode):
        return b"", -1
    if found.st_size > most:
        return b"", found.st_size
    with file.open("rb") as opened:
        content = opened.read(most + 1)
    return content, len(content)


def _event_line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


class _Parser:
    """Builds values from events, with at most MOST_LEVELS levels."""

    def __init__(self, path: str, text: list[str]) -> None:
        self.path, self.text = path, text
        self.lines: dict[Location, int] = {}
        self.problems: list[Problem] = []
        self.value: Value = ""
        self._events: Iterator[yaml.Event] = iter(())

    def feed(self, events: Iterator[yaml.Event]) -> None:
        """Read the whole stream of one file."""
        self._events = events
        next(events)  # StreamStart
        start = next(events)
        if isinstance(start, yaml.StreamEndEvent):
            self.problems.append(Problem(self.path, 1, "file must contain a mapping: it is empty"))
            return
        if getattr(start, "version", None) or getattr(start, "tags", None):
            line = next(number for number, text in enumerate(self.text, 1) if text.startswith("%"))
            fault = f"file must not use directives: {quoted_value(self.text[line - 1])}"
            self.problems.append(Problem(self.path, line, fault))
        self.value = self._node(next(events), ())
        next(events)  # DocumentEnd
        after = next(events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._report(after, "file must contain one document: a second one begins here")
        elif not isinstance(self.value, dict):
            self.problems.append(Problem(self.path, 1, f"file must contain a mapping: {quoted_value(self.value)}"))

    def _report(self, event: yaml.Event, message: str) -> None:
        self.problems.append(Problem(self.path, _event_line(event), message))

    def _node(self, event: yaml.Event, place: Location) -> Value:
        self.lines[place] = _event_line(event)
        if isinstance(event, yaml.AliasEvent):
            self._report(event, f"file must not use aliases: *{event.anchor}")
            return ""
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self._report(event, f"file must not use anchors: &{event.anchor}")
        if getattr(event, "tag", None) not in (None, "!"):
            self._report(event, f"file must not use tags: {event.tag}")  # type: ignore[attr-defined]
        if isinstance(event, yaml.ScalarEvent):
            self._whole(event, place)
            return self._text(event)
        if len(place) >= MOST_LEVELS:
            fault = Problem(self.path, _event_line(event), f"file must nest at most {MOST_LEVELS} levels")
            raise Problems([*self.problems, fault])
        return self._list(place) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(place)

    def _whole(self, event: yaml.ScalarEvent, place: Location) -> None:
        """Report a text that YAML would cut at ` #`; it needs quotation marks."""
        end = event.end_mark
        if {"en", "ko"} & {*place[-2:]} and not event.style and end and end.line < len(self.text):
            rest = self.text[end.line][end.column :]
            if rest.lstrip().startswith("#"):
                self._report(event, f"text must be in quotation marks, since # begins a comment: {quoted_value(rest)}")

    def _text(self, event: yaml.ScalarEvent) -> str:
        r"""Return a text in Unicode NFC; in quotation marks it may write as escapes (\u200b) what the file must not
        contain.
        """
        text = str(event.value)
        if not text.isprintable() or (event.style == '"' and not text.isascii()):
            text = unicodedata.normalize("NFC", text)
            fault = text_fault(text)
            if fault:
                self._report(event, f"text must {fault}")
        return text

    def _list(self, place: Location) -> list[Value]:
        values: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            values.append(self._node(event, (*place, len(values))))
        return values

    def _mapping(self, place: Location) -> dict[str, Value]:
        values: dict[str, Value] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._report(event, "a key must be a word")
                self._node(event, place)
                self._node(next(self._events), place)
                continue
            key, line = sys.intern(self._text(event)), _event_line(event)  # one string `en` for all texts
            if key in values:
                self._report(event, f"{plain_name(key)} must be given once: also on line {self.lines[(*place, key)]}")
            values[key] = self._node(next(self._events), (*place, key))
            self.lines[(*place, key)] = line
        return values
