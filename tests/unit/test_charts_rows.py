"""The words of a state, as they suit the indicator that they are said of."""

import pytest

from danvan.charts import rows
from tests.unit.chart_rows import figure_row


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        ("DT01", "có tổ chức, chưa nêu số"),
        ("KN04", "có phát sinh, chưa nêu số"),
        ("KN07", "có phát sinh, chưa nêu số"),
        ("KN01", "có tiếp dân, chưa nêu số"),
        ("YK01", "có ý kiến, chưa nêu số"),
        ("NT02", "có, chưa nêu số"),
    ],
)
def test_what_is_known_without_a_count_is_said_as_it_suits_the_indicator(indicator: str, said: str) -> None:
    row = figure_row("01-2008", None, indicator=indicator, state="held_no_count")
    assert rows.value_text(row, decimals=0) == said


def test_an_indicator_that_is_not_told_by_level_is_not_missing_its_report() -> None:
    row = figure_row("01-2008", None, indicator="QC03", breakdown="cap=xa", state="not_applicable")
    assert rows.label(row) == "không phân theo cấp"
    ended = figure_row("01-2008", None, indicator="DT01", breakdown="cap=huyen", state="not_applicable")
    assert rows.label(ended) == "không áp dụng"


def test_a_row_without_an_indicator_still_has_words() -> None:
    row = figure_row("01-2008", None, indicator=float("nan"), breakdown=float("nan"))
    assert rows.label(row) == "chưa báo cáo"
