"""Every change of the register, the newest first, and the way back for what was taken out."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from danvan import numbers, units
from danvan.cases import store
from danvan.cases.item import WITHDRAWN, Case
from danvan.texts import text
from danvan.ui import as_of, cached, person, picker, plans_fields
from danvan.ui.picker import Item
from danvan.ui.table import Cell, Column, table

SHOWN, SENT = 60, 2000
CHOSEN = "cases_restore_chosen"


def draw(every: Sequence[Case]) -> None:
    """All changes, and the field that restores."""
    rows = cached.ask("cases.history", case_id=None).head(SENT).to_dict("records")
    if not rows:
        st.html(f'<div class="empty">{text("plans.history_none")}</div>')
        return
    if as_of.day() is None:
        _restore([case for case in every if case.action == WITHDRAWN])
    _table(rows, ("when", "who", "action", "case", "unit", "what", "reason"), "cases_history")


def of_case(case_id: str) -> None:
    """The changes of one case."""
    st.subheader(text("cases.part_history"))
    rows = cached.ask("cases.history", case_id=case_id).to_dict("records")
    _table(rows, ("when", "who", "action", "what", "reason"), "cases_history_one")


def _table(rows: list[dict[str, Any]], names: Sequence[str], key: str) -> None:
    columns = [Column(text(f"cases.column_{name}")) for name in names]
    lines = [[_cells(row)[name] for name in names] for row in rows]
    table(columns, lines, key=key, label=text("cases.part_history"), most=SHOWN, stack=True)


def _cells(row: dict[str, Any]) -> dict[str, Cell]:
    when, unit = pd.Timestamp(row["happened_at"]).to_pydatetime(), units.get(row["unit_id"])
    said = _what(row)
    tone = "warn" if row["action"] == WITHDRAWN else ""
    return {
        "when": Cell(numbers.moment(when), when.isoformat(), "soft line"),
        "who": Cell(row["who"], row["who"]),
        "action": Cell(text(f"cases.action_{row['action']}"), row["action"], f"{tone} line"),
        "case": Cell(row["case_id"], row["case_id"], "soft"),
        "unit": Cell(unit.full_name, unit.name),
        "what": Cell(said, said, "wide"),
        "reason": Cell(row["reason"], row["reason"], "soft"),
    }


def _what(row: dict[str, Any]) -> str:
    """The words of the case, and what a change moved: who settles it, the due day, the outcome."""
    if row["action"] == store.ENTERED:
        parts = [row["content"]]
    elif row["action"] == store.SETTLED:
        parts = [text("cases.moved_settled", day=numbers.date(row["settled"]), outcome=row["outcome"])]
    else:
        parts = []
    for name in ("owner", "due"):
        now, before = row[name], row[f"{name}_before"]
        if _said(now) != _said(before) and (row["action"] == store.EDITED or _said(now)):
            field = text(f"cases.field_{name}").lower()
            key = "cases.moved" if _said(before) else "cases.set"
            parts.append(text(key, field=field, before=_said(before), after=_said(now) or "–"))
    said = "; ".join(parts) or row["content"]
    return said[:1].upper() + said[1:]


def _said(value: Any) -> str:
    if isinstance(value, str):
        return value
    return numbers.date(value, missing="")


def _restore(withdrawn: Sequence[Case]) -> None:
    if not withdrawn:
        return
    with st.container(border=True, key="cases_restore_box"):
        st.markdown(f"**{text('plans.history_restore')}**")
        by_id = {case.case_id: case for case in withdrawn}
        chosen = st.session_state.get(CHOSEN)
        items = [Item(case.case_id, f"{case.case_id} · {case.content}") for case in withdrawn]
        picker.pick(
            text("plans.column_item"),
            items,
            chosen=next((one for one in items if one.code == chosen), None),
            key="cases_restore_pick",
            picked=lambda code: st.session_state.update({CHOSEN: code}),
            placeholder=text("plans.pick_item"),
        )
        if chosen not in by_id:
            return
        with st.container(horizontal=True, vertical_alignment="bottom"):
            reason = plans_fields.typed("back", f"cases_{chosen}", label=text("plans.reason_why"), width=300)
            person.field("cases_person_restore")
            st.button(
                text("plans.restore"),
                key="cases_restore",
                disabled=not (reason.strip() and person.name()),
                on_click=_back,
                args=(chosen, reason),
            )


def _back(case_id: str, reason: str) -> None:
    def _do() -> str:
        store.restore(plans_fields.database(), [case_id], plans_fields.change(reason))
        return text("plans.restored", item=case_id)

    plans_fields.act(_do, lambda: st.session_state.pop(CHOSEN, None))
