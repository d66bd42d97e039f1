"""A figure that a batch moves as cells of a table: which one, what it was before, what it is after."""

from danvan import numbers
from danvan.charts.rows import LABELS, period_of, status, value_text
from danvan.ingest.batch_words import Row, part_words, side_of
from danvan.ui.table import Cell

NOTED = ("partial", "expected", "provisional")


def value_cell(row: Row, side: str) -> Cell:
    """The figure of one side: the number with what must be known of it, its state in words, or a dash for none."""
    figure = side_of(row, side)
    if figure["value"] is None:
        return Cell(LABELS[status(figure)] if figure["state"] else "–", None, "missing")
    told = [numbers.fraction(row.get(f"{side}numerator"), row.get(f"{side}denominator"), missing="")]
    told += [LABELS[status(figure)]] if status(figure) in NOTED else []
    note = "".join(f" ({words})" for words in told if words)
    return Cell(value_text(figure, decimals=int(row["decimals"])) + note, float(figure["value"]))


def moved_cells(row: Row) -> list[Cell]:
    """Indicator, unit, period, the figure before, the figure after."""
    period = period_of(row)
    name = row["indicator_name"] + part_words(row["breakdown"])
    return [
        Cell(name, name),
        Cell(row["full_name"], row["full_name"]),
        Cell(period.label, f"{period.end}{period.start}", "soft"),
        value_cell(row, ""),
        value_cell(row, "after_"),
    ]
