"""Kế hoạch, định mức: typing and sending targets, setting prescribed numbers, and the history of both."""

from danvan.ui import plans

plans.draw()
