"""Nông thôn mới: communes that meet the standard, the advanced and the model ones, over their moving total."""

import streamlit as st

from danvan.texts import text
from danvan.ui import cached, cards, filters, intervals, says, source, tables, views

HEADLINES = ["NT06", "NT02", "NT03", "NT04"]
CHOICES = ["NT06", "NT02", "NT03", "NT04", "NT14", "NT10", "NT13"]
LADDER = ["NT01", "NT02", "NT03", "NT04"]

selection = filters.choose([*CHOICES, "NT01"])
views.heading(text("new_rural.title"), selection)

if selection.period:
    figures = cards.headlines(selection, HEADLINES)
    cards.draw(selection, figures)
    indicator, view = views.choose(selection, CHOICES)
    rows = views.by_unit(selection, indicator)
    says.one(selection, indicator, rows)
    views.show(selection, indicator, rows, view)
    source.line(selection, list(dict.fromkeys([indicator, *HEADLINES])), rows, asked="figure.by_unit", key="new_rural")
    st.subheader(text("new_rural.ladder"))
    views.ladder_of(selection, LADDER)
    st.caption(text("new_rural.ladder_note"))
    st.caption(text("new_rural.criteria"))

facts = cached.ask(
    "figure.all_intervals",
    indicators=[*CHOICES, *LADDER, "NT09", "NT12", "NT15"],
    unit=None if selection.is_nation else selection.unit.unit_id,
)
intervals.draw(selection, facts, [*CHOICES, "NT01"])
tables.intervals(facts, key="new_rural")
views.nothing_at_all(selection, facts)
