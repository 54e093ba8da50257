"""Compare each source with its original as delivered, data/sources/<id>.txt, which no command writes.

The passages in the authoritative language, joined, must be that text, except for white space and the form of quotation
marks. The text before the first passage is the heading: the source's title and bodies.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from briefs.content.models import Source
from briefs.content.site_data import Data
from briefs.content.yaml_reader import read_text
from briefs.errors import Problem, Problems, quoted_value

QUOTES = str.maketrans({"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})


def originals_untouched(data: Data) -> Iterator[Problem]:
    """Yield a problem for each source whose passages are not its original."""
    for source in data.sources.values():
        file = data.file_of(source)
        path = f"data/sources/{source.id}.txt"
        try:
            original = read_text(path, file.root / path)
        except (OSError, Problems):
            yield Problem(path, 1, "file must contain the original as it was delivered, in UTF-8")
            continue
        yield from _compare_source(data, source, _normalise_text(original.removeprefix("\ufeff")))


def _compare_source(data: Data, source: Source, original: str) -> Iterator[Problem]:
    """Yield a problem at the passage that differs from the original."""
    file, rest = data.file_of(source), original
    for number, passage in enumerate(source.passages):
        words = _normalise_text(passage[source.authoritative])
        start = rest.find(words) if number == 0 else 0
        if start < 0 or not rest.startswith(words, start):
            place = ("passages", number, source.authoritative)
            message = f"must be as in data/sources/{source.id}.txt: {quoted_value(_first_difference(words, rest))}"
            yield file.problem(place, message)
            return
        if number == 0 and not _is_heading(source, rest[:start]):
            yield file.problem(("title", source.authoritative), "must be as in the heading of the original")
        rest = rest[start + len(words) :]
    if rest:
        yield file.problem(("passages",), f"must contain the original to its end: {quoted_value(rest)}")


def _is_heading(source: Source, heading: str) -> bool:
    """Return whether the heading contains only the source's title, speaker and bodies, whatever parts them."""
    language, heading = source.authoritative, _only_words(heading)
    bodies = [source.speaker, source.office, source.ministry, source.agency]
    parts = [part for part in (source.title, source.short, source.byline, *bodies) if part]
    for part in sorted((_only_words(part[language]) for part in parts), key=len, reverse=True):
        heading = heading.replace(part, "", 1)
    return not heading


def _only_words(text: str) -> str:
    """Return the letters and digits of a text."""
    return re.sub(r"[\W_]+", "", text)


def _first_difference(words: str, rest: str) -> str:
    """Return the words of a passage from the first difference."""
    match = SequenceMatcher(None, words, rest[: len(words)], autojunk=False).find_longest_match()
    return words[match.size :] if match.a == match.b == 0 else words


def _normalise_text(text: str) -> str:
    """Return a text without white space, with straight quotation marks."""
    return re.sub(r"\s+", "", text.translate(QUOTES))
