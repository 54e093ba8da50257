"""Check the texts of the interface: pages must use each one and fill in its placeholders `{name}`."""

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from briefs import LANGUAGES
from briefs.content.site_data import Data
from briefs.errors import Problem, quoted_value

PLACEHOLDER = re.compile(r"\{([a-z]+)\}")
PLACEHOLDERS = {
    "and_more": ["count"],
    "first_published": ["date"],
    "place_short": ["paragraph", "sentence"],
    "see_all": ["count"],
    "as_of_day": ["date"],
    "briefing": ["policy", "summary", "title", "address"],
    "changes_figures": ["count"],
    "changes_sources": ["count"],
    "changes_status": ["count"],
    "changes_text_en": ["count"],
    "changes_text_ko": ["count"],
    "chart_alt": ["title"],
    "check_count": ["count"],
    "citation_apa": ["author", "date", "title", "site", "address"],
    "citation_chicago": ["author", "title", "site", "date", "address"],
    "citation_korean": ["author", "title", "date", "address"],
    "cited_place": ["paragraph", "sentence"],
    "cited_place_in": ["title", "paragraph", "sentence"],
    "compare_done": ["count"],
    "copy_link_of": ["place"],
    "document_from": ["name"],
    "document_from_version": ["name"],
    "download_file": ["kind", "size"],
    "figures_shown": ["count"],
    "history_title": ["title"],
    "key_value": ["value", "unit", "year"],
    "last_modified": ["date"],
    "licence": ["name"],
    "newest": ["unit", "year"],
    "on_paper": ["name"],
    "original_and_translation": ["original", "translation"],
    "pack_chosen": ["count"],
    "paragraph": ["paragraph"],
    "parallel_title": ["title"],
    "past_review": ["date"],
    "policies_shown": ["count"],
    "all_dates": ["count"],
    "policies_count": ["count"],
    "pages_count": ["count"],
    "terms_shown": ["count"],
    "published_by": ["name"],
    "quoted_place": ["paragraph", "sentence"],
    "footnote": ["title", "place", "address"],
    "footnote_fact": ["sources", "site", "address"],
    "quotation_fact": ["text", "sources", "address"],
    "quotation": ["text", "title", "place", "address"],
    "quotation_ko": ["text", "title", "place", "address"],
    "quotation_both": ["text", "title", "place", "address"],
    "reviewed_by": ["name", "date"],
    "reviewed_by_ko": ["name", "date"],
    "reviewed_by_both": ["name", "date"],
    "said_by": ["speaker", "office", "ministry"],
    "search_count": ["count"],
    "search_rest": ["count"],
    "search_scope": ["portal", "telephone"],
    "source_byline": ["agency", "ministry"],
    "theme_title": ["title"],
    "unit": ["unit"],
    "version_current": ["date"],
    "version_differences": ["date"],
    "version_from": ["date"],
    "version_unchanged": ["date"],
    "version_until": ["date", "until"],
    "withdrawn_part": ["date"],
}
"""The placeholders that pages fill in, by text; other texts have none."""


def check_placeholders(data: Data) -> Iterator[Problem]:
    """Yield a problem for each text without exactly the placeholders that pages fill in."""
    file = data.files["words"]
    for name, text in data.words.items():
        wanted = PLACEHOLDERS.get(name, [])
        for language in LANGUAGES:
            plain = PLACEHOLDER.sub("", text[language])
            if {"{", "}"} & set(plain) or sorted(PLACEHOLDER.findall(text[language])) != sorted(wanted):
                yield file.problem(
                    ("words", name, language), f"{_placeholder_message(wanted)}: {quoted_value(text[language])}"
                )


def _placeholder_message(wanted: list[str]) -> str:
    marks = ", ".join(f"{{{name}}}" for name in wanted)
    return f"must contain {marks} once and no other braces" if wanted else "must contain no braces"


def words_are_used(data: Data) -> Iterator[Problem]:
    """Yield a problem for each text that no page uses: it is misspelt, or left over."""
    known, beginnings, endings = _named_by_pages()
    for name in data.words:
        beginning = name.rpartition("_")[0]
        if not (name in known or beginning in data.words or name.startswith(beginnings) or name.endswith(endings)):
            yield data.files["words"].problem(("words", name), f"must be a word that pages use: {quoted_value(name)}")


@functools.cache
def _named_by_pages() -> tuple[set[str], tuple[str, ...], tuple[str, ...]]:
    """Return the names in code and templates, and the beginnings and ends of composed names (`kind_`, `_title`)."""
    here = Path(__file__).parents[1]
    files = [file for pattern in ("*.py", "*.jinja", "*.html") for file in here.rglob(pattern)]
    code = "\n".join(file.read_text("utf-8") for file in files)
    named = set(re.findall(r"[a-z][a-z0-9_]*", code))
    beginnings = set(re.findall(r"[\"']([a-z]+_)(?:[\"'] ~|\{)", code))
    return named, tuple(beginnings), tuple(set(re.findall(r"\}(_[a-z]+)\"", code)))
