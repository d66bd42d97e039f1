"""Writes the report: the head of the paper, the parts with their pages, recipients and signer, the appendix.

Owns the order of things on a page: sentences, figures, drawing or table, source.
"""

import io

from docx.document import Document as Doc
from docx.shared import Pt

from danvan import numbers
from danvan.briefing.contents import Deck, Page
from danvan.export.report import base, official, papers, tables
from danvan.export.report.columns import columns
from danvan.export.report.drawings import Drawings
from danvan.export.report.papers import APPENDIX, PARTY, Layout
from danvan.export.steady import steady
from danvan.texts import text

NOTES = 10
"""Points of the appendix and of the units of a map's classes."""


def docx_file(deck: Deck, layout: str = PARTY) -> bytes:
    """The file's bytes. layout: a name of data/briefings/papers.toml."""
    looks = papers.layouts()[layout].of(deck)
    made = base.document(deck, looks)
    official.opening(made, deck, looks)
    drawings = Drawings(made)
    for section in papers.sections(deck):
        made.add_heading(section.title, level=1)
        for at, page in enumerate(section.pages, start=1):
            _page(made, page, at, looks, drawings)
    official.ending(made, deck, looks)
    if deck.lineage:
        _appendix(made, deck, looks)
    buffer = io.BytesIO()
    made.save(buffer)
    return steady(buffer.getvalue())


def _page(made: Doc, page: Page, at: int, looks: Layout, drawings: Drawings) -> None:
    made.add_heading(f"{numbers.number(at)}. {page.title}", level=2)
    if page.subtitle:
        base.caption(made, page.subtitle, keep=True)
    for words in papers.told(page):
        if page.kind == "lacking":
            made.add_paragraph(words, style="List Bullet")
        else:
            base.tell(made, words)
    if page.cards:
        tables.cards(made, page.cards, looks)
    if page.chart:
        unit = text("briefing.unit_of_measure", unit=page.chart.unit)
        named = base.caption(made, f"{text('report.chart', title=page.chart.title)}. {unit}", centred=True)
        drawings.chart(page.chart, looks.room, named)
    if page.map:
        drawings.map(page.map, base.caption(made, text("report.map", title=page.map.title), centred=True))
        _classes(made, page, looks)
    if page.table:
        tables.draw(made, page.table, looks)
    if page.source:
        base.caption(made, page.source).paragraph_format.space_before = Pt(4)


def _classes(made: Doc, page: Page, looks: Layout) -> None:
    """The legend of a map, with the units of each class: readable without colour."""
    classes = papers.by_class(page.map)
    wide = looks.room
    native = tables.grid(
        made,
        [text(f"report.column_{name}") for name in ("class", "count", "units")],
        [(words, numbers.number(len(units)), "; ".join(units)) for _, words, units in classes],
        (34, 22, wide - 56),
        numeric=(False, True, False),
        size=looks.sizes["small"] - 1,
    )
    for row, (fill, *_) in zip(list(native.rows)[1:], classes, strict=True):
        cell = row.cells[0]
        tables.swatch(cell, fill)
        for each in cell.paragraphs[0].runs:
            each.font.color.rgb = base.RGBColor.from_string(base.palette.text_on(fill or base.palette.PAPER)[1:])


def _appendix(made: Doc, deck: Deck, looks: Layout) -> None:
    """Where every figure comes from: a heading a source, its figures under it."""
    heading = made.add_heading(text("report.appendix"), level=1)
    heading.paragraph_format.page_break_before = True
    base.tell(made, text("report.appendix_told"))
    heads = [text(f"report.column_{name}") for name in APPENDIX]
    numeric = (False,) * len(heads)
    widths = columns(heads, papers.appendix(deck.lineage), numeric, looks.room, size=NOTES)
    for at, (documents, lines) in enumerate(papers.by_document(deck.lineage).items(), start=1):
        made.add_heading(f"{numbers.number(at)}. {documents}", level=2)
        tables.grid(made, heads, papers.appendix(lines), widths, numeric=numeric, size=NOTES)
