"""What a typed name is taken for: accepted when certain, asked when not, never guessed."""

import csv
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from danvan import units
from danvan.errors import DanVanError
from danvan.units import index, tcvn3
from danvan.units.files import read_reference
from danvan.units.fold import clean, fold, plain
from danvan.units.registry import Unit
from danvan.units.resolve import resolve

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
SAMPLES = ROOT.parent / "shared" / "samples"
CENSUS, PLAN_DAY = date(2019, 12, 31), date(2003, 12, 31)
MISSPELT = {"060", "072", "082", "298", "545", "615", "626", "693", "712", "973"}
"""Districts that the table of 2019 writes with another letter or tone than the law."""
OLD_DAY, NEW_DAY = date(2024, 12, 31), date(2026, 10, 1)
PREFIXES = {
    "tinh": ("Tỉnh ", "TỈNH ", "tinh ", "T. ", "UBND tỉnh ", "Tỉnh uỷ ", "Tỉnh ủy ",
             "Ban Dân vận Tỉnh uỷ ", "Ban Tuyên giáo và Dân vận Tỉnh ủy ", "Ủy ban MTTQ tỉnh "),
    "thanh_pho": ("Thành phố ", "THÀNH PHỐ ", "tp ", "TP. ", "TP.", "T.P. ", "UBND TP. ",
                  "Thành uỷ ", "Ban Dân vận Thành ủy ", "Ủy ban nhân dân thành phố "),
}  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a fixture list."""
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date | None:
    """ISO text → date; empty → None."""
    return date.fromisoformat(text) if text else None


def styles(name: str) -> Iterator[str]:
    """One name as people and programs write it."""
    yield from (name, name.upper(), name.lower(), name.capitalize(), plain(name))
    yield from (plain(name).upper(), name.replace(" ", ""), plain(name).replace(" ", ""))
    yield from (f"  {name}\n", name.replace(" ", "\u00a0"), f"\ufeff{name}\u200b")
    yield from (unicodedata.normalize("NFD", name), name.replace("Đ", "\u00d0"), f"{name}.")
    yield from (tcvn3.encode(name), tcvn3.encode(name.upper()))


def spellings(unit: Unit) -> Iterator[str]:
    """All styles of a province's name, with every prefix, and with its code."""
    yield from styles(unit.name)
    for prefix in PREFIXES[unit.kind]:
        yield from (prefix + form for form in (unit.name, plain(unit.name).upper()))
    for form in (f"{unit.code} - {unit.name}", f"{unit.code}. {unit.full_name}"):
        yield from (form, plain(form))


@pytest.mark.parametrize("on", [OLD_DAY, NEW_DAY])
@pytest.mark.parametrize("level", ["province", None])
def test_every_province_is_found_in_every_style_of_writing(on: date, level: str | None) -> None:
    wrong = [
        (text, unit.unit_id)
        for unit in units.units("province", on)
        for text in spellings(units.on_day(unit.unit_id, on))
        if (found := resolve(text, level=level, on=on)).unit != unit or found.status != "exact"
    ]
    assert wrong == []


def test_the_curated_variants_are_all_accepted() -> None:
    wrong = []
    for row in rows("names_accepted.csv"):
        found = resolve(row["text"], level=row["level"] or None, on=day(row["on"]))
        if found.status != "exact" or not found.unit or found.unit.unit_id != row["unit_id"]:
            wrong.append((row["text"], row["on"], row["unit_id"], found.status, found.how))
    assert wrong == []


def test_doubtful_names_are_asked_with_their_candidates() -> None:
    wrong = []
    for row in rows("names_asked.csv"):
        found = resolve(row["text"], level=row["level"] or None, on=day(row["on"]))
        candidates = ";".join(sorted(u.unit_id for u in found.candidates))
        if (found.status, candidates) != ("ambiguous", row["candidates"]) or not found.how:
            wrong.append((row["text"], row["on"], found.status, candidates))
    assert wrong == []


@pytest.mark.parametrize("on", [None, OLD_DAY, date(2025, 7, 1), NEW_DAY])
def test_what_is_no_province_is_never_accepted_as_one(on: date | None) -> None:
    listed = rows("names_rejected.csv")
    assert len(listed) >= 80
    accepted = [
        row["text"] for row in listed
        if resolve(row["text"], level="province", on=on).status == "exact"
    ]  # fmt: skip
    assert accepted == []


def test_a_province_is_never_taken_for_another_when_one_letter_differs() -> None:
    """Every pair of near-namesakes: neither resolves to the other, in any style."""
    provinces = units.units("province", OLD_DAY)
    for unit in provinces:
        for text in styles(units.name_on(unit.unit_id, OLD_DAY)):
            found = resolve(text, level="province", on=OLD_DAY).unit
            assert found in (unit, None), text


def test_two_languages_are_one_name_only_if_they_say_the_same() -> None:
    """No pair of near-namesakes joined by a dash, a stroke or brackets is taken for either."""
    names = [units.on_day(u.unit_id, OLD_DAY).name for u in units.units("province", OLD_DAY)]
    near = [(a, b) for a in names for b in names if a != b and Levenshtein.distance(fold(a), fold(b)) <= 2]
    assert len(near) > 30
    for one, other in near:
        for text in (f"{one} - {plain(other)}", f"{one}/{other}", f"{one} ({plain(other)})", f"{one}\n{other}"):
            assert resolve(text, level="province", on=OLD_DAY).status == "unknown", text


def test_near_misses_are_only_suggested() -> None:
    found = resolve("Quảng Nimh", level="province", on=OLD_DAY)
    assert (found.status, found.unit) == ("unknown", None)
    assert "22-2008" in [u.unit_id for u in found.suggestions]


def test_nothing_is_suggested_for_what_looks_like_nothing() -> None:
    for text in ("", "01", "Tổng cộng", "x" * 5000):
        assert resolve(text, level="province").suggestions == ()


def test_the_present_unit_comes_first_among_candidates() -> None:
    assert [u.unit_id for u in resolve("Tuyên Quang").candidates] == ["08-2025", "08-2008"]


def test_the_day_decides_between_two_units_of_one_name() -> None:
    assert resolve("Tuyên Quang", on=date(2025, 6, 30)).unit == units.get("08-2008")
    assert resolve("Tuyên Quang", on=date(2025, 7, 1)).unit == units.get("08-2025")


def test_the_nation_is_meant_only_by_its_own_names() -> None:
    for text in ("Cả nước", "CẢ NƯỚC", "Toàn quốc", "Việt Nam"):
        assert resolve(text).unit == units.get("VN")
        assert resolve(text, level="province").status == "unknown"


def test_the_kind_before_a_name_decides() -> None:
    assert resolve("Quận Hoàng Mai").unit == units.get("008-2008")
    assert resolve("Thị xã Hoàng Mai").unit == units.get("432-2008")
    assert resolve("Thị trấn Yên Viên", parent="018-2008").unit == units.get("00526-2008")
    assert resolve("Yên Viên", parent="018-2008").status == "ambiguous"


def test_a_commune_is_found_under_its_parent_only() -> None:
    assert resolve("Hoàng Liệt", parent="008-2008").unit == units.get("00337-2008")
    found = resolve("phuong hoang liet", parent="01-2008", on=NEW_DAY)
    assert found.unit == units.get("00337-2025")
    assert resolve("Hoàng Liệt").status == "unknown"
    assert resolve("Hoàng Liệt", parent="016-2008").status == "unknown"


@pytest.mark.parametrize("text", ["Phường 5", "phường 05", "P.5", "P5", "P. 05", "phuong 5"])
def test_a_numbered_ward_is_found_under_its_district(text: str) -> None:
    found = resolve(text, parent="765-2008").unit
    assert found and found.full_name == "Phường 5"


def test_a_commune_of_a_district_that_was_merged_away_is_asked() -> None:
    """Its communes are known only as those of the heir, where a namesake may be meant."""
    found = resolve("Xã Thống Nhất", parent="204-2008", level="commune", on=date(2018, 12, 31))
    assert (found.status, [u.unit_id for u in found.candidates]) == ("ambiguous", ["07060-2008"])
    assert "Thành phố Hạ Long" in found.how
    assert resolve("Xã Thống Nhất", parent="193-2008", on=date(2018, 12, 31)).unit == units.get("07060-2008")


def test_a_ward_named_after_its_kind_is_found() -> None:
    assert resolve("Phường Phường Đúc", parent="474-2008").unit == units.get("19780-2008")


def test_every_district_of_its_day_is_found_by_its_name_of_that_day() -> None:
    for on in (date(2008, 8, 1), date(2012, 6, 30), date(2016, 1, 1), CENSUS, date(2022, 1, 1), date(2025, 6, 30)):
        for unit in units.units("district", on):
            name = units.name_on(unit.unit_id, on)
            found = resolve(name, level="district", parent=unit.parent_id, on=on)
            assert found.unit == unit, (name, on, found)


def test_the_table_of_districts_of_2019_finds_all_its_units() -> None:
    """712 rows: all but the ten that the table itself misspells are certain; those are asked with the right one."""
    path = SAMPLES / "population_by_district_2019.csv"
    if not path.exists():
        pytest.skip("the sample files are not at hand")
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert len(table) == 712
    asked = set()
    for row in table:
        province = resolve(row["province_vi"], level="province", on=CENSUS).unit
        assert province, row
        name, code = f"{row['district_equiv_vi']} {row['district_vi']}", row["district_code"].zfill(3)
        found = resolve(name, level="district", parent=province.unit_id, on=CENSUS)
        assert [u.code for u in (*found.candidates, *filter(None, [found.unit]))] == [code], (name, found)
        asked |= {code} if found.status == "ambiguous" else set()
    assert asked == MISSPELT


def test_the_budget_plan_of_2003_finds_its_61_provinces_in_both_its_fonts() -> None:
    path = SAMPLES / "mof_plan_2003_tcvn3.xls"
    if not path.exists():
        pytest.skip("the sample files are not at hand")
    calamine = pytest.importorskip("python_calamine")
    book = calamine.CalamineWorkbook.from_path(str(path))
    for sheet in book.sheet_names:
        lines = book.get_sheet_by_name(sheet).to_python()
        names = [line[1] for line in lines if isinstance(line[0], int | float) and str(line[1]).strip()]
        found = [resolve(name, level="province", on=PLAN_DAY).unit for name in names]
        assert len(found) == 61 and set(found) == set(units.units("province", PLAN_DAY)), sheet


def test_a_bare_number_is_never_a_ward() -> None:
    assert resolve("5", parent="765-2008").status == "unknown"


def test_every_commune_is_found_by_its_full_name_under_its_parent() -> None:
    for on in (OLD_DAY, NEW_DAY):
        for unit in units.units("commune", on)[::31]:
            name = units.name_on(unit.unit_id, on)
            found = resolve(name, level="commune", parent=unit.parent_id, on=on)
            assert found.unit == unit, (name, found)


def test_an_unknown_level_or_parent_is_an_error_with_a_remedy() -> None:
    for wrong in ({"level": "tỉnh"}, {"parent": "99-2025"}):
        with pytest.raises(DanVanError) as error:
            resolve("Hà Nội", **wrong)
        assert error.value.remedy


def test_tcvn3_survives_the_round_trip() -> None:
    small = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
    capitals = "ĂÂÊÔƠƯĐẰẲẴẮẦẨẪẤỀỂỄẾỒỔỖỐ"
    for text in (small, capitals, "Hà Nội, ngày 1 tháng 7 năm 2025"):
        assert tcvn3.decode(tcvn3.encode(text)) == text
    assert tcvn3.decode(tcvn3.encode("TỈNH")) == "TỉNH"
    assert tcvn3.encode("Hưng Yên") == "H\u00adng Yªn"
    assert tcvn3.possible("Hµ Néi") and not tcvn3.possible("Phó Thọ")


def test_aliases_name_known_units_and_no_province_by_its_own_name() -> None:
    own = {fold(n.name) for u in units.units() for n in units.names(u.unit_id)
           if u.level == "province"}  # fmt: skip
    assert not own & set(index.aliases())
    assert len(index.aliases()) == len(read_reference("aliases.csv"))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_gets_an_answer_and_keeps_its_own_words(text: str) -> None:
    found = resolve(text)
    assert found.text == text
    assert (found.unit is not None) == (found.status == "exact")
    assert fold(clean(text)) == fold(text)
