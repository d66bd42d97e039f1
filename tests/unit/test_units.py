"""The units through time as data and as a registry: counts, trees, succession, sentences."""

import csv
import importlib.util
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from danvan import units
from danvan.errors import DanVanError
from danvan.units import files, history

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "data" / "reference"
LAST_OLD, FIRST_NEW = date(2025, 6, 30), date(2025, 7, 1)
CONTINUING = {"01", "04", "11", "12", "14", "20", "22", "38", "40", "42", "46"}
ISLANDS = {"318-2008", "471-2008", "498-2008", "536-2008", "755-2008"}
BUILT = ("units.csv", "unit_names.csv", "territory.csv", "succession.csv", "boundaries.csv", "regions.csv",
         "unit_regions.csv", "hexgrid.csv")  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a reference file."""
    return files.read_reference(name)


def test_the_counts_are_those_of_the_law() -> None:
    assert len(units.units("province", LAST_OLD)) == 63
    assert len(units.units("province", FIRST_NEW)) == 34
    assert len(units.units("district", LAST_OLD)) == 696
    assert units.units("district", FIRST_NEW) == ()
    assert len(units.units("commune", LAST_OLD)) == 10_035
    assert len(units.units("commune", FIRST_NEW)) == 3_321
    kinds = Counter(units.on_day(u.unit_id, FIRST_NEW).kind for u in units.units("commune"))
    assert kinds == {"xa": 2_621, "phuong": 687, "dac_khu": 13}


def test_soc_son_has_26_communes_and_hoang_mai_14_wards() -> None:
    soc_son, hoang_mai = units.find("016", LAST_OLD), units.find("008", LAST_OLD)
    assert (soc_son.full_name, len(units.children(soc_son.unit_id))) == ("Huyện Sóc Sơn", 26)
    assert (hoang_mai.full_name, len(units.children("008-2008"))) == ("Quận Hoàng Mai", 14)
    assert {u.kind for u in units.children("008-2008")} == {"phuong"}


def test_eleven_provinces_go_on_as_one_unit() -> None:
    going_on = {u.code for u in units.units("province", LAST_OLD) if u.valid_to is None}
    assert going_on == CONTINUING
    assert units.by_code("01", LAST_OLD) is units.by_code("01", FIRST_NEW)


def test_the_new_provinces_come_from_those_of_the_table() -> None:
    expected = defaultdict(set)
    with (REFERENCE / "sources" / "provinces.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            expected[row["new_code"]].add(f"{row['code']}-2008")
            assert row["name"] in {n.name for n in units.names(f"{row['code']}-2008")}
    for province in units.units("province", FIRST_NEW):
        steps = [s for s in units.predecessors(province.unit_id) if s.date == FIRST_NEW]
        assert ({s.predecessor.unit_id for s in steps} or {province.unit_id}) == expected[province.code]
        assert all(step.whole for step in steps)


def test_every_new_commune_has_a_predecessor_and_every_old_one_an_heir() -> None:
    for commune in units.units("commune", FIRST_NEW):
        assert units.predecessors(commune.unit_id), commune
    ended = [u for u in units.units("commune", LAST_OLD)]
    ended += [units.get(uid) for uid in ISLANDS]
    for unit in ended:
        steps = units.successors(unit.unit_id)
        assert steps, unit
        assert all(step.whole == (len(steps) == 1) for step in steps), unit


def test_only_the_districts_without_communes_are_succeeded_themselves() -> None:
    districts = units.units("district", LAST_OLD)
    empty = {d.unit_id for d in districts if not units.children(d.unit_id)}
    succeeded = {d.unit_id for d in districts if units.successors(d.unit_id)}
    assert empty == succeeded == ISLANDS
    for uid in ISLANDS:
        assert units.present(uid).kind == "dac_khu"
        assert units.present(uid).name == units.get(uid).name


def test_a_commune_stays_in_the_province_that_its_own_went_into() -> None:
    for step in (s for u in units.units("commune") for s in units.predecessors(u.unit_id)):
        before = units.ancestors(step.predecessor.unit_id)[-2]
        assert units.ancestors(step.successor.unit_id)[0] == units.present(before.unit_id), step


def test_namesakes_of_a_merged_province_do_not_inherit_from_each_other() -> None:
    """The source map sends 'Phường 4' of three towns to Cao Lãnh, and the like 31 times."""
    cao_lanh = {s.predecessor.parent_id for s in units.predecessors("29869-2025")}
    assert cao_lanh == {"866-2008"}
    (step,) = units.successors("31246-2008")
    assert step.whole and step.successor.unit_id == "31246-2025"


def test_territory_covers_every_unit_with_exactly_one_whole_at_a_time() -> None:
    parts = defaultdict(list)
    for row in rows("territory.csv"):
        whole, part = units.get(row["whole_id"]), units.get(row["part_id"])
        first = date.fromisoformat(row["valid_from"])
        assert part.parent_id == whole.unit_id and first >= max(part.valid_from, whole.valid_from)
        assert first == part.valid_from or whole.level == "district"
        assert whole.valid_to is None or (part.valid_to and part.valid_to <= whole.valid_to)
        parts[part.unit_id].append(row)
    assert {uid: 1 for uid in parts} == {uid: len(found) for uid, found in parts.items()}
    assert set(parts) == {u.unit_id for u in units.all_units()} - {"VN"}


def test_an_id_is_the_code_with_the_year_of_the_list_that_the_unit_entered_by() -> None:
    assert len({u.unit_id for u in units.all_units()}) == len(units.all_units())
    lists = Counter(u.unit_id.removeprefix(f"{u.code}-") for u in units.all_units() if u.unit_id != "VN")
    assert set(lists) == {"1997", "2004", "2008", "2025"}
    assert all(u.valid_from >= FIRST_NEW for u in units.all_units() if u.unit_id.endswith("-2025"))


def test_units_are_resolved_after_their_parts_and_predecessors() -> None:
    for unit in units.all_units():
        assert all(unit.stage > part.stage for day in (date(2003, 1, 1), LAST_OLD, FIRST_NEW)
                   for part in units.children(unit.unit_id, day))  # fmt: skip
        if units.is_exact(unit.unit_id):
            assert all(step.predecessor.stage < unit.stage for step in units.predecessors(unit.unit_id))


def test_no_code_has_two_holders_on_one_day() -> None:
    held: dict[str, date] = {}
    for unit in sorted(units.all_units(), key=lambda u: u.valid_from):
        assert held.get(unit.code, date.min) < unit.valid_from
        held[unit.code] = unit.valid_to or date.max


def test_kinds_follow_the_names_even_where_the_source_mistypes_them() -> None:
    kinds = {"15061-2008": "thi_tran", "27046-2008": "phuong", "27076-2008": "phuong",
             "10543-2025": "phuong", "11848-2025": "xa"}  # fmt: skip
    assert {uid: units.get(uid).kind for uid in kinds} == kinds
    assert not any("Thị Trấn" in u.full_name or "(" in u.name for u in units.all_units())


def test_the_archipelagos_lie_in_the_sea() -> None:
    for uid in ("498-2008", "20333-2025"):
        assert units.get(uid).lon == pytest.approx(112.135)
    assert units.get("576-2008").lon == units.get("22736-2025").lon == pytest.approx(114.45)


def test_every_point_lies_in_or_off_vietnam() -> None:
    for unit in units.all_units():
        if unit.lat is not None and unit.lon is not None:
            assert 6 < unit.lat < 24 and 102 < unit.lon < 117.5, unit


def test_names_follow_one_another_without_gap() -> None:
    renamed = {row["unit_id"] for row in rows("unit_names.csv")}
    levels = Counter(units.get(uid).level for uid in renamed)
    assert levels == {"province": 4, "commune": 22, "district": 84}
    for uid in renamed:
        names = units.names(uid)
        assert names[0].valid_from == units.get(uid).valid_from and names[-1].valid_to == units.get(uid).valid_to
        for before, after in zip(names, names[1:], strict=False):
            assert before.valid_to == after.valid_from - timedelta(days=1)


@pytest.mark.parametrize(("unit_id", "day", "name"), [
    ("46-2008", date(2024, 12, 31), "Tỉnh Thừa Thiên Huế"),
    ("46-2008", date(2025, 1, 1), "Thành phố Huế"),
    ("75-2025", date(2026, 4, 29), "Tỉnh Đồng Nai"),
    ("75-2025", date(2026, 4, 30), "Thành phố Đồng Nai"),
    ("22-2008", date(2026, 9, 1), "Thành phố Quảng Ninh"),
    ("24-2025", date(2026, 9, 19), "Tỉnh Bắc Ninh"),
    ("07840-2025", date(2026, 9, 20), "Phường Hiệp Hòa"),
    ("02-2008", date(2030, 1, 1), "Tỉnh Hà Giang"),
])  # fmt: skip
def test_a_name_is_that_of_its_day(unit_id: str, day: date, name: str) -> None:
    assert units.name_on(unit_id, day) == name


def test_a_code_is_looked_up_for_a_day() -> None:
    assert units.by_code("08", LAST_OLD).unit_id == "08-2008"
    assert units.by_code("08", FIRST_NEW).unit_id == "08-2025"
    assert units.by_code("08").unit_id == "08-2025"
    assert units.by_code("02").unit_id == "02-2008"
    assert units.find("08-2008", FIRST_NEW).unit_id == "08-2008"
    assert units.find("vn").level == "nation"


def test_a_code_that_nobody_held_that_day_says_who_did() -> None:
    with pytest.raises(DanVanError, match="Tỉnh Hà Giang") as error:
        units.by_code("02", FIRST_NEW)
    assert "30/6/2025" in error.value.message and error.value.remedy


@pytest.mark.parametrize(("code", "near"), [
    ("99-2025", ""), ("4", "04-2008"), ("16", "016-2008"), ("97", "96-2025"), ("xyz", ""), ("", ""),
])  # fmt: skip
def test_an_unknown_code_names_the_value_the_nearest_and_the_remedy(code: str, near: str) -> None:
    with pytest.raises(DanVanError) as error:
        units.find(code)
    assert f"“{code}”" in error.value.message and near in error.value.message
    assert error.value.remedy


def test_children_and_ancestors_are_those_of_the_day() -> None:
    assert len(units.children("VN", LAST_OLD)) == 63
    assert len(units.children("VN")) == 34
    assert {u.level for u in units.children("01-2008", LAST_OLD)} == {"district"}
    assert {u.level for u in units.children("01-2008")} == {"commune"}
    assert len(units.children("02-2008")) == 11
    chain = [u.unit_id for u in units.ancestors("00337-2008")]
    assert chain == ["008-2008", "01-2008", "VN"]


def test_a_unit_that_was_split_has_no_single_present_one() -> None:
    assert units.present("02-2008").unit_id == "08-2025"
    assert units.present("01-2008").unit_id == "01-2008"
    for uid in ("008-2008", "00016-2008"):
        with pytest.raises(DanVanError, match="nay thuộc|được chia"):
            units.present(uid)


@pytest.mark.parametrize(("unit_id", "sentence"), [
    ("02-2008", "Tỉnh Hà Giang hợp nhất với tỉnh Tuyên Quang thành tỉnh Tuyên Quang (mới) "
                "từ ngày 01/7/2025."),
    ("08-2025", "Tỉnh Tuyên Quang được hợp nhất từ tỉnh Hà Giang và tỉnh Tuyên Quang "
                "từ ngày 01/7/2025."),
    ("46-2008", "Tỉnh Thừa Thiên Huế trở thành thành phố Huế từ ngày 01/01/2025."),
    ("498-2008", "Huyện Hoàng Sa trở thành đặc khu Hoàng Sa, thành phố Đà Nẵng từ ngày 01/7/2025."),
    ("26173-2008", "Xã Phú Lý trở thành xã Phú Lý, tỉnh Đồng Nai từ ngày 01/7/2025."),
    ("00001-2008", "Phường Phúc Xá sáp nhập vào phường Hồng Hà, thành phố Hà Nội "
                   "từ ngày 01/7/2025."),
    ("04-2008", "Tỉnh Cao Bằng không thay đổi qua các lần sắp xếp từ năm 1997 đến nay."),
    ("VN", "Cả nước gồm 34 tỉnh, thành phố từ ngày 01/7/2025; trước đó là 63."),
])  # fmt: skip
def test_what_became_of_a_unit_is_one_sentence(unit_id: str, sentence: str) -> None:
    assert units.became(unit_id) == sentence


def test_every_unit_has_a_sentence_on_its_fate() -> None:
    for unit in units.all_units()[::5]:
        said = units.became(unit.unit_id)
        assert said.endswith(".") and "  " not in said and said[0].isupper()


def test_both_region_systems_have_six_regions_and_cover_the_provinces() -> None:
    known = {row["region"]: row["system"] for row in rows("regions.csv")}
    assert Counter(known.values()) == {"2008": 6, "2025": 6}
    for day, system in ((LAST_OLD, "2008"), (FIRST_NEW, "2025")):
        for province in units.units("province", day):
            assert known[units.region_on(province.unit_id, day)] == system
    assert units.region_on("38-2008", LAST_OLD) == "BTBDHMT-2008"
    assert units.region_on("38-2008", FIRST_NEW) == "BTB-2025"
    assert {u.region for u in units.all_units()} <= {*known, ""}


def test_every_former_province_has_a_tile_and_both_archipelagos_are_drawn() -> None:
    tiles = rows("hexgrid.csv")
    provinces = [t for t in tiles if t["kind"] == "province"]
    assert {t["old_unit_id"] for t in provinces} == {u.unit_id for u in units.units("province", LAST_OLD)}
    for tile in provinces:
        assert units.present(tile["old_unit_id"]).unit_id == tile["new_unit_id"]
    islands = {t["label"]: t["new_unit_id"] for t in tiles if t["kind"] == "island"}
    assert islands == {"Hoàng Sa": "48-2025", "Trường Sa": "56-2025"}
    assert len({(t["x"], t["y"]) for t in tiles}) == len(tiles) == 65


def test_a_damaged_file_is_told_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "REFERENCE", tmp_path)
    for content in (None, "", "a,b\n1\n", "a,b\n1,2,3\n"):
        if content is not None:
            (tmp_path / "units.csv").write_text(content, encoding="utf-8")
        with pytest.raises(DanVanError, match="units.csv") as error:
            files.read_reference("units.csv")
        assert "Khôi phục" in error.value.remedy


def test_the_script_gives_the_committed_files(tmp_path: Path) -> None:
    if importlib.util.find_spec("vietnamadminunits") is None:
        pytest.skip("vietnamadminunits is not installed: the derivation cannot be repeated")
    script = REFERENCE / "build_units.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, cwd=tmp_path)
    for name in BUILT:
        assert (tmp_path / name).read_bytes() == (REFERENCE / name).read_bytes(), name


def test_an_error_joins_what_is_wrong_with_what_to_do() -> None:
    error = DanVanError(message="Sai mã.", remedy="Chọn lại.")
    assert str(error) == "Sai mã. Chọn lại."
    assert (error.message, error.remedy) == ("Sai mã.", "Chọn lại.")
    assert str(DanVanError("Sai mã.")) == "Sai mã."


def test_heirs_of_a_district_are_those_of_its_communes() -> None:
    found = {u.unit_id for u in history.heirs("008-2008")}
    assert {"00337-2025", "00340-2025"} & found and all(u.endswith("-2025") for u in found)
