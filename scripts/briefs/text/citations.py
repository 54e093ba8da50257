"""Cite a page and its source in words.

The styles, whose language-dependent parts are in data/words.yml:

- Korean official: body, title in 「」, date, address.
- The Chicago Manual of Style, 18th edition, bibliography (14.104): author, title of the page in headline style and
  quotation marks, title of the site unless it is the author, date last modified, address; n.d. without a date.
- APA, 7th edition (10.16): author, date, title of the page, site unless it is the author, address; the most specific
  agency is the author and its parent takes the place of the site (9.11); n.d. without a date (9.17).
"""

from dataclasses import dataclass
from datetime import date

from briefs.content.models import Policy, Source
from briefs.content.site_data import Data
from briefs.text.dates import MONTHS, format_date

STYLES = ("korean", "chicago", "apa")
ORDER = {"en": ("chicago", "apa", "korean"), "ko": STYLES}
"""The styles in the order that suits readers of each language."""
# Chicago 18, 8.160: lower case but at either end, a subtitle's too: articles, conjunctions, `to`, `as`, prepositions of
# up to four letters
SMALL = {
    "a",
    "an",
    "the",
    "and",
    "but",
    "for",
    "nor",
    "or",
    "to",
    "as",
    "at",
    "by",
    "down",
    "from",
    "in",
    "into",
    "like",
}
SMALL |= {"near", "of", "off", "on", "onto", "out", "over", "past", "per", "up", "via", "with"}


@dataclass(frozen=True)
class Work:
    """A work to cite: a page of the site, or the source. `day` is None if the source has no date.

    `byline` names the author in full, `parent` the body that the author belongs to, `site` the site; the last two may
    be empty.
    """

    key: str
    author: str
    title: str
    day: date | None
    address: str
    language: str
    byline: str
    parent: str = ""
    site: str = ""


def cited_place(data: Data, citation: str, language: str) -> str:
    """Return the place of a sentence in words, with its source if there are several."""
    source, passage = data.sources[citation.split("#")[0]], data.passages()[citation]
    words = data.words["cited_place_in" if len(data.sources) > 1 else "cited_place"][language]
    return words.format(title=source.title[language], paragraph=passage.paragraph, sentence=passage.sentence)


def reference_words(data: Data, name: str, language: str) -> tuple[str, str]:
    """Return how an outside source is named: publisher, subject, date and kind, without the address."""
    reference = data.references[name]
    when = [format_date(reference.date, language)] if reference.date else []
    parts = [reference.publisher[language], reference.topic[language], *when]
    return ", ".join(parts), data.words[f"kind_{reference.kind}"][language]


def speaker_byline(data: Data, source: Source, language: str) -> str:
    """Return the author in full: the body and what it belongs to."""
    parts = {"agency": source.agency[language], "ministry": source.ministry[language]}
    return data.words["source_byline"][language].format(**parts)


def page_work(data: Data, item: Policy | Source, language: str, address: str) -> Work:
    """Return the page of an item as a work; `address` is the site's. The publisher is the author, or else the site."""
    name = data.site.name[language]
    author = data.site.publisher or name
    link = f"{address}{data.cited_path(item)}"
    site = name if author != name else ""
    return Work(f"{item.id}-{language}", author, item.title[language], item.as_of, link, language, author, site=site)


def source_work(data: Data, source: Source, language: str, address: str) -> Work:
    """Return a source as a work without a date, in the language of the original."""
    key, language = f"{source.id}-original-{language}", source.authoritative
    agency, link = source.agency[language], f"{address}id/{source.id}/"
    site, parent, whole = data.site.name[language], source.ministry[language], speaker_byline(data, source, language)
    return Work(key, agency, source.title[language], None, link, language, whole, parent, site)


def format_citation(work: Work, style: str, data: Data) -> tuple[str, str, str]:
    """Return the citation of a work in one of STYLES: the text before its title, the title, the text after it."""
    language, words = work.language, data.words
    author, where, title = work.byline, work.site, work.title
    if style == "apa":
        author, where = work.author, work.parent or work.site
    if style == "chicago" and language == "en":
        title = headline_case(title)
    before, after = words[f"citation_{style}"][language].split("{title}")
    parts = {"author": author, "date": _publication_date(work, style, data), "site": where, "address": work.address}
    stop = ""
    if style != "korean":
        stop = _with_full_stop(title).removeprefix(title)
        parts |= {name: _with_full_stop(parts[name]) for name in ("author", "site")}
    if style == "chicago":
        parts["date"] = _with_full_stop(parts["date"])
    return before.format(**parts), title, stop + after.format(**parts).replace("  ", " ")  # without a site: one space


def headline_case(title: str) -> str:
    """Return a title in headline style, hyphenated words too (Chicago 18, 8.160 and 8.162); names such as Sang-up
    stay.
    """
    words = title.split(" ")
    ends = {0, len(words) - 1, *(place for place, word in enumerate(words, 1) if word.endswith(":"))}
    return " ".join(
        word if (place not in ends and word in SMALL) or (place and not word[:1].islower()) else _capitalize_word(word)
        for place, word in enumerate(words)
    )


def _capitalize_word(word: str) -> str:
    first, *others = word.split("-")
    return "-".join([_upper_first(first), *(part if part in SMALL else _upper_first(part) for part in others)])


def _upper_first(word: str) -> str:
    return word[:1].upper() + word[1:]


def _with_full_stop(text: str) -> str:
    """Return the text with the full stop that ends an element, unless it has one."""
    return text if not text or text[-1] in ".?!" else f"{text}."


def _publication_date(work: Work, style: str, data: Data) -> str:
    day, language = work.day, work.language
    if day is None:
        return data.words["undated"][language]
    month = MONTHS[day.month - 1]
    if language == "ko":
        when = f"{day.year}. {day.month}. {day.day}."
    elif style == "korean":
        when = f"{day.day} {month} {day.year}"
    else:
        when = f"{month} {day.day}, {day.year}" if style == "chicago" else f"{day.year}, {month} {day.day}"
    return data.words["last_modified"][language].format(date=when) if style == "chicago" else when
