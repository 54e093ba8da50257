"""Strict YAML: text, lists and mappings only, and every value knows its line.

Built on PyYAML's events and not on its constructor, so that `no` stays the word "no", a duplicate key is
seen, and neither tags, aliases nor deep nesting can do harm (YAML 1.1 merges and types are not wanted here).
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

MOST_BYTES = 1_000_000
MOST_LEVELS = 20
HINTS = {
    "mapping values are not allowed": "a text that holds `: ` must stand in quotation marks",
    "found unexpected ':'": "a `:` between { and } must have a blank after it, or its text quotation marks",
    "while parsing a flow mapping": "a text with `,` `: ` `[` `]` must stand in quotation marks; is the } there?",
    "while scanning a quoted scalar": "a quotation mark that opens a text must be closed",
    "while scanning for the next token": "a text that begins with a sign of YAML's own must stand in quotation marks",
}
"""What a parser's complaint mostly comes from."""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class YamlDocument:
    """A file's values and the line of each; `path` is the name shown in complaints."""

    path: str
    value: Value
    numbers: "array[int]"
    """The lines in the order of the values; by place they would take ten times the room of the values."""

    @cached_property
    def lines(self) -> dict[Location, int]:
        """The line of each place; only complaints ask for it."""
        return dict(zip(_all_locations(self.value, ()), self.numbers, strict=True))

    def line(self, place: Location) -> int:
        """The line of a place; of its nearest holder when the place itself is missing."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]

    def problem(self, place: Location, message: str) -> Problem:
        """A complaint about a place of this file."""
        return Problem(self.path, self.line(place), f"{self.name(place)} {message}".lstrip())

    def name(self, place: Location) -> str:
        """A place's name as editors say it: `points.long-term-stay.text.ko`, list items by their id."""
        names: list[str] = []
        value: Value | None = self.value
        for step in place:
            value = _child(value, step)
            named = value.get("id") if isinstance(step, int) and isinstance(value, dict) else None
            names.append(plain_name(named if isinstance(named, str) and named else str(step)))
        return ".".join(names)


def plain_name(name: str) -> str:
    """A name as it stands in a complaint: quoted where it is empty, too long, or holds what would break the line."""
    return name if 0 < len(name) <= 80 and name.isprintable() else quoted_value(name)


def _all_locations(value: Value, place: Location) -> Iterator[Location]:
    """Every place of a value, its own first, in the order in which the builder meets them."""
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
    """Read one data file.

    In: the file, and the project's root its shown path is relative to (data/ is the root's).
    Out: its tree, text NFC-normalised. Raises Problems.
    """
    path = file.relative_to(root).as_posix()
    return parse_yaml(path, read_within_data(path, root))


def read_within_data(path: str, root: Path, most: int = MOST_BYTES) -> str:
    """The text of a file of data/ by its path from the project's root. Raises Problems: of a link out of data/ too."""
    if not is_inside(root / path, root / "data"):
        raise Problems([Problem(path, 1, "file must stand inside data/, not behind a link out of it")])
    return read_text(path, root / path, most)


def is_inside(file: Path, folder: Path) -> bool:
    """Whether the place is in the folder, wherever links lead; a link to itself leads nowhere."""
    try:
        return file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def parse_yaml(path: str, text: str) -> YamlDocument:
    """Parse a file's text. Raises Problems: of the characters first, then of the YAML."""
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
    """A file's text, with the line ends of any system; `path` is the name shown in complaints, `most` the bytes it may
    have. Raises Problems; a folder, a pipe or a device is one, and is not opened, since it might never end.
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
    """What a file holds and its size; nothing of one that is larger than `most`, and -1 for what is no file."""
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
    """Values from events, without recursion deeper than MOST_LEVELS."""

    def __init__(self, path: str, text: list[str]) -> None:
        self.path, self.text = path, text
        self.lines: dict[Location, int] = {}
        self.problems: list[Problem] = []
        self.value: Value = ""
        self._events: Iterator[yaml.Event] = iter(())

    def feed(self, events: Iterator[yaml.Event]) -> None:
        """Take the whole stream of one file."""
        self._events = events
        next(events)  # StreamStart
        start = next(events)
        if isinstance(start, yaml.StreamEndEvent):
            self.problems.append(Problem(self.path, 1, "file must hold a mapping: it is empty"))
            return
        if getattr(start, "version", None) or getattr(start, "tags", None):
            line = next(number for number, text in enumerate(self.text, 1) if text.startswith("%"))
            fault = f"file must not use directives: {quoted_value(self.text[line - 1])}"
            self.problems.append(Problem(self.path, line, fault))
        self.value = self._node(next(events), ())
        next(events)  # DocumentEnd
        after = next(events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._complain(after, "file must hold one document: a second one begins here")
        elif not isinstance(self.value, dict):
            self.problems.append(Problem(self.path, 1, f"file must hold a mapping: {quoted_value(self.value)}"))

    def _complain(self, event: yaml.Event, message: str) -> None:
        self.problems.append(Problem(self.path, _event_line(event), message))

    def _node(self, event: yaml.Event, place: Location) -> Value:
        self.lines[place] = _event_line(event)
        if isinstance(event, yaml.AliasEvent):
            self._complain(event, f"file must not use aliases: *{event.anchor}")
            return ""
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self._complain(event, f"file must not use anchors: &{event.anchor}")
        if getattr(event, "tag", None) not in (None, "!"):
            self._complain(event, f"file must not use tags: {event.tag}")  # type: ignore[attr-defined]
        if isinstance(event, yaml.ScalarEvent):
            self._whole(event, place)
            return self._text(event)
        if len(place) >= MOST_LEVELS:
            fault = Problem(self.path, _event_line(event), f"file must nest at most {MOST_LEVELS} levels")
            raise Problems([*self.problems, fault])
        return self._list(place) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(place)

    def _whole(self, event: yaml.ScalarEvent, place: Location) -> None:
        """A reader-facing text that YAML would silently cut at ` #` must stand in quotation marks."""
        end = event.end_mark
        if {"en", "ko"} & {*place[-2:]} and not event.style and end and end.line < len(self.text):
            rest = self.text[end.line][end.column :]
            if rest.lstrip().startswith("#"):
                self._complain(
                    event, f"text must stand in quotation marks, since # begins a comment: {quoted_value(rest)}"
                )

    def _text(self, event: yaml.ScalarEvent) -> str:
        r"""A text, composed; in quotation marks it may write as escapes (\u200b) what the file must not hold."""
        text = str(event.value)
        if not text.isprintable() or (event.style == '"' and not text.isascii()):
            text = unicodedata.normalize("NFC", text)
            fault = text_fault(text)
            if fault:
                self._complain(event, f"text must {fault}")
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
                self._complain(event, "a key must be a word")
                self._node(event, place)
                self._node(next(self._events), place)
                continue
            key, line = sys.intern(self._text(event)), _event_line(event)  # one `en` for all texts
            if key in values:
                self._complain(event, f"{plain_name(key)} must be given once: also on line {self.lines[(*place, key)]}")
            values[key] = self._node(next(self._events), (*place, key))
            self.lines[(*place, key)] = line
        return values
