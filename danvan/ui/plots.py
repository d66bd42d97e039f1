"""The charts of a selection: ranking, trend, parts over time, ladders. A click on a mark opens its figure's drawer."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from danvan import catalogue
from danvan.charts import breakdown, ladder, ranking, segments, trend
from danvan.charts.terms import segments_of
from danvan.commentary.reading import inside
from danvan.texts import text
from danvan.ui import cards, frame
from danvan.ui.among import in_view
from danvan.ui.asked import over_time
from danvan.ui.briefing import adding
from danvan.ui.draw import Opens, chart
from danvan.ui.drawer_key import Key
from danvan.ui.filters import Selection
from danvan.ui.maps import DIRECTIONS


def ranking_of(selection: Selection, indicator: str, rows: pd.DataFrame, *, top: int | None = 15) -> None:
    """The ranking of a selection's units, the chosen one marked."""
    item, among = catalogue.get(indicator), in_view(selection)
    drawn = ranking.ranking(
        rows,
        title=catalogue.named(item.code, selection.breakdown),
        subtitle=selection.period.label,
        scope=among.scope,
        unit=item.unit,
        decimals=item.decimals,
        direction=DIRECTIONS.get(item.direction, ""),
        top=top,
        placed=item.agg_units != "sum",
        highlight=None if selection.is_nation else selection.unit.unit_id,
    )
    period, part = selection.period.code, selection.breakdown

    def _opens(custom: Sequence[Any]) -> Key:
        return Key(indicator, str(custom[0]), period, part, "figure.by_unit")

    chart(drawn, key=f"ranking_{indicator}", opens=_opens)
    if among.level == "province" and drawn.data:
        adding.offer("ranking", selection, indicator)
    if item.agg_units == "sum" and selection.period:
        link = frame.link("compare", lk=selection.kind, ky=period, ct=indicator)
        words, there = text("common.raw_counts"), text("common.raw_counts_link")
        st.html(f'<div class="source-line">{words} <a href="{link}" target="_self">{there}</a></div>')


def trend_of(selection: Selection, indicator: str, rows: pd.DataFrame, *, key: str = "trend") -> None:
    """The chosen unit's indicator over periods of the same kind."""
    item = catalogue.get(indicator)
    told = {
        "title": catalogue.named(item.code, selection.breakdown),
        "subtitle": f"{selection.unit.full_name}, theo {text(f'common.kind_{selection.kind}').lower()}",
        "unit": item.unit,
        "decimals": item.decimals,
    }
    if segments_of(indicator):
        # Another set of criteria, another number of units ranked: never one line.
        drawn = segments.segmented(rows, indicator=indicator, ended=item.valid_to, **told)
    else:
        drawn = trend.trend(
            rows,
            names={selection.unit.unit_id: selection.unit.name},
            **told,
        )
    chart(drawn, key=f"{key}_{indicator}", opens=of_period(selection, indicator))
    if drawn.data:
        adding.offer("trend", selection, indicator, key=key)


def levels_of(selection: Selection, indicator: str, parts: Sequence[str], *, key: str = "levels") -> None:
    """The parts of an indicator (levels, fields) over time, as stacked bars under their total."""
    item = catalogue.get(indicator)
    dim = parts[0].partition("=")[0] if parts else ""
    whole = catalogue.whole_parts(indicator, dim, selection.unit.level) if dim else ()
    parts = [part for part in parts if part.partition("=")[2] in whole]
    rows = over_time(replace(selection, breakdown=""), indicator, ["", *parts])
    drawn = breakdown.breakdown(
        rows,
        title=item.name,
        subtitle=selection.unit.full_name,
        unit=item.unit,
        decimals=item.decimals,
        labels={part: _part_label(part) for part in parts},
    )
    chart(drawn, key=f"{key}_{indicator}", opens=of_part(selection, indicator))
    # The first part tells the slide which parts are meant: levels or fields.
    if drawn.data:
        adding.offer("levels", replace(selection, breakdown=parts[0] if parts else ""), indicator, key=key)


def _part_label(part: str) -> str:
    """'Cấp xã', 'Kinh tế': short enough for a legend."""
    name = catalogue.breakdown_name(part).removeprefix("lĩnh vực ").removeprefix("xây dựng ")
    return name[:1].upper() + name[1:]


def funnel_of(selection: Selection, indicators: Sequence[str]) -> None:
    """What became of the opinions of the period: received, answered, settled, open, overdue."""
    drawn = ladder.ladder(
        cards.headlines(selection, indicators),
        title=text("common.funnel"),
        subtitle=f"{selection.unit.full_name}, {inside(selection.period.label)}",
        unit=catalogue.get(indicators[0]).unit,
        steps=ladder.OPINIONS,
        shares=ladder.OPINION_SHARES,
    )
    chart(drawn, key="funnel", opens=of_step(selection))
    if drawn.data:
        adding.offer("funnel", selection)


def ladder_of(selection: Selection, indicators: Sequence[str]) -> None:
    """The nested levels of nông thôn mới of the period."""
    drawn = ladder.ladder(
        cards.headlines(selection, indicators),
        title=text("common.ladder"),
        subtitle=f"{selection.unit.full_name}, {inside(selection.period.label)}",
        unit=catalogue.get(indicators[0]).unit,
    )
    chart(drawn, key="ladder", opens=of_step(selection))
    if drawn.data:
        adding.offer("ladder", selection)


def of_step(selection: Selection) -> Opens:
    """Of a ladder or flow: a step carries its indicator."""
    unit, period, part = selection.unit.unit_id, selection.period.code, selection.breakdown
    return lambda custom: Key(str(custom[0]), unit, period, part, "figure.headlines")


def of_period(selection: Selection, indicator: str) -> Opens:
    """Of one line over time: a point carries its series and its period."""
    unit, part = selection.unit.unit_id, selection.breakdown
    return lambda custom: Key(indicator, unit, str(custom[1]), part, "figure.by_period")


def of_series(selection: Selection) -> Opens:
    """Of several indicators over time: a point carries its indicator and its period."""
    unit, part = selection.unit.unit_id, selection.breakdown
    return lambda custom: Key(str(custom[0]), unit, str(custom[1]), part, "figure.by_period")


def of_part(selection: Selection, indicator: str) -> Opens:
    """Of the parts of an indicator over time: a bar carries its breakdown and its period."""
    unit = selection.unit.unit_id
    return lambda custom: Key(indicator, unit, str(custom[1]), str(custom[0]), "figure.by_period")
