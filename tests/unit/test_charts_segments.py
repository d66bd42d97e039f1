"""Lines that break where the terms of an indicator change: criteria of nông thôn mới, ranks of 63 and of 34."""

from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest

from danvan.charts.segments import segmented
from danvan.charts.terms import same_terms, segment
from tests.unit.chart_rows import figure_row, partial, table


def rates(**values: float | None) -> list[dict[str, Any]]:
    return [figure_row("A", value, indicator="NT06", period=year[1:]) for year, value in values.items()]


def links(figure: go.Figure) -> set[tuple[int, int]]:
    """Pairs of years that a line joins."""
    joined = set()
    for trace in figure.data:
        if trace.mode == "lines":
            ends = [int(str(x)[:4]) for x in trace.x if x is not None]
            joined |= set(zip(ends[::2], ends[1::2], strict=True))
    return joined


def names(figure: go.Figure) -> list[str]:
    return [each.text for each in figure.layout.annotations if each.yref == "paper"]


def test_no_line_runs_from_one_set_of_criteria_into_the_next() -> None:
    data = table(*rates(y2015=17, y2016=27, y2019=50, y2020=62, y2021=68, y2025=79, y2026=80))
    figure = segmented(data, indicator="NT06", title="Tỷ lệ", unit="%", decimals=1)
    assert links(figure) == {(2019, 2020)}
    assert names(figure) == ["Trước 2016", "2016–2020", "2021–2025", "2026–2030"]


def test_each_stretch_ends_with_its_own_number() -> None:
    figure = segmented(table(*rates(y2019=50, y2020=62, y2021=68)), indicator="NT06", title="Tỷ lệ", unit="%")
    said = [each.text for each in figure.layout.annotations if each.yref != "paper"]
    assert said == ["<b>62%</b>", "<b>68%</b>"]


def test_a_missing_year_within_a_stretch_is_a_gap() -> None:
    figure = segmented(table(*rates(y2016=27, y2017=None, y2018=43)), indicator="NT06", title="Tỷ lệ", unit="%")
    assert links(figure) == set()


@pytest.mark.parametrize(
    ("indicator", "one", "other", "same"),
    [
        ("NT06", date(2020, 12, 31), date(2021, 1, 1), False),
        ("NT06", date(2021, 12, 31), date(2025, 12, 31), True),
        ("NT06", date(2026, 2, 14), date(2026, 2, 15), False),
        ("NT01", date(2020, 12, 31), date(2021, 12, 31), True),
        ("CC02", date(2024, 12, 31), date(2025, 12, 31), False),
        ("CC01", date(2024, 12, 31), date(2025, 12, 31), True),
    ],
)
def test_two_days_are_comparable_only_on_the_same_terms(indicator: str, one: date, other: date, same: bool) -> None:
    assert same_terms(indicator, one, other) is same


def test_the_total_of_communes_stands_on_no_criteria() -> None:
    assert segment("NT01", date(2024, 12, 31)) is None


def test_a_rank_of_63_and_one_of_34_are_not_joined_and_the_first_place_is_on_top() -> None:
    ranks = [figure_row("A", value, indicator="CC02", period=str(year)) for year, value in ((2023, 9), (2024, 3))]
    ranks.append(figure_row("A", 2, indicator="CC02", period="2025"))
    figure = segmented(table(*ranks), indicator="CC02", title="Hạng", unit="hạng")
    assert links(figure) == {(2023, 2024)}
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]
    assert names(figure) == ["63 tỉnh, thành phố", "34 tỉnh, thành phố"]


def test_two_series_break_at_the_same_place() -> None:
    rows = [
        figure_row("A", value, indicator="CC02", period=str(year), kind=kind)
        for kind, shift in (("published", 0), ("place", 1))
        for year, value in ((2024, 3 + shift), (2025, 2 + shift))
    ]
    figure = segmented(
        table(*rows), indicator="CC02", title="Hạng", unit="hạng", by="kind", names={"published": "A", "place": "B"}
    )
    assert links(figure) == set()
    assert figure.layout.showlegend


def districts(*years: int) -> go.Figure:
    rows = [figure_row("A", 5, indicator="NT10", period=str(year)) for year in years]
    return segmented(table(*rows), indicator="NT10", title="Huyện", unit="huyện", ended=date(2025, 6, 30))


def test_a_closed_series_ends_with_its_day_and_without_a_zero() -> None:
    figure = districts(2023, 2024)
    assert "Kết thúc 30/6/2025" in names(figure)
    assert all(0 not in trace.y for trace in figure.data if trace.mode == "markers")


def test_a_series_that_lacks_years_of_reports_is_not_called_ended() -> None:
    assert "Kết thúc 30/6/2025" not in names(districts(2016, 2017))


def test_plans_are_left_out() -> None:
    planned = figure_row("A", 90, indicator="NT06", period="2025", state="expected")
    figure = segmented(table(*rates(y2023=76, y2024=78), planned), indicator="NT06", title="Tỷ lệ", unit="%")
    assert links(figure) == {(2023, 2024)}


def test_nothing_known_is_an_empty_figure() -> None:
    figure = segmented(table(*rates(y2024=None)), indicator="NT06", title="Tỷ lệ", unit="%")
    assert "Chưa có số liệu" in figure.layout.annotations[0].text


def test_no_line_falls_to_the_sum_of_a_few_units() -> None:
    few = figure_row("A", 15, indicator="NT10", period="2023", basis="partial", parts_present=1, parts_expected=63)
    rows = [figure_row("A", value, indicator="NT10", period=str(year)) for year, value in ((2021, 201), (2022, 249))]
    figure = segmented(table(*rows, few), indicator="NT10", title="Huyện", unit="huyện")
    assert links(figure) == {(2021, 2022)}
    assert any("15<br>(1/63" in each.text for each in figure.layout.annotations)


def test_the_end_of_a_stretch_says_how_much_of_a_partial_figure_there_is() -> None:
    rows = [*rates(y2024=60, y2025=62), partial("A", 63, indicator="NT06", period="2026", tree="territory")]
    figure = segmented(table(*rows), indicator="NT06", title="Tỷ lệ", unit="%")
    said = [each.text for each in figure.layout.annotations if each.yref != "paper"]
    assert said == ["<b>62%</b>", "<b>63%<br>(11/12 đơn vị)</b>"]
