"""Find texts of which one language has changed since both were compared.

data/locks/translations.yml records for each text the hash of the English and of the Korean. `accept` writes it;
`check`, `status` and the pages compare. A text is outdated until it is accepted again. Acceptance does not excuse from
any rule.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from briefs import LANGUAGES
from briefs.content.data_file import DataFile
from briefs.content.lock_files import LockFile
from briefs.content.models import Passage, Text
from briefs.content.site_data import Data
from briefs.content.yaml_reader import Location
from briefs.errors import Problem, Problems
from briefs.utils import atomic

LOCK = "data/locks/translations.yml"
HEAD = "# Written by `build.py accept`: each text, the hash of its English and that of the Korean made from it.\n"
HASHED = re.compile(r"(?P<name>data/\S+\.yml:\S+): [0-9a-f]{16}(?: [0-9a-f]{16})?")
TRANSLATIONS = LockFile(LOCK, "accept", HASHED, "data/policies/x.yml:title, then two hashes", HEAD)
Pair = tuple[str, str]
"""The hashes of an English text and its Korean."""


def outdated_texts(data: Data, root: Path) -> list[tuple[DataFile, Text | Passage]]:
    """Return the texts of which one language has changed since both were compared, with their files."""
    return [(file, text) for file, _, text, _, changed in _unrecorded_texts(data, root) if changed]


def outdated_ids(data: Data, root: Path) -> set[str]:
    """Return the ids of the items with an outdated text, for outputs that mark whole items."""
    files = {file for file, _ in outdated_texts(data, root)}
    return {item.id for file, item in data.items() if file in files}


def acceptance_problems(data: Data, root: Path) -> list[Problem]:
    """Return a notice for each text that is new or outdated.

    These are only notices: a site with an outdated text is published, and marks it.
    """
    found = []
    for file, place, _, name, changed in _unrecorded_texts(data, root):
        language = data.translated_language(file)
        original = {"ko": "the English", "en": "the Korean"}[language]
        must = f"must be compared with {original} again" if changed else f"is new and must be compared with {original}"
        found.append(file.problem((*place, language), f"{must}, then: build.py accept {name}"))
    return found


def _unrecorded_texts(data: Data, root: Path) -> Iterator[tuple[DataFile, Location, Text | Passage, str, bool]]:
    """Yield the texts whose two languages were never accepted together, and whether they are outdated.

    A text that moved within its file, such as a list entry, is recognised by its two languages. A text is outdated if
    its translation was accepted with another original, or if its place has a recorded text that has not moved.
    """
    recorded, texts = _read_lock(data, root), list(_translated_texts(data))
    accepted = {(name.split(":")[0], pair) for name, pair in recorded.items()}
    translated = {(path, text) for path, pair in accepted for text in enumerate(pair)}
    arrived = {(file.path, pair) for file, *_, name, pair in texts if recorded.get(name) != pair}
    for file, place, text, name, pair in texts:
        before = recorded.get(name)
        if before == pair or (file.path, pair) in accepted:
            continue
        moved_on = before is None or (file.path, before) in arrived
        side = LANGUAGES.index(data.translated_language(file))
        yield file, place, text, name, (file.path, (side, pair[side])) in translated or not moved_on


def accept_translations(data: Data, root: Path, wanted: str) -> list[str]:
    """Record that the two languages of a text were compared, and return the names whose record changed.

    `wanted` is a name such as `data/policies/x.yml:summary`, a file's path for all of its texts, or `all`. Raises
    Problems if nothing has that name.
    """
    recorded = _read_lock(data, root)
    now = {name: pair for *_, name, pair in _translated_texts(data)}
    chosen = {name for name in now if _is_wanted(name, wanted)}
    if not chosen:
        raise Problems([Problem(LOCK, 1, f"accept must name a text, a file or all: {wanted}")])
    changed = sorted(name for name in chosen if recorded.get(name) != now[name])
    unchanged = {name: pair for name, pair in recorded.items() if not _is_wanted(name, wanted)}
    entries = {**unchanged, **{name: now[name] for name in chosen}}
    lines = sorted(f"{name}: {english} {korean}".rstrip() + "\n" for name, (english, korean) in entries.items())
    atomic.atomic_write(root / LOCK, (HEAD + "".join(lines)).encode())
    return changed


def _is_wanted(name: str, wanted: str) -> bool:
    return wanted in ("all", name, name.split(":")[0])


def _translated_texts(data: Data) -> Iterator[tuple[DataFile, Location, Text | Passage, str, Pair]]:
    for file in data.files.values():
        for place, text in file.texts():
            yield file, place, text, f"{file.path}:{file.name(place)}", (_text_hash(text.en), _text_hash(text.ko))


def _text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _read_lock(data: Data, root: Path) -> dict[str, Pair]:
    """Return the entries of the lock file, by name; a missing hash is empty."""
    today, found = _former_files(data), {}
    lines = (line.rpartition(": ") for _, line in TRANSLATIONS.lines(root))
    for name, _, hashes in lines:
        path, _, place = name.partition(":")
        english, _, korean = hashes.partition(" ")
        found[f"{today.get(path, path)}:{place}"] = english, korean
    return found


def _former_files(data: Data) -> dict[str, str]:
    """Return the present file of each item's former file."""
    files = {file.path: item.previous_ids for file, item in data.items()}
    return {f"{path.rpartition('/')[0]}/{old}.yml": path for path, former in files.items() for old in former}
