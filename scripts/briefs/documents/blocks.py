"""What a document holds, whatever its format: a sequence of blocks, plain values all the way down.

Its `repr` is all that a file is made from, so files are kept by it (see `kept`); its texts are what the tests read
back out of every format.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Run:
    """Words of a line; `link` is a web address. `look`: "" plain, "soft" set back, "mark" raised."""

    text: str
    link: str = ""
    look: str = ""


@dataclass(frozen=True)
class Line:
    """A paragraph in one language. `look`: text, lead, point, quote, meta, notice, reference."""

    lang: str
    runs: tuple[Run, ...]
    look: str = "text"

    @property
    def text(self) -> str:
        """Its words, without looks and links."""
        return "".join(run.text for run in self.runs)


Lines = tuple[Line, ...]


@dataclass(frozen=True)
class Heading:
    """A heading, in each language of the document; the title of the document has level 1."""

    level: int
    lines: Lines


@dataclass(frozen=True)
class Table:
    """Rows of cells; without a `head`, the first cell of each row is its heading. `widths` are per cent.

    `look`: "glance" (facts about the item), "figures", or "parallel" (the two languages side by side).
    """

    look: str
    widths: tuple[int, ...]
    head: tuple[Lines, ...]
    rows: tuple[tuple[Lines, ...], ...]


@dataclass(frozen=True)
class Chart:
    """Bars; `shown` is the figure as written, `value` None where a year has none; `alt` says it in words.

    `most` is what the longest bar could stand for, at least 1.
    """

    alt: Lines
    bars: tuple[tuple[str, int | None, str], ...]
    most: int


@dataclass(frozen=True)
class Colophon:
    """What stands at the end: where the document comes from, beside the QR code of its permanent address."""

    address: str
    alt: Lines
    lines: Lines


Block = Line | Heading | Table | Chart | Colophon


@dataclass(frozen=True)
class Document:
    """One item in one form: `languages` has one or both; `day` is the day it was last checked."""

    languages: tuple[str, ...]
    title: str
    summary: str
    author: str
    day: date
    address: str
    blocks: tuple[Block, ...]

    def lines(self) -> Iterator[Line]:
        """Every line of text, in the order in which it is read."""
        for block in self.blocks:
            if isinstance(block, Line):
                yield block
            elif isinstance(block, Table):
                for row in (block.head, *block.rows):
                    for cell in row:
                        yield from cell
            elif isinstance(block, Heading | Colophon):
                yield from block.lines
