"""Compare two texts word by word; theme/assets/versions/compare.js does the same in the browser.

English is compared by words and punctuation, Korean by eojeol (what stands between blanks), and a figure is one word
in both: 26,788 or 3만 3천. The cases of both are in tests/versions/words.yml.
"""

import difflib
import functools
import re

ENGLISH = re.compile(
    r"[0-9]+(?:[.,][0-9]+)*(?:%|\s(?:thousand|million|billion|trillion)\b)?|\w+(?:[-'’]\w+)*|[^\w\s]", re.IGNORECASE
)
KOREAN = re.compile(r"(?:[0-9][0-9,.]*[조억만천백]+ (?=[0-9]))*\S+")
ALIKE = 0.25
"""Texts with a smaller share of equal words are shown whole: the words that they share by chance help nobody."""
Run = tuple[str, str]
"""A piece of text and what became of it: `same`, `del` or `ins`."""


def split_words(text: str, language: str) -> list[tuple[int, int]]:
    """Return the place of each word of a text: its beginning and its end."""
    pattern = KOREAN if language == "ko" else ENGLISH
    return [match.span() for match in pattern.finditer(text)]


@functools.lru_cache(20_000)
def compare_texts(before: str, after: str, language: str) -> list[Run]:
    """Return the pieces of both texts in order, equal ones once; words that were replaced stand before the new ones."""
    old, new = split_words(before, language), split_words(after, language)
    matcher = difflib.SequenceMatcher(
        None, [before[begin:end] for begin, end in old], [after[begin:end] for begin, end in new], autojunk=False
    )
    equal = sum(size for _, _, size in matcher.get_matching_blocks())
    if 2 * equal < ALIKE * (len(old) + len(new)):
        return [(kind, text) for kind, text in (("del", before), ("ins", after)) if text]
    runs: list[Run] = []
    for kind, old_begin, old_end, new_begin, new_end in matcher.get_opcodes():
        if old_end > old_begin and kind != "equal":
            _add_piece(runs, "del", before, old[old_begin:old_end], _blank(before, old, old_begin))
        if new_end > new_begin:
            blank = _blank(after, new, new_begin) or (runs and runs[-1][0] == "del" and " ") or ""
            _add_piece(runs, "same" if kind == "equal" else "ins", after, new[new_begin:new_end], blank)
    return runs


def _blank(text: str, words: list[tuple[int, int]], number: int) -> str:
    """Return the blank before a word."""
    return text[words[number - 1][1] if number else 0 : words[number][0]]


def _add_piece(runs: list[Run], kind: str, text: str, words: list[tuple[int, int]], blank: str) -> None:
    """Add a piece of text; the blank before it is no part of it, so that no blank is underlined."""
    if blank:
        _add_run(runs, "same", blank)
    _add_run(runs, kind, text[words[0][0] : words[-1][1]])


def _add_run(runs: list[Run], kind: str, text: str) -> None:
    if runs and runs[-1][0] == kind:
        text = runs.pop()[1] + text
    runs.append((kind, text))
