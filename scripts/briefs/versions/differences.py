"""What differs between two versions of an item, part by part."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefs import LANGUAGES
from briefs.content.models import Pair
from briefs.versions.history import Key, Version
from briefs.versions.reading import TEXT, Entry


@dataclass(frozen=True)
class Difference:
    """A part that differs between two versions; `before` or `after` is None if the version has none."""

    key: Key
    entry: Entry
    kind: str
    before: Pair | None
    after: Pair | None

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages in which the part differs."""
        first, second = self.before or Pair("", ""), self.after or Pair("", "")
        return tuple(language for language in LANGUAGES if first[language] != second[language])

    @property
    def is_neutral(self) -> bool:
        """Return whether the part is the same in both languages: figures, codes, names."""
        return all(text is None or text.en == text.ko for text in (self.before, self.after))


def version_differences(before: Version, after: Version) -> list[Difference]:
    """Return what differs between two versions, in the order of the page; removed parts stand in their section."""
    made = []
    keys = [*after.parts, *(key for key in before.parts if key not in after.parts)]
    for key in keys:
        old, new = before.parts.get(key), after.parts.get(key)
        entry, part = new or old or (None, None)
        texts = [found[1].text if found else None for found in (old, new)]
        if entry and part and texts[0] != texts[1]:
            made.append(Difference(key, entry, part.kind, texts[0], texts[1]))
    order = list(dict.fromkeys(found[0].section for found in (*after.parts.values(), *before.parts.values())))
    return sorted(made, key=lambda one: order.index(one.entry.section))


def adjacent_differences(versions: list[Version]) -> Iterator[tuple[Version, Version | None, list[Difference]]]:
    """Yield each version with the one before that it is compared with, the newest first.

    A withheld version is compared with none, and the next one with the last whose text is still there.
    """
    made: list[tuple[Version, Version | None, list[Difference]]] = []
    last: Version | None = None
    for version in versions:
        compared = last if version.reading else None
        made.append((version, compared, version_differences(compared, version) if compared else []))
        last = version if version.reading else last
    yield from reversed(made)


def count_changes(differences: list[Difference]) -> dict[str, int]:
    """Return how much differs: texts in each language, figures, sources, the status."""
    counted = {f"text_{language}": 0 for language in LANGUAGES} | {"figures": 0, "sources": 0, "status": 0}
    for one in differences:
        if one.kind == TEXT:
            for language in one.languages:
                counted[f"text_{language}"] += 1
        else:
            counted[one.kind] += 1
    return counted
