"""The search of the side bar: found without accents, opened where it belongs."""

from danvan import catalogue
from danvan.ui import places, search


def test_a_unit_is_found_without_accents_and_opens_its_profile() -> None:
    found = [item for item in search.find("ha tinh", 20) if item.code.startswith("dv:")]
    assert found[0].name == "Tỉnh Hà Tĩnh"
    assert search.target(found[0].code) == ("unit_profile", {"dv": "42-2008"})


def test_a_former_unit_is_found_too() -> None:
    names = {item.code: item.note for item in search.find("ha tay", 20)}
    assert any(code.startswith("dv:") and "đến" in note for code, note in names.items())


def test_an_indicator_is_found_without_accents_and_opens_its_topic() -> None:
    codes = [item.code for item in search.find("cuoc doi thoai", 20)]
    assert "ct:DT01" in codes
    assert search.target("ct:DT01") == ("dialogues", {"ct": "DT01"})


def test_an_indicator_without_a_topic_page_opens_the_profile() -> None:
    offered = {code for codes in search.offered().values() for code in codes}
    other = next(item.code for item in catalogue.all_indicators() if item.code not in offered)
    assert search.target(f"ct:{other}") == ("unit_profile", {"ct": other})


def test_every_topic_page_says_what_it_offers() -> None:
    topics = {"dialogues", "models", "new_rural", "oversight", "organisation", "satisfaction"}
    there = {name for name in topics if (places.ROOT / places.page_path(name)).is_file()}
    assert there <= set(search.offered())
    known = {item.code for item in catalogue.all_indicators()}
    assert {code for codes in search.offered().values() for code in codes} <= known


def test_nothing_typed_finds_nothing() -> None:
    assert search.find("  ", 20) == []
