"""Figures of intervals side by side: each with its own days and its yearly rate, in no rank.

Intervals differ in length: what is put in order is the rate a year, and the days stand beside every name.
"""

import html

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers
from danvan.charts import comparison, comparison_places
from danvan.charts import rows as meaning
from danvan.commentary import sentences
from danvan.export.paper import Head, Paper
from danvan.texts import text
from danvan.ui import cached, download, source, tables, views
from danvan.ui.briefing import adding
from danvan.ui.compare_choice import CHOSEN, Choice
from danvan.ui.filters import Selection
from danvan.ui.table import Cell, Column, table


def draw(selection: Selection, choice: Choice) -> None:
    """The latest interval of each unit, per year for what can be counted a year."""
    found = cached.ask(
        "figure.all_intervals", indicators=[choice.indicator], unit=None, now=selection.geography == "now"
    )
    found = found[(found["breakdown"] == selection.breakdown) & found["value"].notna()]
    if choice.group == CHOSEN:
        found = found[found["unit_id"].isin(choice.unit_ids)]
    item = catalogue.get(choice.indicator)
    if found.empty:
        words = text("compare.no_intervals", indicator=item.name)
        st.html(f'<div class="empty">{html.escape(words)}</div>')
        return
    st.html(f'<div class="remark">{text("compare.intervals_note")}</div>')
    rates = found.assign(rate=[tables.yearly_rate(row) for row in found.to_dict("records")])
    latest = rates.drop_duplicates("unit_id")
    # The bars are of the units compared; what units of other levels told stands in the table alone.
    yearly = latest[latest["rate"].notna() & latest["unit_id"].isin(choice.unit_ids)]
    if not yearly.empty:
        _chart(item, selection, yearly)
    _table(rates, item, selection)
    source.facts_line(found, key="compare_intervals")


def _chart(item: catalogue.Indicator, selection: Selection, yearly: pd.DataFrame) -> None:
    spans = [meaning.period_of(row) for row in yearly.to_dict("records")]
    named = [f"{name} ({span.start.year}–{span.end.year})" for name, span in zip(yearly["name"], spans, strict=True)]
    decimals = max(sentences.rate_places(rate, item.decimals) for rate in yearly["rate"])
    order = comparison_places.order(yearly.assign(value=yearly["rate"], name=named), decimals=decimals, ranks=False)
    drawn = comparison.comparison(
        order,
        title=text("common.map_per_year", indicator=item.name),
        subtitle=text("compare.intervals_subtitle"),
        unit=f"{item.unit}/năm",
        decimals=decimals,
        highlight=None if selection.is_nation else selection.unit.unit_id,
    )
    views.chart(drawn, key="compare_intervals")
    adding.offer_rows("table", yearly, key="compare_intervals", title=item.name)


def _table(rates: pd.DataFrame, item: catalogue.Indicator, selection: Selection) -> None:
    columns = [
        Column(text("common.unit")),
        Column(text("common.period")),
        Column(text("compare.value", unit=item.unit), numeric=True),
        Column(text("compare.yearly", unit=item.unit), numeric=True),
        Column(text("compare.state")),
    ]
    lines = []
    for row in rates.to_dict("records"):
        rate = None if numbers.is_missing(row["rate"]) else float(row["rate"])
        places = 0 if rate is None else sentences.rate_places(rate, item.decimals)
        span, state = meaning.period_of(row), ", ".join(meaning.notes(row))
        lines.append(
            [
                Cell(row["full_name"], row["name"]),
                Cell(span.label, span.end.isoformat()),
                Cell(meaning.value_text(row, decimals=item.decimals), float(row["value"])),
                Cell(numbers.qualified(rate, row["qualifier"], places, missing=""), rate, "soft"),
                Cell(state, state, "soft"),
            ]
        )
    table(columns, lines, key="compare_interval_table", label=item.name, stack=True)
    origins, banner = download.origins(rates, selection.geography), download.banner()

    def _paper() -> Paper:
        found = zip(lines, rates.to_dict("records"), strict=True)
        return Paper(
            title=item.name,
            heads=tuple(Head(column.name, column.numeric) for column in columns),
            rows=tuple(
                (line[0].shown, line[1].shown, download.content(row, item.decimals), line[3].shown, line[4].shown)
                for line, row in found
            ),
            origins=origins(),
            about=(text("common.kind_interval"), download.geography_words(selection.geography)),
            banner=banner,
        )

    download.offer(_paper, name=f"so-sanh-giai-doan-{item.code}", key="compare_intervals")
