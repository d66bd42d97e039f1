"""What stands on a slide: boxes of text, bars, alt texts, the number; and the places of our own wide page (inches).

Owns how texts are put there. Whose typeface and colours they have is said by `Looks`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Run
from pptx.util import Inches, Pt

from danvan.charts import palette
from danvan.export.slides.looks import FONT, OWN, Looks

__all__ = ["BODY", "FONT", "HIGH", "POINTS", "WIDE", "Box", "Looks"]
WIDE, HIGH = 13.333, 7.5
POINTS = 72
BULLET = "•"
INDENT = 0.28
"""Inches that the lines of a bullet stand in."""


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

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def below(self, used: float) -> "Box":
        """What is left under the first `used` inches."""
        return Box(self.left, self.top + used, self.width, max(self.height - used, 0))


BODY = Box(0.6, 1.65, 12.13, 4.95)
"""The body of our own page: what PDF and HTML lay their tables out in as well."""


def colour(code: str) -> RGBColor:
    """'#9B1C1F' as the file wants it."""
    return RGBColor.from_string(code.removeprefix("#"))


def text_box(
    slide: Slide, box: Box, words: Sequence[str] | str, *, size: float, name: str, bold: bool = False,
    fill: str = palette.INK, align: PP_ALIGN = PP_ALIGN.LEFT, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP, gap: float = 0.0,
    bullets: bool = False, looks: Looks = OWN,
) -> BaseShape:  # fmt: skip
    """A box of text; `gap`: points between paragraphs."""
    shape = slide.shapes.add_textbox(*box.emu)
    shape.name = name
    frame = shape.text_frame
    plain(frame, anchor)
    how = {"size": size, "bold": bold, "fill": fill, "align": align, "gap": gap, "bullet": bullets, "looks": looks}
    for at, paragraph in enumerate([words] if isinstance(words, str) else words):
        write(frame, paragraph, more=at > 0, **how)
    return shape


def write(
    frame: TextFrame, words: str, *, size: float, bold: bool = False, fill: str = palette.INK,
    align: PP_ALIGN = PP_ALIGN.LEFT, more: bool = False, gap: float = 0.0, bullet: bool = False, looks: Looks = OWN,
) -> None:  # fmt: skip
    """One paragraph of Vietnamese text into a frame."""
    paragraph = frame.add_paragraph() if more else frame.paragraphs[0]
    paragraph.alignment = align
    paragraph.space_after = Pt(gap)
    if bullet:
        _bulleted(paragraph._p.get_or_add_pPr())
    run = paragraph.add_run()
    run.text = words
    looks.run(run, size=size, bold=bold, fill=fill)


def _bulleted(properties: object) -> None:
    properties.set("marL", str(Inches(INDENT)))
    properties.set("indent", str(-Inches(INDENT)))
    mark = properties.makeelement(qn("a:buChar"), {"char": BULLET})
    properties.append(mark)


def plain(frame: TextFrame, anchor: MSO_ANCHOR) -> None:
    """Lines are broken at the edges of the box, which has no margins."""
    frame.word_wrap = True
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def bar(slide: Slide, box: Box, fill: str, name: str, *, looks: Looks = OWN) -> BaseShape:
    """A plain filled rectangle without outline or shadow."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.emu)
    shape.name = name
    shape.fill.solid()
    looks.paint(shape.fill.fore_color, fill)
    shape.line.fill.background()
    # Without its style a shape takes no shadow from any theme.
    shape._element.remove(shape._element.find(qn("p:style")))
    return shape


def describe(shape: BaseShape, words: str) -> None:
    """The alt text of a shape, chart or table."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", words)


def decorative(shape: BaseShape) -> None:
    """A shape that says nothing: screen readers pass it by."""
    describe(shape, "")


def slide_number(slide: Slide, box: Box, *, size: float, looks: Looks) -> None:
    """The number as a field, right in the box."""
    shape = text_box(
        slide, box, "‹#›", size=size, name="Số trang", fill=palette.SLATE, align=PP_ALIGN.RIGHT, looks=looks
    )
    as_number(shape.text_frame.paragraphs[0].runs[0])


def as_number(run: _Run) -> None:
    """The run becomes the field that shows the slide's number."""
    made = run._r
    made.get_or_add_rPr().set("lang", "vi-VN")
    made.tag = qn("a:fld")
    made.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    made.set("type", "slidenum")
