"""The shapes of the data. Only shape: what must agree between values stands in `rules`.

Every value read from YAML is text, a list or a mapping; pydantic gives the types. The JSON Schemas that
editors' tools use (data/schemas/) are generated from these classes.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _one_paragraph(value: str) -> str:
    value = value.strip()
    if not value:
        raise ValueError("must not be empty")
    if "\n" in value:
        raise ValueError("must be one paragraph")
    return value


def _day(value: object) -> object:
    if isinstance(value, str):
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
                raise ValueError
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError("must be a date (YYYY-MM-DD)") from None
    return value


def _partial_date(value: str) -> str:
    try:
        if not PARTIAL_DATE.fullmatch(value):
            raise ValueError
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        raise ValueError("must be a date (YYYY, YYYY-MM or YYYY-MM-DD)") from None
    return value


def _web_address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"']+", value):
        raise ValueError("must be a web address (https://...)")
    return value


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=60)]
PassageId = Annotated[str, StringConstraints(pattern=r"^p[1-9]\d*s[1-9]\d*$")]
Citation = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+#p[1-9]\d*s[1-9]\d*$")]
Line = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_one_paragraph)]
Day = Annotated[date, BeforeValidator(_day)]
PartialDate = Annotated[str, AfterValidator(_partial_date)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Year = Annotated[int, Field(ge=1900, le=2100)]
Few = Annotated[list["Text"], Field(max_length=20)]


class Shape(BaseModel):
    """What all shapes share: no unknown fields, never changed once made."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Text(Shape):
    """A reader-facing text in both languages; there is no third state."""

    en: Line
    ko: Line

    def __getitem__(self, language: str) -> str:
        """The text in a language, `en` or `ko`."""
        return str(getattr(self, language))


class Title(Text):
    """A title in both languages: short enough for a heading, a browser's tab and a search result."""

    en: Annotated[str, StringConstraints(max_length=100), AfterValidator(_one_paragraph)]
    ko: Annotated[str, StringConstraints(max_length=60), AfterValidator(_one_paragraph)]


class Names(Shape):
    """Other names that people type, by language; either list may be empty."""

    en: list[Line] = []
    ko: list[Line] = []

    def __getitem__(self, language: str) -> list[str]:
        """The names in a language, `en` or `ko`."""
        return list(getattr(self, language))


class Change(Shape):
    """A dated public note of what changed on a page."""

    date: Day
    note: Text


class Withdrawn(Shape):
    """A part of a page that is gone: its anchor was published, so it stays and says what became of it."""

    id: Id
    date: Day
    note: Text


class Review(Shape):
    """Who compared the Korean with the English, and when."""

    by: Line
    date: Day


class Signed(Shape):
    """An exception to a check between the languages, with its reason."""

    at: Line
    check: Line
    reason: Line


class Fact(Shape):
    """What another source says; never mixed with what the statement says."""

    id: Id
    text: Text
    as_of: Day
    happened: PartialDate | None = None
    confidence: Literal["high", "medium", "inferred"] = "high"
    references: Annotated[list[Id], Field(min_length=1)]
    previous_ids: list[Id] = []


class Value(Shape):
    """One row of a series; a year without figures has a note in place of a value."""

    period: Year
    value: Annotated[int, Field(ge=0)] | None = None
    note: Text | None = None
    references: list[Id] = []


class Series(Shape):
    """Figures by year, shown as a chart and as a table."""

    id: Id
    title: Text
    unit: Text
    note: Text | None = None
    as_of: Day
    values: Annotated[list[Value], Field(min_length=1)]
    previous_ids: list[Id] = []


class Passage(Shape):
    """A sentence of a source; its id is its address for ever."""

    id: PassageId
    role: Literal["address", "thanks", "context", "closing"] | None = None
    en: Line
    ko: Line

    def __getitem__(self, language: str) -> str:
        """The sentence in a language, `en` or `ko`."""
        return str(getattr(self, language))

    @property
    def paragraph(self) -> int:
        """The number of its paragraph, from 1."""
        return int(self.id[1:].split("s")[0])

    @property
    def sentence(self) -> int:
        """Its number within the paragraph, from 1."""
        return int(self.id.split("s")[1])


class Item(Shape):
    """What a source and a policy share."""

    id: Id
    title: Title
    summary: Text
    as_of: Day
    review_by: Day
    facts: list[Fact] = []
    not_stated: Few = []
    changes: Annotated[list[Change], Field(min_length=1)]
    reviewed: Review | None = None
    previous_ids: list[Id] = []
    withdrawn: list[Withdrawn] = []
    exceptions: list[Signed] = []

    @property
    def issued(self) -> date:
        """The day of its first public note."""
        return min(change.date for change in self.changes)

    @property
    def modified(self) -> date:
        """The last day that anything is known of it: checked, or changed."""
        return max([self.as_of, *(change.date for change in self.changes)])


class Source(Item):
    """What was said, passage by passage; the language that is not authoritative is a translation."""

    speaker: Text
    office: Text
    ministry: Text
    authoritative: Literal["en"]
    passages: Annotated[list[Passage], Field(min_length=1)]

    @property
    def path(self) -> str:
        """Its address within a language."""
        return "statement/" if self.id == "statement" else f"sources/{self.id}/"

    @property
    def paragraphs(self) -> list[list[Passage]]:
        """The passages, paragraph by paragraph."""
        numbers = dict.fromkeys(passage.paragraph for passage in self.passages)
        return [[p for p in self.passages if p.paragraph == number] for number in numbers]


class Point(Shape):
    """What a source says, in plain words or quoted, with the passages it rests on."""

    id: Id
    text: Text
    cites: Annotated[list[Citation], Field(min_length=1)]
    quoted: bool = False
    previous_ids: list[Id] = []


class Policy(Item):
    """One policy item: one file, one page; `order` is its place within its theme."""

    theme: Id
    order: Annotated[int, Field(ge=1, le=999)] = 999
    status: Id
    parent: Id | None = None
    concerns: Text
    points: Annotated[list[Point], Field(min_length=1, max_length=6)]
    series: list[Series] = []
    aliases: Names = Names()
    codes: list[Line] = []
    related: list[Id] = []
    superseded_by: Id | None = None

    @property
    def path(self) -> str:
        """Its address within a language."""
        return f"policies/{self.id}/"


class OwnTitle(Shape):
    """The title a page gives itself, in its own language."""

    lang: Annotated[str, StringConstraints(pattern="^[a-z]{2}$")]
    text: Line


class Reference(Shape):
    """An outside source of facts. `figures` records what of it our facts may state."""

    id: Id
    publisher: Text
    topic: Text
    title: OwnTitle | None = None
    address: WebAddress
    date: PartialDate | None = None
    kind: Literal["official", "press", "secondary"]
    read: Day
    evidence: Line | None = None
    figures: list[Line] = []


class Theme(Shape):
    """A group of policies, in the statement's order."""

    id: Id
    title: Title
    summary: Text
    previous_ids: list[Id] = []

    @property
    def path(self) -> str:
        """Its address within a language."""
        return f"themes/{self.id}/"


class Status(Shape):
    """Where a policy stands, with the meaning shown to readers."""

    id: Id
    term: Text
    definition: Text


class Term(Shape):
    """One concept of the glossary; `also` are Korean words as right as its term where the context asks for them."""

    id: Id
    kind: Literal["concept", "programme", "organisation", "office", "visa", "document", "event"]
    term: Text
    others: Names = Names()
    also: list[Line] = []
    codes: list[Line] = []
    definition: Text
    avoid: Names = Names()
    note: Text | None = None
    policies: list[Id] = []
    previous_ids: list[Id] = []


class Licence(Shape):
    """A licence's name and address."""

    name: Text
    address: WebAddress


class Site(Shape):
    """What the site is called, who answers for it, and where it stands."""

    name: Text
    description: Text
    languages: Text
    publisher: str
    contact: str
    licence: Licence
    code_licence: Licence
    address: WebAddress


class References(Shape):
    """data/references.yml."""

    references: list[Reference]


class Themes(Shape):
    """data/themes.yml."""

    themes: Annotated[list[Theme], Field(min_length=1)]


class Statuses(Shape):
    """data/statuses.yml."""

    statuses: Annotated[list[Status], Field(min_length=1)]


class Glossary(Shape):
    """data/glossary.yml."""

    terms: Annotated[list[Term], Field(min_length=1)]


class Words(Shape):
    """data/words.yml: every word of the interface; `{name}` marks what the page puts in."""

    words: dict[Annotated[str, StringConstraints(pattern="^[a-z0-9_]+$")], Text]


class Check(Shape):
    """One way in which every page was tested; its words stand in words.yml as `checked_<check>`."""

    check: Literal["axe", "zoom", "keyboard", "html"]
    tool: Line
    date: Day
    pages: Annotated[int, Field(ge=1)]
    found: list[Line] = []


class Accessibility(Shape):
    """data/accessibility.yml, written by a command from a run of the tests."""

    checks: list[Check]


FILES: dict[str, type[Shape]] = {
    "site": Site,
    "words": Words,
    "themes": Themes,
    "statuses": Statuses,
    "glossary": Glossary,
    "references": References,
    "accessibility": Accessibility,
}
FOLDERS: dict[str, type[Shape]] = {"sources": Source, "policies": Policy}
AnyShape = TypeVar("AnyShape", bound=Shape)


def json_schema(shape: type[Shape]) -> dict[str, Any]:
    """The JSON Schema of a data file, for editors' tools."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **shape.model_json_schema()}
