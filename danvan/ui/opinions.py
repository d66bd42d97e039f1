"""Opinions after dialogues: their life cycle, the stock carried over, who is late, what they are about.

Owns these views of the dialogues page. Who is late is the answer of queries/opinions/late_by_unit.sql; a unit whose
figure is unknown is listed as unknown, never as in time.
"""

import html
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers
from danvan.charts import trend
from danvan.charts.flow import OPINIONS, flow
from danvan.commentary.comparison import listed
from danvan.commentary.reading import inside
from danvan.texts import text
from danvan.ui import cached, cards, cases_beside, frame, grid, outcomes, parts, source, views
from danvan.ui.briefing import adding
from danvan.ui.filters import Selection
from danvan.ui.table import Cell, Column

CYCLE = [step.indicator for step in OPINIONS]
BALANCE = ["YK06", "YK01", "YK03", "YK07", "YK04", "YK05", "YK08"]
LATE = ["YK05", "YK04", "YK08", "YK06", "YK01", "YK03", "YK07"]
STOCKS = {"YK04": "opinions.open", "YK05": "opinions.overdue"}
LEVELS = ["cap=tinh", "cap=huyen", "cap=xa"]
TOPICS = [f"noi_dung={code}" for code in catalogue.dimension_values("YK01", "noi_dung")]


def effort() -> outcomes.Effort:
    """Opinions received, and those settled."""
    words = {"whole_label": text("opinions.received"), "part_label": text("opinions.settled")}
    return outcomes.effort("YK01", "YK01", "YK03", "YK08", **words)


def life_cycle(selection: Selection) -> None:
    """What there was to settle and what became of it; beside it, received and settled through time and the stock."""
    st.subheader(text("opinions.cycle"))
    figures = cards.headlines(selection, CYCLE)
    left, right = st.columns(2)
    with left:
        drawn = flow(
            figures,
            title=text("opinions.cycle_title"),
            subtitle=f"{selection.unit.full_name}, {inside(selection.period.label)}{_level(selection)}",
            unit=catalogue.get("YK01").unit,
        )
        views.chart(drawn, key="life_cycle", opens=views.of_step(selection))
        if drawn.data:
            adding.offer("funnel", selection, key="life_cycle")
    with right:
        outcomes.draw(selection, effort(), title=text("opinions.outcome"), key="opinions")
    _stock(selection)
    st.caption(text("opinions.note"))
    cases_beside.line(selection)
    source.line(selection, [*CYCLE, "YK08", "YK09"], figures, asked="figure.headlines", key="opinions")


def _level(selection: Selection) -> str:
    return f", {catalogue.breakdown_name(selection.breakdown)}" if selection.breakdown else ""


def _stock(selection: Selection) -> None:
    """What is left open at the end of each period, and how much of it is overdue."""
    rows = pd.concat([views.over_time(selection, code) for code in STOCKS], ignore_index=True)
    drawn = trend.trend(
        rows,
        title=text("opinions.stock"),
        subtitle=f"{selection.unit.full_name}{_level(selection)}",
        unit=catalogue.get("YK04").unit,
        by="indicator",
        names={code: text(words) for code, words in STOCKS.items()},
        merger_mark=False,
        height=300,
    )
    views.chart(drawn, key="opinion_stock", opens=views.of_series(selection))
    if drawn.data:
        adding.offer("trend", selection, next(iter(STOCKS)), key="opinion_stock")


def by_level(selection: Selection) -> None:
    """The same numbers for each level of the unit, where they were reported by level."""
    found = [cards.headlines(replace(selection, breakdown=breakdown), BALANCE) for breakdown in ["", *LEVELS]]
    rows = pd.concat(found, ignore_index=True)
    if not rows[rows["breakdown"] != ""]["value"].notna().any():
        st.caption(text("opinions.no_levels"))
        return
    parts.matrix(rows, key="opinion_levels", label=text("opinions.by_level"))


def late(selection: Selection) -> None:
    """Who is late, most first, with the balance beside; who is unknown, apart; whose results have not grown."""
    st.subheader(text("opinions.late"))
    among = grid.peers(selection, "YK05")
    asked = {"level": among.level, "day": among.day, "parent": among.parent, "breakdown": selection.breakdown}
    period = {"period_start": selection.period.start, "period_end": selection.period.end}
    found = cached.ask("opinions.late_by_unit", **asked, **period)
    if found.empty or (found["standing"] == "unknown").all():
        st.html(f'<div class="empty">{text("opinions.late_nothing", scope=among.scope)}</div>')
        return
    said = "".join(f"<p>{html.escape(words)}</p>" for words in _late_words(found, among, selection))
    st.html(f'<div class="says">{said}</div>')
    standing = found.set_index("unit_id").to_dict("index")
    shown = found[found["standing"].isin(["late", "late_at_least"])]
    rows = grid.ask(selection, among, LATE)
    if len(shown):
        grid.draw(
            selection,
            rows,
            key="y-kien-qua-han",
            label=text("opinions.late"),
            first=[Column(text("opinions.place"), numeric=True), Column(text("opinions.open_cycle"))],
            before=lambda row: _late_cells(standing[row["unit_id"]], row, selection),
            order=list(shown["unit_id"]),
        )
    seen = rows[rows["indicator"] == "YK05"]
    source.line(selection, LATE, seen, asked="opinions.late_by_unit", key="late")
    outcomes.hollow(selection, effort(), key="opinions")


def _late_words(found: pd.DataFrame, among: grid.Peers, selection: Selection) -> list[str]:
    """Counts and names: late, where the chosen unit stands, in time, unknown, settlement unknown."""
    groups = {name: list(found[found["standing"] == name]["name"]) for name in ("late", "late_at_least", "none")}
    late_ones = groups["late"] + groups["late_at_least"]
    said = [text("opinions.late_count", count=len(late_ones), all=numbers.number(len(found)), scope=among.scope)]
    own = found[(found["unit_id"] == selection.unit.unit_id) & found["place"].notna()]
    if len(own):
        place, count = numbers.number(own["place"].iloc[0]), numbers.number(len(groups["late"]))
        said.append(text("opinions.own_place", unit=selection.unit.name, place=place, count=count))
    if groups["none"]:
        said.append(text("opinions.none_late", units=listed(groups["none"])))
    for name, column in (("unknown", "standing"), ("unknown_settlement", "settlement")):
        units = list(found[found[column] == "unknown"]["name"])
        if units:
            said.append(text(f"opinions.{name}", count=numbers.number(len(units)), units=listed(units)))
    return said


def _late_cells(standing: dict[str, Any], row: dict[str, Any], selection: Selection) -> list[Cell]:
    """The place among the late ones (none for a partial sum), and the way to the unit's own life cycle."""
    place = None if numbers.is_missing(standing["place"]) else int(standing["place"])
    shown = numbers.number(place) if place else text("opinions.at_least")
    link = frame.link("dialogues", dv=row["unit_id"], ky=selection.period.code, lk=selection.kind)
    return [Cell(shown, place, "" if place else "soft"), Cell(text("opinions.open_cycle_link"), "", link=link)]


def topics(selection: Selection) -> None:
    """What opinions are about, and how that moves: an early sign of what troubles people."""
    parts.draw(selection, [("YK01", TOPICS)], key="topics", title=text("opinions.topics"))
