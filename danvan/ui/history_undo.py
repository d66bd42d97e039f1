"""Taking a batch back, or bringing it back: first what would change, then a reason and a name, then it is done.

The effect is computed by the same step that undoes (danvan.ingest.undo), without writing anything.
"""

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from danvan import numbers, rights
from danvan.errors import DanVanError
from danvan.ingest import undo
from danvan.ingest.batch_words import ById, Row, is_undo, restores, root, title_of
from danvan.ingest.closed import NO_LEAVE, Touched, leave_of
from danvan.texts import text
from danvan.ui import as_of, cached, person
from danvan.ui.frame import failure
from danvan.ui.history_words import moved_cells
from danvan.ui.plain import plain
from danvan.ui.source import BASIS
from danvan.ui.table import Cell, Column, table

SHOWN, DRAWN = 1_000, 8
"""So few rows are drawn until more are asked for: the reason and the button stay in sight below them."""
DONE = "history_done"


def draw(row: Row, batches: ById) -> None:
    """The button that opens the review: of the batch itself, or of the undo that keeps it from counting."""
    target = _target(row, batches)
    if target is None:
        return
    about = root(target, batches)
    back = is_undo(target) and not restores(target, batches)
    words = f"history.{'redo' if back else 'undo'}{'' if about is row else '_of'}"
    closed = as_of.shut()
    if closed:
        st.caption(closed)
    if st.button(text(words, batch=about["batch_id"]), key="history_undo", disabled=bool(closed)):
        _review(target["batch_id"], about["batch_id"], title_of(about, batches), back)


def _target(row: Row, batches: ById) -> Row | None:
    """What is to be taken back: the batch while it counts, else the undo that stands against it."""
    if row["status"] == "committed":
        return row
    taker = batches.get(row["undone_by"])
    return taker if taker is not None and taker["status"] == "committed" else None


@st.dialog(text("history.review"), width="large")
def _review(target: str, about: str, title: str, back: bool) -> None:
    """What would change; confirmed with a reason and a name."""
    head = text("history.redo_title" if back else "history.undo_title", batch=about, title=title)
    words = text("history.redo_words" if back else "history.undo_words")
    st.html(f'<div class="act-head"><b>{html.escape(head)}</b><p>{words}</p></div>')
    with st.spinner(text("history.computing")):
        found, every = cached.effect_of_undo(target, SHOWN)
    _effect(found, every)
    touched = undo.closings(cached.database(cached.current()), target)
    _closed(touched)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        reason = st.text_input(
            text("history.undo_reason"),
            key="undo_reason",
            placeholder=text("history.undo_reason_example"),
            max_chars=300,
        )
        who = person.field("undo_person")
    ready = bool(who and reason.strip() and (not touched or rights.current().may(rights.ADMINISTER)))
    if not ready:
        st.caption(text("history.undo_need"))
    label = text("history.confirm_redo" if back else "history.confirm_undo")
    if st.button(label, key="undo_confirm", type="primary", disabled=not ready):
        _act(target, about, back, who, reason.strip(), touched)


def _closed(touched: tuple[Touched, ...]) -> None:
    """Which closed periods would change; somebody who may not change them is told whom to ask."""
    if not touched:
        return
    listed = "; ".join(one.words for one in touched)
    if rights.current().may(rights.ADMINISTER):
        st.warning(plain(text("closing.undo", closings=listed)))
    else:
        st.error(plain(f"{text('closing.refused', closings=listed)} {text('closing.refused_remedy')}"))


def _act(target: str, about: str, back: bool, who: str, reason: str, touched: tuple[Touched, ...]) -> None:
    # What was read above the field is what the reason is for.
    leave = leave_of(reason, touched) if touched else NO_LEAVE
    try:
        undo.undo(cached.database(cached.current()), target, who, reason, leave=leave)
    except DanVanError as error:
        failure(error, "history.failed")
        return
    st.session_state[DONE] = text("history.said_redone" if back else "history.said_undone", batch=about)
    st.rerun()


def told() -> None:
    """Say once what was done."""
    words = st.session_state.pop(DONE, None)
    if words:
        st.success(words)


def _effect(found: pd.DataFrame, every: int) -> None:
    """The figures as they are and as they would be, those that units reported first."""
    if not every:
        st.info(text("history.effect_none"))
        return
    st.markdown(f"**{text('history.effect', all=numbers.number(every))}**")
    columns = [Column(text(f"history.{name}")) for name in ("indicator", "unit", "period")]
    columns += [Column(text("history.now"), numeric=True), Column(text("history.later"), numeric=True)]
    columns.append(Column(text("history.basis")))
    lines = [_line(row) for row in found.to_dict("records")]
    table(columns, lines, key="undo_effect", label=text("history.effect", all=every), most=DRAWN, stack=True)
    if len(found) < every:
        st.caption(text("history.effect_shown", shown=numbers.number(len(found)), all=numbers.number(every)))


def _line(row: Mapping[str, Any]) -> list[Cell]:
    basis = BASIS["reported" if "reported" in (row["basis"], row["after_basis"]) else "derived"]
    return [*moved_cells(row), Cell(text(basis), "", "soft")]
