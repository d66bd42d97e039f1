"""The deck over the whole window: nothing is asked of the server once it is shown."""

from pathlib import Path
from typing import Any

import streamlit as st

from danvan.export import html
from danvan.ui.briefing.opened import Opened

SCRIPT = Path(__file__).with_name("screen.js")


@st.cache_resource(show_spinner=False)
def _component(script: str) -> Any:
    js = f"{script}\n{SCRIPT.read_text('utf-8')}"
    return st.components.v2.component("danvan_screen", html="<span></span>", js=js)


def draw(found: Opened) -> None:
    """Show the deck; leaving it takes the parameter out of the address."""
    show = html.show(found.deck())
    _component(show.js)(
        key="briefing_screen",
        data={"html": show.html, "css": show.css, "deck": show.data, "stamp": show.stamp},
        on_left_change=lambda: st.query_params.pop("chieu", None),
    )
