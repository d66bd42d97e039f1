"""Puts the pages of a deck on slides: where the title, the chart, the sentences and the source stand.

Owns the arrangement of each kind of page. What does not fit beside a chart is not lost: it stands in the notes.
"""

import io
from datetime import datetime, time

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation
from pptx.slide import Slide

from danvan import numbers
from danvan.briefing.contents import Card, Deck, Map, Page
from danvan.charts import palette
from danvan.export import measure
from danvan.export.slides import base, charts, maps, tables
from danvan.export.slides.base import BODY, FOOT, POINTS, SUBTITLE, TITLE, Box
from danvan.texts import text

BESIDE = 3.75
"""Inches of the column of sentences beside a chart or a map."""
SIZES = (18, 16, 15, 14, 13, 12)
TITLES = (28, 26, 24, 22, 20, 18)


def pptx_file(deck: Deck) -> bytes:
    """The file's bytes."""
    made = base.presentation()
    about = made.core_properties
    about.title, about.subject, about.author = deck.title, deck.subtitle, deck.office
    about.language = "vi-VN"
    about.created = about.modified = datetime.combine(deck.made, time())
    about.last_modified_by, about.revision = "", 1
    for page in deck.pages:
        if page.kind == "title":
            _cover(made, deck, page)
        elif page.table:
            _table(made, deck, page)
        else:
            _page(made, deck, page)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _cover(made: Presentation, deck: Deck, page: Page) -> None:
    size, _ = measure.fitting([page.title], (11.2 * POINTS, 2.2 * POINTS), (40, 36, 32, 28, 24), bold=True, gap=0)
    slide = base.new_slide(made, page.title, size=size)
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = Box(1.1, 2.2, 11.2, 2.2).emu
    shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    base.decorative(base.bar(slide, Box(0, 0, 0.42, base.HIGH), palette.RED, "Dải màu"))
    above = [line.upper() for line in (deck.above, deck.office) if line]
    base.text_box(slide, Box(1.1, 0.7, 11.2, 0.9), above, size=16, name="Cơ quan", bold=True, fill=palette.SLATE, gap=4)
    base.decorative(base.bar(slide, Box(1.1, 4.55, 1.6, 0.06), palette.RED, "Vạch"))
    base.text_box(slide, Box(1.1, 4.75, 11.2, 0.9), page.subtitle, size=20, name="Phạm vi", fill=palette.INK)
    day = text("briefing.dated", place=deck.place, day=deck.made.day, month=deck.made.month, year=deck.made.year)
    base.text_box(slide, Box(1.1, 6.2, 11.2, 0.5), day.lstrip(", "), size=16, name="Ngày", fill=palette.SLATE)
    _finish(slide, deck, page, [])


def _framed(made: Presentation, page: Page) -> Slide:
    """A slide with its title, what it is about, and the line under them."""
    size, _ = measure.fitting([page.title], TITLE.room, TITLES, bold=True, gap=0)
    slide = base.new_slide(made, page.title, size=size)
    base.text_box(slide, SUBTITLE, page.subtitle, size=15, name="Phạm vi", fill=palette.SLATE)
    base.decorative(base.bar(slide, Box(BODY.left, 1.5, BODY.width, 0.03), palette.RED, "Vạch"))
    return slide


def _page(made: Presentation, deck: Deck, page: Page) -> None:
    slide = _framed(made, page)
    words = list(page.paragraphs)
    if page.cards:
        left = _cards(slide, page.cards, words)
    elif page.chart or page.map:
        left = _drawn(slide, page, words)
    else:
        left = _words(slide, BODY, words, bullets=page.kind == "lacking")
    _finish(slide, deck, page, left)


def _drawn(slide: Slide, page: Page, words: list[str]) -> list[str]:
    """The chart or map with the sentences beside it; the sentences that found no room."""
    wide = BODY.width - (BESIDE + 0.4 if words else 0)
    box = Box(BODY.left, BODY.top, wide, BODY.height)
    if page.map:
        box = _map(slide, page.map, box)
    else:
        frame = slide.shapes.add_chart(charts.KINDS[page.chart.kind], *box.emu, charts.data(page.chart))
        frame.name = f"Biểu đồ: {page.chart.title}"
        base.describe(frame, page.chart.alt)
        charts.dress(frame.chart, page.chart)
        unit = text("briefing.unit_of_measure", unit=page.chart.unit)
        base.text_box(slide, Box(box.left, 6.5, box.width, 0.25), unit, size=11, name="Đơn vị tính", fill=palette.SLATE)
    beside = Box(BODY.left + BODY.width - BESIDE, BODY.top + 0.1, BESIDE, BODY.height - 0.1)
    return _words(slide, beside, words)


def _map(slide: Slide, shown: Map, box: Box) -> Box:
    tall = Box(box.left, 1.62, box.width, 5.1)
    used = maps.draw(slide, shown, Box(tall.left + 0.4, tall.top, 5.2, tall.height))
    at = Box(tall.left + used + 1.1, tall.top + 0.3, 2.6, 0.3)
    for step, line in enumerate(shown.legend):
        top = at.top + 0.36 * step
        swatch = base.bar(slide, Box(at.left, top, 0.34, 0.22), line.fill or palette.PAPER, f"Chú giải {step + 1}")
        swatch.line.color.rgb = base.colour(palette.RULE)
        base.decorative(swatch)
        base.text_box(slide, Box(at.left + 0.46, top - 0.03, 2.2, 0.3), line.words, size=12, name=f"Mức {step + 1}")
    return box


def _cards(slide: Slide, cards: tuple[Card, ...], words: list[str]) -> list[str]:
    """Large numbers in a row or two, the sentences under them."""
    across = min(len(cards), 4)
    gap, high = 0.25, 1.75
    wide = (BODY.width - gap * (across - 1)) / across
    for at, card in enumerate(cards):
        left = BODY.left + (at % across) * (wide + gap)
        top = BODY.top + (at // across) * (high + gap)
        _card(slide, Box(left, top, wide, high), card, at + 1)
    used = (len(cards) + across - 1) // across * (high + gap)
    return _words(slide, Box(BODY.left, BODY.top + used, BODY.width, BODY.height - used), words)


def _card(slide: Slide, box: Box, card: Card, number: int) -> None:
    ground = base.bar(slide, box, palette.MIST, f"Nền số liệu {number}")
    base.decorative(ground)
    base.decorative(base.bar(slide, Box(box.left, box.top, 0.07, box.height), palette.RED, f"Dải số liệu {number}"))
    inner = Box(box.left + 0.22, box.top + 0.12, box.width - 0.34, 0.5)
    size, _ = measure.fitting([card.label], inner.room, (13, 12, 11, 10), gap=0)
    base.text_box(slide, inner, card.label, size=size, name=f"Chỉ tiêu {number}", fill=palette.SLATE)
    middle = Box(inner.left, box.top + 0.64, inner.width, 0.55)
    known = card.value is not None
    size, _ = measure.fitting(
        [card.text], middle.room, (28, 24, 20, 18, 16, 14, 12) if known else (18, 16, 14, 12), bold=True, gap=0
    )
    base.text_box(
        slide, middle, card.text, size=size, name=f"Số liệu {number}", bold=True,
        fill=palette.INK if known else palette.SLATE, anchor=MSO_ANCHOR.MIDDLE,
    )  # fmt: skip
    foot = [line for line in (card.change, card.note) if line]
    low = Box(inner.left, box.top + 1.22, inner.width, 0.48)
    size, _ = measure.fitting(foot, low.room, (12, 11, 10, 9), gap=0)
    base.text_box(slide, low, foot or "", size=size, name=f"Ghi chú {number}", fill=palette.SLATE)


def _words(slide: Slide, box: Box, words: list[str], *, bullets: bool = False) -> list[str]:
    """The sentences in the box at the largest size that holds them; those that found no room."""
    if not words:
        return []
    told = [f"•  {line}" for line in words] if bullets else words
    size, count = measure.fitting(told, box.room, SIZES)
    base.text_box(slide, box, told[: max(count, 1)], size=size, name="Nhận xét", gap=size * 0.5)
    return words[max(count, 1) :]


def _table(made: Presentation, deck: Deck, page: Page) -> None:
    parts = list(tables.parted(page.table, BODY))
    for at, rows in enumerate(parts, start=1):
        slide = _framed(made, page)
        if len(parts) > 1:
            part = text("briefing.part", at=numbers.number(at), of=numbers.number(len(parts)))
            base.text_box(slide, SUBTITLE, part, size=13, name="Phần", fill=palette.SLATE, align=PP_ALIGN.RIGHT)
        tables.draw(slide, page.table, rows, BODY)
        _finish(slide, deck, page, list(page.paragraphs) if at == 1 else [])


def _finish(slide: Slide, deck: Deck, page: Page, left: list[str]) -> None:
    """Source, number, notes, and the words that the figures are made up where they are."""
    if page.source:
        size, _ = measure.fitting([page.source], FOOT.room, (11, 10, 9, 8), gap=0)
        base.text_box(slide, FOOT, page.source, size=size, name="Nguồn", fill=palette.SLATE)
    if page.kind != "title":
        base.slide_number(slide)
    if deck.illustrative:
        _illustrative(slide)
    notes = [*left, *page.notes]
    if notes:
        frame = slide.notes_slide.notes_text_frame
        frame.text = ""
        for at, line in enumerate(notes):
            base.write(frame, line, size=12, more=at > 0)


def _illustrative(slide: Slide) -> None:
    shape = base.text_box(
        slide, Box(2.2, 3.0, 9, 1.5), text("common.demo_watermark"), size=72, name="Minh họa", bold=True,
        fill="#F0DCDC", align=PP_ALIGN.CENTER,
    )  # fmt: skip
    shape.rotation = -20
    tree = slide.shapes._spTree
    # Behind everything else, in front of the ground.
    tree.remove(shape._element)
    tree.insert(2, shape._element)
    words = text("common.demo_banner")
    base.text_box(
        slide, Box(0.6, 0.08, 12.1, 0.25), words, size=10, name="Số liệu minh họa", bold=True, fill=palette.RED
    )
