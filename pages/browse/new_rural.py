"""Nông thôn mới: communes that meet the standard, the advanced and the model ones, over their moving total."""

import streamlit as st

from danvan.texts import text
from danvan.ui import filters, ladders, topic, views

HEADLINES = ["NT06", "NT02", "NT03", "NT04"]
CHOICES = ["NT06", "NT02", "NT03", "NT04", "NT14", "NT15", "NT09", "NT13"]
TOLD = ["NT01", "NT05", "NT07", "NT08", "NT10", "NT11", "NT12", "NT17", "NT18", "NT19"]

selection = filters.choose([*CHOICES, "NT01"], told=TOLD)
views.heading(text("new_rural.title"), selection)

if selection.period:
    topic.period(selection, HEADLINES, CHOICES, key="new_rural")
    st.subheader(text("new_rural.ladder"))
    ladders.of_period(selection, ladders.rural(), key="rural")
    st.caption(text("new_rural.ladder_note"))
    st.caption(text("new_rural.criteria"))
    ladders.rates(selection)
    ladders.districts(selection)

ladders.of_facts(topic.facts(selection, ladders.RURAL), [ladders.rural()], key="rural")
topic.outside_periods(selection, [*CHOICES, *TOLD], key="new_rural")
