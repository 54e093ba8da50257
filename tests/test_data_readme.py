"""data/README.md lists every field of the data files, in the words of the models and the JSON Schemas."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from briefs.content.models import FILES, FOLDERS, json_schema
from conftest import ROOT

TEXT = (ROOT / "data" / "README.md").read_text("utf-8")
ROW = re.compile(r"^\| `([a-z_.<>]+)` \| (yes|) \| (.+) \|$", re.MULTILINE)


def field_rows(schema: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield path, `yes` if required, and description of each field; a text in two languages is one field."""
    yield from _object_rows(schema, schema, "")


def _object_rows(shape: dict[str, Any], schema: dict[str, Any], path: str) -> Iterator[tuple[str, str, str]]:
    for name, value in shape.get("properties", {}).items():
        required = "yes" if name in shape.get("required", []) else ""
        yield f"{path}{name}", required, value.get("description", "").replace("\n", " ")
        for inner in _objects(value, schema):
            if set(inner["properties"]) != {"en", "ko"}:
                yield from _object_rows(inner, schema, f"{path}{name}.")


def _objects(value: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the objects that a value, one of its alternatives or an entry of its list may be."""
    if "$ref" in value:
        yield schema["$defs"][value["$ref"].rpartition("/")[2]]
    for inner in [*value.get("anyOf", []), *([value["items"]] if "items" in value else [])]:
        yield from _objects(inner, schema)


@pytest.fixture(scope="module")
def sections() -> dict[str, str]:
    parts = re.split(r"^## (.+)$", TEXT, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("name", [*FILES, *FOLDERS])
def test_every_field_is_described(name: str, sections: dict[str, str]) -> None:
    shape = {**FILES, **FOLDERS}[name]
    title = f"`{name}/<id>.yml`" if name in FOLDERS else f"`{name}.yml`"
    described = ROW.findall(sections[title])
    if name in FOLDERS:
        described += ROW.findall(sections["Fields of policies and sources"])
    rows = list(field_rows(json_schema(shape)))
    assert {path for path, *_ in described} == {path for path, *_ in rows}
    for path, required, description in rows:
        assert description, f"{path} has no description in the models"
        [(is_required, words)] = [(is_required, words) for given, is_required, words in described if given == path]
        assert is_required == required, path
        assert words.startswith(description), path
