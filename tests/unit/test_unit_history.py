"""Provinces from 1997 and districts from 2008 as they were on their days, in data and in what is added up."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd
import pytest

from danvan import units
from danvan.database import Database, connect
from danvan.database.migrate import migrate
from danvan.errors import DanVanError
from danvan.figures import ask, reference, rule
from danvan.ingest import load
from danvan.units import files
from danvan.units.registry import Unit

EVES = [date(1997, 1, 1), date(2003, 12, 31), date(2004, 1, 1), date(2008, 7, 31), date(2008, 8, 1),
        date(2009, 8, 11), date(2013, 12, 27), date(2019, 4, 1), date(2020, 3, 1), date(2021, 1, 1),
        date(2025, 1, 1), date(2025, 6, 30), date(2025, 7, 1)]  # fmt: skip
FORMER = {"01-1997", "12-1997", "28-1997", "66-1997", "92-1997"}
GROWN = {
    "193-2008": "204-2008", "148-2008": "151-2008", "525-2008": "526-2008", "045-2008": "044-2008",
    "356-2008": "358-2008", "412-2008": "413-2008", "380-2008": "405-2008", "509-2008": "519-2008",
    "213-2008": "221-2008", "482-2008": "483-2008",
}  # fmt: skip
"""District that goes on → the one that was merged into it, whole."""
FOUNDED = {
    "769-2008": {"762-2008", "763-2008", "769-2004"}, "374-2008": {"369-2008", "374-2004"},
    "682-2008": {"681-2008", "682-2004", "683-2008"}, "753-2008": {"752-2008", "753-2004"},
}  # fmt: skip
"""District founded by a merger of whole ones → those."""


def dated(name: str) -> Iterator[tuple[Unit, Unit, date, bool]]:
    """(to, from, day, whole) of a file of steps."""
    left, right = ("to_id", "from_id") if name == "boundaries.csv" else ("successor_id", "predecessor_id")
    for row in files.read_reference(name):
        to, giver = units.get(row[left]), units.get(row[right])
        yield to, giver, date.fromisoformat(row["date"]), row["whole"] == "1"


def test_there_were_61_provinces_then_64_then_63_and_now_34() -> None:
    count = [len(units.units("province", day)) for day in (EVES[0], *EVES[1:5], *EVES[-2:])]
    assert count == [61, 61, 64, 64, 63, 63, 34]
    assert units.units("province", date(1996, 12, 31)) == ()


def test_the_former_provinces_end_on_the_day_of_the_law() -> None:
    ended = {u.unit_id: u.valid_to for u in units.all_units()
             if u.level == "province" and u.valid_to and u.valid_to < date(2025, 6, 30)}  # fmt: skip
    assert set(ended) == FORMER
    assert ended.pop("01-1997") == ended.pop("28-1997") == date(2008, 7, 31)
    assert set(ended.values()) == {date(2003, 12, 31)}
    assert units.get("28-1997").full_name == "Tỉnh Hà Tây"


@pytest.mark.parametrize("day", EVES)
def test_the_units_of_a_day_are_the_parts_of_the_wholes_of_that_day(day: date) -> None:
    provinces = units.children("VN", day)
    assert provinces == units.units("province", day)
    districts = [d for p in provinces for d in units.children(p.unit_id, day) if d.level == "district"]
    assert {d.unit_id for d in districts} == {d.unit_id for d in units.units("district", day)}
    assert len(districts) == len(units.units("district", day))


def test_nothing_is_founded_from_or_merged_into_what_is_not_there() -> None:
    for name in ("succession.csv", "boundaries.csv"):
        for to, giver, day, whole in dated(name):
            assert to.level == giver.level or giver.level == "district", (to, giver)
            assert to.stands_on(day) and giver.stands_on(day - timedelta(days=1)), (to, giver)
            assert (name == "succession.csv") == (to.valid_from == day), (to, giver)
            assert not whole or not giver.stands_on(day), (to, giver)


@pytest.mark.parametrize(("day", "kinds"), [
    (date(2013, 12, 31), {"quan": 49, "thanh_pho": 64, "thi_xa": 47, "huyen": 548}),
    (date(2015, 12, 31), {"quan": 49, "thanh_pho": 67, "thi_xa": 51, "huyen": 546}),
    (date(2023, 10, 30), {"quan": 46, "thanh_pho": 83, "thi_xa": 52, "huyen": 524}),
])  # fmt: skip
def test_the_districts_of_a_day_are_as_many_of_each_kind_as_were_counted(day: date, kinds: dict[str, int]) -> None:
    assert Counter(units.on_day(u.unit_id, day).kind for u in units.units("district", day)) == kinds


def test_the_districts_are_697_in_2010_713_in_2019_and_696_in_the_end() -> None:
    """The census of 1/4/2019 lists 712 of the 713: nobody was counted on Hoàng Sa."""
    days = (date(2010, 12, 31), date(2019, 4, 1), date(2020, 3, 1), date(2021, 1, 1), date(2025, 1, 1))
    assert [len(units.units("district", day)) for day in days] == [697, 713, 707, 705, 696]


def test_the_names_of_a_district_are_those_of_its_days() -> None:
    named = {
        ("088-2008", date(2019, 12, 31)): "Huyện Sa Pa", ("088-2008", date(2020, 1, 1)): "Thị xã Sa Pa",
        ("407-2008", date(2020, 5, 31)): "Huyện Tĩnh Gia", ("407-2008", date(2020, 6, 1)): "Thị xã Nghi Sơn",
        ("721-2008", date(2010, 1, 1)): "Huyện Bến Cát", ("721-2008", date(2020, 1, 1)): "Thị xã Bến Cát",
        ("721-2008", date(2024, 5, 1)): "Thành phố Bến Cát", ("694-2008", date(2009, 1, 1)): "Huyện Bình Long",
        ("911-2008", date(2021, 2, 28)): "Huyện Phú Quốc", ("911-2008", date(2021, 3, 1)): "Thành phố Phú Quốc",
    }  # fmt: skip
    assert {key: units.name_on(*key) for key in named} == named


def test_a_district_founded_by_a_merger_is_the_sum_of_those_it_was_made_from() -> None:
    for founded, parts in FOUNDED.items():
        assert {s.predecessor.unit_id for s in units.predecessors(founded)} == parts
        assert units.is_exact(founded)
        assert not any(units.get(part).stands_on(units.get(founded).valid_from) for part in parts)


def test_a_district_that_only_grew_has_no_predecessor_to_be_added_up_from() -> None:
    for grown, merged in GROWN.items():
        assert units.predecessors(grown) == ()
        (step,) = units.successors(merged)
        assert (step.successor.unit_id, step.whole) == (grown, True)


def test_what_was_divided_is_never_added_up() -> None:
    for uid in ("01-2008", "11-2008", "12-2008", "66-2008", "67-2008", "92-2008", "93-2008", "049-2008",
                "019-2008", "021-2008", "474-2008", "475-2008", "224-2008", "449-2008"):  # fmt: skip
        assert units.predecessors(uid) and not units.is_exact(uid), uid


def test_the_communes_of_a_district_are_its_parts_from_its_last_boundaries_on() -> None:
    for uid, first in (("193-2008", "2020-01-01"), ("769-2008", "2021-01-01"), ("429-2008", "2024-12-01"),
                       ("164-2008", "2018-01-01"), ("447-2008", "2015-04-10")):  # fmt: skip
        day = date.fromisoformat(first)
        assert units.children(uid, day) and not units.children(uid, day - timedelta(days=1)), uid
    assert len(units.children("008-2008", date(2008, 8, 1))) == 14
    assert all(units.children(uid) == () for uid in ("204-2008", "762-2008", "374-2004"))


@pytest.mark.parametrize(("unit_id", "sentence"), [
    ("28-1997", "Tỉnh Hà Tây hợp nhất với thành phố Hà Nội, một phần tỉnh Hòa Bình và một phần tỉnh Vĩnh Phúc "
                "thành thành phố Hà Nội (mới) từ ngày 01/8/2008."),
    ("01-2008", "Thành phố Hà Nội được hợp nhất từ thành phố Hà Nội, tỉnh Hà Tây, một phần tỉnh Hòa Bình và "
                "một phần tỉnh Vĩnh Phúc từ ngày 01/8/2008."),
    ("12-1997", "Tỉnh Lai Châu được chia thành tỉnh Điện Biên và tỉnh Lai Châu (mới) từ ngày 01/01/2004."),
    ("66-1997", "Tỉnh Đắk Lắk được chia thành tỉnh Đắk Lắk (mới) và tỉnh Đắk Nông từ ngày 01/01/2004; "
                "địa bàn nay thuộc tỉnh Đắk Lắk và tỉnh Lâm Đồng."),
    ("26-2008", "Tỉnh Vĩnh Phúc hợp nhất với tỉnh Hòa Bình và tỉnh Phú Thọ thành tỉnh Phú Thọ (mới) "
                "từ ngày 01/7/2025."),
    ("11-2008", "Tỉnh Điện Biên được lập từ một phần tỉnh Lai Châu từ ngày 01/01/2004."),
    ("204-2008", "Huyện Hoành Bồ sáp nhập vào thành phố Hạ Long, tỉnh Quảng Ninh từ ngày 01/01/2020; "
                 "từ ngày 01/7/2025 không còn cấp huyện."),
    ("769-2004", "Quận 2 hợp nhất với quận Thủ Đức và quận 9 thành thành phố Thủ Đức, thành phố Hồ Chí Minh "
                 "từ ngày 01/01/2021; từ ngày 01/7/2025 không còn cấp huyện."),
    ("681-2008", "Huyện Đạ Huoai hợp nhất với huyện Đạ Tẻh và huyện Cát Tiên thành huyện Đạ Huoai (mới), "
                 "tỉnh Lâm Đồng từ ngày 01/12/2024; từ ngày 01/7/2025 không còn cấp huyện."),
    ("019-2004", "Huyện Từ Liêm được chia, từ ngày 27/12/2013 thuộc quận Nam Từ Liêm và quận Bắc Từ Liêm, "
                 "thành phố Hà Nội; từ ngày 01/7/2025 không còn cấp huyện."),
])  # fmt: skip
def test_what_became_of_a_former_unit_is_one_sentence(unit_id: str, sentence: str) -> None:
    assert units.became(unit_id) == sentence


def test_a_former_unit_leads_to_the_one_of_today_only_if_it_went_there_whole() -> None:
    assert units.present("28-1997").unit_id == units.present("01-1997").unit_id == "01-2008"
    assert units.present("26-2008").unit_id == "25-2025"
    for uid in ("12-1997", "92-1997", "762-2008", "204-2008"):
        with pytest.raises(DanVanError, match="không có một đơn vị hiện nay tương ứng"):
            units.present(uid)


def test_a_code_of_long_ago_means_the_unit_of_that_day() -> None:
    held = {("01", 2007): "01-1997", ("28", 2007): "28-1997", ("12", 2003): "12-1997", ("12", 2004): "12-2008",
            ("769", 2020): "769-2004", ("769", 2021): "769-2008", ("474", 2024): "474-2004"}  # fmt: skip
    found = {key: units.by_code(key[0], date(key[1], 12, 31)).unit_id for key in held if key != ("01", 2008)}
    assert found == held


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    """A workspace in memory with one batch and no figure."""
    found = connect(None, threads=1)
    migrate(found)
    reference.load(found)
    with found.writing() as cursor:
        cursor.execute(
            "insert into batch (batch_id, seq, kind, created_at, status) values ('D1', 1, 'import', ?, 'committed')",
            [date(2026, 1, 1)],
        )
    yield found
    found.close()


def figure(database: Database, told: list[Unit] | list[str], year: int, asked: str) -> ask.Figure:
    """How many models (DV13) a unit had in a year when each of these reported one."""
    row = {"indicator": "DV13", "breakdown": "", "value": 1.0, "qualifier": "", "state": "known", "source": ""}
    ids = [unit if isinstance(unit, str) else unit.unit_id for unit in told]
    rows = [{**dict.fromkeys(load.COLUMNS), **row, "unit_id": uid, "period_start": date(year, 1, 1),
             "period_end": date(year, 12, 31)} for uid in ids]  # fmt: skip
    frame = load.frame(pd.DataFrame(rows)).assign(batch_id="D1", observation_id=range(1, len(rows) + 1))
    with database.writing() as cursor:
        cursor.execute("delete from observation")
        cursor.register("incoming", frame)
        cursor.execute("insert into observation by name select * from incoming")
        cursor.unregister("incoming")
        rule.rebuild(cursor)
    return ask.figure(database, "DV13", asked, str(year))


@pytest.mark.parametrize(("year", "count"), [(2003, 61), (2005, 64), (2010, 63)])
def test_the_nation_is_the_sum_of_the_provinces_of_the_year(database: Database, year: int, count: int) -> None:
    found = figure(database, list(units.units("province", date(year, 12, 31))), year, "VN")
    assert (found.value, found.basis, found.parts_expected) == (count, "derived", count)


def test_the_nation_of_a_year_with_a_change_of_provinces_is_not_added_up(database: Database) -> None:
    found = figure(database, list(units.units("province", date(2008, 12, 31))), 2008, "VN")
    assert found.basis != "derived"


def test_ha_noi_before_its_enlargement_is_no_sum(database: Database) -> None:
    found = figure(database, ["01-1997", "28-1997", "26-2008", "17-2008"], 2007, "01-2008")
    assert (found.value, found.state) == (None, "refused")
    assert figure(database, ["12-1997"], 2003, "11-2008").value is None


def test_a_province_is_the_sum_of_its_districts_of_the_year(database: Database) -> None:
    districts = list(units.children("22-2008", date(2019, 12, 31)))
    assert len(districts) == 14
    found = figure(database, districts, 2019, "22-2008")
    assert (found.value, found.basis) == (14.0, "derived")
    assert figure(database, districts[:-1], 2019, "22-2008").basis == "partial"
    later = list(units.children("22-2008", date(2021, 12, 31)))
    assert figure(database, later, 2021, "22-2008").value == len(later) == 13


def test_a_merged_district_before_its_birth_is_added_up_only_from_whole_ones(database: Database) -> None:
    found = figure(database, ["762-2008", "763-2008", "769-2004"], 2019, "769-2008")
    assert (found.value, found.basis) == (3.0, "derived")
    assert figure(database, ["762-2008", "763-2008"], 2019, "769-2008").basis == "partial"
    assert figure(database, ["204-2008"], 2019, "193-2008").value is None
    assert figure(database, ["046-2008", "049-2004", "050-2008"], 2019, "049-2008").value is None


def test_the_communes_of_today_do_not_add_up_to_a_district_before_its_last_boundaries(database: Database) -> None:
    communes = list(units.children("193-2008", date(2024, 12, 31)))
    assert figure(database, communes, 2019, "193-2008").value is None
    assert figure(database, communes, 2021, "193-2008").value == len(communes)
