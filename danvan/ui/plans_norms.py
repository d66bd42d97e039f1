"""Prescribed numbers: the form for one, and the list of those that stand."""

import html
from collections.abc import Sequence

import streamlit as st

from danvan import catalogue, numbers, units
from danvan.charts.collate import vietnamese_key
from danvan.ingest.load import now
from danvan.plans import entry, norms, progress, store
from danvan.plans.norms import Norm
from danvan.texts import text
from danvan.ui import cached, person, places, plans_change, plans_fields, plans_norms_list
from danvan.ui.compliance_view import LEVEL, RATE, WHAT
from danvan.ui.go import go
from danvan.ui.plans_norms_list import scope_name, words

PREFIX = "plans_norm"


def draw() -> None:
    """Draw the part of the page."""
    every = progress.norms(cached.ask)
    chosen = plans_change.edited(PREFIX)
    edited = next((norm for norm in every if not norm.shipped and norm.norm_id == chosen), None)
    with st.container(border=True, key="plans_norm_form"):
        _form(every, edited)
    plans_norms_list.draw(every, PREFIX)


def _form(every: Sequence[Norm], edited: Norm | None) -> None:
    if edited:
        st.markdown(f"**{text('plans.edit_norm', item=edited.norm_id)}**")
        st.button(
            text("plans.cancel_edit"),
            key="plans_norm_cancel",
            type="tertiary",
            on_click=plans_change.begin,
            args=(PREFIX,),
        )
    else:
        st.markdown(f"**{text('plans.new_norm')}**")
    key = f"{edited.norm_id if edited else 'new'}_{plans_change.turn(PREFIX)}"
    with st.container(horizontal=True, vertical_alignment="bottom", key="plans_norm_what"):
        indicator = _choose("what", list(WHAT), lambda code: text(WHAT[code]), edited and edited.indicator, key, 250)
        scope = _choose("scope", _scopes(), scope_name, edited and edited.unit_id, key, 250)
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
        what = f"{text(WHAT[indicator])}: {words(found.item)}"
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


def _commit(item: Norm, reason: str, replaces: str) -> None:
    def _do() -> str:
        ids = store.enter(plans_fields.database(), [item], plans_fields.change(reason), replaces=replaces)
        return text("plans.done", item=f"{ids[0]}: {words(item)}")

    plans_fields.act(_do, lambda: plans_change.begin(PREFIX))
