"""Write feeds of the changes in each language, of the site and of each item: Atom (RFC 4287) and JSON Feed 1.1.

Their dates are those of the data.
"""

import hashlib
import json
from collections import Counter
from datetime import UTC, datetime, time

from feedgen.feed import FeedGenerator

from briefs import LANGUAGES
from briefs.content.models import Change, Policy, Source
from briefs.content.site_data import Data
from briefs.outputs.context import BuildContext
from briefs.utils.text_files import write_text

Entry = tuple[Change, Policy | Source, str]


def feed_urls(data: Data) -> list[str]:
    """Return every feed's address, from the site's root: of the whole site and of each item."""
    folders = ["", *(item.path for _, item in data.items())]
    return [f"/{lang}/{folder}feed.{ending}" for lang in LANGUAGES for folder in folders for ending in ("xml", "json")]


def write_feeds(context: BuildContext) -> None:
    """Write both feeds of each language into the built site, of all changes and of those of each item."""
    data = context.data
    entries = _feed_entries(data)
    by_item: dict[str, list[Entry]] = {}
    for entry in entries:
        by_item.setdefault(entry[1].id, []).append(entry)
    for language in LANGUAGES:
        _write_both(context, entries, language, None)
        for _, item in data.items():
            _write_both(context, by_item[item.id], language, item)


def _write_both(context: BuildContext, entries: list[Entry], language: str, item: Policy | Source | None) -> None:
    data, address = context.data, context.address
    folder = context.site / language / (item.path if item else "")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "feed.xml").write_bytes(_write_atom(data, entries, language, address, item).atom_str(pretty=True))
    text = json.dumps(_write_json_feed(data, entries, language, address, item), ensure_ascii=False, indent=1) + "\n"
    write_text(folder / "feed.json", text)


def _feed_title(data: Data, language: str, item: Policy | Source | None) -> str:
    name = data.site.name[language]
    return f"{item.title[language]} – {name}" if item else name


def _feed_entries(data: Data) -> list[Entry]:
    """Yield every change of every item, the newest first, each with a permanent id.

    A feed reader shows an entry again if its id changes. So the id depends only on the item's oldest id and the note:
    on its `feed_id`, or else its day and English text. Only a note that repeats another gets a number.
    """
    found: list[Entry] = []
    times = Counter[str]()
    for change, item in data.changes:
        first = next(iter(item.previous_ids), item.id)
        name = f"id/{first}/#change-{first}-{change.feed_id or _made_id(change)}"
        times[name] += 1
        found.append((change, item, f"{name}-{times[name]}" if times[name] > 1 else name))
    return found


def _made_id(change: Change) -> str:
    return f"{change.date}-{hashlib.sha256(change.note.en.encode()).hexdigest()[:8]}"


def _entry_time(change: Change) -> datetime:
    return datetime.combine(change.date, time(), UTC)


def _write_atom(
    data: Data, entries: list[Entry], language: str, address: str, item: Policy | Source | None = None
) -> FeedGenerator:
    home = f"{address}{language}/"
    own = f"{home}{item.path if item else ''}feed.xml"
    feed = FeedGenerator()
    feed.id(own)
    feed.title(_feed_title(data, language, item))
    feed.subtitle(data.words["changes_description"][language])
    feed.author({"name": data.site.publisher or data.site.name[language]})
    feed.link(href=f"{home}{item.path if item else 'changes/'}", rel="alternate")
    feed.link(href=own, rel="self")
    feed.language(language)
    feed.generator("")
    feed.updated(max(map(_entry_time, (change for change, _, _ in entries))))
    for change, changed, name in entries:
        entry = feed.add_entry(order="append")
        entry.id(address + name)
        entry.title(changed.title[language])
        entry.link(href=f"{home}{changed.path}")
        entry.summary(change.note[language])
        entry.updated(_entry_time(change))
        entry.published(_entry_time(change))
    return feed


def _write_json_feed(
    data: Data, entries: list[Entry], language: str, address: str, item: Policy | Source | None = None
) -> dict[str, object]:
    home = f"{address}{language}/"
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _feed_title(data, language, item),
        "description": data.words["changes_description"][language],
        "home_page_url": f"{home}{item.path if item else 'changes/'}",
        "feed_url": f"{home}{item.path if item else ''}feed.json",
        "language": language,
        "authors": [{"name": data.site.publisher or data.site.name[language]}],
        "items": [
            {
                "id": address + name,
                "url": f"{home}{changed.path}",
                "title": changed.title[language],
                "content_text": change.note[language],
                "date_published": _entry_time(change).isoformat(),
            }
            for change, changed, name in entries
        ],
    }
