"""The API's files of stored versions: each as it is stored, and per item what every part said from which day on."""

from collections.abc import Iterator
from typing import Any

from briefs import LANGUAGES
from briefs.content.models import Policy, Source
from briefs.content.site_data import Data
from briefs.outputs.api import schema as shapes
from briefs.outputs.context import BuildContext
from briefs.versions.history import Key, Version, item_history
from briefs.versions.reading import Entry, Part

Row = dict[str, Any]


def version_names(data: Data) -> list[str]:
    """Return the name of every file below /api/v1/; none before the first release."""
    found = []
    for _, item in data.items():
        files = data.versions_of(item)
        found += [f"versions/{item.id}.json"] if files else []
        found += [f"versions/{item.id}/{file.date}.json" for file in files]
    return ["schemas/versions.json", *found] if found else []


def version_files(context: BuildContext) -> Iterator[tuple[str, Row]]:
    """Yield every file of the versions by its name, except the copies of the stored files, which it writes itself."""
    data, folder = context.data, context.site / "api" / "v1" / "versions"
    if data.versions:
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **shapes.History.model_json_schema()}
        yield "schemas/versions.json", schema
    for _, item in data.items():
        versions = item_history(data, item)
        if not versions:
            continue
        for version in versions:
            target = folder / item.id / f"{version.date}.json"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((context.root / version.file.path).read_bytes())  # its hash is that of the lock
        row = _history_row(data, item, versions, context.address)
        yield f"versions/{item.id}.json", shapes.History.model_validate(row).model_dump(mode="json")


def _history_row(data: Data, item: Policy | Source, versions: list[Version], address: str) -> Row:
    pages = {language: f"{address}{language}/{item.path}history/" for language in LANGUAGES}
    rows = [
        {
            "date": version.date,
            "until": version.until or None,
            "address": f"{address}id/{item.id}/{version.date}/",
            "stored": f"{address}api/v1/versions/{item.id}/{version.date}.json",
            "sha256": version.file.sha256,
            "notes": version.notes,
            "withheld": version.why,
        }
        for version in versions
    ]
    link = f"{address}id/{item.id}/"
    return {"id": item.id, "address": link, "pages": pages, "versions": rows, "parts": list(_part_rows(versions))}


def _part_rows(versions: list[Version]) -> Iterator[Row]:
    """Yield each part with what it said from which day on; nothing from the day on which it was taken out."""
    told = [version for version in versions if version.reading]
    found: dict[Key, tuple[Entry, Part]] = {}
    for version in reversed(told):
        found |= {key: held for key, held in version.parts.items() if key not in found}
    order = list(dict.fromkeys(entry.section for entry, _ in found.values()))
    for key, (entry, part) in sorted(found.items(), key=lambda one: order.index(one[1][0].section)):
        title = entry.part("title") if entry.section == "series" else None
        own = {"part": part.name, "year": part.year or None, "kind": part.kind, "title": title.text if title else None}
        texts = list(_texts_by_day(key, told))
        yield {"entry": key[0], "section": entry.section, "anchor": entry.id or None, **own, "texts": texts}


def _texts_by_day(key: Key, versions: list[Version]) -> Iterator[Row]:
    before = None
    for version in versions:
        held = version.parts.get(key)
        text = held[1].text if held else None
        if text != before:
            yield {"date": version.date, "text": text}
        before = text
