"""The content of a document, whatever its format: a sequence of blocks of plain values.

Its `repr` contains everything that a file is made from, so files are cached by it (see `utils/cache.py`). Tests read
its texts back from every format.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Run:
    """Words of a line; `link` is a web address. `look`: "" plain, "soft" subdued, "mark" superscript."""

    text: str
    link: str = ""
    look: str = ""


@dataclass(frozen=True)
class Line:
    """A paragraph in one language. `look`: text, lead, point, quote, meta, unit (at the right), notice, reference."""

    lang: str
    runs: tuple[Run, ...]
    look: str = "text"

    @property
    def text(self) -> str:
        """Return the words without looks and links."""
        return "".join(run.text for run in self.runs)


Lines = tuple[Line, ...]


@dataclass(frozen=True)
class Heading:
    """A heading in each language of the document; the title of the document has level 1."""

    level: int
    lines: Lines


@dataclass(frozen=True)
class Table:
    """Rows of cells; without a `head`, the first cell of each row is its heading. `widths` are percentages.

    `look`: "glance" (facts about the item), "figures", or "parallel" (the two languages side by side).
    """

    look: str
    widths: tuple[int, ...]
    head: tuple[Lines, ...]
    rows: tuple[tuple[Lines, ...], ...]


@dataclass(frozen=True)
class Chart:
    """Bars; `shown` is the figure as written, `value` None for a year without one; `alt` is the alternative text.

    `most` is the value of the longest possible bar, at least 1.
    """

    alt: Lines
    bars: tuple[tuple[str, int | None, str], ...]
    most: int


@dataclass(frozen=True)
class Colophon:
    """The end of a document: where it comes from, beside the QR code of its permanent address."""

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
        """Yield every line of text in reading order."""
        for block in self.blocks:
            if isinstance(block, Line):
                yield block
            elif isinstance(block, Table):
                for row in (block.head, *block.rows):
                    for cell in row:
                        yield from cell
            elif isinstance(block, Heading | Colophon):
                yield from block.lines
