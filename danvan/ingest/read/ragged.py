"""Records of unequal length in a text file: what is said about them. Nothing is cut or moved.

Owns one suspicion of its own: values written with a decimal comma in a file divided by commas, where every value takes
two cells and the header none the wiser.
"""

from collections import Counter

import numpy as np

from danvan.ingest.findings import INFO, MOST_OF_A_KIND, STOP, WARN, Finding, finding
from danvan.ingest.read.delimited import Table
from danvan.numbers import number

_EXAMPLES = 10


def remarks(table: Table, name: str) -> list[Finding]:
    """Findings about rows longer or shorter than the table."""
    if table.widths is None or table.filled is None or len(table.columns) < 2:
        return []
    usual, width = _usual(table.widths)
    if usual < 2:
        return []
    if _decimal_commas(table, table.widths, usual):
        return [finding("read_decimal_comma", STOP, file=name)]
    longer = np.flatnonzero(table.filled > width)
    found = [
        finding("read_longer_row", WARN, file=name, row=int(row) + 1, count=int(table.filled[row]), width=width)
        for row in longer[:MOST_OF_A_KIND]
    ]
    if longer.size > MOST_OF_A_KIND:
        found.append(finding("read_longer_rows", WARN, file=name, count=number(longer.size)))
    whole = np.flatnonzero(table.widths >= usual)
    inside = np.arange(whole[0], whole[-1] + 1)
    short = inside[(table.filled[inside] > 0) & (table.widths[inside] < usual)]
    if short.size:
        rows = ", ".join(str(int(row) + 1) for row in short[:_EXAMPLES]) + ("…" if short.size > _EXAMPLES else "")
        found.append(finding("read_short_rows", INFO, file=name, count=number(short.size), rows=rows, width=usual))
    return found


def _usual(widths: np.ndarray) -> tuple[int, int]:
    """The commonest number of cells, and the width of the table: a header may be wider than its rows."""
    counts = Counter(widths[widths > 1].tolist())
    if not counts:
        return 0, 0
    usual = max(counts.items(), key=lambda item: (item[1], item[0]))[0]
    first = int(np.flatnonzero(widths == usual)[0])
    return usual, max(usual, int(widths[: first + 1].max()))


def _decimal_commas(table: Table, widths: np.ndarray, usual: int) -> bool:
    """Whether rows are longer than the header by as many cells as there are numbers with a comma."""
    first = int(np.flatnonzero(widths == usual)[0])
    header = int(widths[first - 1]) if first else 0
    values = usual - header
    if table.delimiter != "," or header < 2 or values < 1 or 2 * values > usual:
        return False
    rows = np.flatnonzero(widths == usual)[:200]
    parts = [table.columns[i].take(rows).to_pylist() for i in range(usual - 2 * values, usual)]
    return all(text.strip().lstrip("-").isdecimal() for part in parts for text in part)
