"""The shapes of the data. Only shape: what must agree between values stands in `rules`.

Every value read from YAML is text, a list or a mapping; pydantic gives the types. The JSON Schemas that
editors' tools use (data/schemas/) are generated from these classes.
"""

import dataclasses
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.dataclasses import dataclass

from briefs.content.field_types import (
    FIRST_YEAR,
    LAST_YEAR,
    MOST_OF_NUMBERS,
    check_extract,
    day_of_ours,
    line_or_nothing,
    one_paragraph,
    parse_day,
    parse_flag,
    parse_language,
    partial_date,
    whole_number,
    with_letter,
)
from briefs.content.web_address import check_contact, own_address, web_address

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PASSAGE_PATTERN = r"^p[1-9][0-9]*s[1-9][0-9]*$"
CITATION_PATTERN = r"^[a-z0-9-]+#p[1-9][0-9]*s[1-9][0-9]*$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=60)]
PassageId = Annotated[str, StringConstraints(pattern=PASSAGE_PATTERN, max_length=12)]
Citation = Annotated[str, StringConstraints(pattern=CITATION_PATTERN, max_length=73)]
Line = Annotated[str, StringConstraints(max_length=2000), AfterValidator(one_paragraph)]
NameLine = Annotated[str, StringConstraints(max_length=200), AfterValidator(one_paragraph), AfterValidator(with_letter)]
NameOrNothing = Annotated[str, StringConstraints(max_length=200), AfterValidator(line_or_nothing)]
Extract = Annotated[Line, AfterValidator(check_extract)]
# Its address is a folder, whose name may have 255 bytes: 60 characters have at most 240.
AddressName = Annotated[str, StringConstraints(max_length=60), AfterValidator(one_paragraph)]
Day = Annotated[date, BeforeValidator(parse_day)]
OurDay = Annotated[date, BeforeValidator(parse_day), AfterValidator(day_of_ours)]
PartialDate = Annotated[str, AfterValidator(partial_date)]
WebAddress = Annotated[str, AfterValidator(web_address)]
Digits = BeforeValidator(whole_number)
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR), Digits]
Few = Annotated[list["Text"], Field(max_length=20)]


class Model(BaseModel):
    """What all shapes share: no unknown fields, never changed once made."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


# There are many texts, and with slots each takes a sixth of the memory.
@dataclasses.dataclass(frozen=True, slots=True)
class Pair:
    """A text in both languages that is made at build time, of data that was right: it has no limits of its own."""

    en: str
    ko: str

    def __getitem__(self, language: str) -> str:
        """The text in a language, `en` or `ko`."""
        return str(getattr(self, language))


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class Text(Pair):
    """A reader-facing text in both languages, as the data gives it; there is no third state."""

    en: Line
    ko: Line


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class Name(Text):
    """What something is called, in both languages: short, with a letter in it."""

    en: NameLine
    ko: NameLine


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class Title(Text):
    """A title in both languages: short enough for a heading, a browser's tab and a search result."""

    en: Annotated[str, StringConstraints(max_length=100), AfterValidator(one_paragraph), AfterValidator(with_letter)]
    ko: Annotated[str, StringConstraints(max_length=60), AfterValidator(one_paragraph), AfterValidator(with_letter)]


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class ShortName(Text):
    """A name of a few words, in both languages."""

    en: Annotated[str, StringConstraints(max_length=40), AfterValidator(one_paragraph), AfterValidator(with_letter)]
    ko: Annotated[str, StringConstraints(max_length=24), AfterValidator(one_paragraph), AfterValidator(with_letter)]


class Names(Model):
    """Other names that people type, by language; either list may be empty."""

    en: list[Line] = []
    ko: list[Line] = []

    def __getitem__(self, language: str) -> list[str]:
        """The names in a language, `en` or `ko`."""
        return list(getattr(self, language))


class Aliases(Names):
    """Other names that people type, each of which makes an address too."""

    en: list[AddressName] = []
    ko: list[AddressName] = []


class Change(Model):
    """A dated public note of what changed on a page."""

    date: OurDay
    note: Text
    feed_id: Id | None = None
    """How the feeds know it, for ever; without one, by its day and its English. Before changing these in a published
    note, give it here what ends its id in the feed, or feed readers show it as a new one."""


class Withdrawn(Model):
    """A part of a page that is gone: its anchor was published, so it stays and says what became of it."""

    id: Id
    date: OurDay
    note: Text


class Review(Model):
    """Who compared the Korean with the English, and when."""

    by: NameLine
    date: OurDay


class SignedException(Model):
    """An exception to a check between the languages, with its reason."""

    at: Line
    """The text it is about, as complaints name it: `points.ten-fold.text`."""
    check: Line
    """The check it excuses: `figures`, `names` or `terms`."""
    reason: Line
    """Why the difference is right."""


class Fact(Model):
    """What another source says; never mixed with what the statement says."""

    id: Id
    """Its anchor on the page, for ever."""
    text: Text
    """What the source says; its figures, dates, codes and names must occur in the evidence of the references."""
    as_of: Day
    """The day for which it is said."""
    happened: PartialDate | None = None
    """The date it tells of, for the timeline: YYYY, YYYY-MM or YYYY-MM-DD."""
    confidence: Literal["high", "medium", "inferred"] = "high"
    """How sure it is; whatever is not high is shown."""
    inferred: Text | None = None
    """What of it is inferred, and from what; shown beside it."""
    references: Annotated[list[Id], Field(min_length=1)]
    """Ids from data/references.yml."""
    previous_ids: list[Id] = []
    """Ids that it once had; their anchors stay."""


class Value(Model):
    """One row of a series; a year without figures has a note in place of a value."""

    period: Year
    """A year."""
    value: Annotated[int, Field(ge=0, le=MOST_OF_NUMBERS), Digits] | None = None
    """The figure of that year."""
    note: Text | None = None
    """Why there is none, or what is special about it."""
    inferred: Text | None = None
    """That the figure is inferred, and from what; shown beside it."""
    references: list[Id] = []
    """Ids from data/references.yml whose evidence gives the figure for this year and unit."""


class Series(Model):
    """Figures by year, shown as a chart and as a table."""

    id: Id
    """Its anchor on the page, for ever."""
    title: Name
    unit: Text
    """What is counted: persons, places."""
    note: Text | None = None
    as_of: Day
    """The day for which it is said."""
    values: Annotated[list[Value], Field(min_length=1)]
    """Years in rising order."""
    previous_ids: list[Id] = []
    """Ids that it once had; their anchors stay."""


class Passage(Model):
    """A sentence of a source; its id is its address for ever."""

    id: PassageId
    """Paragraph and sentence: p4s3."""
    role: Literal["address", "thanks", "context", "closing"] | None = None
    """For a sentence that no policy rests on: what it is there for."""
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


class Item(Model):
    """What a source and a policy share."""

    id: Id
    """The file's name and the address for ever."""
    title: Title
    """A noun phrase without a full stop."""
    summary: Text
    """One or two whole sentences."""
    as_of: OurDay
    """The day it was last checked."""
    review_by: OurDay
    """The day by which it is to be checked again."""
    facts: list[Fact] = []
    """What other sources say."""
    since: list[Fact] = []
    """What happened after the statement, as other sources say; `happened` gives a date after its `given_by`."""
    not_stated: Few = []
    """What a reader would look for and the source does not say."""
    changes: Annotated[list[Change], Field(min_length=1)]
    """Public notes of what changed on the page; the first says that it was published."""
    reviewed: Review | None = None
    """Who compared the Korean with the English; without it the page says that nobody has."""
    previous_ids: list[Id] = []
    """Ids that it once had, the oldest first; their addresses stay."""
    withdrawn: list[Withdrawn] = []
    """Parts that are gone; their anchors stay."""
    exceptions: list[SignedException] = []
    """Differences between the languages that are right, with the reason."""

    @property
    def every_fact(self) -> list[Fact]:
        """All that other sources say of it, what happened after the statement last."""
        return [*self.facts, *self.since]

    @property
    def placed_facts(self) -> list[tuple[tuple[str, int], Fact]]:
        """The same, each fact with its place in the file."""
        lists = (("facts", self.facts), ("since", self.since))
        return [((field, number), fact) for field, facts in lists for number, fact in enumerate(facts)]

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

    speaker: Name
    office: Name
    agency: Name
    """The body that said it: the author, where it is cited."""
    ministry: Name
    """What that body belongs to."""
    authoritative: Literal["en"]
    """The language of the original."""
    given_by: Day | None = None
    """The last day on which it can have been given; what happened later stands in `since`."""
    passages: Annotated[list[Passage], Field(min_length=1)]
    """Every sentence, in order."""

    @property
    def path(self) -> str:
        """Its address within a language."""
        return "statement/" if self.id == "statement" else f"sources/{self.id}/"

    @property
    def paragraphs(self) -> list[list[Passage]]:
        """The passages, paragraph by paragraph."""
        numbers = dict.fromkeys(passage.paragraph for passage in self.passages)
        return [[p for p in self.passages if p.paragraph == number] for number in numbers]


class Point(Model):
    """What a source says, in plain words or quoted, with the passages it rests on."""

    id: Id
    """Its anchor on the page, for ever."""
    text: Text
    """What the source says, in plain words; word for word with `quoted`."""
    cites: Annotated[list[Citation], Field(min_length=1)]
    """The sentences it rests on: statement#p4s3."""
    quoted: Annotated[bool, BeforeValidator(parse_flag)] = False
    """Whether the text stands word for word in one of them."""
    previous_ids: list[Id] = []
    """Ids that it once had; their anchors stay."""


class Policy(Item):
    """One policy item: one file, one page; `order` is its place within its theme."""

    theme: Id
    """An id from data/themes.yml."""
    order: Annotated[int, Field(ge=1, le=999), Digits] = 999
    """Its place within its theme; last when left out."""
    status: Id
    """An id from data/statuses.yml."""
    parent: Id | None = None
    """The policy of which it is a measure."""
    short: ShortName | None = None
    """What it is called in a few words."""
    key: Id | None = None
    """Its key figure: the id of one of its series, whose newest value is meant, or of one of its facts."""
    concerns: Text
    """Whom it concerns."""
    points: Annotated[list[Point], Field(min_length=1, max_length=6)]
    """What the statement says."""
    series: list[Series] = []
    """Figures by year from other sources."""
    aliases: Aliases = Aliases()
    """Other names that people search for; each makes an address too: /id/<name>/."""
    codes: list[AddressName] = []
    """Visa codes, which a fact must name; each makes an address too: /id/e-7-4/."""
    related: list[Id] = []
    """Policies to read next."""
    superseded_by: Id | None = None
    """The policy that replaces this one; with the status `superseded`."""

    @property
    def path(self) -> str:
        """Its address within a language."""
        return f"policies/{self.id}/"

    @property
    def key_series(self) -> tuple[Series, Value] | None:
        """The series that is its key figure, with the newest year that has a value."""
        for series in self.series:
            if series.id == self.key:
                return series, [row for row in series.values if row.value is not None][-1]
        return None

    @property
    def key_fact(self) -> Fact | None:
        """The fact that is its key figure."""
        return next((fact for fact in self.every_fact if fact.id == self.key), None)

    def largest(self, series: Series) -> int:
        """What a series' longest bar stands for: the highest value of all its series that count the same thing (the
        first word of their unit), at least 1, so that the charts of a policy can be compared by eye.
        """
        alike = [one for one in self.series if one.unit.en.split()[0] == series.unit.en.split()[0]]
        return max([1, *(row.value for one in alike for row in one.values if row.value is not None)])


class OwnTitle(Model):
    """The title a page gives itself, in its own language."""

    lang: Annotated[str, StringConstraints(pattern="^[a-z]{2}$"), AfterValidator(parse_language)]
    text: Annotated[Line, AfterValidator(with_letter)]


class SourceValue(Model):
    """A figure that a source gives, with what it counts: evidence for a series' row, or for a figure of a fact."""

    period: PartialDate | None = None
    """The year, month or day it is for."""
    counts: Line
    """What it counts; for a series, word for word the series' English unit."""
    value: Line
    """The figure or date."""


class Reference(Model):
    """An outside source of facts. `evidence` and `values` are for checking only: they stand on no page."""

    id: Id
    publisher: Name
    topic: Text
    """What it is about, in our words."""
    title: OwnTitle | None = None
    """Its own title, in its own language; left out where it was not seen."""
    author: Line | None = None
    """Who wrote it, as the source gives the name; left out where it was not seen."""
    address: WebAddress
    """Its canonical address: no AMP page, mobile page or mirror."""
    date: PartialDate | None = None
    """When it was published, as precisely as is known: YYYY, YYYY-MM or YYYY-MM-DD."""
    kind: Literal["official", "press", "secondary"]
    read: OurDay
    """The day we read it."""
    evidence: list[Extract] = []
    """Short extracts, in the source's own language: what our facts may state."""
    values: list[SourceValue] = []
    """The figures it gives, each with what it counts and for when."""


class Theme(Model):
    """A group of policies, in the statement's order."""

    id: Id
    title: Title
    summary: Text
    previous_ids: list[Id] = []

    @property
    def path(self) -> str:
        """Its address within a language."""
        return f"themes/{self.id}/"


class Status(Model):
    """Where a policy stands, with the meaning shown to readers."""

    id: Id
    term: Name
    definition: Text


class Term(Model):
    """One concept of the glossary; `also` are Korean words as right as its term where the context asks for them."""

    id: Id
    kind: Literal["concept", "programme", "organisation", "office", "visa", "document", "event"]
    term: Name
    others: Names = Names()
    """Other names that people use."""
    searched: Names = Names()
    """Words that people search by and that are no names of it; only the search knows them."""
    also: list[Line] = []
    """Korean words as right as its term."""
    codes: list[AddressName] = []
    """Visa codes; each makes an address: /id/e-8/."""
    definition: Text
    avoid: Names = Names()
    """Words that our own texts must not use."""
    note: Text | None = None
    policies: list[Id] = []
    """The policies it belongs to, the nearest first."""
    previous_ids: list[Id] = []
    """Ids that it once had; their addresses stay."""


class Licence(Model):
    """A licence's name and address."""

    name: Name
    address: WebAddress


class Site(Model):
    """What the site is called, who answers for it, and where it stands."""

    name: Title
    description: Text
    languages: Name
    publisher: NameOrNothing
    contact: Annotated[str, AfterValidator(check_contact)]
    """An e-mail address or a web address; empty until there is one."""
    licence: Licence
    address: Annotated[str, AfterValidator(own_address)]

    @property
    def contact_link(self) -> str:
        """The contact as a link leads to it (RFC 9116, 2.5.3, takes it so too); "" without one."""
        written = not self.contact or self.contact.startswith("https://")
        return self.contact if written else f"mailto:{self.contact}"


class References(Model):
    """data/references.yml."""

    references: list[Reference]


class Themes(Model):
    """data/themes.yml."""

    themes: Annotated[list[Theme], Field(min_length=1)]


class Statuses(Model):
    """data/statuses.yml."""

    statuses: Annotated[list[Status], Field(min_length=1)]


class Glossary(Model):
    """data/glossary.yml."""

    terms: Annotated[list[Term], Field(min_length=1)]


class Words(Model):
    """data/words.yml: every word of the interface; `{name}` marks what the page puts in."""

    words: dict[Annotated[str, StringConstraints(pattern="^[a-z0-9_]+$")], Text]


class LexiconEntry(Model):
    """Words of one meaning in both languages: a text that says one in one language says one in the other."""

    id: Id
    kind: Literal["direction", "quality", "negation", "modality", "degree", "bound", "unit"]
    en: Annotated[list[Line], Field(min_length=1)]
    """English words; `*` ends a stem."""
    ko: Annotated[list[Line], Field(min_length=1)]
    """Korean words; `^` begins a word."""
    also: Names = Names()
    """Words that may stand for it, and ask for nothing themselves."""
    opposite: Id | None = None
    """The entry of the contrary meaning, which a source of a text must not say instead."""


class ProperName(Model):
    """A name in both scripts; `id` is its own or that of a glossary term, to whose forms these are added."""

    id: Id
    en: list[Line] = []
    ko: list[Line] = []
    also: Names = Names()
    """What answers the name in a text of the other language without naming it: the speaker."""
    sources: list[Line] = []
    """What sources call it, in any language; our own texts do not."""


class Lexicon(Model):
    """data/lexicon.yml: the words and names that both languages must share."""

    entries: list[LexiconEntry] = []
    names: list[ProperName] = []
    capitals: list[Line] = []
    """English words with a capital letter that are no names to be compared."""
    set_aside: Names = Names()
    """Phrases that hold a word of an entry and do not mean it."""


class Check(Model):
    """One way in which every page was tested; its words stand in words.yml as `checked_<check>`."""

    check: Literal["axe", "zoom", "keyboard", "html"]
    tool: Line
    date: OurDay
    found: list[Line] = []


class Accessibility(Model):
    """data/accessibility.yml, written by a command from a run of the tests."""

    checks: list[Check]


FILES: dict[str, type[Model]] = {
    "site": Site,
    "words": Words,
    "themes": Themes,
    "statuses": Statuses,
    "glossary": Glossary,
    "references": References,
    "lexicon": Lexicon,
    "accessibility": Accessibility,
}
FOLDERS: dict[str, type[Model]] = {"sources": Source, "policies": Policy}
SCHEMAS = {
    {"sources": "source", "policies": "policy"}.get(name, name): shape for name, shape in {**FILES, **FOLDERS}.items()
}
"""The shapes by the names of their files in data/schemas/."""
AnyModel = TypeVar("AnyModel", bound=Model)


def json_schema(shape: type[Model]) -> dict[str, Any]:
    """The JSON Schema of a data file, for editors' tools."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **shape.model_json_schema()}
