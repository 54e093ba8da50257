"""Formats for programs: each is read by a reader that is not ours."""

import csv
import dataclasses
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import feedparser
import jsonfeed
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from briefs import build
from briefs.content import models
from briefs.content.site_data import Data
from briefs.outputs import feeds
from briefs.outputs.api import endpoints, formats, schema
from conftest import Served
from support.samples import DATA, POLICIES

PASSAGES = DATA.passages()


def read(site: Served, name: str) -> Any:
    return json.loads((site.folder / "api" / "v1" / name).read_text("utf-8"))


def test_every_address_of_the_api_is_there_and_listed(site: Served) -> None:
    listed = {entry.removeprefix(site.address.rstrip("/")) for entry in read(site, "index.json")["resources"]}
    assert listed == set(endpoints.api_urls(DATA))
    for path in listed:
        assert (site.folder / path.lstrip("/")).is_file(), path


def test_the_description_is_openapi_and_has_no_union_types(site: Served) -> None:
    described = read(site, "openapi.json")
    validate(described)
    assert described["openapi"] == "3.1.0"
    assert "anyOf" not in json.dumps(described) and "oneOf" not in json.dumps(described)
    told = {f"/api/v1{path.replace('{id}', POLICIES[0].id)}" for path in described["paths"] if "versions" not in path}
    apart = ("/schemas/", "/policies/", "/versions/")  # each has a file for every item
    rest = {path for path in endpoints.api_urls(DATA) if not any(part in path for part in apart)}
    assert told == rest - {"/api/v1/openapi.json"} | {f"/api/v1/policies/{POLICIES[0].id}.json"}


@pytest.mark.parametrize("name", endpoints.API_MODELS)
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
        for told, fact in zip(found["facts"], policy.every_fact, strict=True):
            assert (told["confidence"], told["as_of"]) == (fact.confidence, str(fact.as_of))
    told = read(site, "statement.json")["passages"]
    assert [one["text"]["en"] for one in told] == [p.en for p in DATA.sources["statement"].passages]
    assert read(site, "index.json")["updated"] == str(max(item.modified for _, item in DATA.items()))


@pytest.mark.parametrize(
    ("model_of", "shape", "kept"),
    [
        (models.Policy, schema.PolicyItem, {"order", "exceptions"}),  # an editor's own business
        (models.Source, schema.Statement, {"exceptions"}),
        (models.Term, schema.Term, {"searched"}),
        (models.Theme, schema.Theme, set()),
        (models.Reference, schema.Reference, {"evidence", "values"}),  # for checking, not for publishing
        (models.Fact, schema.Fact, set()),
        (models.Series, schema.Series, {"chart"}),  # how pages draw it
        (models.Value, schema.Figure, set()),
        (models.Point, schema.Point, set()),
    ],
)
def test_nothing_that_readers_are_told_is_left_out(model_of: Any, shape: Any, kept: set[str]) -> None:
    assert model_of.model_fields.keys() - shape.model_fields.keys() == kept


@pytest.mark.parametrize("name", endpoints.TABLES)
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


FORMULAS = [
    "=A1+Korea",
    "+82-2-2110-4000",
    "-5 percent",
    "@SUM(1)",
    "\t=1",
    "\rtext",
    "\ntext",
    '"=1"',
    "'=1",
    " =1",
    "\u3000=1",
    " “-1",
    "＝1",
    "＋1",
    "－1",
    "＠SUM",
    "''-1",
]
PLAIN = ["", "1 = 1", "'90s quota", "“Korea” = x", "(+82) 2", "2026-01-01", "한국 -5", "–5", "a\t=1", "×2", "#1", "  x"]


def read_cell(cell: str) -> str:
    """A text of a table as the API's description says to read it back."""
    return re.sub(r"^'(?=[\s\"'“”‘’`]*([=+\-@＝＋－＠]|(?<=[\t\r\n])))", "", cell)


def cells(folder: Path, shape: type[schema.ApiModel], row: dict[str, Any]) -> dict[str, str]:
    file = folder / "table.csv"
    with formats.write_table(file, shape) as write_row:
        write_row(row)
    (read_row,) = csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline=""))
    return dict(read_row)


@pytest.mark.parametrize("text", [*FORMULAS, *PLAIN])
def test_no_text_of_a_table_begins_a_formula_and_each_reads_back(tmp_path: Path, text: str) -> None:
    found = cells(tmp_path, schema.Words, {"en": text, "ko": f"{text}가"})
    assert found["en"] == (f"'{text}" if text in FORMULAS else text)
    assert [read_cell(found["en"]), read_cell(found["ko"])] == [text, f"{text}가"]
    listed = cells(tmp_path, schema.Names, {"en": [text, "x", text], "ko": []})
    assert [read_cell(part) for part in listed["en"].split("; ")] == [text, "x", text]


@settings(deadline=None)
@given(st.text(st.sampled_from(" '\"“’=+-@＝\t\r\na1가"), max_size=8) | st.text(max_size=8))
def test_any_text_of_a_table_reads_back(text: str) -> None:
    told = formats.cell_text(text)
    assert read_cell(told) == text and told[:1] not in set("=+-@＝＋－＠\t\r\n")


def test_numbers_of_a_table_stay_numbers(tmp_path: Path) -> None:
    found = cells(
        tmp_path,
        schema.Figure,
        {"period": 2025, "value": [-5], "note": [{"en": "-5", "ko": "x"}], "references": []},
    )
    assert (found["period"], found["value"], found["note_en"]) == ("2025", "-5", "'-5")


def test_no_table_of_a_site_begins_a_formula_and_its_description_says_how(small: Path) -> None:
    file = small / "data" / "policies" / "quota.yml"
    text = file.read_text("utf-8").replace("title: {en: Expanded quota, ko:", 'title: {en: "=Expanded quota", ko: +')
    text = text.replace("concerns: {en: Workers., ko: 근로자}", 'concerns: {en: "-Workers.", ko: "=근로자"}')
    text = text.replace("aliases: {en: [skilled quota]", "aliases: {en: ['@skilled quota', '=quota']")
    file.write_text(text, "utf-8")
    build.build_site(small, small / "site", "https://host.example/", documents=False)
    tables = list((small / "site/api/v1").glob("*.csv"))
    rows = [row for table in tables for row in csv.reader(io.StringIO(table.read_text("utf-8-sig"), newline=""))]
    found = {cell for row in rows for cell in row}
    assert not any(cell.lstrip(' "').startswith(tuple("=+-@＝＋－＠")) for cell in found)
    assert {"'=Expanded quota", "'-Workers.", "'=근로자", "'@skilled quota; '=quota"} <= found
    described = json.loads((small / "site/api/v1/openapi.json").read_text("utf-8"))["paths"]
    for table in tables:
        (answer,) = described[f"/{table.name}"]["get"]["responses"].values()
        assert "apostrophe" in answer["description"]


def test_a_further_source_has_its_own_file_and_the_description_says_so(small: Path) -> None:
    text = (small / "data/sources/statement.yml").read_text("utf-8").replace("id: statement", "id: reply")
    text = re.sub(r"(\{id: p\d+s\d+, )(?!role)", r"\1role: context, ", text)
    (small / "data/sources/reply.yml").write_text(text, "utf-8")
    shutil.copy(small / "data/sources/statement.txt", small / "data/sources/reply.txt")
    build.build_site(small, small / "site", "https://host.example/", documents=False)
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


def entry_ids(data: Data, language: str) -> dict[str, str]:
    """Return the note of each entry of both feeds of a language, by the entry's id."""
    entries = feeds._feed_entries(data)
    atom = feedparser.parse(feeds._write_atom(data, entries, language, "https://host.example/").atom_str())
    items = feeds._write_json_feed(data, entries, language, "https://host.example/")["items"]
    assert isinstance(items, list)
    found = {item["id"]: item["content_text"] for item in items}
    assert found == {entry.id: entry.summary for entry in atom.entries} and len(found) == len(items)
    return found


@pytest.mark.real_content
def test_todays_entries_keep_the_ids_that_they_were_published_with() -> None:
    for language in ("en", "ko"):
        ids = {f"https://host.example/id/{item.id}/#change-{item.id}-2026-11-24" for _, item in DATA.items()}
        assert entry_ids(DATA, language).keys() >= ids


NOTES = st.tuples(st.sampled_from(["2026-11-23", "2026-11-24", "2026-11-25"]), st.sampled_from("abcdef"))


@pytest.mark.parametrize("name", ["feed_id", ""])
@settings(deadline=None, max_examples=25)
@given(more=st.lists(NOTES, max_size=5), order=st.randoms(use_true_random=False))
def test_no_note_that_is_added_moves_the_id_of_another(name: str, more: list[tuple[str, str]], order: Any) -> None:
    """On any day, in any order: each entry that was there keeps its id and its note."""
    policy = POLICIES[0]
    notes = list(policy.changes) if name else [change.model_copy(update={"feed_id": None}) for change in policy.changes]
    added = [models.Change.model_validate({"date": day, "note": {"en": x, "ko": f"{x}가"}}) for day, x in more]
    before: dict[str, dict[str, str]] = {}
    for note in [None, *added]:
        notes = [*notes, note] if note else notes
        order.shuffle(notes)
        changed = policy.model_copy(update={"changes": notes})
        data = dataclasses.replace(DATA, policies={**DATA.policies, policy.id: changed})
        for language in ("en", "ko"):
            found = entry_ids(data, language)
            assert found.items() >= before.get(language, {}).items()
            before[language] = found


def test_an_entry_of_a_feed_keeps_its_id_when_its_item_is_renamed_or_its_note_is_mended(small: Path) -> None:
    def ids() -> dict[str, str]:
        data, _ = build.read_content(small)
        return entry_ids(data, "en")

    file = small / "data" / "policies" / "quota.yml"
    before = ids()
    text = file.read_text("utf-8").replace("id: quota\n", "id: allotment\nprevious_ids: [quota]\n")
    file.write_text(text, "utf-8")
    file.rename(file.with_name("allotment.yml"))
    glossary = small / "data/glossary.yml"
    glossary.write_text(glossary.read_text("utf-8").replace("policies: [quota]", "policies: [allotment]"), "utf-8")
    assert ids() == before
    (own,) = (name.partition("#change-quota-")[2] for name in before if "#change-quota-" in name)
    mended = text.replace("note: {en: First published.,", f"feed_id: {own}, note: {{en: Published first.,")
    file.with_name("allotment.yml").write_text(mended, "utf-8")
    assert ids().keys() == before.keys() and "Published first." in ids().values()
