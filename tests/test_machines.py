"""Machines read what people read: every format is taken in by a reader that is not ours."""

import csv
import io
import json
from typing import Any

import feedparser
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from briefs import walk
from briefs.finish import api
from conftest import ROOT, Served

DATA, _ = walk.read(ROOT)


def read(site: Served, name: str) -> Any:
    return json.loads((site.folder / "api" / "v1" / name).read_text("utf-8"))


def test_every_address_of_the_api_is_there_and_listed(site: Served) -> None:
    listed = {entry.removeprefix(site.address.rstrip("/")) for entry in read(site, "index.json")["resources"]}
    assert listed == set(api.addresses(DATA))
    for path in listed:
        assert (site.folder / path.lstrip("/")).is_file(), path


def test_the_description_is_openapi_and_has_no_union_types(site: Served) -> None:
    described = read(site, "openapi.json")
    validate(described)
    assert "anyOf" not in json.dumps(described) and "oneOf" not in json.dumps(described)
    for path in described["paths"]:
        assert (site.folder / "api/v1" / path.replace("{id}", "voluntary-return").lstrip("/")).is_file()


@pytest.mark.parametrize("name", api.SHAPES)
def test_the_data_keep_their_schema(site: Served, name: str) -> None:
    schema = read(site, f"schemas/{name}.json")
    Draft202012Validator.check_schema(schema)
    found = read(site, f"{name}.json")
    for entry in found if isinstance(found, list) else [found]:
        assert not list(Draft202012Validator(schema).iter_errors(entry))
    spoilt = dict(found[0] if isinstance(found, list) else found)
    spoilt.popitem()
    assert list(Draft202012Validator(schema).iter_errors(spoilt))


def test_the_api_says_what_the_data_say(site: Served) -> None:
    for policy in DATA.policies.values():
        found = read(site, f"policies/{policy.id}.json")
        assert found["summary"] == {"en": policy.summary.en, "ko": policy.summary.ko}
        assert [point["text"]["ko"] for point in found["points"]] == [point.text.ko for point in policy.points]
        assert found["as_of"] == str(policy.as_of)
        assert found in read(site, "policies.json")
    told = read(site, "statement.json")["passages"]
    assert [one["text"]["en"] for one in told] == [p.en for p in DATA.sources["statement"].passages]


@pytest.mark.parametrize("name", api.TABLES)
def test_tables_open_in_a_spreadsheet(site: Served, name: str) -> None:
    raw = (site.folder / "api/v1" / f"{name}.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    found = read(site, f"{name}.json")
    assert [row["id"] for row in rows] == [e["id"] for e in (found["passages"] if name == "statement" else found)]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_feeds_are_read_by_a_feed_reader(site: Served, language: str) -> None:
    changes = [(change, item) for _, item in DATA.items() for change in item.changes]
    atom = feedparser.parse((site.folder / language / "feed.xml").read_bytes())
    assert not atom.bozo and len(atom.entries) == len(changes)
    assert {entry.title for entry in atom.entries} == {item.title[language] for _, item in changes}
    assert {entry.updated[:10] for entry in atom.entries} == {str(change.date) for change, _ in changes}
    feed = json.loads((site.folder / language / "feed.json").read_text("utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in feed["items"]] == [entry.id for entry in atom.entries]
    assert len({item["id"] for item in feed["items"]}) == len(changes)
    html = site.html(f"{language}/about")
    assert 'type="application/atom+xml"' in html and 'type="application/feed+json"' in html
