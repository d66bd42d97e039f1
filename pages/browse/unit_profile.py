"""Hồ sơ đơn vị: one province, district or commune: its headline figures, their course, the units below it."""

import streamlit as st

from danvan.texts import text
from danvan.ui import cards, filters, intervals, kin, says, source, tables, themes, topic, views

HEADLINES = ["DT01", "YK01", "YK08", "DV01", "DV03", "NT06", "GS01", "CC01"]
CHOICES = ["DT01", "DT02", "YK01", "YK08", "DV01", "DV03", "NT02", "NT06", "GS01", "KN04", "CC01", "CC03"]

selection = filters.choose(views.all_indicators())
unit = selection.unit
views.heading(unit.full_name if not selection.is_nation else text("unit_profile.title"), selection)
themes.line(selection)
if selection.is_nation:
    st.info(text("unit_profile.choose"))
kin.draw(selection)

if selection.period and views.is_unknown(selection):
    views.nothing_entered(selection)
elif selection.period:
    figures = cards.headlines(selection, views.told_of(selection, HEADLINES)[: len(HEADLINES)])
    views.badges(figures, selection)
    cards.draw(selection, figures)
    says.headlines(selection, figures)
    indicator = views.choose_indicator(selection, views.with_asked(views.told_of(selection, CHOICES)))
    st.subheader(text("unit_profile.history"))
    course = views.over_time(selection, indicator)
    views.badges(course, selection)
    views.trend_of(selection, indicator, course)
    source.line(
        selection, list(dict.fromkeys([indicator, *HEADLINES])), figures, asked="figure.headlines", key="profile"
    )
    if unit.level != "commune":
        st.subheader(text("unit_profile.children"))
        views.children_of(selection, indicator)

facts = topic.facts(selection, views.all_indicators())
own = facts if selection.is_nation else facts[facts["unit_id"] == unit.unit_id]
intervals.draw(selection, own, views.all_indicators())
tables.intervals(own, key="profile", of_a_unit=2 if selection.is_nation else 6)
views.nothing_at_all(selection, own)
