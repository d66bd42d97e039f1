"""Units are found by what people type, with or without accents; the list only proposes."""

from datetime import date

import pytest

from danvan.ui import lookup

THEN, NOW = date(2024, 12, 31), date(2026, 6, 30)


def found(typed: str, day: date = THEN, most: int = 8) -> list[str]:
    """The unit_ids proposed for a text."""
    return [item.code for item in lookup.find_units(typed, most, day=day)]


@pytest.mark.parametrize("typed", ["ha tinh", "Hà Tĩnh", "HA TINH", "tinh ha tinh", "42"])
def test_a_province_comes_first_however_it_is_typed(typed: str) -> None:
    assert found(typed)[0] == "42-2008"


def test_the_unit_of_the_day_comes_before_its_namesakes_of_other_days() -> None:
    assert found("quang tri", THEN)[0] == "45-2008"
    assert found("quang tri", NOW)[0] == "44-2025"


def test_a_district_is_found_with_its_communes_behind_it() -> None:
    first, *rest = lookup.find_units("soc son", 8, day=THEN)
    assert (first.code, first.note) == ("016-2008", "Thành phố Hà Nội · đến 30/6/2025")
    assert any("Huyện Sóc Sơn" in item.note for item in rest)


def test_a_commune_is_found_under_its_province() -> None:
    assert [item.name for item in lookup.find_units("xa tan lap ha noi", 8, day=THEN)] == ["Xã Tân Lập"]


def test_words_of_two_units_are_not_read_as_one_name() -> None:
    assert "085-2008" not in found("ha tinh"), "Bắc Hà ở tỉnh Lào Cai không phải là Hà Tĩnh"


def test_nothing_typed_lists_the_nation_and_the_provinces_of_the_day() -> None:
    assert len(found("", THEN, 100)) == 1 + 63
    assert len(found("", NOW, 100)) == 1 + 34
    assert found("", THEN, 100)[0] == "VN"


def test_a_text_that_names_nothing_proposes_nothing() -> None:
    assert found("khong co noi nay") == []


def test_every_indicator_is_listed_under_its_group() -> None:
    listed = {item.code: item for item in lookup.indicators()}
    assert listed["DT01"].group == "Đối thoại"
    assert "tổng số cuộc đối thoại" in listed["DT01"].words
