"""Tài khoản: who may sign in, with which role, for which units."""

from danvan.ui import accounts

accounts.draw()
