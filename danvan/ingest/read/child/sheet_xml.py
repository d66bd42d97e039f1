"""One pass over a worksheet's XML for what calamine does not tell: how far cells reach, errors, percents, lost results.

Regular expressions on pieces of the file: 800.000 cells in some 0,4 s. A file written so oddly that they miss a far
cell is still held by the memory limit of the process.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from html import unescape

from danvan.ingest.read.child.book import Refused, place
from danvan.ingest.read.limits import MOST_CELLS, MOST_COLUMNS

_REFERENCE = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r=["']([A-Z]+)([0-9]+)["'][^>]*(?<!/)>""")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_STEP = re.compile(rb"<(?:\w+:)?row\b([^>]*)>|<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_UNNUMBERED = re.compile(rb"""<(?:\w+:)?c(?:>|\s(?![^>]*?\br=["'][A-Z]+[0-9])[^>]*>)""")
_PLACE = re.compile(rb"""(?:^|\s)r=["']([A-Z]*)([0-9]+)["']""")
_STYLE = re.compile(rb"""(?:^|\s)s=["']([0-9]+)["']""")
_TYPE = re.compile(rb"""(?:^|\s)t=["'](\w+)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)<)")
_MARKS = (b't="e"', b"t='e'", b"<f>", b"<f ", b":f>", b":f ")
"""What an error or a formula begins with; looked for before any cell is taken apart."""


@dataclass
class Extras:
    """What stands in cells besides calamine's value: 'percent', 'sign', '#N/A' or '=formula', by row and column."""

    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    uncomputed: list[str] = field(default_factory=list)

    @property
    def last_row(self) -> int:
        """The last row with an extra, -1 for none."""
        return max(self.cells, default=-1)

    def put(self, row: int, column: int, extra: str) -> None:
        """Keep one; further than any sheet goes is refused elsewhere."""
        self.cells.setdefault(row, {})[column] = extra

    def lack(self, row: int, column: int, formula: str) -> None:
        """Keep a formula without a stored result."""
        self.put(row, column, formula)
        self.uncomputed.append(place(row, column))


def scan(pieces: Iterable[bytes], styles: dict[bytes, str], sheet: str, computed: bool = True) -> Extras:
    """The extras of a worksheet; Refused when its cells reach too far.

    `styles`: those that show a percent sign. Not `computed`: a formula's stored zero stands for no result.
    """
    extras = Extras()
    look = partial(_look, styles=styles, computed=computed, extras=extras)
    wanted = _wanted(styles)
    columns: set[bytes] = set()
    last, row = 0, 0
    for text in _whole_rows(pieces):
        found = _REFERENCE.findall(text)
        columns |= {letters for letters, _ in found}
        last = max(last, max((int(number) for number in {digits for _, digits in found}), default=0))
        _check_reach(columns, last, sheet)
        if _UNNUMBERED.search(text):
            _count(text, row, look)
        elif styles or any(mark in text for mark in _MARKS):
            for match in wanted.finditer(text):
                attributes = match[1] or match[2]
                at = _PLACE.search(attributes)
                look(attributes, match[3], int(at[2]) - 1, number_of(at[1]))
        row = _rows_after(text, row)
    return extras


def _wanted(styles: Iterable[bytes]) -> re.Pattern[bytes]:
    """A filled cell that is an error or has one of the styles (1), or that has a formula (2); and its content (3)."""
    marks = b"|".join([b"""t=["']e["']""", *(b"""s=["']%s["']""" % style for style in styles)])
    attributes = rb"(?:([^>]*?\b(?:%s)[^>]*(?<!/))|([^>]*(?<!/))(?=>\s*<(?:\w+:)?f[\s>/]))" % marks
    return re.compile(rb"<(?:\w+:)?c\s" + attributes + rb">(.*?)</(?:\w+:)?c>", re.DOTALL)


def number_of(letters: bytes) -> int:
    """'A' → 0, 'XFD' → 16383."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _check_reach(columns: set[bytes], last: int, sheet: str) -> None:
    widest = max(columns, key=lambda letters: (len(letters), letters), default=b"A")
    width = number_of(widest) + 1
    if width > MOST_COLUMNS:
        raise Refused("read_too_many_columns", count=width, where=sheet)
    if width * last > MOST_CELLS:
        raise Refused("read_far_cell", cell=f"{widest.decode()}{last}", sheet=sheet)


def _whole_rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes cut only behind the end of a row."""
    rest = b""
    for piece in pieces:
        rest += piece
        end = rest.rfind(b"row>") + 4
        if end > 3:
            yield rest[:end]
            rest = rest[end:]
    if rest:
        yield rest


def _rows_after(text: bytes, row: int) -> int:
    """The number of the row after this text: rows without a number count on."""
    for attributes in _ROW.findall(text):
        at = _PLACE.search(attributes)
        row = int(at[2]) if at else row + 1
    return row


def _count(text: bytes, row: int, look: Callable[[bytes, bytes, int, int], None]) -> None:
    """Every cell of a text where some have no reference and stand behind the one before; `row` counts from 1."""
    column = -1
    for match in _STEP.finditer(text):
        at = _PLACE.search(match[1] if match[2] is None else match[2])
        if match[2] is None:
            row, column = (int(at[2]) if at else row + 1), -1
            continue
        column = number_of(at[1]) if at else column + 1
        look(match[2], match[3] or b"", (int(at[2]) if at else row) - 1, column)


def _look(
    attributes: bytes,
    inner: bytes,
    row: int,
    column: int,
    *,
    styles: dict[bytes, str],
    computed: bool,
    extras: Extras,
) -> None:
    """One cell: an error, a formula without result, or a percent."""
    kind = _TYPE.search(attributes)
    value = _VALUE.search(inner)
    formula = _FORMULA.search(inner) if b"<f" in inner or b":f" in inner else None
    has_result = value[1] != b"0" or computed if value else bool(kind and kind[1] == b"str")
    if kind and kind[1] == b"e":
        extras.put(row, column, value[1].decode("utf-8", "replace") if value else "#VALUE!")
    elif formula and not has_result:
        extras.lack(row, column, "=" + unescape((formula[1] or b"").decode("utf-8", "replace")))
    elif value and styles:
        style = _STYLE.search(attributes)
        if style and style[1] in styles:
            extras.put(row, column, styles[style[1]])
