"""The whole application as it stood at the end of a past day: the switch, the notice on each page, what is refused.

The day stands in the address (`ngay=2026-06-30`). While it is on, cached.database hands out a copy of the workspace as
it was known then (danvan.snapshot), which refuses every change.
"""

import html
from datetime import date, timedelta

import streamlit as st

from danvan import numbers
from danvan.errors import DanVanError
from danvan.ingest.batches import now
from danvan.texts import text
from danvan.ui import address
from danvan.ui.plain import plain

NAME, STATE, FIELD = "ngay", "as_of", "w_ngay"
WRITING = ("import_file", "one_figure", "plans", "cases_entry")
"""Pages that only enter figures: nothing of them can be used for a past day."""


def day() -> date | None:
    """The past day in force for this session; None for today."""
    return st.session_state.get(STATE)


def read() -> None:
    """Take the day from the address; one that cannot be meant is said and left out."""
    asked = address.raw(NAME)
    st.session_state[STATE] = None
    if asked is None:
        return
    try:
        wanted = date.fromisoformat(asked)
    except ValueError:
        address.drop(NAME)
        st.warning(text("as_of.unknown", value=plain(asked, 40)))
        return
    if wanted >= now().date():
        address.drop(NAME)
        st.info(text("as_of.not_past", day=numbers.date(wanted)))
        return
    st.session_state[STATE] = wanted
    address.put(NAME, wanted.isoformat())


def today() -> date:
    """The day on which the reader looks: the past day in force, else today."""
    return day() or now().date()


def control() -> None:
    """The button in the side bar that opens the choice of a day."""
    current = day()
    label = text("as_of.on", day=numbers.date(current)) if current else text("as_of.label")
    if st.button(label, key="as_of_open", width="stretch"):
        _choose()


@st.dialog(text("as_of.title"))
def _choose() -> None:
    """A day typed, or one of the last ends of month, quarter and half-year."""
    st.caption(text("as_of.help"))
    words = st.text_input(text("as_of.field"), key=FIELD, placeholder=text("as_of.example"))
    with st.container(horizontal=True):
        for wanted in ends(now().date()):
            if st.button(text("as_of.end", day=numbers.date(wanted)), key=f"as_of_{wanted}"):
                _take(wanted)
    with st.container(horizontal=True, horizontal_alignment="right"):
        if day() is not None and st.button(text("as_of.back"), key="as_of_off"):
            address.drop(NAME)
            st.rerun()
        if st.button(text("as_of.take"), key="as_of_take", type="primary") or words:
            _typed(words.strip())


def _typed(words: str) -> None:
    """Take the day that was typed; a fault is said below the field."""
    try:
        wanted = numbers.parse_date(words)
    except DanVanError as error:
        st.warning(plain(f"{error.message} {error.remedy}"))
        return
    if wanted >= now().date():
        st.warning(text("as_of.not_past", day=numbers.date(wanted)))
        return
    _take(wanted)


def _take(wanted: date) -> None:
    address.put(NAME, wanted.isoformat())
    st.rerun()


def ends(today: date) -> list[date]:
    """The last ends of a month, a quarter and a half-year before a day, the latest first, each once."""
    found = []
    for months in (1, 3, 6):
        first = date(today.year, today.month - (today.month - 1) % months, 1)
        found.append(first - timedelta(days=1))
    return sorted(set(found), reverse=True)


def banner() -> None:
    """The notice on each page while a past day is on, with the way back to today."""
    current = day()
    if current is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="as_of_banner"):
        st.html(f'<div class="as-of" role="note">{text("as_of.banner", day=numbers.date(current))}</div>')
        st.button(text("as_of.back"), key="as_of_back", on_click=address.drop, args=(NAME,))


def shut() -> str:
    """Why a button that changes something is shut: the words beside it while a past day is on, '' else."""
    current = day()
    return text("as_of.shut", day=numbers.date(current)) if current else ""


def refuses(page: str, title: str) -> bool:
    """Whether a page (its name) has nothing to offer for a past day; then it says so under the page's title."""
    if day() is None or page not in WRITING:
        return False
    st.html(f'<div class="page-head"><h1>{html.escape(title)}</h1></div>')
    st.info(text("as_of.refused", day=numbers.date(day())))
    return True
