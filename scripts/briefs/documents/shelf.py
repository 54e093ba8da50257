"""Which documents there are, at which addresses; made before the pages, which show their sizes, and kept."""

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefs import LANGUAGES
from briefs.documents.compose import composed
from briefs.documents.model import Document
from briefs.kept import content, kept, maker
from briefs.load import Data
from briefs.model import Policy, Source
from briefs.typesetter import SOURCES

FORMS = {"en": ("en",), "ko": ("ko",), "en-ko": ("en", "ko")}
KINDS = {"pdf": tuple(FORMS), "docx": tuple(FORMS), "hwpx": ("ko", "en-ko")}
LIBRARIES = "lxml python-docx python-hwpx segno typst"


@dataclass(frozen=True)
class File:
    """A document that was made: its form, its kind, and where it is kept."""

    form: str
    kind: str
    kept: Path

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return self.kept.stat().st_size


Shelf = dict[str, list[File]]  # the documents of each item, by its id


def addresses(data: Data, shelf: Shelf | None = None) -> set[str]:
    """Every document's address from the site's root; with a shelf, of those only that were made."""
    found = set()
    for _, item in data.items():
        made = [(f.form, f.kind) for f in shelf.get(item.id, [])] if shelf is not None else list(_every())
        found |= {f"/{path}.{form}.{kind}" for path in _paths(item) for form, kind in made}
    return found


def make(
    data: Data,
    address: str,
    folder: Path,
    behind: set[str],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Shelf:
    """Make what `folder` does not keep yet.

    `address` is the site's; `behind` holds the ids of items whose Korean is not up to date with their English.
    `progress` is told how many documents are made, of how many.
    """
    works = [
        (item.id, form, kind, composed(data, item, FORMS[form], address, item.id in behind))
        for _, item in data.items()
        for form, kind in _every()
    ]
    files = kept(folder, _maker(), write, [(kind, document) for _, _, kind, document in works], progress)
    shelf: Shelf = {}
    for (name, form, kind, _), file in zip(works, files, strict=True):
        shelf.setdefault(name, []).append(File(form, kind, file))
    return shelf


def write(work: tuple[str, Document]) -> bytes:
    """One document in one format; the writers are loaded where they are needed, since they take long."""
    kind, document = work
    return bytes(importlib.import_module(f"briefs.documents.{kind}").write(document))


def lay(data: Data, shelf: Shelf, site: Path) -> None:
    """Lay the documents beside their pages, the same files below both languages."""
    for _, item in data.items():
        for file in shelf.get(item.id, []):
            for path in _paths(item):
                target = site / f"{path}.{file.form}.{file.kind}"
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content(file.kept))


def _every() -> Iterator[tuple[str, str]]:
    for kind, forms in KINDS.items():
        for form in forms:
            yield form, kind


def _paths(item: Policy | Source) -> Iterator[str]:
    """Where an item's documents stand, without their endings."""
    return (f"{language}/{item.path}{item.id}" for language in LANGUAGES)


def _maker() -> str:
    """The hash of the code, the templates and the fonts that documents are made by."""
    here = Path(__file__).parent
    code = [here.parent / name for name in ("colours.py", "terms.py", "tokens.py")]
    return maker([*here.glob("*.py"), *SOURCES, *code], LIBRARIES.split())
