"""Hài lòng, tiếp dân: PAR Index and SIPAS with ranks, reception of citizens, complaints and hot spots."""

from danvan.texts import text
from danvan.ui import filters, satisfaction, satisfaction_components, satisfaction_ranks, topic, views

HEADLINES = ["CC01", "CC03", "KN06", "KN07"]
CHOICES = ["CC01", "CC02", "CC03", "CC04", "KN03", "KN04", "KN06", "KN08", "KN07"]
TOLD = ["KN01", "KN02", "KN05", "KN09", "KN10", "KN11", "KN12", "KN13"]

selection = filters.choose([*CHOICES, *TOLD])
views.heading(text("satisfaction.title"), selection)

if selection.period:
    topic.period(selection, HEADLINES, CHOICES, key="satisfaction")
    satisfaction_ranks.indices(selection)
    satisfaction_components.draw(selection)
    satisfaction.receive(selection)
    satisfaction.settle_complaints(selection)
    satisfaction.hot_spots(selection)

topic.outside_periods(selection, [*CHOICES, *TOLD], key="satisfaction")
