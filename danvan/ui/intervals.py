"""The view of figures that cover an interval or stand for a day: sentences, the map of yearly rates, spans in time.

They are never added to, or drawn in one line with, figures of standard periods.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from danvan import catalogue, units
from danvan.charts import hexmap, spans
from danvan.commentary import sentences
from danvan.texts import text
from danvan.ui import address, filters, says, tables, views
from danvan.ui.briefing import adding
from danvan.ui.drawer_key import Key
from danvan.ui.filters import LAST_FORMER_DAY, Selection


def draw(selection: Selection, facts: pd.DataFrame, indicators: Sequence[str]) -> None:
    """The view of intervals and days: a sentence each, the map of yearly rates, the spans in time."""
    whole = facts[(facts["breakdown"] == selection.breakdown) & facts["indicator"].isin(indicators)]
    options = [code for code in indicators if code in set(whole["indicator"])]
    if selection.period is not None or not options:
        return
    indicator = address.select(
        "ct",
        text("common.view_indicator"),
        options,
        _first(selection, whole, options),
        words=lambda code: catalogue.get(code).name,
        key=f"w_ct_spans_{len(options)}",
        width=360,
    )
    item = catalogue.get(indicator)
    views.opened_at(selection, options, indicator)
    rows = whole[whole["indicator"] == indicator]
    says.intervals(rows)
    on_map = (rows["level"] == "province").any()
    left, right = st.columns([1, 1]) if on_map else (None, st.container())
    if on_map:
        with left:
            _interval_map(selection, item, rows)
    with right:
        views.chart(
            spans.spans(
                rows,
                title=item.name,
                subtitle=text("common.spans_subtitle"),
                unit=item.unit,
                decimals=item.decimals,
            ),
            key=f"spans_{indicator}",
            opens=lambda custom: Key(
                indicator, str(custom[0]), str(custom[1]), selection.breakdown, "figure.all_intervals"
            ),
        )
        adding.offer_rows("table", rows, key=f"spans_{indicator}", title=item.name)


def _first(selection: Selection, whole: pd.DataFrame, options: Sequence[str]) -> str:
    """The first indicator that was told of the chosen unit (of the country: of any province); else the first."""
    own = whole[whole["value"].notna()]
    near = ["nation", "province"] if selection.is_nation else [selection.unit.unit_id]
    told = set(own[own["level" if selection.is_nation else "unit_id"].isin(near)]["indicator"])
    return next((code for code in options if code in told), options[0])


def _interval_map(selection: Selection, item: catalogue.Indicator, rows: pd.DataFrame) -> None:
    """Each province's latest interval: per year for flows, so that unlike lengths can stand side by side."""
    day = filters.TODAY if selection.geography == "now" else LAST_FORMER_DAY
    latest = rows.drop_duplicates("unit_id").set_index("unit_id")
    lines = [_interval_tile(unit, item, latest) for unit in filters.listed(day)]
    per_year = item.agg_periods == "sum"
    drawn = hexmap.hexmap(
        pd.DataFrame(lines),
        geography=selection.geography,
        title=text("common.map_per_year", indicator=item.name) if per_year else item.name,
        subtitle=text("common.map_intervals"),
        unit=f"{item.unit}/năm" if per_year else item.unit,
        decimals=_places(lines, item) if per_year else item.decimals,
        direction=views.DIRECTIONS.get(item.direction, ""),
    )
    views.click_to_profile(drawn, selection, key=f"map_spans_{item.code}")
    adding.offer_rows("table", rows.drop_duplicates("unit_id"), key=f"map_spans_{item.code}", title=item.name)


def _places(lines: list[dict[str, Any]], item: catalogue.Indicator) -> int:
    """Decimals of the rates on the map: the finest that one of them needs."""
    rates = [line["value"] for line in lines if line["value"] is not None]
    return max((sentences.rate_places(rate, item.decimals) for rate in rates), default=item.decimals)


def _interval_tile(unit: units.Unit, item: catalogue.Indicator, latest: pd.DataFrame) -> dict[str, Any]:
    if unit.unit_id not in latest.index:
        found = {"value": None, "basis": "none", "state": "missing", "qualifier": "", "tree": "", "parts_present": None}
        found |= {"parts_expected": None, "period_start": LAST_FORMER_DAY, "period_end": LAST_FORMER_DAY}
    else:
        found = latest.loc[unit.unit_id].to_dict()
        rate = tables.yearly_rate(found)
        if item.agg_periods == "sum":
            # Less than a year says nothing about a year: no number rather than a total under "bình quân".
            found |= {"value": rate} if rate is not None else {"value": None, "state": "refused", "basis": "none"}
    return {**found, "unit_id": unit.unit_id, "name": unit.name, "numerator": None, "denominator": None}
