"""Comparisons: rates on a base, changes, groups of units, what may be ranked; judged by plain arithmetic in pandas."""

from datetime import date

import pandas as pd
import pytest

from danvan import units
from danvan.errors import DanVanError
from danvan.figures import compare, compare_groups
from tests.unit.chart_rows import figure_row, partial, table

FORMER, PRESENT = date(2024, 12, 31), date(2026, 6, 30)


def test_a_raw_count_is_never_ranked_but_its_rates_are() -> None:
    assert not compare.is_ranked("DT01", compare.VALUE)
    assert compare.is_ranked("DT01", compare.PER_COMMUNE)
    assert compare.is_ranked("YK08", compare.VALUE)
    assert compare.is_ranked("CC01", compare.VALUE)
    assert not compare.is_ranked("CC02", compare.VALUE), "a rank is not ranked again"


def test_communes_are_a_base_only_for_days_whose_list_is_known() -> None:
    assert compare.PER_COMMUNE not in compare.measures("DT01", "province", FORMER)
    assert compare.PER_COMMUNE in compare.measures("DT01", "province", date(2025, 6, 30))
    assert compare.PER_COMMUNE not in compare.measures("DT01", "commune", PRESENT)
    assert compare.measures("YK08", "province", PRESENT) == (compare.VALUE,)


def test_without_an_indicator_of_the_population_there_is_no_rate_of_people() -> None:
    assert compare.population() is None
    assert compare.PER_PEOPLE not in compare.measures("DT01", "province", PRESENT)


def test_a_rate_is_the_count_over_its_base_with_both_kept() -> None:
    rows = table(figure_row("a", 30), figure_row("b", 0), figure_row("c", None))
    found = compare.rated(rows, {"a": 12.0, "b": 4.0, "c": 3.0}, compare.PER_COMMUNE)
    assert found["value"].tolist()[:2] == [2.5, 0.0] and pd.isna(found["value"].iloc[2])
    assert found["numerator"].tolist()[:2] == [30, 0] and found["denominator"].tolist()[:2] == [12, 4]
    assert found["state"].tolist() == ["known", "known", "missing"]


def test_a_count_without_a_base_has_no_rate_and_says_so() -> None:
    found = compare.rated(table(figure_row("a", 30)), {}, compare.PER_RURAL)
    assert pd.isna(found["value"].iloc[0])
    assert (found["state"].iloc[0], found["basis"].iloc[0]) == ("no_base", "none")


def test_only_a_whole_exact_base_divides() -> None:
    rows = table(figure_row("a", 10), partial("b", 9), figure_row("c", 8, qualifier="hon"), figure_row("d", 0))
    assert compare.denominators(rows) == {"a": 10.0}


def test_several_units_share_the_rate_of_their_sums_not_the_mean_of_their_rates() -> None:
    rows = table(figure_row("a", 10), figure_row("b", 90))
    bases = {"a": 100.0, "b": 100.0 / 9}
    found = compare.pooled(rows, bases, compare.PER_COMMUNE)
    expected = rows["value"].sum() / sum(bases.values())
    mean = (rows["value"] / rows["unit_id"].map(bases)).mean()
    assert found["value"] == pytest.approx(expected) and abs(found["value"] - mean) > 1
    assert (found["basis"], found["parts_present"], found["parts_expected"]) == ("derived", 2, 2)


def test_a_pooled_rate_leaves_out_whoever_lacks_count_or_base_and_needs_half_of_them() -> None:
    rows = table(figure_row("a", 10), partial("b", 90), figure_row("c", 5), figure_row("d", 4))
    found = compare.pooled(rows, {"a": 2.0, "b": 3.0, "c": 1.0}, compare.PER_COMMUNE)
    assert (found["value"], found["basis"]) == (5.0, "partial")
    assert (found["parts_present"], found["parts_expected"]) == (2, 4)
    fewer = compare.pooled(rows, {"a": 2.0}, compare.PER_COMMUNE)
    assert fewer["value"] is None and fewer["basis"] == "none"


def test_a_change_needs_two_whole_exact_figures() -> None:
    whole, more = figure_row("a", 120), figure_row("a", 100)
    assert compare.change(whole, more, share=False) == compare.Change(20.0, 20.0)
    assert compare.change(whole, more, share=True) == compare.Change(20.0, None)
    assert compare.change(whole, figure_row("a", 0), share=False) == compare.Change(120.0, None)
    for other in (partial("a", 100), figure_row("a", 100, qualifier="hon"), figure_row("a", None)):
        assert compare.change(whole, other, share=False) == compare.Change(None, None)
        assert compare.change(other, whole, share=False) == compare.Change(None, None)


def test_a_change_of_decimals_is_what_a_person_would_subtract() -> None:
    told = compare.change(figure_row("a", 93.2), figure_row("a", 93.1), share=True)
    assert told.difference == 0.1


def test_the_units_of_a_level_are_those_of_the_day() -> None:
    nation = units.get(units.NATION)
    assert len(compare_groups.members(nation, compare_groups.ALL, FORMER)) == 63
    assert len(compare_groups.members(nation, compare_groups.ALL, PRESENT)) == 34


@pytest.mark.parametrize(("day", "count", "all_of"), [(FORMER, 6, 63), (PRESENT, 6, 34)])
def test_every_province_lies_in_exactly_one_of_the_six_regions_of_the_day(day: date, count: int, all_of: int) -> None:
    regions = compare_groups.regions(day)
    members = [unit_id for region in regions for unit_id in region.unit_ids]
    assert len(regions) == count
    assert len(members) == len(set(members)) == all_of


def test_a_unit_that_stood_through_the_reform_changes_its_region_with_it() -> None:
    former, present = (compare_groups.region_of("48-2008", FORMER), compare_groups.region_of("48-2025", PRESENT))
    assert former and former.name == "Bắc Trung Bộ và Duyên hải miền Trung"
    assert present and present.name == "Duyên hải Nam Trung Bộ và Tây Nguyên"
    hanoi = [compare_groups.region_of("01-2008", day) for day in (FORMER, PRESENT)]
    assert [region.code for region in hanoi if region] == ["DBSH-2008", "DBSH-2025"]


def test_cities_are_like_cities_and_provinces_like_those_of_their_region() -> None:
    cities = compare_groups.members(units.get("01-2008"), compare_groups.ALIKE, FORMER)
    assert {units.get(unit_id).name for unit_id in cities} == {
        "Hà Nội", "Hải Phòng", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ",
    } | ({"Huế"} & {units.on_day(unit_id, FORMER).name for unit_id in cities})  # fmt: skip
    alike = compare_groups.members(units.get("42-2008"), compare_groups.ALIKE, FORMER)
    assert "48-2008" not in alike, "a city of the region is not like a province"
    assert {units.region_on(unit_id, FORMER) for unit_id in alike} == {"BTBDHMT-2008"}


def test_lower_units_stand_beside_those_of_their_own_province() -> None:
    commune = next(unit for unit in units.units("commune", PRESENT) if unit.name == "Sóc Sơn")
    beside = compare_groups.members(commune, compare_groups.BESIDE, PRESENT)
    assert commune.unit_id in beside and len(beside) == 126


def test_ranks_of_63_and_of_34_units_are_never_of_one_kind() -> None:
    assert compare_groups.same_units(date(2020, 1, 1), date(2025, 6, 30))
    assert not compare_groups.same_units(date(2025, 6, 30), date(2025, 7, 1))


def test_an_unknown_group_is_refused_with_the_known_ones() -> None:
    with pytest.raises(DanVanError, match="khong-co"):
        compare_groups.members(units.get("01-2008"), "khong-co", FORMER)
