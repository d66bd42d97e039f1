"""The register beside what is reported: the line on the page of dialogues, and what the overview's rules look at.

The register never replaces a reported number and is never added to one: both are told, each as what it is.
"""

import html
from collections import Counter
from datetime import date

import streamlit as st

from danvan import catalogue, numbers
from danvan.cases import item, register, standing
from danvan.cases.item import Case
from danvan.charts import rows as meaning
from danvan.periods import Period
from danvan.reporting.attention_facts import Register
from danvan.texts import text
from danvan.ui import as_of, cached, cards, cases_list, filters, places
from danvan.ui.filters import Selection
from danvan.ui.go import go

LEVELS = {"cap=tinh": "province", "cap=huyen": "district", "cap=xa": "commune"}
REPORTED = {"open": "YK04", "overdue": "YK05"}


def on_last_day(selection: Selection, period: Period) -> tuple[date, list[Case]]:
    """The last day of a period, or today while it lasts; the cases of the unit as their dates have them then."""
    day = min(period.end, as_of.today())
    return day, standing.on(register.of_these(cached.cases(selection.unit.unit_id)), day)


def facts(selection: Selection, period: Period) -> Register | None:
    """What the rules of attention look at; None where the unit had no case by then."""
    day, cases = on_last_day(selection, period)
    if not cases:
        return None
    now, chosen = filters.geography() == "now", selection.unit.unit_id
    groups = register.grouped(cases, chosen, register.above(cached.ask), now=now)
    overdue = Counter(
        {cases_list.short(key, selection.unit): standing.count(group, day).overdue for key, group in groups.items()}
    )
    return Register(day, standing.count(cases, day), dict((+overdue).most_common()))


def line(selection: Selection) -> None:
    """How the register compares with the reported counts of the same unit and period; nothing without a register."""
    day, cases = on_last_day(selection, selection.period)
    level = LEVELS.get(selection.breakdown)
    cases = [case for case in cases if case.origin == item.DIALOGUE and level in (None, cases_list.level(case))]
    if not cases or (selection.breakdown and level is None):
        return
    counts = standing.count(cases, day)
    said = text(
        "cases.beside",
        day=numbers.date(day),
        open=numbers.number(counts.open),
        overdue=numbers.number(counts.overdue),
        reported=_reported(selection),
    )
    st.html(f'<div class="source-line beside">{html.escape(said)}</div>')
    go(
        text("cases.beside_open"),
        places.link("cases", dv=selection.unit.unit_id, nguon=item.DIALOGUE, den=day.isoformat()),
    )


def _reported(selection: Selection) -> str:
    """'báo cáo nêu 15 (3 quá hạn)'; what is not known is said."""
    found = cards.headlines(selection, list(REPORTED.values())).set_index("indicator").to_dict("index")
    told = {name: _told(found[code] | {"indicator": code}) for name, code in REPORTED.items()}
    if not told["open"]:
        return text("cases.beside_none")
    return text("cases.beside_reported", open=told["open"], overdue=told["overdue"] or numbers.NO_FIGURE)


def _told(row: dict) -> str:
    """The figure with what must be known of it: 'hơn 15', '12 (57/63 tỉnh)'; '' without one."""
    if numbers.is_missing(row["value"]):
        return ""
    said = meaning.value_text(row, decimals=catalogue.get(row["indicator"]).decimals)
    return f"{said} {meaning.parts_text(row)}".strip() if row["basis"] == "partial" else said
