"""The first slide: whose briefing it is, its title, what it is about, place and day."""

from collections.abc import Sequence

from pptx.enum.text import MSO_ANCHOR
from pptx.slide import Slide

from danvan.briefing.contents import Deck, Page
from danvan.charts import palette
from danvan.export import measure
from danvan.export.slides import base
from danvan.export.slides.base import Box
from danvan.export.slides.sheet import Sheet, box_of, kind_of
from danvan.texts import text

SUBTITLES, LINES = (24, 22, 20, 18, 16, 14), (18, 17, 16, 15, 14, 13, 12)

CALM = 34


def draw(sheet: Sheet, deck: Deck, page: Page) -> Slide:
    """Draw it on our own page, or into the places that the template's first layout has."""
    return _own(sheet, deck, page) if sheet.is_own else _placed(sheet, deck, page)


def _above(deck: Deck) -> list[str]:
    return [line.upper() for line in (deck.above, deck.office) if line]


def _dated(deck: Deck) -> str:
    made = deck.made
    told = text("briefing.dated", place=deck.place, day=made.day, month=made.month, year=made.year).lstrip(", ")
    return told[:1].upper() + told[1:]


def _calm(title: str, sizes: Sequence[float], box: Box) -> tuple[float, ...]:
    """The sizes at which a title takes two lines, where it does at a size still larger than the other titles'."""
    found = [size for size in sizes if size >= CALM and len(measure.lines(title, size, box.room[0], bold=True)) <= 2]
    return tuple(found or sizes)


def _own(sheet: Sheet, deck: Deck, page: Page) -> Slide:
    slide = sheet.begin_cover()
    box = Box(1.2, 2.0, 11.0, 2.5)
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = box.emu
    sheet.entitle(shape, page.title, _calm(page.title, sheet.cover_sizes, box), box)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    base.decorative(base.bar(slide, Box(0, 0, 0.5, sheet.high), palette.RED, "Dải màu"))
    base.decorative(base.bar(slide, Box(0.5, 0, 0.08, sheet.high), palette.GOLD, "Dải màu vàng"))
    top = Box(1.2, 0.7, 11.0, 1.0)
    size, _ = measure.fitting(_above(deck), top.room, LINES, bold=True)
    base.text_box(slide, top, _above(deck), size=size, name="Cơ quan", bold=True, fill=palette.RED, gap=4)
    base.decorative(base.bar(slide, Box(1.2, 4.65, 1.8, 0.06), palette.RED, "Vạch"))
    under = Box(1.2, 4.85, 11.0, 1.0)
    size, _ = measure.fitting([page.subtitle], under.room, SUBTITLES, gap=0)
    base.text_box(slide, under, page.subtitle, size=size, name="Phạm vi", fill=palette.INK)
    base.text_box(slide, Box(1.2, 6.35, 11.0, 0.5), _dated(deck), size=18, name="Ngày", fill=palette.SLATE)
    return slide


def _placed(sheet: Sheet, deck: Deck, page: Page) -> Slide:
    """Title and lines in the layout's own places; below the title where there is no second place."""
    slide = sheet.begin_cover()
    title = slide.shapes.title
    place = box_of(title)
    sheet.entitle(title, page.title, sheet.cover_sizes, place)
    lines = [line for line in (page.subtitle, *_above(deck), _dated(deck)) if line]
    second = next((each for each in slide.placeholders if kind_of(each) in ("subTitle", "body")), None)
    if second is None:
        bottom = min(place.bottom + 0.2, sheet.high * 0.7)
        box = Box(place.left, bottom, place.width, sheet.high - bottom - 0.4)
        size, _ = measure.fitting(lines, box.room, sheet.sizes(*SUBTITLES))
        base.text_box(slide, box, lines, size=size, name="Phạm vi", gap=size * 0.3, looks=sheet.looks)
        return slide
    inner = box_of(second)
    size, _ = measure.fitting(lines, (inner.room[0] - 15, inner.room[1] - 8), sheet.sizes(*SUBTITLES, 12, 11, 10))
    frame = second.text_frame
    for at, line in enumerate(lines):
        paragraph = frame.add_paragraph() if at else frame.paragraphs[0]
        run = paragraph.add_run()
        run.text = line
        run.font.size = base.Pt(size)
        if sheet.looks.font:
            run.font.name = sheet.looks.font
        run._r.get_or_add_rPr().set("lang", "vi-VN")
    return slide
