"""Find the lines of a page's Markdown that are code, and the line for each part of its HTML."""

import bisect
import html
import re
from collections.abc import Iterator

FENCE = re.compile(r"(`{3,}|~{3,}) *(\{.*\}|\.?[\w#.+-]*(?: *hl_lines=.*)?) *")
"""A line that opens or closes a block of code in Python-Markdown."""
PIECE = re.compile(r"[\w.-]+")
UNDERLINE = re.compile(r"[\s>]*(?:=+|-+) *")
ITEM = re.compile(r"\s*(?:[-*+>]|\d{1,9}[.)])(?:\s+|$)")
MOST_LINES, MOST_LETTERS, MOST_LEVELS, MOST_LINKS, MOST_OPEN = 2_000, 5_000, 10, 100, 20
"""Of a page; of a line; of lists and quotations; of `[` in a paragraph, and of `<` in it that no `>` has closed.

The time that Python-Markdown takes grows with their square, and faster.
"""


def code_blocks(body: str) -> Iterator[tuple[int, int]]:
    """Return the fenced blocks of code, each from its first to its last line, counted from 0."""
    lines = body.split("\n")
    fences = {number: found for number, line in enumerate(lines) if (found := FENCE.fullmatch(line))}
    closing: dict[str, list[int]] = {}
    for number, found in fences.items():
        if not found[2]:
            closing.setdefault(found[1], []).append(number)
    last = -1
    for number, found in fences.items():
        ends = closing.get(found[1], [])
        place = bisect.bisect_right(ends, number)
        if number > last and place < len(ends):
            last = ends[place]
            yield number, last


def without_code(body: str) -> list[str]:
    """Return the lines, with those of fenced blocks of code empty."""
    lines = body.split("\n")
    for begin, end in code_blocks(body):
        lines[begin : end + 1] = [""] * (end + 1 - begin)
    return lines


class Lines:
    """Finds the line of Markdown for a part of the HTML; the order is the same in both."""

    def __init__(self, body: str, made: str, before: int) -> None:
        """`made` is the HTML, `before` the number of lines of the file before the body."""
        self.before, self.made = before, made.lower()
        self.source = "\n".join(html.unescape(line).replace("\n", " ") for line in body.split("\n")).lower()
        self._starts = [0, *(found.end() for found in re.finditer("\n", self.source))]
        self._ranks: dict[str, tuple[int, int]] = {}  # by form: offset up to which it was counted, and the count
        self._places: dict[str, tuple[int, int]] = {}  # by needle: how often it was found, and its last offset
        self._last = 0  # offset in the source of the last match
        lines = without_code(body)
        self._next = 0  # index of the next line that may be a heading
        self._headings = [
            (number, _letters(line))
            for number, (line, below) in enumerate(zip(lines, [*lines[1:], ""], strict=True))
            if "#" in line or "<h" in line.lower() or (line.strip(" >") and UNDERLINE.fullmatch(below))
        ]

    def find(self, written: str, offset: int, made: str = "") -> int:
        """Return the line of the part at an offset of the HTML; that of the part before if it is written differently.

        It is found by its rank among equal parts; the HTML contains it as `made`, or escaped in a block of code.
        """
        for needle in filter(None, (written.lower(), max(PIECE.findall(written.lower()), key=len, default=""))):
            forms = {needle, html.escape(needle, quote=False), made.lower() or needle}
            place = self._ranked(needle, sum(self._rank(form, offset) for form in forms))
            if place >= 0:
                self._last = place
                break
        return self._number(self._last)

    def _rank(self, form: str, offset: int) -> int:
        """Return how often the HTML contains a form before the offset."""
        begin, rank = self._ranks.get(form, (0, 0))
        if begin > offset:
            begin, rank = 0, 0
        rank += self.made.count(form, begin, offset)
        self._ranks[form] = max(offset - len(form) + 1, 0), rank  # a form across the offset counts later
        return rank

    def _ranked(self, needle: str, rank: int) -> int:
        """Return the offset of the `rank`th occurrence in the source, from 0, or of the last; -1 if there is none."""
        number, place = self._places.get(needle, (-1, -1))
        if number > rank:
            number, place = -1, -1
        while number < rank and (further := self.source.find(needle, place + len(needle) if number >= 0 else 0)) >= 0:
            number, place = number + 1, further
        self._places[needle] = number, place
        return place

    def find_heading(self, words: str) -> int:
        """Return the line of the next heading with these words."""
        wanted = _letters(words)
        for place in range(self._next, len(self._headings)):
            number, letters = self._headings[place]
            if wanted in letters:
                self._next = place + 1
                return self.before + number + 1
        return self._number(self._last)

    def _number(self, place: int) -> int:
        return self.before + bisect.bisect_right(self._starts, place)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, html.unescape(text).lower()))


def find_excess(body: str) -> Iterator[tuple[int, str]]:
    """Yield what would make Python-Markdown slow, each with its line from 0."""
    links = opened = 0
    lines = without_code(body)
    if len(lines) > MOST_LINES:
        yield MOST_LINES, f"file must have at most {MOST_LINES} lines of text: {len(lines)}"
        return
    for number, line in enumerate(lines):
        levels, rest = 0, line
        while levels <= MOST_LEVELS and (item := ITEM.match(rest)):
            levels, rest = levels + 1, rest[item.end() :]
        if len(line) > MOST_LETTERS:
            yield number, f"line must have at most {MOST_LETTERS} characters: {len(line)}"
        elif levels > MOST_LEVELS or len(line) - len(line.lstrip()) > 4 * MOST_LEVELS + 4:
            yield number, f"lists and quotations must be at most {MOST_LEVELS} deep"
        if levels or not line.strip() or line.lstrip().startswith("|"):
            links = opened = 0  # another paragraph
        before, links = links, links + line.count("[")
        if before <= MOST_LINKS < links:
            yield number, f"paragraph must contain [ at most {MOST_LINKS} times"
        for sign in re.findall("[<>]", line):
            opened = max(opened + (1 if sign == "<" else -1), 0)
            if opened == MOST_OPEN + 1 and sign == "<":
                yield number, f"paragraph must contain at most {MOST_OPEN} of < that no > closes"
