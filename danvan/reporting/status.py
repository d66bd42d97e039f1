"""What became of the reports that units owe: asked of the database for some topics, periods and units, and counted.

Owns the states a report can be in and their order of gravity. A report not due yet, one that does not apply and one
whose day of arrival nobody took down count for nothing in a rate of punctuality.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from danvan.periods import Period, cumulative, half, month, quarter, year
from danvan.reporting import regime
from danvan.reporting.due import DueRule, due

STATES = (
    "missing", "partial", "late", "on_time", "other_period", "unknown_day", "not_entered", "not_due", "not_applicable",
)  # fmt: skip
"""From the gravest to what says nothing."""
OWED = ("missing", "partial")
"""The states that a reminder is written about."""
JUDGED = ("missing", "partial", "late", "on_time")
"""The states that a rate of punctuality is made of."""
REPORTED = ("late", "on_time", "other_period", "unknown_day")
ALL = "tat-ca"
"""Every topic together, as one report."""
Ask = Callable[..., pd.DataFrame]
"""A named question with its parameters: Database.ask, or the cached one."""


def periods(kind: str, first: int, last: int) -> tuple[Period, ...]:
    """Every period of a kind of the years first..last, in order."""
    made = {
        "month": lambda y: [month(y, n) for n in range(1, 13)],
        "quarter": lambda y: [quarter(y, n) for n in range(1, 5)],
        "half": lambda y: [half(y, 1), half(y, 2)],
        "nine_months": lambda y: [cumulative(y, 9)],
        "year": lambda y: [year(y)],
    }[kind]
    return tuple(period for number in range(first, last + 1) for period in made(number))


def ask(
    ask: Ask, *, kind: str, level: str, spans: Sequence[Period], rules: Iterable[DueRule], today: date,
    topics: Sequence[str] = (), parent: str | None = None, together: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """One row per (topic, unit, period): see queries/completeness/status.sql.

    topics: default all that the level reports for the kind; together: as one topic, ALL. Empty where nothing is owed.
    """
    known = tuple(rules)
    chosen = topics or tuple(regime.topics(kind, level))
    wanted = [(topic, code) for topic in chosen for code in regime.required(topic, kind, level)]
    if not wanted or not spans:
        return pd.DataFrame(columns=["topic", "unit_id", "period_start", "period_end", "due", "state", "absent"])
    return ask(
        "completeness.status",
        topics=[ALL if together else topic for topic, _ in wanted],
        required=[code for _, code in wanted],
        starts=[span.start for span in spans],
        ends=[span.end for span in spans],
        dues=[due(known, span) for span in spans],
        level=level,
        parent=parent,
        today=today,
    )


@dataclass(frozen=True)
class Rate:
    """How many of the reports owed came, and how many of them in time."""

    on_time: int
    judged: int
    reported: int
    owed: int

    @property
    def share(self) -> float | None:
        """Per cent in time of those that can be judged; None without any."""
        return 100 * self.on_time / self.judged if self.judged else None


def rate(states: Iterable[str]) -> Rate:
    """The counts of some reports' states."""
    found = list(states)
    return Rate(
        found.count("on_time"),
        sum(state in JUDGED for state in found),
        sum(state in REPORTED for state in found),
        sum(state in JUDGED or state in REPORTED for state in found),
    )


def owed(rows: pd.DataFrame, today: date) -> pd.DataFrame:
    """The reports to remind of: overdue and missing or lacking something, of units that still stand; newest first."""
    if rows.empty:
        return rows
    stands = rows["valid_to"].isna() | (rows["valid_to"] >= pd.Timestamp(today))
    found = rows[rows["state"].isin(OWED) & stands]
    return found.sort_values(["period_end", "period_start"], ascending=[False, True], kind="stable")


def late(row: dict[str, Any]) -> int | None:
    """Days after the due day, of a report that came late or has not come; None otherwise."""
    days = row.get("days_after")
    return (
        int(days) if row["state"] in ("late", *OWED) and days is not None and not pd.isna(days) and days > 0 else None
    )
