"""The table of who has reported: the rows of danvan.reporting.status as cells with letters, told when pointed at."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from danvan import catalogue, numbers
from danvan.charts.heat import HeatCell, HeatRow
from danvan.periods import Period
from danvan.reporting import status
from danvan.reporting.due import DueRule, due
from danvan.texts import text
from danvan.ui import closed, frame
from danvan.ui.completeness_choose import Choice

Row = dict[str, Any]


def rows(choice: Choice, found: pd.DataFrame) -> list[HeatRow]:
    """One row a unit; those that ended stand after those of today, under a heading each where there are both."""
    present, former = [], []
    for unit_id, part in found.groupby("unit_id", sort=False):
        records = {(row["period_start"], row["period_end"]): row for row in part.to_dict("records")}
        cells = [records[(pd.Timestamp(span.start), pd.Timestamp(span.end))] for span in choice.spans]
        if all(row["state"] == "not_applicable" for row in cells):
            continue
        ended = pd.notna(cells[0]["valid_to"]) and cells[0]["valid_to"].date() < choice.today
        (former if ended else present).append((str(unit_id), cells))
    both = bool(present and former)
    return [
        _row(choice, unit_id, cells, text(f"completeness.{group}") if both else "")
        for group, listed in (("present", present), ("former", former))
        for unit_id, cells in listed
    ]


def _row(choice: Choice, unit_id: str, cells: Sequence[Row], group: str) -> HeatRow:
    counted = status.rate(row["state"] for row in cells)
    told = tuple(HeatCell(row["state"], _told(row, span)) for row, span in zip(cells, choice.spans, strict=True))
    link = frame.link("unit_profile", dv=unit_id)
    return HeatRow(cells[0]["full_name"], link, told, in_time(counted), group)


def in_time(counted: status.Rate) -> str:
    """'7/8': reports in time of those that can be judged; '' without any."""
    return f"{numbers.number(counted.on_time)}/{numbers.number(counted.judged)}" if counted.judged else ""


def columns(choice: Choice, rules: Sequence[DueRule]) -> list[tuple[str, str]]:
    """(short name, due day and whether it is closed) of each period."""
    return [(span.short, _under(choice, rules, span)) for span in choice.spans]


def _under(choice: Choice, rules: Sequence[DueRule], span: Period) -> str:
    words = text("completeness.due_short", day=_day(due(rules, span)))
    return f"{words} · {text('closing.short')}" if closed.of(span, choice.unit.unit_id) else words


def counts(choice: Choice, found: pd.DataFrame) -> list[dict[str, int]]:
    """State → number of reports, one entry a period."""
    made = []
    for span in choice.spans:
        here = found[
            (found["period_start"] == pd.Timestamp(span.start)) & (found["period_end"] == pd.Timestamp(span.end))
        ]
        made.append({str(state): int(count) for state, count in here["state"].value_counts().items()})
    return made


def absent(row: Row) -> str:
    """The indicators that a report lacks, by name."""
    return "; ".join(catalogue.get(code).name for code in row["absent"])


def _told(row: Row, span: Period) -> str:
    state, days = row["state"], status.late(row)
    return text(
        f"completeness.told_{state}",
        unit=row["full_name"],
        period=span.label[:1].lower() + span.label[1:],
        day=_day(row["first_at"]),
        due=_day(row["due"]),
        days=numbers.number(days, missing=""),
        absent=absent(row) if state == "partial" else "",
    )


def _day(value: Any) -> str:
    return "" if value is None or pd.isna(value) else numbers.date(pd.Timestamp(value).date())
