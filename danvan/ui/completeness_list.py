"""The reports to remind of: a table on the page and the workbook that is sent out."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from danvan import numbers
from danvan.charts.rows import period_of
from danvan.export import reminder
from danvan.export.reminder import Reminder
from danvan.reporting import regime, status
from danvan.reporting.due import DueRule
from danvan.texts import text
from danvan.ui import completeness_due, frame, handed
from danvan.ui.completeness_choose import Choice
from danvan.ui.completeness_grid import absent
from danvan.ui.table import Cell, Column, table

DRAWN = 60


def draw(choice: Choice, found: pd.DataFrame, rules: Sequence[DueRule], where: str) -> None:
    """The heading, the table and the download. found: a row a topic, unit and period."""
    st.subheader(text("completeness.list"))
    owed = status.owed(found, choice.today)
    if owed.empty:
        st.html(f'<div class="empty">{text("completeness.list_none")}</div>')
        return
    count, reporters = numbers.number(len(owed)), numbers.number(owed["unit_id"].nunique())
    st.caption(text("completeness.list_lead", count=count, units=reporters))
    names = regime.topics(choice.kind, choice.level)
    columns = [
        Column(text("completeness.list_unit")),
        Column(text("completeness.topic")),
        Column(text("completeness.list_period")),
        Column(text("completeness.list_due")),
        Column(text("completeness.list_days"), numeric=True),
        Column(text("completeness.list_state")),
        Column(text("completeness.list_absent")),
    ]
    records = owed.to_dict("records")
    lines = [_line(row, names) for row in records]
    table(columns, lines, key="reminders", label=text("completeness.list"), most=DRAWN, stack=True)
    _download(choice, records, names, rules, where)


def _line(row: dict[str, Any], names: dict[str, str]) -> list[Cell]:
    period, days = period_of(row), status.late(row)
    due = pd.Timestamp(row["due"]).date()
    return [
        Cell(row["full_name"], row["name"], "line", frame.link("unit_profile", dv=row["unit_id"])),
        Cell(names[row["topic"]], names[row["topic"]], "name"),
        Cell(period.label, period.end.isoformat(), "line"),
        Cell(numbers.date(due), due.isoformat(), "line"),
        Cell(numbers.number(days, missing="–"), days),
        Cell(
            text(f"completeness.state_{row['state']}"),
            row["state"],
            "bad line" if row["state"] == "missing" else "warn line",
        ),
        Cell(_absent(row), float(len(row["absent"])), "soft wide"),
    ]


def _absent(row: dict[str, Any]) -> str:
    said = absent(row)
    return text("completeness.list_all_absent", names=said) if row["state"] == "missing" else said


def _download(
    choice: Choice, records: list[dict[str, Any]], names: dict[str, str], rules: Sequence[DueRule], where: str
) -> None:
    banner = text("common.demo_banner") if frame.is_demo() else ""

    def made() -> bytes:
        return reminder.workbook(
            [_reminder(row, names) for row in records],
            [completeness_due.line(rule) for rule in completeness_due.standing(rules, choice.today)],
            title=text("completeness.file_title", where=where),
            about=[text("completeness.file_made", day=numbers.date(choice.today)), text("completeness.file_note")],
            banner=banner,
        )

    prefix = "minh-hoa-" if banner else ""
    handed.button(
        text("completeness.download"),
        made,
        f"{prefix}nhac-bao-cao-{choice.unit.code.lower()}-{choice.kind}-{choice.last}.xlsx",
        key="reminders_file",
    )


def _reminder(row: dict[str, Any], names: dict[str, str]) -> Reminder:
    return Reminder(
        row["full_name"],
        names[row["topic"]],
        period_of(row).label,
        pd.Timestamp(row["due"]).date(),
        status.late(row),
        text(f"completeness.state_{row['state']}"),
        _absent(row),
    )
