"""Tình hình báo cáo: which unit has reported what, in time, late, not all of it or not at all; whom to remind."""

from danvan.ui import completeness

completeness.draw()
