"""Write feeds of the changes in each language: Atom (RFC 4287) and JSON Feed 1.1; their dates are those of the data."""

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


def feed_urls() -> list[str]:
    """Return every feed's address, from the site's root."""
    return [f"/{language}/feed.{ending}" for language in LANGUAGES for ending in ("xml", "json")]


def write_feeds(context: BuildContext) -> None:
    """Write both feeds of each language into the built site."""
    data, site, address = context.data, context.site, context.address
    for language in LANGUAGES:
        entries = _feed_entries(data)
        atom = _write_atom(data, entries, language, address)
        (site / language / "feed.xml").write_bytes(atom.atom_str(pretty=True))
        text = json.dumps(_write_json_feed(data, entries, language, address), ensure_ascii=False, indent=1) + "\n"
        write_text(site / language / "feed.json", text)


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


def _write_atom(data: Data, entries: list[Entry], language: str, address: str) -> FeedGenerator:
    feed = FeedGenerator()
    feed.id(f"{address}{language}/feed.xml")
    feed.title(data.site.name[language])
    feed.subtitle(data.words["changes_description"][language])
    feed.author({"name": data.site.publisher or data.site.name[language]})
    feed.link(href=f"{address}{language}/changes/", rel="alternate")
    feed.link(href=f"{address}{language}/feed.xml", rel="self")
    feed.language(language)
    feed.generator("")
    feed.updated(max(map(_entry_time, (change for change, _, _ in entries))))
    for change, item, name in entries:
        entry = feed.add_entry(order="append")
        entry.id(address + name)
        entry.title(item.title[language])
        entry.link(href=f"{address}{language}/{item.path}")
        entry.summary(change.note[language])
        entry.updated(_entry_time(change))
        entry.published(_entry_time(change))
    return feed


def _write_json_feed(data: Data, entries: list[Entry], language: str, address: str) -> dict[str, object]:
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": data.site.name[language],
        "description": data.words["changes_description"][language],
        "home_page_url": f"{address}{language}/changes/",
        "feed_url": f"{address}{language}/feed.json",
        "language": language,
        "authors": [{"name": data.site.publisher or data.site.name[language]}],
        "items": [
            {
                "id": address + name,
                "url": f"{address}{language}/{item.path}",
                "title": item.title[language],
                "content_text": change.note[language],
                "date_published": _entry_time(change).isoformat(),
            }
            for change, item, name in entries
        ],
    }
