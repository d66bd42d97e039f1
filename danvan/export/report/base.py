"""An empty Word document in one of the layouts: A4, margins, styles with a real outline, page numbers, watermark.

Owns how paragraphs and runs are put into it. It starts from python-docx's own file.
"""

from datetime import datetime, time

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import _Header
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from danvan.briefing.contents import Deck
from danvan.charts import palette
from danvan.export.harmless import describe
from danvan.export.report.papers import HIGH, WIDE, Layout
from danvan.texts import text

FONT = "Times New Roman"
CELL = "TableCell"
"""The style of what stands in tables: its name, and its id in the file."""
INDENT = 10
"""Of a paragraph's first line, mm."""
BEHIND = (
    '<w:pict {names}><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" '
    'path="m,l21600,m,21600l21600,21600e"><v:path textpathok="t" o:connecttype="rect"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="MinhHoa{at}" type="#_x0000_t136" style="position:absolute;width:440pt;height:110pt;rotation:315;'
    "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#F8EEEE" stroked="f">'
    '<v:textpath style="font-family:&quot;Times New Roman&quot;;font-weight:bold" string="{words}"/></v:shape></w:pict>'
)
"""Words slanting behind the text of every page, as Word itself writes a watermark."""
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def document(deck: Deck, layout: Layout) -> Doc:
    """An empty document in the layout."""
    made = Document()
    about = made.core_properties
    describe(about, deck.title, deck.subtitle, deck.office)
    about.language, about.comments, about.last_modified_by, about.revision = "vi-VN", "", "", 1
    about.created = about.modified = datetime.combine(deck.made, time())
    section = made.sections[0]
    section.page_width, section.page_height = Mm(WIDE), Mm(HIGH)
    for side, wide in layout.margins.items():
        setattr(section, f"{side}_margin", Mm(wide))
    section.header_distance = Mm(10)
    _styles(made, layout)
    section.different_first_page_header_footer = True
    _header(section.header, deck, layout, numbered=True)
    _header(section.first_page_header, deck, layout, numbered=False)
    return made


def _styles(made: Doc, layout: Layout) -> None:
    body = layout.sizes["body"]
    for each in made.styles.element.iter(qn("w:lang")):
        for name in ("val", "eastAsia"):
            each.set(qn(f"w:{name}"), "vi-VN")
    for name, size, bold, italic, before, after in (
        ("Normal", body, False, False, 0, 6),
        ("Heading 1", body, True, False, 14, 6),
        ("Heading 2", body, True, False, 10, 6),
        ("Caption", layout.sizes["small"], False, True, 0, 8),
        ("List Bullet", body, False, False, 0, 4),
    ):
        style = made.styles[name]
        _looks(style, size, bold=bold, italic=italic)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    made.styles["Normal"].paragraph_format.line_spacing = 1.1
    cell = made.styles.add_style(CELL, WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = made.styles["Normal"]
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)
    cell.paragraph_format.line_spacing = 1.0


def _looks(style: ParagraphStyle, size: float, *, bold: bool, italic: bool) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, italic
    font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)


def _header(header: _Header, deck: Deck, layout: Layout, *, numbered: bool) -> None:
    """The page's number in the middle of the top margin (not on the first), and that the figures are made up."""
    header.is_linked_to_previous = False
    paragraph = header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if numbered:
        _field(paragraph, "PAGE", layout.sizes["body"])
    if deck.illustrative:
        banner = header.add_paragraph() if numbered else paragraph
        banner.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run(banner, text("common.demo_banner"), size=10, bold=True, fill=palette.RED)
        drawn = BEHIND.format(names=NAMES, at=int(numbered), words=text("common.demo_watermark"))
        banner.add_run()._r.append(parse_xml(drawn))


def _field(paragraph: Paragraph, code: str, size: float) -> None:
    for kind in ("begin", "code", "end"):
        made = run(paragraph, "", size=size)
        if kind == "code":
            piece = OxmlElement("w:instrText")
            piece.text = code
        else:
            piece = OxmlElement("w:fldChar")
            piece.set(qn("w:fldCharType"), kind)
        made._r.append(piece)


def run(
    paragraph: Paragraph, words: str, *, size: float | None = None, bold: bool | None = None,
    italic: bool | None = None, fill: str = "",
) -> object:  # fmt: skip
    """A run of text; what is None is the style's."""
    made = paragraph.add_run(words)
    if bold is not None:
        made.bold = bold
    if italic is not None:
        made.italic = italic
    if size:
        made.font.size = Pt(size)
    if fill:
        made.font.color.rgb = RGBColor.from_string(fill[1:])
    return made


def tell(made: Doc, words: str) -> Paragraph:
    """A paragraph of the body: justified, its first line set in."""
    paragraph = made.add_paragraph(words)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(INDENT)
    return paragraph


def caption(made: Doc, words: str, *, centred: bool = False, keep: bool = False) -> Paragraph:
    """A line in small italics: source, unit of measure, a chart's name. keep: with what follows."""
    paragraph = made.add_paragraph(words, style="Caption")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.keep_with_next = keep
    return paragraph


def shading(fill: str) -> object:
    """The ground of a cell."""
    return parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill[1:]}"/>')
