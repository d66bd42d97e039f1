"""How a form looks as a workbook: typeface, frames, shades and the number formats of its cells.

Owns every format. Counts are shown without decimals and grouped the Vietnamese way whatever the machine's locale, so
that a '2.048' which an Anglo-American Excel took for two shows as 2 at once; other numbers are shown as typed.
"""

from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format

FACE = "Times New Roman"
LINE, HEAD, FILLED, CLOSED, ACCENT = "#8C8C8C", "#E8E4DE", "#F6F4F1", "#D0CECB", "#9B1C1F"
GROUPED = '[<1000]0;[<1000000]0"."000;0"."000"."000'
DAY = "dd/mm/yyyy"


@dataclass(frozen=True)
class Styles:
    """The formats of one workbook."""

    title: Format
    period: Format
    hint: Format
    head: Format
    part: Format
    code: Format
    unit: Format
    unit_middle: Format
    count: Format
    number: Format
    closed: Format
    words: Format
    day: Format
    rule: Format
    section: Format
    definition: Format
    term: Format


def styles(book: xlsxwriter.Workbook) -> Styles:
    """The formats, made once a workbook."""
    plain = {"font_name": FACE, "font_size": 11, "valign": "vcenter"}
    framed = plain | {"border": 1, "border_color": LINE}
    head = framed | {"bold": True, "bg_color": HEAD, "text_wrap": True, "align": "center"}
    filled = framed | {"bg_color": FILLED}
    wrapped = {"text_wrap": True, "valign": "top"}
    looks = {
        "title": plain | {"bold": True, "font_size": 14},
        "period": plain | {"bold": True, "font_size": 12, "font_color": ACCENT},
        "hint": plain | {"italic": True},
        "head": head,
        "part": head | {"bold": False, "italic": True},
        "code": framed | {"font_size": 8, "font_color": "#6B6B6B", "bg_color": HEAD, "align": "center", "shrink": True},
        "unit": filled | {"text_wrap": True, "indent": 1},
        "unit_middle": filled | {"align": "center"},
        "count": framed | {"num_format": GROUPED, "align": "right"},
        "number": framed | {"align": "right"},
        "closed": framed | {"bg_color": CLOSED},
        "words": framed | {"text_wrap": True},
        "day": framed | {"num_format": DAY, "align": "center"},
        "rule": plain | wrapped,
        "section": plain | {"bold": True, "font_size": 12},
        "definition": framed | wrapped,
        "term": framed | wrapped | {"align": "center"},
    }
    return Styles(**{name: book.add_format(look) for name, look in looks.items()})
