"""Read the stored versions of data/versions/, and check that none has changed since `release` stored it.

data/locks/versions.txt has a line for each file with the hash of its content. A withheld version has two: that of the
file whose text was taken out, and that of the record in its place.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefs.content.lock_files import LockFile
from briefs.content.yaml_reader import is_inside, plain_name
from briefs.errors import Problem, Problems

FOLDER = "data/versions"
LOCK = "data/locks/versions.txt"
NAME = r"(?P<item>[a-z0-9]+(?:-[a-z0-9]+)*)/(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
HASHED = re.compile(rf"(?P<name>{NAME}): (?P<hash>[0-9a-f]{{64}})(?: (?P<withheld>[0-9a-f]{{64}}))?")
HASHES = LockFile(LOCK, "release", HASHED, "quota/2026-11-24, then the hash of the file")
MOST_BYTES = 10_000_000


@dataclass(frozen=True, eq=False)  # compared by identity
class VersionFile:
    """A stored file: the item and the day in its name, its content, and the hash of it.

    `withheld` is whether it is the record of a withheld version, without the text.
    """

    item: str
    date: str
    path: str
    sha256: str
    withheld: bool
    content: dict[str, Any]

    def problem(self, must: str) -> Problem:
        """Return a problem of the file."""
        return Problem(self.path, 1, f"file {must}")


def version_path(item: str, date: str) -> str:
    """Return the path of a stored version from the project's root."""
    return f"{FOLDER}/{item}/{date}.json"


def load_versions(root: Path, problems: list[Problem]) -> dict[str, list[VersionFile]]:
    """Return the stored versions of each item, the oldest first; adds what is wrong with them to `problems`."""
    faults = HASHES.problems(root)
    problems += faults
    if faults:
        return {}
    locked = {match["name"]: match for _, line in HASHES.lines(root) if (match := HASHED.fullmatch(line))}
    lines = {line.partition(":")[0]: number for number, line in HASHES.lines(root)}
    found: dict[str, list[VersionFile]] = {}
    present = set()
    for name, file in _stored_files(root, problems):
        present.add(name)
        if name not in locked:
            must = "must be one that `build.py release` stored, and be in data/locks/versions.txt"
            problems.append(Problem(version_path(*name.split("/")), 1, f"file {must}: {name}"))
            continue
        try:
            found.setdefault(name.split("/")[0], []).append(_read_version(root, file, locked[name]))
        except Problems as error:
            problems += error.problems
    for name in sorted(locked.keys() - present):
        must = "must be stored: restore it, for a version is never deleted (`release --withhold` takes its text away)"
        problems.append(Problem(LOCK, lines[name], f"file {must}: {version_path(*name.split('/'))}"))
    return found


def _stored_files(root: Path, problems: list[Problem]) -> Iterator[tuple[str, Path]]:
    """Yield every stored file with its name in the lock, in order; reports what is no version."""
    for folder in _visible_files(root / FOLDER, root, problems):
        if not folder.is_dir():
            problems.append(_stray(root, folder))
            continue
        for file in _visible_files(folder, root, problems):
            name = f"{folder.name}/{file.stem}"
            if file.suffix == ".json" and re.fullmatch(NAME, name):
                yield name, file
            else:
                problems.append(_stray(root, file))


def _visible_files(folder: Path, root: Path, problems: list[Problem]) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if not file.name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        problems.append(Problem(folder.relative_to(root).as_posix(), 1, f"folder must be readable: {error.strerror}"))
        return []


def _stray(root: Path, file: Path) -> Problem:
    must = "file must be a version that `build.py release` stored"
    return Problem(file.relative_to(root).as_posix(), 1, f"{must}: {plain_name(file.name)}")


def _read_version(root: Path, file: Path, lock: re.Match[str]) -> VersionFile:
    path = file.relative_to(root).as_posix()
    if not is_inside(file, root / "data") or not file.is_file():
        raise Problems([Problem(path, 1, "file must be inside data/, and no link out of it")])
    try:
        written = file.read_bytes()[:MOST_BYTES]
    except OSError as error:
        raise Problems([Problem(path, 1, f"file must be readable: {error.strerror}")]) from None
    withheld = bool(lock["withheld"])
    digest = hashlib.sha256(written).hexdigest()
    if digest != (lock["withheld"] or lock["hash"]):
        must = "must stay as it was stored: restore it; a change of the item is a new version"
        raise Problems([Problem(path, 1, f"file {must}: its hash is {digest[:16]}…")])
    try:
        content = json.loads(written)
    except (ValueError, RecursionError):
        raise Problems([Problem(path, 1, "file must be JSON in UTF-8")]) from None
    if not isinstance(content, dict):
        raise Problems([Problem(path, 1, "file must be a JSON object")])
    return VersionFile(lock["item"], lock["date"], path, digest, withheld, content)
