"""The first rows of a sheet as they were sent, coloured by what was understood of them.

Owns that picture alone: header rows, unit columns and columns of figures are tinted, rows that give no figure are grey.
"""

import html

from danvan.ingest.choices import NewIndicator
from danvan.ingest.grid import Grid, letter
from danvan.ingest.run import Sheet
from danvan.ingest.shape.understood import ColumnRead
from danvan.numbers import number
from danvan.texts import text
from danvan.ui.upload.pick import indicator_name

ROWS_BEFORE, ROWS_AFTER, MOST_COLUMNS = 6, 10, 30
LONGEST, LONGEST_TITLE = 44, 160
UNITS = ("unit", "unit_code", "unit_kind", "name_other")
FIGURES = ("measure", "value", "numerator", "denominator")
TONES = {role: "unit" for role in UNITS} | {role: "figure" for role in FIGURES}


def first_rows(sheet: Sheet, new: dict[str, NewIndicator]) -> str:
    """HTML of the picture; every text of the file is escaped. new: indicators declared but not yet in the catalogue."""
    grid, known = sheet.grid, sheet.shaped.understood
    rows, columns = grid.shape
    header = known.header_rows or (1, 0)
    first = max(0, header[0] - 1 - ROWS_BEFORE)
    last = min(rows, max(header[1], header[0] - 1) + ROWS_AFTER)
    shown = min(columns, MOST_COLUMNS)
    read = {column.index: column for column in reversed(known.columns)}
    used = set(sheet.shaped.rows["row"].unique().tolist())
    lines = [_roles(read, shown, new), _letters(grid, shown)]
    for row in range(first, last):
        kind = "title" if row < header[0] - 1 else "header" if row < header[1] else "" if row in used else "skipped"
        lines.append(_line(grid, row, kind, read, shown))
    notes = []
    if columns > shown:
        notes.append(text("upload.preview_columns", count=number(columns - shown)))
    if rows > last:
        notes.append(text("upload.preview_rows", count=number(rows - last)))
    legend = "".join(
        f'<span class="{name}">{text(f"upload.legend_{name}")}</span>'
        for name in ("header", "unit", "figure", "period", "skipped")
    )
    return (
        f'<div class="sheet-box" tabindex="0"><table class="sheet">{"".join(lines)}</table></div>'
        f'<div class="sheet-legend">{legend}<em>{html.escape(" · ".join(notes))}</em></div>'
    )


def _roles(read: dict[int, ColumnRead], shown: int, new: dict[str, NewIndicator]) -> str:
    cells = "".join(
        f'<th class="{_tone(read.get(at))}"><div>{html.escape(_role(read.get(at), new))}</div></th>'
        for at in range(shown)
    )
    return f'<tr class="roles"><th class="at"></th>{cells}</tr>'


def _role(column: ColumnRead | None, new: dict[str, NewIndicator]) -> str:
    """What a column is, in words; of figures the indicator's name."""
    if column is None or column.role == "ignore":
        return ""
    if column.role == "measure":
        return indicator_name(new, column.indicator, column.breakdown) or text("upload.measure_open")
    return text(f"upload.role_{column.role}")


def _letters(grid: Grid, shown: int) -> str:
    names = "".join(f"<th>{letter(at) if grid.sheet else at + 1}</th>" for at in range(shown))
    return f'<tr class="letters"><th class="at"></th>{names}</tr>'


def _tone(column: ColumnRead | None) -> str:
    if column is None:
        return ""
    if column.role == "measure" and not column.indicator:
        return "figure open"
    return TONES.get(column.role, "" if column.role in ("ignore", "ordinal") else "period")


def _line(grid: Grid, row: int, kind: str, read: dict[int, ColumnRead], shown: int) -> str:
    at_row = f'<th class="at">{row + 1}</th>'
    if kind == "title":
        # A title runs over the whole width of the sheet, as it does in the office's own program.
        words = " · ".join(value for value in grid.text.iloc[row] if value)[:LONGEST_TITLE]
        return f'<tr class="title">{at_row}<td colspan="{shown}">{html.escape(words)}</td></tr>'
    cells = []
    for at, value in enumerate(grid.text.iloc[row, :shown]):
        tone = _tone(read.get(at)) if not kind else ""
        words = value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
        cells.append(f'<td class="{tone}">{html.escape(words)}</td>')
    return f'<tr class="{kind}">{at_row}{"".join(cells)}</tr>'
