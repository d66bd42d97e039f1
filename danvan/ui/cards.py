"""Headline figures as cards: value, change against the same period, and what a reader must know about it."""

import html
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers, units
from danvan.charts import rows as meaning
from danvan.charts.terms import same_terms
from danvan.commentary import short
from danvan.commentary.reading import inside, reading
from danvan.figures import reasons
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
    latest |= _of_all(selection, [row for row in rows.to_dict("records") if meaning.undivided(row)])
    made = "".join(_card(row, latest.get(row["indicator"])) for row in rows.to_dict("records"))
    st.html(f'<div class="cards">{made}</div>')


def _of_all(selection: Selection, rows: Sequence[dict]) -> dict[str, dict]:
    """The figures of all levels together, for indicators that are not told by the level in view."""
    if not rows:
        return {}
    codes = [row["indicator"] for row in rows]
    found = headlines(replace(selection, breakdown=""), codes)
    return {row["indicator"]: row for row in found.to_dict("records") if not numbers.is_missing(row["value"])}


def _latest(row: dict, found: dict | None) -> str:
    """What stands under a card without a figure: the figure of all levels, why there is none, or the latest known."""
    if meaning.undivided(row):
        if found is None:
            return ""
        value = meaning.value_text(found, decimals=int(row["decimals"]), unit=row["unit_of_measure"])
        return html.escape(text("common.of_all", value=f"{value} {meaning.parts_text(found)}".strip()))
    if row["state"] == "not_applicable":
        why = reasons.outside(
            catalogue.get(row["indicator"]), units.get(row["unit_id"]), row["breakdown"], meaning.period_of(row)
        )
        return html.escape(why)
    if row["state"] in ("refused", "held_no_count") or found is None:
        return ""
    value = numbers.qualified(found["value"], found["qualifier"], int(row["decimals"]), row["unit_of_measure"])
    nearest = text("common.nearest", value=value, period=inside(meaning.period_of(found).label))
    return html.escape(nearest)


def _card(row: dict, latest: dict | None) -> str:
    name = catalogue.named(row["indicator"], row["breakdown"])
    undivided = bool(meaning.undivided(row))
    if undivided:
        # There is no such cell to open; the figure under the card is the one of all levels.
        name = catalogue.get(row["indicator"]).name
    key = drawer_key.of_row({**row, "breakdown": "" if undivided else row["breakdown"]}, "figure.headlines")
    label = f"{html.escape(name)} {drawer.button(key, name)}"
    unit = html.escape(row["unit_of_measure"])
    if numbers.is_missing(row["value"]):
        words = text("common.no_figure") if row["state"] == "missing" else meaning.label(row).capitalize()
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
    now = reading(row)
    earlier = now.span.same_last_year
    if earlier is None or numbers.is_missing(row["before"]):
        return ""
    # `before` holds only what may be compared (see headlines).
    changed = short.change(now, replace(now, value=float(row["before"]), span=earlier))
    if changed is None or changed.gap == 0:
        return changed.told if changed else ""
    tone = BETTER.get(row["direction"], 0) * changed.gap
    style = "better" if tone > 0 else "worse" if tone < 0 else ""
    arrow = "▲" if changed.gap > 0 else "▼"
    return f'<span class="{style}">{arrow} {changed.words}</span> {text("common.same_period")}'


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
