"""Trends: gaps, partial and provisional points, the merger of 2025, ticks in Vietnamese."""

from typing import Any

import plotly.graph_objects as go

from danvan.charts import axes, palette
from danvan.charts.trend import link, trend
from tests.unit.chart_rows import figure_row, partial, table


def draw(*rows: dict[str, Any], **given: Any) -> go.Figure:
    settings = {"title": "Số cuộc đối thoại", "unit": "cuộc", **given}
    return trend(table(*rows), **settings)


def years(values: dict[int, float | None], unit: str = "A", **given: Any) -> list[dict[str, Any]]:
    return [figure_row(unit, value, period=str(year), **given) for year, value in values.items()]


def stretches(figure: go.Figure, dash: str = "solid") -> list[tuple[str, str]]:
    """(from, to) of every drawn link of a kind."""
    found = []
    for trace in figure.data:
        if trace.mode == "lines" and (trace.line.dash == "solid") == (dash == "solid"):
            found += list(zip(trace.x[0::3], trace.x[1::3], strict=True))
    return [(start[:4], end[:4]) for start, end in found]


def points(figure: go.Figure) -> go.Scatter:
    return next(trace for trace in figure.data if trace.mode == "markers" and trace.customdata)


def texts(figure: go.Figure) -> str:
    return " | ".join(each.text for each in figure.layout.annotations)


def test_a_missing_year_is_a_gap_neither_zero_nor_joined() -> None:
    figure = draw(*years({2020: 5, 2021: 7, 2022: None, 2023: 9, 2024: 8}))
    assert stretches(figure) == [("2020", "2021"), ("2023", "2024")]
    assert list(points(figure).y) == [5, 7, 9, 8]
    assert "chưa báo cáo" in texts(figure)


def test_a_year_without_any_row_is_a_gap_too() -> None:
    assert stretches(draw(*years({2020: 5, 2022: 7, 2023: 8}))) == [("2022", "2023")]


def test_a_reported_zero_is_a_point() -> None:
    figure = draw(*years({2020: 5, 2021: 0}))
    assert list(points(figure).y) == [5, 0]
    assert "không phát sinh" in points(figure).hovertext[1]


def test_a_partial_point_is_hollow_and_says_how_much_is_in() -> None:
    figure = draw(*years({2022: 5, 2023: 6}), partial("A", 4, period="2024"))
    drawn = points(figure)
    assert list(drawn.marker.color) == [palette.RED, palette.RED, palette.PAPER]
    assert "chưa đủ số liệu (11/12 tháng)" in drawn.hovertext[2]
    assert stretches(figure, "dash") == [("2023", "2024")]
    assert "4 (11/12 tháng)" in texts(figure)


def test_a_provisional_point_is_reached_by_a_dashed_line() -> None:
    rows = [*years({2022: 5, 2023: 6}), figure_row("A", 7, period="2024", state="provisional")]
    figure = draw(*rows)
    assert (stretches(figure), stretches(figure, "dash")) == (
        [("2022", "2023")],
        [("2023", "2024")],
    )
    assert "số sơ bộ" in texts(figure)


def test_expected_values_stay_out_of_actual_ones() -> None:
    rows = [*years({2022: 5, 2023: 6}), figure_row("A", 50, period="2024", state="expected")]
    assert list(points(draw(*rows)).y) == [5, 6]


def test_an_interval_is_not_drawn_among_years() -> None:
    rows = [*years({2018: 5, 2019: 6}), figure_row("A", 2214, period="2013-01-01..2020-07-15")]
    assert list(points(draw(*rows)).y) == [5, 6]


def test_a_level_that_ended_ends_its_line() -> None:
    rows = years({2023: 5, 2024: 6})
    gone = figure_row("A", None, period="2025", state="not_applicable")
    figure = draw(*rows, gone)
    assert list(points(figure).y) == [5, 6]
    assert "chưa báo cáo" not in texts(figure)


def test_the_merger_is_marked_only_when_the_axis_spans_it() -> None:
    assert "Sắp xếp đơn vị hành chính 01/7/2025" in texts(draw(*years({2024: 5, 2025: 6})))
    assert "Sáp nhập" not in texts(draw(*years({2023: 5, 2024: 6})))
    assert "Sáp nhập" not in texts(draw(*years({2024: 5, 2025: 6}), merger_mark=False))


def test_the_comparison_is_grey_and_named_at_its_end() -> None:
    rows = years({2023: 5, 2024: 6}, "A", name="Hà Tĩnh") + years({2023: 1005, 2024: 1200}, "VN", name="Cả nước")
    figure = draw(*rows, comparison="VN")
    colours = {trace.name: trace.line.color for trace in figure.data if trace.mode == "lines"}
    assert colours == {"Cả nước": palette.MUTED, "Hà Tĩnh": palette.RED}
    assert "Cả nước<br><b>1.200</b>" in texts(figure)
    assert figure.layout.showlegend is not True


def test_an_end_label_of_an_earlier_period_names_it() -> None:
    rows = years({2023: 5, 2024: 6}, "A") + years({2022: 3, 2023: 4}, "B")
    assert "B<br><b>4</b><br>(2023)" in texts(draw(*rows))


def test_series_can_be_breakdowns_with_given_names() -> None:
    rows = [
        figure_row("A", 5, period=period, breakdown=key)
        for key in ("cap=xa", "cap=tinh")
        for period in ("2023", "2024")
    ]
    figure = draw(*rows, by="breakdown", names={"cap=tinh": "Cấp tỉnh", "cap=xa": "Cấp xã"})
    names = [trace.name for trace in figure.data if trace.mode == "markers"]
    assert names == ["Cấp tỉnh", "Cấp xã"]


def test_ticks_are_our_own_words() -> None:
    months = [figure_row("A", 1500 + 100 * at, period=f"2024-{at:02d}") for at in range(1, 13)]
    figure = draw(*months)
    assert figure.layout.xaxis.ticktext[-1] == "T12/2024"
    assert all("." in text for text in figure.layout.yaxis.ticktext if text != "0")
    quarters = draw(*(figure_row("A", 3, period=f"2024-Q{at}") for at in (1, 2)))
    assert list(quarters.layout.xaxis.ticktext) == ["Q.I/2024", "Q.II/2024"]


def test_days_stand_at_their_true_dates() -> None:
    days = ("2020-07-15", "2020-12-31", "2024-12-31")
    figure = draw(*(figure_row("A", 356, period=day) for day in days))
    assert list(points(figure).x) == list(days)
    assert figure.layout.xaxis.ticktext[-1] == "31/12/2024"


def test_bars_hatch_what_is_partial_and_start_at_zero() -> None:
    rows = [*years({2022: 95, 2023: 96}), partial("A", 94, period="2024")]
    figure = draw(*rows, mode="bar", decimals=1)
    assert list(figure.data[0].marker.pattern.shape) == ["", "", "/"]
    assert figure.layout.yaxis.range[0] == 0


def test_a_line_that_does_not_start_at_zero_says_so() -> None:
    figure = draw(*years({2022: 95.2, 2023: 96.1, 2024: 97.3}), decimals=1, unit="%")
    assert figure.layout.yaxis.range[0] > 0
    assert "không bắt đầu từ 0" in texts(figure)
    assert "97,3%" in texts(figure)


def test_no_figure_at_all_is_said() -> None:
    for rows in ([], years({2023: None, 2024: None})):
        assert texts(draw(*rows)) == "Chưa có số liệu"


def test_value_ticks_are_round_and_cover_the_values() -> None:
    assert axes.value_ticks(0, 573) == [0, 200, 400, 600]
    assert axes.value_ticks(0, 3) == [0, 1, 2, 3]
    assert axes.value_ticks(0, 0.9, whole=False) == [0, 0.25, 0.5, 0.75, 1]


def test_labels_that_would_meet_move_apart() -> None:
    moved = axes.spread([101, 100, 300], [20, 40, 30])
    assert moved[0] - moved[1] >= 29 and moved[2] == 300


def test_no_line_falls_to_the_sum_of_a_few_units() -> None:
    few = figure_row("A", 5, period="2024", basis="partial", parts_present=1, parts_expected=63)
    one, other = figure_row("A", 90, period="2023"), few
    assert link(one, other) == ""
    assert link(one, {**few, "parts_present": 60}) == "dash"


def test_among_many_figures_the_parts_of_the_last_one_stand_in_the_key() -> None:
    rows = [*years(dict.fromkeys(range(2014, 2024), 5)), partial("A", 4, period="2024")]
    for mode, sign in (("line", "○"), ("bar", "▨")):
        said = texts(draw(*rows, mode=mode))
        assert "<b>4</b>" in said and f"{sign} chưa đủ số liệu (2024: 11/12 tháng)" in said


def test_no_tick_stands_above_a_hundred_per_cent() -> None:
    rows = years({2020: 92.0, 2021: 100.0}, indicator="NT06")
    assert max(draw(*rows, unit="%", decimals=1).layout.yaxis.tickvals) == 100
    assert (
        max(draw(*rows[:1], figure_row("A", 104.0, period="2021", indicator="DV07"), unit="%").layout.yaxis.tickvals)
        > 100
    )
