"""Tổ chức, đoàn thể: mergers of villages, Party and mass organisations, congresses, training of cadres."""

from danvan.texts import text
from danvan.ui import filters, ladders, organisation, topic, views

HEADLINES = ["TC01", "TC02", "SX04", "BD01"]
CHOICES = ["TC01", "TC02", "TC03", "TC04", "SX04", "SX03", "SX06", "DH03", "BD01"]
TOLD = ["SX01", "SX02", "SX05", "DH01", "DH02", "DH04", "DH05", "DH06", "DH07"]

# Congresses were told of single days: they do not make a period the one to open with.
yearly = [code for code in [*CHOICES, *TOLD] if not code.startswith("DH")]
selection = filters.choose(yearly, told=[*CHOICES, *TOLD])
views.heading(text("organisation.title"), selection)

if selection.period:
    topic.period(selection, HEADLINES, CHOICES, key="organisation")
    organisation.villages(selection)
    organisation.founded(selection)
    organisation.held(selection)
    organisation.trained(selection)

steps = [organisation.merged(), *organisation.congresses()]
told = topic.facts(selection, [code for each in steps for code in each.labels])
ladders.of_facts(told, steps, key="organisation")
topic.outside_periods(selection, [*CHOICES, *TOLD], key="organisation")
