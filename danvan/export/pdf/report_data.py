"""The report as plain values for report.typ: the same parts as in Word (danvan.export.report)."""

from collections.abc import Sequence
from typing import Any

from danvan import numbers
from danvan.briefing.contents import BARS, Card, Chart, Deck, Page
from danvan.charts import palette
from danvan.export.report import papers
from danvan.export.report.columns import columns
from danvan.export.report.head import head, recipients, signature
from danvan.export.report.papers import APPENDIX, Layout
from danvan.export.svg import chart_svg, map_svg
from danvan.texts import text

WIDE, USUAL, ROW, AROUND = 1000, 480, 44, 60
"""Of drawings: width, usual height, height of a lying bar and of what stands around bars."""
MAP_HIGH = 900
SIZE, LEAST = 22, 17
"""Of texts in drawings, usual and smallest: 10 and 8 points on paper."""
WIDER = 1.16
"""How much wider Noto Serif is than Times New Roman."""
SMALLER = 0.85
"""Of texts in tables, so that about as many words stand on a line as in Word."""


def paper(deck: Deck, layout: str) -> dict[str, Any]:
    """Layout, head, sections with their pages, appendix."""
    looks = papers.layouts()[layout].of(deck)
    told = head(deck, looks, wider=WIDER)
    signed, signer = signature(deck)
    return {
        "layout": vars(looks),
        "head": vars(told),
        "subtitle": deck.subtitle,
        "sections": [
            {"title": part.title, "pages": [_page(page, at, looks) for at, page in enumerate(part.pages, start=1)]}
            for part in papers.sections(deck)
        ],
        "recipients": {"title": text("report.recipients"), "lines": recipients(deck, looks)},
        "signed": signed,
        "signer": signer,
        "appendix": _appendix(deck, looks),
    }


def _page(page: Page, at: int, looks: Layout) -> dict[str, Any]:
    return {
        "title": f"{numbers.number(at)}. {page.title}",
        "subtitle": page.subtitle,
        "words": papers.told(page),
        "bullets": page.kind == "lacking",
        "cards": _cards(page.cards, looks) if page.cards else None,
        "chart": _chart(page.chart) if page.chart else None,
        "map": _map(page) if page.map else None,
        "table": _table(page, looks) if page.table else None,
        "source": page.source,
    }


def _chart(shown: Chart) -> dict[str, Any]:
    high = AROUND + ROW * max(len(shown.categories), 3) if shown.kind == BARS else USUAL
    caption = text("report.chart", title=shown.title)
    return {"svg": chart_svg(shown, WIDE, high, size=SIZE, least=LEAST), "alt": shown.alt, "caption": caption}


def _map(page: Page) -> dict[str, Any]:
    """The drawing, and its classes with the units in each."""
    classes = [
        {"fill": fill or palette.PAPER, "on": palette.text_on(fill or palette.PAPER),
         "cells": [words, numbers.number(len(units)), "; ".join(units)]}
        for fill, words, units in papers.by_class(page.map)
    ]  # fmt: skip
    return {
        "svg": map_svg(page.map, WIDE, MAP_HIGH, size=SIZE, least=LEAST),
        "alt": page.map.alt,
        "caption": text("report.map", title=page.map.title),
        "heads": [text(f"report.column_{name}") for name in ("class", "count", "units")],
        "classes": classes,
    }


def _cards(cards: tuple[Card, ...], looks: Layout) -> dict[str, Any]:
    """Headline figures as a table."""
    return _ruled(*papers.of_cards(cards), looks, looks.sizes["small"])


def _table(page: Page, looks: Layout) -> dict[str, Any]:
    return _ruled(*papers.of_table(page.table), looks, looks.sizes["small"])


def _ruled(
    heads: list[str], numeric: list[bool], rows: Sequence[Sequence[str]], looks: Layout, size: float
) -> dict[str, Any]:
    """A table with the shares of its columns."""
    shares = columns(heads, rows, numeric, looks.room, size=size * SMALLER * WIDER)
    return {"heads": heads, "shares": shares, "numeric": numeric, "rows": [list(row) for row in rows]}


def _appendix(deck: Deck, looks: Layout) -> dict[str, Any] | None:
    if not deck.lineage:
        return None
    heads = [text(f"report.column_{name}") for name in APPENDIX]
    size = looks.sizes["small"] - 2
    whole = _ruled(heads, [False] * len(heads), papers.appendix(deck.lineage), looks, size)
    return whole | {
        "title": text("report.appendix"),
        "told": text("report.appendix_told"),
        "documents": [
            {"title": f"{numbers.number(at)}. {documents}", "rows": [list(row) for row in papers.appendix(lines)]}
            for at, (documents, lines) in enumerate(papers.by_document(deck.lineage).items(), start=1)
        ],
    }
