"""What writing an entry would do: its findings, the figure before and after, and the button that writes.

The button carries what it was drawn for: when the fields have changed meanwhile nothing is written.
"""

import html

import streamlit as st

from danvan.errors import DanVanError
from danvan.figures.ask import Figure
from danvan.ingest import one
from danvan.ingest.findings import INFO, STOP, WARN, Finding
from danvan.ingest.one import Draft, Entry
from danvan.texts import text
from danvan.ui import address, cached, one_moved, person
from danvan.ui.frame import failure

DONE, ASKED = "one_done", "one_asked"
ORDER = {STOP: 0, WARN: 1, INFO: 2}


def draw(entry: Entry, standing: Figure) -> None:
    """Draw the review of an entry; nothing is asked of it while it is empty."""
    if not _begun(entry):
        st.html(f'<div class="empty">{text("one_figure.nothing_typed")}</div>')
        return
    draft = one.prepare(cached.database(cached.current()), entry)
    who = person.name()
    ready = draft.ready and bool(who)
    asked = st.session_state.pop(ASKED, None)
    if ready and asked == entry:
        _commit(draft, who)
    notes = [*draft.findings] if who else [*draft.findings, one.nobody()]
    if notes:
        st.html("".join(_note(item) for item in sorted(notes, key=lambda item: ORDER[item.severity])))
    if draft.row.get("status"):
        st.html(_turn(draft, standing))
    if draft.ready:
        one_moved.draw(draft)
    if asked is not None:
        st.warning(text("one_figure.changed_meanwhile"))
    st.button(
        text("one_figure.commit_correction" if draft.corrects else "one_figure.commit"),
        key="one_commit",
        type="primary",
        disabled=not ready,
        on_click=lambda: st.session_state.update({ASKED: entry}),
    )


def _begun(entry: Entry) -> bool:
    return bool(entry.value or entry.numerator or entry.denominator or entry.state in one.WITHOUT_NUMBER)


def _note(item: Finding) -> str:
    return (
        f'<div class="remark {item.severity}" role="{"alert" if item.severity == STOP else "note"}">'
        f"<b>{html.escape(item.message)}</b> {html.escape(item.remedy)}</div>"
    )


def _turn(draft: Draft, standing: Figure) -> str:
    """The figure shown now and after; and the document's own, where another one is shown."""
    code = draft.entry.indicator
    now = one.said(code, vars(standing)) if standing.basis != "none" else text("common.no_figure")
    after, new = one.said(code, draft.shown), one.said(code, draft.row)
    own = ""
    if draft.corrects and (former := one.said(code, draft.former)) != now:
        own = text("one_figure.own_turn", former=former, new=new)
    elif draft.row["shown"] != "incoming":
        own = text("one_figure.kept", new=new)
    return (
        f'<div class="turn"><div><small>{text("one_figure.shown_now")}</small><b>{html.escape(now)}</b></div>'
        f'<div class="arrow" aria-hidden="true">→</div>'
        f'<div class="after"><small>{text("one_figure.shown_after")}</small><b>{html.escape(after)}</b></div>'
        f"{own and f'<p>{html.escape(own)}</p>'}</div>"
    )


def _commit(draft: Draft, who: str) -> None:
    """Write what was asked for; the page is then drawn anew with the result above empty fields."""
    try:
        batch = one.commit(cached.database(cached.current()), draft, who)
    except DanVanError as error:
        failure(error, "one_figure.not_written")
        return
    entry = draft.entry
    st.session_state[DONE] = (batch, entry, one.said(entry.indicator, draft.row))
    st.session_state["one_round"] = st.session_state.get("one_round", 0) + 1
    if not entry.source:
        address.put("tl", draft.row["source"])
        st.session_state.pop("one_paper", None)
    st.rerun()
