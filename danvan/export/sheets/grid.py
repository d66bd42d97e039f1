"""The figures of a page as one table for a sheet: heads and cells, numbers as numbers with their words in the format.

Owns what stands in which column, for every kind of page. It knows no workbook.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from danvan import numbers
from danvan.briefing.contents import Chart, Deck, Map, Page, Series
from danvan.charts.rows import LABELS
from danvan.export.paper import Content, Number
from danvan.export.report.papers import by_class, of_cards
from danvan.export.slides.charts import stretches
from danvan.texts import text

MOST_DECIMALS = 4


@dataclass(frozen=True)
class Grid:
    """One table. charted: the series that stand in the columns from the second on, in their order."""

    heads: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Content, ...], ...]
    charted: tuple[Series, ...] = ()


def figure(value: float | None, told: str) -> Content:
    """The number that the words print, with what stands around it: 'hơn 121 cuộc'; the words where there is none."""
    if value is None:
        return told
    for decimals in range(MOST_DECIMALS + 1):
        printed = re.escape(numbers.number(value, decimals))
        found = re.search(rf"(?<![\d.,]){printed}(?![\d]|[.,]\d)", told)
        if found:
            before, after = told[: found.start()].strip(), told[found.end() :].strip()
            return Number(value, decimals, before, after)
    return Number(value, MOST_DECIMALS if value % 1 else 0)


def of_page(deck: Deck, page: Page) -> Grid | None:
    """The table of a page's figures; None for a page of words."""
    if page.table:
        rows = tuple(tuple(figure(cell.value, cell.text) for cell in row) for row in page.table.rows)
        return Grid(page.table.headers, page.table.numeric, rows)
    if page.cards:
        heads, numeric, told = of_cards(page.cards)
        cells = zip(told, page.cards, strict=True)
        rows = tuple((line[0], figure(card.value, card.text), *line[2:]) for line, card in cells)
        return Grid(tuple(heads), tuple(numeric), rows)
    if page.chart:
        return _charted(page.chart)
    return _mapped(page.map, _values(deck)) if page.map else None


def _heads(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(text(f"report.column_{name}") for name in names)


def _charted(chart: Chart) -> Grid:
    """Categories, a column a series, and a column of words: a charted cell with words would be drawn as a zero."""
    series = stretches(chart)
    rows = tuple(
        (
            name,
            *(
                None if one.points[at].value is None else figure(one.points[at].value, one.points[at].text)
                for one in series
            ),
            "; ".join(_remarks(chart, at)),
        )
        for at, name in enumerate(chart.categories)
    )
    unit = f" ({chart.unit})" if chart.unit else ""
    heads = (*_heads(["category"]), *(f"{one.name}{unit}" for one in series), *_heads(["notes"]))
    return Grid(heads, (False, *(True for _ in series), False), rows, tuple(series))


def _remarks(chart: Chart, at: int) -> list[str]:
    """The states and notes of a category's points, each with its series where not all say the same."""
    found: dict[str, list[str]] = {}
    for series in chart.series:
        point = series.points[at]
        said = point.text if point.value is None else point.note
        # That a figure was reported goes without saying.
        if said and said != LABELS["reported"]:
            found.setdefault(said, []).append(series.name)
    every = len(chart.series)
    return [said if len(names) == every else f"{', '.join(names)}: {said}" for said, names in found.items()]


def _values(deck: Deck) -> Mapping[tuple[str, str], set[float | None]]:
    """(unit, words of its figure) → exact values: tiles of a map have words only."""
    found: dict[tuple[str, str], set[float | None]] = {}
    for line in deck.lineage:
        found.setdefault((line.key.unit_id, line.text), set()).add(line.value)
    return found


def _mapped(shown: Map, values: Mapping[tuple[str, str], set[float | None]]) -> Grid:
    """A row a unit, class by class."""
    ids = {tile.text: tile.unit_id for tile in shown.tiles}
    rows = []
    for _, words, units in by_class(shown):
        for said in units:
            name, _, told = said.rpartition(": ")
            exact = values.get((ids[said], told), set())
            rows.append((name, figure(next(iter(exact)) if len(exact) == 1 else None, told), words))
    return Grid(_heads(["unit", "figure", "class"]), (False, True, False), tuple(rows))
