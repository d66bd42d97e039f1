"""Pictures of the page of prescribed numbers: the map of shares, the bars of provinces or districts."""

from datetime import date

import pandas as pd
import streamlit as st

from danvan import numbers
from danvan.charts import compliance as chart
from danvan.charts import hexmap
from danvan.commentary import comparison
from danvan.plans import compliance as plans
from danvan.texts import text
from danvan.ui import maps
from danvan.ui.briefing import adding
from danvan.ui.compliance_view import View
from danvan.ui.draw import chart as draw_chart

NOTHING_DUE = {"value": None, "state": "not_applicable", "basis": "none", "parts_present": None, "parts_expected": None}


def offered(view: View) -> list[str]:
    """The ways to look at the view: a map of the country only, bars of more than one province or district."""
    on_map, on_chart = view.selection.is_nation, len(_groups(view)) > 1
    ways = [*(["ban-do"] if on_map else []), *(["bieu-do"] if on_chart else [])]
    return [*(["toan-canh"] if ways else []), *(ways if len(ways) > 1 else []), "bang"]


def draw(view: View, shown: str) -> None:
    """Map and bars side by side, or one of them."""
    on_map = view.selection.is_nation and shown in ("toan-canh", "ban-do")
    on_chart = len(_groups(view)) > 1 and shown in ("toan-canh", "bieu-do")
    if on_map and on_chart:
        left, right = st.columns([1, 1])
        with left:
            _map(view, 640)
        with right:
            _bars(view)
    elif on_map:
        _map(view, 700)
    elif on_chart:
        _bars(view)


def _groups(view: View) -> list[tuple[str, str, plans.Counts]]:
    """(id, name, counts) of the provinces, or of the districts of one; nothing where the units are provinces."""
    if view.level == "province":
        return []
    by_district = not view.selection.is_nation and view.level == "commune" and view.selection.period.end < maps.MERGED
    key, name = ("above_name", "above_name") if by_district else ("province_id", "province_name")
    return plans.by_group(view.rows, key=key, name=name)


def _map(view: View, height: int) -> None:
    province = view.level == "province"
    title = text("compliance.map_title_province" if province else "compliance.map_title", level=view.level_name)
    rows = _own_shares(view) if province else _shares(view)
    geography = "then" if view.selection.period.end < maps.MERGED else "now"
    drawn = hexmap.hexmap(
        rows,
        geography=geography,
        title=title,
        subtitle=view.selection.period.label,
        unit="%",
        decimals=0 if province else 1,
        direction="up",
        height=height,
    )
    maps.click_to_profile(drawn, view.selection, key=f"map_{view.indicator}_{view.level}")
    adding.offer("map", view.selection, view.indicator, key="compliance")
    if not province and view.counts.unknown:
        st.caption(text("compliance.map_unit_note"))


def _shares(view: View) -> pd.DataFrame:
    """Per province the share that has certainly met the number; partial where units are unknown."""
    made = []
    for unit_id, name, counts in plans.by_group(view.rows, key="province_id", name="province_name"):
        known = counts.known > 0 or counts.met > 0
        made.append(
            {
                "unit_id": unit_id,
                "name": name,
                "value": counts.least if known else None,
                "numerator": counts.met if known else None,
                "denominator": counts.obliged if known else None,
                "state": "known" if known else "missing",
                "basis": "none" if not known else "partial" if counts.unknown else "derived",
                "parts_present": counts.known,
                "parts_expected": counts.obliged,
            }
        )
    made += [{**row, **NOTHING_DUE} for row in _not_due(view)]
    return pd.DataFrame(made).assign(**_span(view), qualifier="", tree="territory", as_of=None)


def _not_due(view: View) -> list[dict[str, str]]:
    """The provinces in which nothing is prescribed for the period: the map names them too."""
    due = set(view.rows.loc[view.rows["status"] != plans.NOT_DUE, "province_id"])
    others = view.rows[~view.rows["province_id"].isin(due)].drop_duplicates("province_id")
    return [{"unit_id": row["province_id"], "name": row["province_name"]} for row in others.to_dict("records")]


def _own_shares(view: View) -> pd.DataFrame:
    """Per province its own count in percent of its own number."""
    rows = view.rows[view.rows["due"].notna()]
    share = 100 * rows["value"] / rows["due"]
    made = rows.assign(numerator=rows["value"], denominator=rows["due"], value=share, **_span(view))
    others = pd.DataFrame([{**row, **NOTHING_DUE} for row in _not_due(view)])
    return pd.concat([made, others.assign(**_span(view), qualifier="")]) if len(others) else made


def _span(view: View) -> dict[str, date]:
    return {"period_start": view.selection.period.start, "period_end": view.selection.period.end}


def _bars(view: View) -> None:
    groups = _groups(view)
    told = [group for group in groups if group[2].known or group[2].met]
    data = pd.DataFrame(
        [{"unit_id": uid, "name": called, **{s: c.of(s) for s in plans.STATUSES}} for uid, called, c in told]
    )
    drawn = chart.standing(
        data,
        {status: text(f"compliance.short_{status}") for status in plans.STATUSES},
        title=text("compliance.chart_title", level=view.level_name),
        subtitle=f"{view.selection.period.label} · {text('compliance.chart_note')}",
    )
    draw_chart(drawn, key=f"bars_{view.indicator}_{view.level}")
    adding.offer("children", view.selection, view.indicator, key="compliance")
    silent = [called for _, called, counts in groups if not (counts.known or counts.met)]
    if silent:
        words = text("compliance.chart_silent", count=numbers.number(len(silent)), units=comparison.listed(silent))
        st.caption(words)
