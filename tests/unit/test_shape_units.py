"""The shape stage: which unit a line is about; never a wrong one, and every doubt a finding with a question."""

from itertools import pairwise

import pytest

from danvan.units import units
from tests.unit.shape_grids import asked, cells, codes, figures, finding_of, shaped

HA_NOI, HA_TINH = "01-2008", "42-2008"
NEW = [unit.name for unit in units("province")]


def table(names: list[str], title: str = "Năm 2023", header: str = "Tỉnh") -> list[list[object]]:
    """A title, a header and one figure a name."""
    return [[title], [header, "Đối thoại định kỳ"], *[[name, i] for i, name in enumerate(names, start=1)]]


def unit_ids(rows: list[list[object]], **choices: object) -> list[str]:
    """The unit of each row."""
    return [unit for (unit,) in cells(shaped(rows, **choices), "unit")]


def test_every_former_and_present_province_is_found_by_its_name() -> None:
    from datetime import date

    old = units("province", date(2024, 12, 31))
    assert unit_ids(table([unit.name for unit in old])) == [unit.unit_id for unit in old]
    now = units("province", date(2026, 12, 31))
    assert unit_ids(table([unit.name for unit in now], "Năm 2026")) == [unit.unit_id for unit in now]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bình Thuận", "Ninh Thuận"),
        ("Hà Giang", "Hậu Giang"),
        ("Quảng Bình", "Quảng Ninh"),
        ("Kiên Giang", "Tiền Giang"),
    ],
)
def test_names_that_look_alike_stay_apart(one: str, other: str) -> None:
    first, second = unit_ids(table([one, other]))
    assert first and second and first != second


def test_an_unknown_name_stops_its_row_with_a_suggestion_and_a_question() -> None:
    found = shaped(table(["Hà Nội", "Hà Nan"]))
    assert figures(found) == [(HA_NOI, "2023-12-31", 1.0)]
    stop = finding_of(found, "shape_unknown_unit")
    assert (stop.severity, stop.row, stop.column, stop.value) == ("stop", 4, "A", "Hà Nan")
    assert "Hà Nam" in stop.suggestion
    assert asked(found, "unit") == ["Hà Nan"]
    assert list(found.rows["value"]) == [1.0, 2.0]


def test_a_name_that_means_two_units_is_asked_with_its_candidates() -> None:
    found = shaped(table(["QN", "Hoàng Mai"], header="Đơn vị"))
    assert codes(found, "stop") == ["shape_ambiguous_unit"] * 2
    assert asked(found, "unit") == ["QN", "Hoàng Mai"]
    options = {code for question in found.questions for code, _ in question.options}
    assert {"008-2008", "432-2008", "22-2008", "49-2008", "51-2008"} <= options


def test_an_answer_about_a_name_holds_for_all_its_rows_and_an_empty_one_leaves_them_out() -> None:
    rows = table(["Hà Nan", "Hà Nội", "Hà Nan", "Đơn vị lạ"])
    found = shaped(rows, units={"Hà Nan": "35-2008", "Đơn vị lạ": ""})
    assert [unit for unit, _, _ in figures(found)] == ["35-2008", HA_NOI, "35-2008"]
    assert codes(found, "stop") == []
    assert found.understood.skipped == {"skipped": 1}


def test_districts_are_looked_for_under_the_province_of_their_line() -> None:
    rows = [
        ["district_code", "province_vi", "province_en", "district_equiv_vi", "district_vi", "district_en", "total"],
        ["008", "Hà Nội", "Ha Noi", "Quận", "Hoàng Mai", "Hoang Mai", "506347"],
        ["432", "Nghệ An", "Nghe An", "Thị xã", "Hoàng Mai", "Hoang Mai", "113360"],
        ["040", "Cao Bằng", "Cao Bang", "Thành phố", "Cao Bằng", "Cao Bang", "73549"],
        ["954", "Bạc Liêu", "Bac Lieu", "Thành phố", "Bạc Liêu", "Bac Lieu", "158264"],
        ["643", "Đắk\u00a0Lắk", "Dak Lak", "Thành phố", "Buôn Ma Thuột", "Buon Ma Thuot", "375590"],
    ]
    found = shaped(rows, sheet="", name="population_by_district_2019.csv")
    assert [unit for unit, _, _ in figures(found)] == ["008-2008", "432-2008", "040-2008", "954-2008", "643-2008"]
    assert [(c.role, c.level) for c in found.understood.columns[:6]] == [
        ("unit_code", "district"),
        ("unit", "province"),
        ("name_other", "province"),
        ("unit_kind", ""),
        ("unit", "district"),
        ("name_other", "district"),
    ]


def test_a_province_s_name_stands_once_above_its_districts_in_a_column_of_its_own() -> None:
    rows = [
        ["Tỉnh", "Quận/Huyện", "Đối thoại định kỳ 2023"],
        ["Nghệ An", "Hoàng Mai", "1"],
        ["", "Vinh", "2"],
        ["Hà Nội", "Hoàng Mai", "3"],
    ]
    found = shaped(rows, sheet="")
    assert [unit for unit, _, _ in figures(found)] == ["432-2008", "412-2008", "008-2008"]
    assert "shape_names_filled_down" in codes(found, "info")


def test_a_unit_s_name_stands_once_above_its_years() -> None:
    rows = [["Đơn vị", "Năm", "Đối thoại định kỳ"], ["Hà Nội", 2022, 1], ["", 2023, 2], ["Hà Tĩnh", 2022, 3]]
    assert figures(shaped(rows)) == [
        (HA_NOI, "2022-12-31", 1.0),
        (HA_NOI, "2023-12-31", 2.0),
        (HA_TINH, "2022-12-31", 3.0),
    ]


def test_provinces_as_headings_above_their_districts_in_one_column() -> None:
    names = ["CAO BẰNG", "Cao Bằng", "Bảo Lâm", "Nghệ An", "Hoàng Mai", "Vinh", "Hà Nội", "Hoàng Mai", "Sóc Sơn"]
    assert unit_ids(table(names, header="Tên đơn vị")) == [
        "04-2008", "040-2008", "042-2008", "40-2008", "432-2008", "412-2008", "01-2008", "008-2008", "016-2008",
    ]  # fmt: skip


def test_a_district_named_like_a_province_is_told_by_the_lines_that_follow() -> None:
    names = ["Bạc Liêu", "Bạc Liêu", "Hồng Dân", "Hòa Bình", "Giá Rai", "Hòa Bình", "Hòa Bình", "Đà Bắc", "Lương Sơn"]
    assert unit_ids(table(names, header="Tên đơn vị")) == [
        "95-2008", "954-2008", "956-2008", "961-2008", "959-2008", "17-2008", "148-2008", "150-2008", "152-2008",
    ]  # fmt: skip


def test_a_heading_or_a_district_is_asked_where_no_line_tells() -> None:
    found = shaped(table(["Bạc Liêu", "Bạc Liêu", "Hồng Dân", "Hòa Bình"], header="Tên đơn vị"))
    assert [unit for unit, _, _ in figures(found)] == ["95-2008", "954-2008", "956-2008"]
    assert codes(found, "stop") == ["shape_ambiguous_unit"]


def test_province_district_and_commune_in_one_column_with_codes_beside() -> None:
    rows = [
        ["Mã tỉnh", "Mã huyện", "Mã xã", "Tên đơn vị", "Dân số 2019"],
        ["01", "", "", "Thành phố Hà Nội", 8053],
        ["01", "001", "", "Quận Ba Đình", 221],
        ["01", "001", "00001", "Phường Phúc Xá", 20],
        ["42", "", "", "Tỉnh Hà Tĩnh", 1288],
        ["42", "436", "", "Thành phố Hà Tĩnh", 104],
    ]
    assert unit_ids(rows) == ["01-2008", "001-2008", "00001-2008", "42-2008", "436-2008"]


def test_names_below_the_province_are_looked_for_under_the_unit_of_the_title() -> None:
    rows = [["UBND TỈNH NGHỆ AN"], *table(["Hoàng Mai", "Vinh", "Kỳ Sơn"], header="Huyện, thành phố, thị xã")]
    assert unit_ids(rows) == ["432-2008", "412-2008", "417-2008"]


def test_the_unit_of_the_title_does_not_stand_in_the_way_of_other_provinces() -> None:
    rows = [["BAN DÂN VẬN TỈNH ỦY HÀ TĨNH"], *table(["Hà Tĩnh", "Nghệ An", "Quảng Bình"], header="Đơn vị")]
    assert unit_ids(rows) == ["42-2008", "40-2008", "44-2008"]


def test_communes_of_a_new_province() -> None:
    rows = [["TỈNH HÀ TĨNH"], *table(["Phường Thành Sen", "Cẩm Bình"], "Báo cáo tháng 9 năm 2025", "Xã, phường")]
    assert unit_ids(rows) == ["18073-2025", "18685-2025"]


def test_communes_that_bear_the_names_of_former_districts_are_the_communes() -> None:
    rows = [["TỈNH NGHỆ AN"], *table(["Nam Đàn", "Đô Lương", "Hoàng Mai"], "Báo cáo tháng 9 năm 2025", "Đơn vị")]
    found = unit_ids(rows)
    assert all(unit.endswith("-2025") and len(unit) == 10 for unit in found)


def test_wholes_written_behind_a_name() -> None:
    names = ["Hoàng Mai (Nghệ An)", "Hoàng Mai, Hà Nội", "Phường Hoàng Liệt, quận Hoàng Mai, thành phố Hà Nội"]
    assert unit_ids(table(names, header="Đơn vị")) == ["432-2008", "008-2008", "00337-2008"]


def test_codes_without_leading_zeros_agree_with_their_names() -> None:
    rows = [["Code", "Name", "Weight"], ["1", "Ha Noi", "5.5"], ["6", "Bac Kan", "17.2"], ["42", "Ha Tinh", "16.3"]]
    found = shaped(rows, sheet="", name="malnutrition_2018.csv", delimiter=",")
    assert [unit for unit, _, _ in figures(found)] == ["01-2008", "06-2008", "42-2008"]
    assert codes(found, "stop") == []


def test_a_code_that_contradicts_its_name_stops_the_row() -> None:
    rows = [
        ["Năm 2023"],
        ["Mã tỉnh", "Tỉnh", "Đối thoại định kỳ"],
        ["01", "Hà Nội", 1],
        ["42", "Hà Tĩnh", 2],
        ["40", "Hà Giang", 3],
    ]
    found = shaped(rows)
    assert [value for _, _, value in figures(found)] == [1.0, 2.0]
    assert finding_of(found, "shape_code_contradicts").row == 5


def test_a_column_of_somebody_else_s_codes_is_told_and_not_used() -> None:
    rows = [
        ["Năm 2023"],
        ["Mã", "Tỉnh", "Đối thoại định kỳ"],
        [101, "Hà Nội", 1],
        [103, "Hải Phòng", 2],
        [405, "Hà Tĩnh", 3],
    ]
    found = shaped(rows)
    assert len(figures(found)) == 3
    assert "shape_codes_not_ours" in codes(found, "warn")


def test_a_code_picks_one_of_several_namesakes() -> None:
    rows = [["Năm 2023"], ["Mã", "Huyện", "Đối thoại định kỳ"], ["065", "Chợ Mới", 1], ["893", "Chợ Mới", 2]]
    found = shaped(rows)
    assert [unit for unit, _, _ in figures(found)] == ["065-2008", "893-2008"]
    assert codes(found, "info") == ["shape_unit_by_code"] * 2


def test_units_named_by_their_codes_alone() -> None:
    rows = [["Mã tỉnh", "Đối thoại định kỳ 2023"], ["1", "5"], ["42", "6"]]
    assert figures(shaped(rows, sheet="")) == [(HA_NOI, "2023-12-31", 5.0), (HA_TINH, "2023-12-31", 6.0)]


def test_two_name_columns_that_name_different_units_stop_the_row() -> None:
    rows = [["Năm 2023"], ["Name_EN", "Name_VI", "Đối thoại định kỳ"]]
    rows += [
        ["Ha Noi", "Hà Nội", 1],
        ["Ha Tinh", "Hà Tĩnh", 2],
        ["Nghe An", "Nghệ An", 3],
        ["Bac Giang", "Bắc Ninh", 4],
    ]
    found = shaped(rows)
    assert [value for _, _, value in figures(found)] == [1.0, 2.0, 3.0]
    assert finding_of(found, "shape_names_disagree").row == 6
    assert [(c.header, c.role) for c in found.understood.columns[:2]] == [
        ("Name_EN", "name_other"),
        ("Name_VI", "unit"),
    ]


def test_list_numbers_before_names_are_no_codes() -> None:
    names = ["1. Hà Nội", "2. Hải Phòng", "3. Hà Tĩnh", "4. Nghệ An"]
    assert unit_ids(table(names)) == ["01-2008", "31-2008", "42-2008", "40-2008"]


def test_codes_before_names_are_checked() -> None:
    found = shaped(table(["01 - Hà Nội", "42 - Hà Tĩnh", "35 - Nghệ An"]))
    assert [unit for unit, _, _ in figures(found)] == [HA_NOI, HA_TINH]
    assert codes(found, "stop") == ["shape_ambiguous_unit"]


def test_footnote_marks_are_no_part_of_a_name() -> None:
    assert unit_ids(table(["Hà Nội(*)", "Đắk Nông (2)", "Thừa Thiên Huế¹"])) == ["01-2008", "67-2008", "46-2008"]


def test_a_group_s_line_is_no_unit() -> None:
    rows = [
        ["Năm 2023"],
        ["STT", "Tỉnh", "Đối thoại định kỳ"],
        ["I", "KHU VỰC PHÍA TRÊN", 30],
        [1, "Hà Nội", 10],
        [2, "Hà Tĩnh", 20],
    ]
    found = shaped(rows)
    assert len(found.rows) == 2
    assert found.understood.skipped == {"group": 1}
    assert codes(found, "stop") == []


def test_a_unit_without_figures_is_recognised_all_the_same() -> None:
    found = shaped([["Năm 2018"], ["Tỉnh", "Weight"], ["Hà Nội", 5.5], ["Nam Định(*)", ""]])
    assert len(found.rows) == 1
    assert set(found.understood.units) == {HA_NOI, "36-2008"}


# -- which division the names are of -----------------------------------------------------------------------------------
def test_figures_of_2025_by_the_63_provinces_are_theirs() -> None:
    found = shaped(table(["Hà Giang", "Tuyên Quang", "Bắc Giang", "Bắc Ninh"], "Năm 2025"))
    assert [unit for unit, _, _ in figures(found)] == ["02-2008", "08-2008", "24-2008", "27-2008"]
    assert found.understood.geography == "63"
    assert "shape_geography_63" in codes(found, "warn")


def test_the_whole_list_of_34_for_an_earlier_year_is_restated() -> None:
    found = shaped(table(NEW, "Năm 2023"))
    assert [unit for unit, _, _ in figures(found)] == [unit.unit_id for unit in units("province")]
    assert found.understood.geography == "34"
    assert "shape_geography_34" in codes(found, "warn")


def test_some_of_the_34_for_an_earlier_year_are_asked_when_they_are_many() -> None:
    merged = [unit.name for unit in units("province") if unit.unit_id.endswith("-2025")][:16]
    found = shaped(table(merged, "Năm 2023"))
    assert asked(found, "geography") == [""]
    answered = shaped(table(merged, "Năm 2023"), geography="34")
    assert asked(answered, "geography") == []
    assert all(unit.endswith("-2025") for unit, _, _ in figures(answered))


def test_a_few_names_that_both_divisions_know_are_those_of_the_period() -> None:
    assert unit_ids(table(["Tuyên Quang", "Bắc Ninh"], "Năm 2023")) == ["08-2008", "27-2008"]
    assert unit_ids(table(["Tuyên Quang", "Bắc Ninh"], "Năm 2026")) == ["08-2025", "24-2025"]


def test_years_on_both_sides_of_the_change_are_asked() -> None:
    rows = [["Số cuộc đối thoại định kỳ"], ["Tỉnh", "2024", "2026"], ["Bắc Ninh", 4, 5]]
    found = shaped(rows)
    assert [unit for unit, _, _ in figures(found)] == ["27-2008", "24-2025"]
    assert asked(found, "geography") == [""]


def test_one_misspelt_name_does_not_change_the_division() -> None:
    found = shaped(table(["Hà Giang", "Bắc Giang", "Hà Nan", "Bắc Ninh"], "Năm 2025"))
    assert [unit for unit, _, _ in figures(found)] == ["02-2008", "24-2008", "27-2008"]
    assert codes(found, "stop") == ["shape_unknown_unit"]


def test_provinces_of_2003_are_those_of_2003() -> None:
    assert unit_ids(table(["Hà Nội", "Hà Tây", "Hải Phòng"], "Năm 2003")) == ["01-1997", "28-1997", "31-2008"]


def test_today_s_names_for_an_early_year_are_restated() -> None:
    found = shaped(table(["Hà Nội", "Điện Biên", "Đắk Nông", "Hậu Giang"], "Năm 1998"))
    assert [unit for unit, _, _ in figures(found)] == ["01-2008", "11-2008", "67-2008", "93-2008"]
    assert "shape_geography_63" in codes(found)


def test_no_two_rows_of_a_full_list_have_one_unit() -> None:
    found = sorted(unit_ids(table(NEW, "Năm 2026")))
    assert all(one != other for one, other in pairwise(found))
