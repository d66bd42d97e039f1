"""Breakdowns, ladders and shares; the theme and colours that all charts have in common."""

from typing import Any

import plotly.graph_objects as go
import pytest

from danvan.charts import palette, theme
from danvan.charts.breakdown import breakdown
from danvan.charts.ladder import OPINION_SHARES, OPINIONS, ladder, share
from tests.unit.chart_rows import figure_row, partial, table


def texts(figure: go.Figure) -> str:
    return " | ".join(each.text for each in figure.layout.annotations)


def labels(figure: go.Figure) -> list[str]:
    """The labels above the bars of a ladder, without markup."""
    found = next(trace.text for trace in figure.data if trace.type == "scatter")
    return [text.replace("<b>", "").replace("</b>", "") for text in found]


def levels(period: str, tinh: float | None, huyen: float | None, xa: float | None) -> list[dict]:
    values = {"cap=tinh": tinh, "cap=huyen": huyen, "cap=xa": xa}
    return [figure_row("A", v, period=period, breakdown=key) for key, v in values.items()]


def test_levels_are_stacked_in_their_order() -> None:
    figure = breakdown(table(*levels("2024", 22, 144, 2048)), title="Theo cấp", unit="cuộc")
    drawn = [trace for trace in figure.data if trace.x[0] is not None]
    assert [trace.name for trace in drawn] == ["Cấp tỉnh", "Cấp huyện", "Cấp xã"]
    assert figure.layout.barmode == "stack"
    assert texts(figure) == ""


def test_a_stack_is_no_wider_than_its_period_however_far_the_next_one_is() -> None:
    figure = breakdown(table(*levels("2020", 1, 2, 3), *levels("2025", 1, 2, 3)), title="Theo cấp", unit="cuộc")
    assert {trace.width for trace in figure.data if trace.x[0] is not None} == {0.7}


def test_parts_that_nobody_told_are_named_since_the_rest_is_not_the_whole() -> None:
    rows = [row for period in ("2023", "2024") for row in levels(period, 22, None, None)]
    assert "Chưa có số liệu: Cấp huyện; Cấp xã." in texts(breakdown(table(*rows), title="Theo cấp", unit="cuộc"))
    gone = [{**row, "state": "not_applicable"} if row["breakdown"] == "cap=huyen" else row for row in rows]
    assert "Chưa có số liệu: Cấp xã." in texts(breakdown(table(*gone), title="Theo cấp", unit="cuộc"))


def test_the_legend_shows_plain_colours_even_where_the_first_bar_is_hatched() -> None:
    first = partial("A", 10, breakdown="cap=tinh", period="2024")
    figure = breakdown(table(first), title="Theo cấp", unit="cuộc")
    keys = [trace for trace in figure.data if trace.showlegend is not False]
    assert [(key.name, key.marker.pattern.shape) for key in keys] == [("Cấp tỉnh", None)]


def test_a_total_is_printed_only_where_a_row_states_it() -> None:
    rows = [*levels("2023", 1, 2, 3), *levels("2024", 22, 144, 2048)]
    total = figure_row("A", 2214, period="2024", basis="derived", parts_present=3, parts_expected=3)
    figure = breakdown(table(*rows, total), title="Theo cấp", unit="cuộc")
    assert texts(figure) == "<b>2.214</b>"


def test_an_absent_part_is_named_and_not_a_zero() -> None:
    rows = [*levels("2023", 1, 2, 3), *levels("2024", 22, 144, None)]
    figure = breakdown(table(*rows), title="Theo cấp", unit="cuộc")
    assert "Cấp xã chưa báo cáo: 2024." in texts(figure)
    assert list(figure.data[2].x) == [0]


def test_a_level_that_no_longer_exists_is_not_called_unreported() -> None:
    rows = levels("2024", 1, 2, 3) + levels("2026", 1, None, 3)
    rows[4]["state"] = "not_applicable"
    assert "chưa báo cáo" not in texts(breakdown(table(*rows), title="Theo cấp", unit="cuộc"))


def new_rural(**values: float | None) -> list[dict[str, Any]]:
    return [figure_row("01-2008", value, period="2020-07-15", indicator=code) for code, value in values.items()]


def test_the_ladder_shows_shares_of_the_total_of_the_same_day() -> None:
    figure = ladder(table(*new_rural(NT01=382, NT02=356, NT03=11)), title="NTM", unit="xã")
    assert labels(figure) == [
        "Tổng số xã: 382",
        "Xã đạt chuẩn nông thôn mới: 356 (93,2%)",
        "Xã đạt chuẩn nâng cao: 11 (2,9%)",
        "Xã đạt chuẩn kiểu mẫu: chưa báo cáo",
    ]


def test_a_total_of_another_day_gives_no_share() -> None:
    rows = new_rural(NT02=356) + [figure_row("01-2008", 386, period="2019-12-31", indicator="NT01")]
    assert labels(ladder(table(*rows), title="NTM", unit="xã"))[1].endswith(": 356")


def test_settled_opinions_have_no_share_of_those_received() -> None:
    rows = new_rural(YK01=18087, YK02=9000, YK03=15200)
    figure = ladder(table(*rows), title="Ý kiến", unit="ý kiến", steps=OPINIONS, shares=OPINION_SHARES)
    assert labels(figure)[1:3] == [
        "Trả lời trực tiếp tại hội nghị: 9.000 (49,8%)",
        "Đã giải quyết xong: 15.200",
    ]


def test_shares_need_a_whole_exact_total() -> None:
    rows = levels("2024", 22, 144, 2048)
    names = {"cap=tinh": "Cấp tỉnh", "cap=xa": "Cấp xã"}
    exact = figure_row("A", 2214)
    for total, expected in (
        (exact, "Cấp xã: 2.048 (92,5%)"),
        ({**exact, "qualifier": "hon"}, "Cấp xã: 2.048"),
        (partial("A", 2214), "Cấp xã: 2.048"),
    ):
        figure = share(table(*rows, total), title="Cơ cấu", unit="cuộc", labels=names)
        assert labels(figure)[-1] == expected


@pytest.mark.parametrize("chart", [breakdown, ladder])
def test_no_rows_say_so(chart: Any) -> None:
    rows = table(figure_row("A", None, breakdown="cap=xa", indicator="NT01"))
    figure = chart(rows, title="Tên biểu đồ", unit="xã")
    assert texts(figure) == "Chưa có số liệu"
    assert figure.layout.meta["alt"] == "Tên biểu đồ. Chưa có số liệu."


def test_long_titles_break_for_a_telephone() -> None:
    title = "Số cuộc đối thoại của người đứng đầu cấp ủy, chính quyền với Nhân dân"
    lines = theme.heading(title, "Hà Tĩnh · đơn vị tính: cuộc").split("<br>")
    assert len(lines) == 3 and max(len(line) for line in lines[:2]) <= theme.TITLE_WIDTH
    assert " ".join(lines[:2]) == title


def test_the_template_prints_numbers_the_vietnamese_way() -> None:
    assert theme.TEMPLATE.layout.separators == ",."
    assert theme.TEMPLATE.layout.font.family.startswith("Be Vietnam Pro")
    assert len(set(palette.CATEGORICAL)) >= 10


def test_texts_in_a_series_colour_can_be_read_on_white() -> None:
    for colour in (*palette.CATEGORICAL, palette.MUTED, palette.SLATE, palette.GOLD):
        assert palette.contrast(palette.as_text(colour), palette.PAPER) >= 4.5


def test_a_partial_total_below_its_own_parts_is_not_printed() -> None:
    total = partial("A", 10, period="2024")
    figure = breakdown(table(*levels("2024", 22, 144, 2048), total), title="Theo cấp", unit="cuộc")
    assert "10" not in texts(figure)


def test_the_bars_before_and_after_the_merger_are_parted_by_a_dashed_line() -> None:
    years = [figure_row("A", 5, breakdown="cap=xa", period=str(year)) for year in (2023, 2024, 2025, 2026)]
    drawn = breakdown(table(*years), title="Số cuộc", unit="cuộc")
    assert [shape.x0 for shape in drawn.layout.shapes if shape.line.dash] == [1.5]
    before = breakdown(table(*years[:2]), title="Số cuộc", unit="cuộc")
    assert not [shape for shape in before.layout.shapes if shape.line.dash]


def test_the_hatch_of_a_ladder_has_its_key_and_only_where_it_is_used() -> None:
    whole = [figure_row("A", 10, indicator="NT01"), figure_row("A", 4, indicator="NT02")]
    assert "▨" not in texts(ladder(table(*whole), title="Số xã", unit="xã"))
    some = [whole[0], partial("A", 4, indicator="NT02")]
    assert texts(ladder(table(*some), title="Số xã", unit="xã")) == "▨ chưa đủ số liệu"
