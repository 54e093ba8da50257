"""Write the API, /api/v1/: JSON with a language map for every text, CSV tables, JSON Schema, OpenAPI 3.1.

Every value and every date comes from the data. `schema` defines the contract.
"""

import contextlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from briefs import LANGUAGES
from briefs.content.models import Fact, Point, Policy, Series, Source, Theme, Withdrawn
from briefs.content.site_data import Data
from briefs.documents.zip import pack_zip
from briefs.outputs.api import schema as shapes
from briefs.outputs.api.formats import openapi_description, write_table
from briefs.outputs.api.versions import version_files, version_names
from briefs.outputs.context import BuildContext
from briefs.utils.text_files import write_text

VERSION = "1.3.0"
ZIP = "data.zip"
"""All tables in one file."""
API_MODELS: dict[str, type[shapes.ApiModel]] = {
    "index": shapes.Index,
    "policies": shapes.PolicyItem,
    "statement": shapes.Statement,
    "glossary": shapes.Term,
    "themes": shapes.Theme,
    "statuses": shapes.Status,
    "references": shapes.Reference,
}
TABLES: dict[str, type[shapes.ApiModel]] = {
    **{name: shape for name, shape in API_MODELS.items() if name != "index"},
    "statement": shapes.Passage,
    "points": shapes.PointRow,
    "facts": shapes.FactRow,
    "figures": shapes.FigureRow,
}
Row = dict[str, Any]


def api_urls(data: Data) -> list[str]:
    """Return every address of the API, from the site's root; these are permanent."""
    names = ["openapi.json", *(f"schemas/{name}.json" for name in API_MODELS), *(f"{name}.json" for name in API_MODELS)]
    names += [ZIP, *(f"{name}.csv" for name in TABLES), *(f"policies/{policy}.json" for policy in data.policies)]
    names += [f"sources/{source.id}.json" for source in data.other_sources]
    names += version_names(data)
    return [f"/api/v1/{name}" for name in names]


def write_api(context: BuildContext) -> None:
    """Write the API below the built site."""
    data, site, address = context.data, context.site, context.address
    folder = site / "api" / "v1"
    for name, shape in API_MODELS.items():
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **shape.model_json_schema()}
        _write_json(folder / "schemas" / f"{name}.json", schema)
    _write_json(folder / "openapi.json", openapi_description(data, address, VERSION, API_MODELS, TABLES))
    with contextlib.ExitStack() as files:
        tables = {
            name: files.enter_context(write_table(folder / f"{name}.csv", shape)) for name, shape in TABLES.items()
        }
        for name, rows in _api_rows(data, address).items():
            plain = (_as_plain(API_MODELS[name], row) for row in rows)
            write = _write_object if name in {"index", "statement"} else _write_list
            for row in write(folder / f"{name}.json", plain):
                if name == "policies":
                    _write_json(folder / "policies" / f"{row['id']}.json", row)
                for kind, entry in _table_rows(name, row):
                    tables[kind](entry)
        for source in data.other_sources:
            row = _as_plain(shapes.Statement, _statement_row(data, source, address))
            _write_json(folder / "sources" / f"{source.id}.json", row)
            for fact in _source_facts(row):
                tables["facts"](fact)
    packed = pack_zip((f"{name}.csv", (folder / f"{name}.csv").read_bytes()) for name in TABLES)
    (folder / ZIP).write_bytes(packed)
    for name, value in version_files(context):
        _write_json(folder / name, value)


def item_row(data: Data, item: Policy | Source, address: str) -> Row:
    """Return a policy or source as the API has it; `address` is the site's."""
    if isinstance(item, Policy):
        return _as_plain(shapes.PolicyItem, _policy_row(data, item, address))
    return _as_plain(shapes.Statement, _statement_row(data, item, address))


def record_row(name: str, row: Row) -> Row:
    """Return a row of one of the API's other files, such as `references`, as the API has it."""
    return _as_plain(API_MODELS[name], row)


def _as_plain(shape: type[shapes.ApiModel], row: Row) -> Row:
    return shape.model_validate(row).model_dump(mode="json")


def _api_rows(data: Data, address: str) -> dict[str, Iterable[Row]]:
    """Return the content of each JSON file: the model's own values, and what only the site knows."""
    return {
        "index": [_index_row(data, address)],
        "policies": (_policy_row(data, policy, address) for policy in data.policies.values()),
        "statement": [_statement_row(data, data.statement, address)],
        "glossary": [{**dict(term), "address": f"{address}id/term/{term.id}/"} for term in data.terms.values()],
        "themes": [_theme_row(data, theme, address) for theme in data.themes.values()],
        "statuses": [dict(status) for status in data.statuses.values()],
        "references": [dict(reference) for reference in data.references.values()],
    }


def _index_row(data: Data, address: str) -> Row:
    resources = [address.rstrip("/") + path for path in api_urls(data)]
    own = {"address": address, "licence": data.site.licence.address, "version": VERSION, "resources": resources}
    return {**dict(data.site), **own, "updated": max(item.modified for _, item in data.items())}


def _policy_row(data: Data, policy: Policy, address: str) -> Row:
    passages, link = data.passages(), f"{address}id/{policy.id}/"
    points = []
    for point in policy.points:
        cited = [{"address": f"{address}id/{cite.replace('#', '/#')}", "text": passages[cite]} for cite in point.cites]
        points.append({**_part_fields(point, link), "cites": [one["address"] for one in cited], "passages": cited})
    series = [_part_fields(one, link) for one in policy.series]
    return {**_item_fields(policy, address), "points": points, "series": series}


def _statement_row(data: Data, source: Source, address: str) -> Row:
    resting, link = data.policies_by_passage(source), f"{address}id/{source.id}/"
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
    return {**_item_fields(source, address), "passages": passages}


def _item_fields(item: Policy | Source, address: str) -> Row:
    link = f"{address}id/{item.id}/"
    own = {"address": link, "pages": _page_urls(item.path, address)}
    facts, since, withdrawn = (
        [_part_fields(part, link) for part in parts] for parts in (item.every_fact, item.since, item.withdrawn)
    )
    return {**dict(item), **own, "facts": facts, "since": since, "withdrawn": withdrawn}


def _theme_row(data: Data, theme: Theme, address: str) -> Row:
    policies = [policy.id for policy in data.policies.values() if policy.theme == theme.id]
    own = {"address": f"{address}id/theme/{theme.id}/", "pages": _page_urls(theme.path, address)}
    return {**dict(theme), **own, "policies": policies}


def _part_fields(part: Point | Fact | Series | Withdrawn, link: str) -> Row:
    return {**dict(part), "address": f"{link}#{part.id}"}


def _page_urls(path: str, address: str) -> dict[str, str]:
    return {language: f"{address}{language}/{path}" for language in LANGUAGES}


def _table_rows(name: str, row: Row) -> Iterator[tuple[str, Row]]:
    """Yield the rows for tables from a row of a JSON file, each with its table.

    Parts of a policy get the policy, figures the series that they belong to.
    """
    if name == "statement":
        yield from (("statement", passage) for passage in row["passages"])
        yield from (("facts", fact) for fact in _source_facts(row))
    elif name in TABLES:
        yield name, row
    if name == "policies":
        owner = {"policy": row["id"], "source": ""}
        yield from ((part, {**entry, **owner}) for part in ("points", "facts") for entry in row[part])
        for series in row["series"]:
            owner = {"policy": row["id"], "series": series["id"], "series_note": series["note"]}
            yield from (("figures", {**series, **figure, **owner}) for figure in series["values"])


def _source_facts(source: Row) -> Iterator[Row]:
    """Yield the facts about a source for the table of facts."""
    yield from ({**fact, "policy": "", "source": source["id"]} for fact in source["facts"])


def _write_object(file: Path, rows: Iterable[Row]) -> Iterator[Row]:
    """Write the only row as a JSON object, and yield it."""
    for row in rows:
        _write_json(file, row)
        yield row


def _write_list(file: Path, rows: Iterable[Row]) -> Iterator[Row]:
    """Write rows as a JSON list one by one, so that not all are in memory, and yield each."""
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write("[")
        between = ""
        for row in rows:
            out.write(between + f"\n{_text_fields(row)}".replace("\n", "\n "))
            yield row
            between = ","
        out.write("\n]\n")


def _write_json(file: Path, value: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    write_text(file, _text_fields(value) + "\n")


def _text_fields(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
