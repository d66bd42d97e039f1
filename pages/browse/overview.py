"""Tổng quan: the headline figures of the whole field for one unit and period, one of them on the map."""

import streamlit as st

from danvan.texts import text
from danvan.ui import attention, cards, filters, says, source, tables, themes, topic, views

HEADLINES = ["DT01", "YK08", "DV03", "NT06"]
ON_THE_MAP = ["NT06", "DT01", "YK08", "DV01", "GS01", "CC01"]
PUBLISHED = ["DT01", "DT02", "YK01", "DV05", "DV06", "DV07", "DV08", "NT02", "NT06", "GS01", "PB01", "SX03", "KN13"]

selection = filters.choose([*HEADLINES, *ON_THE_MAP], told=PUBLISHED)
views.heading(text("overview.title"), selection)
themes.line(selection)
facts = topic.facts(selection, PUBLISHED)
figures = cards.headlines(selection, HEADLINES)
empty = figures.empty or not figures["value"].notna().any()
if empty:
    # Only published facts so far: what is known comes first, the period's empty cards after it.
    tables.intervals(facts, key="overview")
if selection.period:
    if empty:
        st.subheader(text("common.by_period"))
    cards.draw(selection, figures)
    attention.draw(selection)
    says.headlines(selection, figures)
    indicator, view = views.choose(selection, ON_THE_MAP)
    rows = views.by_unit(selection, indicator)
    views.show(selection, indicator, rows, view)
    source.line(selection, list(dict.fromkeys([indicator, *HEADLINES])), rows, asked="figure.by_unit", key="overview")
if not empty:
    tables.intervals(facts, key="overview")
views.nothing_at_all(selection, facts)
