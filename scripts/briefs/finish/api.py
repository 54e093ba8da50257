"""The data for machines, /api/v1/: JSON with a language map for every text, CSV tables, JSON Schema, OpenAPI 3.1.

Every value comes from the data, and every date is the data's own. api_shapes says what is promised.
"""

import json
from pathlib import Path
from typing import Any

from briefs import LANGUAGES
from briefs.finish import api_shapes as shapes
from briefs.finish.api_formats import openapi, table
from briefs.load import Data
from briefs.model import Fact, Point, Policy, Series, Source, Theme, Withdrawn

VERSION = "1.1.0"
SHAPES: dict[str, type[shapes.Shape]] = {
    "index": shapes.Index,
    "policies": shapes.PolicyItem,
    "statement": shapes.Statement,
    "glossary": shapes.Term,
    "themes": shapes.Theme,
    "statuses": shapes.Status,
    "references": shapes.Reference,
}
TABLES: dict[str, type[shapes.Shape]] = {
    **{name: shape for name, shape in SHAPES.items() if name != "index"},
    "statement": shapes.Passage,
    "points": shapes.PointRow,
    "facts": shapes.FactRow,
    "figures": shapes.FigureRow,
}
Row = dict[str, Any]


def addresses(data: Data) -> list[str]:
    """Every address of the API, from the site's root; the ledger keeps them."""
    names = ["openapi.json", *(f"schemas/{name}.json" for name in SHAPES), *(f"{name}.json" for name in SHAPES)]
    names += [*(f"{name}.csv" for name in TABLES), *(f"policies/{policy}.json" for policy in data.policies)]
    names += [f"sources/{source.id}.json" for source in _further(data)]
    return [f"/api/v1/{name}" for name in names]


def write(data: Data, site: Path, address: str) -> None:
    """Write the API below the built site; `address` is the site's, with a slash at its end."""
    folder = site / "api" / "v1"
    found = {name: _plain(SHAPES[name], rows) for name, rows in _rows(data, address).items()}
    for name, rows in found.items():
        one = name in {"index", "statement"}
        _json(folder / f"{name}.json", rows[0] if one else rows)
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **SHAPES[name].model_json_schema()}
        _json(folder / "schemas" / f"{name}.json", schema)
    for row in found["policies"]:
        _json(folder / "policies" / f"{row['id']}.json", row)
    for source in _further(data):
        (row,) = _plain(shapes.Statement, [_statement(data, source, address)])
        _json(folder / "sources" / f"{source.id}.json", row)
    _json(folder / "openapi.json", openapi(data, address, VERSION, SHAPES, TABLES))
    tables = {**found, **_inner(found["policies"]), "statement": found["statement"][0]["passages"]}
    for name, shape in TABLES.items():
        (folder / f"{name}.csv").write_text(table(shape, tables[name]), "utf-8", newline="")


def _further(data: Data) -> list[Source]:
    """The sources beside the statement."""
    return [source for source in data.sources.values() if source.id != "statement"]


def _plain(shape: type[shapes.Shape], rows: list[Row]) -> list[Row]:
    return [shape.model_validate(row).model_dump(mode="json") for row in rows]


def _rows(data: Data, address: str) -> dict[str, list[Row]]:
    """What each JSON file holds: the model's own values, and what only the site knows."""
    return {
        "index": [_index(data, address)],
        "policies": [_policy(data, policy, address) for policy in data.policies.values()],
        "statement": [_statement(data, data.sources["statement"], address)],
        "glossary": [{**dict(term), "address": f"{address}id/term/{term.id}/"} for term in data.terms.values()],
        "themes": [_theme(data, theme, address) for theme in data.themes.values()],
        "statuses": [dict(status) for status in data.statuses.values()],
        "references": [dict(reference) for reference in data.references.values()],
    }


def _index(data: Data, address: str) -> Row:
    resources = [address.rstrip("/") + path for path in addresses(data)]
    own = {"address": address, "licence": data.site.licence.address, "version": VERSION, "resources": resources}
    return {**dict(data.site), **own, "updated": max(item.modified for _, item in data.items())}


def _policy(data: Data, policy: Policy, address: str) -> Row:
    passages, link = data.passages(), f"{address}id/{policy.id}/"
    points = []
    for point in policy.points:
        cited = [{"address": f"{address}id/{cite.replace('#', '/#')}", "text": passages[cite]} for cite in point.cites]
        points.append({**_part(point, link), "cites": [one["address"] for one in cited], "passages": cited})
    series = [_part(one, link) for one in policy.series]
    return {**_item(policy, address), "points": points, "series": series}


def _statement(data: Data, source: Source, address: str) -> Row:
    resting, link = data.resting(source), f"{address}id/{source.id}/"
    passages = [
        {
            **dict(passage),
            "address": f"{link}#{passage.id}",
            "paragraph": passage.paragraph,
            "sentence": passage.sentence,
            "text": passage.model_dump(),
            "policies": [policy.id for policy in resting.get(passage.id, [])],
        }
        for passage in source.passages
    ]
    return {**_item(source, address), "passages": passages}


def _item(item: Policy | Source, address: str) -> Row:
    link = f"{address}id/{item.id}/"
    own = {"address": link, "pages": _pages(item.path, address)}
    facts, withdrawn = ([_part(part, link) for part in parts] for parts in (item.facts, item.withdrawn))
    return {**dict(item), **own, "facts": facts, "withdrawn": withdrawn}


def _theme(data: Data, theme: Theme, address: str) -> Row:
    policies = [policy.id for policy in data.policies.values() if policy.theme == theme.id]
    own = {"address": f"{address}id/theme/{theme.id}/", "pages": _pages(theme.path, address)}
    return {**dict(theme), **own, "policies": policies}


def _part(part: Point | Fact | Series | Withdrawn, link: str) -> Row:
    return {**dict(part), "address": f"{link}#{part.id}"}


def _pages(path: str, address: str) -> dict[str, str]:
    return {language: f"{address}{language}/{path}" for language in LANGUAGES}


def _inner(policies: list[Row]) -> dict[str, list[Row]]:
    """The rows within the policies, each with the policy, and a figure with the series, that it belongs to."""
    return {
        "points": [{**point, "policy": policy["id"]} for policy in policies for point in policy["points"]],
        "facts": [{**fact, "policy": policy["id"]} for policy in policies for fact in policy["facts"]],
        "figures": [
            {**series, **figure, "policy": policy["id"], "series": series["id"]}
            for policy in policies
            for series in policy["series"]
            for figure in series["values"]
        ],
    }


def _json(file: Path, value: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
