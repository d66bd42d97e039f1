"""The sentences on a page: the readings that the commentary needs, asked for, and its sentences drawn.

What is said of them is danvan.commentary's, the same as on the slides.
"""

import html
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from danvan import catalogue
from danvan.commentary import tell
from danvan.commentary.chosen import paragraph, written
from danvan.commentary.reading import Reading, reading
from danvan.commentary.said import Said
from danvan.commentary.sentences import Goal
from danvan.periods import Period
from danvan.ui import asked, cached
from danvan.ui.among import in_view
from danvan.ui.filters import Selection

MOST = 5
"""Sentences under the headline figures: one each, and no more than a glance takes in."""
AT_MOST = "at_most"


def one(selection: Selection, indicator: str, rows: pd.DataFrame) -> None:
    """About one indicator: the unit's figure and change, a record; its rank or the extremes, who has not reported."""
    own = _own(selection, indicator, selection.period)
    course = [reading(row) for row in asked.over_time(selection, indicator).to_dict("records")]
    so_far = [each for each in course if each.span.end <= selection.period.end]
    patterns = tell.patterns(so_far) if so_far and so_far[-1].span == selection.period else []
    readings = [reading(row) for row in rows.to_dict("records")]
    mine = None if selection.is_nation else own
    whole = reading(_row(selection, indicator, selection.period, selection.unit.parent_id)) if mine else None
    among = tell.of_units(readings, mine, in_view(selection).scope, whole)
    standing = [each for each in among if each.of]
    _draw(
        [
            [_figure(selection, indicator, own, explain=True), *patterns, *standing],
            [*(each for each in among if not each.of), tell.restated([own, *readings])],
        ]
    )


def headlines(selection: Selection, rows: pd.DataFrame) -> None:
    """About the headline figures: what is known of each, the most important where there are many."""
    known = [reading(row) for row in rows.to_dict("records")]
    said = [_figure(selection, each.indicator, each, explain=False) for each in known if each.has_figure]
    _draw([said], MOST)


def intervals(rows: pd.DataFrame, most: int = 4) -> None:
    """About figures of intervals: each with its days and its yearly rate."""
    _draw([[tell.of_figure(reading(row), yearly=True)] for row in rows.head(most).to_dict("records")])


def _draw(paragraphs: Sequence[Sequence[Said | None]], most: int | None = None) -> None:
    shown = [paragraph(written(said, most)) for said in paragraphs]
    told = "".join(f"<p>{html.escape(words)}</p>" for words in shown if words)
    if told:
        st.html(f'<div class="says">{told}</div>')


def _figure(selection: Selection, indicator: str, now: Reading, *, explain: bool) -> Said:
    """A figure with its change against the same period, its goal and what is forecast."""
    earlier = selection.period.same_last_year
    before = _own(selection, indicator, earlier) if earlier else None
    cell = _cell(selection, indicator, selection.period)
    goals = cached.ask("targets.of_cell", **cell)
    goal = Goal(float(goals["value"].iloc[0]), goals["bound"].iloc[0] == AT_MOST) if len(goals) else None
    expected = None
    if now.basis == "partial":
        found = cached.ask("lineage.forecasts", **cell)
        expected = tell.as_expected(now, found["value"].iloc[0]) if len(found) else None
    return tell.of_figure(now, before, expected=expected, goal=goal, explain=explain)


def _own(selection: Selection, indicator: str, period: Period) -> Reading:
    return reading(_row(selection, indicator, period, selection.unit.unit_id))


def _row(selection: Selection, indicator: str, period: Period, unit: str) -> dict[str, Any]:
    cell = _cell(selection, indicator, period) | {"unit": unit}
    del cell["indicator"]
    return cached.ask("figure.headlines", indicators=[indicator], **cell).iloc[0].to_dict()


def _cell(selection: Selection, indicator: str, period: Period) -> dict[str, Any]:
    return {
        "indicator": catalogue.get(indicator).code,
        "unit": selection.unit.unit_id,
        "breakdown": selection.breakdown,
        "period_start": period.start,
        "period_end": period.end,
    }
