"""Chất lượng số liệu: conflicts, failed checks, outliers, jumps and holes, each with what to do about it."""

from danvan.ui import quality

quality.draw()
