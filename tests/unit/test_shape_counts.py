"""Counts that are no whole numbers, and the nation's line: what is asked, stopped, or kept as reported."""

from danvan.ingest.shape import Shaped
from tests.unit.shape_grids import asked, codes, figures, finding_of, shaped

TITLE = ["Số liệu năm 2023"]
HEAD = ["STT", "Tỉnh", "Số lượt người tham dự đối thoại"]
LINES = [[1, "Bắc Giang", 2.048], [2, "Bắc Ninh", 15], [3, "Cà Mau", 1.2]]


def values(found: Shaped) -> dict[str, float]:
    """Unit → value of every figure that may be loaded."""
    return {unit: value for unit, _, value in figures(found)}


# -- counts ------------------------------------------------------------------------------------------------------------
def test_a_count_of_which_excel_took_the_thousands_point_for_a_decimal_one_is_asked_and_meanwhile_stopped() -> None:
    found = shaped([TITLE, HEAD, *LINES])
    assert asked(found, "decimal") and codes(found, "stop") == ["shape_not_whole"] * 2
    assert values(found) == {"27-2008": 15.0}


def test_where_the_user_says_that_points_part_thousands_the_counts_are_whole_and_it_is_told() -> None:
    found = shaped([TITLE, HEAD, *LINES], decimal=",")
    assert values(found) == {"24-2008": 2048.0, "27-2008": 15.0, "96-2008": 1200.0}
    assert finding_of(found, "shape_point_lost").severity == "warn" and not asked(found, "decimal")


def test_a_count_that_no_point_explains_stops_its_line_only() -> None:
    found = shaped([TITLE, HEAD, [1, "Bắc Giang", 2.0485], [2, "Bắc Ninh", 15]])
    assert codes(found, "stop") == ["shape_not_whole"] and not asked(found, "decimal")
    assert values(found) == {"27-2008": 15.0}


def test_the_user_s_answer_that_points_are_decimal_ones_makes_no_count_of_a_fraction() -> None:
    found = shaped([TITLE, HEAD, *LINES], decimal=".")
    assert codes(found, "stop") == ["shape_not_whole"] * 2 and values(found) == {"27-2008": 15.0}


def test_rates_and_measures_that_nobody_knows_may_have_decimals() -> None:
    head = ["STT", "Tỉnh", "Tỷ lệ giải quyết ý kiến", "Thu nhập bình quân"]
    found = shaped([TITLE, head, [1, "Bắc Giang", 92.048, 4.512], [2, "Bắc Ninh", 90.5, 5.125]])
    assert not codes(found, "stop") and not asked(found, "decimal") and len(found.rows) == 4


def test_a_list_s_counts_are_held_to_whole_numbers_and_its_rates_are_not() -> None:
    head = ["Đơn vị", "Chỉ tiêu", "Giá trị"]
    lines = [["Bắc Giang", "Số lượt người tham dự đối thoại", 2.5], ["Bắc Giang", "Tỷ lệ giải quyết ý kiến", 92.5]]
    found = shaped([TITLE, head, *lines])
    assert codes(found, "stop") == ["shape_not_whole"]
    assert [row.value for row in found.rows.itertuples() if row.ok] == [92.5]


# -- the nation's line -------------------------------------------------------------------------------------------------
NATION = ["STT", "Tỉnh", "Số cuộc đối thoại", "Tỷ lệ giải quyết ý kiến", "Chỉ số PAR INDEX"]


def test_the_nation_s_rate_and_score_are_kept_as_reported_its_count_is_not() -> None:
    found = shaped(
        [
            TITLE,
            NATION,
            ["", "CẢ NƯỚC", 19, 88.5, 84.1],
            [1, "Bắc Giang", 9, 80.5, 77.1],
            [2, "Bắc Ninh", 10, 81.5, 78.1],
        ]
    )
    kept = found.rows[found.rows["unit_id"] == "VN"]
    assert dict(zip(kept["indicator"], kept["value"], strict=True)) == {"YK08": 88.5, "CC01": 84.1} and kept["ok"].all()
    assert finding_of(found, "shape_nation_kept").severity == "info"
    assert "shape_totals_left_out" in codes(found), "the sum of the counts is still told to be left out"


def test_a_nation_s_line_that_is_kept_whole_is_not_told_to_be_left_out() -> None:
    found = shaped(
        [TITLE, ["Tỉnh", "Tỷ lệ giải quyết ý kiến"], ["Bắc Giang", 80.5], ["Bắc Ninh", 81.5], ["Cả nước", 88.5]]
    )
    assert ("VN", "2023-12-31", 88.5) in figures(found)
    assert "shape_totals_left_out" not in codes(found) and "nation" not in found.understood.skipped


def test_the_nation_s_figure_of_a_measure_that_nobody_has_named_waits_for_its_name() -> None:
    found = shaped([TITLE, ["Tỉnh", "Điểm thành phần"], ["Bắc Giang", 8.5], ["Cả nước", 7.25]])
    assert "VN" not in list(found.rows["unit_id"]) and "shape_totals_left_out" in codes(found)


def test_a_mean_of_the_nation_is_no_reported_figure_of_it() -> None:
    found = shaped([TITLE, ["Tỉnh", "Tỷ lệ giải quyết ý kiến"], ["Bắc Giang", 80.5], ["Trung bình cả nước", 81]])
    assert "VN" not in list(found.rows["unit_id"])
