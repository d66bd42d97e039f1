"""Sao lưu, khôi phục: the copies there are, a new one now, and putting one back with what that would change."""

from danvan.ui import backup

backup.draw()
