"""The shape stage: lists with one figure a row, in the form that the project gives out and as people fill it in."""

import pytest

from danvan.ingest.choices import NewIndicator
from danvan.ingest.new_indicators import new_code
from tests.unit.shape_grids import asked, cells, codes, figures, finding_of, shaped

HEAD = [
    "Mã chỉ tiêu", "Chỉ tiêu", "Phân tổ", "Mã đơn vị", "Đơn vị", "Kỳ", "Từ ngày", "Đến ngày", "Giá trị", "Tử số",
    "Mẫu số", "Mức (hơn/gần/khoảng)", "Trạng thái", "Số liệu đến ngày", "Nguồn", "Vị trí", "Ghi chú",
]  # fmt: skip


def line(**given: object) -> list[object]:
    """A line of the list: Hà Tĩnh, DT02, 2023, unless said otherwise. Keys: see NAMES."""
    fields = {"code": "DT02", "indicator": "", "unit_code": "42", "unit": "Tỉnh Hà Tĩnh", "period": "Năm 2023"} | given
    return [fields.get(name, "") for name in NAMES]


NAMES = (
    "code", "indicator", "part", "unit_code", "unit", "period", "first", "last", "value", "top", "below", "qualifier",
    "state", "as_of", "source", "place", "note",
)  # fmt: skip


def listed(*lines: list[object], **choices: object) -> object:
    """The list with these lines through the shape stage."""
    return shaped([["BIỂU SỐ LIỆU: ĐỐI THOẠI"], HEAD, *lines], **choices)


def test_every_column_of_the_list_reaches_its_field() -> None:
    found = listed(
        line(part="cấp xã", unit_code="01", unit="Thành phố Hà Nội", period="", first="01/01/2013", last="15/07/2020",
             value=2048, as_of="15/7/2020", source="Báo cáo 10 năm", place="đoạn 5", note="ba cấp"),
        line(code="DT03", value=40, qualifier="hơn"),
    )  # fmt: skip
    assert cells(
        found, "indicator", "breakdown", "unit", "start", "end", "value", "qualifier", "source", "place", "note"
    ) == [
        ("DT02", "cap=xa", "01-2008", "2013-01-01", "2020-07-15", 2048.0, "", "Báo cáo 10 năm", "đoạn 5", "ba cấp"),
        ("DT03", "", "42-2008", "2023-01-01", "2023-12-31", 40.0, "hon", "", "", ""),
    ]
    assert [str(day)[:10] for day in found.rows["as_of"]] == ["2020-07-15", "NaT"]
    assert found.findings == ()
    assert found.questions == ()


def test_held_but_not_counted_has_a_row_without_a_value_and_not_reported_has_none() -> None:
    found = listed(
        line(state="có tổ chức nhưng không nêu số"),
        line(code="DT03"),
        line(code="DT04", value=5),
        line(code="DT01", state="không áp dụng"),
    )
    assert cells(found, "indicator", "state", "ok") == [
        ("DT02", "held_no_count", True),
        ("DT04", "known", True),
        ("DT01", "not_applicable", True),
    ]
    assert found.rows["value"].isna().tolist() == [True, False, True]
    assert found.understood.missing == 1


def test_a_share_keeps_its_numerator_and_denominator() -> None:
    found = listed(
        line(code="NT06", value="93,2", top="356", below="382", period="", first="15/07/2020", last="15/07/2020"),
        line(code="NT06", value="356/382"),
    )
    assert found.rows["value"].tolist() == [93.2, pytest.approx(356 / 382 * 100)]
    assert found.rows["numerator"].tolist() == [356.0, 356.0]
    assert found.rows["denominator"].tolist() == [382.0, 382.0]


def test_the_start_of_a_running_count_is_kept_for_indicators_that_run() -> None:
    found = listed(
        line(code="DV05", value=39427, period="", first="01/01/2010", last="15/07/2020"),
        line(code="DT02", value=22, period="", first="01/01/2013", last="15/07/2020"),
    )
    assert [str(day)[:10] for day in found.rows["cumulative_from"]] == ["2010-01-01", "NaT"]


def test_every_fault_of_a_line_is_told_with_its_column() -> None:
    found = listed(
        line(part="cấp trời", value=3),
        line(code="XX99", indicator="Số gì đó", value=3),
        line(code="DT02", indicator="Lượt người tham dự đối thoại", value=3),
        line(period="Kỳ ba", value=3),
        line(qualifier="đâu", value=3),
        line(state="lạ", value=3),
        line(as_of="hôm qua", value=3),
        line(unit_code="35", value=3),
        line(value="ba"),
        line(value=3),
    )
    assert [(f.code, f.row, f.column) for f in sorted(found.findings, key=lambda f: f.row or 0)] == [
        ("shape_unknown_part", 3, "C"),
        ("shape_unknown_indicator", 4, "A"),
        ("shape_indicator_contradicts", 5, "A"),
        ("shape_no_period", 6, "F"),
        ("shape_unknown_qualifier", 7, "L"),
        ("shape_unknown_state", 8, "M"),
        ("shape_no_day", 9, "N"),
        ("shape_code_contradicts", 10, "E"),
        ("shape_not_a_number", 11, "I"),
    ]
    assert found.rows["ok"].tolist() == [False] * 9 + [True]


def test_a_period_in_words_and_in_days_must_agree() -> None:
    found = listed(line(period="Quý I/2024", first="01/01/2024", last="30/06/2024", value=3))
    assert codes(found, "stop") == ["shape_period_contradicts"]


def test_an_indicator_nobody_knows_is_asked_once_with_proposals_and_its_answer_holds_for_all_lines() -> None:
    rows = [
        ["Đơn vị", "Chỉ tiêu", "Năm", "Giá trị"],
        ["Hà Nội", "Đối thoại định kì các cấp", 2023, 1],
        ["Hà Tĩnh", "Đối thoại định kì các cấp", 2023, 2],
    ]
    found = shaped(rows)
    assert asked(found, "indicator") == ["Đối thoại định kì các cấp"]
    assert "DT02" in [code for code, _ in found.questions[0].options]
    assert [unit for unit, _, _ in figures(found)] == ["01-2008", "42-2008"]
    answered = shaped(rows, indicators={"Đối thoại định kì các cấp": "DT02 cap=xa"})
    assert cells(answered, "indicator", "breakdown", "value") == [("DT02", "cap=xa", 1.0), ("DT02", "cap=xa", 2.0)]
    assert answered.questions == ()
    left_out = shaped(rows, indicators={"Đối thoại định kì các cấp": ""})
    assert (len(left_out.rows), left_out.questions) == (0, ())


def test_an_indicator_declared_on_the_spot_has_its_code() -> None:
    made = NewIndicator("Điểm PCI", "điểm", "index", 2)
    rows = [["Năm 2023"], ["Tỉnh", "Điểm PCI"], ["Hà Nội", 67.5]]
    found = shaped(rows, new_indicators={"Điểm PCI": made})
    assert cells(found, "indicator", "value") == [(new_code(made), 67.5)]
    assert found.questions == ()


def test_the_project_s_own_table_form_is_read_by_its_codes() -> None:
    found = shaped(
        [
            ["BIỂU SỐ LIỆU: ĐỐI THOẠI"],
            ["Kỳ số liệu: 6 tháng đầu năm 2024 (2024-H1)"],
            [],
            [
                "STT",
                "Mã đơn vị",
                "Tỉnh, thành phố",
                "Số cuộc đối thoại định kỳ (cuộc)",
                "",
                "Số cuộc đối thoại đột xuất (cuộc)",
            ],
            ["", "", "", "cấp tỉnh", "cấp xã", ""],
            ["", "", "Mã chỉ tiêu", "DT02 cap=tinh", "DT02 cap=xa", "DT03"],
            [1, "01", "Thành phố Hà Nội", 1, "hơn 40", ""],
            [2, "42", "Tỉnh Hà Tĩnh", "", "3", "2"],
        ],
        merged=((3, 3, 3, 4), (3, 0, 4, 0), (3, 1, 4, 1), (3, 2, 4, 2), (3, 5, 4, 5)),
    )
    assert cells(found, "unit", "indicator", "breakdown", "start", "end", "value", "qualifier") == [
        ("01-2008", "DT02", "cap=tinh", "2024-01-01", "2024-06-30", 1.0, ""),
        ("01-2008", "DT02", "cap=xa", "2024-01-01", "2024-06-30", 40.0, "hon"),
        ("42-2008", "DT02", "cap=xa", "2024-01-01", "2024-06-30", 3.0, ""),
        ("42-2008", "DT03", "", "2024-01-01", "2024-06-30", 2.0, ""),
    ]
    assert (found.findings, found.questions) == ((), ())


def test_a_column_of_words_that_is_not_used_is_told() -> None:
    found = shaped(
        [["Năm 2023"], ["Tỉnh", "Xếp loại", "Đối thoại định kỳ"], ["Hà Nội", "Tốt", 3], ["Hà Tĩnh", "Khá", 4]]
    )
    assert "Xếp loại" in finding_of(found, "shape_words_left_out").message
