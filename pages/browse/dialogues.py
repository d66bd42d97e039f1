"""Đối thoại: how many dialogues were held, at which levels, and what became of the opinions."""

import streamlit as st

from danvan.texts import text
from danvan.ui import filters, opinions, topic, views

HEADLINES = ["DT01", "YK01", "YK08", "YK05"]
CHOICES = ["DT01", "DT02", "DT03", "YK01", "YK08", "YK10", "DT07"]
LEVELS = ["cap=xa", "cap=huyen", "cap=tinh"]
OPINIONS = ["YK01", "YK02", "YK03", "YK04", "YK05"]

selection = filters.choose([*CHOICES, *OPINIONS], with_level=True, told=["DT04"])
views.heading(text("dialogues.title"), selection)

if selection.period:
    topic.period(selection, HEADLINES, CHOICES, key="dialogues")
    st.subheader(text("dialogues.levels"))
    views.levels_of(selection, "DT02", LEVELS)
    opinions.life_cycle(selection)
    opinions.by_level(selection)
    opinions.late(selection)
    opinions.topics(selection)

topic.outside_periods(selection, [*CHOICES, "DT04"], key="dialogues")
