"""The sentences on a page: the rules of danvan.commentary applied to the figures in view."""

import html
from typing import Any

import pandas as pd
import streamlit as st

from danvan import catalogue, units
from danvan.charts import rows as meaning
from danvan.charts.ranking import ranked
from danvan.charts.terms import same_terms
from danvan.commentary import comparison, sentences
from danvan.commentary.reading import Reading, inside, reading
from danvan.texts import text
from danvan.ui import cached
from danvan.ui.filters import Selection

DIRECTIONS = {"higher": "up", "lower": "down"}


def one(selection: Selection, indicator: str, rows: pd.DataFrame) -> None:
    """About one indicator: the unit's figure and its change, the extremes or its rank, who has not reported."""
    own = _own(selection, indicator)
    now, before = (_reading(row, indicator, selection.unit) for row in own)
    said = [sentences.level(now), _change(selection, now, before, indicator), sentences.caveat(now)]
    readings = [_reading(row, indicator, units.get(row["unit_id"])) for row in rows.to_dict("records")]
    if selection.is_nation:
        said.append(comparison.extremes([item for item in readings if item and item.is_whole]))
    else:
        said.append(_rank(selection, indicator, rows, now))
    said.append(_coverage(rows))
    _draw([sentences.paragraph(*said[:3]), sentences.paragraph(*said[3:])])


def headlines(selection: Selection, rows: pd.DataFrame) -> None:
    """About the headline figures: one sentence each for those that are known."""
    said = []
    for row in rows.to_dict("records"):
        now = _reading(row, row["indicator"], selection.unit)
        if not now.has_figure:
            continue
        _, earlier = _own(selection, row["indicator"])
        before = _reading(earlier, row["indicator"], selection.unit)
        change = _change(selection, now, before, row["indicator"]) if before and before.has_figure else ""
        said.append(sentences.paragraph(sentences.level(now), change, sentences.caveat(now)))
    _draw(said)


def intervals(rows: pd.DataFrame, most: int = 4) -> None:
    """About figures of intervals: each with its days and its yearly rate."""
    said = []
    for row in rows.head(most).to_dict("records"):
        now = _reading(row, row["indicator"], units.get(row["unit_id"]))
        years = meaning.period_of(row).years if catalogue.get(row["indicator"]).agg_periods == "sum" else 0.0
        said.append(sentences.paragraph(sentences.level(now), sentences.yearly_rate(now, years), sentences.caveat(now)))
    _draw(said)


def _draw(paragraphs: list[str]) -> None:
    shown = [words for words in paragraphs if words]
    if shown:
        st.html('<div class="says">' + "".join(f"<p>{html.escape(words)}</p>" for words in shown) + "</div>")


def _change(selection: Selection, now: Reading, before: Reading | None, indicator: str) -> str:
    earlier = selection.period.same_last_year
    if earlier and now.has_figure and not same_terms(indicator, selection.period.end, earlier.end):
        return text("common.other_terms", period=inside(earlier.label))
    return sentences.change(now, before)


def _own(selection: Selection, indicator: str) -> tuple[dict[str, Any], dict[str, Any] | None]:
    wanted = {"indicators": [indicator], "unit": selection.unit.unit_id, "breakdown": selection.breakdown}
    now = cached.ask("figure.headlines", **wanted, period_start=selection.period.start, period_end=selection.period.end)
    earlier = selection.period.same_last_year
    if earlier is None:
        return now.iloc[0].to_dict(), None
    before = cached.ask("figure.headlines", **wanted, period_start=earlier.start, period_end=earlier.end)
    return now.iloc[0].to_dict(), before.iloc[0].to_dict()


def _reading(row: dict[str, Any] | None, indicator: str, unit: units.Unit) -> Reading | None:
    if row is None:
        return None
    item = catalogue.get(indicator)
    return reading(
        row,
        indicator=catalogue.named(item.code, row["breakdown"]),
        unit=item.unit,
        unit_name=unit.name,
        decimals=item.decimals,
    )


def _rank(selection: Selection, indicator: str, rows: pd.DataFrame, now: Reading) -> str:
    item = catalogue.get(indicator)
    places = ranked(rows, decimals=item.decimals, direction=DIRECTIONS.get(item.direction, ""))
    own = next((place for place in places if place.row["unit_id"] == selection.unit.unit_id), None)
    if own is None:
        return ""
    tied = sum(place.rank == own.rank for place in places)
    return comparison.rank(now, place=own.rank, of=len(places), tied=tied, direction=DIRECTIONS.get(item.direction, ""))


def _coverage(rows: pd.DataFrame) -> str:
    """Who has not reported, and whose figure is not whole yet."""
    records = rows.to_dict("records")
    absent = [row["name"] for row in records if meaning.status(row) in ("missing", "expected")]
    partial = [row["name"] for row in records if meaning.status(row) == "partial"]
    expected = sum(meaning.status(row) not in ("not_applicable", "refused") for row in records)
    said = comparison.coverage(reported=expected - len(absent), expected=expected, missing=absent)
    return sentences.paragraph(said, text("common.partial_units", units=comparison.listed(partial)) if partial else "")
