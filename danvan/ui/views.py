"""How one selection is shown: map, ranking, trend, breakdown and table, each with the watermark of its workspace.

The rows come from named questions; the figures from danvan.charts; this module only puts them on the page.
"""

import html
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from danvan import catalogue, units, workspace
from danvan.charts import breakdown, hexmap, ladder, ranking, segments, trend
from danvan.charts.terms import segments_of
from danvan.commentary.reading import inside
from danvan.texts import text
from danvan.ui import address, cached, cards, filters, frame, tables
from danvan.ui.filters import Selection
from danvan.ui.settle import settle

MERGED = date(2025, 7, 1)
DIRECTIONS = {"higher": "up", "lower": "down"}
# The calendar's reach on an axis of time; the axis itself starts and ends with the first and last figure.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2050, 12, 31)
VIEWS = ["toan-canh", "ban-do", "bieu-do", "bang"]
VIEW_NAMES = dict(
    zip(VIEWS, ("common.view_all", "common.view_map", "common.view_chart", "common.view_table"), strict=True)
)
CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "displayModeBar": "hover",
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "png", "scale": 2, "filename": "bieu-do"},
    "scrollZoom": False,
    "doubleClick": False,
    "responsive": True,
}


def chart(figure: go.Figure, *, key: str, clickable: bool = False) -> Any:
    """Draw a figure; what was clicked on a clickable one."""
    if frame.is_demo():
        figure = go.Figure(figure)
        figure.add_annotation(
            text=text("common.demo_watermark"),
            x=0.5,
            y=0.5,
            xref="paper",
            yref="paper",
            showarrow=False,
            textangle=-20,
            font={"size": 54, "color": "rgba(155,28,31,0.07)"},
        )
    alt = (figure.layout.meta or {}).get("alt") if isinstance(figure.layout.meta, dict) else None
    more = {"on_select": "rerun", "selection_mode": "points"} if clickable else {}
    with st.container(border=True, key=f"box_{key}"):
        return st.plotly_chart(figure, theme=None, key=key, config=CONFIG, alt=alt, **more)


def by_unit(
    selection: Selection, indicator: str, *, level: str = "province", parent: str | None = None
) -> pd.DataFrame:
    """One row a unit of the level standing on the selection's day, with or without a figure."""
    return settle(
        cached.ask(
            "figure.by_unit",
            indicator=indicator,
            breakdown=selection.breakdown,
            period_start=selection.period.start,
            period_end=selection.period.end,
            level=level,
            day=selection.day,
            parent=parent,
        )
    )


def over_time(selection: Selection, indicator: str, breakdowns: Sequence[str] | None = None) -> pd.DataFrame:
    """One row a (breakdown, period) of the selection's kind for the chosen unit, between the first and last known."""
    rows = cached.ask(
        "figure.by_period",
        indicator=indicator,
        unit=selection.unit.unit_id,
        breakdowns=list(breakdowns or [selection.breakdown]),
        kind=selection.kind,
        first_day=FIRST_DAY,
        last_day=LAST_DAY,
    )
    known = rows[rows["basis"] != "none"]
    if known.empty:
        return known
    inside = rows["period_start"].between(known["period_start"].min(), known["period_end"].max())
    return settle(rows[inside])


def map_of(selection: Selection, indicator: str, rows: pd.DataFrame, *, height: int = 640) -> None:
    """The hex map of a selection; a click opens the unit's profile."""
    item = catalogue.get(indicator)
    today = selection.geography == "now" or selection.period.end >= MERGED
    drawn = hexmap.hexmap(
        rows,
        geography="now" if today else "then",
        title=_title(item, selection),
        subtitle=selection.period.label,
        unit=item.unit,
        decimals=item.decimals,
        direction=DIRECTIONS.get(item.direction, ""),
        selected=None if selection.is_nation else selection.unit.unit_id,
        height=height,
    )
    click_to_profile(drawn, selection, key=f"map_{indicator}")


def click_to_profile(drawn: go.Figure, selection: Selection, *, key: str) -> None:
    """Draw a map; a click on a tile opens the unit's profile."""
    event = chart(drawn, key=key, clickable=True)
    points = event.selection.points if event else []
    if points:
        chosen = hexmap.clicked_unit(points[0])
        if chosen and st.session_state.get("clicked") != (key, chosen):
            st.session_state["clicked"] = (key, chosen)
            open_profile(chosen, selection)
    else:
        st.session_state.pop("clicked", None)


def open_profile(unit_id: str, selection: Selection) -> None:
    """Go to a unit's profile with the period kept."""
    kept = {key: value for key in ("kg", "dg", "lk", "ky") if (value := st.query_params.get(key))}
    st.switch_page(frame.page_path("unit_profile"), query_params={**kept, "dv": unit_id})


def ranking_of(selection: Selection, indicator: str, rows: pd.DataFrame, *, top: int | None = 15) -> None:
    """The ranking of a selection's units, the chosen one marked."""
    item = catalogue.get(indicator)
    drawn = ranking.ranking(
        rows,
        title=_title(item, selection),
        subtitle=selection.period.label,
        unit=item.unit,
        decimals=item.decimals,
        direction=DIRECTIONS.get(item.direction, ""),
        top=top,
        highlight=None if selection.is_nation else selection.unit.unit_id,
    )
    chart(drawn, key=f"ranking_{indicator}")


def trend_of(selection: Selection, indicator: str, rows: pd.DataFrame, *, key: str = "trend") -> None:
    """The chosen unit's indicator over periods of the same kind."""
    item = catalogue.get(indicator)
    told = {
        "title": _title(item, selection),
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
            merger_mark=selection.unit.valid_from >= MERGED or selection.unit.valid_to is not None,
            **told,
        )
    chart(drawn, key=f"{key}_{indicator}")


def levels_of(selection: Selection, indicator: str, parts: Sequence[str], *, key: str = "levels") -> None:
    """The parts of an indicator (levels, fields) over time, as stacked bars under their total."""
    item = catalogue.get(indicator)
    rows = over_time(replace(selection, breakdown=""), indicator, ["", *parts])
    drawn = breakdown.breakdown(
        rows,
        title=item.name,
        subtitle=selection.unit.full_name,
        unit=item.unit,
        decimals=item.decimals,
        labels={part: _part_label(part) for part in parts},
    )
    chart(drawn, key=f"{key}_{indicator}")


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
    chart(drawn, key="funnel")


def ladder_of(selection: Selection, indicators: Sequence[str]) -> None:
    """The nested levels of nông thôn mới of the period."""
    drawn = ladder.ladder(
        cards.headlines(selection, indicators),
        title=text("common.ladder"),
        subtitle=f"{selection.unit.full_name}, {inside(selection.period.label)}",
        unit=catalogue.get(indicators[0]).unit,
    )
    chart(drawn, key="ladder")


def choose_indicator(selection: Selection, indicators: Sequence[str]) -> str:
    """Which indicator the map, ranking, trend and table show; the first that has figures unless the address says."""
    known = cached.ask(
        "figure.with_values",
        indicators=list(indicators),
        breakdown=selection.breakdown,
        period_start=selection.period.start,
        period_end=selection.period.end,
    )
    filled = [code for code in indicators if code in set(known["indicator"])]
    return address.select(
        "ct",
        text("common.view_indicator"),
        list(indicators),
        (filled or list(indicators))[0],
        words=lambda code: catalogue.get(code).name,
        key=f"w_ct_{'_'.join(indicators)}",
        width=360,
    )


def choose_view() -> str:
    """As map, chart, table, or all of them at a glance; kept in the address."""
    return address.segments("xem", text("common.view"), VIEWS, VIEWS[0], words=lambda code: text(VIEW_NAMES[code]))


def choose(selection: Selection, indicators: Sequence[str]) -> tuple[str, str]:
    """The row that chooses the indicator in view and how it is shown: (indicator, view)."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="viewing"):
        return choose_indicator(selection, indicators), choose_view()


def show(selection: Selection, indicator: str, rows: pd.DataFrame, view: str) -> None:
    """One selection as map, chart and table, or all of them at a glance."""
    badges(rows, selection)
    empty = not rows["value"].notna().any()
    if empty:
        clear = f'<a href="{frame.link("overview")}" target="_self">{text("common.clear")}</a>'
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
    """The empty state of a topic about which nothing has been entered."""
    if selection.period is None and facts.empty:
        words = text("common.empty_never", workspace=workspace.NAMES[cached.current()])
        st.html(f'<div class="empty">{words}</div>')


def _title(item: catalogue.Indicator, selection: Selection) -> str:
    return catalogue.named(item.code, selection.breakdown)


def badges(rows: pd.DataFrame, selection: Selection) -> None:
    """Whether history told for present-day units is exact, partial or not comparable."""
    if selection.period is None or rows.empty:
        return
    born_later = rows["unit_id"].map(lambda unit_id: units.get(unit_id).valid_from > selection.period.end)
    restated = rows[born_later]
    if restated.empty:
        return
    said = []
    if (restated["basis"] == "derived").any():
        said.append(f'<span class="badge">{text("common.restated_exact")}</span>')
    if (restated["basis"] == "partial").any():
        said.append(f'<span class="badge partial">{text("common.restated_partial")}</span>')
    if any(not added_up(indicator) for indicator in restated["indicator"].unique()):
        said.append(f'<span class="badge partial">{text("common.not_comparable")}</span>')
    if said:
        st.html("".join(said))


def added_up(indicator: str) -> bool:
    """Whether an indicator of several units can be told for all of them together."""
    return catalogue.get(indicator).kind not in ("index", "rank", "statistic", "distinct")


def heading(title: str, selection: Selection) -> None:
    """The page's title and what is looked at."""
    when = selection.period.label if selection.period else text("common.kind_interval")
    level = f" · {catalogue.breakdown_name(selection.breakdown)}" if selection.breakdown else ""
    where = html.escape(f"{filters.unit_words(selection.unit.unit_id)} · {when}{level}")
    st.html(f'<div class="page-head"><h1>{html.escape(title)}</h1><div class="where">{where}</div></div>')
