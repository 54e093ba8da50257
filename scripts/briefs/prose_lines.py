"""Lines of a page's Markdown: which are code, and on which stands what the page's HTML holds."""

import bisect
import html
import re
from collections.abc import Iterator

FENCE = re.compile(r"(`{3,}|~{3,}) *(\{.*\}|\.?[\w#.+-]*(?: *hl_lines=.*)?) *")
"""A line that opens a block of code, or closes one, as Python-Markdown has it."""
UNDERLINE = re.compile(r"[\s>]*(?:=+|-+) *")
ITEM = re.compile(r"\s*(?:[-*+>]|\d{1,9}[.)])(?:\s+|$)")
MOST_LETTERS, MOST_LEVELS, MOST_SIGNS = 5_000, 10, {"[": 200, "<": 1_000}
"""Of a line, of lists and quotations, and of a paragraph: the time that Python-Markdown takes grows with the square of
such signs, and faster.
"""


def code_blocks(body: str) -> Iterator[tuple[int, int]]:
    """The fenced blocks of code, each from its first line to its last, as numbers of lines from 0."""
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
    """The lines, those of fenced blocks of code empty."""
    lines = body.split("\n")
    for begin, end in code_blocks(body):
        lines[begin : end + 1] = [""] * (end + 1 - begin)
    return lines


class Lines:
    """Finds where in the Markdown something stands that the HTML holds: both hold it in the same order."""

    def __init__(self, body: str, made: str, before: int) -> None:
        """`made` is the HTML, `before` the number of lines of the file before the body."""
        self.before, self.made = before, made.lower()
        self.source = "\n".join(html.unescape(line).replace("\n", " ") for line in body.split("\n")).lower()
        self._last = 0  # where in the source the last thing was found
        lines = without_code(body)
        self._headings = [
            (number, _letters(line))
            for number, (line, below) in enumerate(zip(lines, [*lines[1:], ""], strict=True))
            if "#" in line or "<h" in line.lower() or (line.strip(" >") and UNDERLINE.fullmatch(below))
        ]

    def find(self, written: str, offset: int) -> int:
        """The line of what stands at the offset of the HTML; of what was found before it when it is written otherwise.

        It is found among its like by its rank; the HTML of a block of code holds it escaped.
        """
        for needle in (written.lower(), *written.lower().split()[:1]):
            rank = sum(self.made.count(text, 0, offset) for text in {needle, html.escape(needle, quote=False)})
            place = self._ranked(needle, rank) if needle else -1
            if place >= 0:
                self._last = place
                break
        return self._number(self._last)

    def _ranked(self, needle: str, rank: int) -> int:
        """Where in the source the needle stands for the `rank`th time, from 0, or for the last; -1 when nowhere."""
        place = self.source.find(needle)
        while rank and place >= 0:
            further = self.source.find(needle, place + len(needle))
            if further < 0:
                break
            place, rank = further, rank - 1
        return place

    def find_heading(self, words: str) -> int:
        """The line of the next heading, by its words."""
        wanted = _letters(words)
        for place, (number, letters) in enumerate(self._headings):
            if wanted in letters:
                del self._headings[: place + 1]
                return self.before + number + 1
        return self._number(self._last)

    def _number(self, place: int) -> int:
        return self.before + self.source.count("\n", 0, place) + 1


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, html.unescape(text).lower()))


def find_excess(body: str) -> Iterator[tuple[int, str]]:
    """What would keep Python-Markdown busy for long, each with its line from 0."""
    signs = dict.fromkeys(MOST_SIGNS, 0)
    for number, line in enumerate(without_code(body)):
        levels, rest = 0, line
        while levels <= MOST_LEVELS and (item := ITEM.match(rest)):
            levels, rest = levels + 1, rest[item.end() :]
        if len(line) > MOST_LETTERS:
            yield number, f"line must have at most {MOST_LETTERS} characters: {len(line)}"
        elif levels > MOST_LEVELS or len(line) - len(line.lstrip()) > 4 * MOST_LEVELS + 4:
            yield number, f"lists and quotations must be at most {MOST_LEVELS} deep"
        if levels or not line.strip() or line.lstrip().startswith("|"):
            signs = dict.fromkeys(MOST_SIGNS, 0)  # another paragraph
        for sign, most in MOST_SIGNS.items():
            before, signs[sign] = signs[sign], signs[sign] + line.count(sign)
            if before <= most < signs[sign]:
                yield number, f"paragraph must hold at most {most} of this sign: {sign}"
