"""Every Vietnamese way of writing a period is read; what only looks like one is told or left alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan import periods
from danvan.ingest.findings import WARN, finding
from danvan.ingest.shape.when import (
    day_of,
    find_impossible,
    find_periods,
    needs_year,
    part_of_year,
    read_period,
    without_periods,
    year_of,
)
from danvan.periods import Period

DAYS = st.dates(min_value=date(1945, 1, 1), max_value=date(2100, 12, 31))
YEARS = st.integers(min_value=1945, max_value=2100)


def any_period() -> st.SearchStrategy[Period]:
    """Periods of every kind."""
    days = DAYS.map(lambda day: Period(day, day))
    spans = st.tuples(DAYS, st.integers(1, 3000)).map(
        lambda pair: Period(pair[0], min(pair[0] + timedelta(pair[1]), date(2100, 12, 31)))
    )
    terms = st.tuples(YEARS, st.integers(1, 10)).map(
        lambda pair: Period(date(pair[0], 1, 1), date(min(pair[0] + pair[1], 2100), 12, 31))
    )
    return st.one_of(
        YEARS.map(periods.year),
        st.builds(periods.half, YEARS, st.integers(1, 2)),
        st.builds(periods.quarter, YEARS, st.integers(1, 4)),
        st.builds(periods.month, YEARS, st.integers(1, 12)),
        st.builds(periods.cumulative, YEARS, st.integers(1, 12)),
        days,
        spans,
        terms,
    )


@settings(max_examples=300, deadline=None)
@given(any_period(), st.sampled_from(["label", "short", "code"]))
def test_a_period_that_we_print_is_read_back(period: Period, way: str) -> None:
    text = getattr(period, way)
    for written in (text, text.upper(), f"({text})", f"Số cuộc đối thoại {text}"):
        found = find_periods(written)
        assert [reading.period for reading in found] == [period] and found[0].sure
        assert not find_impossible(written)
    assert read_period(text).period == period
    assert without_periods(f"Số cuộc đối thoại {text}") == "Số cuộc đối thoại"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2024", "2024"), ("Năm 2024", "2024"), ("năm 2024", "2024"), ("NĂM 2024", "2024"), ("Cả năm 2024", "2024"),
        ("Nam 2024", "2024"), ("6 tháng đầu năm 2024", "2024-H1"), ("6T/2024", "2024-H1"), ("6T 2024", "2024-H1"),
        ("06 tháng đầu năm 2024", "2024-H1"), ("sáu tháng đầu năm 2024", "2024-H1"), ("6 tháng 2024", "2024-H1"),
        ("6 tháng/2024", "2024-H1"), ("nửa đầu năm 2024", "2024-H1"), ("H1/2024", "2024-H1"),
        ("6 tháng cuối năm 2024", "2024-H2"),
        ("9 tháng năm 2024", "2024-9M"), ("9T/2024", "2024-9M"), ("3 tháng đầu năm 2024", "2024-Q1"),
        ("4 tháng đầu năm 2024", "2024-4M"), ("Quý III/2024", "2024-Q3"), ("Q3/2024", "2024-Q3"),
        ("Q.III/2024", "2024-Q3"),
        ("quý 3 năm 2024", "2024-Q3"), ("Quí 3/2024", "2024-Q3"), ("quý III, năm 2024", "2024-Q3"),
        ("2024Q3", "2024-Q3"),
        ("Quý I-III/2024", "2024-9M"), ("Quý I, II năm 2024", "2024-H1"), ("T6/2024", "2024-06"),
        ("T6-2024", "2024-06"),
        ("tháng 6/2024", "2024-06"), ("Tháng 06 năm 2024", "2024-06"), ("Th6/2024", "2024-06"), ("06/2024", "2024-06"),
        ("06-2024", "2024-06"), ("2024-06", "2024-06"), ("Jun 2024", "2024-06"), ("Tháng 1-6/2024", "2024-H1"),
        ("giai đoạn 2016–2020", "2016-2020"), ("Giai đoạn 2016 - 2020", "2016-2020"), ("2016–2020", "2016-2020"),
        ("nhiệm kỳ 2020–2025", "2020-2025"), ("2019-2020", "2019-2020"), ("Từ 2013-2020", "2013-2020"),
        ("từ năm 2016 đến năm 2020", "2016-2020"), ("5 năm 2016-2020", "2016-2020"),
        ("10 năm (2010-2020)", "2010-2020"),
        ("từ 25/2/2010 đến 15/7/2020", "2010-02-25..2020-07-15"), ("25/02/2010 - 15/07/2020", "2010-02-25..2020-07-15"),
        ("từ ngày 15/12/2023 đến hết ngày 14/6/2024", "2023-12-15..2024-06-14"), ("từ 01/01 đến 30/6/2024", "2024-H1"),
        ("từ tháng 7/2023 đến tháng 6/2024", "2023-07-01..2024-06-30"), ("T7/2023 - T6/2024", "2023-07-01..2024-06-30"),
        ("từ năm 2010 đến 15/7/2020", "2010-01-01..2020-07-15"), ("31/12/2023", "2023-12-31"),
        ("1.7.2025", "2025-07-01"),
        ("15-7-2020", "2020-07-15"), ("ngày 15 tháng 7 năm 2020", "2020-07-15"), ("2024-06-30 00:00:00", "2024-06-30"),
        ("2024-06-30T00:00:00", "2024-06-30"), ("năm 2025 (đến 30/6)", "2025-H1"),
    ],
)  # fmt: skip
def test_a_way_of_writing_a_period_is_understood(text: str, code: str) -> None:
    reading = read_period(text)
    assert reading is not None and reading.period.code == code and reading.sure


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("đến 30/6/2024", "2024-06-30"), ("tính đến ngày 15/7/2020", "2020-07-15"),
        ("Tính đến 31/12/2023", "2023-12-31"),
        ("đến hết năm 2023", "2023-12-31"), ("đến hết tháng 10/2024", "2024-10-31"),
        ("đến hết quý III/2024", "2024-09-30"),
        ("lũy kế từ đầu năm đến tháng 9/2024", "2024-9M"), ("Lũy kế 9 tháng 2024", "2024-9M"),
        ("lũy kế quý III/2024", "2024-9M"),
        ("từ đầu năm 2024 đến 30/6", "2024-H1"), ("luỹ kế tháng 6/2024", "2024-H1"), ("năm 2025 (đến 30/6)", "2025-H1"),
    ],
)  # fmt: skip
def test_figures_counted_up_to_a_day_say_so(text: str, code: str) -> None:
    reading = read_period(text)
    assert reading is not None and reading.period.code == code and reading.cumulative


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Sơ bộ 2023", "provisional"), ("Prel. 2023", "provisional"), ("năm 2023 (sơ bộ)", "provisional"),
        ("(6 tháng đầu năm 2024, sơ bộ)", "provisional"), ("Số liệu sơ bộ năm 2023", "provisional"),
        ("Ước 2024", "expected"),
        ("ƯTH 2024", "expected"), ("Ước TH 6 tháng đầu năm 2024", "expected"), ("Ước thực hiện năm 2024", "expected"),
        ("Dự kiến năm 2025", "expected"), ("Kế hoạch năm 2025", "expected"), ("KH 2025", "expected"),
        ("năm 2024 (ước)", "expected"),
        ("Dân số: kế hoạch năm 2025", "expected"), ("Hoàn thành kế hoạch năm 2024", ""),
        ("Quy ước năm 2024", ""), ("Số cuộc theo kế hoạch năm 2024", "expected"),
        ("Thực hiện 2023", ""), ("TH năm 2023", ""), ("Chính thức 2022", ""),
    ],
)  # fmt: skip
def test_the_words_around_a_period_say_how_firm_it_is(text: str, state: str) -> None:
    reading = find_periods(text)[0]
    assert reading.state == state and reading.period.kind in ("year", "half")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Số cuộc đối thoại năm 2024 (sơ bộ)", "Số cuộc đối thoại"),
        ("Năm 2024 - Số cuộc đối thoại", "Số cuộc đối thoại"),
        ("Số cuộc đối thoại định kỳ năm 2024", "Số cuộc đối thoại định kỳ"),
        ("Ý kiến tồn đầu kỳ 2024", "Ý kiến tồn đầu kỳ"),
        ("Số ngày tiếp dân phải thực hiện năm 2024", "Số ngày tiếp dân phải thực hiện"),
        ("Số cuộc đối thoại", "Số cuộc đối thoại"),
        ("Số cuộc đối thoại (6T/2024) cấp xã", "Số cuộc đối thoại cấp xã"),
        ("Xã đạt chuẩn NTM năm 2024", "Xã đạt chuẩn NTM"),
        ("Tổng số xã tính đến 31/12/2023", "Tổng số xã"), ("Đơn KNTC tiếp nhận trong năm 2023", "Đơn KNTC tiếp nhận"),
        ("Dân số nam 2019", "Dân số nam"), ("Quảng Nam 2024", "Quảng Nam"), ("Việt Nam năm 2024", "Việt Nam"),
        ("So cuoc doi thoai nam 2024", "So cuoc doi thoai"), ("Dân số 2019 (nghìn người)", "Dân số (nghìn người)"),
        ("Tỷ lệ hoàn thành kế hoạch năm 2024", "Tỷ lệ hoàn thành kế hoạch"),
        ("Đảng viên hoàn thành tốt nhiệm vụ năm 2024", "Đảng viên hoàn thành tốt nhiệm vụ"),
        ("Tổ dân phố đã xây dựng quy ước năm 2024", "Tổ dân phố đã xây dựng quy ước"),
        ("Số cuộc đối thoại – Kế hoạch năm 2025", "Số cuộc đối thoại"),
        ("Số mô hình đăng ký lũy kế đến 31/12/2024", "Số mô hình đăng ký lũy kế"), ("Lũy kế đến 31/12/2024", ""),
        ("Lũy kế 9 tháng 2024 số cuộc đối thoại", "số cuộc đối thoại"),
        ("Năm 2024", ""), ("2011_PAPI", "PAPI"), ("papi2016", "papi"),
    ],
)  # fmt: skip
def test_what_a_header_says_beside_its_period_is_kept_whole(text: str, rest: str) -> None:
    assert without_periods(text) == rest


@pytest.mark.parametrize(
    ("text", "code"),
    [("Tháng 6", "2024-06"), ("T6", "2024-06"), ("Quý III", "2024-Q3"), ("6 tháng đầu năm", "2024-H1"),
    ("9 tháng", "2024-9M"),
     ("6 tháng cuối năm", "2024-H2"), ("đến 30/6", "2024-06-30"), ("ngày 30/6", "2024-06-30"),
     ("Tháng 1-6", "2024-H1")],
)  # fmt: skip
def test_a_part_of_a_year_needs_the_year(text: str, code: str) -> None:
    assert find_periods(text) == [] and needs_year(text)
    assert [reading.period.code for reading in find_periods(text, year=2024)] == [code]


def test_the_year_said_once_holds_for_both_halves() -> None:
    found = find_periods("Kết quả 6 tháng đầu năm và nhiệm vụ trọng tâm 6 tháng cuối năm 2024")
    assert [(reading.period.code, reading.state) for reading in found] == [("2024-H1", ""), ("2024-H2", "expected")]


def test_the_same_period_of_another_year_needs_the_period_it_is_compared_with() -> None:
    base = periods.parse("2024-9M")
    assert find_periods("Cùng kỳ năm trước") == []
    assert find_impossible("Cùng kỳ năm trước")[0].why == "needs_period"
    assert read_period("Cùng kỳ năm trước", base=base).period.code == "2023-9M"
    assert read_period("cùng kỳ năm 2022", base=base).period.code == "2022-9M"
    assert find_periods("cùng kỳ năm 2023") == []


@pytest.mark.parametrize(
    ("text", "why", "suggestion"),
    [
        ("31/2/2020", "no_such_day", ""), ("32/1/2020", "no_such_day", ""), ("2020-02-30", "no_such_day", ""),
        ("Tháng 13/2024", "no_such_day", ""), ("13/2023", "no_such_day", ""), ("Quý V/2024", "no_such_day", ""),
        ("7/15/2020", "no_such_day", ""), ("30/2/2024 - 1/3/2024", "no_such_day", ""),
        ("từ 15/7/2020 đến 25/2/2010", "period_reversed", ""), ("2020-2015", "period_reversed", ""),
        ("từ năm 2010 đến nay", "open_end", ""), ("đến nay", "open_end", ""), ("15/7/20", "short_year", "15/7/2020"),
        ("Quý 2/24", "short_year", "Quý 2/2024"), ("2016-20", "short_year", "2016-2020"),
    ],
)  # fmt: skip
def test_what_looks_like_a_period_and_is_none_is_told(text: str, why: str, suggestion: str) -> None:
    assert find_periods(text) == [] and read_period(text) is None
    told = find_impossible(text)
    assert [(item.why, item.suggestion) for item in told] == [(why, suggestion)]
    said = finding(told[0].code, WARN, value=told[0].text, suggestion=suggestion)
    assert told[0].text in said.message and said.remedy


@pytest.mark.parametrize(
    "text",
    [
        "(Kèm theo Quyết định số 757/2003/QĐ-BTC ngày 08/04/2003 của Bộ Tài chính)", "Nghị định 32/2021/NĐ-CP",
        "Nghị quyết số 15-NQ/TU ngày 4/7/2017", "Quyết định 290-QĐ/TW ngày 25/2/2010 của Bộ Chính trị", "1.234",
        "2.048 cuộc",
        "Luật Tổ chức chính quyền địa phương năm 2025", "năm học 2019-2020", "báo cáo 6 tháng", "trên 3 năm",
        "labor_force_long",
        "Số cuộc công bố kết quả đúng hạn (10 ngày)", "Năm 1944", "2101", "", "12:30",
        "Tỷ lệ theo chuẩn nghèo giai đoạn 2022-2025",
    ],
)  # fmt: skip
def test_a_year_that_is_no_period_is_left_alone(text: str) -> None:
    assert find_periods(text) == [] and find_impossible(text) == []


@pytest.mark.parametrize("text", ["Biểu 06-2019", "Phụ lục 2-2019", "Đợt 1/2019", "Tuần 6/2019", "SLDVQ2-2019"])
def test_a_year_behind_another_number_is_not_sure(text: str) -> None:
    found = find_periods(text)
    assert [reading.period.code for reading in found] == ["2019"] and not found[0].sure


def test_two_years_compared_are_two_readings() -> None:
    assert len(find_periods("Năm 2024 so với năm 2023 (%)")) == 2
    assert read_period("Năm 2024 so với năm 2023") is None


def test_days_come_before_months() -> None:
    assert day_of("5/6/2020") == date(2020, 6, 5) == day_of("2020-06-05") == day_of("05/06/2020")
    assert day_of("6/2020") is None and day_of("x") is None


def test_cells_of_year_quarter_and_month_columns() -> None:
    assert [year_of(text) for text in ("2024", "Năm 2024", "2024.0", "24", "1234", "")] == [
        2024,
        2024,
        2024,
        None,
        None,
        None,
    ]
    assert [part_of_year(text, "quarter") for text in ("III", "Quý 3", "q3", "5", "")] == [3, 3, 3, None, None]
    assert [part_of_year(text, "month") for text in ("6", "T6", "Tháng 06", "13", "VI")] == [6, 6, 6, None, None]
    assert [part_of_year(text, "half") for text in ("1", "đầu", "cuối năm", "3")] == [1, 1, 2, None]


def test_the_place_of_a_period_in_its_text_is_told() -> None:
    text = "Số cuộc đối thoại – 6 tháng đầu năm 2024 (cuộc)"
    reading = find_periods(text)[0]
    assert text[slice(*reading.span)] == "6 tháng đầu năm 2024" == reading.text and not reading.alone


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30) | st.text(alphabet="0123456789/-. TQthangqyn", max_size=20))
def test_no_text_makes_the_search_stumble(text: str) -> None:
    for reading in find_periods(text, year=2024):
        assert 0 <= reading.span[0] <= reading.span[1] <= len(text)
    without_periods(text), read_period(text), find_impossible(text)
