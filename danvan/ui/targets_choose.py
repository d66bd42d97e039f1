"""Which targets the page is about: those of a unit, an indicator, a due day; the heading, and why there are none."""

import html
from collections.abc import Sequence

import streamlit as st

from danvan import catalogue, numbers, units, workspace
from danvan.charts.collate import vietnamese_key
from danvan.errors import DanVanError
from danvan.plans import progress
from danvan.plans.targets import Progress
from danvan.texts import text
from danvan.ui import address, as_of, cached, filters, places
from danvan.ui.go import go
from danvan.workspace import ROOT

ALL = "tat-ca"
STYLE = ROOT / "danvan" / "ui" / "norms.css"


def choose() -> list[Progress]:
    """Draw the filters and the heading; the targets meant, each with its standing."""
    st.html(STYLE)
    every = progress.of(cached.ask, progress.standing(cached.ask), as_of.today())
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        unit_id = _unit(every)
        found = [item for item in every if unit_id in (ALL, item.target.unit_id)]
        code = _indicator(found)
        found = [item for item in found if code in (ALL, item.target.indicator)]
        due = _due(found)
        found = [item for item in found if due in (ALL, item.target.due.isoformat())]
    _heading(found, unit_id)
    if not every:
        said = text("targets.empty", workspace=workspace.NAMES[cached.current()])
        st.html(f'<div class="empty">{html.escape(said)}</div>')
        go(text("targets.enter"), places.link("plans"))
    elif not found:
        st.html(f'<div class="empty">{text("targets.empty_unit")}</div>')
    return found


def _unit(every: Sequence[Progress]) -> str:
    known = dict.fromkeys(item.target.unit_id for item in every)
    asked = address.raw("dv")
    if asked and asked not in known:
        try:
            meant = units.find(asked).unit_id
        except DanVanError:
            meant = asked
        if meant in known and st.query_params.get("dv") == asked:
            st.query_params["dv"] = meant
            st.session_state.setdefault(address.REMEMBERED, {})["dv"] = meant
    return address.select(
        "dv",
        text("common.unit"),
        [ALL, *sorted(known, key=_place)],
        ALL,
        words=lambda unit_id: text("targets.all") if unit_id == ALL else filters.unit_words(unit_id),
        key="w_dv_targets",
        width=270,
    )


def _place(unit_id: str) -> tuple[int, object]:
    unit = units.get(unit_id)
    return units.LEVELS.index(unit.level), vietnamese_key(unit.name)


def _indicator(found: Sequence[Progress]) -> str:
    codes = dict.fromkeys(item.target.indicator for item in found)
    return address.select(
        "ct",
        text("targets.indicator"),
        [ALL, *codes],
        ALL,
        words=lambda code: text("targets.all_indicators") if code == ALL else catalogue.get(code).name,
        key="w_ct_targets",
        width=360,
    )


def _due(found: Sequence[Progress]) -> str:
    days = {item.target.due.isoformat(): item.target.due for item in found}
    return address.select(
        "han",
        text("targets.due"),
        [ALL, *sorted(days)],
        ALL,
        words=lambda day: text("targets.all_due") if day == ALL else numbers.date(days[day]),
        width=170,
    )


def _heading(found: Sequence[Progress], unit_id: str) -> None:
    last = max((item.point.day for item in found if item.point), default=None)
    where = text(
        "targets.where",
        unit=text("targets.all_units") if unit_id == ALL else filters.unit_words(unit_id),
        count=numbers.number(len(found)),
        day=numbers.date(last),
    )
    st.html(
        f'<div class="page-head"><h1>{text("targets.title")}</h1><div class="where">{html.escape(where)}</div></div>'
    )
