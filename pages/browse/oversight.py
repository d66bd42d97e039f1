"""Giám sát, dân chủ cơ sở: supervision, social critique, grassroots democracy, conventions; results beside activity."""

from danvan.texts import text
from danvan.ui import filters, oversight, topic, views

HEADLINES = ["GS01", "GS04", "PB01", "QC03"]
CHOICES = ["GS01", "GS02", "GS03", "GS04", "PB01", "PB02", "PB03", "QC01", "QC02", "QC03", "QC04", "QC05", "QC07"]
TOLD = ["QC06", "QC08", "QC09"]

selection = filters.choose([*CHOICES, *TOLD], with_level=True)
views.heading(text("oversight.title"), selection)

if selection.period:
    topic.period(selection, HEADLINES, CHOICES, key="oversight")
    oversight.results(selection)
    oversight.by_kind(selection)
    oversight.by_unit(selection)
    oversight.drawn_up(selection)

topic.outside_periods(selection, [*CHOICES, *TOLD], key="oversight")
