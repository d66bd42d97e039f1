"""The page of one figure: which one, what stands there now, the new one, and what writing it would do."""

import html

import streamlit as st

from danvan.texts import text
from danvan.ui import closed, one_cell, one_done, one_form, one_review, one_standing, source


def draw() -> None:
    """Draw the page."""
    st.html(
        f'<div class="page-head"><h1>{text("one_figure.title")}</h1>'
        f'<div class="where">{html.escape(text("one_figure.lead"))}</div></div>'
    )
    one_done.undone()
    one_done.draw()
    cell = one_cell.choose()
    if not cell.is_whole:
        st.html(f'<div class="empty">{text("one_figure.choose_first")}</div>')
        return
    left, right = st.columns([5, 7], gap="large")
    with left:
        standing = one_standing.draw(cell)
        closed.mark(cell.period, cell.unit.unit_id)
    with right:
        entry = one_form.draw(cell, source.reports(standing))
        one_review.draw(entry, standing)
