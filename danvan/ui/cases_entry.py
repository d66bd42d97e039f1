"""The page where the register is kept: one case entered, changed, settled or withdrawn; a list sent; the history."""

import html

import streamlit as st

from danvan.cases import register
from danvan.texts import text
from danvan.ui import address, cached, cases_file, cases_form, cases_history, cases_one, plans_fields
from danvan.ui.plain import plain
from danvan.workspace import ROOT

STYLE = ROOT / "danvan" / "ui" / "norms.css"
PARTS = {"ghi": "cases.part_entry", "lich-su": "cases.part_history"}


def draw() -> None:
    """Draw the page."""
    st.html(STYLE)
    st.html(
        f'<div class="page-head"><h1>{text("cases.entry_title")}</h1>'
        f'<div class="where">{html.escape(text("cases.entry_lead"))}</div></div>'
    )
    words = {code: text(name) for code, name in PARTS.items()}
    part = address.segments(
        "phan", text("plans.section"), list(PARTS), "ghi", words=words.__getitem__, label_visibility="collapsed"
    )
    plans_fields.told("plans.not_done")
    every = cached.cases()
    if part == "lich-su":
        cases_history.draw(every)
        return
    standing = register.of_these(every)
    asked = st.query_params.get("kn", "").strip().upper()
    chosen = next((case for case in standing if case.case_id == asked), None)
    if asked and chosen is None:
        st.warning(text("cases.unknown", case=plain(asked, 40)))
    if chosen:
        cases_one.draw(chosen)
        return
    cases_one.choose(standing)
    cases_form.new()
    cases_file.draw(every)
