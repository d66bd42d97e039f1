"""Dân vận khéo: models registered, running, recognised and commended, by level and field."""

import streamlit as st

from danvan import catalogue
from danvan.texts import text
from danvan.ui import filters, outcomes, topic, views

HEADLINES = ["DV01", "DV03", "DV07"]
CHOICES = ["DV01", "DV02", "DV03", "DV04", "DV07", "DV09"]
STARTED = ["DV05", "DV06", "DV08", "DV10", "DV11", "DV12", "DV13"]
LEVELS = ["cap=xa", "cap=huyen", "cap=tinh"]
FIELDS = [f"linh_vuc={code}" for code in catalogue.dimension_values("DV01", "linh_vuc")]

selection = filters.choose(CHOICES, with_level=True, told=STARTED)
views.heading(text("models.title"), selection)

if selection.period:
    topic.period(selection, HEADLINES, CHOICES, key="models")
    words = {"whole_label": text("models.registered"), "part_label": text("models.recognised")}
    effort = outcomes.effort("DV01", "DV01", "DV03", "DV07", **words)
    st.subheader(text("models.results"))
    outcomes.draw(selection, effort, title=text("models.results_title"), key="models")
    st.caption(text("models.results_note"))
    outcomes.hollow(selection, effort, key="models")
    left, right = st.columns(2)
    with left:
        st.subheader(text("models.levels"))
        views.levels_of(selection, "DV01", LEVELS)
    with right:
        st.subheader(text("models.fields"))
        views.levels_of(selection, "DV01", FIELDS, key="fields")

topic.outside_periods(selection, [*CHOICES, *STARTED], key="models")
