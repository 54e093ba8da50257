"""Store versions, refuse those without a note, and take the text of one away. Only `release` writes here."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefs.content.models import Policy, Source, Text
from briefs.content.site_data import Data
from briefs.content.version_files import HASHED, HASHES, LOCK, VersionFile, version_path
from briefs.errors import Problem, Problems
from briefs.utils import atomic
from briefs.utils.signals import hold_signals
from briefs.versions.history import FORM, READERS, read_version

Form = dict[str, Any]


def stored_form(item: Policy | Source, resolved: Form, anchors: tuple[str, ...]) -> Form:
    """Return an item in the form in which `release` stores it; `resolved` is all that its page says.

    The version's day is that of the newest note.
    """
    head = {
        "form": FORM,
        "id": item.id,
        "kind": "policy" if isinstance(item, Policy) else "source",
        "date": str(max(change.date for change in item.changes)),
    }
    return {**head, **resolved, "anchors": list(anchors)}


def with_standing(data: Data, forms: dict[str, Form]) -> Data:
    """Return the data with the versions that have the present content of their items; `forms` are the present ones."""
    standing = {}
    for _, item in data.items():
        last = _last_version(data, item)
        if last and not _differs(last, forms[item.id]):
            standing[item.id] = last.date
    return replace(data, standing=standing)


def unstored_items(data: Data) -> list[Policy | Source]:
    """Return the items whose content differs from that of their last version, or that have none."""
    return [item for _, item in data.items() if item.id not in data.standing]


def missing_notes(data: Data) -> Iterator[Problem]:
    """Yield a problem for each changed item whose newest note is not later than its last version."""
    for item in unstored_items(data):
        last, day = _last_version(data, item), max(change.date for change in item.changes)
        if last and str(day) <= last.date:
            must = f"must have a note later than {last.date}, since the item differs from its version of that day"
            number = next(number for number, change in enumerate(item.changes) if change.date == day)
            yield data.file_of(item).problem(("changes", number, "date"), f"{must}: {day}")


def unstored_problems(data: Data) -> Iterator[Problem]:
    """Yield a problem if the present content of some item is not stored."""
    if items := unstored_items(data):
        must = "must be stored by `build.py release` before they are published"
        yield Problem(LOCK, 1, f"versions {must}: {len(items)} new, the first of them that of {items[0].id}")


def store_versions(root: Path, data: Data, forms: dict[str, Form]) -> list[str]:
    """Store a version of each changed item; return the paths of the files. A stored file is never written again."""
    written: dict[str, bytes] = {}
    for item in unstored_items(data):
        form = forms[item.id]
        READERS[FORM](form)  # what cannot be read again is not stored
        text = json.dumps(form, ensure_ascii=False, indent=1) + "\n"
        written[f"{item.id}/{form['date']}"] = text.encode()
    with hold_signals():
        for name, content in written.items():
            atomic.atomic_write(root / version_path(*name.split("/")), content)
        if written:
            _write_lock(root, {name: [hashlib.sha256(content).hexdigest()] for name, content in written.items()})
    return [version_path(*name.split("/")) for name in written]


def withhold_version(root: Path, data: Data, name: str, day: str, why: Text) -> str:
    """Replace the text of a version by the reason why it is withheld, and return the path of the file.

    The file keeps its name and its anchors, so that its address works; the lock keeps the hash of the text. Raises
    Problems.
    """
    item = next((item for _, item in data.items() if name in (item.id, *item.previous_ids)), None)
    if item is None:
        raise Problems([Problem("--withhold", 1, f"id must be that of a policy or source: {name!r}")])
    version = next((one for one in data.versions_of(item) if one.date == day), None)
    if version is None or version.withheld:
        must = "must be that of a version whose text is stored"
        raise Problems([Problem("--withhold", 1, f"date {must}: {day!r}")])
    if data.standing.get(item.id) == day:
        must = "must no longer say what is withheld: correct it, add a note to `changes` and run `build.py release`"
        raise Problems([data.file_of(item).problem((), f"item {must}: {day}")])
    record = {"form": FORM, "id": version.item, "date": day, "why": {"en": why.en, "ko": why.ko}}
    content = json.dumps(
        {**record, "anchors": list(read_version(version).anchors)}, ensure_ascii=False, indent=1
    ).encode()
    with hold_signals():
        atomic.atomic_write(root / version.path, content + b"\n")
        digest = hashlib.sha256(content + b"\n").hexdigest()
        _write_lock(root, {f"{version.item}/{day}": [version.sha256, digest]})
    return version.path


def _last_version(data: Data, item: Policy | Source) -> VersionFile | None:
    found = data.versions_of(item)
    return found[-1] if found else None


def _differs(version: VersionFile, form: Form) -> bool:
    """Return whether an item's present form says something else than a version; a withheld one says nothing."""
    present = replace(version, content=json.loads(json.dumps(form)))
    return version.withheld or read_version(version).content() != read_version(present).content()


def _write_lock(root: Path, changed: dict[str, list[str]]) -> None:
    lines = {match["name"]: line for _, line in HASHES.lines(root) if (match := HASHED.fullmatch(line))}
    lines |= {name: f"{name}: {' '.join(hashes)}" for name, hashes in changed.items()}
    atomic.atomic_write(root / LOCK, "".join(f"{lines[name]}\n" for name in sorted(lines)).encode())
