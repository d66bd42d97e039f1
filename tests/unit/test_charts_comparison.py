"""The charts of comparisons: order and ranks, two periods, two indicators."""

from datetime import date

import plotly.graph_objects as go

from danvan.charts.comparison import Reference, comparison
from danvan.charts.comparison_places import order
from danvan.charts.scatter import Axis, Point, scatter
from danvan.charts.scatter_names import NARROW, box_of
from danvan.charts.slope import Pair, slope
from danvan.charts.slope_pairs import paired
from tests.unit.chart_rows import all_text, figure_row, partial, table

RATE = {"indicator": "YK08", "numerator": 9.0, "denominator": 10.0}


def _short(found: object) -> dict[str, str]:
    return {standing.name: standing.short for standing in found.placed}


def test_ties_share_a_span_of_ranks_and_the_next_one_follows_them() -> None:
    rows = table(*(figure_row(name, value) for name, value in zip("abcde", (9, 8, 8, 8, 7), strict=True)))
    found = order(rows, decimals=0)
    assert _short(found) == {"a": "1", "b": "2–4", "c": "2–4", "d": "2–4", "e": "5"}
    assert found.of("c").words == "đồng hạng 2–4/5"
    assert found.of("e").words == "5/5"


def test_equal_as_printed_is_equal_in_rank() -> None:
    found = order(table(figure_row("a", 90.04), figure_row("b", 90.01)), decimals=1)
    assert _short(found) == {"a": "1–2", "b": "1–2"}


def test_the_lowest_comes_first_where_less_is_better() -> None:
    found = order(table(figure_row("a", 9), figure_row("b", 2)), decimals=0, direction="down")
    assert _short(found) == {"b": "1", "a": "2"}


def test_partial_and_expected_units_stand_apart_and_do_not_count() -> None:
    rows = table(figure_row("a", 9), partial("b", 99), figure_row("c", 50, state="expected"), figure_row("d", None))
    found = order(rows, decimals=0)
    assert [(standing.name, standing.of) for standing in found.placed] == [("a", 1)]
    assert {standing.name for standing in found.apart} == {"b", "c"}
    assert [row["unit_id"] for row in found.absent] == ["d"]


def test_an_order_without_ranks_names_none() -> None:
    found = order(table(figure_row("a", 9), figure_row("b", 8)), decimals=0, ranks=False)
    assert [standing.words for standing in found.placed] == ["", ""]
    drawn = comparison(found, title="Số cuộc đối thoại", unit="cuộc")
    assert "Hạng" not in all_text(drawn)


def test_references_stand_above_the_units_and_never_among_them() -> None:
    rows = table(figure_row("a", 95, **RATE), figure_row("b", 85, **RATE))
    nation = Reference(
        "Cả nước", {**figure_row("VN", 90, **RATE), "basis": "partial", "parts_present": 5, "parts_expected": 6}
    )
    drawn = comparison(order(rows, decimals=1), title="Tỷ lệ", unit="%", decimals=1, references=[nation])
    bars = drawn.data[0]
    assert [pair[1] for pair in bars.customdata] == ["Cả nước", "a", "b"]
    assert bars.y[0] > bars.y[1] > bars.y[2]
    assert "(5/6" in bars.text[0] and bars.marker.pattern.shape[0] == "/"
    assert "Cả nước: 90,0%" in drawn.layout.meta["alt"]


def test_a_chart_names_those_without_a_figure_by_reason() -> None:
    rows = table(figure_row("a", 9), figure_row("b", None), figure_row("c", None, state="no_base"))
    words = all_text(comparison(order(rows, decimals=0), title="Tiêu đề", unit="cuộc"))
    assert "Chưa báo cáo (1): b" in words
    assert "Chưa có mẫu số để tính (1): c" in words


def test_a_comparison_of_nothing_says_so() -> None:
    drawn = comparison(order(table(figure_row("a", None)), decimals=0), title="Tiêu đề", unit="cuộc")
    assert "Chưa có số liệu" in all_text(drawn)


def _pair(name: str, before: float | None, now: float | None, words: str = "+1", **given: object) -> Pair:
    return Pair(name, name, figure_row(name, before, period="2023"), figure_row(name, now, **given), words)


def test_a_slope_joins_whole_figures_only_and_names_the_others() -> None:
    drawn = slope([_pair("a", 1, 2), _pair("b", 1, None), _pair("c", 2, 5)], title="Tiêu đề", unit="cuộc")
    assert [trace.name for trace in drawn.data] == ["a", "c"]
    assert "Chưa đủ số liệu của cả hai kỳ (1): b." in all_text(drawn)


def test_labels_of_a_slope_do_not_meet() -> None:
    pairs = [_pair(name, 50 + at / 100, 60 + at / 100) for at, name in enumerate("abcdefgh")]
    drawn = slope(pairs, title="Tiêu đề", unit="%", decimals=1)
    low, high = drawn.layout.yaxis.range
    room = drawn.layout.height - drawn.layout.margin.t - drawn.layout.margin.b
    ends = [
        note for note in drawn.layout.annotations if note.x == 1 and note.xanchor == "left" and note.yref != "paper"
    ]
    places = sorted((note.y - low) / (high - low) * room + note.yshift for note in ends)
    assert all(above - below >= 14 for below, above in zip(places, places[1:], strict=False))


def test_pairs_put_the_largest_rise_first_and_say_the_change() -> None:
    drawn = paired([_pair("a", 5, 6, "+1"), _pair("b", 5, 9, "+4"), _pair("c", 5, 1, "−4")], title="T", unit="cuộc")
    assert [pair[0] for pair in drawn.data[0].customdata] == ["b", "a", "c"]
    assert [note.text for note in drawn.layout.annotations if note.text in ("+1", "+4", "−4")] == ["+4", "+1", "−4"]


def _points(count: int) -> list[Point]:
    return [
        Point(
            f"Đơn vị {at}",
            f"u{at}",
            figure_row(f"u{at}", 50 + (at * 37) % 41),
            figure_row(f"u{at}", 10 + (at * 53) % 29),
        )
        for at in range(count)
    ]


def test_names_in_a_scatter_never_meet_on_a_telephone() -> None:
    axis = Axis("Tỷ lệ", "%", 1)
    drawn = scatter(_points(63), across=axis, up=axis, title="Tiêu đề")
    dots = drawn.data[0]
    (left, right), (low, high) = drawn.layout.xaxis.range, drawn.layout.yaxis.range
    room = drawn.layout.height - drawn.layout.margin.t - drawn.layout.margin.b
    sides = {"top center": (0, 1), "bottom center": (0, -1), "middle right": (1, 0), "middle left": (-1, 0)}
    boxes = [
        box_of(((x - left) / (right - left) * NARROW, (y - low) / (high - low) * room), name, *sides[side])
        for x, y, name, side in zip(dots.x, dots.y, dots.text, dots.textposition, strict=True)
        if name
    ]
    assert len(boxes) >= 6
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_the_outermost_and_the_chosen_are_named() -> None:
    axis = Axis("Tỷ lệ", "%", 1)
    middle = [
        Point(f"m{at}", f"m{at}", figure_row(f"m{at}", 50 + at / 9), figure_row(f"m{at}", 50 - at / 9))
        for at in range(20)
    ]
    far = Point("Xa nhất", "xa", figure_row("xa", 95), figure_row("xa", 5))
    drawn = scatter([*middle, far], across=axis, up=axis, title="T", chosen=["m7"])
    assert {"Xa nhất", "m7"} <= set(drawn.data[0].text)


def test_a_scatter_leaves_partial_units_out_and_names_them() -> None:
    points = [*_points(4), Point("Thiếu", "t", partial("t", 9), figure_row("t", 9))]
    axis = Axis("Tỷ lệ", "%", 1)
    drawn = scatter(points, across=axis, up=axis, title="T")
    assert len(drawn.data[0].x) == 4
    assert "(1): Thiếu" in all_text(drawn)


def test_a_name_from_a_file_stays_text() -> None:
    hostile = "<b>x</b>"
    point = Point(hostile, "u", figure_row("u", 9), figure_row("u", 9))
    axis = Axis("Tỷ lệ", "%", 1)
    drawn: go.Figure = scatter([point], across=axis, up=axis, title="T", chosen=["u"])
    assert hostile not in drawn.data[0].text
    bars = comparison(order(table(figure_row("u", 1, name=hostile)), decimals=0), title="T", unit="")
    assert hostile not in "".join(bars.layout.yaxis.ticktext)
    assert date(2024, 1, 1) <= point.across["period_start"]
