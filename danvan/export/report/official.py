"""Head and end of the paper in Word: issuer and state on either side, kind and subject; recipients and signature.

Owns how they are set; the words are danvan.export.report.head's.
"""

from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from danvan.briefing.contents import Deck
from danvan.export.report import base, tables, times
from danvan.export.report.head import head, recipients, signature
from danvan.export.report.papers import Layout
from danvan.texts import text

CENTRE = WD_ALIGN_PARAGRAPH.CENTER
SHORTER = 0.4
"""Of the issuer's name: how long the line under it is."""
KEPT = 2
"""Paragraphs that stay with the signature."""
FREE, THIN = 70, 3
"""Points left for a signature; height of a line's own paragraph."""


def opening(made: Doc, deck: Deck, looks: Layout) -> None:
    """Who issues on the left, whose paper it is on the right; then kind and subject in the middle."""
    sizes, told = looks.sizes, head(deck, looks)
    wide = looks.room - told.right
    native = tables.frame(made, 1, (wide, told.right))
    tables.bare(native)
    left, right = native.rows[0].cells
    lines = [(words, sizes["above"], False) for words in told.above]
    lines += [(words, sizes["office"], True) for words in told.issuer]
    lines += [(looks.star, sizes["office"], True)] if looks.star else []
    for at, (words, size, bold) in enumerate(lines):
        tables.fill(left, words, size=size, bold=bold, align=CENTRE, more=at > 0)
    if not looks.star:
        _rule(left.paragraphs[-1], wide, SHORTER * times.width(told.issuer[-1], sizes["office"], bold=True))
    tables.fill(left, told.number, size=sizes["number"], align=CENTRE, more=True)
    for at, (words, size) in enumerate(zip(looks.national, looks.national_sizes, strict=True)):
        tables.fill(right, words, size=size, bold=True, align=CENTRE, more=at > 0)
    longest = times.width(looks.national[-1], looks.national_sizes[-1], bold=True)
    _rule(right.paragraphs[-1], told.right, longest)
    tables.fill(right, told.day, size=sizes["day"], italic=True, align=CENTRE, more=True)
    right.paragraphs[-1].paragraph_format.space_before = Pt(6)
    _titled(made, deck, looks, told.subject)


def _titled(made: Doc, deck: Deck, looks: Layout, subject: list[str]) -> None:
    """Kind and subject, what it is about, and a line under them."""
    sizes = looks.sizes
    said = [(looks.kind, sizes["kind"], True, 16)]
    said += [(words, sizes["about"], True, 0) for words in subject]
    said += [(deck.subtitle, sizes["about"], False, 2)] if deck.subtitle else []
    for words, size, bold, before in said:
        paragraph = made.add_paragraph()
        paragraph.alignment = CENTRE
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(0)
        base.run(paragraph, words, size=size, bold=bold, italic=not bold or None)
    _rule(paragraph, looks.room, times.width(subject[-1], sizes["about"], bold=True) * SHORTER)
    made.paragraphs[-1].paragraph_format.space_after = Pt(12)


def _rule(after: Paragraph, room: float, long: float) -> None:
    """A thin line under a centred paragraph, as long as said; all in mm. It is the border of an empty paragraph."""
    made = parse_xml(f"<w:p {nsdecls('w')}/>")
    after._p.addnext(made)
    line = Paragraph(made, after._parent)
    looks = line.paragraph_format
    looks.space_before = looks.space_after = Pt(0)
    looks.line_spacing = Pt(THIN)
    looks.left_indent = looks.right_indent = Mm(max((room - long) / 2, 0))
    under = '<w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/>'
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{under}</w:pBdr>")
    made.get_or_add_pPr().insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def ending(made: Doc, deck: Deck, looks: Layout) -> None:
    """Recipients on the left, the signature on the right, on one page and never alone on it."""
    for last in made.paragraphs[-KEPT:]:
        last.paragraph_format.keep_with_next = True
    made.add_paragraph().paragraph_format.keep_with_next = True
    half = looks.room / 2
    native = tables.frame(made, 1, (half, half))
    tables.bare(native)
    left, right = native.rows[0].cells
    tables.fill(left, text("report.recipients"), size=12, bold=True, italic=True)
    for words in recipients(deck, looks):
        tables.fill(left, words, size=11, more=True)
    for_whom, name = signature(deck)
    body = looks.sizes["body"]
    for at, words in enumerate(for_whom):
        _signed(right, words, body, more=at > 0)
    _signed(right, name, body, more=True).paragraph_format.space_before = Pt(FREE)


def _signed(cell: _Cell, words: str, size: float, *, more: bool) -> Paragraph:
    tables.fill(cell, words, size=size, bold=words.strip(".") != "", align=CENTRE, more=more)
    return cell.paragraphs[-1]
