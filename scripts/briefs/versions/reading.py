"""What a stored version says, whatever its form: entries in the order of the page, each with its parts.

Pages, comparisons and the API use only these shapes; a reader for each form (`form_1`) makes them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from briefs.content.models import Pair

TEXT, FIGURES, STATUS, SOURCES = KINDS = ("text", "figures", "status", "sources")
"""What can change: words, figures of a series, the status, the sentences and sources that something rests on."""


@dataclass(frozen=True)
class SourceLink:
    """A sentence or an outside source that something rests on; an address within the site begins with `/`."""

    address: str
    text: Pair


@dataclass(frozen=True)
class Part:
    """One thing that an entry says; `name` tells what it is, `year` which figure of a series it belongs to."""

    name: str
    kind: str
    text: Pair
    links: tuple[SourceLink, ...] = ()
    year: str = ""


@dataclass(frozen=True)
class Entry:
    """What has an anchor of its own on a page, or none (`id` is empty); `section` is the part of the page."""

    section: str
    id: str
    parts: tuple[Part, ...]

    def part(self, name: str, year: str = "") -> Part | None:
        """Return the part with that name."""
        return next((part for part in self.parts if (part.name, part.year) == (name, year)), None)

    @property
    def years(self) -> list[str]:
        """Return the years of a series."""
        return list(dict.fromkeys(part.year for part in self.parts if part.year))


@dataclass(frozen=True)
class Explanation:
    """A glossary term as it was explained."""

    id: str
    term: Pair
    definition: Pair


@dataclass(frozen=True)
class Reading:
    """A version: its title and summary, its entries, its notes by day, its anchors, its glossary terms."""

    title: Pair
    summary: Pair
    checked: str
    entries: tuple[Entry, ...]
    notes: tuple[tuple[str, Pair], ...]
    anchors: tuple[str, ...]
    terms: tuple[Explanation, ...]

    def parts(self) -> Iterator[tuple[Entry, Part]]:
        """Yield every part with its entry."""
        yield from ((entry, part) for entry in self.entries for part in entry.parts)

    def content(self) -> list[tuple[str, ...]]:
        """Return what counts as the content of a version, comparable with that of another.

        The days on which the item was checked and the explanations of the glossary are no content of it.
        """
        return sorted(
            (entry.id or entry.section, part.name, part.year, part.text.en, part.text.ko)
            for entry, part in self.parts()
        )
