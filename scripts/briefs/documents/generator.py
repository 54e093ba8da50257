"""Generate the documents of all items, cached between builds; before the pages, which show their sizes."""

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
    """A generated document: its form, its kind, and its file in the cache."""

    form: str
    kind: str
    cached: Path

    @property
    def size(self) -> int:
        """Return its size in bytes."""
        return self.cached.stat().st_size


GeneratedDocuments = dict[str, list[DocumentFile]]  # the documents of each item, by its id


def document_urls(data: Data, generated: GeneratedDocuments | None = None) -> set[str]:
    """Return every document's address from the site's root; with `generated`, only those of these documents."""
    found = set()
    for _, item in data.items():
        made = (
            [(f.form, f.kind) for f in generated.get(item.id, [])] if generated is not None else list(_document_names())
        )
        found |= {f"/{path}.{form}.{kind}" for path in _document_paths(item) for form, kind in made}
    return found


def generate_documents(
    data: Data,
    address: str,
    folder: Path,
    outdated: set[str],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> GeneratedDocuments:
    """Generate the documents that `folder` does not contain yet, and return all of them.

    `address` is the site's; `outdated` contains the ids of items with outdated Korean. `progress` gets the number of
    documents made and the number to make.
    """
    works = [
        (item.id, form, kind, compose_document(data, item, FORMS[form], address, item.id in outdated))
        for _, item in data.items()
        for form, kind in _document_names()
    ]
    files = cached_files(
        folder, _generator_key(), write_document, [(kind, document) for _, _, kind, document in works], progress
    )
    generated: GeneratedDocuments = {}
    for (name, form, kind, _), file in zip(works, files, strict=True):
        generated.setdefault(name, []).append(DocumentFile(form, kind, file))
    return generated


def write_document(work: tuple[str, Document]) -> bytes:
    """Return one document in one format; the writers are imported when needed, since that takes long."""
    kind, document = work
    write = getattr(importlib.import_module(f"briefs.documents.{kind}"), f"write_{kind}")
    return bytes(write(document))


def copy_documents(data: Data, generated: GeneratedDocuments, site: Path) -> None:
    """Copy the documents beside their pages, the same files for both languages."""
    for _, item in data.items():
        for file in generated.get(item.id, []):
            for path in _document_paths(item):
                target = site / f"{path}.{file.form}.{file.kind}"
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(read_verified(file.cached))


def _document_names() -> Iterator[tuple[str, str]]:
    for kind, forms in KINDS.items():
        for form in forms:
            yield form, kind


def _document_paths(item: Policy | Source) -> Iterator[str]:
    """Return the paths of an item's documents, without their extensions."""
    return (f"{language}/{item.path}{item.id}" for language in LANGUAGES)


def _generator_key() -> str:
    """Return the hash of the code, the templates and the fonts of documents."""
    here = Path(__file__).parent
    code = [here.parent / "colours.py", *here.parent.glob("text/*.py")]
    return cache_key([*here.glob("*.py"), *SOURCES, *code], LIBRARIES.split())
