"""The page where plans and prescribed numbers are entered: its three parts, and what was done last."""

import html

import streamlit as st

from danvan.texts import text
from danvan.ui import address, plans_fields, plans_history, plans_norms, plans_targets, themes
from danvan.workspace import ROOT

PARTS = {
    "chi-tieu": ("plans.part_targets", plans_targets.draw),
    "dinh-muc": ("plans.part_norms", plans_norms.draw),
    "chu-de": ("themes.part", themes.draw),
    "lich-su": ("plans.part_history", plans_history.draw),
}
STYLE = ROOT / "danvan" / "ui" / "norms.css"


def draw() -> None:
    """Draw the page."""
    st.html(STYLE)
    st.html(
        f'<div class="page-head"><h1>{text("plans.title")}</h1>'
        f'<div class="where">{html.escape(text("plans.lead"))}</div></div>'
    )
    part = address.segments(
        "muc",
        text("plans.section"),
        list(PARTS),
        "chi-tieu",
        words=lambda code: text(PARTS[code][0]),
        label_visibility="collapsed",
    )
    plans_fields.told("plans.not_done")
    PARTS[part][1]()
