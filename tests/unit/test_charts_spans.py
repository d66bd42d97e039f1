"""The chart of intervals: every number stands for itself, on its own days."""

import pandas as pd

from danvan.charts.spans import spans
from tests.unit.chart_rows import figure_row, table


def _rows() -> pd.DataFrame:
    return table(
        figure_row("42-2008", 2015.0, name="Hà Tĩnh", period="2018-04-04..2023-08-25"),
        figure_row("016-2008", 121.0, name="Sóc Sơn", qualifier="hon", period="2021-01-01..2024-03-06"),
    )


def test_each_interval_is_its_own_line_from_first_to_last_day() -> None:
    figure = spans(_rows(), title="Số cuộc đối thoại", unit="cuộc")
    assert [str(trace.x[0]) for trace in figure.data] == ["2021-01-01", "2018-04-04"]
    assert [str(trace.x[1]) for trace in figure.data] == ["2024-03-06", "2023-08-25"]


def test_a_number_keeps_its_more_than() -> None:
    figure = spans(_rows(), title="Số cuộc đối thoại", unit="cuộc")
    assert figure.data[0].text[3] == "<b>hơn 121 cuộc</b>"


def test_an_interval_held_without_count_is_drawn_without_a_number() -> None:
    held = table(figure_row("008-2008", None, name="Hoàng Mai", state="held_no_count", period="2017"))
    figure = spans(held, title="Số cuộc đối thoại", unit="cuộc")
    assert "có tổ chức, chưa nêu số" in figure.data[0].text[3]


def test_no_rows_give_the_figure_of_nothing() -> None:
    figure = spans(_rows().head(0), title="Số cuộc đối thoại")
    assert "Chưa có số liệu" in figure.layout.annotations[0].text
