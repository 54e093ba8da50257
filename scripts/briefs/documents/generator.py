"""Which documents there are, at which addresses; made before the pages, which show their sizes, and kept."""

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefs import LANGUAGES
from briefs.content.models import Policy, Source
from briefs.content.site_data import Data
from briefs.documents.blocks import Document
from briefs.documents.composer import compose_document
from briefs.documents.typesetter import SOURCES
from briefs.utils.cache import cache_key, cached_files, read_verified

FORMS = {"en": ("en",), "ko": ("ko",), "en-ko": ("en", "ko")}
KINDS = {"pdf": tuple(FORMS), "docx": tuple(FORMS), "hwpx": ("ko", "en-ko")}
LIBRARIES = "lxml python-docx python-hwpx segno typst"


@dataclass(frozen=True)
class DocumentFile:
    """A document that was made: its form, its kind, and where it is kept."""

    form: str
    kind: str
    kept: Path

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return self.kept.stat().st_size


GeneratedDocuments = dict[str, list[DocumentFile]]  # the documents of each item, by its id


def document_urls(data: Data, shelf: GeneratedDocuments | None = None) -> set[str]:
    """Every document's address from the site's root; with a shelf, of those only that were made."""
    found = set()
    for _, item in data.items():
        made = [(f.form, f.kind) for f in shelf.get(item.id, [])] if shelf is not None else list(_document_names())
        found |= {f"/{path}.{form}.{kind}" for path in _document_paths(item) for form, kind in made}
    return found


def generate_documents(
    data: Data,
    address: str,
    folder: Path,
    behind: set[str],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> GeneratedDocuments:
    """Make what `folder` does not keep yet.

    `address` is the site's; `behind` holds the ids of items whose Korean is not up to date with their English.
    `progress` is told how many documents are made, of how many.
    """
    works = [
        (item.id, form, kind, compose_document(data, item, FORMS[form], address, item.id in behind))
        for _, item in data.items()
        for form, kind in _document_names()
    ]
    files = cached_files(
        folder, _generator_key(), write_document, [(kind, document) for _, _, kind, document in works], progress
    )
    shelf: GeneratedDocuments = {}
    for (name, form, kind, _), file in zip(works, files, strict=True):
        shelf.setdefault(name, []).append(DocumentFile(form, kind, file))
    return shelf


def write_document(work: tuple[str, Document]) -> bytes:
    """One document in one format; the writers are loaded where they are needed, since they take long."""
    kind, document = work
    return bytes(getattr(importlib.import_module(f"briefs.documents.{kind}"), f"write_{kind}")(document))


def copy_documents(data: Data, shelf: GeneratedDocuments, site: Path) -> None:
    """Lay the documents beside their pages, the same files below both languages."""
    for _, item in data.items():
        for file in shelf.get(item.id, []):
            for path in _document_paths(item):
                target = site / f"{path}.{file.form}.{file.kind}"
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(read_verified(file.kept))


def _document_names() -> Iterator[tuple[str, str]]:
    for kind, forms in KINDS.items():
        for form in forms:
            yield form, kind


def _document_paths(item: Policy | Source) -> Iterator[str]:
    """Where an item's documents stand, without their endings."""
    return (f"{language}/{item.path}{item.id}" for language in LANGUAGES)


def _generator_key() -> str:
    """The hash of the code, the templates and the fonts that documents are made by."""
    here = Path(__file__).parent
    code = [here.parent / "colours.py", *here.parent.glob("text/*.py")]
    return cache_key([*here.glob("*.py"), *SOURCES, *code], LIBRARIES.split())
