"""Which Korean texts were translated from an English that has since changed.

data/locks/translations.yml records, for each text, the hash of the English that its Korean was made from.
`accept` writes it; `check`, `status` and the pages only compare.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from briefs.datafile import DataFile
from briefs.load import Data
from briefs.model import Passage, Text
from briefs.problem import Problem, Problems
from briefs.yamlfile import Place

LOCK = "data/locks/translations.yml"
HEAD = "# Written by `build.py accept`: each text, and the hash of the English that its Korean was made from.\n"


def stale(data: Data, root: Path) -> list[tuple[DataFile, Text | Passage]]:
    """The texts whose English has changed since their Korean was made from it, with their files."""
    return [(file, text) for file, _, text, _, changed in _unrecorded(data, root) if changed]


def behind(data: Data, root: Path) -> set[str]:
    """The ids of the items with a stale text; whatever is made of a whole item says so once."""
    files = {file for file, _ in stale(data, root)}
    return {item.id for file, item in data.items() if file in files}


def complaints(data: Data, root: Path) -> list[Problem]:
    """What `accept` is asked for, as lines for an editor: texts that are stale, and those that are new.

    They are notices: a site with a stale text is published, and says so at its place.
    """
    musts = {True: "must be brought up to date with the English", False: "is new and must be compared with the English"}
    return [
        file.problem((*place, "ko"), f"{musts[changed]}, then: build.py accept {name}")
        for file, place, _, name, changed in _unrecorded(data, root)
    ]


def _unrecorded(data: Data, root: Path) -> Iterator[tuple[DataFile, Place, Text | Passage, str, bool]]:
    """The texts whose English is not recorded in their file, and whether another one stood at their place.

    A text that only moved within its file (its list grew) is known by its hash wherever it stands.
    """
    recorded, texts = _recorded(root), list(_texts(data))
    known = {(name.split(":")[0], digest) for name, digest in recorded.items()}
    standing = {(file.path, now) for file, *_, now in texts}
    for file, place, text, name, now in texts:
        if (file.path, now) not in known:
            yield file, place, text, name, name in recorded and (file.path, recorded[name]) not in standing


def accept(data: Data, root: Path, wanted: str) -> list[str]:
    """Record that a text's Korean stands for its English of today.

    In: a name such as `data/policies/x.yml:summary`, a file's path for all of its texts, or `all`. Out: the
    names whose record changed. Raises Problems where nothing has that name.
    """
    recorded = _recorded(root)
    now = {name: digest for *_, name, digest in _texts(data)}
    chosen = {name for name in now if wanted in ("all", name, name.split(":")[0])}
    if not chosen:
        raise Problems([Problem(LOCK, 1, f"accept must name a text, a file or all: {wanted}")])
    changed = sorted(name for name in chosen if recorded.get(name) != now[name])
    kept = {name: now[name] if name in chosen else digest for name, digest in recorded.items() if name in now}
    lines = sorted(f"{name}: {digest}\n" for name, digest in {**kept, **{n: now[n] for n in chosen}}.items())
    (root / LOCK).parent.mkdir(parents=True, exist_ok=True)
    (root / LOCK).write_text(HEAD + "".join(lines), "utf-8", newline="\n")
    return changed


def _texts(data: Data) -> Iterator[tuple[DataFile, Place, Text | Passage, str, str]]:
    for file in data.files.values():
        for place, text in file.texts():
            digest = hashlib.sha256(text.en.encode()).hexdigest()[:16]
            yield file, place, text, f"{file.path}:{file.name(place)}", digest


def _recorded(root: Path) -> dict[str, str]:
    file = root / LOCK
    if not file.exists():
        return {}
    lines = (line.rpartition(": ") for line in file.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {name: digest for name, _, digest in lines}
