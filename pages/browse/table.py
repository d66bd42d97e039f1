"""Bảng số liệu: any indicators, units and periods, pivoted, searched, with files that say where each figure is from."""

from danvan.ui import pivot

pivot.page()
