"""Small grids for the tests of the shape stage, written as lists of rows."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from danvan.ingest.choices import Choices
from danvan.ingest.findings import Finding
from danvan.ingest.grid import NUMBER, TEXT, Document, Grid
from danvan.ingest.shape import Shaped, shape

Rows = Sequence[Sequence[Any]]


def grid_of(rows: Rows, sheet: str = "Sheet1", merged: Sequence[tuple[int, int, int, int]] = ()) -> Grid:
    """A sheet with these cells (numbers are numbers of Excel); a text file when `sheet` is ''."""
    width = max((len(row) for row in rows), default=0)
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    texts = pd.DataFrame([[_text(cell) for cell in row] for row in full], dtype="str")
    kinds = np.array(
        [[NUMBER if isinstance(cell, int | float) else TEXT for cell in row] for row in full], dtype=np.uint8
    )
    return Grid(sheet, texts, kinds if sheet else None, tuple(merged))


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def shaped(
    rows: Rows,
    *,
    name: str = "bieu.xlsx",
    sheet: str = "Sheet1",
    merged: Sequence[tuple[int, int, int, int]] = (),
    delimiter: str = "",
    **choices: Any,
) -> Shaped:
    """These cells through the shape stage."""
    grid = grid_of(rows, sheet, merged)
    document = Document(name, "xlsx" if sheet else "csv", "", delimiter=delimiter, grids=(grid,))
    return shape(document, grid, Choices(**choices))


def cells(found: Shaped, *columns: str) -> list[tuple]:
    """The rows' fields, periods as codes of their days."""
    rows = found.rows
    made = rows.assign(
        start=rows["period_start"].astype(str), end=rows["period_end"].astype(str), unit=rows["unit_id"].astype(str)
    )
    return [tuple(row) for row in made[list(columns)].itertuples(index=False)]


def figures(found: Shaped) -> list[tuple[str, str, float]]:
    """(unit, last day, value) of every row that is ok."""
    rows = found.rows[found.rows["ok"]]
    return [
        (str(unit), str(end.date()), value)
        for unit, end, value in zip(rows["unit_id"], rows["period_end"], rows["value"], strict=True)
    ]


def codes(found: Shaped, severity: str = "") -> list[str]:
    """The codes of the findings."""
    return [item.code for item in found.findings if severity in ("", item.severity)]


def finding_of(found: Shaped, code: str) -> Finding:
    """The first finding with that code."""
    return next(item for item in found.findings if item.code == code)


def asked(found: Shaped, kind: str) -> list[str]:
    """What is asked about things of a kind."""
    return [question.subject for question in found.questions if question.kind == kind]
