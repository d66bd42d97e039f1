"""How wide the columns of a paper's table are: figures on one line, and as few lines in all as the page allows.

Owns the widths, by the metrics of Times New Roman.
"""

import itertools
import math
from collections.abc import Sequence

from danvan.export.report.times import width

STEP = 2.0
"""Millimetres given to a column at a time."""
RAGGED = 1.06
"""Lines are not full to the last letter."""
HEAD_LINES = 2.2
"""Lines that a head may take, a little more than two."""
LOOKED_AT, FINELY, ROUNDS = 120, 40, 8
"""Rows that the widths are tried on, at first and in the end, and how often then."""


def columns(
    heads: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool], room: float, *, size: float,
    pad: float = 5.0,
) -> list[float]:  # fmt: skip
    """Widths in mm that fill the room; pad: free room in a cell, mm; size: of the letters, points.

    Spare room goes to the columns of words, or to all where several hold figures. Where not all have what they want,
    each has its widest word, as far as there is room, and the rest goes where it saves most lines.
    """
    least, wanted = [], []
    for at, head in enumerate(heads):
        told = [row[at] for row in rows]
        parts = told if numeric[at] else [word for each in told for word in each.split()]
        parts = [*parts, *head.split()]
        least.append(max((width(each, size, bold=True) for each in parts), default=0) + pad)
        whole = max((width(each, size, bold=numeric[at]) for each in told), default=0) + pad
        wanted.append(max(least[-1], whole, width(head, size, bold=True) / HEAD_LINES + pad))
    over = room - sum(wanted)
    if over >= 0:
        # Of several columns of figures each has its share of what is spare: their heads are long.
        given = [wide if not right or sum(numeric) > 1 else 0 for wide, right in zip(wanted, numeric, strict=True)]
        total = sum(given) or 1
        return [wide + over * share / total for wide, share in zip(wanted, given, strict=True)]
    if sum(least) >= room:
        return [room * each / sum(least) for each in least]
    every = max(len(rows) // LOOKED_AT, 1)
    lengths = [[width(cell, size) * RAGGED for cell in row] for row in rows[::every]]
    return _given(least, wanted, lengths, room, pad)


def _given(
    least: list[float], wanted: list[float], lengths: list[list[float]], room: float, pad: float
) -> list[float]:  # fmt: skip
    """The room beyond the least, again and again to the column where a millimetre saves most lines."""
    widths, by_column = list(least), list(zip(*lengths, strict=True))
    while (left := room - sum(widths)) > STEP:
        offers = [
            (_lines(told, widths[at] - pad) - _lines(told, widths[at] + more - pad), more, at)
            for at, told in enumerate(by_column)
            if widths[at] < wanted[at]
            for more in _steps(min(left, wanted[at] - widths[at] + STEP))
        ]
        saved, more, best = max(offers, key=lambda offer: (offer[0] / offer[1], offer[1]), default=(0, left, 0))
        if not saved:
            break
        widths[best] += more
    short = [at for at, wide in enumerate(widths) if wide < wanted[at]] or list(range(len(widths)))
    rest = (room - sum(widths)) / len(short)
    return _moved([wide + (rest if at in short else 0) for at, wide in enumerate(widths)], least, lengths, pad)


def _moved(widths: list[float], least: list[float], lengths: list[list[float]], pad: float) -> list[float]:
    """What makes the whole table shorter is moved from one column to another: a row is as high as its fullest cell."""
    rows = lengths[:: max(len(lengths) // FINELY, 1)]
    best = _height(rows, widths, pad)
    for _ in range(ROUNDS):
        tried = []
        for source, target in itertools.permutations(range(len(widths)), 2):
            for step in (2 * STEP, 4 * STEP, 8 * STEP):
                if widths[source] - step >= least[source]:
                    moved = [wide - step * (at == source) + step * (at == target) for at, wide in enumerate(widths)]
                    tried.append((_height(rows, moved, pad), moved))
        high, moved = min(tried, default=(best, widths))
        if high >= best:
            break
        best, widths = high, moved
    return widths


def _height(rows: list[list[float]], widths: list[float], pad: float) -> int:
    """Lines of the table."""
    return sum(max(math.ceil(cell / (wide - pad)) for cell, wide in zip(row, widths, strict=True)) for row in rows)


def _steps(most: float) -> list[float]:
    return [min(STEP * at, most) for at in range(1, math.ceil(most / STEP) + 1)]


def _lines(lengths: Sequence[float], wide: float) -> int:
    """Lines that the cells of a column take."""
    return sum(math.ceil(each / wide) for each in lengths)
