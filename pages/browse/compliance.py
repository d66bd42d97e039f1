"""Thực hiện định mức: which units held the dialogues and reception days that are prescribed, and which did not."""

from danvan.texts import text
from danvan.ui import compliance, compliance_list, views

selection, indicator, level = compliance.choose()
views.heading(text("compliance.title"), selection)

if selection.period:
    compliance.draw(compliance.judged(selection, indicator, level))
compliance_list.totals(selection, indicator, level)
