"""Beside the counts of single units: what reports say of the same, and averages where only totals are told."""

import html

import streamlit as st

from danvan import catalogue, numbers
from danvan.plans import averages
from danvan.plans import beside as besides
from danvan.plans import compliance as plans
from danvan.plans import norms as prescribed
from danvan.plans.averages import Average
from danvan.texts import text
from danvan.ui import cached, source
from danvan.ui.compliance_view import View, judged
from danvan.ui.filters import Selection
from danvan.ui.table import Cell, Column, table


def draw(view: View) -> None:
    """What reports say of the same, beside what is counted here; nothing where no report speaks of it."""
    asked = besides.REPORTED[view.indicator]
    span, own = view.selection.period, prescribed.CAP[view.level]
    rows = cached.ask(
        "compliance.reported",
        indicators=list(asked),
        breakdowns=["", own],
        unit=view.selection.unit.unit_id,
        period_start=span.start,
        period_end=span.end,
    )
    if rows.empty:
        return
    st.subheader(text("compliance.beside_title"))
    st.caption(text("compliance.beside_note"))
    counts = {own: view.counts}
    if (rows["breakdown"] == "").any():
        counts[""] = _all_levels(view)
    lines = []
    for row in rows.to_dict("records"):
        found = besides.compare(view.indicator, row, counts[row["breakdown"]])
        lines.append(
            [
                Cell(catalogue.named(found.indicator, found.breakdown), found.indicator),
                Cell(_number(found, found.reported), found.reported),
                Cell(_range(found), found.low),
                Cell(_answer(found), found.answer, "warn" if found.answer == besides.DIFFER else "soft"),
            ]
        )
    names = ("what", "reported", "counted", "answer")
    columns = [Column(text(f"compliance.beside_{name}"), numeric=name in ("reported", "counted")) for name in names]
    table(columns, lines, key="compliance_beside", label=text("compliance.beside_title"), stack=True)


def _number(found: besides.Beside, value: float) -> str:
    item = catalogue.get(found.indicator)
    return numbers.with_unit(value, item.unit if item.unit == "%" else "", item.decimals)


def _range(found: besides.Beside) -> str:
    if found.low is None or found.high is None:
        return "–"
    low, high = _number(found, found.low), _number(found, found.high)
    return low if low == high else f"{low} – {high}"


def _answer(found: besides.Beside) -> str:
    gap = _number(found, found.gap) if found.gap < 0 else f"+{_number(found, found.gap)}"
    return text(f"compliance.beside_{found.answer}", **({"gap": gap} if found.answer == besides.DIFFER else {}))


def _all_levels(view: View) -> plans.Counts:
    others = [judged(view.selection, view.indicator, level) for level in prescribed.LEVELS if level != view.level]
    return besides.together([view.counts, *(other.counts for other in others)])


def totals(selection: Selection, indicator: str, level: str) -> None:
    """Totals of intervals where single units are not told: an average, marked as no more than that."""
    rows = cached.ask(
        "compliance.intervals",
        indicator=indicator,
        own=prescribed.CAP[level],
        level=level,
        scope=None if selection.is_nation else selection.unit.unit_id,
    )
    found = [(row, averages.of_row(row, level)) for row in rows.to_dict("records")]
    known = [(row, made) for row, made in found if made]
    if not known:
        return
    st.subheader(text("compliance.average_title"))
    st.info(text("compliance.average_note"))
    st.html('<div class="facts">' + "".join(_average(made) for _, made in known[:6]) + "</div>")
    source.facts_line(rows.assign(indicator_name=catalogue.get(indicator).name), key="compliance_totals")


def _average(made: Average) -> str:
    unit = catalogue.get(made.indicator).unit
    rate = numbers.qualified(made.rate, made.qualifier, made.decimals)
    words = text("compliance.average", rate=rate, unit=unit, one=text(f"compliance.one_{made.level}"))
    how = text(
        "compliance.average_made" if made.years > 1 else "compliance.average_made_one",
        value=numbers.qualified(made.value, made.qualifier),
        unit=unit,
        members=numbers.number(made.members),
        many=text(f"compliance.many_{made.level}"),
        years=made.years,
        first=made.first_year,
        last=made.last_year,
    )
    return (
        f'<div class="fact"><div class="who">{html.escape(made.unit_name)}</div>'
        f'<div class="what">{html.escape(catalogue.named(made.indicator, made.breakdown))}</div>'
        f'<div class="big">{html.escape(words)}</div><div class="when">{made.period.label}</div>'
        f'<div class="rate">{html.escape(how)}</div></div>'
    )
