"""Tables in Word: widths set column by column, heads repeated on every page, no row broken over two.

Owns their looks; what stands in the cells is given as texts.
"""

from collections.abc import Sequence

from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.table import Table as Native
from docx.table import _Cell

from danvan.briefing.contents import Card, Table
from danvan.charts import palette
from danvan.export.report.base import CELL, run, shading
from danvan.export.report.columns import columns
from danvan.export.report.papers import Layout, of_cards, of_table

HEAD = "#F0ECE5"


def draw(made: Doc, table: Table, layout: Layout, *, size: float | None = None) -> Native:
    """A table of the deck, as wide as the text."""
    heads, numeric, rows = of_table(table)
    size = size or layout.sizes["small"]
    widths = columns(heads, rows, numeric, layout.room, size=size)
    return grid(made, heads, rows, widths, numeric=numeric, size=size)


def grid(
    made: Doc, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], *,
    numeric: Sequence[bool], size: float,
) -> Native:  # fmt: skip
    """A ruled table; widths in mm, size in points."""
    native = frame(made, len(rows) + 1, widths)
    native.style = "Table Grid"
    _repeated(native)
    for at, words in enumerate(heads):
        cell = native.rows[0].cells[at]
        fill(cell, words, size=size, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
        cell._tc.get_or_add_tcPr().append(shading(HEAD))
    for row, said in zip(list(native.rows)[1:], rows, strict=True):
        for cell, words, right in zip(row.cells, said, numeric, strict=True):
            fill(cell, words, size=size, align=WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT)
    return native


def frame(made: Doc, rows: int, widths: Sequence[float]) -> Native:
    """A table without rules, its widths set in mm."""
    native = made.add_table(rows, len(widths))
    native.alignment, native.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, wide in zip(native.columns, widths, strict=True):
        column.width = Mm(wide)
    for row in native.rows:
        for cell, wide in zip(row.cells, widths, strict=True):
            cell.width = Mm(wide)
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)
    return native


def bare(native: Native) -> None:
    """Without room inside the cells: what is set by the millimetre needs all of it."""
    properties = native._tbl.tblPr
    sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    properties.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>"))


def _repeated(native: Native) -> None:
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    native.rows[0]._tr.get_or_add_trPr().append(head)


def fill(
    cell: _Cell, words: str, *, size: float, bold: bool = False, italic: bool = False, shade: str = "",
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT, more: bool = False,
) -> None:  # fmt: skip
    """A paragraph into a cell; `more` adds one below."""
    paragraph = cell.add_paragraph() if more else cell.paragraphs[0]
    # By its id: looking the style up by its name for every cell takes longer than all the rest.
    paragraph._p.style = CELL
    if align != WD_ALIGN_PARAGRAPH.LEFT:
        paragraph.alignment = align
    run(paragraph, words, size=size, bold=bold or None, italic=italic or None, fill=shade)


def cards(made: Doc, shown: Sequence[Card], layout: Layout) -> Native:
    """Headline figures, a line each: what, how many, the change, what must be known."""
    heads, numeric, rows = of_cards(shown)
    size = layout.sizes["small"]
    widths = columns(heads, rows, numeric, layout.room, size=size)
    native = grid(made, heads, rows, widths, numeric=numeric, size=size)
    for row in list(native.rows)[1:]:
        for each in row.cells[1].paragraphs[0].runs:
            each.bold = True
    return native


def swatch(cell: _Cell, colour: str) -> None:
    """The ground of a map's class."""
    cell._tc.get_or_add_tcPr().append(shading(colour or palette.PAPER))
