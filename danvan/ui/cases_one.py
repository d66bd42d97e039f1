"""One case of the register: where it stands, settling it, changing what was said, taking it out, its history."""

import html
from collections.abc import Sequence

import streamlit as st

from danvan import numbers, units
from danvan.cases import entry, item, standing, store, words
from danvan.cases.item import Case
from danvan.ingest.batches import now
from danvan.texts import text
from danvan.ui import cases_form, cases_history, cases_list, person, picker, places, plans_fields
from danvan.ui.go import go
from danvan.ui.picker import Item
from danvan.ui.plain import plain

ROUND = "cases_edit_round"
OFFERED = 2000
"""So many cases can be chosen from, the most urgent first."""


def choose(cases: Sequence[Case]) -> None:
    """The field that opens a case of the register."""
    if not cases:
        return
    today = now().date()
    shown = standing.by_urgency(cases, today)[:OFFERED]
    picker.pick(
        text("cases.open_one"),
        [_item(case) for case in shown],
        chosen=None,
        key="cases_pick",
        picked=lambda case_id: st.query_params.update(kn=case_id),
        placeholder=text("cases.pick"),
        must=False,
    )


def _item(case: Case) -> Item:
    told = words.told(case, now().date())
    return Item(case.case_id, f"{case.case_id} · {case.content}", f"{cases_list.place(case.unit_id)} · {told}")


def draw(case: Case) -> None:
    """The case and what can be done with it."""
    today = now().date()
    st.button(text("cases.back"), key="cases_back", type="tertiary", on_click=_leave)
    further = {
        "topic": item.topic_name(case.topic) if case.topic else "",
        "outcome": case.outcome,
        "paper": case.paper,
        "note": case.note,
    }
    facts = (
        (text("cases.head_state"), words.told(case, today)),
        (text("cases.field_unit"), cases_list.place(case.unit_id)),
        (text("cases.field_origin"), f"{item.origin_name(case.origin)}, {numbers.date(case.received)}"),
        (text("cases.field_owner"), case.owner or "–"),
        (text("cases.field_due"), numbers.date(case.due, missing="–")),
        *((text(f"cases.field_{name}"), said) for name, said in further.items() if said),
    )
    listed = "".join(f"<dt>{html.escape(name)}</dt><dd>{html.escape(said)}</dd>" for name, said in facts)
    with st.container(border=True, key="cases_one"):
        st.markdown(f"#### {plain(f'{case.case_id} – {case.content}', 600)}")
        st.html(f'<dl class="batch-facts">{listed}</dl>')
        go(text("cases.to_list"), places.link("cases", dv=case.unit_id))
    key = f"{case.case_id}_{case.seq}_{st.session_state.get(ROUND, 0)}"
    if case.is_open:
        _settle(case, key)
    _change(case, key)
    _withdraw(case, key)
    cases_history.of_case(case.case_id)


def _settle(case: Case, key: str) -> None:
    """The day it was settled and what came of it."""
    with st.container(border=True, key="cases_settle_box"):
        st.markdown(f"**{text('cases.settle')}**")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            settled = cases_form.field("settled", f"settle_{key}", None, 160)
            outcome = cases_form.field("outcome", f"settle_{key}", None, 460)
            person.field("cases_person_settle")
        typed = _typed(case) | {"settled": settled, "outcome": outcome}
        found = entry.case(typed, unit=units.get(case.unit_id), today=now().date(), before=case)
        if settled.strip() or outcome.strip():
            plans_fields.remarks([remark for remark in found.findings if remark.code != "cases_unassigned"])
        done = found.ready and not found.case.is_open
        _button("cases_settle", text("cases.settle_commit"), found.case, "", enabled=done, primary=True)


def _change(case: Case, key: str) -> None:
    """All of its fields; what was said otherwise before needs a reason."""
    with st.expander(text("cases.edit"), expanded=case.unassigned):
        chosen = f"cases_unit_{key}"
        unit_id = st.session_state.get(chosen, case.unit_id)
        found = cases_form.fields(key, case, unit_id, lambda picked: st.session_state.update({chosen: picked}))
        differs = found.ready and found.case != case
        needed = bool(differs and store.overwritten(case, found.case))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            reason = plans_fields.typed(
                "reason", f"cases_{key}", label=text("plans.reason"), example=text("cases.reason_example"), width=340
            )
            person.field("cases_person_edit")
            enabled = differs and (bool(reason.strip()) or not needed)
            _button("cases_edit", text("cases.edit_commit"), found.case, reason, enabled=enabled)
        if needed and not reason.strip():
            st.caption(text("cases.reason_needed"))


def _withdraw(case: Case, key: str) -> None:
    """Out of the register, with a reason."""
    with st.expander(text("cases.withdraw")):
        st.caption(text("cases.withdraw_words"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            reason = plans_fields.typed(
                "why", f"cases_{key}", label=text("plans.reason_why"), example=text("cases.withdraw_example"), width=340
            )
            person.field("cases_person_withdraw")
            st.button(
                text("plans.withdraw"),
                key="cases_withdraw",
                disabled=not (reason.strip() and person.name()),
                on_click=_out,
                args=(case.case_id, reason),
            )


def _button(key: str, label: str, case: Case | None, reason: str, *, enabled: bool, primary: bool = False) -> None:
    st.button(
        label,
        key=key,
        type="primary" if primary else "secondary",
        disabled=not (enabled and person.name()),
        on_click=_write,
        args=(case, reason),
    )


def _typed(case: Case) -> dict[str, str]:
    """The case as its fields would hold it."""
    days = {"received": case.received, "due": case.due}
    return {name: getattr(case, name) or "" for name in entry.FIELDS} | {
        name: day.isoformat() if day else "" for name, day in days.items()
    }


def _write(case: Case, reason: str) -> None:
    def _do() -> str:
        store.write(plans_fields.database(), [case], plans_fields.change(reason))
        return text("cases.changed", case=case.case_id, told=words.told(case, now().date()))

    plans_fields.act(_do, lambda: st.session_state.update({ROUND: st.session_state.get(ROUND, 0) + 1}))


def _out(case_id: str, reason: str) -> None:
    def _do() -> str:
        store.withdraw(plans_fields.database(), [case_id], plans_fields.change(reason))
        return text("cases.withdrawn", case=case_id)

    plans_fields.act(_do, _leave)


def _leave() -> None:
    st.query_params.pop("kn", None)
