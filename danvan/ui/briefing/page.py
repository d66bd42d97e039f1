"""Which part of the page is drawn: the list, one briefing being prepared, or the deck over everything."""

import html
from pathlib import Path

import streamlit as st

from danvan.errors import DanVanError
from danvan.texts import text
from danvan.ui import frame
from danvan.ui.briefing import library, office_template, opened, prepare, screen


def draw() -> None:
    """Draw the page."""
    st.html(Path(__file__).with_name("page.css"))
    name = st.query_params.get("bai", "")
    found = _find(name) if name else None
    if found is None:
        _head(text("present.title"), text("present.lead"))
        _told()
        library.draw()
        office_template.draw()
        return
    _head(found.briefing.title, prepare.state(found))
    _told()
    if st.query_params.get("chieu") == "1":
        screen.draw(found)
        return
    prepare.draw(found)


def _find(name: str) -> opened.Opened | None:
    try:
        found = opened.find(name)
        st.session_state[opened.LAST] = name
        return found
    except DanVanError as error:
        frame.failure(error, "present.not_opened")
        return None


def _head(title: str, lead: str) -> None:
    st.html(f'<div class="page-head"><h1>{html.escape(title)}</h1><div class="where">{html.escape(lead)}</div></div>')


def _told() -> None:
    said, fault = st.session_state.pop(opened.SAID, None), st.session_state.pop(opened.FAULT, None)
    # A place of its own: what comes and goes here must not shut the parts that are open below.
    with st.container():
        if said:
            st.success(said)
        if isinstance(fault, DanVanError):
            frame.failure(fault, "present.not_done")
