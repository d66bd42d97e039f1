"""The briefing as a report in Word: an official paper with an outline, native charts, tables and its sources."""

from danvan.export.report.write import docx_file

__all__ = ["docx_file"]
