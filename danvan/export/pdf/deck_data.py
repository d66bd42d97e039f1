"""The slides as plain values for deck.typ: sizes are chosen here, by the metrics of the typeface, so that all fits.

Lengths are points on a page of 960 × 540; drawings are made at twice that.
"""

from collections.abc import Iterator
from typing import Any

from danvan import numbers
from danvan.briefing.contents import Card, Deck, Page, Table
from danvan.export import measure
from danvan.export.html.table_part import even
from danvan.export.report.head import opening_day
from danvan.export.slides import tables
from danvan.export.slides.base import BODY, POINTS, Box
from danvan.export.svg import chart_svg, map_svg
from danvan.texts import text

LEAST = 26
"""The smallest text of a drawing, which is made at twice the size."""
WIDE, HIGH = 873, 350
"""The body of a slide."""
BESIDE, GAP = 270, 28
"""The column of sentences, and the room between."""
ACROSS, GUTTER, CARD_PAD = 4, 16, 28
"""Cards in a row, the room between them, and inside each beside its words."""
LABEL, FOOT, VALUE_HIGH = 14, 12.5, 44
VALUES, STATES = (34, 30, 28, 26, 24, 22, 20, 18, 16), (18, 16, 14)
"""Sizes of a card's number, and of the words where there is none."""
SCALES = (1.45, 1.3, 1.15, 1.0, 0.92)
"""How much larger than on a PowerPoint slide a table's texts may be."""
TIGHTER = 1.1
"""How much more typst sets in the same height."""
SIZES = (18, 16, 15, 14, 13, 12)
TITLES = (28, 26, 24, 22, 20, 18)
COVER = (40, 36, 32, 28, 24)


def pages(deck: Deck) -> dict[str, Any]:
    """{"slides": […]}."""
    return {"slides": [slide for page in deck.pages for slide in _slides(deck, page)]}


def _slides(deck: Deck, page: Page) -> Iterator[dict[str, Any]]:
    if page.kind == "title":
        yield _cover(deck, page)
        return
    if page.table:
        yield from _tables(page)
        return
    slide, words, room = _frame(page), list(page.paragraphs), (WIDE, HIGH)
    if page.cards:
        rows = (len(page.cards) + ACROSS - 1) // ACROSS
        cards = _cards(page)
        slide |= cards
        room = (WIDE, HIGH - rows * (cards["card"]["high"] + GUTTER))
    elif page.chart or page.map:
        wide = WIDE - (BESIDE + GAP if words else 0)
        slide["drawing"] = (
            map_svg(page.map, 2 * wide, 2 * HIGH, least=LEAST)
            if page.map
            else chart_svg(page.chart, 2 * wide, 2 * HIGH, least=LEAST)
        )
        slide |= {"alt": (page.map or page.chart).alt, "wide": wide}
        room = (BESIDE, HIGH)
    yield from _told(page, slide, words, room)


def _told(page: Page, slide: dict[str, Any], words: list[str], room: tuple[float, float]) -> Iterator[dict[str, Any]]:
    """The slide with its sentences; those that find no room stand on slides of their own."""
    bullets = page.kind == "lacking"
    while True:
        size, count = measure.fitting(words, room, SIZES, gap=0.9) if words else (SIZES[-1], 0)
        count = max(count, 1)
        yield slide | {"words": words[:count], "size": size, "bullets": bullets}
        words = words[count:]
        if not words:
            return
        slide, room = _frame(page), (WIDE, HIGH)


def _frame(page: Page) -> dict[str, Any]:
    """What every slide has."""
    size, _ = measure.fitting([page.title], (WIDE, 54), TITLES, bold=True, gap=0)
    return {
        "kind": "page", "title": page.title, "title_size": size, "subtitle": page.subtitle, "source": page.source,
        "part": "", "cards": [], "card": {}, "drawing": "", "table": None, "words": [], "size": SIZES[0],
        "bullets": False,
    }  # fmt: skip


def _cover(deck: Deck, page: Page) -> dict[str, Any]:
    size, _ = measure.fitting([page.title], (800, 158), COVER, bold=True, gap=0)
    above = [line.upper() for line in (deck.above, deck.office) if line]
    return _frame(page) | {"kind": "cover", "title_size": size, "above": above, "dated": opening_day(deck)}


def _cards(page: Page) -> dict[str, Any]:
    """The cards with the places of their parts: labels of one size, numbers of one size on one line."""
    across = min(len(page.cards), ACROSS)
    wide = (WIDE - (across - 1) * GUTTER) / across - CARD_PAD
    feet = [[line for line in (card.change, card.note) if line] for card in page.cards]
    size = min((_value_size(card, wide) for card in page.cards if card.value is not None), default=VALUES[-1])
    label = max(measure.height(card.label, LABEL, wide) for card in page.cards)
    under = max((sum(measure.height(line, FOOT, wide) for line in lines) for lines in feet), default=0)
    cards = [
        {
            "label": card.label, "text": card.text, "known": card.value is not None, "foot": lines,
            "size": size if card.value is not None else _value_size(card, wide),
        }
        for card, lines in zip(page.cards, feet, strict=True)
    ]  # fmt: skip
    places = {"label": LABEL, "foot": FOOT, "value": label + 14, "under": label + 14 + VALUE_HIGH}
    return {"cards": cards, "across": across, "card": places | {"high": label + 14 + VALUE_HIGH + under + 12}}


def _value_size(card: Card, wide: float) -> float:
    sizes = VALUES if card.value is not None else STATES
    return measure.fitting([card.text], (wide, VALUE_HIGH), sizes, bold=True, gap=0)[0]


def _tables(page: Page) -> Iterator[dict[str, Any]]:
    """A slide for as many rows as one holds, large where they are few; the sentences below, or on their own."""
    table, words = page.table, list(page.paragraphs)
    scale = _scale(table, words)
    parts = _parted(table, scale)
    widths = [wide * scale for wide in tables.columns(table, BODY.width / scale)]
    for at, rows in enumerate(parts, start=1):
        said = text("briefing.part", at=numbers.number(at), of=numbers.number(len(parts))) if len(parts) > 1 else ""
        slide = _frame(page) | {
            "part": said,
            "table": {
                "widths": [POINTS * wide for wide in widths],
                "scale": scale,
                "heads": list(table.headers),
                "numeric": list(table.numeric),
                "rows": [[cell.text for cell in row] for row in rows],
            },
        }
        if at < len(parts) or not words:
            yield slide
    left = _left(table, parts[-1], scale)
    if words and _fits(words, left):
        yield from _told(page, slide, words, (WIDE, left))
    elif words:
        yield slide
        yield from _told(page, _frame(page), words, (WIDE, HIGH))


def _scale(table: Table, words: list[str]) -> float:
    """The largest at which table and sentences stand on one slide, else the one at which it takes fewest slides."""
    needed = {each: len(_parted(table, each)) for each in SCALES}
    whole = [each for each in SCALES if needed[each] == 1]
    beside = [each for each in whole if _fits(words, _left(table, table.rows, each))]
    fewest = min(many for each, many in needed.items() if each >= 1)
    return next(iter(beside or whole), next(each for each in SCALES if needed[each] == fewest))


def _left(table: Table, rows: tables.Rows, scale: float) -> float:
    """The height under a table."""
    return HIGH - scale * tables.height(table, rows, BODY.width / scale) * POINTS / TIGHTER - GUTTER


def _fits(words: list[str], high: float) -> bool:
    return measure.fitting(words, (WIDE, high), SIZES, gap=0.9)[1] == len(words)


def _parted(table: Table, scale: float) -> list[tables.Rows]:
    """The rows slide by slide when drawn so much larger."""
    box = Box(0, 0, BODY.width / scale, BODY.height * TIGHTER / scale)
    return even(table, list(tables.parted(table, box)), box)
