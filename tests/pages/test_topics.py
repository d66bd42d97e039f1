"""Oversight, organisation, satisfaction, opinions and the ladder of nông thôn mới: what a leader reads there."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.app import browse as run
from tests.pages.seen import elements, words

DEMO = {"kg": "minh-hoa", "lk": "year", "ky": "2024"}
TOPICS = ["dialogues", "models", "new_rural", "oversight", "organisation", "satisfaction"]


pytestmark = pytest.mark.usefixtures("in_both")


def drawn(app: AppTest) -> str:
    """Every text of the charts."""
    specs = [element.proto.spec for element in elements(app.main) if getattr(element.proto, "spec", "")]
    return "\n".join(json.dumps(json.loads(spec), ensure_ascii=False) for spec in specs)


@pytest.mark.parametrize("unit", ["42-2008", "450-2008", "VN"])
@pytest.mark.parametrize("page", TOPICS)
def test_a_topic_opens_for_a_province_a_district_and_the_nation(page: str, unit: str) -> None:
    app = run(page, **DEMO, dv=unit)
    assert not app.exception
    assert [error.value for error in app.error] == []


@pytest.mark.parametrize("page", TOPICS)
def test_a_topic_opens_for_a_commune_of_today(page: str) -> None:
    app = run(page, kg="minh-hoa", lk="half", ky="2025-H2", dv="00004-2025")
    assert not app.exception
    assert [error.value for error in app.error] == []


def test_the_dialogues_page_counts_the_late_and_names_the_unknown() -> None:
    said = words(run("dialogues", **DEMO))
    assert "tỉnh, thành phố còn ý kiến quá hạn cuối kỳ" in said
    assert "Chưa rõ có ý kiến quá hạn hay không" in said
    assert "Từ tiếp nhận đến giải quyết" in said


def test_units_whose_overdue_opinions_nobody_knows_are_not_called_in_time() -> None:
    said = words(run("dialogues", **DEMO, cap="cap=xa"))
    assert "chưa biết đơn vị nào chậm, không có nghĩa là không có" in said
    assert "Không còn ý kiến quá hạn" not in said


def test_results_stand_beside_activity_where_activity_grew_alone() -> None:
    said = words(run("oversight", kg="minh-hoa", lk="year", ky="2025", dg="hien-nay"))
    assert "Kiến nghị sau giám sát và tỷ lệ được tiếp thu" in said


def test_the_published_mergers_of_villages_are_a_ladder_of_their_day() -> None:
    said = drawn(run("organisation", kg="chinh-thuc", lk="interval"))
    assert "Trước sắp xếp: <b>7.968</b>" in said
    assert "Sau sắp xếp: <b>5.260</b>" in said
    assert "Số giảm: <b>2.708 (34,0%)</b>" in said


def test_congresses_are_told_by_party_level_and_day() -> None:
    said = drawn(run("organisation", kg="chinh-thuc", lk="interval"))
    assert "Phải đại hội: <b>2.310</b>" in said
    assert "Đã đại hội: <b>2.310 (100,0%)</b>" in said
    assert "Đã đại hội: <b>11 (22,0%)</b>" in said
    assert "Bầu trực tiếp bí thư: <b>7 (14,0%)</b>" in said


def test_the_published_ladder_takes_its_total_from_the_same_day() -> None:
    said = drawn(run("new_rural", kg="chinh-thuc", lk="interval", dv="01-2008"))
    assert "Thành phố Hà Nội, ngày 31/7/2023" in said
    assert "Tổng số xã: <b>382</b>" in said
    assert "Xã đạt chuẩn nâng cao: <b>111 (29,1%)</b>" in said


def test_rates_stand_with_numerator_and_denominator() -> None:
    said = words(run("new_rural", **DEMO, dv="42-2008"))
    assert "Tỷ lệ và mẫu số cùng thời điểm" in said
    assert "2021–2025" in said


def test_districts_end_and_do_not_fall_to_zero() -> None:
    said = words(run("new_rural", kg="minh-hoa", lk="half", ky="2025-H1", dv="42-2008"))
    assert "chuỗi số kết thúc ngày 30/6/2025, không phải giảm về 0" in said


def test_a_rank_is_shown_with_the_number_of_units_and_the_published_one() -> None:
    said = words(run("satisfaction", **DEMO, dv="01-2008"))
    assert "Hạng công bố" in said
    assert "đơn vị có chỉ số" in said


def test_no_place_is_given_among_the_few_published_indices() -> None:
    said = words(run("satisfaction", kg="chinh-thuc", lk="year", ky="2024", dv="01-2008"))
    assert "chưa xếp" in said
    assert "2/63 đơn vị có chỉ số" in said
