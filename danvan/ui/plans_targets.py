"""Targets: the form for one, a file of many, and those that stand, to be edited or withdrawn."""

import html
from collections.abc import Sequence
from datetime import date

import streamlit as st

from danvan import catalogue, numbers, units
from danvan.errors import DanVanError
from danvan.ingest.load import now
from danvan.plans import entry, progress, store, words
from danvan.plans.store import TARGET
from danvan.plans.targets import BOUNDS, NOT_AIMED_AT, Target
from danvan.texts import text
from danvan.ui import address, cached, lookup, person, picker, places, plans_fields, plans_file
from danvan.ui.go import go
from danvan.ui.picker import Item
from danvan.ui.plain import plain
from danvan.ui.table import Cell, Column, table

EDITED, ROUND, WRITTEN = "plans_edited", "plans_round", "plans_written"
SHOWN = 100


def draw() -> None:
    """Draw the part of the page."""
    standing = progress.standing(cached.ask)
    edited = next((one for one in standing if one.target_id == st.session_state.get(EDITED)), None)
    with st.container(border=True, key="plans_form"):
        _form(standing, edited)
    plans_file.draw(standing)
    _standing(standing)


def _form(standing: Sequence[Target], edited: Target | None) -> None:
    if edited:
        st.markdown(f"**{text('plans.edit_target', item=edited.target_id)}**")
        st.button(text("plans.cancel_edit"), key="plans_cancel", type="tertiary", on_click=_begin)
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
    code = _asked("ct", lambda asked: catalogue.get(asked).code)
    unit_id = _asked("dv", lambda asked: units.find(asked).unit_id)
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


def _asked(name: str, known: object) -> str | None:
    asked = address.raw(name)
    if not asked:
        return None
    try:
        return known(asked)
    except DanVanError as error:
        st.warning(plain(f"{error.message} {error.remedy}"))
        return None


def _fields(standing: Sequence[Target], edited: Target | None, code: str, unit_id: str) -> None:
    item = catalogue.get(code)
    key = f"{edited.target_id if edited else f'{code}_{unit_id}'}_{st.session_state.get(ROUND, 0)}"
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

    plans_fields.act(_do, _begin)


def _begin() -> None:
    """A fresh form for the next target."""
    st.session_state.pop(EDITED, None)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _written() -> None:
    """The way to the progress of what was written last."""
    done = st.session_state.get(WRITTEN)
    if done:
        link = places.link("targets", dv=done[1].unit_id, ct=done[1].indicator)
        go(text("plans.to_progress"), link)


def _standing(standing: Sequence[Target]) -> None:
    st.subheader(text("plans.standing_targets", count=numbers.number(len(standing))))
    if not standing:
        st.html(f'<div class="empty">{text("plans.standing_none")}</div>')
        return
    names = ("item", "unit", "indicator", "aim", "start", "document")
    columns = [Column(text(f"plans.column_{name}")) for name in names]
    lines = [_line(one) for one in standing]
    table(columns, lines, key="plans_targets", label=text("plans.part_targets"), most=SHOWN, stack=True)
    _change(standing)


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


def _change(standing: Sequence[Target]) -> None:
    """Edit one of them, or withdraw it with a reason."""
    by_id = {one.target_id: one for one in standing}
    with st.container(border=True, key="plans_change"):
        st.markdown(f"**{text('plans.change_one')}**")
        chosen = st.session_state.get("plans_chosen")
        picker.pick(
            text("plans.column_item"),
            [_item(one) for one in standing],
            chosen=_item(by_id[chosen]) if chosen in by_id else None,
            key="plans_pick",
            picked=lambda code: st.session_state.update(plans_chosen=code),
            placeholder=text("plans.pick_item"),
        )
        if chosen not in by_id:
            return
        with st.container(horizontal=True, vertical_alignment="bottom"):
            example = text("plans.reason_example")
            reason = plans_fields.typed("why", chosen, label=text("plans.reason_why"), example=example, width=300)
            person.field("plans_person_change")
            st.button(text("plans.edit"), key="plans_edit", on_click=_edit, args=(chosen,))
            st.button(
                text("plans.withdraw"),
                key="plans_withdraw",
                disabled=not (reason.strip() and person.name()),
                on_click=_withdraw,
                args=(chosen, reason),
            )


def _item(one: Target) -> Item:
    return Item(
        one.target_id, f"{units.get(one.unit_id).full_name} – {one.name}", f"{one.target_id} · {words.aim(one)}"
    )


def _edit(target_id: str) -> None:
    st.session_state[EDITED] = target_id
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _withdraw(target_id: str, reason: str) -> None:
    def _do() -> str:
        store.withdraw(plans_fields.database(), TARGET, [target_id], plans_fields.change(reason))
        return text("plans.withdrawn", item=target_id)

    plans_fields.act(_do, lambda: st.session_state.pop("plans_chosen", None))
