"""What was just written: where it shows, where it stands in the history, and the way back."""

import html

import streamlit as st

from danvan.errors import DanVanError
from danvan.ingest.closed import NO_LEAVE, leave_of
from danvan.ingest.load import undo
from danvan.ingest.one import Entry
from danvan.ingest.undo import closings
from danvan.texts import text
from danvan.ui import cached, closed, frame, person
from danvan.ui.go import go
from danvan.ui.one_review import DONE
from danvan.ui.upload import links


def draw() -> None:
    """Draw the notice of what was written last, until the next figure is begun."""
    done = st.session_state.get(DONE)
    if not done:
        return
    batch, entry, said = done
    with st.container(border=True, key="one_done_box"):
        words = text("one_figure.done", batch=batch)
        st.html(
            f'<div class="done"><b>{html.escape(words)}</b> {html.escape(entry.name)}: <b>{html.escape(said)}</b></div>'
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            go(text("one_figure.to_chart"), chart_of(entry))
            go(text("one_figure.to_history"), frame.link("history", dot=batch))
            st.button(text("one_figure.undo"), key="one_undo", type="tertiary", on_click=_undo, args=(batch,))
            st.button(text("one_figure.next"), key="one_next", on_click=lambda: st.session_state.pop(DONE, None))


def _undo(batch: str) -> None:
    try:
        reason = text("one_figure.undo_reason")
        # Taken back at once, what an administrator changed in a closed period needs no other reason.
        touched = closings(cached.database(cached.current()), batch) if closed.changed_by(batch) else ()
        leave = leave_of(reason, touched) if touched else NO_LEAVE
        undo(cached.database(cached.current()), batch, person.name(), reason, leave=leave)
    except DanVanError as error:
        st.session_state["one_fault"] = error
    else:
        st.session_state["one_undone"] = batch
    st.session_state.pop(DONE, None)


def undone() -> None:
    """Say once that what was written has been taken back."""
    batch = st.session_state.pop("one_undone", None)
    if batch:
        st.success(text("one_figure.undone", batch=batch))
    error = st.session_state.pop("one_fault", None)
    if error is not None:
        frame.failure(error, "one_figure.not_written")


def chart_of(entry: Entry) -> str:
    """The address of the chart on which the figure shows; '' where no page draws its indicator."""
    days = {"period_start": entry.period.start, "period_end": entry.period.end}
    return links.chart_of(
        {"indicator": entry.indicator, **days, "units": 1, "one_unit": entry.unit_id, "one_breakdown": entry.breakdown}
    )
