"""Writes the report: the head of the paper, the parts with their pages, recipients and signer, the appendix.

Owns the order of things on a page: sentences, figures, drawing or table, source.
"""

import io

from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.table import _Cell

from danvan import numbers
from danvan.briefing.contents import Deck, Page
from danvan.export.report import base, papers, tables
from danvan.export.report.drawings import Drawings
from danvan.export.report.papers import APPENDIX, APPENDIX_SHARES, PARTY, Layout
from danvan.export.steady import steady
from danvan.texts import text

CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def docx_file(deck: Deck, layout: str = PARTY) -> bytes:
    """The file's bytes. layout: a name of data/briefings/papers.toml."""
    looks = papers.layouts()[layout]
    made = base.document(deck, looks)
    _head(made, deck, looks)
    drawings = Drawings(made)
    for section in papers.sections(deck):
        made.add_heading(section.title, level=1)
        for at, page in enumerate(section.pages, start=1):
            _page(made, page, at, looks, drawings)
    _signed(made, looks)
    if deck.lineage:
        _appendix(made, deck, looks)
    buffer = io.BytesIO()
    made.save(buffer)
    return steady(buffer.getvalue())


def _head(made: Doc, deck: Deck, looks: Layout) -> None:
    """Who issues on the left, whose paper it is on the right; then kind and subject in the middle."""
    sizes = looks.sizes
    native = tables.frame(made, 1, (base.room(looks) * 0.44, base.room(looks) * 0.56))
    left, right = native.rows[0].cells
    lines = [(deck.above.upper(), sizes["above"], False), (deck.office.upper(), sizes["office"], True)]
    said = [line for line in lines if line[0]] + ([(looks.star, sizes["office"], True)] if looks.star else [])
    for at, (words, size, bold) in enumerate(said):
        tables.fill(left, words, size=size, bold=bold, align=CENTRE, more=at > 0)
    if not looks.star:
        _rule(left, 24)
    tables.fill(left, looks.numbered(deck), size=sizes["number"], align=CENTRE, more=True)
    for at, (words, size) in enumerate(zip(looks.national, looks.national_sizes, strict=True)):
        tables.fill(right, words, size=size, bold=True, align=CENTRE, more=at > 0)
    _rule(right, 2)
    tables.fill(right, papers.dated(deck), size=sizes["day"], italic=True, align=CENTRE, more=True)
    for words, size, before, after in (
        (looks.kind, sizes["kind"], 16, 0),
        (deck.title, sizes["about"], 0, 0),
        (deck.subtitle, sizes["about"], 0, 4),
    ):
        paragraph = made.add_paragraph()
        paragraph.alignment = CENTRE
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
        base.run(paragraph, words, size=size, bold=words != deck.subtitle, italic=words == deck.subtitle or None)
    line = made.add_paragraph("_______")
    line.alignment = CENTRE
    line.paragraph_format.space_after = Pt(10)


def _rule(cell: _Cell, aside: float) -> None:
    """A thin line under the last paragraph of a cell; aside: mm left free on either side."""
    paragraph = cell.paragraphs[-1]
    properties = paragraph._p.get_or_add_pPr()
    under = '<w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/>'
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{under}</w:pBdr>")
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    if aside < 10:
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(aside)


def _page(made: Doc, page: Page, at: int, looks: Layout, drawings: Drawings) -> None:
    made.add_heading(f"{numbers.number(at)}. {page.title}", level=2)
    if page.subtitle:
        base.caption(made, page.subtitle, keep=True)
    for words in page.paragraphs:
        if page.kind == "lacking":
            made.add_paragraph(words, style="List Bullet")
        else:
            base.tell(made, words)
    if page.cards:
        tables.cards(made, page.cards, looks)
    if page.chart:
        unit = text("briefing.unit_of_measure", unit=page.chart.unit)
        base.caption(made, f"{text('report.chart', title=page.chart.title)}. {unit}", centred=True, keep=True)
        drawings.chart(page.chart, base.room(looks))
    if page.map:
        base.caption(made, text("report.map", title=page.map.title), centred=True, keep=True)
        drawings.map(page.map)
        _classes(made, page, looks)
    if page.table:
        tables.draw(made, page.table, looks)
    if page.source:
        base.caption(made, page.source).paragraph_format.space_before = Pt(4)


def _classes(made: Doc, page: Page, looks: Layout) -> None:
    """The legend of a map, with the units of each class: readable without colour."""
    classes = papers.by_class(page.map)
    wide = base.room(looks)
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


def _signed(made: Doc, looks: Layout) -> None:
    made.add_paragraph()
    native = tables.frame(made, 1, (base.room(looks) * 0.5, base.room(looks) * 0.5))
    left, right = native.rows[0].cells
    tables.fill(left, text("report.recipients"), size=12, bold=True, italic=True)
    for words in looks.recipients:
        tables.fill(left, f"- {words}", size=11, more=True)
    tables.fill(right, looks.signer, size=looks.sizes["body"], bold=True, align=CENTRE)


def _appendix(made: Doc, deck: Deck, looks: Layout) -> None:
    """Where every figure comes from: a heading a source, its figures under it."""
    heading = made.add_heading(text("report.appendix"), level=1)
    heading.paragraph_format.page_break_before = True
    base.tell(made, text("report.appendix_told"))
    heads = [text(f"report.column_{name}") for name in APPENDIX]
    wide = base.room(looks) / sum(APPENDIX_SHARES)
    widths = [share * wide for share in APPENDIX_SHARES]
    for at, (documents, lines) in enumerate(papers.by_document(deck.lineage).items(), start=1):
        made.add_heading(f"{numbers.number(at)}. {documents}", level=2)
        tables.grid(made, heads, papers.appendix(lines), widths, numeric=(False,) * len(heads), size=11)
