"""A form as a text file: UTF-8 with its mark, semicolons.

Semicolons because headings and Vietnamese decimals are full of commas, so that neither needs quotes. No 'sep=' line:
Excel then stops heeding the mark of UTF-8 and garbles every accent. A code such as 01 loses its zero when Excel saves
the file; the name beside it and the number of digits of its level restore it.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from danvan.formulas import guarded
from danvan.ingest.templates.contents import LIST_HEADINGS, Form
from danvan.texts import text

DELIMITER = ";"


def table(form: Form) -> bytes:
    """A unit a row, a figure a column; a row of codes under the headings."""
    headings = (*form.unit_headings, *(column.title for column in form.columns))
    units = (form.unit_cells(number, place) for number, place in enumerate(form.places.lines, start=1))
    return _encoded(form, headings, [form.code_cells(), *units])


def listing(form: Form) -> bytes:
    """A figure a row."""
    return _encoded(form, LIST_HEADINGS, form.list_rows())


def _encoded(form: Form, headings: Sequence[str], rows: Iterable[Sequence[str | date]]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=DELIMITER, lineterminator="\r\n")
    for words in (form.title, form.period_line, text("templates.hint")):
        writer.writerow([words, *[""] * (len(headings) - 1)])
    writer.writerow([guarded(heading) for heading in headings])
    for row in rows:
        cells = [f"{cell:%d/%m/%Y}" if isinstance(cell, date) else guarded(cell) for cell in row]
        writer.writerow([*cells, *[""] * (len(headings) - len(cells))])
    return buffer.getvalue().encode("utf-8-sig")
