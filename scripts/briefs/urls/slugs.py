"""Ids, anchors and other names are addresses for ever: what leads to an item, and the rules that each name keeps."""

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
"""Names that no file may have on Windows, whatever its ending."""
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
PAGE_ANCHORS = {"said", "since", "known", "unsaid", "related", "both", "cite", "content"}
"""The anchors that every policy's page has. Those that templates make of an id hold `--`, as no id does."""
ANCHORED_FIELDS = {"points", "facts", "since", "series", "passages", "withdrawn"}
"""What of an item has its anchor on the item's page."""


def slugify(name: str) -> str:
    """A name as it stands in a permanent address: lower case, words joined by hyphens."""
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-")


def address_names(item: Item | Theme | Term) -> Iterator[tuple[Location, str]]:
    """What leads to an item below `/id/`, with its place in the file: its id, former ids, codes and other names."""
    yield ("id",), item.id
    yield from numbered_names(("previous_ids",), item.previous_ids)
    if isinstance(item, Policy):
        yield from numbered_names(("codes",), item.codes)
        for language in LANGUAGES:
            yield from numbered_names(("aliases", language), item.aliases[language])


def numbered_names(place: Location, names: list[str]) -> list[tuple[Location, str]]:
    """The names of a list, each with its place."""
    return [((*place, number), name) for number, name in enumerate(names)]
