"""Vietnamese numbers: printed as official papers do, and read back unchanged."""

from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import pytest

from danvan import numbers
from danvan.errors import DanVanError


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (7, 0, "7"),
        (1234, 0, "1.234"),
        (39427, 0, "39.427"),
        (1234567.891, 2, "1.234.567,89"),
        (93.194, 1, "93,2"),
        (100 * 356 / 382, 1, "93,2"),
        (0.05, 1, "0,1"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        (1.005, 2, "1,01"),
        (-0.04, 1, "0,0"),
        (-1234.5, 1, "−1.234,5"),
        (Decimal("0.125"), 2, "0,13"),
        (1e15, 0, "1.000.000.000.000.000"),
    ],
)
def test_a_number_is_printed_the_vietnamese_way(value: float, decimals: int, text: str) -> None:
    assert numbers.number(value, decimals) == text


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA, pd.NaT])
def test_nothing_is_printed_as_no_figure_and_never_as_zero(nothing: object) -> None:
    assert numbers.number(nothing) == "chưa có số liệu"
    assert numbers.number(nothing, missing=numbers.SHORT_NO_FIGURE) == "…"
    for written in (numbers.percent, numbers.change, numbers.qualified, numbers.date, numbers.moment):
        assert written(nothing) == "chưa có số liệu"
    assert numbers.fraction(nothing, 382) == numbers.fraction(356, nothing) == "chưa có số liệu"


def test_infinity_is_refused() -> None:
    with pytest.raises(DanVanError, match="vô hạn"):
        numbers.number(float("inf"))


def test_a_change_carries_its_sign() -> None:
    assert numbers.change(12) == "+12"
    assert numbers.change(-3.5, 1, numbers.SHORT_POINTS) == "−3,5 điểm %"
    assert numbers.change(0) == numbers.change(-0.2) == "0"


def test_a_qualifier_stands_before_the_number() -> None:
    assert numbers.qualified(121, "hon") == "hơn 121"
    assert numbers.qualified(1900, "gan", unit="kết luận") == "gần 1.900 kết luận"
    assert numbers.qualified(70, "khoang", unit="%") == "khoảng 70%"


def test_an_unknown_qualifier_is_an_error_not_a_plain_number() -> None:
    with pytest.raises(DanVanError, match="tren"):
        numbers.qualified(11000, "tren")


def test_percent_touches_and_words_stand_off() -> None:
    assert numbers.percent(93.194) == "93,2%"
    assert numbers.with_unit(2214, "cuộc") == "2.214 cuộc"
    assert numbers.fraction(10272, 39427) == "10.272/39.427"


def test_parts_are_counted_and_none_whole_is_said_in_words() -> None:
    assert numbers.parts(11, 12, "tháng") == "11/12 tháng"
    assert numbers.parts(0, 34, "đơn vị") == "chưa đơn vị nào đủ"
    assert numbers.parts(None, 12, "tháng", missing="") == ""


def test_dates_are_not_padded() -> None:
    assert numbers.date(date(2020, 7, 5)) == "05/7/2020"
    assert numbers.date(date(2026, 2, 15)) == "15/02/2026"
    assert numbers.date(date(2020, 10, 25)) == "25/10/2020"
    assert numbers.date(pd.Timestamp("2025-12-31")) == "31/12/2025"
    assert numbers.moment(datetime(2025, 7, 1, 8, 5)) == "08:05 ngày 01/7/2025"
    assert numbers.parse_date("15/7/2020") == date(2020, 7, 15)
    with pytest.raises(DanVanError, match="31/2/2020"):
        numbers.parse_date("31/2/2020")


@pytest.mark.parametrize("value", [0, 5, 999, 1000, 39427, 1234567, -3, -45678])
@pytest.mark.parametrize("decimals", [0, 1, 3])
def test_a_printed_number_reads_back_to_itself(value: int, decimals: int) -> None:
    exact = Decimal(value) + (Decimal("0.125") if decimals == 3 else 0)
    assert numbers.parse(numbers.number(exact, decimals)) == exact
    assert numbers.parse(numbers.change(exact, decimals, "cuộc")) == exact
    assert numbers.parse(numbers.qualified(exact, "hon", decimals, "%")) == exact


def test_figures_in_a_sentence_are_found_and_its_dates_are_not() -> None:
    text = "Quý III/2024: hơn 1.234,5 cuộc, 356/382 xã (93,2%), giảm 12 cuộc (−3,5%) so với năm 2023."
    found = ["1234.5", "356", "382", "93.2", "12", "-3.5"]
    assert numbers.find(text) == [Decimal(each) for each in found]
    assert numbers.find("Từ 1/1/2013 đến 15/7/2020, 6 tháng đầu năm 2024, tháng 6/2024") == []


@pytest.mark.parametrize("text", ["", "chưa có số liệu", "3 và 4"])
def test_what_is_not_one_number_is_refused(text: str) -> None:
    with pytest.raises(DanVanError, match="không phải là một con số"):
        numbers.parse(text)
