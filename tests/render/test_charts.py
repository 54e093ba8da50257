"""The drawing of a figure: bars or a line, one scale from zero, what is rounded, partial or missing is marked."""

import itertools
from typing import Any

import pytest

from briefs.content.models import Policy, Series
from briefs.render.charts import NARROW, PLOT, TOP, Drawing, draw_figure, figure_shares
from briefs.urls.figures import Figure, policy_figures

Row = tuple[int, int | None] | tuple[int, int | None, str]


def series(name: str, rows: list[Row], **fields: Any) -> Series:
    values = []
    for year, value, *marks in rows:
        known = (
            {"value": str(value), "references": ["paper"]} if value is not None else {"note": {"en": "-", "ko": "-"}}
        )
        values.append({"period": str(year), **known, **dict.fromkeys(marks, "true")})
    texts = {key: {"en": name, "ko": name} for key in ("title", "unit")}
    return Series.model_validate({"id": name, "as_of": "2025-01-01", "values": values, **texts, **fields})


def draw(rows: list[Row], compared: list[Row] | None = None, **fields: Any) -> Drawing:
    return draw_figure(figure(rows, compared, **fields))


def figure(rows: list[Row], compared: list[Row] | None = None, **fields: Any) -> Figure:
    policy: Any = None  # the drawing does not depend on it
    return Figure(policy, series("whole", rows, **fields), series("part", compared) if compared else None)


def years(count: int) -> list[Row]:
    return [(2000 + number, 10 * (number + 1)) for number in range(count)]


@pytest.mark.parametrize(("count", "bars"), [(1, True), (8, True), (9, False), (40, False)])
def test_many_years_are_a_line_and_few_are_bars(count: int, bars: bool) -> None:
    drawing = draw(years(count))
    assert bool([box for box in drawing.boxes if box.kind == "bar"]) == bars
    assert len(drawing.lines) == (0 if bars else count - 1)


def test_a_few_years_with_long_gaps_between_them_are_a_line() -> None:
    assert draw([(1990, 1), (2020, 2)]).areas
    assert not draw([(2013, 1), (2020, 2)]).areas


def test_the_data_decide_how_it_is_drawn() -> None:
    assert draw(years(5), chart="line").areas and not draw(years(10), chart="bars").areas


@pytest.mark.parametrize("chart", ["bars", "line"])
def test_the_scale_starts_at_zero_and_the_highest_value_fills_it(chart: str) -> None:
    drawing = draw([(2020, 0), (2021, 50), (2022, 100)], chart=chart)
    tops = [box.y for box in drawing.boxes] or [dot.y for dot in drawing.dots]
    assert tops == pytest.approx([TOP + PLOT, TOP + PLOT / 2, TOP])
    assert drawing.base == TOP + PLOT
    assert all(box.y + box.height == pytest.approx(drawing.base) for box in drawing.boxes)


def test_what_is_compared_stands_in_its_frame_on_one_scale_with_its_share() -> None:
    drawing = draw([(2020, 100), (2021, 200)], [(2020, 50), (2021, 150, "partial")])
    frames, bars = ([box for box in drawing.boxes if box.kind == kind] for kind in ("frame", "bar"))
    for frame, bar in zip(frames, bars, strict=True):
        assert frame.x < bar.x and bar.x + bar.width < frame.x + frame.width
    assert [bar.height for bar in bars] == pytest.approx([PLOT / 4, PLOT * 3 / 4])
    assert [label.words for label in drawing.labels if label.kind == "share"] == ["50.0%", "75.0%"]
    assert drawing.signs == ("frame", "part")


def test_shares_are_of_years_that_both_have() -> None:
    whole: list[Row] = [(2020, 0), (2021, None), (2022, 3), (2023, 4)]
    assert figure_shares(figure(whole, [(2020, 1), (2021, 1), (2022, 1), (2024, 1)])) == {2022: "33.3%"}
    assert figure_shares(figure(whole)) == {}


def test_a_compared_value_that_is_higher_than_its_frame_sets_the_scale() -> None:
    drawing = draw([(2020, 50)], [(2020, 100)])
    assert {box.kind: box.height for box in drawing.boxes} == pytest.approx({"frame": PLOT / 2, "bar": PLOT})


def test_years_without_a_value_are_framed_and_no_line_goes_over_them() -> None:
    rows: list[Row] = [
        (2010, None),
        (2011, 5),
        (2012, None),
        (2015, 6),
        (2016, 7),
        *((year, 8) for year in range(2017, 2021)),
    ]
    drawing = draw(rows)
    gaps = [box for box in drawing.boxes if box.kind == "gap"]
    assert len(gaps) == 2 and "gap" in drawing.signs  # 2010; 2012 to 2014, of which two have no row
    assert gaps[0].x == 0 and gaps[1].width > 0.1
    assert len(drawing.areas) == 2 and len(drawing.lines) == 5
    assert len([box for box in draw(rows, chart="bars").boxes if box.kind == "gap"]) == 2


def test_what_is_rounded_or_partial_is_marked_in_both_kinds() -> None:
    rows: list[Row] = [(2020, 80), (2021, 90, "rounded"), (2022, 100, "partial")]
    bars, line = draw(rows), draw(rows, chart="line")
    assert [dot.kind for dot in bars.dots] == ["hollow"] and bars.signs == ("part", "hollow")
    assert [dot.kind for dot in line.dots] == ["dot", "hollow", "dot"] and line.signs == ("open", "hollow")
    assert [one.kind for one in line.lines] == ["line", "open"]
    part = next(box for box in bars.boxes if box.kind == "part")
    assert part.y == TOP and part.height < PLOT / 5


def test_the_hatched_end_is_no_longer_than_its_bar() -> None:
    drawing = draw([(2020, 100), (2021, 1, "partial"), (2022, 0, "partial")])
    assert all(box.y + box.height <= drawing.base + 1e-9 for box in drawing.boxes)


@pytest.mark.parametrize("rows", [years(1), [(2020, None), (2021, None)], [(2020, 0)], [(2020, None)]])
def test_the_smallest_series_can_be_drawn(rows: list[Row]) -> None:
    for chart in ("bars", "line"):
        drawing = draw(rows, chart=chart)
        assert [label.words for label in drawing.labels if label.kind == "year"]


@pytest.mark.parametrize("chart", ["bars", "line"])
@pytest.mark.parametrize("rows", [years(30), [(2000 + n, 9_000_000_000_000 - n % 3) for n in range(12)], years(100)])
def test_labels_do_not_overlap_and_stay_in_the_drawing(chart: str, rows: list[Row]) -> None:
    drawing = draw(rows, chart=chart)
    spans = []
    for label in drawing.labels:
        width = len(label.words) * 0.45 / NARROW  # at least
        left = {"start": label.x, "middle": label.x - width / 2, "end": label.x - width}[label.anchor]
        assert left >= -1e-9 and left + width <= 1 + 1e-9
        assert all(left >= end or left + width <= start or abs(y - label.y) > 1 for start, end, y in spans)
        spans.append((left, left + width, label.y))
    newest = f"{rows[-1][1]:,}"
    assert newest in [label.words for label in drawing.labels if label.kind == "value"]


def test_a_figure_that_a_higher_bar_would_cover_is_left_to_the_table() -> None:
    words = [label.words for label in draw([*years(11), (2011, 5_000_000), (2012, 4_000_000)], chart="bars").labels]
    assert "5,000,000" in words and "4,000,000" not in words


def test_years_stand_at_equal_distances_with_the_first_and_the_last() -> None:
    for count in range(1, 60):
        shown = [int(label.words) for label in draw(years(count)).labels if label.kind == "year"]
        assert shown[-1] == 1999 + count and shown[0] in {2000, shown[-1]}
        assert len({later - year for year, later in itertools.pairwise(shown)}) <= 1


def test_a_series_that_another_is_compared_with_has_no_figure_of_its_own() -> None:
    policy = make_policy_with(["a", "b", "c"], {"c": "a"})
    figures = policy_figures(policy)
    assert [(one.series.id, one.compared and one.compared.id) for one in figures] == [("b", None), ("c", "a")]
    assert figures[1].names == ["c", "a"]


def make_policy_with(names: list[str], compared: dict[str, str]) -> Policy:
    rows = [series(name, years(2), compare_with=compared.get(name)) for name in names]
    return Policy.model_construct(id="policy", series=rows)
