"""Nhập một số liệu: one figure typed or corrected, with its document and reason."""

from danvan.ui import one_figure

one_figure.draw()
