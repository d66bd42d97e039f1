"""How far a target has come: every boundary of status, pace and projection, for counted and measured indicators."""

from datetime import date

import pandas as pd
import pytest

from danvan.plans import progress, series, targets
from danvan.plans.targets import AT_LEAST, AT_MOST, BEHIND, ON_WAY, REACHED, UNKNOWN, Point, Target

YEAR_END, TODAY = date(2026, 12, 31), date(2026, 10, 15)
JUNE, SEPTEMBER = date(2026, 6, 30), date(2026, 9, 30)


def counted(value: float = 100, bound: str = AT_LEAST, **more: object) -> Target:
    return Target("CT1", "DT01", "01-2008", "", YEAR_END, value, bound, start=date(2026, 1, 1), **more)


def measured(value: float, bound: str = AT_LEAST, indicator: str = "NT06", **more: object) -> Target:
    return Target("CT1", indicator, "01-2008", "", YEAR_END, value, bound, **more)


def status(target: Target, *points: Point, today: date = TODAY) -> str:
    return targets.progress(target, points, today).status


def test_without_a_figure_nothing_is_known() -> None:
    found = targets.progress(counted(), [], TODAY)
    assert (found.status, found.reason, found.point, found.projected) == (UNKNOWN, "no_figure", None, None)


@pytest.mark.parametrize(
    ("value", "expected"), [(100, REACHED), (100.5, REACHED), (99.9, ON_WAY), (73 * 100 / 98, BEHIND)]
)
def test_a_counted_target_is_reached_at_its_value_and_else_measured_by_the_road(value: float, expected: str) -> None:
    # On 30/9 the road stands at 273/365 of 100 = 74,79…
    assert status(counted(), Point(SEPTEMBER, value)) == expected


def test_the_road_itself_is_on_the_way_and_a_hair_under_it_behind() -> None:
    road = 100 * 273 / 365
    found = targets.progress(counted(), [Point(SEPTEMBER, road)], TODAY)
    assert (found.status, found.expected) == (ON_WAY, pytest.approx(road))
    assert status(counted(), Point(SEPTEMBER, road - 0.01)) == BEHIND


def test_what_was_there_before_the_start_counts_with_it() -> None:
    found = targets.progress(counted(base_value=40), [Point(JUNE, 70)], TODAY)
    assert found.expected == pytest.approx(40 + 60 * 181 / 365)
    assert found.status == ON_WAY


def test_a_limit_on_what_is_counted_is_kept_only_when_the_due_day_is_reached() -> None:
    limit = counted(bound=AT_MOST)
    assert status(limit, Point(SEPTEMBER, 60)) == ON_WAY
    assert status(limit, Point(SEPTEMBER, 80)) == BEHIND
    assert status(limit, Point(YEAR_END, 100), today=date(2027, 2, 1)) == REACHED
    assert status(limit, Point(YEAR_END, 101), today=date(2027, 2, 1)) == BEHIND


def test_a_limit_exceeded_is_exceeded_whatever_the_day() -> None:
    assert status(counted(bound=AT_MOST), Point(JUNE, 101, whole=False)) == BEHIND
    assert status(counted(bound=AT_MOST), Point(JUNE, 101, "hon")) == BEHIND


def test_at_the_due_day_short_is_behind_and_before_it_the_figures_must_reach_it() -> None:
    later = date(2027, 3, 1)
    assert status(counted(), Point(YEAR_END, 99), today=later) == BEHIND
    found = targets.progress(counted(), [Point(SEPTEMBER, 99)], later)
    assert (found.status, found.reason) == (UNKNOWN, "not_to_due")
    assert status(counted(), Point(SEPTEMBER, 100), today=later) == REACHED


def test_a_figure_after_the_due_day_is_not_taken() -> None:
    assert status(counted(), Point(date(2027, 1, 31), 500), today=date(2027, 3, 1)) == UNKNOWN


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        (Point(SEPTEMBER, 100, "hon"), REACHED),
        (Point(SEPTEMBER, 100, "gan"), UNKNOWN),
        (Point(SEPTEMBER, 99, "gan"), UNKNOWN),
        (Point(SEPTEMBER, 70, "gan"), BEHIND),
        (Point(SEPTEMBER, 120, "khoang"), UNKNOWN),
        (Point(SEPTEMBER, 70, "hon"), UNKNOWN),
        (Point(SEPTEMBER, 100, whole=False), REACHED),
        (Point(SEPTEMBER, 90, whole=False), UNKNOWN),
    ],
)
def test_inexact_and_partial_figures_tell_only_what_they_bound(point: Point, expected: str) -> None:
    assert status(counted(), point) == expected


def test_a_level_is_measured_from_its_base() -> None:
    rising = measured(90, start=date(2025, 12, 31), base_value=80)
    found = targets.progress(rising, [Point(JUNE, 86)], TODAY)
    assert found.expected == pytest.approx(80 + 10 * 181 / 365)
    assert found.status == ON_WAY
    assert status(rising, Point(JUNE, 84)) == BEHIND
    assert status(rising, Point(JUNE, 90)) == REACHED


def test_a_level_without_a_base_is_reached_or_unknown_never_behind_before_its_day() -> None:
    found = targets.progress(measured(90), [Point(JUNE, 50)], TODAY)
    assert (found.status, found.reason) == (UNKNOWN, "no_base")
    assert status(measured(90), Point(JUNE, 91)) == REACHED
    assert status(measured(90), Point(YEAR_END, 50), today=date(2027, 2, 1)) == BEHIND


def test_the_base_of_a_level_is_the_last_known_one_by_its_day_unless_typed() -> None:
    found = targets.progress(
        measured(90, start=date(2026, 1, 1)), [Point(date(2025, 12, 31), 70), Point(JUNE, 82)], TODAY
    )
    assert found.base == Point(date(2026, 1, 1), 70)
    assert found.status == ON_WAY


def test_a_level_with_no_figure_since_its_base_is_unknown() -> None:
    found = targets.progress(measured(90, start=date(2025, 12, 31)), [Point(date(2025, 12, 31), 80)], TODAY)
    assert (found.status, found.reason) == (UNKNOWN, "no_news")


def test_a_falling_level_follows_the_road_down() -> None:
    falling = measured(10, AT_MOST, "YK05", start=date(2025, 12, 31), base_value=50)
    assert targets.progress(falling, [Point(JUNE, 30)], TODAY).expected == pytest.approx(50 - 40 * 181 / 365)
    assert status(falling, Point(JUNE, 30)) == ON_WAY
    assert status(falling, Point(JUNE, 31)) == BEHIND
    assert status(falling, Point(JUNE, 10)) == REACHED


def test_an_index_is_a_level() -> None:
    index = measured(90, indicator="CC01", start=date(2025, 12, 31), base_value=85)
    assert status(index, Point(JUNE, 88)) == ON_WAY
    assert status(index, Point(JUNE, 87)) == BEHIND


def test_what_is_still_needed_is_told_per_quarter_within_a_year_and_per_year_beyond() -> None:
    found = targets.progress(counted(), [Point(SEPTEMBER, 60)], TODAY)
    assert (found.needed, found.pace_unit) == (40, "quarter")
    assert found.pace_needed == 40
    term = Target("CT1", "DT01", "01-2008", "", date(2030, 12, 31), 1000, AT_LEAST, start=date(2026, 1, 1))
    long = targets.progress(term, [Point(date(2026, 12, 31), 200)], date(2027, 2, 1))
    assert (long.needed, long.pace_unit) == (800, "year")
    assert long.pace_needed == 200


def test_half_a_year_is_two_quarters_although_it_has_184_days() -> None:
    year = Target("CT1", "DT01", "01-2008", "", date(2026, 12, 31), 660, AT_LEAST, start=date(2026, 1, 1))
    assert targets.progress(year, [Point(JUNE, 200)], TODAY).pace_needed == 230
    other_day = targets.progress(year, [Point(date(2026, 7, 10), 200)], TODAY)
    assert other_day.pace_needed == pytest.approx(460 / (174 / (365.25 / 4)))


def test_nothing_is_projected_from_one_point() -> None:
    assert targets.progress(counted(), [Point(SEPTEMBER, 60)], TODAY).projected is None
    rising = measured(90, start=date(2025, 12, 31), base_value=80)
    assert targets.progress(rising, [Point(JUNE, 86)], TODAY).projected is None


def test_the_projection_keeps_the_average_pace_since_the_start() -> None:
    found = targets.progress(counted(), [Point(JUNE, 30), Point(SEPTEMBER, 60)], TODAY)
    assert found.projected == pytest.approx(60 + 60 / 273 * 92)
    assert found.pace == pytest.approx(60 / 273 * 365.25)


@pytest.mark.parametrize("last", [Point(SEPTEMBER, 60, "hon"), Point(SEPTEMBER, 60, whole=False)])
def test_nothing_is_projected_from_an_inexact_last_figure(last: Point) -> None:
    assert targets.progress(counted(), [Point(JUNE, 30), last], TODAY).projected is None


def test_a_share_is_not_projected_past_a_hundred_and_nothing_after_the_due_day() -> None:
    rising = measured(99, start=date(2025, 12, 31), base_value=80)
    points = [Point(date(2026, 3, 31), 90), Point(JUNE, 98)]
    assert targets.progress(rising, points, TODAY).projected == 100
    ended = targets.progress(counted(), [Point(JUNE, 30), Point(YEAR_END, 60)], date(2027, 2, 1))
    assert ended.projected is None


def _figure(start: date, end: date, value: float, **more: object) -> dict[str, object]:
    common = {"qualifier": "", "state": "known", "basis": "reported", "as_of": None}
    return {"period_start": start, "period_end": end, "value": value, **common, **more}


def _quarters(*values: float | None) -> list[dict[str, object]]:
    starts = [date(2026, month, 1) for month in (1, 4, 7, 10)]
    ends = [date(2026, 3, 31), JUNE, SEPTEMBER, YEAR_END]
    return [
        _figure(first, last, value)
        for first, last, value in zip(starts, ends, values, strict=False)
        if value is not None
    ]


def test_sums_since_the_start_stop_at_the_first_gap() -> None:
    found = series.points(counted(), _quarters(10, None, 12))
    assert [(point.day, point.value) for point in found] == [(date(2026, 3, 31), 10)]


def test_years_and_the_running_year_make_a_sum_since_the_start_of_a_term() -> None:
    term = Target("CT1", "DT01", "01-2008", "", date(2030, 12, 31), 1000, AT_LEAST, start=date(2025, 1, 1))
    half = _figure(date(2026, 1, 1), JUNE, 70)
    found = series.points(term, [_figure(date(2025, 1, 1), date(2025, 12, 31), 100), half, *_quarters(40)])
    assert [(point.day, point.value) for point in found] == [
        (date(2025, 12, 31), 100),
        (date(2026, 3, 31), 140),
        (JUNE, 170),
    ]


def test_a_reported_interval_from_the_start_is_a_point() -> None:
    own = Target("CT1", "DT01", "42-2008", "", date(2023, 12, 31), 2000, AT_LEAST, start=date(2018, 4, 4))
    found = series.points(own, [_figure(date(2018, 4, 4), date(2023, 8, 25), 2015)])
    assert [(point.day, point.value) for point in found] == [(date(2023, 8, 25), 2015)]


def test_where_nothing_is_whole_a_partial_sum_is_marked_and_ends_on_its_own_day() -> None:
    partial = _figure(date(2026, 1, 1), YEAR_END, 80, basis="partial", as_of=date(2026, 10, 8))
    found = series.points(counted(), [partial])
    assert [(point.day, point.value, point.whole) for point in found] == [(date(2026, 10, 8), 80, False)]
    assert targets.progress(counted(), found, TODAY).status == UNKNOWN


def test_a_sum_with_a_more_than_is_more_than() -> None:
    term = Target("CT1", "DT01", "01-2008", "", YEAR_END, 100, AT_LEAST, start=date(2025, 1, 1))
    rows = [_figure(date(2025, 1, 1), date(2025, 12, 31), 10, qualifier="hon"), *_quarters(20)]
    assert series.points(term, rows)[-1].qualifier == "hon"
    rows[1]["qualifier"] = "gan"
    assert series.points(term, rows)[-1].qualifier == "khoang"


def test_of_several_rates_that_end_on_a_day_the_yearly_one_counts() -> None:
    rate = measured(80, indicator="YK08")
    rows = [
        _figure(date(2025, 10, 1), date(2025, 12, 31), 60),
        _figure(date(2025, 1, 1), date(2025, 12, 31), 75),
        _figure(date(2021, 1, 1), date(2025, 12, 31), 70),
    ]
    assert [point.value for point in series.points(rate, rows)] == [75]


def test_asked_for_a_past_day_a_target_is_judged_by_the_figures_up_to_it() -> None:
    rows = pd.DataFrame(
        {"target_id": "CT1", "period_start": date(2026, 1, 1), "period_end": [JUNE, SEPTEMBER], "value": [20.0, 90.0]}
    ).assign(qualifier="", state="known", basis="reported", as_of=SEPTEMBER)
    wanted = [counted()]
    now, then = (progress.of(lambda *_, **__: rows, wanted, TODAY, until=day)[0] for day in (None, JUNE))
    assert (now.status, now.point.value) == (ON_WAY, 90.0)
    assert (then.status, then.point.value) == (BEHIND, 20.0)
