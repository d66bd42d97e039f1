"""PAR Index and SIPAS through the years, with ranks: the published one beside the one that the indices give.

Owns this section of the page. Neither rank is drawn in one line across a change of the number of units.
"""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers, units
from danvan.charts import rows as meaning
from danvan.charts import segments, trend
from danvan.texts import text
from danvan.ui import cached, filters, source, views
from danvan.ui.briefing import adding
from danvan.ui.filters import Selection
from danvan.ui.table import Cell, Column, table

INDICES = {"CC01": "CC02", "CC03": "CC04"}
RANK_WORDS = {"published": "satisfaction.published", "place": "satisfaction.computed"}


def indices(selection: Selection) -> None:
    """Both indices through the years; for a unit, its ranks and the table of them."""
    st.subheader(text("satisfaction.indices"))
    ranked = {code: _ranks(selection, code) for code in INDICES} if not selection.is_nation else {}
    known = {code: rows for code, rows in ranked.items() if len(rows)}
    columns = [column for _ in INDICES for column in st.columns(2)] if known else st.columns(2)
    for at, code in enumerate(INDICES):
        with columns[2 * at if known else at]:
            _course(selection, code)
        if code in known:
            with columns[2 * at + 1]:
                _rank_chart(selection, code, known[code])
    if known:
        _rank_table(known)
        provincial = selection.unit.level == "province"
        st.caption(text("satisfaction.rank_note" if provincial else "satisfaction.rank_note_below"))
        rows = next(iter(known.values()))
        source.line(selection, [*INDICES, *INDICES.values()], rows, asked="topics.rank_of_index", key="ranks")
    elif selection.is_nation:
        st.caption(text("satisfaction.choose_unit"))


def _course(selection: Selection, code: str) -> None:
    """One index of the unit through the years, the nation's own beside it."""
    item, nation = catalogue.get(code), replace(selection, unit=units.get(units.NATION))
    among = [nation] if selection.is_nation else [nation, selection]
    rows = pd.concat([views.over_time(each, code) for each in among], ignore_index=True)
    drawn = trend.trend(
        rows,
        title=item.name,
        subtitle=selection.unit.full_name,
        unit=item.unit,
        decimals=item.decimals,
        names={each.unit.unit_id: filters.unit_words(each.unit.unit_id) for each in among},
        comparison=None if selection.is_nation else units.NATION,
        # The ranks beside it show the break; here its name would not fit a telephone.
        merger_mark=False,
        height=320,
    )
    views.chart(drawn, key=f"course_{code}")
    if drawn.data:
        adding.offer("trend", selection, code, key="course")


def _ranks(selection: Selection, index: str) -> pd.DataFrame:
    """One row a year: index, published rank, the place that the indices give, among how many."""
    return cached.ask("topics.rank_of_index", unit=selection.unit.unit_id, indicator=index, rank=INDICES[index])


def _rank_chart(selection: Selection, index: str, rows: pd.DataFrame) -> None:
    """Published and computed places through the years, broken where the number of units changed."""
    long = pd.concat(
        [rows.assign(kind=kind, value=rows[kind], indicator=INDICES[index]) for kind in RANK_WORDS], ignore_index=True
    )
    long = long.assign(state="known", basis="reported", qualifier="", numerator=None, denominator=None)
    drawn = segments.segmented(
        long,
        # How many provinces there are says nothing about a district's or a commune's place.
        indicator=INDICES[index] if selection.unit.level == "province" else "",
        title=catalogue.get(INDICES[index]).name,
        subtitle=selection.unit.full_name,
        unit="hạng",
        by="kind",
        names={kind: text(words) for kind, words in RANK_WORDS.items()},
        height=320,
    )
    views.chart(drawn, key=f"ranks_{index}")
    adding.offer("trend", selection, INDICES[index], key="ranks")


def _rank_table(known: dict[str, pd.DataFrame]) -> None:
    """Year by year: index, published rank, computed rank with n and ties, and how complete the year is."""
    columns = [
        Column(text("common.kind_year")),
        Column(text("common.indicator")),
        Column(text("satisfaction.score"), numeric=True),
        Column(text("satisfaction.published"), numeric=True),
        Column(text("satisfaction.computed"), numeric=True),
        Column(text("satisfaction.coverage")),
    ]
    made = [
        _rank_line(code, row)
        for code, rows in known.items()
        for row in rows.sort_values("period_end", ascending=False).to_dict("records")
    ]
    table(columns, made, key="rank_table", label=text("satisfaction.indices"), most=12, stack=True)


def _rank_line(code: str, row: dict[str, Any]) -> list[Cell]:
    item, period = catalogue.get(code), meaning.period_of(row)
    published = None if numbers.is_missing(row["published"]) else int(row["published"])
    place = None if numbers.is_missing(row["place"]) else int(row["place"])
    of = f"{numbers.number(row['ranked'])}/{numbers.number(row['units'])}"
    shown = text("satisfaction.no_place") if place is None else f"{place}/{numbers.number(row['ranked'])}"
    if place is not None and int(row["tied"]) > 1:
        shown += text("satisfaction.tied", count=numbers.number(int(row["tied"]) - 1))
    differs = place is not None and published is not None and place != published
    note = text("satisfaction.covered", of=of)
    if int(row["partial"]):
        note += text("satisfaction.covered_partial", count=numbers.number(row["partial"]))
    return [
        Cell(period.short, period.end.isoformat()),
        Cell(text(f"satisfaction.index_{code.lower()}"), code),
        Cell(meaning.value_text(row, decimals=item.decimals), None if place is None else float(row["value"])),
        Cell("–" if published is None else numbers.number(published), published),
        Cell(shown, place, "warn" if differs else "" if place else "missing"),
        Cell(note + (text("satisfaction.differs") if differs else ""), of, "soft"),
    ]
