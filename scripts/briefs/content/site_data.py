"""All data of the site, and lookups."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NoReturn, TypeVar

from briefs.content.data_file import DataFile
from briefs.content.models import (
    Change,
    Check,
    Fact,
    Item,
    Lexicon,
    Passage,
    Point,
    Policy,
    Reference,
    SearchWords,
    SignedException,
    Site,
    Source,
    Status,
    Term,
    Text,
    Theme,
)
from briefs.content.version_files import VersionFile
from briefs.errors import Problems

Word = TypeVar("Word")


class UiText(dict[str, Word]):
    """The texts of the interface by name; a missing one is a problem of the file."""

    def __init__(self, words: dict[str, Word], file: DataFile) -> None:
        """`words` contains texts in both languages, or in one; `file` is data/words.yml."""
        super().__init__(words)
        self.file = file

    def __missing__(self, name: str) -> NoReturn:
        raise Problems([self.file.problem(("words",), f"must contain the word that the pages use: {name}")])

    def in_language(self, language: str) -> "UiText[str]":
        """Return the texts in one language."""
        return UiText({name: str(text[language]) for name, text in self.items()}, self.file)  # type: ignore[index]

    def for_original(self, name: str, original: str) -> Word:
        """Return a text that names the language of the original (`Data.original_of`); `name` is that for English."""
        return self[name if original == "en" else f"{name}_{original}"]


@dataclass(frozen=True, eq=False)  # compared by identity
class Data:
    """All data of the site in the order of the files; policies by theme and `order`, sources by day."""

    site: Site
    words: UiText[Text]
    themes: dict[str, Theme]
    statuses: dict[str, Status]
    terms: dict[str, Term]
    references: dict[str, Reference]
    lexicon: Lexicon
    search: SearchWords
    checks: list[Check]
    sources: dict[str, Source]
    policies: dict[str, Policy]
    files: dict[str, DataFile] = field(repr=False)
    versions: dict[str, list[VersionFile]] = field(default_factory=dict, repr=False)
    """The stored versions by the item's id of that day, the oldest first."""
    standing: dict[str, str] = field(default_factory=dict, repr=False)
    """The day of the version that has the same content as the item now, by the item's id."""
    histories: dict[str, Any] = field(default_factory=dict, repr=False)
    """What `versions.history` read from the stored versions, by the item's id, since several stages ask for it."""

    def versions_of(self, item: Source | Policy) -> list[VersionFile]:
        """Return the versions of an item, also of those under its former ids, the oldest first."""
        found = [version for name in (*item.previous_ids, item.id) for version in self.versions.get(name, [])]
        return sorted(found, key=lambda version: version.date)

    def cited_path(self, item: Item) -> str:
        """Return the address to cite: of the version with the present content, or else of the item."""
        day = self.standing.get(item.id)
        return f"id/{item.id}/{day}/" if day else f"id/{item.id}/"

    def passages(self) -> dict[str, Passage]:
        """Return every passage of every source, by its citation."""
        return self._passages

    @cached_property
    def _passages(self) -> dict[str, Passage]:
        return {f"{s.id}#{p.id}": p for s in self.sources.values() for p in s.passages}

    @property
    def quote(self) -> str:
        """The citation of the sentence that the home page shows."""
        own = [f"{self.statement.id}#{passage.id}" for passage in self.statement.passages]
        return self.site.quote or next((cite for cite in own if self.policies_citing(cite)), own[0])

    @property
    def statement(self) -> Source:
        """The source that the home page is about."""
        return self.sources[self.site.statement]

    @property
    def other_sources(self) -> list[Source]:
        """The other sources, the newest first."""
        return [source for source in reversed(self.sources.values()) if source.id != self.site.statement]

    def sources_of(self, item: Source | Policy) -> list[Source]:
        """Return the sources of an item in the order in which its points cite them; a source is its own."""
        if isinstance(item, Source):
            return [item]
        names = dict.fromkeys(cite.split("#")[0] for point in item.points for cite in point.cites)
        return [self.sources[name] for name in names if name in self.sources]

    def points_by_source(self, policy: Policy) -> list[tuple[Source, list[Point]]]:
        """Return what each statement says of a policy, in their order; a point is with the first that it cites."""
        order = {name: number for number, name in enumerate(self.sources)}
        found: dict[str, list[Point]] = {}
        for point in policy.points:
            found.setdefault(min((cite.split("#")[0] for cite in point.cites), key=order.__getitem__), []).append(point)
        return [(self.sources[name], found[name]) for name in self.sources if name in found]

    def policies_resting_on(self, source: Source) -> list[Policy]:
        """Return the policies that cite a source."""
        return [policy for policy in self.policies.values() if source in self.sources_of(policy)]

    def original_of(self, *items: Source | Policy) -> str:
        """Return the language of the statements that some items rest on, by default of all: en, ko, or both."""
        rested = [source for item in items or self.sources.values() for source in self.sources_of(item)]
        languages = {source.authoritative for source in rested}
        return languages.pop() if len(languages) == 1 else "both"

    def translated_language(self, file: DataFile) -> str:
        """Return the language into which a file's texts are translated: the site's own are written in English."""
        return "en" if isinstance(file.shape, Source | Policy) and self.original_of(file.shape) == "ko" else "ko"

    def file_of(self, item: Source | Policy) -> DataFile:
        """Return the file of a source or policy."""
        return self.files[f"{'sources' if isinstance(item, Source) else 'policies'}/{item.id}"]

    def items(self) -> Iterator[tuple[DataFile, Source | Policy]]:
        """Yield every source and policy, with its file."""
        for key in self.item_keys():
            yield self.files[key], self.item(key)

    def item_keys(self) -> list[str]:
        """Return the key in `files` of every source and policy."""
        return [f"sources/{name}" for name in self.sources] + [f"policies/{name}" for name in self.policies]

    def item(self, key: str) -> Source | Policy:
        """Return a source or policy by the key of its file."""
        folder, _, name = key.partition("/")
        return self.sources[name] if folder == "sources" else self.policies[name]

    def exceptions(self, key: str) -> list[SignedException]:
        """Return the signed exceptions of a file of `files`."""
        return self.item(key).exceptions if "/" in key else []

    def timeline(self) -> list[tuple[Fact, Source | Policy]]:
        """Return every fact with the date of an event, the earliest first, with its item."""
        return self._timeline

    @cached_property
    def _timeline(self) -> list[tuple[Fact, Source | Policy]]:
        facts = [(fact, item) for _, item in self.items() for fact in item.every_fact if fact.happened]
        return sorted(facts, key=lambda entry: str(entry[0].happened))

    @cached_property
    def changes(self) -> list[tuple[Change, Source | Policy]]:
        """Return every change of every item, the newest first; those of one day in the order of the items."""
        found = [(change, item) for _, item in self.items() for change in item.changes]
        return sorted(found, key=lambda entry: entry[0].date, reverse=True)

    def policies_by_passage(self, source: Source) -> dict[str, list[Policy]]:
        """Return the policies that cite each passage of a source, by the passage's id."""
        found = {passage.id: self.policies_citing(f"{source.id}#{passage.id}") for passage in source.passages}
        return {passage: policies for passage, policies in found.items() if policies}

    def policies_citing(self, citation: str) -> list[Policy]:
        """Return the policies that cite a passage."""
        return self._policies_citing.get(citation, [])

    @cached_property
    def _policies_citing(self) -> dict[str, list[Policy]]:
        found: dict[str, list[Policy]] = {}
        for policy in self.policies.values():
            for citation in dict.fromkeys(cite for point in policy.points for cite in point.cites):
                found.setdefault(citation, []).append(policy)
        return found

    @cached_property
    def child_policies(self) -> dict[str, list[Policy]]:
        """Return the child policies of each policy, by its id."""
        found: dict[str, list[Policy]] = {policy: [] for policy in self.policies}
        for policy in self.policies.values():
            if policy.parent in found:
                found[policy.parent].append(policy)
        return found

    @cached_property
    def neighbours(self) -> dict[str, tuple[Policy | None, Policy | None]]:
        """Return the policies before and after each policy, by its id."""
        order = list(self.policies.values())
        return dict(zip(self.policies, zip([None, *order[:-1]], [*order[1:], None], strict=True), strict=True))
