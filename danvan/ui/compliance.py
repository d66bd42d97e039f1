"""The page of prescribed numbers: which units did what is due, which did less, which nothing, who is unknown.

Owns putting the judgements of danvan.plans on the page. It counts nothing itself.
"""

import html
from dataclasses import replace

import streamlit as st

from danvan.plans import norms as prescribed
from danvan.texts import text
from danvan.ui import compliance_beside, compliance_list, compliance_pictures, compliance_says, source, views
from danvan.ui.compliance_view import View


def draw(view: View) -> None:
    """The whole view of a period."""
    if view.selection.geography == "now":
        st.caption(text("compliance.then_units"))
    if view.rows.empty:
        words = "compliance.level_ended" if view.level == "district" else "compliance.level_none"
        st.html(f'<div class="empty">{html.escape(text(words, level=view.level_name))}</div>')
        return
    compliance_says.rule(view)
    if not view.counts.obliged:
        return
    compliance_says.cards(view)
    compliance_says.sentences(view)
    ways = compliance_pictures.offered(view)
    shown = views.choose_view(ways) if len(ways) > 1 else ways[0]
    compliance_pictures.draw(view, shown)
    compliance_list.draw(view)
    _source(view)
    compliance_beside.draw(view)


def _source(view: View) -> None:
    """The drawer opens every unit with a figure that the page lists; of a long list those of the chosen answer."""
    part = replace(view.selection, breakdown=prescribed.CAP[view.level])
    rows = compliance_list.listed(view)
    rows = rows[rows["value"].notna()].head(compliance_list.MOST)
    source.line(part, [view.indicator], rows, asked="compliance.counts", key="compliance")
