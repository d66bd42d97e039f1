"""Tables as people really send them that were once misread: each test is one such fault."""

import pytest

from danvan.ingest.choices import Choices
from danvan.ingest.grid import DATE, Document
from danvan.ingest.read import read
from danvan.ingest.shape import Shaped, shape
from danvan.ingest.shape.names import levels
from tests.unit.shape_grids import asked, cells, codes, figures, finding_of, grid_of, shaped


def units_of(found: Shaped) -> list[str]:
    return [unit for unit, _, _ in figures(found)]


# -- headings in one column ---------------------------------------------------------------------------------------
def test_a_kind_word_tells_the_level_of_a_name_that_others_share() -> None:
    assert levels("Huyện Vạn Ninh") == {"district"}
    assert levels("Tỉnh Khánh Hòa") == {"province"}


def test_bare_names_under_a_province_s_heading_are_its_districts_not_communes_of_their_name() -> None:
    found = shaped(
        [
            ["Kết quả quý I năm 2025", ""], ["Đơn vị", "Số ý kiến đã giải quyết"], ["Tỉnh Khánh Hòa", ""], ["Cam Ranh", 76],
            ["Nha Trang", 70], ["Huyện Diên Khánh", 28], ["Cam Lâm", 62], ["Huyện Vạn Ninh", 3],
        ]
    )  # fmt: skip
    assert units_of(found) == ["569-2008", "568-2008", "574-2008", "570-2008", "571-2008"]


def test_communes_of_one_name_are_told_apart_by_the_district_above_them() -> None:
    lines = [["Huyện Quỳnh Lưu", ""], ["Xã Tân Sơn", 2], ["Xã Ngọc Sơn", 3]]
    filler = [["Xã Quỳnh Bảng", 1], ["Xã Quỳnh Thanh", 1], ["Xã An Hòa", 1], ["Xã Quỳnh Giang", 1]]
    found = shaped(
        [
            ["Kết quả đối thoại cấp xã trên địa bàn tỉnh Nghệ An năm 2023"],
            ["Xã, phường", "Số cuộc đối thoại định kỳ"],
            *lines,
            *filler,
        ]
    )
    assert units_of(found)[:2] == ["17140-2008", "17146-2008"]
    assert not asked(found, "unit")


def test_a_district_with_its_own_figure_above_its_communes_is_loaded() -> None:
    found = shaped(
        [
            ["Kết quả năm 2023 của tỉnh Nghệ An"],
            ["Đơn vị", "Số cuộc đối thoại định kỳ"],
            ["Huyện Quỳnh Lưu", 5],
            ["Xã Tân Sơn", 2],
            ["Xã Ngọc Sơn", 3],
        ]
    )
    assert figures(found)[0] == ("421-2008", "2023-12-31", 5)


# -- a total's word in another column than the names' --------------------------------------------------------------
def test_a_total_named_in_the_period_column_is_no_line_of_the_unit_above() -> None:
    found = shaped(
        [
            ["STT", "Đơn vị", "Kỳ", "Số cuộc đối thoại"],
            [1, "Bắc Giang", "Năm 2023", 4],
            [2, "Bắc Ninh", "Năm 2023", 5],
            ["", "", "Tổng", 9],
        ]
    )
    assert figures(found) == [("24-2008", "2023-12-31", 4), ("27-2008", "2023-12-31", 5)]
    assert len(found.rows) == 2
    assert not codes(found, "stop") and "“Tổng”" in finding_of(found, "shape_totals_left_out").message
    assert not asked(found, "period")


def test_names_still_reach_down_over_the_lines_of_their_periods() -> None:
    found = shaped(
        [
            ["Đơn vị", "Năm", "Số cuộc đối thoại"],
            ["Bắc Giang", 2022, 4],
            ["", 2023, 5],
            ["Bắc Ninh", 2022, 6],
            ["", 2023, 7],
        ]
    )
    assert units_of(found) == ["24-2008", "24-2008", "27-2008", "27-2008"]


# -- a small text file under titles --------------------------------------------------------------------------------
@pytest.mark.parametrize("sign", ";\t,|")
def test_titles_and_signatures_do_not_hide_the_sign_of_a_small_table(sign: str) -> None:
    table = [["Đơn vị", "Năm 2023", "2024"], ["Bắc Kạn", "0", "4"], ["Quảng Bình", "2", "3"], ["An Giang", "4", "9"]]
    lines = ["A", "Hà Nội, ngày 12", "C", *map(sign.join, table), "Ghi chú", "Nơi nhận", "Như trên"]
    assert read("\n".join(lines).encode(), "bieu.csv").delimiter == sign


@pytest.mark.parametrize(
    "text",
    ["Bảng\nSố liệu\nNguồn\nĐiểm\n3,4\n5,6\n7,8\nHết\nKý tên\n", "A\nHà Nội, ngày 12\nB\nHuế, ngày 13\nC\nD\nE\n"],
)
def test_decimal_commas_and_places_of_signing_make_no_table(text: str) -> None:
    assert read(text.encode(), "bieu.csv").delimiter == ""


# -- tables side by side ---------------------------------------------------------------------------------------------
def test_provinces_side_by_side_keep_their_own_figures_though_communes_bear_their_names() -> None:
    head = ["STT", "Tỉnh, thành phố", "Số cuộc đối thoại", ""]
    found = shaped(
        [
            ["Kết quả quý I/2023"], [*head, *head],
            [1, "Tỉnh Đồng Tháp", 3, "", 4, "Tỉnh Phú Thọ", 9], [2, "Tỉnh Cà Mau", 5, "", 5, "Tỉnh Kiên Giang", 8],
            [3, "Tỉnh Hải Dương", 7, "", 6, "Tỉnh Bình Phước", 1],
        ]
    )  # fmt: skip
    assert {unit: value for unit, _, value in figures(found)} == {
        "87-2008": 3, "25-2008": 9, "96-2008": 5, "91-2008": 8, "30-2008": 7, "70-2008": 1,
    }  # fmt: skip


# -- slid lines, months as dates, ratings ------------------------------------------------------------------------------
def test_a_line_slid_by_a_cell_is_refused_by_its_row_and_leaves_the_others_their_period() -> None:
    found = shaped(
        [
            ["Kết quả năm 2023"], ["STT", "Tỉnh, thành phố", "Số cuộc đối thoại"], [1, "Bắc Giang", 5], [2, "Bắc Ninh", 6],
            ["Sơn La", 77, ""],
        ]
    )  # fmt: skip
    assert figures(found) == [("24-2008", "2023-12-31", 5), ("27-2008", "2023-12-31", 6)]
    told = finding_of(found, "shape_line_without_name")
    assert (told.severity, told.row) == ("stop", 5)
    assert "shape_groups_left_out" not in codes(found)


def dated_header(days: list[str]) -> Shaped:
    """Units under a header of dates of Excel."""
    grid = grid_of([["Đơn KNTC tiếp nhận"], ["Đơn vị", *days], ["Bắc Giang", 1, 2, 3], ["Bắc Ninh", 4, 5, 6]])
    grid.kinds[1, 1:] = DATE
    return shape(Document("bieu.xlsx", "xlsx", "", grids=(grid,)), grid, Choices())


def test_first_days_of_following_months_above_columns_are_those_months() -> None:
    found = dated_header(["2023-12-01", "2024-01-01", "2024-02-01"])
    assert cells(found, "start", "end")[:3] == [
        ("2023-12-01", "2023-12-31"), ("2024-01-01", "2024-01-31"), ("2024-02-01", "2024-02-29"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "days", [["2022-01-01", "2023-01-01", "2024-01-01"], ["2024-01-01", "2024-04-01", "2024-07-01"]]
)
def test_first_days_that_may_be_years_or_quarters_are_asked(days: list[str]) -> None:
    found = dated_header(days)
    assert found.rows["period_end"].isna().all() and asked(found, "period") == [""]


def test_a_rating_beside_units_is_no_part_of_the_indicator() -> None:
    found = shaped(
        [
            ["Kết quả năm 2023"], ["Nhóm", "Tỉnh/Thành phố", "Số cuộc đối thoại"], ["Rất tốt", "Bắc Giang", 5],
            ["Tốt", "Bắc Ninh", 6], ["Khá", "Quảng Ninh", 7],
        ]
    )  # fmt: skip
    assert not asked(found, "indicator") and len(figures(found)) == 3
    assert "“Nhóm”" in finding_of(found, "shape_words_left_out").message


def test_groups_that_divide_a_unit_s_figures_stay_parts() -> None:
    found = shaped(
        [
            ["Kết quả năm 2023"],
            ["Nhóm", "Đơn vị", "Số cuộc đối thoại"],
            ["Tốt", "Bắc Giang", 5],
            ["Khá", "Bắc Giang", 6],
        ]
    )
    assert len(asked(found, "indicator")) == 2


@pytest.mark.parametrize("lead", [".. ", "..", "… ", "- ", ". . "])
def test_the_dots_that_indent_a_name_are_no_part_of_it(lead: str) -> None:
    lines = [[f"{lead}{name}", i + 3] for i, name in enumerate(["Bắc Giang", "Bắc Ninh", "Quảng Ninh"])]
    found = shaped(
        [["Đơn vị", "Số cuộc đối thoại năm 2020"], ["CẢ NƯỚC", 12], *lines], sheet="", name="a.csv", delimiter=","
    )
    assert units_of(found) == ["24-2008", "27-2008", "22-2008"]


def test_three_columns_without_headers_are_province_district_commune_as_they_stand() -> None:
    found = shaped(
        [
            ["Báo cáo năm 2023"], ["", "", "", "Số cuộc đối thoại"], ["Hà Giang", "Mèo Vạc", "Nậm Ban", 5], ["", "", "Giàng Chu Phìn", 79],
            ["", "", "Pả Vi", 22], ["Hải Dương", "Hải Dương", "Quyết Thắng", 62], ["", "", "Ái Quốc", 73],
        ]
    )  # fmt: skip
    got = {place: unit for place, unit in zip(found.rows["row"], units_of(found), strict=False)}
    assert got[2] == "00811-2008" and got[5] == "10822-2008"


# -- what is told ------------------------------------------------------------------------------------------------------
def test_a_table_whose_only_figures_are_left_out_says_which_columns() -> None:
    found = shaped([["Đơn vị", "So với cùng kỳ năm 2023 (%)"], ["Bắc Giang", 105], ["Bắc Ninh", 98]])
    told = finding_of(found, "shape_columns_left_out")
    assert told.severity == "warn" and "cùng kỳ" in told.message


def test_the_division_is_not_spoken_of_before_the_period_is_known() -> None:
    found = shaped([["STT", "Tỉnh", "Số cuộc đối thoại"], [1, "Hà Giang", 5], [2, "Hà Nam", 6]], name="so lieu.xlsx")
    assert asked(found, "period") == [""] and "shape_geography_63" not in codes(found)


def test_an_empty_block_beside_the_others_takes_no_part_in_naming_them() -> None:
    head = ["Đơn vị", "Số cuộc đối thoại"]
    found = shaped(
        [
            ["Kết quả năm 2023"],
            head * 3,
            ["Hoa Lư", 6, "Nho Quan", 7],
            ["Kim Sơn", 3, "Ninh Bình", 2],
            ["Tam Điệp", 3, "Yên Mô", 7],
        ],
        unit="37-2008",
    )
    assert {unit: value for unit, _, value in figures(found)}["369-2008"] == 2


def test_a_unit_s_own_bare_name_among_its_parts_is_never_the_whole_unasked() -> None:
    lines = [["Hoa Lư", "", 6], ["Kim Sơn", "", 3], ["Ninh Bình", "", 2]]
    found = shaped([["Kết quả năm 2023"], ["Đơn vị", "Đơn vị khác", "Số cuộc đối thoại"], *lines], unit="37-2008")
    assert "37-2008" not in units_of(found)


@pytest.mark.parametrize("names", [("TỈNH LÂM ĐỒNG", "THÀNH PHỐ HỒ CHÍ MINH"), ("Tỉnh Phú Thọ", "Tỉnh Bình Phước")])
def test_name_columns_with_figures_between_them_are_never_whole_and_part(names: tuple[str, str]) -> None:
    left, right = names
    found = shaped([["Kết quả quý I/2023"], ["Tỉnh", "Số cuộc đối thoại"] * 2, [left, 3, right, 9]], name="b.xlsx")
    assert len(set(found.rows["unit_id"])) == 2


def test_one_mistyped_name_does_not_make_communes_of_districts() -> None:
    names = ["Càng Long", "Cầu Ngang", "TràVinh", "Cầu Kè", "Tiểu Cần", "Trà Cú", "Châu Thành"]
    found = shaped(
        [["Kết quả năm 2023"], ["Đơn vị", "Số cuộc đối thoại"], *([name, 5] for name in names)], unit="84-2008"
    )
    assert {unit[:3] for unit in units_of(found)} <= {"842", "844", "845", "846", "847", "848", "849", "850", "851"}
    assert "844-2008" in units_of(found)


def test_one_mistyped_name_that_stands_elsewhere_does_not_leave_the_sheet_s_unit() -> None:
    names = ["Xã Đồng Phú", "Xã Hà Hiệu", "Xã Khang Ninh", "Xã Nam Mẫu", "Xã Cao Thượng", "Xã Mỹ Phương"]
    found = shaped([["Kết quả năm 2023"], ["Xã", "Số cuộc đối thoại"], *([name, 5] for name in names)], unit="061-2008")
    assert "29578-2008" not in units_of(found)
