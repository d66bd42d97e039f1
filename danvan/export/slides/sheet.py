"""The presentation being written: its layouts, the places on a page, its looks; and beginning a slide of it.

Owns what every slide has whatever it shows: title, place and number. Ours and an office's own template are alike here.
"""

from dataclasses import dataclass

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import Slide, SlideLayout
from pptx.util import Emu, Pt

from danvan.export import measure
from danvan.export.slides import base
from danvan.export.slides.base import Box
from danvan.export.slides.looks import Looks

NUMBER = "sldNum"
LEAST = 0.75
"""Texts are never smaller than this share of their sizes on our own page, however small the page."""


@dataclass(frozen=True)
class Places:
    """Where things stand on a page, inches. title: of a title that the layout has no place for, or a better one."""

    title: Box
    subtitle: Box
    body: Box
    foot: Box
    number: Box


@dataclass(frozen=True)
class Sheet:
    """A presentation to be filled. cover, page: the layouts of the first slide and of the others.

    is_own: our own looks; else an office's template, whose titles keep what its layouts give them. title_sizes: points,
    largest first. moves_title: the layout's place for a title is none where a title can be read above a chart.
    """

    made: Presentation
    cover: SlideLayout
    page: SlideLayout
    places: Places
    looks: Looks
    wide: float
    high: float
    is_own: bool
    title_sizes: tuple[float, ...]
    cover_sizes: tuple[float, ...]
    capitals: bool = False
    moves_title: bool = False

    @property
    def scale(self) -> float:
        """How large texts are, against our own page."""
        return max(min(self.wide / base.WIDE, self.high / base.HIGH), LEAST)

    def sizes(self, *points: float) -> tuple[float, ...]:
        """Sizes of texts on a page so large."""
        return tuple(round(each * self.scale * 2) / 2 for each in points)

    def begin(self, title: str) -> Slide:
        """A slide with its title in the real place for titles, so that the outline and screen readers find it."""
        slide = self._slide(self.page)
        place = slide.shapes.title
        if self.is_own or self.moves_title:
            place.left, place.top, place.width, place.height = self.places.title.emu
        self.entitle(place, title, self.title_sizes, box_of(place))
        return slide

    def begin_cover(self) -> Slide:
        """The first slide, its title yet to be filled."""
        return self._slide(self.cover)

    def entitle(self, place: BaseShape, title: str, sizes: tuple[float, ...], box: Box) -> float:
        """Write a title at the largest size at which it fits; that size."""
        frame = place.text_frame
        if self.is_own:
            base.plain(frame, MSO_ANCHOR.MIDDLE)
        inner = box if self.is_own else Box(box.left, box.top, box.width - 0.2, box.height - 0.1)
        told = title.upper() if self.capitals else title
        size, _ = measure.fitting([told], inner.room, sizes, bold=True, gap=0)
        if self.is_own:
            base.write(frame, title, size=size, bold=True, looks=self.looks)
            return size
        run = frame.paragraphs[0].add_run()
        run.text = title
        run._r.get_or_add_rPr().set("lang", "vi-VN")
        if self.looks.font:
            run.font.name = self.looks.font
        if size != sizes[0]:
            run.font.size = Pt(size)
        return size

    def finish(self, slide: Slide, *, numbered: bool) -> None:
        """The slide's number, where its layout says or at the foot; empty places of the layout go."""
        for shape in list(slide.placeholders):
            if not (shape.has_text_frame and shape.text_frame.text):
                shape._element.getparent().remove(shape._element)
        if not numbered:
            return
        held = next((each for each in slide.slide_layout.placeholders if kind_of(each) == NUMBER), None)
        if held is None or self.is_own or not self._holds(box_of(held)):
            size = self.sizes(12)[0]
            base.slide_number(slide, self.places.number, size=size, looks=self.looks)
            return
        slide.shapes.clone_placeholder(held)
        place = next(each for each in slide.placeholders if kind_of(each) == NUMBER)
        place.name = "Số trang"
        paragraph = place.text_frame.paragraphs[0]
        paragraph.add_run().text = "‹#›"
        base.as_number(paragraph.runs[0])

    def _holds(self, box: Box) -> bool:
        return box.left >= 0 and box.top >= 0 and box.right <= self.wide and box.bottom <= self.high

    def _slide(self, layout: SlideLayout) -> Slide:
        slide = self.made.slides.add_slide(layout)
        if slide.shapes.title is None:
            _add_title(slide, self.places.title)
        return slide


def box_of(shape: BaseShape) -> Box:
    """Where a shape stands."""
    return Box(*(Emu(each).inches for each in (shape.left, shape.top, shape.width, shape.height)))


def kind_of(shape: BaseShape) -> str:
    """'title', 'ctrTitle', 'body', 'sldNum' …; '' for content of any kind."""
    found = shape._element.xpath(".//p:nvPr/p:ph/@type")
    return found[0] if found else ""


def _add_title(slide: Slide, box: Box) -> None:
    """A place for the title on a slide whose layout has none."""
    shape = slide.shapes.add_textbox(*box.emu)
    shape.name = "Tiêu đề"
    properties = shape._element.find(qn("p:nvSpPr")).find(qn("p:nvPr"))
    properties.append(properties.makeelement(qn("p:ph"), {"type": "title"}))
    shape._element.find(qn("p:nvSpPr")).find(qn("p:cNvSpPr")).attrib.pop("txBox", None)
