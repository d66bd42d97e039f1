"""A briefing as PowerPoint: native charts and tables, the map as shapes, notes with the sources.

`pptx_file(deck)` writes one, on the office's own template where one is given; `office_template` reads such a template.
"""

from datetime import date

from danvan.briefing.contents import Cell, Deck, Page, Table
from danvan.errors import DanVanError
from danvan.export.slides import template_file
from danvan.export.slides.write import pptx_file

__all__ = ["office_template", "pptx_file"]


def office_template(data: bytes, name: str) -> bytes:
    """A template as it is kept: checked, without slides, tried out. DanVanError with the remedy when it is no good."""
    found = template_file.read(data, name)
    table = Table("Bảng", ("Đơn vị", "Số"), (False, True), (0, 0), ((Cell("Hà Tĩnh"), Cell("1", 1)),))
    pages = (Page("title", "Bài"), Page("text", "Trang", "Hà Tĩnh", ("Câu.",)), Page("table", "Bảng", table=table))
    try:
        pptx_file(Deck("Bài", "", "Ban", "", "", "", date(2026, 1, 1), True, pages), found)
    # Nobody knows all that a template may hold: one that cannot be written on is refused now, not at the meeting.
    except Exception as error:
        raise DanVanError(f"Không viết được trang nào lên mẫu “{name}”.", template_file.SAVE_AGAIN) from error
    return found
