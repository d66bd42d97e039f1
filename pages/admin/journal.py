"""Nhật ký: who did what, when, from where."""

from danvan.ui import journal

journal.draw()
