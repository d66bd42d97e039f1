"""The page of closed periods: what is closed, since when, by whom; one closed, one opened again; what changed since."""

import html

import streamlit as st

from danvan import closing, numbers, units
from danvan.closing import CLOSED, Act, Closing
from danvan.errors import DanVanError
from danvan.ingest.batch_words import by_id, moment, title_of
from danvan.ingest.batches import now
from danvan.ingest.history import batches
from danvan.texts import text
from danvan.ui import as_of, cached, closing_form, filters, person
from danvan.ui.fault import failure
from danvan.ui.places import link
from danvan.ui.table import Cell, Column, table

ONE = "khoa"
WHOLE = ""


def draw() -> None:
    """Draw the list, the closing that the address names, and what changed after closing."""
    known = closing.every(cached.database(cached.current()))
    lead = html.escape(_lead(known))
    st.html(f'<div class="page-head"><h1>{text("closing.title")}</h1><div class="where">{lead}</div></div>')
    if said := st.session_state.pop(closing_form.SAID, None):
        st.success(said)
    st.caption(text("closing.what"))
    shut = as_of.shut()
    if shut:
        st.caption(shut)
    if st.button(text("closing.close"), key="closing_close", type="primary", disabled=bool(shut)):
        closing_form.ask()
    _list(known)
    asked = st.query_params.get(ONE, "")
    chosen = next((one for one in known if one.closing_id == asked), None)
    if chosen is not None:
        _one(chosen, shut=bool(shut))
    elif asked:
        st.warning(text("closing.unknown"))
    _changes()


def _lead(known: tuple[Closing, ...]) -> str:
    standing = closing.in_force(known, as_of.today())
    return text("closing.lead", count=len(standing)) if standing else text("closing.lead_none")


def _list(known: tuple[Closing, ...]) -> None:
    """Those that stand first, of each the latest period first."""
    if not known:
        return
    ordered = sorted(known, key=lambda one: (one.stands, one.period.end, -one.period.start.toordinal()), reverse=True)
    columns = [Column(text(f"closing.{name}")) for name in ("period", "unit", "since", "state", "by", "basis")]
    lines = [_line(one) for one in ordered]
    table(columns, lines, key="closings", label=text("closing.title"), most=40, stack=True, opened=_open)


def _line(one: Closing) -> list[Cell]:
    first = one.acts[0]
    return [
        Cell(one.name, one.period.end.isoformat(), "name", link("closing", **{ONE: one.closing_id})),
        Cell(filters.unit_words(one.unit_id), one.unit_id),
        Cell(one.since, one.closed_from.isoformat(), "line"),
        Cell(_state(one), _state(one), "" if one.is_in_force(as_of.today()) else "soft"),
        Cell(f"{first.who}, {numbers.date(first.at.date())}", first.at.isoformat(), "soft"),
        Cell(first.reason, first.reason, "soft wide"),
    ]


def _state(one: Closing) -> str:
    if not one.stands:
        last = one.last[one.unit_id]
        return text("closing.opened", who=last.who, day=numbers.date(last.at.date()))
    said = text("closing.closed" if one.is_in_force(as_of.today()) else "closing.to_come")
    parts = ", ".join(units.get(unit).full_name for unit in one.opened_for)
    return f"{said}; {text('closing.opened_for', units=parts)}" if parts else said


def _open(wanted: str) -> None:
    st.query_params[ONE] = wanted.rpartition(f"{ONE}=")[2]


def _one(one: Closing, *, shut: bool) -> None:
    """What was done to one closing, and what may be done."""
    with st.container(border=True, key="closing_one"):
        told = "<br>".join(html.escape(_act(one, act)) for act in one.acts)
        st.html(f"<h2>{html.escape(one.named)}</h2><p>{told}</p>")
        if one.stands and not shut:
            _reopen(one)
            for unit in one.opened_for:
                words = text("closing.close_again", unit=units.get(unit).full_name)
                if st.button(words, key=f"closing_again_{unit}"):
                    _do(lambda unit=unit: _close_again(one, unit), text("closing.said_again", name=one.name))


def _act(one: Closing, act: Act) -> str:
    """'Khóa từ ngày 15/02/2025 – Lan, 08:00 ngày 10/02/2025: Công văn 12'."""
    words = text("closing.act_closed", since=one.since) if act.action == CLOSED else text("closing.act_opened")
    part = "" if act.unit_id == one.unit_id else f" {text('closing.only', unit=units.get(act.unit_id).full_name)}"
    return f"{words}{part} – {act.who}, {moment(act.at)}{f': {act.reason}' if act.reason else ''}"


def _reopen(one: Closing) -> None:
    listed = [unit for unit in closing_form.choices(one.period.end) if unit != one.unit_id and one.covers(unit)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit = st.selectbox(
            text("closing.open_for"),
            [WHOLE, *listed],
            key=f"closing_for_{one.closing_id}",
            format_func=lambda code: filters.unit_words(code) if code else text("closing.open_whole"),
            width=300,
        )
        reason = st.text_input(text("closing.reason"), key=f"closing_why_{one.closing_id}", max_chars=300)
        who = person.field(f"closing_who_{one.closing_id}", "closing.person")
    if st.button(text("closing.open"), key="closing_open", disabled=not (reason.strip() and who)):
        database = cached.database(cached.current())
        said = text("closing.said_opened", name=one.name)
        _do(lambda: closing.reopen(database, one.closing_id, who, now(), reason, unit_id=unit or ""), said)


def _close_again(one: Closing, unit: str) -> None:
    database = cached.database(cached.current())
    closing.close_again(database, one.closing_id, person.name(), now(), unit_id=unit)


def _do(act: closing_form.Act, said: str) -> None:
    try:
        act()
    except DanVanError as error:
        failure(error, "closing.not_done")
        return
    st.session_state[closing_form.SAID] = said
    st.rerun()


def _changes() -> None:
    """What an administrator changed after closing, batch by batch."""
    found = cached.ask("closing.changes")
    st.subheader(text("closing.changes"))
    if found.empty:
        st.html(f'<div class="empty">{text("closing.changes_none")}</div>')
        return
    known = by_id(batches(cached.database(cached.current())))
    names = {one.closing_id: one.named for one in closing.every(cached.database(cached.current()))}
    lines = []
    for row in found.to_dict("records"):
        batch = row["batch_id"]
        told = f"{batch} · {title_of(known[batch], known)}"
        lines.append(
            [
                Cell(told, told, "wide", link("history", dot=batch)),
                Cell(names[row["closing_id"]], row["period_end"].isoformat()),
                Cell(numbers.number(row["figures"]), float(row["figures"])),
                Cell(row["reason"], row["reason"], "wide"),
                Cell(row["created_by"], row["created_by"], "soft"),
                Cell(moment(row["created_at"]), row["created_at"].isoformat(), "soft"),
            ]
        )
    columns = [Column(text("closing.batch")), Column(text("closing.period"))]
    columns += [Column(text("closing.figures"), numeric=True)]
    columns += [Column(text(f"closing.{name}")) for name in ("reason", "person", "when")]
    table(columns, lines, key="closing_changes", label=text("closing.changes"), most=40, stack=True)
