"""The shape stage: every layout in which offices and yearbooks send figures comes out as the same long rows."""

from tests.unit.shape_grids import cells, codes, figures, shaped

HA_NOI, HA_TINH, NGHE_AN = "01-2008", "42-2008", "40-2008"


def test_a_yearbook_table_is_read_by_its_years_and_its_regions_are_left_out() -> None:
    found = shaped(
        [
            ["12", "Dân số trung bình phân theo địa phương"],
            ["", "Average population by province"],
            ["", "", "", "", "Nghìn người - Thous. pers."],
            ["", "", 2010, 2015, "Sơ bộ\nPrel. 2018"],
            ["", "CẢ NƯỚC - WHOLE COUNTRY", 300.3, 310, 320],
            ["", "Đồng bằng sông Hồng - Red River Delta", 200.1, 210, 215],
            ["", "Hà Nội", 100, 105, 110],
            ["", "Vĩnh Phúc", 100.1, "..", 105],
            ["", "(*) Số liệu sơ bộ của Tổng cục Thống kê"],
        ]
    )
    known = found.understood
    assert (known.layout, known.header_rows, known.unit_of_measure) == ("wide_years", (4, 4), "nghìn người")
    assert figures(found) == [
        (HA_NOI, "2010-12-31", 100.0),
        (HA_NOI, "2015-12-31", 105.0),
        (HA_NOI, "2018-12-31", 110.0),
        ("26-2008", "2010-12-31", 100.1),
        ("26-2008", "2018-12-31", 105.0),
    ]
    assert cells(found, "state")[2] == ("provisional",)
    assert set(found.rows["measure"]) == {"Dân số trung bình"}
    assert known.missing == 1
    assert known.skipped == {"nation": 1, "region": 1, "note": 1}


def test_one_figure_a_row_is_read_as_such() -> None:
    found = shaped(
        [
            ["Name", "year", "labor_force", "Code"],
            ["Ha Noi", "2010", "3581.3", "1"],
            ["Vinh Phuc", "2010", "606.8", "26"],
            ["Ha Noi", "2011", "3600", "1"],
        ],
        sheet="",
        delimiter=",",
    )
    assert found.understood.layout == "long"
    assert found.understood.decimal == "."
    assert figures(found) == [
        (HA_NOI, "2010-12-31", 3581.3),
        ("26-2008", "2010-12-31", 606.8),
        (HA_NOI, "2011-12-31", 3600.0),
    ]


def test_a_list_of_indicators_by_unit_takes_each_line_s_own_indicator() -> None:
    found = shaped(
        [
            ["Đơn vị", "Chỉ tiêu", "Kỳ", "Giá trị"],
            ["Hà Nội", "Số cuộc đối thoại định kỳ", "Quý I/2024", 5],
            ["Hà Nội", "Số cuộc đối thoại đột xuất cấp xã", "6 tháng đầu năm 2024", 3],
        ]
    )
    assert found.understood.layout == "long"
    assert cells(found, "indicator", "breakdown", "start", "end", "value") == [
        ("DT02", "", "2024-01-01", "2024-03-31", 5.0),
        ("DT03", "cap=xa", "2024-01-01", "2024-06-30", 3.0),
    ]


def test_indicators_side_by_side_take_the_period_of_the_title() -> None:
    found = shaped(
        [
            ["BÁO CÁO KẾT QUẢ ĐỐI THOẠI 9 THÁNG ĐẦU NĂM 2024"],
            ["STT", "Tỉnh, thành phố", "Đối thoại định kỳ", "Đối thoại đột xuất"],
            [1, "Hà Nội", 10, 1],
            [2, "Hà Tĩnh", 20, ""],
        ]
    )
    assert found.understood.layout == "wide_indicators"
    assert (found.understood.period.code, found.understood.period_from) == ("2024-9M", "title")
    assert cells(found, "unit", "indicator", "value") == [
        (HA_NOI, "DT02", 10.0),
        (HA_NOI, "DT03", 1.0),
        (HA_TINH, "DT02", 20.0),
    ]


def test_years_under_a_merged_indicator() -> None:
    found = shaped(
        [
            ["STT", "Đơn vị", "Số cuộc đối thoại định kỳ", "", "Số cuộc đối thoại đột xuất", ""],
            ["", "", 2022, 2023, 2022, 2023],
            ["A", "B", 1, 2, 3, 4],
            [1, "Hà Nội", 10, 11, 1, 2],
        ],
        merged=((0, 2, 0, 3), (0, 4, 0, 5), (0, 0, 1, 0), (0, 1, 1, 1)),
    )
    assert found.understood.layout == "wide_periods_indicators"
    assert cells(found, "indicator", "end", "value") == [
        ("DT02", "2022-12-31", 10.0),
        ("DT02", "2023-12-31", 11.0),
        ("DT03", "2022-12-31", 1.0),
        ("DT03", "2023-12-31", 2.0),
    ]


def test_indicators_under_a_year_that_is_not_merged() -> None:
    found = shaped(
        [
            ["Tỉnh", "Năm 2022", "", "Năm 2023", ""],
            ["", "Đối thoại định kỳ", "Đối thoại đột xuất", "Đối thoại định kỳ", "Đối thoại đột xuất"],
            ["Hà Nội", "10", "1", "11", "2"],
        ],
        sheet="",
    )
    assert cells(found, "indicator", "end", "value") == [
        ("DT02", "2022-12-31", 10.0),
        ("DT03", "2022-12-31", 1.0),
        ("DT02", "2023-12-31", 11.0),
        ("DT03", "2023-12-31", 2.0),
    ]


def test_an_indicator_and_its_year_in_one_header_cell() -> None:
    found = shaped(
        [
            ["Đối thoại chia theo Tỉnh, thành phố, Năm và Chỉ tiêu"],
            [],
            ["Tỉnh, thành phố", "2018 Đối thoại định kỳ", "2019 Đối thoại định kỳ", "Sơ bộ 2020 Đối thoại định kỳ"],
            ["CẢ NƯỚC", "94", "96", "97"],
            ["Hà Nội", "79", "80", ".."],
        ],
        sheet="",
        delimiter=",",
    )
    assert found.understood.layout == "wide_years"
    assert cells(found, "unit", "indicator", "end", "value") == [
        (HA_NOI, "DT02", "2018-12-31", 79.0),
        (HA_NOI, "DT02", "2019-12-31", 80.0),
    ]


def test_units_across_the_top() -> None:
    found = shaped(
        [
            ["Số cuộc đối thoại năm 2023"],
            ["Chỉ tiêu", "Hà Nội", "Hà Tĩnh", "Nghệ An", "Tổng cộng"],
            ["Đối thoại định kỳ", 10, 20, 30, 60],
            ["Đối thoại đột xuất", 1, 2, 3, 6],
        ]
    )
    assert found.understood.layout == "units_across"
    assert cells(found, "unit", "indicator", "value") == [
        (HA_NOI, "DT02", 10.0),
        (HA_TINH, "DT02", 20.0),
        (NGHE_AN, "DT02", 30.0),
        (HA_NOI, "DT03", 1.0),
        (HA_TINH, "DT03", 2.0),
        (NGHE_AN, "DT03", 3.0),
    ]


def test_units_across_the_top_and_years_down() -> None:
    found = shaped([["Số cuộc đối thoại định kỳ"], ["Năm", "Hà Nội", "Hà Tĩnh"], [2022, 10, 20], [2023, 11, 21]])
    assert found.understood.layout == "units_across"
    assert cells(found, "unit", "indicator", "end", "value") == [
        (HA_NOI, "DT02", "2022-12-31", 10.0),
        (HA_TINH, "DT02", "2022-12-31", 20.0),
        (HA_NOI, "DT02", "2023-12-31", 11.0),
        (HA_TINH, "DT02", "2023-12-31", 21.0),
    ]


def test_a_report_form_of_one_unit_names_its_indicators_down_the_rows() -> None:
    found = shaped(
        [
            ["TỈNH ỦY HÀ TĨNH"],
            ["BAN DÂN VẬN"],
            ["BIỂU TỔNG HỢP KẾT QUẢ CÔNG TÁC DÂN VẬN 6 THÁNG ĐẦU NĂM 2024"],
            ["STT", "Nội dung", "Đơn vị tính", "Kết quả 6 tháng", "So cùng kỳ (%)"],
            ["I", "Đối thoại"],
            [1, "Số cuộc đối thoại định kỳ", "cuộc", 34, 110],
            ["", "- Cấp tỉnh", "cuộc", 1, 100],
            ["", "- Cấp xã", "cuộc", 33, 101],
            [2, "Số cuộc đối thoại đột xuất", "cuộc", "...", ""],
            ["", "Người lập biểu"],
        ]
    )
    assert found.understood.layout == "indicators_down"
    assert cells(found, "unit", "indicator", "breakdown", "start", "end", "value") == [
        (HA_TINH, "DT02", "", "2024-01-01", "2024-06-30", 34.0),
        (HA_TINH, "DT02", "cap=tinh", "2024-01-01", "2024-06-30", 1.0),
        (HA_TINH, "DT02", "cap=xa", "2024-01-01", "2024-06-30", 33.0),
    ]
    assert "shape_unit_from_title" in codes(found, "info")
    assert "shape_columns_left_out" in codes(found, "info")


def test_a_report_form_without_a_unit_asks_whose_it_is() -> None:
    found = shaped(
        [["Năm 2024"], ["STT", "Nội dung", "Kết quả"], [1, "Đối thoại định kỳ", 34], [2, "Đối thoại đột xuất", 3]]
    )
    assert [question.kind for question in found.questions] == ["unit"]
    assert not found.rows["ok"].any()
    answered = shaped([["Năm 2024"], ["STT", "Nội dung", "Kết quả"], [1, "Đối thoại định kỳ", 34]], unit="42")
    assert cells(answered, "unit", "indicator", "value") == [(HA_TINH, "DT02", 34.0)]


def test_indicators_down_and_years_across() -> None:
    found = shaped(
        [
            ["UBND huyện Sóc Sơn, thành phố Hà Nội"],
            ["Chỉ tiêu", "Năm 2022", "Năm 2023"],
            ["Đối thoại định kỳ", 27, 26],
            ["Đối thoại đột xuất", 3, 4],
        ]
    )
    assert cells(found, "unit", "indicator", "end", "value") == [
        ("016-2008", "DT02", "2022-12-31", 27.0),
        ("016-2008", "DT02", "2023-12-31", 26.0),
        ("016-2008", "DT03", "2022-12-31", 3.0),
        ("016-2008", "DT03", "2023-12-31", 4.0),
    ]


def test_quarters_across_take_their_year_from_the_line() -> None:
    found = shaped(
        [
            ["Số cuộc đối thoại định kỳ"],
            ["Đơn vị", "Năm", "Quý I", "Quý II"],
            ["Hà Nội", 2023, 1, 2],
            ["Hà Nội", 2024, 3, 4],
        ]
    )
    assert [(end, value) for _, end, value in figures(found)] == [
        ("2023-03-31", 1.0),
        ("2023-06-30", 2.0),
        ("2024-03-31", 3.0),
        ("2024-06-30", 4.0),
    ]


def test_a_line_that_only_names_a_year_holds_for_the_lines_below_it() -> None:
    found = shaped(
        [
            ["Số cuộc đối thoại định kỳ"],
            ["Tỉnh", "Số cuộc"],
            ["Năm 2022", ""],
            ["Hà Nội", 10],
            ["Năm 2023", ""],
            ["Hà Nội", 11],
        ]
    )
    assert figures(found) == [(HA_NOI, "2022-12-31", 10.0), (HA_NOI, "2023-12-31", 11.0)]
    assert set(found.rows["indicator"]) == {"DT02"}


def test_a_table_without_a_header_is_read_by_its_contents() -> None:
    found = shaped([["Hà Nội", "2023", "5"], ["Hà Tĩnh", "2023", "6"]], sheet="", name="doi_thoai_dinh_ky.csv")
    assert found.understood.header_rows is None
    assert figures(found) == [(HA_NOI, "2023-12-31", 5.0), (HA_TINH, "2023-12-31", 6.0)]


def test_a_sheet_without_figures_has_no_rows_and_says_so() -> None:
    for rows in ([], [["Xin chào"], ["abc", "def"]], [["Tỉnh", "Đối thoại định kỳ"]]):
        found = shaped(rows)
        assert len(found.rows) == 0
        assert codes(found) == ["shape_no_table"]
