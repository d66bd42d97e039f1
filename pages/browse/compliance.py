"""Thực hiện định mức: which units held the dialogues and reception days that are prescribed, and which did not."""

from danvan.texts import text
from danvan.ui import compliance, compliance_beside, compliance_view, views

selection, indicator, level = compliance_view.choose()
views.heading(text("compliance.title"), selection)

if selection.period:
    compliance.draw(compliance_view.judged(selection, indicator, level))
compliance_beside.totals(selection, indicator, level)
