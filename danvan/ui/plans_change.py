"""The box below a list of plans in which one of them is chosen, to be edited in the form above or withdrawn.

Owns which item is being edited, for each list under its own prefix. A form that is left gets fresh fields: their keys
hold the turn.
"""

from collections.abc import Sequence

import streamlit as st

from danvan.plans import store
from danvan.texts import text
from danvan.ui import person, picker, plans_fields
from danvan.ui.picker import Item


def edited(prefix: str) -> str | None:
    """The item that the form above is about; None for a new one."""
    return st.session_state.get(f"{prefix}_edited")


def turn(prefix: str) -> int:
    """Changes whenever the form begins anew."""
    return st.session_state.get(f"{prefix}_round", 0)


def begin(prefix: str) -> None:
    """A fresh form for the next new item."""
    st.session_state.pop(f"{prefix}_edited", None)
    st.session_state[f"{prefix}_round"] = turn(prefix) + 1


def draw(prefix: str, kind: str, items: Sequence[Item]) -> None:
    """The box. kind: of danvan.plans.store; items: those that stand, by their ids."""
    by_id = {item.code: item for item in items}
    with st.container(border=True, key=f"{prefix}_change"):
        st.markdown(f"**{text('plans.change_one')}**")
        chosen = st.session_state.get(f"{prefix}_chosen")
        picker.pick(
            text("plans.column_item"),
            items,
            chosen=by_id.get(chosen),
            key=f"{prefix}_pick",
            picked=lambda code: st.session_state.update({f"{prefix}_chosen": code}),
            placeholder=text("plans.pick_item"),
        )
        if chosen in by_id:
            _acts(prefix, kind, chosen)


def _acts(prefix: str, kind: str, chosen: str) -> None:
    """Why, who, and the two buttons."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        example = text("plans.reason_example")
        reason = plans_fields.typed("why", chosen, label=text("plans.reason_why"), example=example, width=300)
        person.field(f"{prefix}_person_change")
        st.button(text("plans.edit"), key=f"{prefix}_edit", on_click=_edit, args=(prefix, chosen))
        st.button(
            text("plans.withdraw"),
            key=f"{prefix}_withdraw",
            disabled=not (reason.strip() and person.name()),
            on_click=_withdraw,
            args=(prefix, kind, chosen, reason),
        )


def _edit(prefix: str, item_id: str) -> None:
    begin(prefix)
    st.session_state[f"{prefix}_edited"] = item_id


def _withdraw(prefix: str, kind: str, item_id: str, reason: str) -> None:
    def _do() -> str:
        store.withdraw(plans_fields.database(), kind, [item_id], plans_fields.change(reason))
        return text("plans.withdrawn", item=item_id)

    plans_fields.act(_do, lambda: st.session_state.pop(f"{prefix}_chosen", None))
