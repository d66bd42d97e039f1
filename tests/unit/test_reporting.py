"""When reports are due, what each level owes, and how punctuality is counted."""

from collections.abc import Iterator
from datetime import date, datetime

import pandas as pd
import pytest

from danvan import catalogue
from danvan.database import Database, connect
from danvan.database.migrate import migrate
from danvan.errors import DanVanError
from danvan.ingest import templates
from danvan.periods import cumulative, half, parse, quarter, year
from danvan.reporting import due, regime, status
from danvan.reporting.due import DueRule


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    opened = connect(None, threads=1)
    migrate(opened)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("2025-Q1", date(2025, 3, 20)),
        ("2025-Q4", date(2025, 12, 20)),
        ("2025-H1", date(2025, 6, 15)),
        ("2025-H2", date(2025, 12, 15)),
        ("2025-9M", date(2025, 9, 20)),
        ("2025", date(2025, 12, 15)),
        ("2025-02", date(2025, 2, 20)),
    ],
)
def test_each_kind_of_period_has_its_shipped_due_day(code: str, day: date) -> None:
    assert due.due(due.shipped(), parse(code)) == day


def test_an_interval_has_no_due_day() -> None:
    assert due.due(due.shipped(), parse("2013-01-01..2020-07-15")) is None


def test_a_rule_counts_from_its_first_day_and_not_before() -> None:
    own = (*due.shipped(), DueRule("quarter", 1, 5, date(2026, 1, 1), "Công văn", datetime(2026, 1, 2), "Lan"))
    assert due.due(own, quarter(2025, 4)) == date(2025, 12, 20)
    assert due.due(own, quarter(2026, 1)) == date(2026, 4, 5)


def test_of_two_rules_of_one_day_the_one_set_last_counts() -> None:
    since = date(2026, 1, 1)
    own = (DueRule("year", 0, 10, since, "a"), DueRule("year", 0, 12, since, "b"))
    assert due.due(own, year(2026)) == date(2026, 12, 12)


def test_a_day_that_the_month_has_not_is_its_last_one() -> None:
    assert DueRule("month", 0, 31, date(2000, 1, 1), "").due(parse("2025-02")) == date(2025, 2, 28)
    assert DueRule("year", 2, 31, date(2000, 1, 1), "").due(year(2025)) == date(2026, 2, 28)


def test_a_rule_that_was_set_is_kept_with_who_and_when(database: Database) -> None:
    at = datetime(2026, 5, 4, 9, 30)
    due.put(database, DueRule("half", 0, 10, date(2026, 1, 1), "Công văn 12", set_by="Lan"), at)
    kept = due.rules(database)[-1]
    assert (kept.set_by, kept.set_at, kept.basis) == ("Lan", at, "Công văn 12")
    assert due.due(due.rules(database), half(2026, 1)) == date(2026, 6, 10)


@pytest.mark.parametrize(
    "rule",
    [
        DueRule("half", 0, 32, date(2026, 1, 1), "x", set_by="Lan"),
        DueRule("half", -1, 3, date(2026, 1, 1), "x", set_by="Lan"),
        DueRule("tuan", 0, 3, date(2026, 1, 1), "x", set_by="Lan"),
        DueRule("half", 0, 3, date(2026, 1, 1), "x", set_by=" "),
        DueRule("half", 0, 3, date(2026, 1, 1), "", set_by="Lan"),
    ],
)
def test_a_rule_without_a_day_an_author_or_a_basis_is_refused(database: Database, rule: DueRule) -> None:
    before = len(due.rules(database))
    with pytest.raises(DanVanError):
        due.put(database, rule, datetime(2026, 1, 1))
    assert len(due.rules(database)) == before


def test_what_is_required_has_a_column_in_the_form_of_its_topic() -> None:
    for row in regime.all_required():
        for level in row.levels:
            day = date(2025, 6, 30) if level == "district" else date(2026, 12, 31)
            columns = {column.indicator for column in templates.definitions.columns(row.topic, [level], day)}
            assert set(row.indicators) <= columns, (row.topic, level)


def test_nothing_is_required_twice_or_as_a_computed_ratio() -> None:
    for kind in regime.KINDS:
        for level in regime.LEVELS:
            for topic in regime.topics(kind, level):
                codes = regime.required(topic, kind, level)
                assert len(set(codes)) == len(codes) > 0
                assert not [code for code in codes if catalogue.get(code).kind == "ratio"]


def test_a_province_owes_more_of_a_topic_than_a_commune() -> None:
    assert set(regime.required("opinion", "quarter", "commune")) < set(
        regime.required("opinion", "quarter", "province")
    )
    assert "oversight" not in regime.topics("quarter", "province")


def test_periods_of_a_kind_are_in_order() -> None:
    assert status.periods("quarter", 2025, 2026)[0] == quarter(2025, 1)
    assert len(status.periods("month", 2025, 2026)) == 24
    assert status.periods("nine_months", 2025, 2025) == (cumulative(2025, 9),)


def test_a_rate_counts_only_reports_whose_day_can_be_judged() -> None:
    found = status.rate(["on_time", "late", "missing", "unknown_day", "other_period", "not_due", "not_applicable"])
    assert (found.on_time, found.judged, found.reported, found.owed) == (1, 3, 4, 5)
    assert found.share == pytest.approx(100 / 3)
    assert status.rate(["unknown_day", "not_due"]).share is None


def test_units_that_stand_are_reminded_of_the_newest_report_first() -> None:
    rows = pd.DataFrame(
        {
            "state": ["missing", "late", "partial", "missing", "missing", "not_entered"],
            "valid_to": pd.to_datetime([None, None, None, "2025-06-30", "2026-06-30", None]),
            "period_start": pd.to_datetime(["2025-01-01"] * 6),
            "period_end": pd.to_datetime(
                ["2025-03-31", "2025-12-31", "2025-06-30", "2025-03-31", "2025-09-30", "2025-12-31"]
            ),
        }
    )
    assert list(status.owed(rows, date(2026, 6, 30)).index) == [4, 2, 0]


def test_days_after_are_told_of_late_and_overdue_reports_only() -> None:
    assert status.late({"state": "late", "days_after": 3.0}) == 3
    assert status.late({"state": "missing", "days_after": 7}) == 7
    assert status.late({"state": "on_time", "days_after": -3}) is None
    assert status.late({"state": "missing", "days_after": None}) is None
