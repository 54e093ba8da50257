"""Write feeds of the changes, of the site and of each item, in each language: Atom (RFC 4287) and JSON Feed 1.1; their dates are those of the data."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

from feedgen.feed import FeedGenerator

from briefs import LANGUAGES
from briefs.content.models import Change, Policy, Source
from briefs.content.site_data import Data
from briefs.outputs.context import BuildContext
from briefs.utils.text_files import write_text

Entry = tuple[Change, Policy | Source, str]


@dataclass(frozen=True)
class Feed:
    """A feed in one language: of the whole site, or of one item; `page` is what it follows, below the language."""

    language: str
    path: str
    page: str
    title: str
    entries: list[Entry]


def feed_urls(data: Data) -> list[str]:
    """Return every feed's address, from the site's root."""
    return [f"/{feed.language}/{feed.path}.{ending}" for feed in _list_feeds(data) for ending in ("xml", "json")]


def write_feeds(context: BuildContext) -> None:
    """Write both formats of every feed into the built site."""
    data, site, address = context.data, context.site, context.address
    for feed in _list_feeds(data):
        target = site / feed.language / feed.path
        target.with_suffix(".xml").write_bytes(_write_atom(data, feed, address).atom_str(pretty=True))
        text = json.dumps(_write_json_feed(data, feed, address), ensure_ascii=False, indent=1) + "\n"
        write_text(target.with_suffix(".json"), text)


def _list_feeds(data: Data) -> Iterator[Feed]:
    """Yield the feed of the site and that of each item, in each language."""
    entries = _feed_entries(data)
    by_item: dict[str, list[Entry]] = {}
    for entry in entries:
        by_item.setdefault(entry[1].id, []).append(entry)
    for language in LANGUAGES:
        name = data.site.name[language]
        yield Feed(language, "feed", "changes/", name, entries)
        for _, item in data.items():
            title = f"{item.title[language]} – {name}"
            yield Feed(language, f"{item.path}feed", item.path, title, by_item[item.id])


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


def _write_atom(data: Data, feed: Feed, address: str) -> FeedGenerator:
    language, name = feed.language, data.site.name[feed.language]
    atom = FeedGenerator()
    atom.id(f"{address}{language}/{feed.path}.xml")
    atom.title(feed.title)
    atom.subtitle(data.words["changes_description"][language])
    atom.author({"name": data.site.publisher or name})
    atom.link(href=f"{address}{language}/{feed.page}", rel="alternate")
    atom.link(href=f"{address}{language}/{feed.path}.xml", rel="self")
    atom.language(language)
    atom.generator("")
    atom.updated(max(map(_entry_time, (change for change, _, _ in feed.entries))))
    for change, item, name in feed.entries:
        entry = atom.add_entry(order="append")
        entry.id(address + name)
        entry.title(item.title[language])
        entry.link(href=f"{address}{language}/{item.path}")
        entry.summary(change.note[language])
        entry.updated(_entry_time(change))
        entry.published(_entry_time(change))
    return atom


def _write_json_feed(data: Data, feed: Feed, address: str) -> dict[str, object]:
    language = feed.language
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": data.words["changes_description"][language],
        "home_page_url": f"{address}{language}/{feed.page}",
        "feed_url": f"{address}{language}/{feed.path}.json",
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
            for change, item, name in feed.entries
        ],
    }
