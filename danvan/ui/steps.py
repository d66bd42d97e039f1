"""What the browser's Back goes back to: another page or another unit, never a filter that filled itself in."""

from pathlib import Path
from typing import Any

import streamlit as st


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    js = Path(__file__).with_name("steps.js").read_text("utf-8")
    return st.components.v2.component("danvan_steps", html="<span></span>", js=js)


def ready() -> None:
    """Once a run: from then on one view is one step of the browser's history."""
    _component()(key="browser_steps")
