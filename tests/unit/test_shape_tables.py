"""The shape stage: where a table begins and ends, and what its header is, in sheets as people lay them out."""

from danvan.ingest.shape import signature
from tests.unit.shape_grids import asked, cells, codes, figures, finding_of, shaped

HA_NOI, HA_TINH = "01-2008", "42-2008"


def test_a_header_over_several_rows_with_a_row_of_column_numbers() -> None:
    found = shaped(
        [
            ["BỘ TÀI CHÍNH", "", "", "Mẫu số 06/CKTC-NSNN"],
            [],
            ["DỰ TOÁN THU, CHI NGÂN SÁCH NĂM 2003"],
            ["(Kèm theo Quyết định số 757/2003/QĐ-BTC ngày 08/04/2003 của Bộ trưởng Bộ Tài chính)"],
            [],
            ["", "", "", "Đơn vị: Triệu đồng."],
            ["S", "", "TỔNG THU", "TỶ LỆ"],
            ["T", "TỈNH, THÀNH PHỐ", "NSNN", "PHÂN CHIA"],
            ["T", "", "TRÊN ĐỊA BÀN", "CÁC NGUỒN"],
            ["A", "B", 1, 2],
            ["", "TỔNG SỐ", "", ""],
            ["I", "THÀNH PHỐ", 27156700, ""],
            [1, "HÀ NỘI", 19348000, 30],
            [2, "HẢI DƯƠNG", 845000, 100],
            [],
            ["", "", 2, ""],
        ]
    )
    known = found.understood
    assert known.header_rows == (7, 9)
    assert known.unit_of_measure == "triệu đồng"
    assert (known.period.code, known.period_from) == ("2003", "title")
    assert [(c.header, c.role) for c in known.columns] == [
        ("S T T", "ordinal"),
        ("TỈNH, THÀNH PHỐ", "unit"),
        ("TỔNG THU NSNN TRÊN ĐỊA BÀN", "measure"),
        ("TỶ LỆ PHÂN CHIA CÁC NGUỒN", "measure"),
    ]
    assert cells(found, "unit", "value") == [
        ("01-1997", 19348000.0),
        ("01-1997", 30.0),
        ("30-2008", 845000.0),
        ("30-2008", 100.0),
    ]
    assert finding_of(found, "shape_line_without_name").row == 16


def test_a_header_in_two_languages_is_the_vietnamese_one_and_a_year_inside_a_word_is_no_period() -> None:
    found = shaped(
        [
            ["tinhid", "tentinh_eng", "tentinh_vie", "Participation at Local Levels", "Un-weighted2015PAPI"],
            ["tinhid", "tentinh_eng", "tentinh_vie", "Tham gia của người dân ở cấp cơ sở", "Chỉ số PAPI"],
            [1, "Ha Noi", "Hà Nội", 5.76, 36.1],
            [42, "Ha Tinh", "Hà Tĩnh", 5.629052, 38.2],
            [999, "Highest", "Điểm cao nhất", 6.64, 40.3],
        ],
        sheet="2011_PAPI",
        name="papi_2011_2016.xlsx",
    )
    assert figures(found) == [
        (HA_NOI, "2011-12-31", 5.76),
        (HA_NOI, "2011-12-31", 36.1),
        (HA_TINH, "2011-12-31", 5.629052),
        (HA_TINH, "2011-12-31", 38.2),
    ]
    assert asked(found, "indicator") == ["Tham gia của người dân ở cấp cơ sở", "Chỉ số PAPI"]
    assert found.understood.period_from == "sheet"
    assert "shape_period_from_name" in codes(found, "warn")
    assert found.understood.skipped == {"extreme": 1}


def test_english_alone_in_the_header_is_still_not_a_period_inside_a_word() -> None:
    found = shaped([["Province", "Un-weighted2015PAPI"], ["Ha Noi", 36.1], ["Ha Tinh", 38.2]], sheet="2011_PAPI")
    assert {end for _, end, _ in figures(found)} == {"2011-12-31"}


def test_side_by_side_halves_never_mix_their_scores() -> None:
    found = shaped(
        [
            ["BẢNG XẾP HẠNG PCI 2010"],
            ["Hạng", "Tỉnh", "Điểm PCI", "Hạng", "Tỉnh", "Điểm PCI"],
            [1, "Đà Nẵng", 69.77, 4, "Bình Dương", 65.72],
            [2, "Lào Cai", 67.95, 5, "Vĩnh Long", 63.4],
            [3, "Đồng Tháp", 67.22, "", "", ""],
        ]
    )
    score = found.rows[found.rows["measure"] == "Điểm PCI"]
    assert dict(zip(score["unit_id"], score["value"], strict=True)) == {
        "48-2008": 69.77,
        "74-2008": 65.72,
        "10-2008": 67.95,
        "86-2008": 63.4,
        "87-2008": 67.22,
    }
    assert found.understood.blocks == ((0, 2, 2, 4), (3, 5, 2, 3))


def test_side_by_side_halves_with_an_empty_column_between_and_no_rank() -> None:
    found = shaped(
        [
            ["Province", "PCI 2016", "", "Province", "PCI 2016"],
            ["Da Nang", 70, "", "Ca Mau", 50],
            ["Quang Ninh", 65.6, "", "Bac Kan", 51],
        ]
    )
    assert sorted(figures(found)) == [
        ("06-2008", "2016-12-31", 51.0),
        ("22-2008", "2016-12-31", 65.6),
        ("48-2008", "2016-12-31", 70.0),
        ("96-2008", "2016-12-31", 50.0),
    ]


def test_a_header_repeated_in_mid_table_is_no_line() -> None:
    found = shaped(
        [
            ["Năm 2022"],
            ["Tỉnh", "Đối thoại định kỳ", "Đối thoại đột xuất"],
            ["(1)", "(2)", "(3)"],
            ["Hà Nội", 10, 1],
            ["Tỉnh", "Đối thoại định kỳ", "Đối thoại đột xuất"],
            ["(1)", "(2)", "(3)"],
            ["Hà Tĩnh", 20, 3],
        ]
    )
    assert [value for _, _, value in figures(found)] == [10.0, 1.0, 20.0, 3.0]
    assert codes(found, "stop") == []


def test_tables_one_under_another_have_their_own_headers_and_periods() -> None:
    found = shaped(
        [
            ["Bảng 1. Năm 2022"],
            ["Tỉnh", "Đối thoại định kỳ", "Đối thoại đột xuất"],
            ["Hà Nội", 10, 1],
            ["Hà Tĩnh", 20, 3],
            [],
            ["Bảng 2. Năm 2023"],
            ["Tỉnh", "Lượt người tham dự đối thoại", "Đối thoại đột xuất"],
            ["Hà Nội", 1000, 2],
        ]
    )
    assert found.understood.tables == 2
    assert cells(found, "indicator", "end", "value") == [
        ("DT02", "2022-12-31", 10.0),
        ("DT03", "2022-12-31", 1.0),
        ("DT02", "2022-12-31", 20.0),
        ("DT03", "2022-12-31", 3.0),
        ("DT04", "2023-12-31", 1000.0),
        ("DT03", "2023-12-31", 2.0),
    ]
    assert found.understood.columns[-1].key == 1_000_002


def test_a_count_that_looks_like_a_year_is_a_line_and_no_header() -> None:
    found = shaped(
        [
            ["TỈNH HÀ TĨNH, năm 2023"],
            ["Nội dung", "Kết quả"],
            ["I. Đối thoại", ""],
            ["Lượt người tham dự đối thoại", 2000],
            ["Số cuộc đối thoại định kỳ", 34],
        ]
    )
    assert cells(found, "indicator", "value") == [("DT04", 2000.0), ("DT02", 34.0)]


def test_a_units_row_under_the_header_is_no_line() -> None:
    found = shaped(
        [
            ["Năm 2023"],
            ["Tỉnh", "Đối thoại định kỳ", "Lượt người tham dự đối thoại"],
            ["", "(cuộc)", "(lượt)"],
            ["Hà Nội", 10, 900],
        ]
    )
    assert cells(found, "indicator", "value") == [("DT02", 10.0), ("DT04", 900.0)]
    assert codes(found, "stop") == []


def test_figures_in_thousands_are_never_taken_for_an_indicator_in_single_units() -> None:
    found = shaped([["Năm 2023"], ["Tỉnh", "Lượt người tham dự đối thoại (nghìn lượt)"], ["Hà Nội", 10]])
    assert list(found.rows["indicator"]) == [""]
    assert asked(found, "indicator")


def test_a_comparison_and_a_plan_are_no_figures_of_what_happened() -> None:
    found = shaped(
        [
            ["Báo cáo tháng 6 năm 2024"],
            ["Đơn vị", "Số cuộc đối thoại định kỳ", "", "", "", ""],
            ["", "Trong tháng", "Lũy kế từ đầu năm", "Cùng kỳ năm 2023", "So cùng kỳ (%)", "Kế hoạch năm"],
            ["Hà Nội", 1, 6, 5, 120, 30],
        ],
        merged=((1, 1, 1, 5),),
    )
    assert cells(found, "indicator", "start", "end", "value") == [
        ("DT02", "2024-06-01", "2024-06-30", 1.0),
        ("DT02", "2024-01-01", "2024-06-30", 6.0),
        ("DT02", "2023-06-01", "2023-06-30", 5.0),
    ]
    assert "2 cột số không nhập" in finding_of(found, "shape_columns_left_out").message


def test_the_base_year_of_constant_prices_is_no_period() -> None:
    found = shaped(
        [
            ["Năm 2023"],
            ["Tỉnh", "GRDP theo giá so sánh 2010", "GRDP giá hiện hành"],
            ["Hà Nội", 10, 20],
            ["Hà Tĩnh", 1, 2],
        ]
    )
    assert {end for _, end, _ in figures(found)} == {"2023-12-31"}
    assert asked(found, "indicator") == ["GRDP theo giá so sánh 2010", "GRDP giá hiện hành"]


def test_the_same_kind_of_file_has_the_same_signature_next_year() -> None:
    def of(year: int, name: str) -> str:
        rows = [[f"Kết quả năm {year}"], ["STT", "Tỉnh", "Đối thoại định kỳ"], [1, name, year - 2000]]
        return signature(shaped(rows).understood)

    assert of(2022, "Hà Nội") == of(2023, "Hà Tĩnh")
    other = shaped([["Năm 2022"], ["STT", "Tỉnh", "Đối thoại đột xuất"], [1, "Hà Nội", 2]])
    assert signature(other.understood) != of(2022, "Hà Nội")


def test_a_census_header_of_two_levels_names_every_part_with_the_table_s_title() -> None:
    found = shaped(
        [
            ["Biểu 1: DÂN SỐ CHIA THEO THÀNH THỊ, NÔNG THÔN VÀ GIỚI TÍNH, NĂM 2019"],
            ["", "", "Tổng số", "", "", "Thành thị", ""],
            ["STT", "Đơn vị hành chính", "Tổng số", "Nam", "Nữ", "Tổng số", "Nam"],
            ["A", "B", 1, 2, 3, 4, 5],
            [1, "Hà Nội", 8053, 3991, 4062, 3962, 1958],
        ],
        merged=((1, 2, 1, 4), (1, 5, 1, 6)),
    )
    assert [measure for (measure,) in cells(found, "measure")] == [
        "DÂN SỐ – Tổng số",
        "DÂN SỐ – Nam",
        "DÂN SỐ – Nữ",
        "DÂN SỐ – Thành thị",
        "DÂN SỐ – Thành thị – Nam",
    ]
    assert [value for _, _, value in figures(found)] == [8053.0, 3991.0, 4062.0, 3962.0, 1958.0]


def test_a_yearbook_table_that_goes_on_over_the_page() -> None:
    found = shaped(
        [
            ["12", "Dân số trung bình phân theo địa phương"],
            ["", "", "2018", "2019"],
            ["", "Hà Nội", 1, 2],
            ["12", "(Tiếp theo) Dân số trung bình phân theo địa phương"],
            ["", "(Cont.) Average population by province"],
            ["", "", "2018", "2019"],
            ["", "Cà Mau", 5, 6],
        ]
    )
    assert [(unit, value) for unit, _, value in figures(found)] == [
        (HA_NOI, 1.0),
        (HA_NOI, 2.0),
        ("96-2008", 5.0),
        ("96-2008", 6.0),
    ]
    assert set(found.rows["measure"]) == {"Dân số trung bình"}
    assert codes(found, "stop") == []


def test_a_header_in_two_languages_with_its_unit_keeps_the_vietnamese_name_and_unit() -> None:
    found = shaped(
        [
            ["Năm 2019"],
            ["", "Diện tích - Area (Km2)", "Dân số trung bình - Average population (Nghìn người - Thous. pers.)"],
            ["Hà Nội", 3358.6, 8093.9],
        ]
    )
    assert [measure for (measure,) in cells(found, "measure")] == ["Diện tích (Km2)", "Dân số trung bình (Nghìn người)"]


def test_half_a_year_in_the_column_takes_its_year_from_the_title() -> None:
    found = shaped(
        [
            ["TỈNH HÀ TĨNH"],
            ["Năm 2024"],
            ["Nội dung", "Kết quả 6 tháng"],
            ["Đối thoại định kỳ", 34],
            ["Đối thoại đột xuất", 3],
        ]
    )
    assert {end for _, end, _ in figures(found)} == {"2024-06-30"}
