"""The report as plain values for report.typ: the same parts as in Word (danvan.export.report)."""

from typing import Any

from danvan import numbers
from danvan.briefing.contents import BARS, Card, Chart, Deck, Page
from danvan.charts import palette
from danvan.export.report import papers
from danvan.export.report.papers import APPENDIX, Layout
from danvan.export.slides import tables
from danvan.export.svg import chart_svg, map_svg
from danvan.texts import text

WIDE, USUAL, ROW, AROUND = 1000, 480, 44, 60
"""Of drawings: width, usual height, height of a lying bar and of what stands around bars."""
MAP_HIGH = 900
SIZE = 22
CARD_HEADS = ("indicator", "figure", "change", "notes")


def paper(deck: Deck, layout: str) -> dict[str, Any]:
    """Layout, head, sections with their pages, appendix."""
    looks = papers.layouts()[layout]
    return {
        "layout": vars(looks),
        "number": looks.numbered(deck),
        "above": deck.above.upper(),
        "issuer": deck.office.upper(),
        "dated": papers.dated(deck),
        "subtitle": deck.subtitle,
        "sections": [
            {"title": part.title, "pages": [_page(page, at, looks) for at, page in enumerate(part.pages, start=1)]}
            for part in papers.sections(deck)
        ],
        "recipients": text("report.recipients"),
        "appendix": _appendix(deck),
    }


def _page(page: Page, at: int, looks: Layout) -> dict[str, Any]:
    return {
        "title": f"{numbers.number(at)}. {page.title}",
        "subtitle": page.subtitle,
        "words": list(page.paragraphs),
        "bullets": page.kind == "lacking",
        "cards": _cards(page.cards) if page.cards else None,
        "chart": _chart(page.chart) if page.chart else None,
        "map": _map(page) if page.map else None,
        "table": _table(page, looks) if page.table else None,
        "source": page.source,
    }


def _chart(shown: Chart) -> dict[str, Any]:
    high = AROUND + ROW * max(len(shown.categories), 3) if shown.kind == BARS else USUAL
    caption = text("report.chart", title=shown.title)
    return {"svg": chart_svg(shown, WIDE, high, size=SIZE), "alt": shown.alt, "caption": caption}


def _map(page: Page) -> dict[str, Any]:
    """The drawing, and its classes with the units in each."""
    classes = [
        {"fill": fill or palette.PAPER, "on": palette.text_on(fill or palette.PAPER),
         "cells": [words, numbers.number(len(units)), "; ".join(units)]}
        for fill, words, units in papers.by_class(page.map)
    ]  # fmt: skip
    return {
        "svg": map_svg(page.map, WIDE, MAP_HIGH, size=SIZE),
        "alt": page.map.alt,
        "caption": text("report.map", title=page.map.title),
        "heads": [text(f"report.column_{name}") for name in ("class", "count", "units")],
        "classes": classes,
    }


def _cards(cards: tuple[Card, ...]) -> dict[str, Any]:
    """Headline figures as a table without columns that say nothing."""
    rows = [(card.label, card.text, card.change, card.note) for card in cards]
    kept = [at for at in range(len(CARD_HEADS)) if at < 2 or any(row[at] for row in rows)]
    return {
        "heads": [text(f"report.column_{CARD_HEADS[at]}") for at in kept],
        "shares": [(2.2, 1.5, 1.6, 2)[at] for at in kept],
        "numeric": [at == 1 for at in kept],
        "rows": [[row[at] for at in kept] for row in rows],
    }


def _table(page: Page, looks: Layout) -> dict[str, Any]:
    table = page.table
    wide = (papers.WIDE - looks.margins["left"] - looks.margins["right"]) / 25.4
    return {
        "heads": list(table.headers),
        "shares": tables.columns(table, wide),
        "numeric": list(table.numeric),
        "rows": [[cell.text for cell in row] for row in table.rows],
    }


def _appendix(deck: Deck) -> dict[str, Any] | None:
    if not deck.lineage:
        return None
    return {
        "title": text("report.appendix"),
        "told": text("report.appendix_told"),
        "heads": [text(f"report.column_{name}") for name in APPENDIX],
        "shares": list(papers.APPENDIX_SHARES),
        "documents": [
            {"title": f"{numbers.number(at)}. {documents}", "rows": [list(row) for row in papers.appendix(lines)]}
            for at, (documents, lines) in enumerate(papers.by_document(deck.lineage).items(), start=1)
        ],
    }
