"""Where the figures of a briefing come from, a line each: for the last sheet of the workbook and for CSV."""

import csv
import io

from danvan.briefing.contents import Deck
from danvan.export import csv_file
from danvan.formulas import guarded
from danvan.texts import text

COLUMNS = (
    "code", "indicator", "part_code", "part", "unit_code", "unit", "period_code", "period", "exact", "figure", "notes",
    "as_of", "documents",
)  # fmt: skip
"""Their heads are report.column_*."""
EXACT = COLUMNS.index("exact")


def heads() -> list[str]:
    """The headings of the lineage."""
    return [text(f"report.column_{name}") for name in COLUMNS]


def rows(deck: Deck) -> list[tuple[str | float | None, ...]]:
    """The cells under them; the exact value is a number or None."""
    return [
        (
            line.key.indicator, line.indicator, line.key.breakdown, line.part, line.key.unit_id, line.unit,
            line.key.period, line.period, line.value, line.text, line.notes, line.as_of, line.documents,
        )
        for line in deck.lineage
    ]  # fmt: skip


def lineage_csv(deck: Deck) -> bytes:
    """The lineage as the other text files of the product: UTF-8 with its mark, semicolons, decimal commas."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=csv_file.DELIMITER, lineterminator="\r\n")
    if deck.illustrative:
        writer.writerow([text("common.demo_banner")])
    writer.writerow(heads())
    writer.writerows([_printed(cell) for cell in row] for row in rows(deck))
    return buffer.getvalue().encode("utf-8-sig")


def _printed(cell: str | float | None) -> str:
    if cell is None:
        return ""
    return guarded(cell) if isinstance(cell, str) else csv_file.number(cell)
