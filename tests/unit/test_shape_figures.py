"""The shape stage: cells and lines that are no figures of a unit, and the period of those that are."""

import pytest

from danvan.ingest.choices import ColumnChoice
from tests.unit.shape_grids import asked, cells, codes, figures, finding_of, shaped

TITLE, HEAD = ["Năm 2023"], ["STT", "Tỉnh", "Đối thoại định kỳ", "Đối thoại đột xuất"]


def test_a_cell_that_is_no_number_stops_its_own_figure_and_not_its_neighbour() -> None:
    found = shaped([TITLE, HEAD, [1, "Hà Nội", "abc", 5], [2, "Hà Tĩnh", "1O", 6]])
    assert [value for _, _, value in figures(found)] == [5.0, 6.0]
    assert [(f.code, f.row, f.column, f.value) for f in found.findings if f.severity == "stop"] == [
        ("shape_not_a_number", 3, "C", "abc"),
        ("shape_number_letters", 4, "C", "1O"),
    ]


@pytest.mark.parametrize("nothing", ["", "…", "..", "chưa báo cáo", "n/a"])
def test_a_missing_figure_is_no_row_and_never_a_zero(nothing: str) -> None:
    found = shaped([TITLE, HEAD, [1, "Hà Nội", nothing, 0]])
    assert [value for _, _, value in figures(found)] == [0.0]
    assert found.understood.missing == 1


def test_a_dash_is_missing_until_the_user_says_it_is_a_zero() -> None:
    rows = [TITLE, HEAD, [1, "Hà Nội", "-", 5]]
    found = shaped(rows)
    assert [value for _, _, value in figures(found)] == [5.0]
    assert (found.understood.dashes, codes(found)) == (1, ["shape_dash"])
    zero = shaped(rows, dash="zero")
    assert [value for _, _, value in figures(zero)] == [0.0, 5.0]
    assert "shape_dash" not in codes(zero)


def test_a_column_that_reads_both_ways_is_asked_and_read_by_the_answer() -> None:
    rows = [["Tỉnh", "Đối thoại định kỳ 2023"], ["Hà Nội", "1.234"], ["Hà Tĩnh", "5.678"]]
    rates = [["Tỉnh", "Điểm số 2023"], ["Hà Nội", "1.234"], ["Hà Tĩnh", "5.678"]]
    assert [value for _, _, value in figures(shaped(rows, sheet=""))] == [1234.0, 5678.0]
    found = shaped(rates, sheet="")
    assert asked(found, "decimal") == [""]
    assert "shape_decimal_ambiguous" in codes(found, "warn")
    assert [v for _, _, v in figures(shaped(rates, sheet="", decimal="."))] == [1.234, 5.678]
    assert [v for _, _, v in figures(shaped(rates, sheet="", decimal=","))] == [1234.0, 5678.0]
    assert asked(shaped(rates, sheet="", decimal="."), "decimal") == []


def test_another_column_of_the_table_decides_for_one_that_reads_both_ways() -> None:
    rows = [["Tỉnh", "Điểm một 2023", "Điểm hai 2023"], ["Hà Nội", "1.234", "5.5"], ["Hà Tĩnh", "5.678", "6.25"]]
    assert [v for _, _, v in figures(shaped(rows, sheet=""))] == [1.234, 5.5, 5.678, 6.25]


# -- totals ------------------------------------------------------------------------------------------------------------
def test_a_total_that_is_its_parts_sum_is_left_out_without_a_warning() -> None:
    found = shaped([TITLE, HEAD, [1, "Hà Nội", 10, 1], [2, "Hà Tĩnh", 20, 3], ["", "Tổng cộng", 30, 4]])
    assert len(found.rows) == 4
    assert codes(found) == ["shape_totals_left_out"]


def test_a_total_that_differs_is_told_with_both_numbers() -> None:
    found = shaped([TITLE, HEAD, ["", "CẢ NƯỚC", 31, 4], [1, "Hà Nội", 10, 1], [2, "Hà Tĩnh", 20, 3]])
    told = finding_of(found, "shape_total_differs")
    assert (told.severity, told.row, told.column) == ("warn", 3, "C")
    assert "31" in told.message and "30" in told.message
    assert codes(found, "warn") == ["shape_total_differs"]


def test_regions_are_held_against_the_provinces_below_them() -> None:
    rows = [
        TITLE, HEAD, ["", "Đồng bằng sông Hồng", 30, 3], [1, "Hà Nội", 10, 1], [2, "Vĩnh Phúc", 20, 2],
        ["", "Tây Nguyên", 8, 1], [3, "Kon Tum", 7, 1],
    ]  # fmt: skip
    found = shaped(rows)
    assert [(f.row, f.column) for f in found.findings if f.code == "shape_total_differs"] == [(6, "C")]
    assert found.understood.skipped == {"region": 2}


def test_a_mean_or_a_rate_s_total_is_never_held_against_a_sum() -> None:
    rows = [
        TITLE,
        ["Tỉnh", "Tỷ lệ xã đạt chuẩn nông thôn mới"],
        ["Hà Nội", 90],
        ["Hà Tĩnh", 80],
        ["Tổng cộng", 85],
        ["Trung bình", 85],
    ]
    assert "shape_total_differs" not in codes(shaped(rows))


def test_a_total_may_be_kept_as_the_nation_s_figure() -> None:
    rows = [TITLE, HEAD, ["", "CẢ NƯỚC", 30, 4], [1, "Hà Nội", 10, 1]]
    assert ("VN", "2023-12-31", 30.0) in figures(shaped(rows, totals="keep"))
    assert all(unit != "VN" for unit, _, _ in figures(shaped(rows)))


def test_a_total_may_be_kept_as_the_figure_of_the_title_s_unit() -> None:
    rows = [["TỈNH NGHỆ AN"], TITLE, ["Huyện", "Đối thoại định kỳ"], ["Hoàng Mai", 5], ["Vinh", 6], ["Toàn tỉnh", 11]]
    kept = shaped(rows, totals="keep")
    assert [unit for unit, _, _ in figures(kept)] == ["432-2008", "412-2008", "40-2008"]


# -- periods -----------------------------------------------------------------------------------------------------------
def test_the_period_comes_from_the_file_s_name_only_when_nothing_else_tells_and_is_told() -> None:
    rows = [["Tỉnh", "Đối thoại định kỳ"], ["Hà Nội", "5"]]
    found = shaped(rows, sheet="", name="doi_thoai_2018.csv")
    assert figures(found) == [("01-2008", "2018-12-31", 5.0)]
    assert finding_of(found, "shape_period_from_name").severity == "warn"
    titled = shaped([["Năm 2020"], *rows], sheet="", name="doi_thoai_2018.csv")
    assert figures(titled) == [("01-2008", "2020-12-31", 5.0)]
    assert "shape_period_from_name" not in codes(titled)


def test_without_any_period_it_is_asked_and_nothing_is_ok() -> None:
    rows = [["Tỉnh", "Đối thoại định kỳ"], ["Hà Nội", 5]]
    found = shaped(rows)
    assert asked(found, "period") == [""]
    assert figures(found) == []
    assert figures(shaped(rows, period="2024-H1")) == [("01-2008", "2024-06-30", 5.0)]


def test_two_years_in_a_file_s_name_are_no_period() -> None:
    found = shaped([["Tỉnh", "Đối thoại định kỳ"], ["Hà Nội", "5"]], sheet="", name="poverty_1998_2016.csv")
    assert asked(found, "period") == [""]


def test_a_quarter_in_one_line_of_the_title_and_its_year_in_another() -> None:
    found = shaped([["BÁO CÁO"], ["Quý III"], ["Năm 2024"], ["Tỉnh", "Đối thoại định kỳ"], ["Hà Nội", 5]])
    assert found.understood.period.code == "2024-Q3"


def test_the_day_of_a_signature_is_no_period_and_the_day_of_the_count_is_kept_beside_it() -> None:
    rows = [
        ["Hà Tĩnh, ngày 20 tháng 7 năm 2024"], ["Kết quả 6 tháng đầu năm 2024"], ["(Số liệu tính đến ngày 15/6/2024)"],
        ["Tỉnh", "Đối thoại định kỳ"], ["Hà Nội", 5],
    ]  # fmt: skip
    found = shaped(rows)
    assert figures(found) == [("01-2008", "2024-06-30", 5.0)]
    assert str(found.rows["as_of"][0])[:10] == "2024-06-15"


def test_years_glued_to_the_letters_of_a_family_of_columns() -> None:
    rows = [["Tỉnh", "X2010", "X2012"], ["Hà Nội", "5", "6"]]
    found = shaped(rows, sheet="", name="doi_thoai_dinh_ky.csv")
    assert figures(found) == [("01-2008", "2010-12-31", 5.0), ("01-2008", "2012-12-31", 6.0)]


# -- answers -----------------------------------------------------------------------------------------------------------
def test_the_header_s_rows_the_unit_and_the_layout_may_be_given() -> None:
    rows = [["Ghi chép", "gì đó", "khác"], ["Tỉnh", "Đối thoại định kỳ", "Đối thoại đột xuất"], ["Hà Nội", 5, 6]]
    assert shaped(rows, header_rows=(2, 2), period="2023").understood.header_rows == (2, 2)
    down = shaped(
        [["Nội dung", "Kết quả"], ["Đối thoại định kỳ", 5]], layout="indicators_down", unit="01", period="2023"
    )
    assert cells(down, "unit", "indicator", "value") == [("01-2008", "DT02", 5.0)]


def test_a_column_s_role_indicator_part_and_period_may_be_given() -> None:
    rows = [["Tỉnh", "Cột một", "Cột hai"], ["Hà Nội", 5, 6]]
    chosen = {
        1: ColumnChoice("measure", indicator="DT02", breakdown="cap=xa", period="2024-Q1"),
        2: ColumnChoice("ignore"),
    }
    found = shaped(rows, columns=chosen)
    assert cells(found, "indicator", "breakdown", "start", "end", "value") == [
        ("DT02", "cap=xa", "2024-01-01", "2024-03-31", 5.0)
    ]
    assert found.questions == ()


def test_a_percentage_kept_by_excel_as_a_fraction_is_pointed_out() -> None:
    rows = [TITLE, ["Tỉnh", "Tỷ lệ xã đạt chuẩn nông thôn mới"], ["Hà Nội", 0.932], ["Hà Tĩnh", 0.85], ["Nghệ An", 1]]
    assert finding_of(shaped(rows), "shape_share_below_one").severity == "warn"


def test_the_state_of_a_title_or_header_belongs_to_its_figures() -> None:
    rows = [["Tỉnh", "Thực hiện 2022", "Sơ bộ 2023", "Ước 2024"], ["Hà Nội", 1, 2, 3]]
    found = shaped(rows, name="đối thoại định kỳ.xlsx")
    assert cells(found, "end", "state") == [
        ("2022-12-31", "known"),
        ("2023-12-31", "provisional"),
        ("2024-12-31", "expected"),
    ]
