"""Lịch sử nhập: every batch with who, when, file, counts and status; what one changed; undoing it."""

from danvan.ui import history

history.draw()
