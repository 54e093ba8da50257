"""Read stored versions of form 1. It never changes: a change of what is stored is another form with its own reader."""

from collections.abc import Iterator
from typing import Any

from briefs.content.models import Pair
from briefs.text.dates import format_date
from briefs.versions.reading import FIGURES, SOURCES, STATUS, TEXT, Entry, Explanation, Part, Reading, SourceLink

Row = dict[str, Any]


def read_form_1(stored: Row) -> Reading:
    """Return what a stored version says. Raises KeyError, TypeError or ValueError for another form."""
    item, references = stored["item"], {row["id"]: row for row in stored["references"]}
    heads = list(_policy_heads(stored)) if stored["kind"] == "policy" else list(_source_heads(item))
    after = {fact["id"] for fact in item["since"]}
    before = [fact for fact in item["facts"] if fact["id"] not in after]
    source = stored["kind"] == "source"
    notes = [(str(change["date"]), _pair(change["note"])) for change in item["changes"]]
    entries = [
        *heads,
        *(_fact("since", fact, references) for fact in item["since"]),
        *(_series(one, references) for one in item.get("series", [])),
        *(_fact("about_session" if source else "known", fact, references) for fact in before),
        *(_entry("unsaid_in_text" if source else "unsaid", "", text) for text in item["not_stated"]),
        *(_entry("withdrawn_parts", part["id"], part["note"]) for part in item["withdrawn"]),
        *(Entry("part_reviewed", "", (_neutral("text", f"{one['by']}, {one['date']}"),)) for one in item["reviewed"]),
    ]
    return Reading(
        _pair(item["title"]),
        _pair(item["summary"]),
        str(item["as_of"]),
        tuple(entries),
        tuple(sorted(notes, key=lambda note: note[0])),
        tuple(map(str, stored["anchors"])),
        tuple(Explanation(str(t["id"]), _pair(t["term"]), _pair(t["definition"])) for t in stored["terms"]),
    )


def _policy_heads(stored: Row) -> Iterator[Entry]:
    item = stored["item"]
    yield _entry("part_title", "", item["title"])
    yield _entry("part_summary", "", item["summary"])
    yield from (_entry("part_short", "", name) for name in item["short"])
    yield _entry("concerns", "", item["concerns"])
    yield Entry("status", "", (Part("text", STATUS, _pair(stored["status"]["term"])),))
    yield from (Entry("part_superseded", "", (_neutral("text", str(name)),)) for name in item["superseded_by"])
    if item["codes"]:
        yield Entry("codes", "", (_neutral("text", ", ".join(map(str, item["codes"]))),))
    for point in item["points"]:
        links = tuple(SourceLink(str(cited["address"]), _pair(cited["text"])) for cited in point["passages"])
        cites = Part("source_sentence", SOURCES, _joined(links, " "), links)
        form = _neutral("point_form", "quoted" if point["quoted"] else "paraphrase")
        yield Entry("said", str(point["id"]), (Part("text", TEXT, _pair(point["text"])), form, cites))


def _source_heads(item: Row) -> Iterator[Entry]:
    yield _entry("part_title", "", item["title"])
    yield _entry("part_summary", "", item["summary"])
    names = ("speaker", "office", "agency", "ministry")
    yield Entry("part_speaker", "", tuple(Part(name, TEXT, _pair(item[name])) for name in names))
    yield from (Entry("part_given", "", (_day("text", day),)) for day in item["given_by"])
    yield from (_entry("statement", passage["id"], passage["text"]) for passage in item["passages"])


def _fact(section: str, fact: Row, references: dict[str, Row]) -> Entry:
    parts = [Part("text", TEXT, _pair(fact["text"])), _day("as_of", fact["as_of"])]
    parts += [_day("happened", day) for day in fact["happened"]]
    parts += [_neutral("confidence", str(fact["confidence"]))] if fact["confidence"] != "high" else []
    parts += [Part("inferred", TEXT, _pair(text)) for text in fact["inferred"]]
    return Entry(section, str(fact["id"]), (*parts, _references(fact["references"], references)))


def _series(series: Row, references: dict[str, Row]) -> Entry:
    parts = [Part("title", TEXT, _pair(series["title"])), Part("unit", TEXT, _pair(series["unit"]))]
    parts += [Part("note", TEXT, _pair(note)) for note in series["note"]]
    parts.append(_day("as_of", series["as_of"]))
    for row in series["values"]:
        year = str(int(row["period"]))
        figures = [f"{int(value):,}" for value in row["value"]]
        parts += [Part("figure", FIGURES, Pair(figure, figure), year=year) for figure in figures]
        parts += [Part("note", TEXT, _pair(note), year=year) for note in row["note"]]
        parts += [Part("inferred", TEXT, _pair(text), year=year) for text in row["inferred"]]
        parts += [_references(row["references"], references, year)] if row["references"] else []
    return Entry("series", str(series["id"]), tuple(parts))


def _references(names: list[str], references: dict[str, Row], year: str = "") -> Part:
    links = tuple(SourceLink(str(references[name]["address"]), _reference(references[name])) for name in names)
    named = tuple(SourceLink(link.address, _both(link.text, f", {link.address}")) for link in links)
    return Part("references", SOURCES, _joined(named, "; "), links, year)


def _reference(row: Row) -> Pair:
    own = [title["text"] for title in row["title"]]
    made = {}
    for language in ("en", "ko"):
        day = [format_date(day, language) for day in row["date"]]
        made[language] = ", ".join([row["publisher"][language], *(own or [row["topic"][language]]), *day])
    return Pair(**made)


def _entry(section: str, name: str, text: Row) -> Entry:
    return Entry(section, str(name), (Part("text", TEXT, _pair(text)),))


def _pair(row: Row) -> Pair:
    return Pair(str(row["en"]), str(row["ko"]))


def _neutral(name: str, text: str) -> Part:
    return Part(name, TEXT, Pair(text, text))


def _day(name: str, day: str) -> Part:
    return Part(name, TEXT, Pair(format_date(day, "en"), format_date(day, "ko")))


def _both(text: Pair, end: str) -> Pair:
    return Pair(text.en + end, text.ko + end)


def _joined(links: tuple[SourceLink, ...], between: str) -> Pair:
    return Pair(*(between.join(link.text[language] for link in links) for language in ("en", "ko")))
