"""Columns of written figures are read one way, and say so where they could be read another."""

import tomllib
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan import numbers
from danvan.ingest.findings import INFO, finding
from danvan.ingest.grid import BOOLEAN, DATE, ERROR, NUMBER, TEXT
from danvan.ingest.shape.number_text import read_text
from danvan.ingest.shape.values import Numbers, decide, read_numbers

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
NBSP, THIN, NARROW = "\u00a0", "\u2009", "\u202f"


def column(*texts: str, **more: object) -> Numbers:
    return read_numbers(pd.Series(list(texts), dtype=object), **more)


def value(text: str, decimal: str = ",") -> float:
    return float(column(text, decimal=decimal).value[0])


@pytest.fixture
def samples() -> Path:
    if not SAMPLES.exists():
        pytest.skip("no folder of real files here")
    return SAMPLES


# -- one text ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1.234.567", 1234567), ("1,234,567", 1234567), ("12,5", 12.5),
        ("0.25", 0.25), ("0,250", 0.25), (",5", 0.5), ("93.19371727748691", 93.19371727748691), ("12 345", 12345),
        (f"12{NBSP}345", 12345), (f"1{THIN}234{THIN}567", 1234567), (f"1{NARROW}234,5", 1234.5), ("1 234 567", 1234567),
        ("1'234'567", 1234567), ("-5", -5), ("\u22125", -5), ("–5", -5), ("(5)", -5), ("( 1.234,5 )", -1234.5),
        ("+5", 5),
        ("'123", 123), ("１２３，５", 123.5), ("45*", 45), ("45 (*)", 45), ("45 (1)", 45), ("45 1)", 45), ("45²", 45),
        ("45[a]", 45), ("1.5E+3", 1500), ("1,5E+3", 1500), ("2E5", 200000), ("5.337698459625244", 5.337698459625244),
        ("45 cuộc", 45), ("12 mô hình", 12), ("45 (cuộc)", 45), ("20 000 đ", 20000), ("đạt 93,2%", 93.2),
        ("93,2 %", 93.2),
        ("0", 0), ("007", 7), ("10 000.5", 10000.5), ("19348000", 19348000), ("-1.234,5", -1234.5), ("\u2212 5", -5),
    ],
)  # fmt: skip
def test_a_figure_with_one_reading_is_read_so(text: str, read: float) -> None:
    for decimal in (",", "."):
        assert value(text, decimal) == read
    assert not column(text).ambiguous and not column(text).bad[0]


@pytest.mark.parametrize(
    ("text", "qualifier", "state", "read"),
    [
        ("hơn 40", "hon", "known", 40), ("trên 40", "hon", "known", 40), (">40", "hon", "known", 40),
        ("40+", "hon", "known", 40), ("40 trở lên", "hon", "known", 40), ("gần 1.900", "gan", "known", 1900),
        ("khoảng 70%", "khoang", "known", 70), ("~70", "khoang", "known", 70), ("dự kiến 5", "", "expected", 5),
        ("ước đạt hơn 40%", "hon", "expected", 40), ("sơ bộ 12,5", "", "provisional", 12.5),
        ("Hơn 40 cuộc", "hon", "known", 40),
    ],
)  # fmt: skip
def test_the_words_before_a_figure_say_how_firm_it_is(text: str, qualifier: str, state: str, read: float) -> None:
    found = column(text)
    assert (found.qualifier[0], found.state[0], found.value[0]) == (qualifier, state, read)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", "missing"), ("..", "missing"), ("…", "missing"), ("...", "missing"), (" . . . ", "missing"),
        ("N/A", "missing"),
        ("chưa có", "missing"), ("Chưa báo cáo", "missing"), ("(chưa có số liệu)", "missing"),
        ("Không có số liệu", "missing"),
        ("x", "not_applicable"), ("X", "not_applicable"), (":", "not_applicable"),
        ("không thuộc diện", "not_applicable"),
        ("có", "held_no_count"), ("Đã tổ chức", "held_no_count"),
    ],
)  # fmt: skip
def test_a_text_that_stands_for_no_figure_tells_a_state(text: str, state: str) -> None:
    found = column(text)
    assert found.state[0] == state and np.isnan(found.value[0]) and not found.bad[0] and not found.dash[0]


@pytest.mark.parametrize("text", ["-", "–", "—", "--", "- -", "\u2212", "không", "Không phát sinh", "không có"])
def test_a_dash_is_no_figure_until_it_is_said_to_be_a_zero(text: str) -> None:
    found = column(text)
    assert found.dash[0] and found.state[0] == "missing" and np.isnan(found.value[0])
    told = column(text, dash="zero")
    assert told.dash[0] and told.state[0] == "known" and told.value[0] == 0


def test_a_reported_zero_is_a_zero_and_a_blank_is_none() -> None:
    found = column("0", "")
    assert found.value[0] == 0 and found.state[0] == "known"
    assert np.isnan(found.value[1]) and found.state[1] == "missing"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("abc", "not_a_number"), ("5-7", "not_a_number"), ("45 (trong đó 3 đột xuất)", "not_a_number"),
        ("5 -", "not_a_number"),
        ("Số: 5", "not_a_number"), ("5 chưa kể cấp xã", "not_a_number"), ("15/7/2020", "number_is_date"),
        ("2020-07-15", "number_is_date"), ("6/2024", "number_is_date"), ("30/6", "number_is_date"),
        ("dưới 5", "number_bound"), ("<5", "number_bound"),
        ("không quá 5", "number_bound"), ("1.23.456", "number_grouping"), ("12.34,5", "number_grouping"),
        ("1.2345,6", "number_grouping"), ("12 34", "number_grouping"), ("012,3", "number_grouping"),
        ("5,", "number_grouping"),
        ("1O", "number_letters"), ("#DIV/0!", "number_error"),
    ],
)  # fmt: skip
def test_what_is_no_figure_is_a_fault_with_its_reason(text: str, fault: str) -> None:
    found = column(text, "5")
    assert found.bad.tolist() == [True, False] and np.isnan(found.value[0])
    assert found.faults[text].code == f"shape_{fault}"


def test_every_fault_and_remark_has_its_wording() -> None:
    texts = tomllib.loads((ROOT / "danvan" / "texts" / "findings_shape.toml").read_text(encoding="utf-8"))
    codes = "not_a_number number_is_date number_bound number_letters number_grouping number_scale number_error".split()
    codes += ["share_differs"]
    for code in codes:
        told = finding(f"shape_{code}", INFO, value="1O", suggestion="10")
        assert told.message and told.remedy and "{" not in told.message + told.remedy
        assert f"{code}_remedy" in texts


@pytest.mark.parametrize(("text", "meant"), [("1O", "10"), ("l2", "12"), ("2O,5", "20,5"), ("I5", "15")])
def test_letters_in_place_of_digits_are_told_with_what_was_meant(text: str, meant: str) -> None:
    assert column(text).faults[text].suggestion == meant


def test_a_fraction_keeps_both_its_sides() -> None:
    found = column("356/382", "2.310/2.310 đảng bộ", "356/382 xã (93,2%)", decimal=",")
    assert found.numerator.tolist() == [356, 2310, 356] and found.denominator.tolist() == [382, 2310, 382]
    assert np.isnan(found.value).all() and not found.bad.any() and found.figures == 3


def test_a_share_that_is_not_that_of_its_fraction_is_no_figure() -> None:
    assert column("356/382 (39,2%)").bad[0]
    assert not column("10/39 (25,6%)").bad[0]


# -- a column decides -------------------------------------------------------------------------------------------
def test_a_decimal_comma_anywhere_makes_the_points_thousands() -> None:
    found = column("12,5", "1.234")
    assert found.value.tolist() == [12.5, 1234] and (found.decimal, found.ambiguous) == (",", False)


def test_a_decimal_point_anywhere_makes_three_digits_decimals() -> None:
    found = column("10.5", "5.338")
    assert found.value.tolist() == [10.5, 5.338] and (found.decimal, found.ambiguous) == (".", False)


def test_several_groups_decide() -> None:
    assert column("1.234.567", "5.338").value.tolist() == [1234567, 5338]
    assert column("1,234,567", "5,338").value.tolist() == [1234567, 5338]


def test_groups_of_three_alone_are_told_as_open_with_both_readings() -> None:
    found = column("1.234", "12.345")
    assert found.ambiguous and found.sample == "1.234" and found.readings == (1234, 1.234)
    assert found.open_.all() and found.decimal == "," and found.value.tolist() == [1234, 12345]


def test_small_whole_figures_beside_groups_of_three_speak_for_counts() -> None:
    found = column("1.234", "987", "12.345", delimiter=",")
    assert found.ambiguous and found.how == "counts" and found.value.tolist() == [1234, 987, 12345]


def test_many_scores_with_three_decimals_are_likelier_decimals() -> None:
    scores = [f"{4 + i / 1000:.3f}" for i in range(1, 64)]
    found = column(*scores)
    assert found.ambiguous and found.how == "likeliness" and found.value.tolist() == [float(text) for text in scores]


def test_a_column_written_both_ways_is_open() -> None:
    found = column("1.234", "1,234.5")
    assert found.ambiguous and found.decimal == "."
    mixed = column("12,5", "0.25", "1.234")
    assert mixed.ambiguous and mixed.odd.tolist() == [False, True, False]


def test_cells_with_one_reading_keep_it_in_a_column_of_the_other_sign() -> None:
    found = column("12,5", "13,5", "0.25")
    assert found.value.tolist() == [12.5, 13.5, 0.25] and found.odd.tolist() == [False, False, True]
    assert not found.ambiguous


def test_a_percent_sign_makes_three_digits_decimals() -> None:
    found = column("93.193%", "5%")
    assert found.value.tolist() == [93.193, 5] and not found.ambiguous and found.percent


def test_counts_are_never_cut_into_decimals() -> None:
    assert column("1.234", "2.310", whole=True).value.tolist() == [1234, 2310]
    assert column("1,234", whole=True).value.tolist() == [1234]
    assert not column("1.234", whole=True).ambiguous
    assert column("1.234", "12.5", whole=True).ambiguous


def test_a_choice_decides_and_nothing_else() -> None:
    found = column("1.234", "12.5", decimal=",")
    assert found.value.tolist() == [1234, 12.5] and found.odd.tolist() == [False, True]
    assert (found.how, found.ambiguous) == ("choice", False)


@pytest.mark.parametrize(
    ("text", "delimiter", "read"),
    [("5,338", ";", 5.338), ("5.338", ",", 5.338), ("5.338", ";", 5338), ("5,338", ",", 5338), ("5.338", "", 5338)],
)
def test_the_program_that_wrote_the_file_speaks_where_the_cells_are_silent(
    text: str, delimiter: str, read: float
) -> None:
    found = column(text, delimiter=delimiter)
    assert found.ambiguous and found.value[0] == read


def test_the_other_columns_of_a_table_decide_for_one_that_is_silent() -> None:
    silent, comma, dot = column("1.234"), column("12,5"), column("0.5")
    assert (decide([silent, comma]).decimal, decide([silent, comma]).how) == (",", "columns")
    assert decide([silent, dot], ";").decimal == "."
    assert decide([silent, comma, dot]).how == "columns_disagree"
    assert decide([silent], ",") == decide([silent, column("7")], ",")
    assert decide([silent], ",").decimal == "."
    assert decide([silent]).decimal == ","


def test_a_column_that_needs_no_sign_has_none() -> None:
    found = column("5", "19348000", "")
    assert found.decimal == "" and not found.ambiguous


# -- units and kinds --------------------------------------------------------------------------------------------
def test_units_behind_figures_are_counted() -> None:
    assert column("45 cuộc", "46", "12 cuộc", "").units == {"cuộc": 2, "": 1}
    assert not column("93,2%", "5").percent


def test_a_multiplying_unit_in_some_cells_only_is_a_fault() -> None:
    found = column("1,5 triệu", "5")
    assert found.bad.tolist() == [True, False] and found.faults["1,5 triệu"].code == "shape_number_scale"
    assert column("1,5 triệu", "3 triệu").value.tolist() == [1.5, 3]


def test_numbers_that_excel_holds_are_never_read_anew() -> None:
    kinds = np.array([NUMBER, NUMBER, TEXT], dtype=np.uint8)
    found = column("1.234", "5.337698459625244", "1.234", kinds=kinds, decimal=",")
    assert found.value.tolist() == [1.234, 5.337698459625244, 1234]
    assert found.open_.tolist() == [False, False, True]


def test_what_excel_holds_as_a_date_an_error_or_a_truth_is_no_figure() -> None:
    kinds = np.array([DATE, ERROR, BOOLEAN, NUMBER], dtype=np.uint8)
    found = column("2024-01-31", "#N/A", "TRUE", "5", kinds=kinds)
    assert found.bad.tolist() == [True, True, True, False]
    assert [found.faults[text].code for text in ("2024-01-31", "#N/A", "TRUE")] == [
        "shape_number_is_date", "shape_number_error", "shape_not_a_number",
    ]  # fmt: skip


def test_an_empty_column_and_blanks_are_no_trouble() -> None:
    assert column().figures == 0
    found = column("", "", " ")
    assert found.figures == 0 and (found.state == "missing").all() and found.decimal == ""


# -- any number -------------------------------------------------------------------------------------------------
FIGURES = st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False, allow_infinity=False)
TWO = st.lists(FIGURES, min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(TWO, st.sampled_from(["vi", "en", NBSP, THIN, " ", NARROW]))
def test_any_column_printed_with_decimals_comes_back_exactly(figures: list[Decimal], way: str) -> None:
    if way == "vi":
        texts = [numbers.number(figure, 2) for figure in figures]
    elif way == "en":
        texts = [f"{figure:,.2f}" for figure in figures]
    else:
        texts = [f"{figure:,.2f}".replace(",", way).replace(".", ",") for figure in figures]
    found = column(*texts)
    assert found.value.tolist() == [float(figure) for figure in figures]
    assert not found.ambiguous and not found.bad.any()
    assert found.decimal == ("." if way == "en" else ",")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(min_value=-1e15, max_value=1e15, allow_nan=False), min_size=1, max_size=8))
def test_any_float_written_out_comes_back_to_the_last_bit(figures: list[float]) -> None:
    texts = [format(Decimal(repr(figure)), "f") for figure in figures]
    assert column(*texts, decimal=".").value.tolist() == figures
    assert column(*(text.replace(".", ",") for text in texts), decimal=",").value.tolist() == figures


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(min_value=0, max_value=999_999), min_size=1, max_size=10))
def test_counts_printed_our_way_are_right_or_told_as_open(counts: list[int]) -> None:
    texts = [numbers.number(count) for count in counts]
    found = column(*texts)
    assert found.ambiguous or found.value.tolist() == counts
    assert column(*texts, whole=True).value.tolist() == counts
    assert column(*texts, decimal=",").value.tolist() == counts


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=12))
def test_no_text_makes_it_stumble(text: str) -> None:
    found = column(text)
    assert found.bad[0] or found.figures == 1 or found.state[0] != "known" or found.dash[0]
    assert read_text(text).kind in ("number", "fraction", "state", "bad")


# -- real files -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "encoding", "delimiter"),
    [("papi2016_cp1258_semicolon_deccomma.csv", "cp1258", ";"), ("papi2016_utf8_nfd_comma.csv", "utf-8", ",")],
)
def test_scores_of_a_real_file_are_scores(samples: Path, name: str, encoding: str, delimiter: str) -> None:
    lines = (samples / name).read_bytes().decode(encoding).splitlines()[1:]
    found = column(*(line.split(delimiter)[-1] for line in lines), delimiter=delimiter)
    assert found.value[0] == 5.338 and found.ambiguous and found.value.max() < 10


def test_a_long_column_takes_no_long_time(samples: Path) -> None:
    rows = pd.read_csv(samples / "population_by_district_2019.csv", dtype=str)
    many = pd.concat([rows["total"]] * 300, ignore_index=True)
    assert read_numbers(many).value.sum() == 300 * 96208984
