"""Names in permanent addresses: slugs, reserved names, and the names of an item."""

import re
from collections.abc import Iterator

from briefs import LANGUAGES
from briefs.content.models import Item, Policy, Term, Theme
from briefs.content.yaml_reader import Location

WINDOWS_DEVICE_NAMES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
}
"""Names that no file may have on Windows, whatever its extension."""
RESERVED = WINDOWS_DEVICE_NAMES | {
    "index",
    "id",
    "theme",
    "term",
    "api",
    "en",
    "ko",
    "parallel",
    "assets",
    "content",
    "contents",
    "sources",
}
PAGE_ANCHORS = {"said", "since", "known", "unsaid", "documents", "related", "both", "cite", "content"}
"""The anchors of every policy page. Anchors that templates derive from an id contain `--`, as no id does."""
ANCHORED_FIELDS = {"points", "facts", "since", "series", "passages", "withdrawn"}
"""The fields of an item whose entries have an anchor on its page."""


def slugify(name: str) -> str:
    """Return a name as it is in a permanent address: lower case, words joined by hyphens."""
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-")


def address_names(item: Item | Theme | Term) -> Iterator[tuple[Location, str]]:
    """Yield every name of an item below `/id/`, with its place in the file: id, former ids, codes and other names."""
    yield ("id",), item.id
    yield from numbered_names(("previous_ids",), item.previous_ids)
    if isinstance(item, Policy):
        yield from numbered_names(("codes",), item.codes)
        for language in LANGUAGES:
            yield from numbered_names(("aliases", language), item.aliases[language])


def numbered_names(place: Location, names: list[str]) -> list[tuple[Location, str]]:
    """Return the names of a list, each with its place."""
    return [((*place, number), name) for number, name in enumerate(names)]
