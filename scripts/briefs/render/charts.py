"""Compute the drawing of a figure: bars for a few years, a line for many, on a scale that starts at zero.

The drawing is the same on every page and in the SVG file: `x` and `width` are shares of its width, `y` and `height`
are in sizes of its type (em), so that its text keeps its size on every screen. The templates draw it.

A rounded value has a hollow dot, a year that was not over a hatched end or a dashed line, a year without a value a
dashed frame. Labels that would overlap in the narrowest drawing (NARROW) are left out; the table has every value.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from briefs import colours
from briefs.content.models import Series, Value
from briefs.urls.figures import Figure

MOST_BARS = 8
"""The most years that are drawn as bars, unless the data say so."""
TOP, PLOT, ROW = 1.7, 8.5, 1.45
"""Heights: above the scale, of the scale, of a row of text below it."""
NARROW = 21.5
"""The width of the narrowest drawing: 280 pixels of a phone, at 13 pixels a size."""
GAP = 0.14
"""The space between bars, as a share of a year's width; a bar within another leaves more."""
HATCHED = 0.9
"""The height of the hatched end of a bar."""


@dataclass(frozen=True)
class Box:
    """A bar (`bar`), one with another in it (`frame`), its hatched end (`part`), or a missing year (`gap`)."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Line:
    """A line between two years; `open` to a year that was not over."""

    kind: str
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Dot:
    """A value of a line, or the mark of a rounded one (`hollow`)."""

    kind: str
    x: float
    y: float


@dataclass(frozen=True)
class Label:
    """A figure (`value`), a year (`year`), or a share of the frame (`share`), placed by its `anchor`."""

    kind: str
    x: float
    y: float
    words: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Drawing:
    """A drawing from back to front; each area is a polygon below a line."""

    height: float
    base: float
    areas: tuple[tuple[tuple[float, float], ...], ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Scale:
    """Where a year and a value stand."""

    first: int
    last: int
    most: int
    bars: bool

    @property
    def years(self) -> range:
        """Every year, those without a row too."""
        return range(self.first, self.last + 1)

    @property
    def step(self) -> float:
        """The width of a year."""
        return 1 / (len(self.years) if self.bars else max(1, len(self.years) - 1))

    def x(self, year: int) -> float:
        """Return the middle of a year."""
        if len(self.years) == 1:
            return 0.5
        return (year - self.first + (0.5 if self.bars else 0)) * self.step

    def y(self, value: int) -> float:
        """Return the height of a value, from above."""
        return TOP + PLOT * (1 - value / self.most)


def draw_figure(figure: Figure) -> Drawing:
    """Return the drawing of a figure."""
    rows = [row for series in figure.drawn for row in series.values]
    years = [row.period for row in rows]
    most = max([1, *(row.value for row in rows if row.value is not None)])
    few = max(years) - min(years) < MOST_BARS
    bars = bool(figure.compared) or (figure.series.chart == "bars" if figure.series.chart else few)
    scale = Scale(min(years), max(years), most, bars)
    return _draw_bars(figure, scale) if bars else _draw_line(figure, scale)


def figure_shares(figure: Figure) -> dict[int, str]:
    """Return, by year, how much of the series the compared one is."""
    if not figure.compared:
        return {}
    part = {row.period: row.value for row in figure.compared.values}
    pairs = [(row.period, row.value, part.get(row.period)) for row in figure.series.values]
    return {year: f"{100 * inner / whole:.1f}%" for year, whole, inner in pairs if whole and inner is not None}


def _values(series: Series) -> dict[int, Value]:
    """Return the rows with a value by year."""
    return {row.period: row for row in series.values if row.value is not None}


def _draw_bars(figure: Figure, scale: Scale) -> Drawing:
    values, inner = _values(figure.series), _values(figure.compared) if figure.compared else {}
    kind = "frame" if figure.compared else "bar"
    shares = figure_shares(figure)
    boxes = [box for row in values.values() for box in _bar(scale, row, kind, GAP)]
    boxes += [box for row in inner.values() for box in _bar(scale, row, "bar", 2.6 * GAP)]
    boxes += _gaps(scale, {*values, *inner})
    dots = [Dot("hollow", scale.x(row.period), scale.y(row.value or 0)) for row in values.values() if row.rounded]
    first = _ends_and_peaks(values)
    rows = [*first, *(row for row in values.values() if row not in first)]
    named = [label for row in rows if not _hidden(label := _value_label(scale, row), boxes)]
    below = TOP + PLOT
    labels = [*_without_overlap(named), *_year_labels(scale, below + ROW - 0.35)]
    labels += [Label("share", scale.x(year), below + 2 * ROW - 0.35, share) for year, share in shares.items()]
    height = below + ROW * (2 if shares else 1)
    signs = _signs(boxes, dots, [])
    return Drawing(height, below, (), tuple(boxes), (), tuple(dots), tuple(labels), signs)


def _bar(scale: Scale, row: Value, kind: str, gap: float) -> Iterator[Box]:
    """Yield the bar of a row, and its hatched end if the year was not over."""
    y, width = scale.y(row.value or 0), scale.step * (1 - gap)
    x, height = scale.x(row.period) - width / 2, TOP + PLOT - y
    yield Box(kind, x, y, width, height)
    if row.partial:
        yield Box("part", x, y, width, min(height, HATCHED))


def _draw_line(figure: Figure, scale: Scale) -> Drawing:
    values, below = _values(figure.series), TOP + PLOT
    lines, areas = [], []
    for run in _runs(values):
        points = [(scale.x(row.period), scale.y(row.value or 0)) for row in run]
        areas.append(((points[0][0], below), *points, (points[-1][0], below)))
        for (x1, y1), (x2, y2), row in zip(points, points[1:], run[1:], strict=False):
            lines.append(Line("open" if row.partial else "line", x1, y1, x2, y2))
    dots = [
        Dot("hollow" if row.rounded else "dot", scale.x(row.period), scale.y(row.value or 0)) for row in values.values()
    ]
    boxes = list(_gaps(scale, values))
    named = [_point_label(scale, values, row) for row in _ends_and_peaks(values)]
    labels = [*_without_overlap(named), *_year_labels(scale, below + ROW - 0.35)]
    signs = _signs(boxes, dots, lines)
    return Drawing(below + ROW, below, tuple(areas), tuple(boxes), tuple(lines), tuple(dots), tuple(labels), signs)


def _runs(values: dict[int, Value]) -> Iterator[list[Value]]:
    """Yield the rows of years that follow each other; a line is not drawn over a missing year."""
    run: list[Value] = []
    for row in values.values():
        if run and row.period > run[-1].period + 1:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _gaps(scale: Scale, present: Iterable[int]) -> Iterator[Box]:
    """Yield a frame for all years without a value that follow each other."""
    missing = sorted(set(scale.years) - set(present))
    for year in missing:
        if year - 1 in missing:
            continue
        end = next(later for later in range(year, scale.last + 2) if later not in missing)
        inset = GAP / 2 if scale.bars else 0.2
        first = max(0.0, scale.x(year) - scale.step * (0.5 - inset))
        last = min(1.0, scale.x(end - 1) + scale.step * (0.5 - inset))
        yield Box("gap", first, TOP, last - first, PLOT)


def _signs(boxes: list[Box], dots: list[Dot], lines: list[Line]) -> tuple[str, ...]:
    """Return which signs need an explanation."""
    kinds = {one.kind for one in boxes} | {one.kind for one in dots} | {one.kind for one in lines}
    return tuple(kind for kind in ("frame", "part", "open", "hollow", "gap") if kind in kinds)


def _ends_and_peaks(values: dict[int, Value]) -> list[Value]:
    """Return the newest row, the oldest, the highest and the lowest."""
    rows = list(values.values())
    if not rows:
        return []
    peaks = [max(rows, key=lambda row: row.value or 0), min(rows, key=lambda row: row.value or 0)]
    return list({row.period: row for row in [rows[-1], rows[0], *peaks]}.values())


def _value_label(scale: Scale, row: Value) -> Label:
    """Return the figure above a bar."""
    return _place_label("value", scale.x(row.period), scale.y(row.value or 0) - 0.4, f"{row.value:,}")


def _hidden(label: Label, boxes: list[Box]) -> bool:
    """Return whether a higher bar beside its own would cover a figure."""
    (left, right), near = _span(label), 0.2 / NARROW
    beside = (box for box in boxes if box.kind != "gap" and box.y < label.y)
    return any(box.x + near < right and left + near < box.x + box.width for box in beside)


def _point_label(scale: Scale, values: dict[int, Value], row: Value) -> Label:
    """Return the figure at a point of a line: below it where the line comes down to it, unless the base is too near."""
    beside = [values[year].value or 0 for year in (row.period - 1, row.period + 1) if year in values]
    y, value = scale.y(row.value or 0), row.value or 0
    low = bool(beside) and max(beside) > value and (min(beside) >= value or len(beside) == 1)
    under = low and y + 1.6 < TOP + PLOT
    return _place_label("value", scale.x(row.period), y + 1.35 if under else y - 0.6, f"{row.value:,}")


def _year_labels(scale: Scale, y: float) -> list[Label]:
    """Return as many years, at equal distances from the first to the last, as have room."""
    length = len(scale.years) - 1
    for step in (step for step in range(1, length + 1) if length % step == 0):
        labels = [_place_label("year", scale.x(year), y, str(year)) for year in scale.years[::step]]
        if len(_without_overlap(labels)) == len(labels):
            return labels
    return [_place_label("year", scale.x(scale.last), y, str(scale.last))]


def _place_label(kind: str, x: float, y: float, words: str) -> Label:
    """Return a label in the middle above its place, or at the edge of the drawing where it would not fit."""
    half = _width(words) / 2
    if x - half < 0:
        return Label(kind, 0, y, words, "start")
    return Label(kind, 1, y, words, "end") if x + half > 1 else Label(kind, x, y, words)


def _width(words: str) -> float:
    """Return the width of figures in the narrowest drawing."""
    return sum(0.3 if char in ",." else 0.6 for char in words) / NARROW


def _span(label: Label) -> tuple[float, float]:
    width = _width(label.words)
    left = label.x - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
    return left, left + width


def _overlap(one: Label, other: Label) -> bool:
    (left, right), (start, end), between = _span(one), _span(other), 0.35 / NARROW
    return left < end + between and start < right + between and abs(one.y - other.y) < 1.2


def _without_overlap(labels: list[Label]) -> list[Label]:
    """Return the labels that do not overlap one before them."""
    placed: list[Label] = []
    for label in labels:
        if not any(map(partial(_overlap, label), placed)):
            placed.append(label)
    return placed


def figure_signs(figure: Figure, drawing: Drawing, words: dict[str, str], language: str) -> list[tuple[str, str]]:
    """Return what each sign of a drawing means; a share is a sign without a shape."""
    said = {"part": "sign_part", "open": "sign_part", "hollow": "sign_hollow", "gap": "no_figure"}
    found = [(sign, words[said[sign]]) for sign in drawing.signs if sign in said]
    if figure.compared:
        names = [("frame", figure.series.title[language]), ("bar", figure.compared.title[language])]
        return [*names, ("share", words["sign_share"]), *found]
    return found


class PagePen:
    """Writes places for a page: shares as %, heights in em, looks as classes of charts.css."""

    def x(self, share: float) -> str:
        """Return a share of the width."""
        return f"{_short(100 * share, 1)}%"

    def y(self, ems: float) -> str:
        """Return a height."""
        return f"{_short(ems)}em"

    def look(self, kind: str) -> dict[str, str]:
        """Return the attributes that give a part its colours."""
        return {"class": kind}


class FilePen:
    """Writes places for a file of a fixed width: in pixels, with the light colours of the site."""

    width, margin, size = 680, 24, 14
    inner = width - 2 * margin
    paper, ink, soft = colours.PAPER, colours.INK, colours.SOFT
    font = "Pretendard, system-ui, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', sans-serif"

    def x(self, share: float) -> str:
        """Return a share of the width."""
        return _short(self.inner * share)

    def y(self, ems: float) -> str:
        """Return a height."""
        return _short(self.size * ems)

    def look(self, kind: str) -> dict[str, str]:
        """Return the attributes that give a part its colours; the host's policy allows a file no style sheet."""
        stroke = {"stroke": colours.ACCENT, "stroke-width": "2"}
        return {
            "bar": {"fill": colours.ACCENT},
            "frame": {"fill": colours.ACCENT, "fill-opacity": ".18", **stroke, "stroke-width": "1.5"},
            "part": {**stroke, "stroke-width": "1.5"},
            "gap": {"fill": "none", "stroke": colours.SOFT, "stroke-dasharray": "4 3"},
            "area": {"fill": colours.ACCENT, "fill-opacity": ".1"},
            "line": stroke,
            "open": {**stroke, "stroke-dasharray": "5 4"},
            "base": {"stroke": colours.INK},
            "dot": {"fill": colours.ACCENT},
            "hollow": {"fill": colours.PAPER, **stroke},
            "value": {"font-weight": "600"},
            "blank": {"fill": colours.PAPER},
            "stripe": {"fill": colours.ACCENT},
        }.get(kind, {"fill": colours.SOFT})


def _short(number: float, decimals: int = 2) -> str:
    """Return a number with few decimals."""
    return f"{number:.{decimals}f}".rstrip("0").rstrip(".")
