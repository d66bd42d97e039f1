"""How a workbook of figures looks: typeface, heads, and number formats that carry the words beside a number.

Counts are grouped the Vietnamese way whatever the machine's locale. Words such as 'hơn' and '(11/12)' are part of the
format: the cell stays a number and still says what it is.
"""

import xlsxwriter
from xlsxwriter.format import Format

from danvan.export.paper import Number

FACE = "Times New Roman"
LINE, HEAD, ACCENT, SOFT, AMBER, PALE = "#BDB6AB", "#F0ECE5", "#9B1C1F", "#5B5750", "#8A5A00", "#FFF6DD"
GROUPED = ("[<1000]{0}0{1}", '[<1000000]{0}0"."000{1}', '{0}0"."000"."000{1}')
DAY = "d/m/yyyy"


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple, Format] = {}
        self.banner = self._new(bold=True, font_color=ACCENT, font_size=12)
        self.title = self._new(bold=True, font_size=14)
        self.about = self._new(font_color=SOFT, italic=True)
        self.head = self._framed(bold=True, bg_color=HEAD, text_wrap=True, align="center", valign="vcenter")
        self.words = self._framed(text_wrap=True, align="left", indent=1)
        self.line = self._framed()
        self.state = self._framed(italic=True, font_color=AMBER, align="right", text_wrap=True)
        self.said = self._new(text_wrap=True)
        self.source = self._new(font_color=SOFT, italic=True, text_wrap=True)
        self.link = self._framed(font_color=ACCENT, underline=1, align="center")
        self.day = self._framed(num_format=DAY, align="center")
        self.exact = self._framed(num_format="General", align="right")

    def number(self, cell: Number, *, marked: bool | None = None) -> Format:
        """The format of a figure: grouped or with decimals, its words, a shade where it is not whole.

        marked: whether to shade; None: where it has words.
        """
        marked = bool(cell.before or cell.after) if marked is None else marked
        key = (cell.decimals, cell.before, cell.after, marked)
        if key not in self._made:
            self._made[key] = self._framed(
                num_format=number_format(cell), align="right", **({"bg_color": PALE} if marked else {})
            )
        return self._made[key]

    def _new(self, **how: object) -> Format:
        return self._book.add_format({"font_name": FACE, "font_size": 11, "valign": "top"} | how)

    def _framed(self, **how: object) -> Format:
        return self._new(**({"border": 1, "border_color": LINE} | how))


def number_format(cell: Number) -> str:
    """'[<1000]"hơn "0;…' of a count, '0.0" (11/12)"' of a share."""
    before, after = (_quoted(words) for words in (f"{cell.before} " if cell.before else "", _spaced(cell.after)))
    if cell.decimals:
        return f"{before}0.{'0' * cell.decimals}{after}"
    return ";".join(part.format(before, after) for part in GROUPED)


def _spaced(words: str) -> str:
    """A word stands off its number, a percent sign touches it."""
    return f" {words}" if words and not words.startswith("%") else words


def _quoted(words: str) -> str:
    """Words inside a number format; a quotation mark would end them."""
    return f'"{words.replace(chr(34), "")}"' if words else ""
