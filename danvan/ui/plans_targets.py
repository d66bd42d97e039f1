"""Targets: the form for one, then a file of many and the list of those that stand."""

import html
from collections.abc import Sequence
from datetime import date

import streamlit as st

from danvan import catalogue, numbers, units
from danvan.ingest.load import now
from danvan.plans import entry, progress, store, words
from danvan.plans.targets import BOUNDS, NOT_AIMED_AT, Target
from danvan.texts import text
from danvan.ui import (
    address,
    cached,
    lookup,
    person,
    picker,
    places,
    plans_change,
    plans_fields,
    plans_file,
    plans_targets_list,
)
from danvan.ui.go import go

PREFIX, WRITTEN = "plans", "plans_written"


def draw() -> None:
    """Draw the part of the page."""
    standing = progress.standing(cached.ask)
    edited = next((one for one in standing if one.target_id == plans_change.edited(PREFIX)), None)
    with st.container(border=True, key="plans_form"):
        _form(standing, edited)
    plans_file.draw(standing)
    plans_targets_list.draw(standing, PREFIX)


def _form(standing: Sequence[Target], edited: Target | None) -> None:
    if edited:
        st.markdown(f"**{text('plans.edit_target', item=edited.target_id)}**")
        st.button(
            text("plans.cancel_edit"), key="plans_cancel", type="tertiary", on_click=plans_change.begin, args=(PREFIX,)
        )
    else:
        st.markdown(f"**{text('plans.new_target')}**")
    code, unit_id = (edited.indicator, edited.unit_id) if edited else _what()
    if edited:
        st.html(
            f'<div class="source-line">{html.escape(edited.name)} – {html.escape(units.get(unit_id).full_name)}</div>'
        )
    _written()
    if code is None or unit_id is None:
        st.caption(text("plans.choose_first"))
        return
    _fields(standing, edited, code, unit_id)


def _what() -> tuple[str | None, str | None]:
    """The indicator and unit of a new target, kept in the address."""
    code = address.checked("ct", lambda asked: catalogue.get(asked).code)
    unit_id = address.checked("dv", lambda asked: units.find(asked).unit_id)
    aimed = {item.code for item in catalogue.all_indicators() if item.kind not in NOT_AIMED_AT}
    with st.container(horizontal=True, vertical_alignment="bottom", key="plans_what"):
        with st.container(width=420):
            picker.pick(
                text("plans.field_indicator"),
                [item for item in lookup.indicators() if item.code in aimed],
                chosen=lookup.indicator(code) if code else None,
                key="plans_ct",
                picked=lambda chosen: address.put("ct", chosen),
                placeholder=text("one_figure.pick_indicator"),
            )
        with st.container(width=420):
            _search_unit(unit_id)
    return code, unit_id


@st.fragment
def _search_unit(unit_id: str | None) -> None:
    def _picked(chosen: str) -> None:
        address.put("dv", chosen)
        st.session_state["plans_unit_picked"] = True

    picker.search(
        text("plans.field_unit"),
        lambda typed, most: lookup.find_units(typed, most, day=now().date()),
        chosen=lookup.chosen_unit(unit_id) if unit_id else None,
        key="plans_dv",
        picked=_picked,
        placeholder=text("one_figure.pick_unit"),
    )
    if st.session_state.pop("plans_unit_picked", False):
        st.rerun()


def _fields(standing: Sequence[Target], edited: Target | None, code: str, unit_id: str) -> None:
    item = catalogue.get(code)
    key = f"{edited.target_id if edited else f'{code}_{unit_id}'}_{plans_change.turn(PREFIX)}"
    typed = {}
    with st.container(horizontal=True, vertical_alignment="bottom", key="plans_numbers"):
        typed["part"] = _part(item, edited, key)
        typed["bound"] = st.selectbox(
            text("plans.bound"),
            BOUNDS,
            index=BOUNDS.index(edited.bound) if edited else 0,
            key=f"plans_bound_{key}",
            format_func=lambda bound: text(f"plans.bound_{bound}"),
            width=130,
        )
        label = text("plans.value_of", unit=item.unit) if item.unit else text("plans.field_value")
        typed["value"] = plans_fields.typed(
            "value", key, label=label, example=text("plans.value_example"), start=_number(edited and edited.value)
        )
        example = text("plans.due_example")
        typed["due"] = plans_fields.typed("due", key, example=example, start=_day(edited and edited.due))
        help_ = text("plans.start_help")
        typed["start"] = plans_fields.typed("start", key, help_=help_, start=_day(edited and edited.start))
        help_ = text("plans.base_help")
        typed["base"] = plans_fields.typed("base", key, help_=help_, start=_number(edited and edited.base_value))
    typed |= plans_fields.document(key if edited else "target", edited.document if edited else None)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        reason = ""
        if edited:
            example = text("plans.reason_example")
            reason = plans_fields.typed("reason", key, label=text("plans.reason"), example=example, width=300)
        person.field("plans_person")
    replaces = edited.target_id if edited else ""
    found = entry.target(typed, indicator=code, unit=units.get(unit_id), standing=standing, replaces=replaces)
    if typed["value"].strip() or typed["due"].strip():
        plans_fields.remarks(found.findings)
    if found.ready:
        what = f"{units.get(unit_id).full_name} – {found.item.name}: {words.aim(found.item)}"
        st.html(f'<div class="done">{html.escape(text("plans.preview", what=what))}</div>')
    allowed = found.ready and person.name() and (not edited or reason.strip())
    st.button(
        text("plans.commit"),
        key="plans_commit",
        type="primary",
        disabled=not allowed,
        on_click=_commit,
        args=(found.item, reason, replaces),
    )


def _part(item: catalogue.Indicator, edited: Target | None, key: str) -> str:
    names = {"": text("one_figure.all_parts")}
    names |= {
        part: catalogue.breakdown_name(part) for part, _ in catalogue.breakdowns(item.code) if part and ";" not in part
    }
    if len(names) == 1:
        return ""
    if edited and edited.breakdown not in names:
        names[edited.breakdown] = catalogue.breakdown_name(edited.breakdown)
    return st.selectbox(
        text("plans.field_part"),
        list(names),
        index=list(names).index(edited.breakdown) if edited else 0,
        key=f"plans_part_{key}",
        format_func=lambda part: names[part][:1].upper() + names[part][1:],
        width=190,
    )


def _number(value: float | None) -> str:
    return "" if value is None else format(numbers.exact(value).normalize(), "f").replace(".", ",")


def _day(day: date | None) -> str:
    return f"{day.day}/{day.month}/{day.year}" if day else ""


def _commit(item: Target, reason: str, replaces: str) -> None:
    def _do() -> str:
        ids = store.enter(plans_fields.database(), [item], plans_fields.change(reason), replaces=replaces)
        st.session_state[WRITTEN] = (ids[0], item)
        return text(
            "plans.done", item=f"{ids[0]}: {units.get(item.unit_id).full_name} – {item.name}, {words.aim(item)}"
        )

    plans_fields.act(_do, lambda: plans_change.begin(PREFIX))


def _written() -> None:
    """The way to the progress of what was written last."""
    done = st.session_state.get(WRITTEN)
    if done:
        link = places.link("targets", dv=done[1].unit_id, ct=done[1].indicator)
        go(text("plans.to_progress"), link)
