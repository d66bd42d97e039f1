"""The targets that stand, as a list from which one is edited or withdrawn."""

from collections.abc import Sequence

import streamlit as st

from danvan import numbers, units
from danvan.plans import words
from danvan.plans.store import TARGET
from danvan.plans.targets import Target
from danvan.texts import text
from danvan.ui import plans_change
from danvan.ui.picker import Item
from danvan.ui.table import Cell, Column, table

SHOWN = 100


def draw(standing: Sequence[Target], prefix: str) -> None:
    """Draw the heading, the list and the box. prefix: of the form that edits one of them (plans_change)."""
    st.subheader(text("plans.standing_targets", count=numbers.number(len(standing))))
    if not standing:
        st.html(f'<div class="empty">{text("plans.standing_none")}</div>')
        return
    names = ("item", "unit", "indicator", "aim", "start", "document")
    columns = [Column(text(f"plans.column_{name}")) for name in names]
    lines = [_line(one) for one in standing]
    table(columns, lines, key="plans_targets", label=text("plans.part_targets"), most=SHOWN, stack=True)
    plans_change.draw(prefix, TARGET, [_item(one) for one in standing])


def _line(one: Target) -> list[Cell]:
    unit = units.get(one.unit_id)
    begun = text("plans.start_words", day=numbers.date(one.start)) if one.start else ""
    if one.base_value is not None:
        begun = text("plans.base_words", value=words.amount(one, one.base_value), day=numbers.date(one.start))
    return [
        Cell(one.target_id, one.target_id, "soft"),
        Cell(unit.full_name, unit.name),
        Cell(one.name, one.name),
        Cell(words.aim(one), one.value),
        Cell(begun, one.start.isoformat() if one.start else "", "soft"),
        Cell(one.document.cited, one.document.cited, "soft"),
    ]


def _item(one: Target) -> Item:
    return Item(
        one.target_id, f"{units.get(one.unit_id).full_name} – {one.name}", f"{one.target_id} · {words.aim(one)}"
    )
