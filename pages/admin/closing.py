"""Khóa sổ: which periods are closed, since when, by whom; closing one, opening one, what changed after closing."""

from danvan.ui import closing

closing.draw()
