"""The picture of a chart as a file: two small buttons under each, and the script that takes what is drawn.

The browser makes the picture out of the drawing on the screen, so that both are equal; the server draws nothing twice.
"""

import html
from pathlib import Path
from typing import Any

import streamlit as st

from danvan import numbers, rights
from danvan.charts import palette
from danvan.export.svg.draw import FAMILY
from danvan.ingest.batches import now
from danvan.texts import text
from danvan.ui import cached, handed
from danvan.workspace import ILLUSTRATIVE

HEARD = "chart_files"
FONTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}


@st.cache_resource(show_spinner=False)
def _component(script: str) -> Any:
    return st.components.v2.component("danvan_chart_files", html="<span></span>", js=script)


@st.fragment
def ready() -> None:
    """Once a run: the buttons are listened to, and what is printed under a picture is told.

    A fragment: that a picture was taken is written into the journal without drawing the page again.
    """
    is_demo = cached.current() == ILLUSTRATIVE
    _component(Path(__file__).with_name("chart_files.js").read_text("utf-8"))(
        key=HEARD,
        on_saved_change=_saved,
        data={
            "family": FAMILY,
            "fonts": {str(weight): f"app/static/fonts/BeVietnamPro-{name}.ttf" for weight, name in FONTS.items()},
            "ink": palette.SLATE,
            "taken": text("pictures.taken", day=numbers.date(now().date())),
            "banner": text("common.demo_banner") if is_demo else "",
            "prefix": "minh-hoa-" if is_demo else "",
            "fault": text("pictures.fault"),
        },
    )


def _saved() -> None:
    """A picture was taken: its name comes from the browser, which is data and no more."""
    told = (st.session_state.get(HEARD) or {}).get("saved")
    if told:
        handed.record(rights.current(), str(told), handed.where())


def offer() -> None:
    """The buttons of one chart, inside its frame."""
    buttons = "".join(
        f'<button type="button" data-chart-file="{kind}" aria-label="{html.escape(text(words))}" '
        f'title="{html.escape(text(words))}">{kind.upper()}</button>'
        for kind, words in (("png", "pictures.save_png"), ("svg", "pictures.save_svg"))
    )
    st.html(f'<div class="chart-files"><span>{html.escape(text("pictures.save"))}</span>{buttons}</div>')
