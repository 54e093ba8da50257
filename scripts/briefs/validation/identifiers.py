"""Check ids, addresses and names of terms."""

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
    """Yield a problem for each file whose name is not the id."""
    for file, item in data.items():
        stem = file.path.rsplit("/", 1)[1].removesuffix(".yml")
        if item.id != stem:
            yield file.problem(("id",), f"must equal the file's name {stem}: {quoted_value(item.id)}")


def check_reserved_ids(data: Data) -> Iterator[Problem]:
    """Yield a problem for each id that the site or a file system reserves."""
    for file, within, one in _addressed_items(data):
        for place, name in address_names(one):
            if place[0] in {"id", "previous_ids"} and name in RESERVED:
                yield file.problem((*within, *place), f"must not be a reserved name: {name}")


def _addressed_items(data: Data) -> Iterator[tuple[DataFile, Location, Item | Theme | Term]]:
    """Yield everything with an address below `/id/`, with its file and its location in it."""
    yield from ((file, (), item) for file, item in data.items())
    for number, theme in enumerate(data.themes.values()):
        yield data.files["themes"], ("themes", number), theme
    for number, term in enumerate(data.terms.values()):
        yield data.files["glossary"], ("terms", number), term


def check_unique_ids(data: Data) -> Iterator[Problem]:
    """Yield a problem for each id or anchor that is repeated within a file."""
    for file in data.files.values():
        seen: dict[str, Location] = {}
        for place, value in _find_ids(file.shape):
            scope = "part" if place[0] in ANCHORED_FIELDS else "id" if place[0] == "previous_ids" else place[0]
            key = f"{scope} {value}"
            if key in seen:
                first, again = sorted((seen[key], place), key=file.line)
                yield file.problem(again, f"must be given once, and is on line {file.line(first)} too: {value}")
            seen.setdefault(key, place)


def check_own_anchors(data: Data) -> Iterator[Problem]:
    """Yield a problem for each id of a part that is an anchor of every page."""
    for file, item in data.items():
        for place, name in _find_ids(item):
            if place[0] in ANCHORED_FIELDS and name in PAGE_ANCHORS:
                yield file.problem(place, f"must not be an anchor that every page has: {name}")


def check_unique_addresses(data: Data) -> Iterator[Problem]:
    """Yield a problem for ids, former ids, codes and other names that several items share."""
    taken: dict[str, str] = {}
    for _, item in data.items():
        taken.setdefault(item.id, item.path)  # an id has priority over other names, whichever file is read first
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
    """Yield a problem for a name that makes no address, or that of another owner.

    Owners are identified by their pages, since a policy and a source may have the same id.
    """
    if slugify(name) in {"", *RESERVED} and place[0] not in {"id", "previous_ids"}:
        yield file.problem(place, f"must make an address of its own: {quoted_value(name)}")
    first = taken.setdefault(slugify(name), owner)
    if first != owner:
        yield file.problem(place, f"must lead to one item, and leads to {first} too: {quoted_value(name)}")


def _find_ids(value: object, place: Location = ()) -> Iterator[tuple[Location, str]]:
    """Yield every `id` of a file, present or former, with its location."""
    for step, inner in child_values(value):
        if step == "id" or place[-1:] == ("previous_ids",):
            yield (*place, step), inner
        yield from _find_ids(inner, (*place, step))


def check_unique_terms(data: Data) -> Iterator[Problem]:
    """Yield a problem for each name that two terms share, in any case and language."""
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
    """Yield the names of a term in both languages, with their locations."""
    for language in LANGUAGES:
        yield ("term", language), term.term[language]
        yield from numbered_names(("others", language), term.others[language])
