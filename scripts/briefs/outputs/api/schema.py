"""What the API promises, shape by shape. What is here stays; what is new is added, so no field is forbidden.

Values are taken from the model by their names. No field has two types: a text stands in both languages, and what may
be missing is a list of at most one.
"""

import datetime
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict

Single = TypeVar("Single")


def _as_list(value: Any) -> Any:
    return [] if value is None else value if isinstance(value, list) else [value]


ZeroOrOne = Annotated[list[Single], BeforeValidator(_as_list)]


class ApiModel(BaseModel):
    """What all shapes of the API share: filled from the model's attributes."""

    model_config = ConfigDict(from_attributes=True)


class Words(ApiModel):
    """A text in both languages."""

    en: str
    ko: str


class Names(ApiModel):
    """Names in each language."""

    en: list[str]
    ko: list[str]


class Change(ApiModel):
    """A dated note of what changed."""

    date: datetime.date
    note: Words


class Review(ApiModel):
    """Who compared the Korean with the English, and when; empty where nobody has yet."""

    by: str
    date: datetime.date


class Withdrawn(ApiModel):
    """A part that was published and is gone; its address still answers."""

    id: str
    address: str
    date: datetime.date
    note: Words


class Cited(ApiModel):
    """A sentence of the statement that a point rests on."""

    address: str
    text: Words


class Point(ApiModel):
    """What the statement says; `cites` are the permanent addresses of its sentences, `passages` their words."""

    id: str
    address: str
    text: Words
    quoted: bool
    cites: list[str]
    passages: list[Cited]
    previous_ids: list[str]


class Fact(ApiModel):
    """What another source says, with the ids of its references; `happened` is a whole or partial date."""

    id: str
    address: str
    text: Words
    brief: ZeroOrOne[Words]
    as_of: datetime.date
    happened: ZeroOrOne[str]
    confidence: str
    inferred: ZeroOrOne[Words]
    figure: ZeroOrOne[Words]
    references: list[str]
    previous_ids: list[str]


class Figure(ApiModel):
    """One year of a series; `value` is empty where no figure was published, and the note says why.

    `rounded`: the source gives it so. `partial`: it was counted before the end of the year.
    """

    period: int
    value: ZeroOrOne[int]
    note: ZeroOrOne[Words]
    rounded: bool
    partial: bool
    inferred: ZeroOrOne[Words]
    references: list[str]


class Series(ApiModel):
    """Figures by year; `compare_with` is the id of a series that is a part of this one."""

    id: str
    address: str
    title: Words
    unit: Words
    brief: ZeroOrOne[Words]
    note: ZeroOrOne[Words]
    compare_with: ZeroOrOne[str]
    as_of: datetime.date
    values: list[Figure]
    previous_ids: list[str]


class Item(ApiModel):
    """What policies and the statement share; `address` is permanent, `pages` are the pages by language.

    `facts` are all facts; `since` gives those again that happened after the statement.
    """

    id: str
    address: str
    pages: Words
    title: Words
    summary: Words
    as_of: datetime.date
    review_by: datetime.date
    reviewed: ZeroOrOne[Review]
    facts: list[Fact]
    since: list[Fact]
    not_stated: list[Words]
    changes: list[Change]
    withdrawn: list[Withdrawn]
    previous_ids: list[str]


class PolicyItem(Item):
    """One policy; `key` is the id of the series or fact that is its key figure."""

    short: ZeroOrOne[Words]
    key: ZeroOrOne[str]
    theme: str
    status: str
    parent: ZeroOrOne[str]
    superseded_by: ZeroOrOne[str]
    concerns: Words
    points: list[Point]
    series: list[Series]
    aliases: Names
    codes: list[str]
    related: list[str]


class Passage(ApiModel):
    """One sentence of the statement, and the ids of the policies that rest on it."""

    id: str
    address: str
    paragraph: int
    sentence: int
    role: ZeroOrOne[str]
    text: Words
    policies: list[str]


class Statement(Item):
    """The statement, sentence by sentence; the language that is not authoritative is an unofficial translation."""

    short: ZeroOrOne[Words]
    byline: ZeroOrOne[Words]
    speaker: Words
    office: Words
    agency: Words
    ministry: Words
    authoritative: str
    given_by: ZeroOrOne[datetime.date]
    passages: list[Passage]


class Term(ApiModel):
    """One concept of the glossary."""

    id: str
    address: str
    kind: str
    term: Words
    others: Names
    also: list[str]
    codes: list[str]
    definition: Words
    avoid: Names
    note: ZeroOrOne[Words]
    confused: list[str]
    policies: list[str]
    previous_ids: list[str]


class Theme(ApiModel):
    """A group of policies."""

    id: str
    address: str
    pages: Words
    title: Words
    summary: Words
    policies: list[str]
    previous_ids: list[str]


class Status(ApiModel):
    """Where a policy may stand."""

    id: str
    term: Words
    definition: Words


class OwnTitle(ApiModel):
    """The title that a source gives itself, and its language."""

    lang: str
    text: str


class Reference(ApiModel):
    """An outside source; `date` is empty where it bears none."""

    id: str
    publisher: Words
    topic: Words
    title: ZeroOrOne[OwnTitle]
    author: ZeroOrOne[str]
    address: str
    kind: str
    date: ZeroOrOne[str]
    read: datetime.date


class StoredVersion(ApiModel):
    """A page as it stood from `date` on, until `until`, if there is a newer version.

    `address` is its permanent address, `stored` its content, with that hash; `withheld` says why it has no text.
    """

    date: datetime.date
    until: ZeroOrOne[datetime.date]
    address: str
    stored: str
    sha256: str
    notes: list[Words]
    withheld: ZeroOrOne[Words]


class TextFrom(ApiModel):
    """What a part says from `date` on; nothing if it was taken out on that day."""

    date: datetime.date
    text: ZeroOrOne[Words]


class PartHistory(ApiModel):
    """A part of a page through its versions: `entry`, `part` and `year` name it, `section` tells where it stands.

    `kind` is `text`, `figures`, `status` or `sources`; `title` is that of a figure's series.
    """

    entry: str
    section: str
    anchor: ZeroOrOne[str]
    part: str
    year: ZeroOrOne[str]
    kind: str
    title: ZeroOrOne[Words]
    texts: list[TextFrom]


class History(ApiModel):
    """The versions of a policy or source, the oldest first, and what each of its parts said from which day on."""

    id: str
    address: str
    pages: Words
    versions: list[StoredVersion]
    parts: list[PartHistory]


class Index(ApiModel):
    """Where everything else is; `updated` is the day of the newest change."""

    name: Words
    description: Words
    version: str
    address: str
    licence: str
    updated: datetime.date
    resources: list[str]


class PointRow(Point):
    """A point in a table of all policies' points."""

    policy: str


class FactRow(Fact):
    """A fact in a table of all facts: of a policy, or about a source; the other one is empty."""

    policy: str
    source: str


class FigureRow(Figure):
    """A figure in a table of all policies' series; `address` and `series_note` are those of its series."""

    policy: str
    series: str
    address: str
    title: Words
    unit: Words
    as_of: datetime.date
    series_note: ZeroOrOne[Words]
