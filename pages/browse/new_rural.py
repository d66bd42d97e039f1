"""Nông thôn mới: communes that meet the standard, the advanced and the model ones, over their moving total."""

import streamlit as st

from danvan.texts import text
from danvan.ui import filters, topic, views

HEADLINES = ["NT06", "NT02", "NT03", "NT04"]
CHOICES = ["NT06", "NT02", "NT03", "NT04", "NT14", "NT10", "NT13"]
LADDER = ["NT01", "NT02", "NT03", "NT04"]

selection = filters.choose([*CHOICES, "NT01"])
views.heading(text("new_rural.title"), selection)

if selection.period:
    topic.period(selection, HEADLINES, CHOICES, key="new_rural")
    st.subheader(text("new_rural.ladder"))
    views.ladder_of(selection, LADDER)
    st.caption(text("new_rural.ladder_note"))
    st.caption(text("new_rural.criteria"))

topic.outside_periods(selection, [*CHOICES, "NT01", "NT09", "NT12", "NT15"], key="new_rural")
