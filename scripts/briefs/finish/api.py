"""The data for machines, /api/v1/: JSON with a language map for every text, CSV tables, JSON Schema, OpenAPI 3.1.

Every value comes from the data and every date is the data's own. The shapes below are the promise: what is in them
stays; what is new is added. Optional values are lists, so that no field has two types.
"""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic.json_schema import models_json_schema

from briefs import LANGUAGES
from briefs.load import Data
from briefs.model import Policy, Source, Text

VERSION = "1.0.0"
TABLES = ("policies", "statement", "glossary", "themes", "references")


class Shape(BaseModel):
    """What all shapes of the API share: nothing beside what is promised."""

    model_config = ConfigDict(extra="forbid")


class Words(Shape):
    """A text in both languages."""

    en: str
    ko: str


class Point(Shape):
    """What the statement says; `cites` are the permanent addresses of its sentences."""

    id: str
    address: str
    text: Words
    quoted: bool
    cites: list[str]


class Fact(Shape):
    """What another source says, with the ids of its references."""

    id: str
    address: str
    text: Words
    as_of: str
    references: list[str]


class Figure(Shape):
    """One year of a series; `value` is empty where no figure was published."""

    period: int
    value: list[int]
    references: list[str]


class Series(Shape):
    """Figures by year."""

    id: str
    address: str
    title: Words
    unit: Words
    as_of: str
    values: list[Figure]


class PolicyItem(Shape):
    """One policy; `address` is permanent, `pages` are its pages by language."""

    id: str
    address: str
    pages: Words
    theme: str
    status: str
    as_of: str
    title: Words
    summary: Words
    concerns: Words
    points: list[Point]
    facts: list[Fact]
    series: list[Series]
    not_stated: list[Words]
    codes: list[str]
    related: list[str]


class Passage(Shape):
    """One sentence of the statement; English is the original, Korean an unofficial translation."""

    id: str
    address: str
    text: Words
    policies: list[str]


class Statement(Shape):
    """The statement, sentence by sentence."""

    id: str
    address: str
    title: Words
    speaker: Words
    office: Words
    ministry: Words
    authoritative: str
    passages: list[Passage]


class Term(Shape):
    """One concept of the glossary."""

    id: str
    address: str
    term: Words
    definition: Words
    codes: list[str]


class Theme(Shape):
    """A group of policies."""

    id: str
    address: str
    title: Words
    summary: Words
    policies: list[str]


class Reference(Shape):
    """An outside source; `date` is empty where it bears none."""

    id: str
    publisher: Words
    topic: Words
    address: str
    kind: str
    date: list[str]
    read: str


class Index(Shape):
    """Where everything else is."""

    name: Words
    version: str
    address: str
    licence: str
    resources: list[str]


SHAPES: dict[str, type[Shape]] = {
    "index": Index,
    "policies": PolicyItem,
    "statement": Statement,
    "glossary": Term,
    "themes": Theme,
    "references": Reference,
}


def addresses(data: Data) -> list[str]:
    """Every address of the API, from the site's root; the ledger keeps them."""
    names = ["index.json", "openapi.json", *(f"schemas/{name}.json" for name in SHAPES)]
    names += [f"{name}.{ending}" for name in TABLES for ending in ("json", "csv")]
    return [f"/api/v1/{name}" for name in [*names, *(f"policies/{policy}.json" for policy in data.policies)]]


def write(data: Data, site: Path, address: str) -> None:
    """Write the API below the built site; `address` is the site's, with a slash at its end."""
    folder = site / "api" / "v1"
    tables = _tables(data, address)
    _json(folder / "index.json", _index(data, address).model_dump())
    _json(folder / "openapi.json", openapi(data, address))
    for name, shape in SHAPES.items():
        _json(folder / "schemas" / f"{name}.json", shape.model_json_schema())
    for name, rows in tables.items():
        plain = [row.model_dump() for row in rows]
        _json(folder / f"{name}.json", plain[0] if name == "statement" else plain)
        table = plain[0]["passages"] if name == "statement" else plain
        (folder / f"{name}.csv").write_text("\ufeff" + _csv(table), "utf-8", newline="")  # so that Excel opens Hangul
    for row in tables["policies"]:
        _json(folder / "policies" / f"{row.model_dump()['id']}.json", row.model_dump())


def _index(data: Data, address: str) -> Index:
    found = [address.rstrip("/") + path for path in addresses(data)]
    return Index(
        name=_words(data.site.name),
        version=VERSION,
        address=address,
        licence=data.site.licence.address,
        resources=found,
    )


def _tables(data: Data, address: str) -> dict[str, list[Shape]]:
    themes = [
        Theme(
            id=theme.id,
            address=f"{address}id/theme/{theme.id}/",
            title=_words(theme.title),
            summary=_words(theme.summary),
            policies=[policy.id for policy in data.policies.values() if policy.theme == theme.id],
        )
        for theme in data.themes.values()
    ]
    terms = [
        Term(
            id=term.id,
            address=f"{address}id/term/{term.id}/",
            term=_words(term.term),
            definition=_words(term.definition),
            codes=term.codes,
        )
        for term in data.terms.values()
    ]
    references = [
        Reference(
            **reference.model_dump(include={"id", "address", "kind"}),
            publisher=_words(reference.publisher),
            topic=_words(reference.topic),
            date=[reference.date] if reference.date else [],
            read=str(reference.read),
        )
        for reference in data.references.values()
    ]
    return {
        "policies": [_policy(policy, address) for policy in data.policies.values()],
        "statement": [_statement(data, data.sources["statement"], address)] if "statement" in data.sources else [],
        "glossary": list(terms),
        "themes": list(themes),
        "references": list(references),
    }


def _policy(policy: Policy, address: str) -> PolicyItem:
    link = f"{address}id/{policy.id}/"
    points = [
        Point(
            id=point.id,
            address=f"{link}#{point.id}",
            text=_words(point.text),
            quoted=point.quoted,
            cites=[f"{address}id/{cite.replace('#', '/#')}" for cite in point.cites],
        )
        for point in policy.points
    ]
    return PolicyItem(
        id=policy.id,
        address=link,
        pages=Words(**{language: f"{address}{language}/{policy.path}" for language in LANGUAGES}),
        theme=policy.theme,
        status=policy.status,
        as_of=str(policy.as_of),
        title=_words(policy.title),
        summary=_words(policy.summary),
        concerns=_words(policy.concerns),
        points=points,
        facts=[
            Fact(id=f.id, address=f"{link}#{f.id}", text=_words(f.text), as_of=str(f.as_of), references=f.references)
            for f in policy.facts
        ],
        series=list(_series(policy, link)),
        not_stated=[_words(text) for text in policy.not_stated],
        codes=policy.codes,
        related=policy.related,
    )


def _series(policy: Policy, link: str) -> Iterator[Series]:
    for series in policy.series:
        yield Series(
            id=series.id,
            address=f"{link}#{series.id}",
            title=_words(series.title),
            unit=_words(series.unit),
            as_of=str(series.as_of),
            values=[
                Figure(period=v.period, value=[] if v.value is None else [v.value], references=v.references)
                for v in series.values
            ],
        )


def _statement(data: Data, source: Source, address: str) -> Statement:
    link = f"{address}id/{source.id}/"
    return Statement(
        id=source.id,
        address=link,
        title=_words(source.title),
        speaker=_words(source.speaker),
        office=_words(source.office),
        ministry=_words(source.ministry),
        authoritative=source.authoritative,
        passages=[
            Passage(
                id=passage.id,
                address=f"{link}#{passage.id}",
                text=Words(en=passage.en, ko=passage.ko),
                policies=[policy.id for policy in data.citing(f"{source.id}#{passage.id}")],
            )
            for passage in source.passages
        ],
    )


def openapi(data: Data, address: str) -> dict[str, Any]:
    """The API's description in OpenAPI 3.1."""
    _, schemas = models_json_schema(
        [(shape, "serialization") for shape in SHAPES.values()], ref_template="#/components/schemas/{model}"
    )
    paths = {
        f"/{name}.json": _path(shape.__name__, name, name in TABLES and name != "statement")
        for name, shape in SHAPES.items()
    }
    one = _path("PolicyItem", "policy", False)
    one["get"]["parameters"] = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": data.site.name.en,
            "version": VERSION,
            "description": data.site.description.en,
            "license": {"name": data.site.licence.name.en, "url": data.site.licence.address},
        },
        "servers": [{"url": f"{address}api/v1"}],
        "paths": {**paths, "/policies/{id}.json": one},
        "components": {"schemas": schemas["$defs"]},
    }


def _path(shape: str, name: str, many: bool) -> dict[str, Any]:
    reference = {"$ref": f"#/components/schemas/{shape}"}
    schema = {"type": "array", "items": reference} if many else reference
    answer = {"description": name, "content": {"application/json": {"schema": schema}}}
    return {"get": {"operationId": f"get_{name}", "responses": {"200": answer}}}


def _words(text: Text) -> Words:
    return Words(en=text.en, ko=text.ko)


def _csv(rows: list[dict[str, Any]]) -> str:
    """A table: a column for each text and language, lists joined by a semicolon, inner tables left to the JSON."""
    flat = [dict(_cells(row)) for row in rows]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(flat[0]) if flat else [], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(flat)
    return out.getvalue()


def _cells(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        if isinstance(value, dict):
            yield from ((f"{name}_{language}", text) for language, text in value.items())
        elif not isinstance(value, list):
            yield name, str(value)
        elif name in {"codes", "related", "policies", "date"}:
            yield name, "; ".join(value)


def _json(file: Path, value: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
