"""Define the fields of each data file and the form of each value; `validation/` checks what must agree.

Every value read from YAML is text, a list or a mapping; pydantic converts it to its type. The JSON Schemas for
editors (data/schemas/) are generated from these classes, with the field docstrings as descriptions; data/README.md
repeats them.
"""

import dataclasses
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, StringConstraints
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
# A folder on disk has this name. Its limit is 255 bytes; 60 characters have at most 240.
AddressName = Annotated[str, StringConstraints(max_length=60), AfterValidator(one_paragraph)]
Day = Annotated[date, BeforeValidator(parse_day)]
OurDay = Annotated[date, BeforeValidator(parse_day), AfterValidator(day_of_ours)]
PartialDate = Annotated[str, AfterValidator(partial_date)]
WebAddress = Annotated[str, AfterValidator(web_address)]
Digits = BeforeValidator(whole_number)
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR), Digits]
Few = Annotated[list["Text"], Field(max_length=20)]


class Model(BaseModel):
    """Base of all models: unknown fields are refused, instances are immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


# There are many texts; slots reduce the memory of each to a sixth.
@dataclasses.dataclass(frozen=True, slots=True)
class Pair:
    """A text in both languages that the build makes from validated data; it has no limits of its own."""

    en: str
    ko: str

    def __getitem__(self, language: str) -> str:
        """Return the text in a language, `en` or `ko`."""
        return str(getattr(self, language))


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class Text(Pair):
    """A reader-facing text; both languages are required."""

    en: Line
    ko: Line


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class Name(Text):
    """A short name in both languages, with at least one letter."""

    en: NameLine
    ko: NameLine


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class Title(Text):
    """A title in both languages, short enough for a heading, a browser tab and a search result."""

    en: Annotated[str, StringConstraints(max_length=100), AfterValidator(one_paragraph), AfterValidator(with_letter)]
    ko: Annotated[str, StringConstraints(max_length=60), AfterValidator(one_paragraph), AfterValidator(with_letter)]


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class ShortName(Text):
    """A name of a few words, in both languages."""

    en: Annotated[str, StringConstraints(max_length=40), AfterValidator(one_paragraph), AfterValidator(with_letter)]
    ko: Annotated[str, StringConstraints(max_length=24), AfterValidator(one_paragraph), AfterValidator(with_letter)]


class Names(Model):
    """Further names or words by language; either list may be empty."""

    en: list[Line] = []
    ko: list[Line] = []

    def __getitem__(self, language: str) -> list[str]:
        """Return the names in a language, `en` or `ko`."""
        return list(getattr(self, language))


class Aliases(Names):
    """Other names that people search for; each makes an address too."""

    en: list[AddressName] = []
    ko: list[AddressName] = []


class Change(Model):
    """A dated public note of what changed on a page."""

    date: OurDay
    """The day of the change."""
    note: Text
    """What changed, in one sentence."""
    feed_id: Id | None = None
    """The permanent id of the note in the feeds; without one, it is made from the day and the English text. Before you
    change these in a published note, copy here the end of its id in the feed, or feed readers show it as new."""


class Withdrawn(Model):
    """A part that was removed from a page; its published anchor stays and explains what happened."""

    id: Id
    """The id that the part had."""
    date: OurDay
    """The day it was removed."""
    note: Text
    """Why it was removed."""
    series: Annotated[bool, BeforeValidator(parse_flag)] = False
    """Whether it was a series: then its files and its page for frames stay too, and say that it was removed."""


class Review(Model):
    """Who compared the Korean with the English, and when."""

    by: NameLine
    """The name of the reviewer."""
    date: OurDay
    """The day of the review."""


class SignedException(Model):
    """An exception to a comparison of the languages, with its reason."""

    at: Line
    """The text it applies to, as problems name it: `points.ten-fold.text`."""
    check: Line
    """The check it excuses: `figures`, `names`, `terms`, `meaning`, `units` or `order`."""
    reason: Line
    """Why the difference is right."""


class Fact(Model):
    """A statement of another source; never mixed with the points."""

    id: Id
    """Its permanent anchor on the page."""
    text: Text
    """What the source says. Its figures, dates, codes and names must occur in the evidence of the references."""
    brief: Text | None = None
    """Its short form, for lists and pictures, if it is a key figure; it may state only what `text` states."""
    as_of: Day
    """The day for which it was true."""
    happened: PartialDate | None = None
    """The date of the event, for the timeline: YYYY, YYYY-MM or YYYY-MM-DD."""
    confidence: Literal["high", "medium", "inferred"] = "high"
    """How certain it is; pages show it unless it is high."""
    inferred: Text | None = None
    """Which part is inferred, and from what; shown beside it."""
    figure: Text | None = None
    """The figure that it holds, in words of its text; the figures page shows it."""
    references: Annotated[list[Id], Field(min_length=1)]
    """Ids from data/references.yml."""
    previous_ids: list[Id] = []
    """Former ids; their anchors stay."""

    @property
    def day(self) -> str:
        """Return the date that it stands under: when it happened, or for which day it was true."""
        return self.happened or self.as_of.isoformat()


class Value(Model):
    """One row of a series; a year without a value needs a note."""

    period: Year
    """The year."""
    value: Annotated[int, Field(ge=0, le=MOST_OF_NUMBERS), Digits] | None = None
    """The figure of that year."""
    note: Text | None = None
    """Why there is no value, or what is special about it."""
    rounded: Annotated[bool, BeforeValidator(parse_flag)] = False
    """Whether the source gives it rounded; charts mark it."""
    partial: Annotated[bool, BeforeValidator(parse_flag)] = False
    """Whether it was counted before the end of the year; charts mark it."""
    inferred: Text | None = None
    """How the figure is inferred, and from what; shown beside it."""
    references: list[Id] = []
    """Ids from data/references.yml whose `values` or evidence give the figure for this year and unit."""


class Series(Model):
    """Figures by year, shown as a chart and a table."""

    id: Id
    """Its permanent anchor on the page."""
    title: Name
    """The heading of chart and table."""
    unit: Text
    """What is counted: persons, places."""
    brief: Text | None = None
    """What is counted in a word or two, for lists and pictures, where the title says the rest."""
    note: Text | None = None
    """A note on the series as a whole."""
    chart: Literal["bars", "line"] | None = None
    """How it is drawn; without it as bars for up to 8 years, as a line for more."""
    compare_with: Id | None = None
    """The series of the policy that is drawn in the same chart, on the same scale, as a part of this one."""
    as_of: Day
    """The day for which it was true."""
    values: Annotated[list[Value], Field(min_length=1)]
    """The rows, with years in rising order."""
    previous_ids: list[Id] = []
    """Former ids; their anchors stay."""


class Passage(Model):
    """A sentence of a source; its id is its permanent anchor."""

    id: PassageId
    """Paragraph and sentence, such as p4s3; also the anchor."""
    role: Literal["address", "thanks", "context", "closing"] | None = None
    """The function of a sentence that no policy cites."""
    en: Line
    """The sentence in English."""
    ko: Line
    """The sentence in Korean."""
    sic: Text | None = None
    """What looks like an error, and is so in the original; shown as [sic]."""

    def __getitem__(self, language: str) -> str:
        """Return the sentence in a language, `en` or `ko`."""
        return str(getattr(self, language))

    @property
    def paragraph(self) -> int:
        """Return the number of the paragraph, from 1."""
        return int(self.id[1:].split("s")[0])

    @property
    def sentence(self) -> int:
        """Return the number within the paragraph, from 1."""
        return int(self.id.split("s")[1])

    @property
    def place(self) -> tuple[int, int]:
        """Return both numbers, for the order of the source."""
        return self.paragraph, self.sentence


class Item(Model):
    """The fields that sources and policies share."""

    id: Id
    """The file's name and the permanent address."""
    title: Title
    """A noun phrase without a full stop."""
    summary: Text
    """One or two complete sentences."""
    as_of: OurDay
    """The day it was last checked."""
    review_by: OurDay
    """The day by which it must be checked again."""
    facts: list[Fact] = []
    """Statements of other sources."""
    since: list[Fact] = []
    """What happened after the statement, by other sources; `happened` is a date after the statement's `given_by`."""
    not_stated: Few = []
    """What a reader would look for and the source does not state."""
    changes: Annotated[list[Change], Field(min_length=1)]
    """Public notes of changes to the page; the earliest says that it was published."""
    reviewed: Review | None = None
    """Who compared the Korean with the English; without it the page says that nobody has."""
    previous_ids: list[Id] = []
    """Former ids, the oldest first; their addresses stay."""
    withdrawn: list[Withdrawn] = []
    """Removed parts; their anchors stay."""
    exceptions: list[SignedException] = []
    """Intended differences between the languages, with the reason."""

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
        """Return the day of the first public note."""
        return min(change.date for change in self.changes)

    @property
    def modified(self) -> date:
        """Return the last day on which it was checked or changed."""
        return max([self.as_of, *(change.date for change in self.changes)])


class Source(Item):
    """A statement, sentence by sentence; the language that is not authoritative is a translation."""

    short: Text | None = None
    """Its name as the title of its page; without it, `title`."""
    byline: Text | None = None
    """Who gave it, in which office, and when; shown under the title."""
    speaker: Name
    """Who made the statement."""
    office: Name
    """The speaker's office."""
    agency: Name
    """The speaker's organisation; citations name it as the author."""
    ministry: Name
    """The ministry or parent body of the organisation."""
    authoritative: Literal["en", "ko"]
    """The language of the original."""
    given_by: Day | None = None
    """The last day on which it can have been given; what happened later is in `since`."""
    passages: Annotated[list[Passage], Field(min_length=1)]
    """Every sentence, in order."""
    _main: str = PrivateAttr(default="statement")

    @property
    def path(self) -> str:
        """Return the address within a language; that of the site's own statement is `statement/`."""
        return "statement/" if self.id == self._main else f"sources/{self.id}/"

    def place_on(self, site: "Site") -> None:
        """Give the source its address, which depends on whether the site names it."""
        self._main = site.statement

    @property
    def paragraphs(self) -> list[list[Passage]]:
        """Return the passages grouped by paragraph."""
        numbers = dict.fromkeys(passage.paragraph for passage in self.passages)
        return [[p for p in self.passages if p.paragraph == number] for number in numbers]


class Point(Model):
    """A statement of the source, in plain words or quoted, with the sentences it rests on."""

    id: Id
    """Its permanent anchor on the page."""
    text: Text
    """What the source says, in plain words; verbatim with `quoted`."""
    cites: Annotated[list[Citation], Field(min_length=1)]
    """The sentences it rests on, such as statement#p4s3."""
    quoted: Annotated[bool, BeforeValidator(parse_flag)] = False
    """Whether the text is verbatim from one of these sentences."""
    previous_ids: list[Id] = []
    """Former ids; their anchors stay."""


class Policy(Item):
    """A policy: one file, one page."""

    theme: Id
    """An id from data/themes.yml."""
    order: Annotated[int, Field(ge=1, le=999), Digits] = 999
    """The position within its theme; last if left out."""
    status: Id
    """An id from data/statuses.yml."""
    parent: Id | None = None
    """The policy of which this one is a measure."""
    short: ShortName | None = None
    """The policy's name in a few words."""
    key: Id | None = None
    """The policy's key figure: the id of one of its series, for its newest value, or of one of its facts."""
    concerns: Text
    """Whom it concerns."""
    points: Annotated[list[Point], Field(min_length=1, max_length=6)]
    """What the statement says, in 1 to 6 points."""
    series: list[Series] = []
    """Figures by year from other sources."""
    aliases: Aliases = Aliases()
    """Other names that people search for; each makes an address too: /id/<name>/."""
    codes: list[AddressName] = []
    """Visa codes, each named by a fact or series; each makes an address too: /id/e-7-4/."""
    related: list[Id] = []
    """Policies to read next."""
    superseded_by: Id | None = None
    """The policy that replaces this one; with the status `superseded`."""

    @property
    def path(self) -> str:
        """Return the address within a language."""
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

    def compared(self, series: Series) -> Series | None:
        """Return the series that is drawn in the chart of another one."""
        return next((one for one in self.series if one.id == series.compare_with), None)

    def largest(self, series: Series) -> int:
        """Return the highest value, at least 1, of a series and of those that it is compared with."""
        ids = {series.id, series.compare_with}
        alike = [one for one in self.series if one.id in ids or one.compare_with == series.id]
        return max([1, *(row.value for one in alike for row in one.values if row.value is not None)])


class OwnTitle(Model):
    """The original title of a publication, in its own language."""

    lang: Annotated[str, StringConstraints(pattern="^[a-z]{2}$"), AfterValidator(parse_language)]
    """The language code (ISO 639-1), such as en."""
    text: Annotated[Line, AfterValidator(with_letter)]
    """The title."""


class SourceValue(Model):
    """A figure from a source, with what it counts: evidence for a row of a series or a figure of a fact."""

    period: PartialDate | None = None
    """The year, month or day of the figure."""
    counts: Line
    """What it counts; for a series, exactly the English unit of the series."""
    value: Line
    """The figure or date."""


class Reference(Model):
    """An outside source of facts. `evidence` and `values` are for validation only: no page shows them."""

    id: Id
    """The id by which facts and series name it."""
    publisher: Name
    """Who published it; the same name in all references."""
    topic: Text
    """The subject, in our words."""
    title: OwnTitle | None = None
    """The original title; left out if it is not known."""
    author: Line | None = None
    """The author as the source gives the name; left out if it is not known."""
    address: WebAddress
    """The canonical address: no AMP page, mobile page or mirror."""
    date: PartialDate | None = None
    """The date of publication, as precisely as is known: YYYY, YYYY-MM or YYYY-MM-DD."""
    kind: Literal["official", "press", "secondary"]
    """The kind of source."""
    read: OurDay
    """The day on which we read it."""
    evidence: list[Extract] = []
    """Short extracts in the language of the source; facts may state only what they contain."""
    values: list[SourceValue] = []
    """Figures of the source, each with what it counts and its date."""


class Theme(Model):
    """A group of policies."""

    id: Id
    """The permanent address: themes/<id>/."""
    title: Title
    """A noun phrase without a full stop."""
    summary: Text
    """One or two complete sentences."""
    previous_ids: list[Id] = []
    """Former ids, the oldest first; their addresses stay."""

    @property
    def path(self) -> str:
        """Return the address within a language."""
        return f"themes/{self.id}/"


class Status(Model):
    """A stage of a policy, with the explanation that readers see."""

    id: Id
    """The id that policies name; `superseded` and `withdrawn` are required."""
    term: Name
    """The label that readers see."""
    shape: Literal["ring", "half", "full", "plus", "minus", "cross", "turn", "tick"] = "ring"
    """The shape beside the label, which tells the stages apart without colour."""
    definition: Text
    """What the label means."""


class Term(Model):
    """One concept of the glossary."""

    id: Id
    """The permanent address: /id/term/<id>/."""
    kind: Literal["concept", "programme", "organisation", "office", "visa", "document", "event"]
    """The kind of concept."""
    term: Name
    """The name that our texts use."""
    others: Names = Names()
    """Other names, which the glossary shows."""
    searched: Names = Names()
    """Search words that are not names; only the search uses them."""
    also: list[Line] = []
    """Korean words that may stand in place of the Korean term."""
    codes: list[AddressName] = []
    """Visa codes; each makes an address: /id/e-8/."""
    definition: Text
    """The explanation that readers see."""
    avoid: Names = Names()
    """Words that our own texts must not use."""
    note: Text | None = None
    """A note on the use of the term."""
    confused: list[Id] = []
    """Terms that readers take for it; each names the other."""
    policies: list[Id] = []
    """The policies or sources it belongs to, the most relevant first."""
    previous_ids: list[Id] = []
    """Former ids; their addresses stay."""


class Licence(Model):
    """A licence."""

    name: Name
    """The name of the licence."""
    address: WebAddress
    """The address of its text."""


class RelatedSite(Model):
    """A site of others that readers may look for."""

    name: Name
    """Its name."""
    address: WebAddress
    """Its address."""


class Site(Model):
    """The site's name, publisher and address."""

    name: Title
    """The name of the site."""
    description: Text
    """What the site is about, for search engines and previews."""
    languages: Name
    """The name of each language, in that language."""
    publisher: NameOrNothing
    """The person or body responsible for the site; empty until there is one."""
    contact: Annotated[str, AfterValidator(check_contact)]
    """An e-mail address or a web address; empty until there is one."""
    licence: Licence
    """The licence of the texts."""
    statement: Id = "statement"
    """The source that stands at `statement/` and gives the home page its sentence and its map."""
    quote: Citation | None = None
    """The sentence that the home page and the front door show; without it, the first that a policy cites."""
    related_sites: Annotated[list[RelatedSite], Field(max_length=6)] = []
    """Sites of others, listed at the foot of each page."""
    address: Annotated[str, AfterValidator(own_address)]
    """The address of the site, with a slash at its end; the environment variable SITE_URL overrides it."""

    @property
    def contact_link(self) -> str:
        """Return the contact as a URL, in the form that RFC 9116, 2.5.3 requires too; "" without one."""
        written = not self.contact or self.contact.startswith("https://")
        return self.contact if written else f"mailto:{self.contact}"


class References(Model):
    """data/references.yml."""

    references: list[Reference]
    """The outside sources."""


class Themes(Model):
    """data/themes.yml."""

    themes: Annotated[list[Theme], Field(min_length=1)]
    """The themes, in the order of the site."""


class Statuses(Model):
    """data/statuses.yml."""

    statuses: Annotated[list[Status], Field(min_length=1)]
    """The statuses."""


class Glossary(Model):
    """data/glossary.yml."""

    terms: Annotated[list[Term], Field(min_length=1)]
    """The terms."""


class Words(Model):
    """data/words.yml: every text of the interface; `{name}` is a placeholder."""

    words: dict[Annotated[str, StringConstraints(pattern="^[a-z0-9_]+$")], Text]
    """Each text of the interface by its name."""


class LexiconEntry(Model):
    """Words of one meaning in both languages; a text with one of them needs one in the other language."""

    id: Id
    """The id that problems name."""
    kind: Literal["direction", "quality", "negation", "modality", "degree", "bound", "unit"]
    """The kind of meaning."""
    en: Annotated[list[Line], Field(min_length=1)]
    """English words; `*` after a stem stands for any ending."""
    ko: Annotated[list[Line], Field(min_length=1)]
    """Korean words; `^` marks the beginning of a word."""
    also: Names = Names()
    """Words that count as a counterpart, and need none themselves."""
    opposite: Id | None = None
    """The entry with the opposite meaning, which the source of a text must not have instead."""


class ProperName(Model):
    """A proper name in both scripts."""

    id: Id
    """Its own id, or that of a glossary term, to whose names these are added."""
    en: list[Line] = []
    """The name in English."""
    ko: list[Line] = []
    """The name in Korean."""
    also: Names = Names()
    """Words that count as a counterpart in the other language without the name: the speaker."""
    sources: list[Line] = []
    """The name in sources, in any language; our own texts do not use it."""


class Lexicon(Model):
    """data/lexicon.yml: words and names that must correspond between the languages."""

    entries: list[LexiconEntry] = []
    """Words by meaning."""
    names: list[ProperName] = []
    """Proper names."""
    capitals: list[Line] = []
    """Capitalised English words that are not compared as names."""
    set_aside: Names = Names()
    """Phrases that contain a word of an entry without its meaning."""


class Phrases(Names):
    """Words and phrases of queries, by language."""

    en: list[Line] = []
    """English words and phrases."""
    ko: list[Line] = []
    """Korean words and phrases."""


class Ask(Phrases):
    """Words of a query that ask for a kind of answer."""

    kind: Literal[
        "number", "share", "date", "duration", "money", "person", "code", "telephone", "address", "ordinal", "level",
        "definition",
    ]  # fmt: skip
    """The kind of answer."""
    weak: Annotated[bool, BeforeValidator(parse_flag)] = False
    """Whether they count only if no other word of the query asks for something."""


class SameWords(Phrases):
    """Words of one meaning: a query that has one is answered by a text that has one."""

    id: Id
    """The id that problems name."""
    asks: Literal["number", "date", "duration", "person"] | None = None
    """The kind of answer for which they ask by themselves."""
    only: Annotated[bool, BeforeValidator(parse_flag)] = False
    """Whether a series about it answers only a query that has one of the words."""
    strict: Annotated[bool, BeforeValidator(parse_flag)] = False
    """With `only`: whether that holds for facts too."""
    last: Annotated[bool, BeforeValidator(parse_flag)] = False
    """Whether they ask for the last of several dates."""
    largest: Annotated[bool, BeforeValidator(parse_flag)] = False
    """Whether they ask for the longest of several durations."""


class Subject(Phrases):
    """A subject that the site does not cover."""

    id: Id
    """The id that problems name."""


class SearchWords(Model):
    """data/search.yml: words that the search understands beside those of the site's texts."""

    asks: list[Ask] = []
    """Words that ask for a kind of answer."""
    same: list[SameWords] = []
    """Words of one meaning."""
    idle: Names = Names()
    """Words that an answer need not account for."""
    dropped: Names = Names()
    """Last words of terms' names that texts leave out."""
    fillers: Names = Names()
    """Words that lead to no page by themselves."""
    people: list[Id] = []
    """Persons whom an answer may name: ids of names in data/lexicon.yml."""
    subjects: list[Subject] = []
    """What the site does not cover; a query for it leads to the offices that do."""
    actions: Names = Names()
    """Words of those who want to do what the site cannot do for them; they are never answered."""


class Check(Model):
    """A test that ran on every page; data/words.yml describes it as `checked_<check>`."""

    check: Literal["axe", "zoom", "keyboard", "html"]
    """The kind of test."""
    tool: Line
    """The tool and its version."""
    date: OurDay
    """The day of the test."""
    found: list[Line] = []
    """What the test found."""


class Accessibility(Model):
    """data/accessibility.yml, which `scripts/bench.py access` writes from a test run."""

    checks: list[Check]
    """The tests."""


FILES: dict[str, type[Model]] = {
    "site": Site,
    "words": Words,
    "themes": Themes,
    "statuses": Statuses,
    "glossary": Glossary,
    "references": References,
    "lexicon": Lexicon,
    "search": SearchWords,
    "accessibility": Accessibility,
}
FOLDERS: dict[str, type[Model]] = {"sources": Source, "policies": Policy}
SCHEMAS = {
    {"sources": "source", "policies": "policy"}.get(name, name): shape for name, shape in {**FILES, **FOLDERS}.items()
}
"""The model of each file in data/schemas/, by its name."""
AnyModel = TypeVar("AnyModel", bound=Model)


def json_schema(shape: type[Model]) -> dict[str, Any]:
    """Return the JSON Schema of a data file, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **shape.model_json_schema()}
