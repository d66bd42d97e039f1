"""What stands in a cell now: its figure, what each document says of it, and the same unit's figures of near periods."""

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers
from danvan.charts import rows as meaning
from danvan.figures.ask import Figure
from danvan.ingest import one
from danvan.texts import text
from danvan.ui import cached, filters, source
from danvan.ui.one_cell import Cell
from danvan.ui.views import FIRST_DAY, LAST_DAY

BEFORE, AFTER = 5, 1


def draw(cell: Cell) -> Figure:
    """Draw what stands in the cell; its figure."""
    answer = cached.figure(cell.indicator.code, cell.unit.unit_id, cell.period.code, breakdown=cell.breakdown)
    item = cell.indicator
    value = numbers.qualified(
        answer.value, answer.qualifier, item.decimals, item.unit, missing=text("common.no_figure")
    )
    fraction = numbers.fraction(answer.numerator, answer.denominator, missing="")
    closed = f" {text('one_figure.closed', day=numbers.date(answer.as_of))}" if answer.as_of else ""
    badge = text(source.BASIS[answer.basis])
    st.html(
        f'<div class="fact standing"><div class="what">{text("one_figure.standing")}</div>'
        f'<div class="big">{html.escape(value)} <small>{fraction and "= " + fraction}</small></div>'
        f'<div class="when"><span class="badge{" partial" if answer.basis != "reported" else ""}">{badge}</span>'
        f"{html.escape(_beside(badge, _reason(answer)) + closed)}</div>{_reports(cell, answer)}</div>"
    )
    _near(cell)
    return answer


def _reason(answer: Figure) -> str:
    """Why there is this figure or none; nothing where that would only repeat 'chưa có số liệu'."""
    return "" if answer.reason.rstrip(".") == text("common.no_figure") else answer.reason


def _beside(badge: str, reason: str) -> str:
    """The reason beside a badge, without the badge's own words at its start."""
    rest = reason[len(badge) :].lstrip(": ") if reason.casefold().startswith(badge.casefold()) else reason
    return rest[:1].upper() + rest[1:]


def _reports(cell: Cell, answer: Figure) -> str:
    """A line a document: what it says, its title, place and closing day; the one in use is marked."""
    latest = source.reports(answer)
    return "".join(_report(cell, row, len(latest) > 1) for row in latest.to_dict("records"))


def _report(cell: Cell, row: Mapping[str, Any], several: bool) -> str:
    title = row["title"] if isinstance(row["title"], str) else text("findings_one.no_title")
    by = row["publisher"] or row["issuer"] if isinstance(row["title"], str) else ""
    day = numbers.date(row["source_day"], missing="")
    where = " · ".join(filter(None, (row["place"], by, day)))
    entered = text(
        "one_figure.entered", batch=row["batch_id"], who=row["created_by"], day=numbers.date(row["created_at"])
    )
    used = f'<span class="badge">{text("one_figure.in_use")}</span>' if several and row["in_use"] else ""
    said = f"<b>{html.escape(one.said(cell.indicator.code, row))}</b> {used} " if several else ""
    return (
        f'<div class="src report">{said}{html.escape(title)}'
        f"<div>{html.escape(where)}</div><div>{html.escape(entered)}</div></div>"
    )


def _near(cell: Cell) -> None:
    """The same indicator and unit in the periods around this one, as a strip with this one marked."""
    rows = _around(cell)
    if not (rows["value"].notna() | rows["state"].isin(one.WITHOUT_NUMBER)).any():
        return
    cells = "".join(_tile(cell, row) for row in rows.to_dict("records"))
    st.html(
        f'<div class="near"><div class="what">{text("one_figure.near")}</div><div class="tiles">{cells}</div></div>'
    )


def _around(cell: Cell) -> pd.DataFrame:
    if not cell.period.is_standard:
        facts = cached.ask("figure.all_intervals", indicators=[cell.indicator.code], unit=cell.unit.unit_id, now=False)
        own = facts[(facts["unit_id"] == cell.unit.unit_id) & (facts["breakdown"] == cell.breakdown)]
        return own.head(BEFORE + AFTER).sort_values("period_end")
    rows = cached.ask(
        "figure.by_period",
        indicator=cell.indicator.code,
        unit=cell.unit.unit_id,
        breakdowns=[cell.breakdown],
        kind=cell.period.kind,
        first_day=FIRST_DAY,
        last_day=LAST_DAY,
    )
    here = rows.index[rows["period_end"] == pd.Timestamp(cell.period.end)]
    if not len(here):
        return rows.tail(0)
    at = int(here[0])
    near = rows.loc[max(0, at - BEFORE) : at + AFTER]
    known = near["value"].notna()
    first = min(at, int(known.idxmax())) if known.any() else at
    return near[(near.index >= first) & (known | (near.index <= at))]


def _tile(cell: Cell, row: Mapping[str, Any]) -> str:
    period = meaning.period_of(row)
    missing = numbers.is_missing(row["value"])
    shown = "–" if missing else numbers.qualified(row["value"], row["qualifier"], cell.indicator.decimals)
    said = meaning.label(row) if missing else ", ".join(meaning.notes(row))
    style = " here" * (period == cell.period) + " long" * (not period.is_standard)
    return (
        f'<div class="tile{style}" title="{html.escape(said)}"><small>{html.escape(period.short)}</small>'
        f"<b>{html.escape(shown)}</b></div>"
    )


def where(cell: Cell) -> str:
    """The chosen cell in words, for the heading."""
    words = [
        catalogue.named(cell.indicator.code, cell.breakdown) if cell.indicator else "",
        filters.unit_words(cell.unit.unit_id) if cell.unit else "",
        cell.period.label if cell.period else "",
    ]
    return " · ".join(filter(None, words))
