"""The map of a selection. A click on a tile opens the unit's profile, or its figure's drawer, as the reader says."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from danvan import catalogue, units
from danvan.charts import board, hexmap
from danvan.commentary.reading import inside
from danvan.texts import text
from danvan.ui import address, places
from danvan.ui.among import in_view
from danvan.ui.briefing import adding
from danvan.ui.draw import chart
from danvan.ui.drawer_key import Key
from danvan.ui.filters import Selection

MERGED = date(2025, 7, 1)
DIRECTIONS = {"higher": "up", "lower": "down"}
CLICK, PROFILE, ORIGIN = "bam", "ho-so", "nguon"


def choose_click() -> str:
    """What a click on the map opens: the unit's profile or the drawer; kept in the address."""
    names = {PROFILE: text("common.click_profile"), ORIGIN: text("common.click_origin")}
    return address.segments(CLICK, text("common.click"), [PROFILE, ORIGIN], PROFILE, words=names.__getitem__)


def map_of(selection: Selection, indicator: str, rows: pd.DataFrame, *, height: int = 640) -> None:
    """The hex map of provinces, or the board of the districts or communes beside the chosen one; a click opens one."""
    item, among = catalogue.get(indicator), in_view(selection)
    if among.level != "province":
        _board(selection, indicator, rows)
        return
    today = selection.geography == "now" or selection.period.end >= MERGED
    drawn = hexmap.hexmap(
        rows,
        geography="now" if today else "then",
        title=catalogue.named(item.code, selection.breakdown),
        subtitle=selection.period.label,
        unit=item.unit,
        decimals=item.decimals,
        direction=DIRECTIONS.get(item.direction, ""),
        selected=None if selection.is_nation else selection.unit.unit_id,
        height=height,
    )
    _clickable(drawn, selection, indicator)
    adding.offer("map", selection, indicator)


def _board(selection: Selection, indicator: str, rows: pd.DataFrame) -> None:
    """The units of one province or district as tiles, the chosen one outlined."""
    item, among = catalogue.get(indicator), in_view(selection)
    where = units.get(among.parent).full_name
    drawn = board.board(
        rows,
        title=catalogue.named(item.code, selection.breakdown),
        subtitle=f"{where}, {inside(selection.period.label)}",
        unit=item.unit,
        scope=among.scope,
        decimals=item.decimals,
        direction=DIRECTIONS.get(item.direction, ""),
        selected=selection.unit.unit_id,
    )
    _clickable(drawn, selection, indicator)


def _clickable(drawn: go.Figure, selection: Selection, indicator: str) -> None:
    click = address.raw(CLICK) or PROFILE
    if click == ORIGIN:
        chart(drawn, key=f"map_{indicator}", opens=lambda custom: _key(selection, indicator, custom))
    else:
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
    kept = {key: value for key in (*places.KEPT, "lk", "ky", "ct") if (value := st.query_params.get(key))}
    st.switch_page(places.page_path("unit_profile"), query_params={**kept, "dv": unit_id})


def _key(selection: Selection, indicator: str, custom: Sequence[Any]) -> Key:
    return Key(indicator, str(custom[0]), selection.period.code, selection.breakdown, "figure.by_unit")
