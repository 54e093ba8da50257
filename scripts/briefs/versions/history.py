"""The versions of an item in order, each read by its form."""

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from briefs.content.models import Pair, Policy, Source
from briefs.content.site_data import Data
from briefs.content.version_files import VersionFile
from briefs.errors import Problem, Problems
from briefs.versions.form_1 import read_form_1
from briefs.versions.reading import Entry, Part, Reading

FORM = 1
"""The form in which `release` stores versions now."""
READERS: dict[int, Callable[[dict[str, Any]], Reading]] = {1: read_form_1}
REPEATED = {"unsaid", "unsaid_in_text"}
"""Sections whose entries have no id."""
SIMILAR = 0.5
"""Texts without an id that share so many of their letters are one text that was changed."""
Key = tuple[str, str, str]
"""What a part is called in every version: its entry, its name, its year."""


@dataclass(frozen=True)
class Version:
    """A stored version in its history: what it says (None if withheld), its notes, the day of the next version.

    `why` is the reason of a withheld version. `parts` are its parts by names that are the same in every version.
    """

    file: VersionFile
    reading: Reading | None
    notes: tuple[Pair, ...]
    until: str
    why: Pair | None
    anchors: tuple[str, ...]
    parts: dict[Key, tuple[Entry, Part]]

    @property
    def date(self) -> str:
        """Return its day."""
        return self.file.date


def read_version(file: VersionFile) -> Reading:
    """Return what a stored version says, by the form that it names. Raises Problems."""
    form = file.content.get("form")
    reader = READERS.get(form) if isinstance(form, int) else None
    if reader is None:
        raise Problems([file.problem(f"must name a form that this program reads ({', '.join(map(str, READERS))})")])
    try:
        return reader(file.content)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        raise Problems([file.problem(f"must have the form that it names: {form}")]) from None


def item_history(data: Data, item: Policy | Source) -> list[Version]:
    """Return the versions of an item, the oldest first. Raises Problems."""
    found: list[Version] | None = data.histories.get(item.id)
    if found is None:
        found = data.histories[item.id] = _read_history(data.versions_of(item))
    return found


def _read_history(files: list[VersionFile]) -> list[Version]:
    made: list[Version] = []
    noted = ""
    before: dict[Key, tuple[Entry, Part]] = {}
    for number, file in enumerate(files):
        until = files[number + 1].date if number + 1 < len(files) else ""
        if file.withheld:
            made.append(_withheld_version(file, until))
            continue
        reading = read_version(file)
        notes = tuple(note for day, note in reading.notes if noted < day <= file.date)
        before = _named_parts(reading, before)
        made.append(Version(file, reading, notes, until, None, reading.anchors, before))
        noted = file.date
    return made


def _withheld_version(file: VersionFile, until: str) -> Version:
    try:
        why, anchors = file.content["why"], tuple(map(str, file.content["anchors"]))
        return Version(file, None, (), until, Pair(str(why["en"]), str(why["ko"])), anchors, {})
    except (KeyError, TypeError):
        raise Problems([file.problem("must have the reason of a withheld version, and its anchors")]) from None


def _named_parts(reading: Reading, before: dict[Key, tuple[Entry, Part]]) -> dict[Key, tuple[Entry, Part]]:
    """Return the parts of a version by names that last: an entry without an id has that of the text it resembles."""
    made: dict[Key, tuple[Entry, Part]] = {}
    for section in dict.fromkeys(entry.section for entry in reading.entries):
        entries = [entry for entry in reading.entries if entry.section == section]
        unnamed = [entry for entry in entries if not entry.id]
        names = _lasting_names(section, unnamed, before) if len(unnamed) > 1 or section in REPEATED else [section]
        given = iter(names)
        for entry in entries:
            name = entry.id or next(given)
            made |= {(name, part.name, part.year): (entry, part) for part in entry.parts}
    return made


def _lasting_names(section: str, entries: list[Entry], before: dict[Key, tuple[Entry, Part]]) -> list[str]:
    """Return a name for each text without an id: that of the equal or the most similar one before, or a new one."""
    free = {key[0]: part.text.en for key, (entry, part) in before.items() if entry.section == section and not entry.id}
    names: dict[int, str] = {}
    for least in (1.0, SIMILAR):
        for number, entry in enumerate(entries):
            scores = {name: _likeness(text, entry.parts[0].text.en) for name, text in free.items()}
            best = max(scores, key=scores.__getitem__, default="")
            if number not in names and best and scores[best] >= least:
                names[number] = best
                del free[best]
    used = [int(key[0].rpartition(" ")[2]) for key, (entry, _) in before.items() if key[0].startswith(f"{section} ")]
    fresh = iter(range(max(used, default=0) + 1, 1_000_000))
    return [names.get(number) or f"{section} {next(fresh)}" for number in range(len(entries))]


def _likeness(first: str, second: str) -> float:
    return 1.0 if first == second else min(0.99, difflib.SequenceMatcher(None, first, second, autojunk=False).ratio())


def history_problems(data: Data) -> Iterator[Problem]:
    """Yield what is wrong with the stored versions beyond their hashes: an unknown item, an unreadable form."""
    known = {name for _, item in data.items() for name in (item.id, *item.previous_ids)}
    for name, files in data.versions.items():
        if name not in known:
            yield files[0].problem(f"must belong to an item, by its id or a former one: {name}")
    for _, item in data.items():
        try:
            item_history(data, item)
        except Problems as error:
            yield from error.problems
