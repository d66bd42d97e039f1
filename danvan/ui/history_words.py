"""A value of a batch's lists as a cell of a table: what it was before, what it is after."""

from danvan.charts.rows import LABELS, status, value_text
from danvan.ingest.batch_words import Row, side_of
from danvan.ui.table import Cell

NOTED = ("partial", "expected", "provisional")


def value_cell(row: Row, side: str) -> Cell:
    """The figure of one side: the number with what must be known of it, its state in words, or a dash for none."""
    figure = side_of(row, side)
    if figure["value"] is None:
        return Cell(LABELS[status(figure)] if figure["state"] else "–", None, "missing")
    note = f" ({LABELS[status(figure)]})" if status(figure) in NOTED else ""
    return Cell(value_text(figure, decimals=int(row["decimals"])) + note, float(figure["value"]))
