"""Puts the pages of a deck on slides: where the title, the chart, the sentences and the source stand.

Owns the arrangement of each kind of page. What does not fit beside a chart is not lost: it stands in the notes.
"""

import io
from collections.abc import Sequence
from datetime import datetime, time

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide

from danvan import numbers
from danvan.briefing.contents import BARS, Class, Deck, Map, Page, Table
from danvan.charts import palette
from danvan.export import measure
from danvan.export.harmless import describe
from danvan.export.slides import base, cards, charts, cover, dress, maps, own, tables, template
from danvan.export.slides.base import POINTS, Box
from danvan.export.slides.sheet import Sheet
from danvan.texts import text

BESIDE = 0.31
"""Share of the width of the column of sentences beside a chart or a map."""
GAP = 0.35
UNIT = 0.34
"""Inches of the line with the unit of measure above a chart."""
ROW = 1.25
"""Inches that a lying bar takes at most: two bars must not fill a wall."""
WATERMARK = 0.14
"""How far it stands out from the ground, of the way to the colour of its letters."""
KEY, NAMES = 0.5, 0.88
"""Inches left of a class's words; size of the names of its units, in sizes of those words."""
SIZES = (28, 26, 24, 22, 20, 18, 16, 15, 14, 13, 12)
BESIDE_SIZES = (22, 20, 18, 17, 16, 15, 14, 13, 12)
SCALES = (1.75, 1.6, 1.5, 1.4, 1.3, 1.2)
"""How much larger than 12 points a table's texts may be while it stands on one slide."""
SCALE, LONG_SCALE, LONG = 1.2, 1.0, 80
"""Of tables that go over several slides; of those with very many rows."""
SUBTITLES, FEET = (18, 17, 16, 15, 14, 13, 12), (12, 11, 10, 9, 8)


def pptx_file(deck: Deck, office_template: bytes | None = None) -> bytes:
    """The file's bytes, in our looks or on the office's own template (the file that `template_file.read` gave)."""
    sheet = template.sheet(office_template) if office_template else own.sheet()
    about = sheet.made.core_properties
    describe(about, deck.title, deck.subtitle, deck.office)
    about.language = "vi-VN"
    about.created = about.modified = datetime.combine(deck.made, time())
    about.last_modified_by, about.revision = "", 1
    for page in deck.pages:
        if page.kind == "title":
            _finish(sheet, cover.draw(sheet, deck, page), deck, page, [])
        elif page.table:
            _table(sheet, deck, page)
        else:
            _page(sheet, deck, page)
    buffer = io.BytesIO()
    sheet.made.save(buffer)
    return buffer.getvalue()


def _framed(sheet: Sheet, page: Page, part: str = "") -> Slide:
    """A slide with its title, what it is about, and the line under them. part: '2/3' of a table, at the right."""
    slide = sheet.begin(page.title)
    places = sheet.places
    wide = places.subtitle.width - (1.0 if part else 0)
    box = Box(places.subtitle.left, places.subtitle.top, wide, places.subtitle.height)
    size, _ = measure.fitting([page.subtitle], box.room, sheet.sizes(*SUBTITLES), gap=0)
    how = {"size": size, "fill": palette.SLATE, "looks": sheet.looks}
    base.text_box(slide, box, page.subtitle, name="Phạm vi", **how)
    if part:
        at = Box(box.right, box.top, 1.0, box.height)
        base.text_box(slide, at, part, name="Phần", align=PP_ALIGN.RIGHT, **how)
    if sheet.is_own:
        line = Box(places.body.left, 1.5, places.body.width, 0.035)
        base.decorative(base.bar(slide, line, palette.RED, "Vạch", looks=sheet.looks))
    return slide


def _page(sheet: Sheet, deck: Deck, page: Page) -> None:
    slide = _framed(sheet, page)
    words = list(page.paragraphs)
    if page.cards:
        left = _words(sheet, slide, cards.draw(sheet, slide, page.cards, words), words)
    elif page.chart or page.map:
        left = _drawn(sheet, slide, page, words)
    else:
        bullets = page.kind == "lacking" or len(words) > 1
        left = _words(sheet, slide, sheet.places.body.below(0.1), words, bullets=bullets)
    _finish(sheet, slide, deck, page, left)


def _drawn(sheet: Sheet, slide: Slide, page: Page, words: list[str]) -> list[str]:
    """The chart or map with the sentences beside it; the sentences that found no room."""
    body = sheet.places.body
    beside = body.width * BESIDE if words else 0
    box = Box(body.left, body.top, body.width - (beside + GAP if words else 0), body.height)
    if page.map:
        _map(sheet, slide, page.map, box)
    else:
        _chart(sheet, slide, page, box)
    column = Box(body.right - beside, body.top + 0.1, beside, body.height - 0.1)
    return _words(sheet, slide, column, words, sizes=BESIDE_SIZES)


def _chart(sheet: Sheet, slide: Slide, page: Page, box: Box) -> None:
    """The chart under its unit of measure; a few bars do not fill the whole height."""
    chart = page.chart
    high = box.height - UNIT
    if chart.kind == BARS:
        high = min(high, max(len(chart.categories), 2) * ROW * sheet.scale)
    at = Box(box.left, box.top + UNIT, box.width, high)
    frame = slide.shapes.add_chart(charts.KINDS[chart.kind], *at.emu, charts.data(chart))
    frame.name = f"Biểu đồ: {chart.title}"
    base.describe(frame, chart.alt)
    dress.dress(frame.chart, chart, room=at.room, scale=sheet.scale, looks=sheet.looks)
    if chart.unit:
        unit = text("briefing.unit_of_measure", unit=chart.unit)
        line = Box(box.left, box.top, box.width, UNIT)
        size = sheet.sizes(14)[0]
        base.text_box(slide, line, unit, size=size, name="Đơn vị tính", fill=palette.SLATE, looks=sheet.looks)


def _map(sheet: Sheet, slide: Slide, shown: Map, box: Box) -> None:
    """The map as tall as the body; on its right the classes, each with the names of its units: a tile is small."""
    scale = min(box.height / maps.TALL, box.width * 0.5 / maps.ACROSS)
    used = maps.draw(slide, shown, Box(box.left, box.top, maps.ACROSS * scale, box.height), sheet.looks)
    column = Box(box.left + used + 0.3, box.top + 0.05, box.width - used - 0.3, box.height - 0.05)
    classes = maps.by_class(shown)
    size = _legend_size(sheet, classes, column)
    top = column.top
    for step, (line, units) in enumerate(classes, start=1):
        swatch = base.bar(slide, Box(column.left, top + 0.04, 0.36, size * 1.05 / POINTS), line.fill or palette.PAPER,
                          f"Chú giải {step}")  # fmt: skip
        swatch.line.color.rgb = base.colour(palette.RULE)
        if not line.fill:
            maps.hatch(swatch)
        base.decorative(swatch)
        at = Box(column.left + KEY, top, column.width - KEY, _legend_high(line.words, units, size, column))
        shape = base.text_box(slide, at, line.words, size=size, name=f"Mức {step}", bold=True, looks=sheet.looks)
        if units:
            base.write(shape.text_frame, ", ".join(units), size=size * NAMES, more=True, looks=sheet.looks)
        top += at.height + 0.1


def _legend_size(sheet: Sheet, classes: list[tuple[Class, list[str]]], column: Box) -> float:
    """The largest size at which classes and names of units stand beside the map."""
    sizes = sheet.sizes(18, 17, 16, 15, 14, 13, 12, 11, 10, 9)
    return next(
        (
            size
            for size in sizes
            if sum(_legend_high(line.words, units, size, column) + 0.1 for line, units in classes) <= column.height
        ),
        sizes[-1],
    )


def _legend_high(words: str, units: list[str], size: float, column: Box) -> float:
    room = (column.width - KEY) * POINTS
    high = measure.height(words, size, room, bold=True)
    return (high + (measure.height(", ".join(units), size * NAMES, room) if units else 0)) / POINTS


def _words(
    sheet: Sheet, slide: Slide, box: Box, words: list[str], *, bullets: bool = False, sizes: Sequence[float] = SIZES
) -> list[str]:
    """The sentences in the box at the largest size that holds them; those that found no room."""
    if not words:
        return []
    width = box.width - (base.INDENT if bullets else 0)
    size, count = measure.fitting(words, (width * POINTS, box.height * POINTS), sheet.sizes(*sizes))
    if count == 0:
        return words
    base.text_box(
        slide, box, words[:count], size=size, name="Nhận xét", gap=size * 0.5, bullets=bullets, looks=sheet.looks
    )
    return words[count:]


def _table(sheet: Sheet, deck: Deck, page: Page) -> None:
    """A slide for as many rows as one holds, large where they are few; the sentences below, or in the notes."""
    table, body, words = tables.telling(page.table), sheet.places.body, list(page.paragraphs)
    scale, parts = _parted(sheet, table, body)
    for at, rows in enumerate(parts, start=1):
        part = text("briefing.part", at=numbers.number(at), of=numbers.number(len(parts))) if len(parts) > 1 else ""
        slide = _framed(sheet, page, part)
        used = tables.draw(slide, table, rows, body, scale=scale, looks=sheet.looks)
        left = words if at == 1 else []
        if at == len(parts):
            room = body.below(used + 0.25)
            if words and measure.fitting(words, room.room, sheet.sizes(*BESIDE_SIZES))[1] == len(words):
                _words(sheet, slide, room, words, sizes=BESIDE_SIZES)
                left = []
        _finish(sheet, slide, deck, page, left)


def _parted(sheet: Sheet, table: Table, body: Box) -> tuple[float, list[tables.Rows]]:
    """(how large its texts are, the rows slide by slide)."""
    over = LONG_SCALE if len(table.rows) > LONG else SCALE
    for scale in [sheet.scale * each for each in (*SCALES, over)]:
        parts = list(tables.parted(table, Box(0, 0, body.width / scale, body.height / scale)))
        if len(parts) == 1:
            break
    return scale, parts


def _finish(sheet: Sheet, slide: Slide, deck: Deck, page: Page, left: list[str]) -> None:
    """Source, number, notes, and the words that the figures are made up where they are."""
    foot = sheet.places.foot
    if page.source:
        size, _ = measure.fitting([page.source], foot.room, sheet.sizes(*FEET), gap=0)
        base.text_box(slide, foot, page.source, size=size, name="Nguồn", fill=palette.SLATE, looks=sheet.looks)
    sheet.finish(slide, numbered=page.kind != "title")
    if deck.illustrative:
        _illustrative(sheet, slide)
    notes = [*left, *page.notes]
    if notes:
        frame = slide.notes_slide.notes_text_frame
        frame.text = ""
        for at, line in enumerate(notes):
            base.write(frame, line, size=12, more=at > 0)


def _illustrative(sheet: Sheet, slide: Slide) -> None:
    wide, high, looks = sheet.wide * 0.7, sheet.high * 0.2, sheet.looks
    letters = looks.readable(palette.RED)
    seen = letters if letters == palette.RED else looks.shown(letters)
    shape = base.text_box(
        slide, Box((sheet.wide - wide) / 2, (sheet.high - high) / 2, wide, high), text("common.demo_watermark"),
        size=sheet.sizes(72)[0], name="Minh họa", bold=True, fill=looks.faint(seen, WATERMARK),
        align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE, looks=looks,
    )  # fmt: skip
    shape.rotation = -20
    tree = slide.shapes._spTree
    # Behind everything else, in front of the ground.
    tree.remove(shape._element)
    tree.insert(2, shape._element)
    band = Box(sheet.places.body.left, 0.08, sheet.places.body.width, 0.25)
    size = sheet.sizes(11)[0]
    base.text_box(
        slide, band, text("common.demo_banner"), size=size, name="Số liệu minh họa", bold=True, fill=letters,
        looks=looks.on_paper() if letters == palette.RED else looks,
    )  # fmt: skip
