"""What stands on each slide, on a stage of 1920 × 1080 pixels: title, figures, drawing, sentences, source.

Owns the arrangement. Texts that the audience reads are 28 pixels or more; sentences that find no room at that size
stand in the notes. A table takes as many slides as it needs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from danvan import numbers
from danvan.briefing.contents import BARS, Card, Deck, Page
from danvan.charts import palette
from danvan.export import measure, svg
from danvan.export.html import table_part
from danvan.export.html.foot import foot, shortened
from danvan.export.html.mark import element, escaped, words
from danvan.texts import text

WIDE, HIGH = 1920, 1080
BODY_WIDE, BODY_HIGH = 1740, 736
BESIDE, GAP = 580, 50
TITLES = (58, 54, 50, 46, 42, 38)
SIZES = (40, 38, 36, 34, 32, 30, 28)
LEAST = 28
"""The smallest text, pixels: read from the back of a room."""
LETTERS = 35
"""Size asked of a drawing."""
MOST_BARS = 20
"""Bars that find room beside sentences."""
CARD_PAD, LABEL, LEADING = 26, 28, 1.3
VALUES, STATES = (76, 68, 60, 54, 48, 42, 38, 34), (40, 36, 32)
"""Sizes of a card's number, and of the words where there is none."""


@dataclass(frozen=True)
class Slide:
    """One slide as markup. rows: the rows of its table, when it has one."""

    title: str
    html: str
    notes: list[str]
    page: Page
    rows: Sequence[tuple] = field(default=())


def slides(deck: Deck) -> list[Slide]:
    """Every slide of a deck in its order."""
    parts = [(page, part) for page in deck.pages for part in _parts(page)]
    return [_slide(deck, page, part, at, len(parts)) for at, (page, part) in enumerate(parts, start=1)]


def thumbnails(deck: Deck) -> list[str]:
    """The first slide of each page as markup, for a small picture of it."""
    return [_slide(deck, page, next(_parts(page)), 0, 0).html for page in deck.pages]


def _parts(page: Page) -> Iterator[table_part.Part]:
    yield from table_part.parted(page.table, BODY_WIDE, BODY_HIGH) if page.table else [table_part.NONE]


def _slide(deck: Deck, page: Page, part: table_part.Part, at: int, of: int) -> Slide:
    if page.kind == "title":
        body, left = _cover(deck, page), []
    else:
        body, left = _body(page, part)
        body = _head(page, part) + element("div", {"class": "dv-body"}, body)
    mark = _illustrative() if deck.illustrative else ""
    html = element(
        "section",
        {"class": f"dv-slide dv-{page.kind}", "aria-roledescription": text("present.slide"), "aria-label": page.title},
        mark,
        body,
        foot(page, at, of),
    )
    notes = [*(left if part.at == 1 else []), *page.notes]
    if page.source and shortened(page.source) != page.source:
        notes.append(page.source)
    return Slide(page.title, html, notes, page, part.rows)


def _cover(deck: Deck, page: Page) -> str:
    size, _ = measure.fitting([page.title], (1600, 330), (84, 76, 68, 60, 52), bold=True, gap=0)
    day = text("briefing.dated", place=deck.place, day=deck.made.day, month=deck.made.month, year=deck.made.year)
    above = "".join(words("above", line.upper()) for line in (deck.above, deck.office) if line)
    title = words("title", page.title, size=size, tag="h2")
    return (
        element("div", {"class": "dv-cover"}, element("div", {"class": "dv-who"}, above))
        + element("div", {"class": "dv-name"}, title, words("where", page.subtitle))
        + words("day", _opening(day.lstrip(", ")))
    )


def _opening(told: str) -> str:
    """The line with a capital: the place before the day may be missing."""
    return told[:1].upper() + told[1:]


def _head(page: Page, part: table_part.Part) -> str:
    size, _ = measure.fitting([page.title], (BODY_WIDE, 78), TITLES, bold=True, gap=0)
    told = page.subtitle
    if part.of > 1:
        told += f" · {text('briefing.part', at=numbers.number(part.at), of=numbers.number(part.of))}"
    return element("header", {}, words("title", page.title, size=size, tag="h2"), words("where", told))


def _body(page: Page, part: table_part.Part) -> tuple[str, list[str]]:
    """(markup, the sentences that found no room)."""
    said = list(page.paragraphs)
    if page.cards:
        return _cards(page.cards, said)
    if page.table:
        return table_part.markup(page.table, part, BODY_WIDE), said if part.at == 1 else []
    if page.chart or page.map:
        return _drawn(page, said)
    return _words(said, BODY_WIDE, BODY_HIGH, sizes=(46, 44, 42, *SIZES), bullets=page.kind == "lacking")


def _drawn(page: Page, said: list[str]) -> tuple[str, list[str]]:
    """The drawing, with the sentences beside it; bars that need several columns have the whole width."""
    if page.chart and page.chart.kind == BARS and len(page.chart.categories) > MOST_BARS:
        return _drawing(page, BODY_WIDE), said
    wide = BODY_WIDE - (BESIDE + GAP if said else 0)
    told, left = _words(said, BESIDE, BODY_HIGH) if said else ("", [])
    beside = element("div", {"class": "dv-beside"}, told) if said else ""
    return _drawing(page, wide) + beside, left


def _drawing(page: Page, wide: float) -> str:
    how = {"size": LETTERS, "least": LEAST}
    if page.map:
        return element("div", {"class": "dv-drawn"}, svg.map_svg(page.map, wide, BODY_HIGH, **how))
    return element("div", {"class": "dv-drawn"}, svg.chart_svg(page.chart, wide, BODY_HIGH, **how))


def _words(
    said: list[str], wide: float, high: float, *, sizes: tuple[float, ...] = SIZES, bullets: bool = False
) -> tuple[str, list[str]]:
    """The sentences at the largest size that holds them; those that found no room."""
    if not said:
        return "", []
    # The browser leads a little wider than the measure: room for it is taken off.
    size, count = measure.fitting(said, (wide - (40 if bullets else 0), high * 1.2 / 1.35), sizes)
    count = max(count, 1)
    inner = "".join(element("li" if bullets else "p", {}, escaped(line)) for line in said[:count])
    looks = {"class": "dv-said", "style": f"font-size:{size:g}px"}
    return element("ul" if bullets else "div", looks, inner), said[count:]


def _cards(cards: tuple[Card, ...], said: list[str]) -> tuple[str, list[str]]:
    """Large numbers in rows of at most four, the sentences under them."""
    across = 2 if len(cards) == 2 else min(len(cards), 4 if len(cards) % 3 or len(cards) > 6 else 3)
    wide = (BODY_WIDE - 28 * (across - 1)) / across - 2 * CARD_PAD - 10
    # Numbers beside each other are of one size, on one line.
    size = min((_value_size(card, wide) for card in cards if card.value is not None), default=VALUES[-1])
    tall = max(measure.height(card.label, LABEL, wide, leading=LEADING) for card in cards)
    rows = [cards[at : at + across] for at in range(0, len(cards), across)]
    used = sum(max(_card_height(card, wide, size, tall) for card in row) + 28 for row in rows)
    looks = f"grid-template-columns:repeat({across},minmax(0,1fr));--label:{tall:g}px"
    grid = element("div", {"class": "dv-cards", "style": looks}, *(_card(card, wide, size) for card in cards))
    told, left = _words(said, BODY_WIDE, BODY_HIGH - used)
    return grid + told, left


def _card_height(card: Card, wide: float, size: float, tall: float) -> float:
    size = size if card.value is not None else _value_size(card, wide)
    feet = [line for line in (card.change, card.note) if line]
    small = tall + sum(measure.height(line, LABEL, wide, leading=LEADING) + 6 for line in feet)
    return small + measure.height(card.text, size, wide, bold=True, leading=1.2) + 16 + 2 * CARD_PAD


def _value_size(card: Card, wide: float) -> float:
    sizes = VALUES if card.value is not None else STATES
    return measure.fitting([card.text], (wide, sizes[0] * 1.3), sizes, bold=True, gap=0)[0]


def _card(card: Card, wide: float, size: float) -> str:
    known = card.value is not None
    told = words("figure" if known else "figure dv-none", card.text, size=size if known else _value_size(card, wide))
    feet = [words("change", card.change)] if card.change else []
    feet += [words("note", card.note)] if card.note else []
    return element("div", {"class": "dv-card"}, words("label", card.label), told, *feet)


def _illustrative() -> str:
    return words("warning", text("common.demo_banner")) + element(
        "div",
        {"class": "dv-mark", "aria-hidden": "true", "style": f"color:{palette.faded(palette.RED, 0.08)}"},
        escaped(text("common.demo_watermark")),
    )
