"""The fields of one case: typed, read, remarked on and written. People are not to be named; the form says so."""

import html
from collections.abc import Callable
from datetime import date

import streamlit as st

from danvan import units
from danvan.cases import entry, item, store
from danvan.cases.entry import Reading
from danvan.cases.item import LONGEST, ORIGINS, Case
from danvan.errors import DanVanError
from danvan.ingest.batches import now
from danvan.texts import text
from danvan.ui import address, lookup, person, picker, places, plans_fields
from danvan.ui.go import go
from danvan.ui.plain import plain

ROUND, WRITTEN = "cases_round", "cases_written"
DAY = 12
"""Characters that a day may have."""


def new() -> None:
    """The form for a case that is not in the register yet."""
    key = f"new{st.session_state.get(ROUND, 0)}"
    with st.container(border=True, key="cases_form"):
        st.markdown(f"**{text('cases.new')}**")
        st.caption(text("cases.no_names"))
        if written := st.session_state.get(WRITTEN):
            go(text("cases.to_list"), places.link("cases", dv=written))
        unit_id = _asked()
        found = fields(key, None, unit_id, lambda chosen: address.put("dv", chosen))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            person.field("cases_person")
            st.button(
                text("cases.commit"),
                key="cases_commit",
                type="primary",
                disabled=not (found.ready and person.name()),
                on_click=_enter,
                args=(found.case,),
            )


def _asked() -> str | None:
    """The unit in the address."""
    asked = address.raw("dv")
    if not asked:
        return None
    try:
        found = units.find(asked)
    except DanVanError as error:
        st.warning(plain(f"{error.message} {error.remedy}"))
        return None
    return None if found.unit_id == units.NATION else found.unit_id


def fields(key: str, known: Case | None, unit_id: str | None, picked: Callable[[str], None]) -> Reading:
    """Draw the fields of a case; what they say, with the remarks below. known: the case in the register."""
    typed: dict[str, str] = {}
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"cases_what_{key}"):
        with st.container(width=360):
            unit_field(key, unit_id, picked)
        typed["origin"] = _choice("origin", key, list(ORIGINS), item.origin_name, known.origin if known else None, 160)
        typed["received"] = field("received", key, known, 140)
        typed["topic"] = _choice("topic", key, ["", *item.topics()], item.topic_name, known.topic if known else "", 260)
    typed["content"] = _content(key, known)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"cases_who_{key}"):
        typed["owner"] = field("owner", key, known, 360)
        typed["due"] = field("due", key, known, 140)
        typed["paper"] = field("paper", key, known, 360)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"cases_end_{key}"):
        # An open case of the register is settled in a box of its own.
        if known is None or not known.is_open:
            typed["settled"] = field("settled", key, known, 160)
            typed["outcome"] = field("outcome", key, known, 420)
        typed["note"] = field("note", key, known, 280)
    unit = units.get(unit_id) if unit_id else None
    found = entry.case(typed, unit=unit, today=now().date(), before=known)
    if any(typed[name].strip() for name in ("content", "received")):
        plans_fields.remarks(found.findings)
        if unit is None:
            st.html(f'<div class="remark stop"><b>{html.escape(text("cases.no_unit"))}</b></div>')
    return found


@st.fragment
def unit_field(key: str, unit_id: str | None, picked: Callable[[str], None]) -> None:
    """The field for the unit, found by typing."""
    flag = f"cases_picked_{key}"

    def _picked(chosen: str) -> None:
        picked(chosen)
        st.session_state[flag] = True

    picker.search(
        text("cases.field_unit"),
        lambda typed, most: lookup.find_units(typed, most, day=now().date()),
        chosen=lookup.chosen_unit(unit_id) if unit_id else None,
        key=f"cases_dv_{key}",
        picked=_picked,
        placeholder=text("one_figure.pick_unit"),
    )
    if st.session_state.pop(flag, False):
        st.rerun()


def field(name: str, key: str, known: Case | None, width: int) -> str:
    """One text field."""
    at = f"cases_{name}_{key}"
    st.session_state.setdefault(at, _said(known, name))
    return st.text_input(
        text(f"cases.field_{name}"),
        key=at,
        placeholder=text(f"cases.hint_{name}"),
        max_chars=LONGEST.get(name, DAY),
        width=width,
    )


def _content(key: str, known: Case | None) -> str:
    at = f"cases_content_{key}"
    st.session_state.setdefault(at, _said(known, "content"))
    return st.text_area(
        text("cases.field_content"),
        key=at,
        placeholder=text("cases.hint_content"),
        max_chars=LONGEST["content"],
        height=80,
        help=text("cases.no_names"),
    )


def _choice(name: str, key: str, options: list[str], words: Callable[[str], str], start: str | None, width: int) -> str:
    return st.selectbox(
        text(f"cases.field_{name}"),
        options,
        index=options.index(start) if start in options else 0,
        key=f"cases_{name}_{key}",
        format_func=words,
        width=width,
    )


def _said(known: Case | None, name: str) -> str:
    value = getattr(known, name) if known else ""
    return f"{value.day}/{value.month}/{value.year}" if isinstance(value, date) else value or ""


def _enter(case: Case) -> None:
    def _do() -> str:
        case_id = store.write(plans_fields.database(), [case], plans_fields.change())[0]
        st.session_state[WRITTEN] = case.unit_id
        return text("cases.done", case=case_id, unit=units.get(case.unit_id).full_name)

    plans_fields.act(_do, lambda: st.session_state.update({ROUND: st.session_state.get(ROUND, 0) + 1}))
