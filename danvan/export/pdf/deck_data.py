"""The slides as plain values for deck.typ: sizes are chosen here, by the metrics of the typeface, so that all fits.

Lengths are points on a page of 960 × 540; drawings are made at twice that.
"""

from collections.abc import Iterator
from typing import Any

from danvan import numbers
from danvan.briefing.contents import Deck, Page, Table
from danvan.export import measure
from danvan.export.html.table_part import even
from danvan.export.report.head import dated
from danvan.export.slides import tables
from danvan.export.slides.base import BODY, Box
from danvan.export.svg import chart_svg, map_svg
from danvan.texts import text

WIDE, HIGH = 873, 350
"""The body of a slide."""
BESIDE, GAP = 270, 28
"""The column of sentences, and the room between."""
CARD = 124, 16
"""Height of a card and the gap under it."""
ACROSS = 4
SCALES = (1.45, 1.3, 1.15, 1.0)
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
        slide |= {"cards": _cards(page), "across": min(len(page.cards), ACROSS)}
        room = (WIDE, HIGH - rows * sum(CARD))
    elif page.chart or page.map:
        wide = WIDE - (BESIDE + GAP if words else 0)
        slide["drawing"] = (
            map_svg(page.map, 2 * wide, 2 * HIGH) if page.map else chart_svg(page.chart, 2 * wide, 2 * HIGH)
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
        "part": "", "cards": [], "drawing": "", "table": None, "words": [], "size": SIZES[0], "bullets": False,
    }  # fmt: skip


def _cover(deck: Deck, page: Page) -> dict[str, Any]:
    size, _ = measure.fitting([page.title], (800, 158), COVER, bold=True, gap=0)
    above = [line.upper() for line in (deck.above, deck.office) if line]
    return _frame(page) | {"kind": "cover", "title_size": size, "above": above, "dated": dated(deck)}


def _cards(page: Page) -> list[dict[str, Any]]:
    across = min(len(page.cards), ACROSS)
    wide = (WIDE - (across - 1) * CARD[1]) / across - 26
    found = []
    for card in page.cards:
        known = card.value is not None
        sizes = (28, 24, 20, 18, 16, 14, 12) if known else (18, 16, 14, 12)
        foot = [line for line in (card.change, card.note) if line]
        found.append(
            {
                "label": card.label, "text": card.text, "known": known, "foot": foot,
                "label_size": measure.fitting([card.label], (wide, 36), (13, 12, 11, 10), gap=0)[0],
                "size": measure.fitting([card.text], (wide, 36), sizes, bold=True, gap=0)[0],
                "foot_size": measure.fitting(foot, (wide, 34), (12, 11, 10, 9), gap=0)[0],
            }
        )  # fmt: skip
    return found


def _tables(page: Page) -> Iterator[dict[str, Any]]:
    """A slide for as many rows as one holds, large where they are few; the sentences below, or on their own."""
    table, words = page.table, list(page.paragraphs)
    scale = next((each for each in SCALES if len(_parted(table, each)) == 1), SCALES[-1])
    parts = _parted(table, scale)
    widths = [wide * scale for wide in tables.columns(table, BODY.width / scale)]
    for at, rows in enumerate(parts, start=1):
        said = text("briefing.part", at=numbers.number(at), of=numbers.number(len(parts))) if len(parts) > 1 else ""
        slide = _frame(page) | {
            "part": said,
            "table": {
                "widths": [72 * wide for wide in widths],
                "scale": scale,
                "heads": list(table.headers),
                "numeric": list(table.numeric),
                "rows": [[cell.text for cell in row] for row in rows],
            },
        }
        if at < len(parts) or not words:
            yield slide
    left = HIGH - scale * tables.height(table, parts[-1], BODY.width / scale) * 72 - CARD[1]
    if words and measure.fitting(words, (WIDE, left), SIZES, gap=0.9)[1] == len(words):
        yield from _told(page, slide, words, (WIDE, left))
    elif words:
        yield slide
        yield from _told(page, _frame(page), words, (WIDE, HIGH))


def _parted(table: Table, scale: float) -> list[tables.Rows]:
    """The rows slide by slide when drawn so much larger."""
    box = Box(0, 0, BODY.width / scale, BODY.height * TIGHTER / scale)
    return even(table, list(tables.parted(table, box)), box)
