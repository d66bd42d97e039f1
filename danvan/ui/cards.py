"""Headline figures as cards: value, change against the same period, and what a reader must know about it."""

import html
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers
from danvan.charts import rows as meaning
from danvan.charts.terms import same_terms
from danvan.commentary.reading import inside
from danvan.figures.settle import settle
from danvan.texts import text
from danvan.ui import cached, drawer, drawer_key
from danvan.ui.filters import Selection

BETTER = {"higher": 1, "lower": -1}


def headlines(selection: Selection, indicators: Sequence[str]) -> pd.DataFrame:
    """The figures of a few indicators for the chosen unit and period, with `before` (same period last year) beside."""
    period = selection.period
    if period is None:
        return pd.DataFrame()
    wanted = {"indicators": list(indicators), "unit": selection.unit.unit_id, "breakdown": selection.breakdown}
    found = cached.ask("figure.headlines", **wanted, period_start=period.start, period_end=period.end)
    found = settle(found)
    earlier = period.same_last_year
    if earlier is None:
        return found.assign(before=None)
    before = cached.ask("figure.headlines", **wanted, period_start=earlier.start, period_end=earlier.end)
    whole = (
        before["basis"].isin(["reported", "derived"]) & (before["qualifier"] == "") & (before["state"] != "expected")
    )
    whole &= before["indicator"].map(lambda code: same_terms(code, period.end, earlier.end))
    return found.assign(before=before["value"].where(whole))


def draw(selection: Selection, rows: pd.DataFrame) -> None:
    """Draw one card a row of `headlines`; a card without a figure says which one is the latest known."""
    absent = list(rows[rows["value"].isna()]["indicator"])
    known = cached.ask(
        "figure.latest",
        indicators=absent,
        unit=selection.unit.unit_id,
        breakdown=selection.breakdown,
        day=selection.period.end,
    )
    latest = {row["indicator"]: row for row in known.to_dict("records")}
    made = "".join(_card(row, latest.get(row["indicator"])) for row in rows.to_dict("records"))
    st.html(f'<div class="cards">{made}</div>')


def _latest(row: dict, found: dict | None) -> str:
    state = meaning.LABELS.get(row["state"], "").capitalize()
    if row["state"] in ("refused", "not_applicable", "held_no_count"):
        return state
    if found is None:
        return ""
    value = numbers.qualified(found["value"], found["qualifier"], int(row["decimals"]), row["unit_of_measure"])
    nearest = text("common.nearest", value=value, period=inside(meaning.period_of(found).label))
    return html.escape(nearest)


def _card(row: dict, latest: dict | None) -> str:
    name = catalogue.named(row["indicator"], row["breakdown"])
    label = f"{html.escape(name)} {drawer.button(drawer_key.of_row(row, 'figure.headlines'), name)}"
    unit = html.escape(row["unit_of_measure"])
    if numbers.is_missing(row["value"]):
        words = text("common.no_figure")
        return (
            f'<div class="card" data-indicator="{row["indicator"]}"><div class="label">{label}</div>'
            f'<div class="value none">{words}</div><div class="note">{_latest(row, latest)}</div></div>'
        )
    value = numbers.qualified(row["value"], row["qualifier"], int(row["decimals"]))
    sign = "%" if unit == "%" else ""
    small = "" if sign else f" <small>{unit}</small>"
    return (
        f'<div class="card" data-indicator="{row["indicator"]}"><div class="label">{label}</div>'
        f'<div class="value">{html.escape(value)}{sign}{small}</div>'
        f'<div class="change">{_change(row)}</div><div class="note">{_note(row)}{_forecast(row)}</div></div>'
    )


def _change(row: dict) -> str:
    """The change against the same period; nothing when either is not whole or is approximate."""
    if numbers.is_missing(row["before"]) or row["basis"] == "partial" or row["qualifier"] or row["state"] == "expected":
        return ""
    difference = float(numbers.exact(row["value"]) - numbers.exact(row["before"]))
    if numbers.rounded(difference, int(row["decimals"])) == 0:
        return f"{text('common.unchanged')} {text('common.same_period')}"
    tone = BETTER.get(row["direction"], 0) * difference
    style = "better" if tone > 0 else "worse" if tone < 0 else ""
    points = "điểm %" if row["unit_of_measure"] == "%" else ""
    words = numbers.change(difference, int(row["decimals"]), points)
    arrow = "▲" if difference > 0 else "▼"
    share = ""
    if not points and row["before"] > 0:
        share = f" ({numbers.change(100 * difference / row['before'], 1, '%')})"
    return f'<span class="{style}">{arrow} {words}{share}</span> {text("common.same_period")}'


def _forecast(row: dict) -> str:
    """' · dự kiến 50 cuộc': what was forecast of a period whose actual figure is not whole yet; never mixed with it."""
    if row["basis"] != "partial":
        return ""
    cell = {name: row[name] for name in ("indicator", "breakdown", "period_start", "period_end")}
    found = cached.ask("lineage.forecasts", **cell, unit=row["unit_id"])
    if found.empty:
        return ""
    value = numbers.with_unit(found.iloc[0]["value"], row["unit_of_measure"], int(row["decimals"]))
    return " · " + html.escape(text("common.forecast", value=value))


def _note(row: dict) -> str:
    said = [html.escape(note) for note in meaning.notes(row)]
    flag = f'<span class="flag">{said[0]}</span>' if row["basis"] == "partial" and said else ""
    rest = said[1:] if flag else said
    fraction = numbers.fraction(row["numerator"], row["denominator"], missing="")
    if row["kind"] == "ratio" and fraction:
        rest.insert(0, fraction)
    return flag + " · ".join(rest)
