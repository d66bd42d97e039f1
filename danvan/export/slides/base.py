"""The empty presentation: 16:9, our colours and typeface, one layout with a title; and how texts are put on a slide.

Owns sizes and places (inches). It starts from python-pptx's own file and makes every layout fit the wide page.
"""

from dataclasses import dataclass

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Run
from pptx.util import Inches, Pt

from danvan.charts import palette

WIDE, HIGH = 13.333, 7.5
FONT = "Arial"
"""On every office machine, with every Vietnamese letter."""
TITLE_ONLY = 5
POINTS = 72


@dataclass(frozen=True)
class Box:
    """A rectangle on the slide, inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[int, int, int, int]:
        """The same in the units of the file."""
        return tuple(Inches(each) for each in (self.left, self.top, self.width, self.height))

    @property
    def room(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.width * POINTS, self.height * POINTS


TITLE = Box(0.6, 0.35, 12.13, 0.75)
SUBTITLE = Box(0.6, 1.08, 12.13, 0.4)
BODY = Box(0.6, 1.65, 12.13, 4.95)
FOOT = Box(0.6, 6.78, 11.2, 0.5)
NUMBER = Box(12.03, 6.78, 0.7, 0.4)


def presentation() -> Deck:
    """An empty presentation in our looks."""
    made = Presentation()
    made.slide_width, made.slide_height = Inches(WIDE), Inches(HIGH)
    _theme(made)
    layout = made.slide_layouts[TITLE_ONLY]
    for shape in list(layout.placeholders):
        if shape.placeholder_format.type is not None and shape.placeholder_format.idx != 0:
            shape._element.getparent().remove(shape._element)
    for holder in (layout, made.slide_master):
        for shape in holder.placeholders:
            if shape.placeholder_format.idx == 0:
                shape.left, shape.top, shape.width, shape.height = TITLE.emu
            else:
                _widened(shape)
    for other in [each for each in made.slide_layouts if each is not layout]:
        made.slide_layouts.remove(other)
    return made


def _widened(shape: BaseShape) -> None:
    """The master's other places, made for 10 inches, on the wide page."""
    share = WIDE / 10
    shape.left, shape.width = int(shape.left * share), int(shape.width * share)


def _theme(made: Deck) -> None:
    """Typeface and colours of the theme, so that what users add looks the same."""
    part = next(rel.target_part for rel in made.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    text = part.blob.decode("utf-8")
    for old in ("Calibri Light", "Calibri"):
        text = text.replace(f'typeface="{old}"', f'typeface="{FONT}"')
    accents = (palette.RED, *palette.CATEGORICAL[1:6])
    old_accents = ("4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646")
    for old, new in zip(old_accents, accents, strict=True):
        text = text.replace(old, new[1:])
    part._blob = text.encode("utf-8")


def colour(code: str) -> RGBColor:
    """'#9B1C1F' as the file wants it."""
    return RGBColor.from_string(code.removeprefix("#"))


def new_slide(made: Deck, title: str, *, size: float = 26) -> Slide:
    """A slide with its title in the real place for titles, so that the outline and screen readers find it."""
    slide = made.slides.add_slide(made.slide_layouts[0])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = TITLE.emu
    frame = shape.text_frame
    _plain(frame, MSO_ANCHOR.MIDDLE)
    write(frame, title, size=size, bold=True, fill=palette.INK)
    return slide


def text_box(
    slide: Slide, box: Box, words: list[str] | str, *, size: float, name: str, bold: bool = False,
    fill: str = palette.INK, align: PP_ALIGN = PP_ALIGN.LEFT, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP, gap: float = 0.0,
) -> BaseShape:  # fmt: skip
    """A box of text; `gap`: points between paragraphs."""
    shape = slide.shapes.add_textbox(*box.emu)
    shape.name = name
    frame = shape.text_frame
    _plain(frame, anchor)
    for at, paragraph in enumerate([words] if isinstance(words, str) else words):
        write(frame, paragraph, size=size, bold=bold, fill=fill, align=align, more=at > 0, gap=gap)
    return shape


def write(
    frame: TextFrame, words: str, *, size: float, bold: bool = False, fill: str = palette.INK,
    align: PP_ALIGN = PP_ALIGN.LEFT, more: bool = False, gap: float = 0.0, italic: bool = False,
) -> None:  # fmt: skip
    """One paragraph of Vietnamese text into a frame."""
    paragraph = frame.add_paragraph() if more else frame.paragraphs[0]
    paragraph.alignment = align
    paragraph.space_after = Pt(gap)
    run = paragraph.add_run()
    run.text = words
    looks(run, size=size, bold=bold, fill=fill, italic=italic)


def looks(run: _Run, *, size: float, bold: bool = False, fill: str = palette.INK, italic: bool = False) -> None:
    """Size, weight, colour, typeface and language of a run."""
    run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic
    run.font.name = FONT
    run.font.color.rgb = colour(fill)
    run._r.get_or_add_rPr().set("lang", "vi-VN")


def _plain(frame: TextFrame, anchor: MSO_ANCHOR) -> None:
    frame.word_wrap = True
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def bar(slide: Slide, box: Box, fill: str, name: str) -> BaseShape:
    """A plain filled rectangle without an outline."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.emu)
    shape.name = name
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(fill)
    shape.line.fill.background()
    shape.shadow.inherit = False
    return shape


def describe(shape: BaseShape, words: str) -> None:
    """The alt text of a shape, chart or table."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", words)


def decorative(shape: BaseShape) -> None:
    """A shape that says nothing: screen readers pass it by."""
    describe(shape, "")


def slide_number(slide: Slide) -> None:
    """The number as a field, right in the foot."""
    shape = text_box(slide, NUMBER, "", size=10, name="Số trang", fill=palette.SLATE, align=PP_ALIGN.RIGHT)
    paragraph = shape.text_frame.paragraphs[0]._p
    for run in paragraph.findall(qn("a:r")):
        paragraph.remove(run)
    field = paragraph.makeelement(qn("a:fld"), {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"})
    properties = field.makeelement(qn("a:rPr"), {"lang": "vi-VN", "sz": "1000"})
    words = field.makeelement(qn("a:t"), {})
    words.text = "‹#›"
    field.append(properties)
    field.append(words)
    paragraph.append(field)
