"""The state of an installation in one report: program, machine, copies, data. `python -m danvan doctor` prints it."""

from danvan.doctor.report import FAIL, OK, WARN, Line, Opened, healthy, report

__all__ = ["FAIL", "OK", "WARN", "Line", "Opened", "healthy", "report"]
