"""Write the API's tables as CSV, and its description as OpenAPI 3.1."""

import contextlib
import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic.json_schema import models_json_schema

from briefs.content.site_data import Data
from briefs.outputs.api.schema import ApiModel, History

# What spreadsheets may read as a formula, by OWASP's page "CSV Injection": these signs, full-width ones too, a tab, a
# line end. Some programs look past blanks and quotation marks.
FORMULA = re.compile(r"[\s\"'“”‘’`]*(?:[=+\-@＝＋－＠]|(?<=[\t\r\n]))")
ESCAPED = """\
A text that a spreadsheet could take for a formula has an apostrophe before it: one that begins with = + - @, half-width
or full-width, a tab or a line end, also after blanks or quotation marks. To read it back, take away the first
apostrophe where what follows it begins so. Numbers are never changed. The JSON has every text as it is."""


@contextlib.contextmanager
def write_table(file: Path, shape: type[ApiModel]) -> Iterator[Callable[[dict[str, Any]], object]]:
    """Return a function that writes rows of a model, one by one, to a CSV table.

    There is a column for each text and language; lists are joined by semicolons, and true is written `true`. No cell
    begins with a formula (see `ESCAPED`). Nested rows are left out: they have their own table. The table begins with a
    byte order mark, so that Excel reads it as UTF-8 and shows Hangul.
    """
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(_column_names(shape))
        yield lambda row: writer.writerow(_row_cells(shape, row))


def _column_names(shape: type[ApiModel]) -> Iterator[str]:
    for name, inner, _ in _model_fields(shape):
        yield from (f"{name}_{column}" for column in _column_names(inner)) if inner else [name]


def _row_cells(shape: type[ApiModel], row: dict[str, Any]) -> Iterator[str]:
    for name, inner, perhaps in _model_fields(shape):
        value = row.get(name, "")
        if inner:
            yield from _row_cells(inner, (value or [{}])[0] if perhaps else value)
        else:
            yield "; ".join(map(cell_text, value if isinstance(value, list) else [value]))


def cell_text(value: object) -> str:
    """Return the text of a cell; an apostrophe is put before a text that a spreadsheet could read as a formula."""
    if isinstance(value, str):
        return f"'{value}" if FORMULA.match(value) else value
    return str(value).lower() if isinstance(value, bool) else str(value)


def _model_fields(shape: type[ApiModel]) -> Iterator[tuple[str, type[ApiModel] | None, bool]]:
    """Yield the fields of a model that a table can contain: name, inner model, whether it is optional."""
    for name, field in shape.model_fields.items():
        held = get_args(field.annotation)[0] if get_args(field.annotation) else field.annotation
        inner = held if isinstance(held, type) and issubclass(held, ApiModel) else None
        perhaps = bool(field.metadata)
        if not inner or perhaps or held is field.annotation:
            yield name, inner, perhaps


def openapi_description(
    data: Data, address: str, version: str, shapes: Mapping[str, type[ApiModel]], tables: Iterable[str]
) -> Any:
    """Return the API's description. `shapes` are the models of its JSON files by name, `tables` the names of its CSV
    files.
    """
    described: list[type[ApiModel]] = [*shapes.values(), *([History] if data.versions else [])]
    _, schemas = models_json_schema(
        [(shape, "serialization") for shape in described], ref_template="#/components/schemas/{model}"
    )
    paths = {
        f"/{name}.json": _json_path(name, shape, name not in {"index", "statement"}) for name, shape in shapes.items()
    }
    paths["/policies/{id}.json"] = _object_path("policy", shapes["policies"])
    if len(data.sources) > 1:
        paths["/sources/{id}.json"] = _object_path("source", shapes["statement"])
    if data.versions:
        paths["/versions/{id}.json"] = _object_path("versions", History)
    paths |= {
        f"/{name}.csv": _response(
            f"{name}_table", "text/csv", {"type": "string"}, f"{name}. {' '.join(ESCAPED.split())}"
        )
        for name in tables
    }
    paths["/data.zip"] = _response("data", "application/zip", {}, "All tables in one file.")
    site = data.site
    return {
        "openapi": "3.1.0",
        "info": {
            "title": site.name.en,
            "version": version,
            "description": site.description.en,
            "license": {"name": site.licence.name.en, "url": site.licence.address},
        },
        "servers": [{"url": f"{address}api/v1"}],
        "paths": paths,
        "components": {"schemas": schemas["$defs"]},
    }


def _object_path(name: str, shape: type[ApiModel]) -> dict[str, Any]:
    described = _json_path(name, shape, False)
    described["get"]["parameters"] = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]
    return described


def _json_path(name: str, shape: type[ApiModel], many: bool) -> dict[str, Any]:
    reference = {"$ref": f"#/components/schemas/{shape.__name__}"}
    schema = {"type": "array", "items": reference} if many else reference
    return _response(name, "application/json", schema, " ".join(str(shape.__doc__).split()))


def _response(name: str, kind: str, schema: dict[str, Any], said: str) -> dict[str, Any]:
    answer = {"description": said, "content": {kind: {"schema": schema}}}
    return {"get": {"operationId": f"get_{name}", "responses": {"200": answer}}}
