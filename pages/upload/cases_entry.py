"""Sổ kiến nghị: entering single opinions and cases, assigning and settling them, their list and their history."""

from danvan.ui import cases_entry

cases_entry.draw()
