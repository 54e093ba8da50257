"""Machines read what people read: every format is taken in by a reader that is not ours."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import feedparser
import jsonfeed
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from briefs import model, walk
from briefs.finish import api, api_shapes, feeds
from conftest import ROOT, Served

DATA, _ = walk.read(ROOT)
PASSAGES = DATA.passages()


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
    assert described["openapi"] == "3.1.0"
    assert "anyOf" not in json.dumps(described) and "oneOf" not in json.dumps(described)
    told = {f"/api/v1{path.replace('{id}', 'voluntary-return')}" for path in described["paths"]}
    rest = {path for path in api.addresses(DATA) if "/schemas/" not in path and "/policies/" not in path}
    assert told == rest - {"/api/v1/openapi.json"} | {"/api/v1/policies/voluntary-return.json"}


@pytest.mark.parametrize("name", api.SHAPES)
def test_the_data_keep_their_schema(site: Served, name: str) -> None:
    schema = read(site, f"schemas/{name}.json")
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    found = read(site, f"{name}.json")
    for entry in found if isinstance(found, list) else [found]:
        assert not list(validator.iter_errors(entry))
        assert entry.keys() == schema["properties"].keys()
    spoilt = dict(found[0] if isinstance(found, list) else found)
    spoilt.popitem()
    assert list(validator.iter_errors(spoilt))


def test_the_api_says_what_the_data_say(site: Served) -> None:
    for policy in DATA.policies.values():
        found = read(site, f"policies/{policy.id}.json")
        assert found in read(site, "policies.json")
        assert found["summary"] == {"en": policy.summary.en, "ko": policy.summary.ko}
        assert found["as_of"] == str(policy.as_of)
        for told, point in zip(found["points"], policy.points, strict=True):
            assert told["text"]["ko"] == point.text.ko
            assert told["cites"] == [f"{site.address}id/{cite.replace('#', '/#')}" for cite in point.cites]
            assert [one["text"]["en"] for one in told["passages"]] == [PASSAGES[cite].en for cite in point.cites]
        for told, fact in zip(found["facts"], policy.facts, strict=True):
            assert (told["confidence"], told["as_of"]) == (fact.confidence, str(fact.as_of))
    told = read(site, "statement.json")["passages"]
    assert [one["text"]["en"] for one in told] == [p.en for p in DATA.sources["statement"].passages]
    assert read(site, "index.json")["updated"] == str(max(item.modified for _, item in DATA.items()))


@pytest.mark.parametrize(
    ("model_of", "shape", "kept"),
    [
        (model.Policy, api_shapes.PolicyItem, {"order", "exceptions"}),  # an editor's own business
        (model.Source, api_shapes.Statement, {"exceptions"}),
        (model.Term, api_shapes.Term, {"searched"}),
        (model.Theme, api_shapes.Theme, set()),
        (model.Reference, api_shapes.Reference, {"evidence", "values"}),  # for checking, not for publishing
        (model.Fact, api_shapes.Fact, set()),
        (model.Series, api_shapes.Series, set()),
        (model.Value, api_shapes.Figure, set()),
        (model.Point, api_shapes.Point, set()),
    ],
)
def test_nothing_that_readers_are_told_is_left_out(model_of: Any, shape: Any, kept: set[str]) -> None:
    assert model_of.model_fields.keys() - shape.model_fields.keys() == kept


@pytest.mark.parametrize("name", api.TABLES)
def test_tables_open_in_a_spreadsheet(site: Served, name: str) -> None:
    raw = (site.folder / "api/v1" / f"{name}.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    policies = read(site, "policies.json")
    if name in {"points", "facts"}:
        wanted = [(policy["id"], "", part["id"], part["text"]["ko"]) for policy in policies for part in policy[name]]
        statement = read(site, "statement.json")
        wanted += [("", "statement", fact["id"], fact["text"]["ko"]) for fact in statement.get(name, [])]
        assert [(row["policy"], row.get("source", ""), row["id"], row["text_ko"]) for row in rows] == wanted
        assert {row["quoted"] for row in rows if "quoted" in row} <= {"true", "false"}
    elif name == "figures":
        found = [(one["id"], value) for policy in policies for one in policy["series"] for value in one["values"]]
        assert [(row["series"], row["period"]) for row in rows] == [(one, str(v["period"])) for one, v in found]
        assert [row["value"] for row in rows] == ["".join(map(str, value["value"])) for _, value in found]
        assert any(row["note_ko"] for row in rows)
    else:
        told = read(site, f"{name}.json")
        assert [row["id"] for row in rows] == [e["id"] for e in (told["passages"] if name == "statement" else told)]
    assert not any("{" in cell or cell[:1] == "[" for row in rows for cell in row.values())


def test_a_further_source_has_its_own_file_and_the_description_says_so(small: Path) -> None:
    text = (small / "data/sources/statement.yml").read_text("utf-8").replace("id: statement", "id: reply")
    text = re.sub(r"(\{id: p\d+s\d+, )(?!role)", r"\1role: context, ", text)
    (small / "data/sources/reply.yml").write_text(text, "utf-8")
    walk.build(small, small / "site", "https://host.example/", documents=False)
    found = json.loads((small / "site/api/v1/sources/reply.json").read_text("utf-8"))
    Draft202012Validator(json.loads((small / "site/api/v1/schemas/statement.json").read_text("utf-8"))).validate(found)
    assert found["address"] == "https://host.example/id/reply/"
    assert "/sources/{id}.json" in json.loads((small / "site/api/v1/openapi.json").read_text("utf-8"))["paths"]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_feeds_are_read_by_a_feed_reader(site: Served, language: str) -> None:
    changes = [(change, item) for _, item in DATA.items() for change in item.changes]
    atom = feedparser.parse((site.folder / language / "feed.xml").read_bytes())
    assert not atom.bozo and len(atom.entries) == len(changes)
    assert {entry.title for entry in atom.entries} == {item.title[language] for _, item in changes}
    assert {entry.updated[:10] for entry in atom.entries} == {str(change.date) for change, _ in changes}
    assert atom.version == "atom10" and atom.feed.language == language and atom.feed.updated
    feed = jsonfeed.Feed.parse_string((site.folder / language / "feed.json").read_text("utf-8"))
    assert (feed.version, feed.language) == ("https://jsonfeed.org/version/1.1", language)
    assert feed.feed_url == f"{site.address}{language}/feed.json" and feed.authors[0].name
    assert [item.id for item in feed.items] == [entry.id for entry in atom.entries]
    assert [item.url for item in feed.items] == [entry.link for entry in atom.entries]
    assert {item.content_text for item in feed.items} == {change.note[language] for change, _ in changes}
    assert len({item.id for item in feed.items}) == len(changes)
    html = site.html(f"{language}/about")
    assert 'type="application/atom+xml"' in html and 'type="application/feed+json"' in html


def test_an_entry_of_a_feed_keeps_its_name_when_others_join_it_or_its_item_is_renamed(small: Path) -> None:
    def names() -> set[str]:
        data, _ = walk.read(small)
        published = feeds._json(data, feeds._entries(data), "en", "")["items"]
        assert isinstance(published, list)
        return {entry["id"] for entry in published}

    before = names()
    file = small / "data/policies/quota.yml"
    more = (
        "  - {date: 2026-03-02, note: {en: More., ko: 더하였다.}}\n  - {date: 2026-01-02, note: {en: Again., ko: 다시}}"
    )
    text = file.read_text("utf-8").replace("changes:\n", f"changes:\n{more.splitlines()[0]}\n") + more.splitlines()[1]
    file.write_text(text.rstrip() + "\n", "utf-8")
    assert names() == before | {"id/quota/#change-quota-2026-03-02", "id/quota/#change-quota-2026-01-02-2"}
    file.write_text(text.replace("id: quota\n", "id: allotment\nprevious_ids: [quota]\n"), "utf-8")
    file.rename(file.with_name("allotment.yml"))
    glossary = small / "data/glossary.yml"
    glossary.write_text(glossary.read_text("utf-8").replace("policies: [quota]", "policies: [allotment]"), "utf-8")
    assert names() == before | {"id/quota/#change-quota-2026-03-02", "id/quota/#change-quota-2026-01-02-2"}
