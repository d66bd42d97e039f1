"""Kiến nghị theo dõi: single opinions and cases until they are settled: who is late, and what nobody settles."""

from danvan.ui import cases, cases_choose

cases.draw(cases_choose.choose())
