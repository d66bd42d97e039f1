"""Headline figures as cards: the number large, its name above, its change and what must be known below.

Owns how many stand side by side and how tall they are, so that the sentences keep a size that can be read.
"""

import re
from collections.abc import Sequence

from pptx.enum.text import MSO_ANCHOR
from pptx.slide import Slide

from danvan.briefing.contents import Card
from danvan.charts import palette
from danvan.export import measure
from danvan.export.slides import base
from danvan.export.slides.base import POINTS, Box
from danvan.export.slides.sheet import Sheet

ACROSS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 3, 6: 3}
MOST_ACROSS = 4
GAP = 0.25
HEIGHTS = (2.6, 2.35, 2.1, 1.95)
"""Of one row of cards on our own page, inches; the tallest under which all is read is taken."""
ALONE = 0.42
"""Share of the width of a single card; the sentences stand beside it."""
LABELS, NUMBERS, STATES, FEET = (
    (20, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9), (60, 54, 48, 44, 40, 36, 32, 28, 24, 20, 18, 16),
    (26, 24, 22, 20, 18, 16, 14), (15, 14, 13, 12, 11, 10, 9),
)  # fmt: skip
UNIT = 0.55
"""Size of a unit of measure, in sizes of its number."""
FIGURE = re.compile(r".*\d%?")
EDGE, PAD = 0.25, 0.12
"""Inches left of what a card says, and on its other sides."""
READ = 18
"""Points at which sentences are read from the back of a room."""


def draw(sheet: Sheet, slide: Slide, cards: Sequence[Card], words: Sequence[str]) -> Box:
    """Draw the cards; the room left for the sentences."""
    body = sheet.places.body
    if len(cards) == 1:
        wide, high = body.width * ALONE, min(HEIGHTS[0] * sheet.scale, body.height)
        sizes = _sizes(sheet, cards, (wide - EDGE - PAD) * POINTS, high - 2 * PAD)
        _card(sheet, slide, Box(body.left, body.top, wide, high), cards[0], 1, sizes)
        left = body.left + wide + 2 * GAP
        return Box(left, body.top, body.right - left, body.height)
    across = ACROSS.get(len(cards), MOST_ACROSS)
    if body.width < 8:
        across = min(across, 3)
    rows = (len(cards) + across - 1) // across
    wide = (body.width - GAP * (across - 1)) / across
    high = _height(sheet, rows, words)
    sizes = _sizes(sheet, cards, (wide - EDGE - PAD) * POINTS, high - 2 * PAD)
    for at, card in enumerate(cards):
        left = body.left + (at % across) * (wide + GAP)
        top = body.top + (at // across) * (high + GAP)
        _card(sheet, slide, Box(left, top, wide, high), card, at + 1, sizes)
    return body.below(rows * (high + GAP) + 0.05)


def _height(sheet: Sheet, rows: int, words: Sequence[str]) -> float:
    """The tallest row of cards that leaves the sentences a size that can be read."""
    body, size = sheet.places.body, sheet.sizes(READ)[0]
    least = min(HEIGHTS[-1] * sheet.scale, (body.height - GAP) / rows - GAP)
    for high in (each * sheet.scale for each in HEIGHTS):
        left = body.below(rows * (high + GAP))
        if high >= least and left.height > 0 and measure.fitting(list(words), left.room, (size,))[1] == len(words):
            return high
    return least


def _sizes(sheet: Sheet, cards: Sequence[Card], wide: float, high: float) -> tuple[float, float, float, bool]:
    """(of the names, of the numbers, of the notes; whether any card has notes): the same on all cards of a page."""
    foot = any(_foot(card) for card in cards)
    label, middle, low = (share * high * POINTS for share in _shares(foot))
    name = min(measure.fitting([card.label], (wide, label), sheet.sizes(*LABELS), gap=0)[0] for card in cards)
    numbers = [_number(card, wide, sheet.sizes(*(NUMBERS if card.value is not None else STATES))) for card in cards]
    number = min([size for size, card in zip(numbers, cards, strict=True) if card.value is not None] or numbers)
    note = min(
        (measure.fitting(_foot(card), (wide, low), sheet.sizes(*FEET), gap=0)[0] for card in cards if _foot(card)),
        default=0,
    )
    return name, min(number, middle / 1.2), note, foot


def _number(card: Card, wide: float, sizes: Sequence[float]) -> float:
    """The largest size at which the figure with its unit stands on one line."""
    number, unit = _parted(card)
    return next(
        (size for size in sizes if measure.width(number, size, bold=True) + measure.width(unit, size * UNIT) <= wide),
        sizes[-1],
    )


def _parted(card: Card) -> tuple[str, str]:
    """('hơn 121', ' cuộc'): the figure and its unit of measure, which is printed smaller."""
    found = FIGURE.match(card.text) if card.value is not None else None
    return (found[0], card.text[found.end() :]) if found else (card.text, "")


def _foot(card: Card) -> list[str]:
    return [line for line in (card.change, card.note) if line]


def _shares(foot: bool) -> tuple[float, float, float]:
    """Of a card's height: its name, its number, its notes."""
    return (0.39, 0.31, 0.3) if foot else (0.46, 0.54, 0)


def _card(
    sheet: Sheet, slide: Slide, box: Box, card: Card, number: int, sizes: tuple[float, float, float, bool]
) -> None:
    # The card has a ground of its own: the colours of a theme's texts are not for it.
    looks = sheet.looks.on_paper()
    base.decorative(base.bar(slide, box, palette.MIST, f"Nền số liệu {number}", looks=looks))
    strip = Box(box.left, box.top, 0.08, box.height)
    base.decorative(base.bar(slide, strip, palette.RED, f"Dải số liệu {number}", looks=sheet.looks))
    name, size, note, foot = sizes
    tall, top = box.height - 2 * PAD, box.top + PAD
    places = []
    for share in _shares(foot):
        places.append(Box(box.left + EDGE, top, box.width - EDGE - PAD, share * tall))
        top += share * tall
    label, middle, low = places
    base.text_box(slide, label, card.label, size=name, name=f"Chỉ tiêu {number}", fill=palette.SLATE, looks=looks)
    figure, unit = _parted(card)
    known = card.value is not None
    if not known:
        size = measure.fitting([card.text], middle.room, sheet.sizes(*STATES), bold=True, gap=0)[0]
    shape = base.text_box(
        slide, middle, figure, size=size, name=f"Số liệu {number}", bold=True, looks=looks,
        fill=palette.INK if known else palette.SLATE, anchor=MSO_ANCHOR.MIDDLE,
    )  # fmt: skip
    if unit:
        run = shape.text_frame.paragraphs[0].add_run()
        run.text = unit
        looks.run(run, size=round(size * UNIT), bold=False, fill=palette.INK)
    if said := _foot(card):
        base.text_box(
            slide, low, said, size=note, name=f"Ghi chú {number}", fill=palette.SLATE, anchor=MSO_ANCHOR.BOTTOM,
            looks=looks,
        )  # fmt: skip
