"""Rules that ids, addresses and names of terms keep."""

import unicodedata
from collections.abc import Iterator

from briefs import LANGUAGES
from briefs.content.data_file import DataFile, child_values
from briefs.content.models import Item, Term, Theme
from briefs.content.site_data import Data
from briefs.content.yaml_reader import Location
from briefs.errors import Problem, quoted_value
from briefs.urls.slugs import ANCHORED_FIELDS, PAGE_ANCHORS, RESERVED, address_names, numbered_names, slugify


def check_file_names(data: Data) -> Iterator[Problem]:
    """File name = id = address."""
    for file, item in data.items():
        stem = file.path.rsplit("/", 1)[1].removesuffix(".yml")
        if item.id != stem:
            yield file.problem(("id",), f"must equal the file's name {stem}: {quoted_value(item.id)}")


def check_reserved_ids(data: Data) -> Iterator[Problem]:
    """An id is an address: not a name that the site or a file system keeps for itself."""
    for file, within, one in _addressed_items(data):
        for place, name in address_names(one):
            if place[0] in {"id", "previous_ids"} and name in RESERVED:
                yield file.problem((*within, *place), f"must not be a reserved name: {name}")


def _addressed_items(data: Data) -> Iterator[tuple[DataFile, Location, Item | Theme | Term]]:
    """Everything with an address below `/id/`, with its file and its place in it."""
    yield from ((file, (), item) for file, item in data.items())
    for number, theme in enumerate(data.themes.values()):
        yield data.files["themes"], ("themes", number), theme
    for number, term in enumerate(data.terms.values()):
        yield data.files["glossary"], ("terms", number), term


def check_unique_ids(data: Data) -> Iterator[Problem]:
    """Within a file every id and every anchor is given once."""
    for file in data.files.values():
        seen: dict[str, Location] = {}
        for place, value in _find_ids(file.shape):
            scope = "part" if place[0] in ANCHORED_FIELDS else "id" if place[0] == "previous_ids" else place[0]
            key = f"{scope} {value}"
            if key in seen:
                first, again = sorted((seen[key], place), key=file.line)
                yield file.problem(again, f"must be given once, and stands on line {file.line(first)} too: {value}")
            seen.setdefault(key, place)


def check_own_anchors(data: Data) -> Iterator[Problem]:
    """The id of a part of a page is no anchor that the page has anyhow."""
    for file, item in data.items():
        for place, name in _find_ids(item):
            if place[0] in ANCHORED_FIELDS and name in PAGE_ANCHORS:
                yield file.problem(place, f"must not be an anchor that every page has: {name}")


def check_unique_addresses(data: Data) -> Iterator[Problem]:
    """Permanent addresses lead to one item: ids, previous ids, codes and other names are never shared."""
    taken: dict[str, str] = {}
    for _, item in data.items():
        taken.setdefault(item.id, item.path)  # an id goes before other names, whichever file is read first
    for file, item in data.items():
        for place, name in address_names(item):
            yield from _address_conflicts(file, place, name, item.path, taken)
    file = data.files["glossary"]
    items = set(taken)
    for number, term in enumerate(data.terms.values()):
        for place, code in numbered_names(("codes",), term.codes):
            if slugify(code) not in items:  # an item's own code leads to the item
                yield from _address_conflicts(file, ("terms", number, *place), code, f"glossary/#{term.id}", taken)


def _address_conflicts(
    file: DataFile, place: Location, name: str, owner: str, taken: dict[str, str]
) -> Iterator[Problem]:
    """Complain of a name that makes no address, or that of another owner; owners are told apart by their pages, since a
    policy and a source may have the same id.
    """
    if slugify(name) in {"", *RESERVED} and place[0] not in {"id", "previous_ids"}:
        yield file.problem(place, f"must make an address of its own: {quoted_value(name)}")
    first = taken.setdefault(slugify(name), owner)
    if first != owner:
        yield file.problem(place, f"must lead to one item, and leads to {first} too: {quoted_value(name)}")


def _find_ids(value: object, place: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every `id` of a file, present or former, with its place."""
    for step, inner in child_values(value):
        if step == "id" or place[-1:] == ("previous_ids",):
            yield (*place, step), inner
        yield from _find_ids(inner, (*place, step))


def check_unique_terms(data: Data) -> Iterator[Problem]:
    """No two terms of the glossary have one name, in whatever letters and language: texts lead to one term."""
    file = data.files["glossary"]
    owners: dict[str, Term] = {}
    for number, term in enumerate(data.terms.values()):
        for place, name in _term_names(term):
            first = owners.setdefault(unicodedata.normalize("NFKC", name).casefold(), term)
            if first is not term:
                yield file.problem(
                    ("terms", number, *place), f"must name one term, and names {first.id} too: {quoted_value(name)}"
                )


def _term_names(term: Term) -> Iterator[tuple[Location, str]]:
    """What a term is called, in both languages, with its place."""
    for language in LANGUAGES:
        yield ("term", language), term.term[language]
        yield from numbered_names(("others", language), term.others[language])
