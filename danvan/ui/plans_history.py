"""Every change of targets and prescribed numbers, the newest first, and the way back for what was withdrawn."""

from typing import Any

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers, units
from danvan.plans import store
from danvan.plans.documents import day_of, of_row
from danvan.plans.store import ENTERED, TARGET, WITHDRAWN
from danvan.texts import text
from danvan.ui import cached, person, picker, plans_fields
from danvan.ui.compliance_view import LEVEL, RATE
from danvan.ui.picker import Item
from danvan.ui.table import Cell, Column, table

SHOWN = 100


def draw() -> None:
    """Draw the part of the page."""
    rows = cached.ask("targets.history").to_dict("records")
    if not rows:
        st.html(f'<div class="empty">{text("plans.history_none")}</div>')
        return
    _restore([row for row in rows if row["is_last"] and row["action"] == WITHDRAWN])
    names = ("when", "who", "action", "item", "what", "reason", "document")
    columns = [Column(text(f"plans.column_{name}")) for name in names]
    lines = [_line(row) for row in rows]
    table(columns, lines, key="plans_history", label=text("plans.part_history"), most=SHOWN, stack=True)


def _line(row: dict[str, Any]) -> list[Cell]:
    action = text(f"plans.action_{row['action']}")
    if row["action"] == ENTERED and row["replaces"]:
        action = text("plans.action_replaced", item=row["replaces"])
    when = pd.Timestamp(row["happened_at"]).to_pydatetime()
    cited = of_row(row).cited
    return [
        Cell(numbers.moment(when), when.isoformat(), "soft"),
        Cell(row["who"], row["who"]),
        Cell(action, row["action"], "warn" if row["action"] == WITHDRAWN else ""),
        Cell(row["item_id"], row["item_id"], "soft"),
        Cell(_words(row), row["item_id"]),
        Cell(row["reason"] or "", row["reason"] or "", "soft"),
        Cell(cited, cited, "soft"),
    ]


def _words(row: dict[str, Any]) -> str:
    """The item in one line."""
    unit, item = units.get(row["unit_id"]).full_name, catalogue.get(row["indicator"])
    value = numbers.with_unit(row["value"], item.unit, 0 if float(row["value"]).is_integer() else 1)
    if row["kind"] == TARGET:
        bound = text(f"plans.bound_{row['bound']}").lower()
        aim = text("targets.aim", bound=bound, value=value, day=numbers.date(day_of(row["due"])))
        return f"{unit} – {catalogue.named(item.code, row['breakdown'])}: {aim}"
    begun = text("plans.start_words", day=numbers.date(day_of(row["valid_from"])))
    return (
        f"{unit}, {text(LEVEL[row['unit_level']]).lower()} – {item.name}: {value}/{text(RATE[row['rhythm']])}, {begun}"
    )


def _restore(withdrawn: list[dict[str, Any]]) -> None:
    with st.container(border=True, key="plans_restore_box"):
        st.markdown(f"**{text('plans.history_restore')}**")
        if not withdrawn:
            st.caption(text("plans.history_restore_none"))
            return
        by_id = {row["item_id"]: row for row in withdrawn}
        chosen = st.session_state.get("plans_restore_chosen")
        items = [Item(row["item_id"], _words(row), row["item_id"]) for row in withdrawn]
        picker.pick(
            text("plans.column_item"),
            items,
            chosen=next((item for item in items if item.code == chosen), None),
            key="plans_restore_pick",
            picked=lambda code: st.session_state.update(plans_restore_chosen=code),
            placeholder=text("plans.pick_item"),
        )
        if chosen not in by_id:
            return
        with st.container(horizontal=True, vertical_alignment="bottom"):
            reason = plans_fields.typed("back", chosen, label=text("plans.reason_why"), width=300)
            person.field("plans_person_restore")
            st.button(
                text("plans.restore"),
                key="plans_restore",
                disabled=not (reason.strip() and person.name()),
                on_click=_back,
                args=(by_id[chosen]["kind"], chosen, reason),
            )


def _back(kind: str, item_id: str, reason: str) -> None:
    def _do() -> str:
        store.restore(plans_fields.database(), kind, [item_id], plans_fields.change(reason))
        return text("plans.restored", item=item_id)

    plans_fields.act(_do, lambda: st.session_state.pop("plans_restore_chosen", None))
