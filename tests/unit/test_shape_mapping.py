"""A header is an indicator only when it says so letter for letter; everything else is a suggestion."""

from collections.abc import Iterator

import pytest

from danvan import catalogue
from danvan.catalogue import Indicator
from danvan.ingest.choices import NewIndicator
from danvan.ingest.new_indicators import described
from danvan.ingest.shape.header_key import key_of
from danvan.ingest.shape.mapping import exact, is_rate, propose, same_unit


@pytest.fixture
def population() -> Iterator[Indicator]:
    item = catalogue.add(described(NewIndicator("Dân số trung bình", "người", "stock")))
    yield item
    catalogue.discard(item.code)


@pytest.mark.parametrize(
    ("header", "indicator", "breakdown"),
    [
        ("Số cuộc đối thoại", "DT01", ""), ("SỐ CUỘC ĐỐI THOẠI", "DT01", ""), ("so cuoc doi thoai", "DT01", ""),
        ("Số  cuộc\nđối thoại", "DT01", ""), ("1. Số cuộc đối thoại", "DT01", ""),
        ("- Số cuộc đối thoại (*)", "DT01", ""),
        ("I. Số cuộc đối thoại", "DT01", ""), ("a) Số cuộc đối thoại (1)", "DT01", ""),
        ("Số cuộc đối thoại (cuộc)", "DT01", ""),
        ("Số cuộc đối thoại (3=1+2)", "DT01", ""), ("Tổng số cuộc đối thoại năm 2024", "DT01", ""),
        ("Số cuộc đối thoại 6T/2024 (sơ bộ)", "DT01", ""), ("Trong đó: Đối thoại đột xuất", "DT03", ""),
        ("Số hội nghị đối thoại định kỳ", "DT02", ""), ("Đối thoại định kỳ", "DT02", ""),
        ("Số cuộc đối thoại cấp xã", "DT01", "cap=xa"), ("Số cuộc đối thoại định kỳ cấp huyện", "DT02", "cap=huyen"),
        ("Số cuộc đối thoại định kỳ do cấp huyện tổ chức", "DT02", "cap=huyen"),
        ("Cấp xã – Đối thoại đột xuất", "DT03", "cap=xa"),
        ("Đối thoại định kỳ | Cấp xã, phường, thị trấn", "DT02", "cap=xa"),
        ("Số cuộc giám sát của MTTQ cấp tỉnh", "GS01", "cap=tinh;chu_the=mttq"),
        ("Mô hình DVK đăng ký - tập thể", "DV01", "doi_tuong=tap_the"),
        ("Số mô hình Dân vận khéo đăng ký lĩnh vực kinh tế", "DV01", "linh_vuc=kinh_te"),
        ("Số xã đạt chuẩn nông thôn mới", "NT02", ""), ("Xã đạt chuẩn NTM", "NT02", ""),
        ("Số xã NTM nâng cao", "NT03", ""),
        ("Tỷ lệ xã đạt chuẩn NTM (%)", "NT06", ""), ("Tỉ lệ xã đạt chuẩn NTM", "NT06", ""),
        ("% xã đạt chuẩn NTM", "NT06", ""),
        ("Tỷ lệ (%) xã đạt chuẩn NTM", "NT06", ""), ("PAR INDEX 2023", "CC01", ""), ("Xếp hạng PAR Index", "CC02", ""),
        ("Chỉ số CCHC", "CC01", ""), ("Số ý kiến, kiến nghị tiếp nhận", "YK01", ""),
        ("Đơn thư đã giải quyết", "KN05", ""),
        ("DT01", "DT01", ""), ("DT01 – Số cuộc đối thoại cấp xã", "DT01", "cap=xa"),
        ("Dialogues held, all kinds", "DT01", ""),
        ("Số mô hình đăng ký lũy kế đến 31/12/2024", "DV05", ""), ("Lũy kế mô hình đăng ký", "DV05", ""),
        ("Số mô hình đăng ký", "DV01", ""), ("Số cuộc đối thoại lũy kế từ đầu năm đến tháng 9/2024", "DT01", ""),
    ],
)  # fmt: skip
def test_a_name_written_out_is_its_indicator(header: str, indicator: str, breakdown: str) -> None:
    found = propose(header)
    assert [(item.indicator, item.breakdown, item.how) for item in found] == [(indicator, breakdown, "exact")]
    assert exact(header) == found[0]


@pytest.mark.parametrize("code", [item.code for item in catalogue.of_file()])
def test_every_name_and_synonym_of_the_catalogue_is_exactly_its_own(code: str) -> None:
    item = catalogue.get(code)
    for text in (item.name, *item.synonyms):
        for written in (text, text.upper(), f"{text} ({item.unit})", f"{text} năm 2024", f"2. {text}:"):
            found = propose(written)
            assert [(p.indicator, p.breakdown, p.how) for p in found] == [(code, "", "exact")], written


def test_one_written_form_belongs_to_one_indicator() -> None:
    owner: dict[str, str] = {}
    for item in catalogue.of_file():
        for text in (item.name, *item.synonyms):
            assert owner.setdefault(key_of(text).plain, item.code) == item.code, text


@pytest.mark.parametrize(
    "header",
    [
        "Số cuộc", "Cấp xã", "Tổng số", "Tham gia của người dân ở cấp cơ sở", "total", "", "(1)", "2024", "Thôn",
        "Xã", "Số đơn",
        "Số cuộc đối thoại cấp thành phố", "Tỷ lệ xã NTM nâng cao (%)",
        "Số cuộc đối thoại so với cùng kỳ năm trước (%)", "Số cuộc giam sat bổ sung", "Số xã giám",
        "DT99", "DT01 – Số cuộc giám sát", "Mô hình Dân vận khéo",
    ],
)  # fmt: skip
def test_what_is_not_a_name_is_never_taken_for_one(header: str) -> None:
    assert exact(header) is None
    assert all(item.how != "exact" and item.score < 1 for item in propose(header))


def test_accents_that_speak_against_a_name_make_it_another_word() -> None:
    assert exact("Số thôn, tổ dân phố giảm").indicator == "SX03"
    assert exact("So thon, to dan pho giam").indicator == "SX03"
    assert exact("Số thôn, tổ dân phố giám") is None


@pytest.mark.parametrize(
    ("header", "indicator"),
    [
        ("Số cuộc đối thoại (nghìn cuộc)", "DT01"),
        ("Lượt người tham dự đối thoại (người)", "DT04"),
        ("Xã đạt chuẩn NTM (%)", "NT02"),
    ],
)
def test_a_name_in_another_unit_of_measure_is_asked(header: str, indicator: str) -> None:
    assert [(item.indicator, item.how) for item in propose(header)] == [(indicator, "other_unit")]


def test_the_unit_of_the_table_counts_where_the_header_has_none(population: Indicator) -> None:
    assert exact("Dân số trung bình").indicator == population.code
    assert exact("Dân số trung bình 2019 (người)").indicator == population.code
    assert exact("Dân số trung bình (nghìn người)") is None
    assert exact("Dân số trung bình", unit="nghìn người") is None
    assert propose("Dân số trung bình", unit="nghìn người")[0].how == "other_unit"


def test_a_declared_indicator_is_known_at_once_and_forgotten_when_taken_out(population: Indicator) -> None:
    assert exact("Dân số trung bình")
    catalogue.discard(population.code)
    assert exact("Dân số trung bình") is None


@pytest.mark.parametrize(
    ("stated", "known", "same"),
    [
        ("cuộc", "cuộc", True), ("", "cuộc", True), ("hội nghị", "cuộc", True), ("nghìn người", "người", False),
        ("triệu đồng", "đồng", False), ("%", "xã", False), ("người", "lượt người", False),
        ("lượt", "lượt người", False),
        ("xã", "xã, thị trấn", True), ("ý kiến", "ý kiến/cuộc", False), ("điểm", "%", True),
        ("1000 người", "người", False),
    ],
)  # fmt: skip
def test_units_of_measure_are_never_the_same_across_a_factor(stated: str, known: str, same: bool) -> None:
    assert same_unit(stated, known) is same


def test_likenesses_come_with_the_best_first_and_within_a_group() -> None:
    found = propose("Số buổi giám sát đã tổ chức của các cấp")
    assert found and found[0].indicator == "GS01" and found[0].how == "like"
    assert [item.score for item in found] == sorted((item.score for item in found), reverse=True)
    assert all(item.indicator.startswith("GS") for item in propose("Số buổi giám sát các cấp", group="oversight"))
    assert len(propose("Mô hình Dân vận khéo của đơn vị")) <= 5


def test_rates_and_scores_are_told_from_counts() -> None:
    assert is_rate("Tỷ lệ hộ nghèo") and is_rate("Chỉ số PAPI") and is_rate("Hộ nghèo (%)") and is_rate("Điểm số")
    assert not is_rate("Số cuộc đối thoại") and not is_rate("Số hộ nghèo")
