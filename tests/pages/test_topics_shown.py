"""What the topic pages set side by side, where a level or a figure does not apply, and what they open with."""

import json

import pytest

from tests.pages.app import browse as run
from tests.pages.seen import elements, words
from tests.pages.test_topics import DEMO, drawn

pytestmark = pytest.mark.usefixtures("in_both")


def test_a_commune_stands_among_the_communes_of_its_province() -> None:
    app = run("dialogues", kg="minh-hoa", lk="half", ky="2025-H2", dv="18073-2025")
    seen = drawn(app)
    assert "Bảng ô của 69 xã, phường, đặc khu" in seen and "Bản đồ ô lục giác" not in seen
    assert "xã, phường, đặc khu" in seen and "tỉnh, thành phố có đủ số liệu" not in seen


def test_a_former_commune_stands_among_those_of_its_district_and_a_district_among_those_of_its_province() -> None:
    district = drawn(run("dialogues", **DEMO, dv="436-2008"))
    assert "Bảng ô của 13 huyện, quận, thị xã, thành phố" in district
    commune = drawn(run("dialogues", **DEMO, dv="18073-2008"))
    assert "xã, phường, thị trấn, xếp theo thứ tự số liệu" in commune and "Bản đồ ô lục giác" not in commune


def test_what_is_not_told_by_level_says_so_on_card_chart_and_table() -> None:
    said = words(run("oversight", **DEMO, dv="01-2008", cap="cap=xa", ct="QC03"))
    assert "Không phân theo cấp" in said and "Tất cả các cấp: " in said
    assert "“Tỷ lệ đơn vị được kiểm tra QCDC” không phân theo cấp: không áp dụng cho lựa chọn cấp xã" in said
    assert "cap=tat-ca" in said
    # The table under it is of all levels, and says so; no two of its columns bear one name.
    assert "số liệu dưới đây của tất cả các cấp, không riêng cấp xã" in said


def test_a_table_of_one_level_names_its_columns_by_their_indicators() -> None:
    app = run("oversight", **DEMO, cap="cap=xa")
    tables = [json.loads(e.proto.json) for e in elements(app.main) if getattr(e.proto, "json", "")]
    heads = [[column["name"] for column in table["columns"]] for table in tables if "columns" in table]
    assert heads and all(len(names) == len(set(names)) for names in heads)
    assert "Số liệu của cấp xã." in words(app)


def test_a_page_opens_on_the_first_indicator_that_the_unit_has_and_says_so() -> None:
    app = run("dialogues", kg="chinh-thuc", lk="interval", dv="01-2008")
    said = words(app)
    assert "Số cuộc đối thoại chưa có số liệu cho lựa chọn này; đang xem chỉ tiêu đầu tiên có số liệu" in said
    assert "2.214" in said and "294" in drawn(app)
    asked = words(run("dialogues", kg="chinh-thuc", lk="interval", dv="01-2008", ct="DT01"))
    assert "đang xem chỉ tiêu đầu tiên có số liệu" not in asked


def test_without_a_period_in_the_address_the_page_opens_on_one_that_the_unit_has() -> None:
    app = run("satisfaction", kg="chinh-thuc", dv="01-2008")
    assert (app.query_params["lk"], app.query_params["ky"]) == ("year", "2024")
    assert "92,57" in words(app)


def test_the_components_of_the_indices_stand_with_the_year_before_and_the_nation() -> None:
    said = words(run("satisfaction", kg="minh-hoa", lk="year", ky="2025", dv="01-2008"))
    assert "PAR Index 2025, Thành phố Hà Nội (%)" in said and "SIPAS 2025, Thành phố Hà Nội (%)" in said
    assert "Cải cách thể chế" in said and "Tiếp nhận, xử lý phản ánh, kiến nghị" in said
    assert "Thấp nhất: " in said
    # Each score opens where it comes from.
    assert "CC01~01-2008~2025~noi_dung_cchc=the_che~figure.by_period" in said
    assert "CC03~01-2008~2024~yeu_to=tiep_can~figure.by_period" in said


def test_a_district_has_the_components_of_its_own_and_a_place_among_the_districts() -> None:
    app = run("satisfaction", **DEMO, dv="436-2008")
    said = words(app)
    assert "PAR Index 2024, Thành phố Hà Tĩnh (%)" in said
    assert "13/13 đơn vị có chỉ số" in said
    assert "63 tỉnh, thành phố" not in drawn(app)


def test_without_published_components_the_page_says_so() -> None:
    said = words(run("satisfaction", kg="chinh-thuc", lk="year", ky="2024", dv="01-2008"))
    assert "Chưa có điểm thành phần của đơn vị này đến kỳ đang xem." in said


def test_a_unit_of_which_nothing_is_known_is_told_from_a_topic_of_which_nothing_is_known() -> None:
    said = words(run("dialogues", kg="chinh-thuc", lk="interval", dv="008-2008"))
    assert "Chưa có số liệu của nội dung này cho Quận Hoàng Mai." in said and "Xem cả nước" in said
    assert "trong không gian" not in said


def test_a_unit_told_of_in_intervals_only_opens_on_them_and_a_kind_in_the_address_stays() -> None:
    app = run("models", kg="chinh-thuc", dv="42-2008")
    assert app.query_params["lk"] == "interval" and "19.340" in words(app)
    assert run("models", kg="chinh-thuc", dv="42-2008", lk="year").query_params["lk"] == "year"


def test_a_chart_without_figures_is_a_line_with_nothing_to_take_along() -> None:
    app = run("dialogues", **DEMO, dv="436-2008", cap="cap=xa")
    assert "Ý kiến còn lại cuối kỳ</b>: chưa có số liệu." in words(app)
    assert not [button for button in app.button if button.key == "add_opinion_stock_trend_YK04"]


def test_a_profile_shows_what_is_known_of_its_unit_and_one_line_where_nothing_is() -> None:
    known = run("unit_profile", kg="chinh-thuc", dv="008-2008")  # Hoàng Mai: one indicator of one year
    assert known.query_params["ky"] == "2017"
    assert words(known).index('class="value"') < words(known).index("Chưa có số liệu")
    unknown = words(run("unit_profile", kg="chinh-thuc", lk="year", ky="2024", dv="002-2008"))
    assert "Chưa có số liệu của nội dung này cho Quận Hoàn Kiếm." in unknown and 'class="card"' not in unknown
