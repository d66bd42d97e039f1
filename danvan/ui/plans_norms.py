"""Prescribed numbers: the form for one, those that stand, and the national defaults they replace."""

import html
from collections.abc import Sequence

import streamlit as st

from danvan import catalogue, numbers, units
from danvan.charts.collate import vietnamese_key
from danvan.ingest.load import now
from danvan.plans import entry, norms, progress, store
from danvan.plans.norms import Norm
from danvan.plans.store import PRESCRIBED
from danvan.texts import text
from danvan.ui import cached, person, picker, places, plans_fields
from danvan.ui.compliance import LEVEL, RATE, WHAT
from danvan.ui.go import go
from danvan.ui.picker import Item
from danvan.ui.table import Cell, Column, table

EDITED, ROUND = "plans_norm_edited", "plans_norm_round"


def draw() -> None:
    """Draw the part of the page."""
    every = progress.norms(cached.ask)
    typed = [norm for norm in every if not norm.shipped]
    edited = next((norm for norm in typed if norm.norm_id == st.session_state.get(EDITED)), None)
    with st.container(border=True, key="plans_norm_form"):
        _form(every, edited)
    st.subheader(text("plans.standing_norms"))
    if typed:
        _table(typed, "plans_norms")
        _change(typed)
    else:
        st.html(f'<div class="empty">{text("plans.norms_none")}</div>')
    with st.expander(text("plans.defaults"), expanded=not typed):
        st.caption(text("plans.defaults_note"))
        _table(norms.shipped(), "plans_defaults")


def _form(every: Sequence[Norm], edited: Norm | None) -> None:
    if edited:
        st.markdown(f"**{text('plans.edit_norm', item=edited.norm_id)}**")
        st.button(text("plans.cancel_edit"), key="plans_norm_cancel", type="tertiary", on_click=_begin)
    else:
        st.markdown(f"**{text('plans.new_norm')}**")
    key = f"{edited.norm_id if edited else 'new'}_{st.session_state.get(ROUND, 0)}"
    with st.container(horizontal=True, vertical_alignment="bottom", key="plans_norm_what"):
        indicator = _choose("what", list(WHAT), lambda code: text(WHAT[code]), edited and edited.indicator, key, 250)
        scope = _choose("scope", _scopes(), _scope_name, edited and edited.unit_id, key, 250)
        levels = list(norms.LEVELS)
        level = _choose("level", levels, lambda code: text(LEVEL[code]), edited and edited.level, key, 140)
    typed = {}
    with st.container(horizontal=True, vertical_alignment="bottom", key="plans_norm_numbers"):
        label = text("plans.norm_value", unit=catalogue.get(indicator).unit)
        typed["value"] = plans_fields.typed(
            "value", f"norm_{key}", label=label, example="1", start=numbers.number(edited.value) if edited else ""
        )
        rhythms = list(norms.RHYTHMS)
        rhythm = _choose("rhythm", rhythms, lambda code: text(RATE[code]), edited and edited.rhythm, key, 130)
        example = text("plans.due_example").replace("31/12", "1/1")
        day = numbers.date(edited.valid_from) if edited else ""
        typed["since"] = plans_fields.typed("since", f"norm_{key}", example=example, start=day)
        end = numbers.date(edited.valid_to, missing="") if edited else ""
        typed["until"] = plans_fields.typed("until", f"norm_{key}", start=end)
    st.caption(text("plans.norm_note"))
    typed |= plans_fields.document(f"norm_{key}" if edited else "norm", edited.document if edited else None)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        reason = ""
        if edited:
            example = text("plans.reason_example")
            reason = plans_fields.typed("reason", f"norm_{key}", label=text("plans.reason"), example=example, width=300)
        person.field("plans_person_norm")
    replaces = edited.norm_id if edited else ""
    found = entry.norm(
        typed, indicator=indicator, unit_id=scope, level=level, rhythm=rhythm, standing=every, replaces=replaces
    )
    if typed["value"].strip() or typed["since"].strip():
        plans_fields.remarks(found.findings)
    if found.ready:
        what = f"{text(WHAT[indicator])}: {_words(found.item)}"
        st.html(f'<div class="done">{html.escape(text("plans.preview", what=what))}</div>')
    st.button(
        text("plans.commit_norm"),
        key="plans_norm_commit",
        type="primary",
        disabled=not (found.ready and person.name() and (not edited or reason.strip())),
        on_click=_commit,
        args=(found.item, reason, replaces),
    )
    go(text("plans.to_compliance"), places.link("compliance"))


def _choose(name: str, options: list[str], words: object, start: str | None, key: str, width: int) -> str:
    labels = {"what": "column_what", "scope": "norm_scope", "level": "norm_level", "rhythm": "norm_rhythm"}
    if start and start not in options:
        options = [*options, start]
    return st.selectbox(
        text(f"plans.{labels[name]}"),
        options,
        index=options.index(start) if start else 0,
        key=f"plans_norm_{name}_{key}",
        format_func=words,
        width=width,
    )


def _scopes() -> list[str]:
    listed = sorted(units.units("province", now().date()), key=lambda unit: vietnamese_key(unit.name))
    former = [unit for unit in units.all_units() if unit.level == "province" and unit.valid_to is not None]
    former = sorted((u for u in former if u.valid_to.year == 2025), key=lambda unit: vietnamese_key(unit.name))
    return [units.NATION, *(unit.unit_id for unit in [*listed, *former])]


def _scope_name(unit_id: str) -> str:
    unit = units.get(unit_id)
    if unit_id == units.NATION:
        return text("common.all_country")
    return text("common.until", unit=unit.full_name) if unit.valid_to else unit.full_name


def _words(norm: Norm) -> str:
    until = text("plans.norm_until", day=numbers.date(norm.valid_to)) if norm.valid_to else ""
    return text(
        "plans.norm_words",
        value=numbers.number(norm.value),
        unit=catalogue.get(norm.indicator).unit,
        rhythm=text(RATE[norm.rhythm]),
        level=text(LEVEL[norm.level]).lower(),
        scope=_scope_name(norm.unit_id),
        since=numbers.date(norm.valid_from),
        until=until,
    )


def _table(listed: Sequence[Norm], key: str) -> None:
    names = ("item", "what", "scope", "norm", "from", "document")
    columns = [Column(text(f"plans.column_{name}")) for name in names]
    table(columns, [_line(norm) for norm in listed], key=key, label=text("plans.standing_norms"), most=80, stack=True)


def _line(norm: Norm) -> list[Cell]:
    unit = catalogue.get(norm.indicator).unit
    until = text("plans.norm_until", day=numbers.date(norm.valid_to)) if norm.valid_to else ""
    rate = f"{numbers.number(norm.value)} {unit}/{text(RATE[norm.rhythm])}"
    basis = text("plans.assumed") if norm.assumed else norm.document.cited
    scope = f"{_scope_name(norm.unit_id)}, {text(LEVEL[norm.level]).lower()}"
    return [
        Cell(norm.norm_id, norm.norm_id, "soft"),
        Cell(text(WHAT[norm.indicator]), norm.indicator),
        Cell(scope, scope),
        Cell(rate, norm.value),
        Cell(
            f"{text('plans.start_words', day=numbers.date(norm.valid_from))}{until}",
            norm.valid_from.isoformat(),
            "soft",
        ),
        Cell(basis, basis, "soft"),
    ]


def _change(typed: Sequence[Norm]) -> None:
    by_id = {norm.norm_id: norm for norm in typed}
    with st.container(border=True, key="plans_norm_change"):
        st.markdown(f"**{text('plans.change_one')}**")
        chosen = st.session_state.get("plans_norm_chosen")
        picker.pick(
            text("plans.column_item"),
            [_item(norm) for norm in typed],
            chosen=_item(by_id[chosen]) if chosen in by_id else None,
            key="plans_norm_pick",
            picked=lambda code: st.session_state.update(plans_norm_chosen=code),
            placeholder=text("plans.pick_item"),
        )
        if chosen not in by_id:
            return
        with st.container(horizontal=True, vertical_alignment="bottom"):
            example = text("plans.reason_example")
            reason = plans_fields.typed("why", chosen, label=text("plans.reason_why"), example=example, width=300)
            person.field("plans_person_norm_change")
            st.button(text("plans.edit"), key="plans_norm_edit", on_click=_edit, args=(chosen,))
            st.button(
                text("plans.withdraw"),
                key="plans_norm_withdraw",
                disabled=not (reason.strip() and person.name()),
                on_click=_withdraw,
                args=(chosen, reason),
            )


def _item(norm: Norm) -> Item:
    return Item(norm.norm_id, f"{text(WHAT[norm.indicator])}: {_words(norm)}", norm.norm_id)


def _edit(norm_id: str) -> None:
    st.session_state[EDITED] = norm_id
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _begin() -> None:
    st.session_state.pop(EDITED, None)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _commit(item: Norm, reason: str, replaces: str) -> None:
    def _do() -> str:
        ids = store.enter(plans_fields.database(), [item], plans_fields.change(reason), replaces=replaces)
        return text("plans.done", item=f"{ids[0]}: {_words(item)}")

    plans_fields.act(_do, _begin)


def _withdraw(norm_id: str, reason: str) -> None:
    def _do() -> str:
        store.withdraw(plans_fields.database(), PRESCRIBED, [norm_id], plans_fields.change(reason))
        return text("plans.withdrawn", item=norm_id)

    plans_fields.act(_do, lambda: st.session_state.pop("plans_norm_chosen", None))
