"""Prescribed numbers: which is in force, what is due in a span, and how a unit's own count is judged."""

from datetime import date

import pandas as pd
import pytest

from danvan import periods
from danvan.periods import Period
from danvan.plans import averages, compliance, norms
from danvan.plans.compliance import BELOW, MET, NONE, NOT_DUE, UNKNOWN
from danvan.plans.norms import Norm

TODAY = date(2026, 11, 21)


def norm(
    value: float, since: date, *, unit: str = "01-2008", rhythm: str = "year", until: date | None = None, name: str = ""
) -> Norm:
    return Norm(name or f"DM-{since}", "DT02", unit, "commune", since, until, rhythm, value)


def due(known: list[Norm], span: Period, by: date = TODAY) -> tuple[float | None, float | None]:
    found = norms.due([*known, *norms.shipped()], "DT02", "commune", "01-2008", span, by)
    return found.by_day, found.whole


def test_without_a_regulation_of_the_province_the_national_number_is_due() -> None:
    assert due([], periods.year(2026)) == (None, 1)
    assert due([], periods.year(2025)) == (1, 1)


def test_the_law_is_the_basis_for_communes_since_the_first_whole_year_and_an_assumption_before() -> None:
    used = {
        year: norms.due(norms.shipped(), "DT02", "commune", "01-2008", periods.year(year), TODAY).norms[0]
        for year in (2025, 2026)
    }
    assert used[2025].assumed and not used[2025].document.title
    assert not used[2026].assumed and "Điều 43" in used[2026].document.title


def test_a_provinces_own_regulation_comes_before_the_national_one_and_only_there() -> None:
    own = [norm(2, date(2020, 1, 1))]
    assert due(own, periods.year(2024)) == (2, 2)
    found = norms.due([*own, *norms.shipped()], "DT02", "commune", "42-2008", periods.year(2024), TODAY)
    assert found.whole == 1


def test_the_regulation_in_force_on_the_first_day_of_a_year_holds_for_all_of_it() -> None:
    own = [norm(1, date(2020, 1, 1)), norm(3, date(2023, 7, 1))]
    assert due(own, periods.year(2023)) == (1, 1)
    assert due(own, periods.year(2024)) == (3, 3)


def test_a_regulation_that_has_ended_gives_way_to_the_national_number() -> None:
    own = [norm(4, date(2020, 1, 1), until=date(2022, 12, 31))]
    assert due(own, periods.year(2022)) == (4, 4)
    assert due(own, periods.year(2023)) == (1, 1)


def test_one_typed_for_the_nation_replaces_the_shipped_default_but_no_provinces_own() -> None:
    national = norm(2, date(2015, 1, 1), unit="VN")
    assert due([national], periods.year(2024)) == (2, 2)
    assert due([national, norm(5, date(2010, 1, 1))], periods.year(2024)) == (5, 5)


def test_a_yearly_number_says_nothing_about_a_quarter() -> None:
    assert due([], periods.quarter(2024, 1)) == (None, None)


@pytest.mark.parametrize(
    ("span", "by", "expected"),
    [
        (periods.year(2026), date(2026, 9, 30), (3, 4)),
        (periods.year(2026), date(2026, 9, 29), (2, 4)),
        (periods.year(2026), date(2026, 3, 30), (None, 4)),
        (periods.half(2026, 1), date(2026, 9, 30), (2, 2)),
        (periods.cumulative(2026, 9), date(2026, 9, 30), (3, 3)),
    ],
)
def test_a_quarterly_number_is_due_for_the_quarters_that_are_over(
    span: Period, by: date, expected: tuple[float | None, float]
) -> None:
    assert due([norm(1, date(2020, 1, 1), rhythm="quarter")], span, by) == expected


def test_reception_days_are_due_from_the_first_whole_month_of_the_regulation() -> None:
    found = norms.due(norms.shipped(), "KN01", "commune", "01-2008", periods.year(2019), TODAY)
    assert found.whole == 2 * 10
    year = norms.due(norms.shipped(), "KN01", "province", "01-2008", periods.year(2024), TODAY)
    assert year.whole == 12


def test_no_number_is_due_of_districts_after_june_2025() -> None:
    found = norms.due(norms.shipped(), "KN01", "district", "01-2008", periods.half(2025, 2), TODAY)
    assert found.whole is None


def _row(value: float | None, *, qualifier: str = "", basis: str = "reported", **more: object) -> dict[str, object]:
    return {"value": value, "qualifier": qualifier, "basis": basis, **more}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (_row(2), MET),
        (_row(3), MET),
        (_row(1), BELOW),
        (_row(0), NONE),
        (_row(None, basis="none"), UNKNOWN),
        (_row(1, basis="partial"), UNKNOWN),
        (_row(0, basis="partial"), UNKNOWN),
        (_row(2, basis="partial"), MET),
        (_row(2, qualifier="hon"), MET),
        (_row(1, qualifier="hon"), UNKNOWN),
        (_row(2, qualifier="gan"), BELOW),
        (_row(3, qualifier="gan"), UNKNOWN),
        (_row(5, qualifier="khoang"), UNKNOWN),
    ],
)
def test_a_unit_is_judged_from_its_own_count_against_two(row: dict[str, object], expected: str) -> None:
    assert compliance.status_of(row, 2) == expected


def _counts(*rows: dict[str, object]) -> pd.DataFrame:
    common = {
        "indicator": "DT02", "province_id": "01-2008", "province_name": "Hà Nội", "state": "known", "period_end": None,
    }  # fmt: skip
    return pd.DataFrame([{"unit_id": f"u{at}", **common, **row} for at, row in enumerate(rows)])


def test_a_total_over_all_units_hides_nobody_who_held_none() -> None:
    rows = _counts(_row(26), _row(0), _row(0), _row(None, basis="none", state="missing"))
    judged = compliance.judge(rows, norms.shipped(), level="commune", span=periods.year(2024), today=TODAY)
    found = compliance.count(judged)
    assert (found.met, found.below, found.none, found.unknown) == (1, 0, 2, 1)
    assert (found.obliged, found.known, found.held, found.due) == (4, 3, 26, 4)
    assert (found.least, found.most) == (25, 50)


def test_what_does_not_apply_to_a_unit_is_not_counted_against_it() -> None:
    rows = _counts(_row(1), _row(None, basis="none", state="not_applicable"))
    judged = compliance.judge(rows, norms.shipped(), level="commune", span=periods.year(2024), today=TODAY)
    assert list(judged["status"]) == [MET, NOT_DUE]
    assert compliance.count(judged).obliged == 1


def test_in_a_running_year_a_yearly_number_is_held_against_the_whole_year_and_marked_early() -> None:
    rows = _counts(_row(0), _row(1)).assign(period_end=date(2026, 9, 30))
    judged = compliance.judge(rows, norms.shipped(), level="commune", span=periods.year(2026), today=TODAY)
    assert list(judged["status"]) == [NONE, MET]
    assert list(judged["early"]) == [True, True]
    assert list(judged["due"]) == [1, 1]


def test_in_a_running_year_a_quarterly_number_is_held_against_each_units_own_last_day() -> None:
    rows = _counts(_row(2), _row(2)).assign(period_end=[date(2026, 6, 30), date(2026, 9, 30)])
    own = [norm(1, date(2020, 1, 1), rhythm="quarter")]
    judged = compliance.judge(rows, own, level="commune", span=periods.year(2026), today=TODAY)
    assert list(judged["status"]) == [MET, BELOW]
    assert list(judged["due"]) == [2, 3]
    assert not judged["early"].any()


def _interval(value: float, unit: str = "016-2008", **more: object) -> dict[str, object]:
    return {
        "unit_id": unit, "full_name": "Huyện Sóc Sơn", "indicator": "DT02", "breakdown": "cap=xa", "qualifier": "",
        "period_start": date(2021, 1, 1), "period_end": date(2024, 3, 6), "value": value, **more,
    }  # fmt: skip


def test_soc_sons_78_dialogues_of_26_communes_over_three_years_are_one_a_year_on_average() -> None:
    found = averages.of_row(_interval(78), "commune")
    assert (found.members, found.first_year, found.last_year, found.rate) == (26, 2021, 2023, 1.0)
    assert found.decimals == 0
    district = averages.of_row(_interval(3, breakdown="cap=huyen"), "district")
    assert (district.members, district.rate) == (1, 1.0)


def test_an_average_is_not_rounded_to_what_is_prescribed() -> None:
    found = averages.of_row(_interval(76), "commune")
    assert found.rate == pytest.approx(76 / 78)
    assert found.decimals == 1


def test_an_interval_without_a_whole_year_or_a_unit_of_the_level_has_no_average() -> None:
    assert averages.of_row(_interval(5, period_start=date(2023, 3, 1)), "commune") is None
    assert (
        averages.of_row(_interval(5, period_start=date(2025, 7, 1), period_end=date(2026, 12, 31)), "district") is None
    )
