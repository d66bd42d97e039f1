"""Figures as a text file: one line a figure with its whole lineage, so that a line says everything by itself.

UTF-8 with its mark, semicolons and decimal commas, as the templates have them (danvan.ingest.templates.text_file): what
a Vietnamese Excel opens by a double click and this product reads back. Numbers are exact and ungrouped.
"""

import csv
import io
from datetime import date
from decimal import Decimal

from danvan.export.paper import Paper, origin_cells, origin_heads
from danvan.formulas import guarded

DELIMITER = ";"


def csv_file(paper: Paper) -> bytes:
    """The lineage of every figure, a line each. The paper's title and pivot are for the workbook."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=DELIMITER, lineterminator="\r\n")
    writer.writerow(origin_heads())
    writer.writerows([_printed(cell) for cell in origin_cells(origin)] for origin in paper.origins)
    return buffer.getvalue().encode("utf-8-sig")


def _printed(cell: float | int | str | date | None) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(cell)
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else number(cell)


def number(value: float | int) -> str:
    """Every digit that is stored, a decimal comma, no grouping, no exponent: '93,19371727748691', '356'."""
    exact = Decimal(repr(float(value)))
    plain = f"{exact.quantize(Decimal(1)) if exact == exact.to_integral() else exact:f}"
    return plain.replace(".", ",")
