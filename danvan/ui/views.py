"""One selection on a page: which indicator is in view and how, the map, charts or table, what stands where nothing is.

The rows come from danvan.ui.asked, the drawings from danvan.ui.maps and plots; pages know them all by this name.
"""

import html
from collections.abc import Sequence
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from danvan import catalogue, units, workspace
from danvan.texts import text
from danvan.ui import address, cached, filters, places, tables
from danvan.ui.among import in_view
from danvan.ui.asked import FIRST_DAY, LAST_DAY, by_unit, over_time
from danvan.ui.comparable import added_up, badges
from danvan.ui.draw import CONFIG, chart
from danvan.ui.filters import Selection
from danvan.ui.maps import DIRECTIONS, MERGED, choose_click, click_to_profile, map_of, open_profile
from danvan.ui.plots import (
    funnel_of,
    ladder_of,
    levels_of,
    of_part,
    of_period,
    of_series,
    of_step,
    ranking_of,
    trend_of,
)

__all__ = [
    "CONFIG", "DIRECTIONS", "FIRST_DAY", "LAST_DAY", "MERGED", "VIEWS", "added_up", "all_indicators", "badges",
    "by_unit", "chart", "children_of", "choose", "choose_indicator", "choose_view", "click_to_profile", "funnel_of",
    "heading", "is_unknown", "ladder_of", "levels_of", "map_of", "nothing_at_all", "nothing_entered", "of_part",
    "of_period", "of_series", "of_step", "open_profile", "over_time", "ranking_of", "show", "told_of", "trend_of",
    "with_asked",
]  # fmt: skip
VIEWS = ["toan-canh", "ban-do", "bieu-do", "bang"]
WITH_MAP = ("toan-canh", "ban-do")
VIEW_NAMES = dict(
    zip(VIEWS, ("common.view_all", "common.view_map", "common.view_chart", "common.view_table"), strict=True)
)


def choose_indicator(selection: Selection, indicators: Sequence[str]) -> str:
    """Which indicator the map, ranking, trend and table show; the first that has figures unless the address says."""
    return address.select(
        "ct",
        text("common.view_indicator"),
        list(indicators),
        first_with_figures(selection, indicators),
        words=lambda code: catalogue.get(code).name,
        key=f"w_ct_{'_'.join(indicators)}",
        width=360,
    )


def first_with_figures(selection: Selection, indicators: Sequence[str]) -> str:
    """The first indicator with a figure of the chosen unit and of those beside it; else of the unit, of any of them."""
    found = _with_values(selection, indicators)
    known = {row["indicator"]: (bool(row["is_own"]), row["figures"] > 0) for row in found.to_dict("records")}
    divided = [code for code in indicators if not catalogue.undivided(code, selection.breakdown)]
    return max(divided or indicators, key=lambda code: known.get(code, (False, False)))


def told_of(selection: Selection, indicators: Sequence[str]) -> list[str]:
    """The indicators, or where the unit has a figure of none of them in the period, those it has one of before them."""
    found = _with_values(selection, all_indicators())
    own = set(found[found["is_own"]]["indicator"])
    others = [] if own & set(indicators) else [code for code in all_indicators() if code in own]
    return [*others, *(code for code in indicators if code not in others)]


def _with_values(selection: Selection, indicators: Sequence[str]) -> pd.DataFrame:
    among = in_view(selection)
    return cached.ask(
        "figure.with_values",
        indicators=list(indicators),
        breakdown=selection.breakdown,
        unit=selection.unit.unit_id,
        level=among.level,
        parent=among.parent,
        day=among.day,
        period_start=selection.period.start,
        period_end=selection.period.end,
    )


def opened_at(selection: Selection, indicators: Sequence[str], shown: str) -> None:
    """Say why a page opened without an indicator in its address does not show its first one."""
    first = indicators[0]
    if shown == first or not address.is_default("ct"):
        return
    why = text("common.opened_undivided" if catalogue.undivided(first, selection.breakdown) else "common.opened_empty")
    words = text("common.opened_at", first=catalogue.get(first).name, why=why, shown=catalogue.get(shown).name)
    st.html(f'<div class="source-line">{html.escape(words)}</div>')


def with_asked(indicators: Sequence[str]) -> list[str]:
    """The indicators and the one that the address asks for, where the catalogue knows it: a profile shows any."""
    asked = address.raw("ct")
    known = {item.code for item in catalogue.all_indicators()}
    return [*indicators, *([asked] if asked in known and asked not in indicators else [])]


def choose_view(offered: Sequence[str] = VIEWS) -> str:
    """As map, chart, table, or all of them at a glance; kept in the address. `offered`: those that there are."""
    ways = list(offered)
    return address.segments("xem", text("common.view"), ways, ways[0], words=lambda code: text(VIEW_NAMES[code]))


def choose(selection: Selection, indicators: Sequence[str]) -> tuple[str, str]:
    """The row that chooses the indicator in view and how it is shown: (indicator, view)."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="viewing"):
        indicator, view = choose_indicator(selection, indicators), choose_view()
        if view in WITH_MAP:
            choose_click()
    opened_at(selection, indicators, indicator)
    return indicator, view


def show(selection: Selection, indicator: str, rows: pd.DataFrame, view: str) -> None:
    """One selection as map, chart and table, or all of them at a glance."""
    if dims := catalogue.undivided(indicator, selection.breakdown):
        _not_divided(selection, indicator, dims)
        return
    badges(rows, selection)
    empty = not rows["value"].notna().any()
    if empty:
        clear = f'<a href="{places.link("overview")}" target="_self">{text("common.clear")}</a>'
        st.html(f'<div class="empty">{text("common.empty_filtered")} {clear}</div>')
    if view == "toan-canh":
        left, right = st.columns([1, 1])
        with left:
            map_of(selection, indicator, rows)
        with right:
            trend_of(selection, indicator, over_time(selection, indicator))
            if not empty:
                ranking_of(selection, indicator, rows, top=8)
        return
    if view == "ban-do":
        map_of(selection, indicator, rows, height=760)
    elif view == "bieu-do":
        trend_of(selection, indicator, over_time(selection, indicator))
        ranking_of(selection, indicator, rows, top=None)
    else:
        tables.units_table(selection, indicator, rows, key=indicator)


def _not_divided(selection: Selection, indicator: str, dims: Sequence[str]) -> None:
    """The empty state of an indicator that is not told by the level in view, with the way to its figures."""
    why = text("common.not_divided", dims=", ".join(dims))
    part = catalogue.breakdown_name(selection.breakdown)
    words = html.escape(text("common.undivided", indicator=catalogue.get(indicator).name, why=why, part=part))
    whole = html.escape("?" + urlencode({**st.query_params.to_dict(), "cap": filters.ALL_LEVELS}))
    way = text("common.undivided_all")
    st.html(f'<div class="empty">{words} <a href="{whole}" target="_self">{way}</a></div>')


def children_of(selection: Selection, indicator: str) -> None:
    """The units directly below the chosen one on the period's last day, as a table."""
    below = {"nation": "province", "province": _below_province(selection), "district": "commune"}
    level = below.get(selection.unit.level)
    parent = None if selection.is_nation else selection.unit.unit_id
    rows = by_unit(selection, indicator, level=level, parent=parent) if level else pd.DataFrame()
    if rows.empty or not rows["value"].notna().any():
        st.html(f'<div class="empty">{text("unit_profile.children_none")}</div>')
        return
    tables.units_table(selection, indicator, rows, key=f"children_{indicator}")


def _below_province(selection: Selection) -> str:
    if selection.geography == "now" or selection.unit.valid_from >= MERGED:
        return "commune"
    return "district" if selection.period.end < MERGED else "commune"


def all_indicators() -> list[str]:
    """The codes of the whole catalogue."""
    return [item.code for item in catalogue.all_indicators()]


def nothing_at_all(selection: Selection, facts: pd.DataFrame) -> None:
    """The empty state of a topic about which nothing has been entered, of this unit or at all."""
    if selection.period is None and facts.empty:
        nothing_entered(selection)


def is_unknown(selection: Selection) -> bool:
    """Whether nothing is known of the chosen unit: no figure of any period, interval or day."""
    every, unit = all_indicators(), selection.unit.unit_id
    if len(cached.ask("figure.periods_of_unit", indicators=every, unit=unit)):
        return False
    return cached.ask("figure.all_intervals", indicators=every, unit=unit, now=selection.geography == "now").empty


def nothing_entered(selection: Selection) -> None:
    """That nothing has been entered, with the ways on: the whole country, entering figures."""
    words = text("common.empty_never", workspace=workspace.NAMES[cached.current()])
    ways = [("common.empty_upload", places.link("import_file"))]
    if not selection.is_nation:
        words = text("common.empty_unit", unit=selection.unit.full_name)
        everywhere = "?" + urlencode({**st.query_params.to_dict(), "dv": units.NATION})
        ways.insert(0, ("common.empty_unit_all", everywhere))
    links = " · ".join(f'<a href="{html.escape(way)}" target="_self">{text(name)}</a>' for name, way in ways)
    st.html(f'<div class="empty">{html.escape(words)} {links}</div>')


def heading(title: str, selection: Selection) -> None:
    """The page's title and what is looked at."""
    when = selection.period.label if selection.period else text("common.kind_interval")
    level = f" · {catalogue.breakdown_name(selection.breakdown)}" if selection.breakdown else ""
    where = html.escape(f"{filters.unit_words(selection.unit.unit_id)} · {when}{level}")
    st.html(f'<div class="page-head"><h1>{html.escape(title)}</h1><div class="where">{where}</div></div>')
