"""The life cycle of opinions, and results beside activity."""

from typing import Any

import plotly.graph_objects as go
import pytest

from danvan.charts.flow import flow
from danvan.charts.outcome import Pair, outcome
from tests.unit.chart_rows import figure_row, partial, table

PAIR = Pair("YK01", "YK03", "YK08", "Tiếp nhận", "Giải quyết xong")


def opinion(code: str, value: float | None, **given: Any) -> dict[str, Any]:
    return figure_row("A", value, indicator=code, **given)


def balanced(**changed: dict[str, Any]) -> list[dict[str, Any]]:
    """50 left over and 200 received; 180 settled, 10 passed on, 60 open of which 12 overdue."""
    values = {"YK06": 50, "YK01": 200, "YK02": 120, "YK03": 180, "YK07": 10, "YK04": 60, "YK05": 12}
    rows = {code: opinion(code, value) for code, value in values.items()} | changed
    return list(rows.values())


def drawn(figure: go.Figure) -> dict[str, tuple[float, float]]:
    """indicator → (where its bar begins, its length)."""
    bar = next(trace for trace in figure.data if trace.type == "bar")
    return {code[0]: (base, x) for code, base, x in zip(bar.customdata, bar.base, bar.x, strict=True)}


def labels(figure: go.Figure) -> list[str]:
    found = next(trace.text for trace in figure.data if trace.type == "scatter")
    return [text.replace("<b>", "").replace("</b>", "").strip() for text in found]


def test_both_halves_of_a_balanced_report_end_at_the_same_place() -> None:
    bars = drawn(flow(table(*balanced()), title="Vòng đời", unit="ý kiến"))
    assert bars["YK06"] == (0, 50)
    assert bars["YK01"] == (50, 200)
    assert bars["YK03"] == (0, 180)
    assert bars["YK07"] == (180, 10)
    assert bars["YK04"] == (190, 60)
    assert sum(bars["YK01"]) == sum(bars["YK04"]) == 250


def test_parts_lie_within_their_whole_with_their_share() -> None:
    figure = flow(table(*balanced()), title="Vòng đời", unit="ý kiến")
    bars = drawn(figure)
    assert bars["YK02"] == (50, 120)
    assert bars["YK05"] == (190, 12)
    assert "– trong đó trả lời tại hội nghị: 120 (60,0%)" in labels(figure)
    assert "– trong đó quá hạn: 12 (20,0%)" in labels(figure)


@pytest.mark.parametrize("gap", [opinion("YK07", None), {**partial("A", 10), "indicator": "YK07"}])
def test_no_bar_stands_behind_another_when_a_number_between_is_not_whole(gap: dict[str, Any]) -> None:
    bars = drawn(flow(table(*balanced(YK07=gap)), title="Vòng đời", unit="ý kiến"))
    assert {base for base, _ in bars.values()} == {0}


def test_what_is_not_reported_is_said_and_has_no_bar() -> None:
    figure = flow(table(*balanced(YK03=opinion("YK03", None))), title="Vòng đời", unit="ý kiến")
    assert "YK03" not in drawn(figure)
    assert "Đã giải quyết xong: chưa báo cáo" in labels(figure)
    assert "Đã giải quyết xong: chưa báo cáo" in figure.layout.meta["alt"]


def test_a_share_of_an_approximate_number_is_not_printed() -> None:
    about = opinion("YK02", 120, qualifier="hon", state="approximate")
    figure = flow(table(*balanced(YK02=about)), title="Vòng đời", unit="ý kiến")
    assert "– trong đó trả lời tại hội nghị: hơn 120" in labels(figure)


def test_nothing_known_is_an_empty_figure() -> None:
    figure = flow(table(opinion("YK01", None)), title="Vòng đời", unit="ý kiến")
    assert "Chưa có số liệu" in figure.layout.annotations[0].text


def year(number: int, received: float | None, settled: float | None, rate: float | None) -> list[dict[str, Any]]:
    values = {"YK01": received, "YK03": settled, "YK08": rate}
    return [opinion(code, value, period=str(number)) for code, value in values.items()]


def rates(figure: go.Figure) -> list[str]:
    texts = [each.text for each in figure.layout.annotations]
    return [text.replace("<b>", "").replace("</b>", "") for text in texts if "%" in text]


def test_the_rate_printed_is_the_rates_own_figure_and_not_one_bar_over_the_other() -> None:
    figure = outcome(table(*year(2023, 100, 90, 75), *year(2024, 200, 90, 40.5)), PAIR, title="Kết quả", unit="ý kiến")
    assert rates(figure) == ["75,0%", "40,5%"]


def test_a_period_without_a_rate_prints_none() -> None:
    figure = outcome(table(*year(2023, 100, 90, None), *year(2024, 200, None, None)), PAIR, title="Kết quả", unit="")
    assert rates(figure) == []
    assert "Giải quyết xong: không có số liệu 2024." in figure.layout.annotations[-1].text


def test_an_unreported_result_is_no_bar_of_height_zero() -> None:
    figure = outcome(table(*year(2023, 100, 90, 90), *year(2024, 200, None, None)), PAIR, title="Kết quả", unit="")
    settled = next(trace for trace in figure.data if trace.name == "Giải quyết xong" and trace.x[0] is not None)
    assert list(settled.y) == [90]


def test_plans_are_not_among_results() -> None:
    planned = opinion("YK03", 500, period="2025", state="expected")
    figure = outcome(table(*year(2024, 100, 90, 90), planned), PAIR, title="Kết quả", unit="")
    drawn = [trace for trace in figure.data if trace.x[0] is not None]
    assert max(max(trace.y) for trace in drawn) == 100


def test_a_sum_of_a_few_units_is_neither_a_bar_nor_the_end_of_a_line() -> None:
    few = {**partial("A", 15, period="2024"), "indicator": "YK01", "parts_present": 1, "parts_expected": 63}
    figure = outcome(table(*year(2023, 300, 90, 30), few), PAIR, title="Kết quả", unit="ý kiến")
    received = next(trace for trace in figure.data if trace.name == "Tiếp nhận" and trace.x[0] is not None)
    assert list(received.y) == [300]
    assert "chưa đến một nửa số đơn vị" in figure.layout.annotations[-1].text
