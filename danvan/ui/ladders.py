"""Nông thôn mới as a ladder, and other nested counts: of a period, and of one day as documents told them.

Owns which published figures stand together: those of one unit and one day, so that a share never takes its whole from
another date. It refuses to fill a step from another day.
"""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers, units
from danvan.briefing.model import Wanted
from danvan.charts import ladder, segments
from danvan.charts import rows as meaning
from danvan.charts.terms import segment
from danvan.commentary.reading import inside
from danvan.texts import text
from danvan.ui import cards, grid, source, views
from danvan.ui.briefing import adding
from danvan.ui.filters import Selection
from danvan.ui.table import Cell, Column, table

RURAL = ["NT01", "NT02", "NT03", "NT04"]
RATES = {"NT06": "NT01", "NT14": "NT01", "NT15": "NT01"}
DISTRICTS = {"NT10": "ladders.districts_met", "NT11": "ladders.districts_advanced"}
MOST = 4


@dataclass(frozen=True)
class Steps:
    """Nested indicators from the widest inwards: names, which are parts of the first, the title over them."""

    title: str
    labels: Mapping[str, str]
    shares: tuple[str, ...] | None = None
    breakdown: str = ""


def of_period(selection: Selection, steps: Steps, *, key: str) -> None:
    """The steps of the chosen unit and period."""
    rows = cards.headlines(selection, list(steps.labels))
    whole = rows.iloc[0].to_dict()
    if numbers.is_missing(whole["value"]) or meaning.is_sparse(whole):
        # Steps without their whole, or a whole of a few units, would be read as the whole.
        st.html(f'<div class="empty">{html.escape(text("ladders.no_whole", title=steps.title))}</div>')
        return
    drawn = ladder.ladder(
        rows,
        title=steps.title,
        subtitle=f"{selection.unit.full_name}, {inside(selection.period.label)}",
        unit=catalogue.get(next(iter(steps.labels))).unit,
        steps=steps.labels,
        shares=steps.shares,
    )
    views.chart(drawn, key=f"ladder_{key}", opens=views.of_step(selection))
    wanted = [Wanted(code, selection.breakdown) for code in steps.labels]
    adding.offer_figures("bars", wanted, selection, key=f"ladder_{key}", title=steps.title)


def of_facts(facts: pd.DataFrame, steps: Sequence[Steps], *, key: str) -> None:
    """The ladders that documents told whole enough: two steps or more of one unit and one day, newest first."""
    told = [(rung, unit, day, rows) for rung in steps for unit, day, rows in _together(facts, rung)]
    if not told:
        return
    st.subheader(text("ladders.told"))
    st.caption(text("ladders.told_note"))
    told.sort(key=lambda one: one[2], reverse=True)
    columns = st.columns(2)
    for at, (rung, unit, day, rows) in enumerate(told[:MOST]):
        drawn = ladder.ladder(
            rows,
            title=rung.title,
            subtitle=f"{units.get(unit).full_name}, ngày {numbers.date(day)}",
            unit=catalogue.get(next(iter(rung.labels))).unit,
            steps=rung.labels,
            shares=rung.shares,
        )
        with columns[at % 2]:
            views.chart(drawn, key=f"told_{key}_{at}")
            adding.offer_rows("bars", rows, key=f"told_{key}_{at}", title=rung.title)


def _together(facts: pd.DataFrame, rung: Steps) -> list[tuple[str, date, pd.DataFrame]]:
    """(unit, day, rows) of the newest day of each unit on which the first step and another one were told."""
    found = facts[facts["indicator"].isin(list(rung.labels)) & (facts["breakdown"] == rung.breakdown)]
    found = found[found["value"].notna() & (found["state"] != "expected")]
    groups: dict[str, tuple[date, pd.DataFrame]] = {}
    for (unit, end), rows in found.groupby(["unit_id", "period_end"]):
        day = pd.Timestamp(end).date()
        whole = next(iter(rung.labels)) in set(rows["indicator"])
        if whole and rows["indicator"].nunique() > 1 and (unit not in groups or groups[unit][0] < day):
            groups[unit] = (day, rows.drop_duplicates("indicator"))
    return [(unit, day, rows) for unit, (day, rows) in groups.items()]


def rates(selection: Selection) -> None:
    """The rates with numerator and denominator of the same date, period by period, each with its set of criteria."""
    st.subheader(text("ladders.rates"))
    st.caption(text("ladders.rates_note"))
    told = {code: views.over_time(selection, code) for code in ["NT01", *RATES]}
    periods = sorted(
        {meaning.period_of(row) for rows in told.values() for row in rows.to_dict("records")}, reverse=True
    )
    cells = {(code, meaning.period_of(row)): row for code, rows in told.items() for row in rows.to_dict("records")}
    columns = [Column(text("common.period")), Column(text("ladders.criteria"))]
    columns += [Column(grid.heading(code), numeric=True) for code in told]
    made = []
    for period in periods:
        stretch = segment("NT06", period.end)
        found = [_rate_cell(cells.get((code, period))) for code in told]
        if any(cell.raw is not None for cell in found):
            name = stretch.name if stretch else ""
            made.append([Cell(period.label, period.end.isoformat(), "line"), Cell(name, name, "soft line"), *found])
    if made:
        table(columns, made, key="ladder_rates", label=text("ladders.rates"), stack=True)
    else:
        st.html(f'<div class="empty">{text("ladders.rates_none")}</div>')
    now = cards.headlines(selection, [*RURAL, *RATES])
    source.line(selection, [*RURAL, *RATES], now, asked="figure.by_period", key="rates")


def _rate_cell(row: dict[str, Any] | None) -> Cell:
    """'93,2% (356/382)'; a rate whose parts are not known stands without a fraction."""
    if row is None:
        return Cell("", None)
    cell = grid.value_cell(row)
    share = numbers.fraction(row["numerator"], row["denominator"], missing="")
    if not share or cell.raw is None:
        return cell
    value = meaning.value_text(row, decimals=catalogue.get(row["indicator"]).decimals, unit="%")
    return Cell(f"{value} = {share}{grid.state_words(row)}", cell.raw, "soft line" if cell.style else "line")


def districts(selection: Selection) -> None:
    """The series of districts, closed on 30/6/2025: its line ends there, it does not fall to zero."""
    known = {code: words for code, words in DISTRICTS.items() if len(views.over_time(selection, code))}
    if not known:
        return
    st.subheader(text("ladders.districts"))
    st.caption(text("ladders.districts_note"))
    rows = pd.concat([views.over_time(selection, code) for code in known], ignore_index=True)
    item = catalogue.get("NT10")
    drawn = segments.segmented(
        rows,
        indicator="NT10",
        title=text("ladders.districts"),
        subtitle=selection.unit.full_name,
        unit=item.unit,
        decimals=item.decimals,
        names={code: text(words) for code, words in known.items()},
        ended=item.valid_to,
    )
    views.chart(drawn, key="districts")
    adding.offer("trend", selection, "NT10", key="districts")
    seen = rows[["unit_id", "as_of"]].drop_duplicates("unit_id")
    source.line(selection, list(known), seen, asked="figure.by_period", key="districts")


def rural() -> Steps:
    """Tổng số xã ⊇ đạt chuẩn ⊇ nâng cao ⊇ kiểu mẫu."""
    return Steps(text("common.ladder"), ladder.NEW_RURAL)
