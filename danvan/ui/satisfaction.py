"""Satisfaction with the administration: indices with their ranks, reception of citizens, complaints and hot spots.

Owns these views of one page. A published rank stands beside the one that the indices of the same year give; neither is
ever drawn in one line across a change of the number of units.
"""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers
from danvan.charts import rows as meaning
from danvan.charts import segments, trend
from danvan.texts import text
from danvan.ui import cached, grid, outcomes, parts, source, views
from danvan.ui.filters import Selection
from danvan.ui.table import Cell, Column, table

INDICES = {"CC01": "CC02", "CC03": "CC04"}
RANK_WORDS = {"published": "satisfaction.published", "place": "satisfaction.computed"}
AGES = ["thoi_gian_ton=tren_3_nam", "thoi_gian_ton=tu_1_den_3_nam", "thoi_gian_ton=duoi_1_nam"]
PERIODS = 4
"""So many periods of the same kind stand beside one another in the table of hot spots."""


def reception() -> outcomes.Effort:
    """Units that must receive citizens, and those that did on all the days."""
    words = {"whole_label": text("satisfaction.units_due"), "part_label": text("satisfaction.units_met")}
    return outcomes.effort("KN01", "KN10", "KN09", "KN03", **words)


def complaints() -> outcomes.Effort:
    """Complaints received and settled."""
    words = {"whole_label": text("satisfaction.received"), "part_label": text("satisfaction.settled")}
    return outcomes.effort("KN04", "KN04", "KN05", "KN06", **words)


def land() -> outcomes.Effort:
    """Complaints received, and those about land among them."""
    words = {"whole_label": text("satisfaction.received"), "part_label": text("satisfaction.about_land")}
    return outcomes.effort("KN04", "KN04", "KN12", "KN08", **words)


def indices(selection: Selection) -> None:
    """Both indices through the years; for a unit, its ranks and the table of them."""
    st.subheader(text("satisfaction.indices"))
    ranked = {code: _ranks(selection, code) for code in INDICES} if not selection.is_nation else {}
    known = {code: rows for code, rows in ranked.items() if len(rows)}
    left, right = st.columns(2) if known else (st.container(), None)
    with left:
        _courses(selection)
    if known:
        with right:
            for code, rows in known.items():
                _rank_chart(selection, code, rows)
        _rank_table(known)
        st.caption(text("satisfaction.rank_note"))
        rows = next(iter(known.values()))
        source.line(selection, [*INDICES, *INDICES.values()], rows, asked="topics.rank_of_index", key="ranks")
    elif selection.is_nation:
        st.caption(text("satisfaction.choose_unit"))


def _courses(selection: Selection) -> None:
    rows = pd.concat([views.over_time(selection, code) for code in INDICES], ignore_index=True)
    drawn = trend.trend(
        rows,
        title=text("satisfaction.courses"),
        subtitle=selection.unit.full_name,
        unit="%",
        decimals=2,
        by="indicator",
        names={code: text(f"satisfaction.{code.lower()}") for code in INDICES},
        merger_mark=True,
    )
    views.chart(drawn, key="indices")


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
        indicator=INDICES[index],
        title=catalogue.get(INDICES[index]).name,
        subtitle=selection.unit.full_name,
        unit="hạng",
        by="kind",
        names={kind: text(words) for kind, words in RANK_WORDS.items()},
        height=300,
    )
    views.chart(drawn, key=f"ranks_{index}")


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
        Cell(text(f"satisfaction.{code.lower()}"), code),
        Cell(meaning.value_text(row, decimals=item.decimals), None if place is None else float(row["value"])),
        Cell("–" if published is None else numbers.number(published), published),
        Cell(shown, place, "warn" if differs else "" if place else "missing"),
        Cell(note + (text("satisfaction.differs") if differs else ""), of, "soft"),
    ]


def receive(selection: Selection) -> None:
    """Days on which the heads received citizens: units that met the number, and the share."""
    st.subheader(text("satisfaction.reception"))
    outcomes.draw(selection, reception(), title=text("satisfaction.reception_title"), key="reception")
    among = grid.peers(selection, "KN03")
    rows = grid.ask(selection, among, ["KN03", "KN09", "KN10", "KN01", "KN02"])
    if len(rows) and rows["value"].notna().any():
        grid.draw(selection, rows, key="tiep-dan", label=text("satisfaction.reception"), sort_by=1, most=10)
    _line(selection, ["KN03", "KN09", "KN10", "KN01", "KN02"], rows, "reception")


def _line(selection: Selection, codes: list[str], rows: pd.DataFrame, key: str) -> None:
    seen = rows.drop_duplicates("unit_id") if len(rows) else rows
    source.line(selection, codes, seen, asked="topics.by_unit", key=key)


def settle_complaints(selection: Selection) -> None:
    """Complaints received and settled, the share about land, and those whose settling did not keep up."""
    st.subheader(text("satisfaction.complaints"))
    left, right = st.columns(2)
    with left:
        outcomes.draw(selection, complaints(), title=text("satisfaction.complaints_title"), key="complaints")
    with right:
        outcomes.draw(selection, land(), title=text("satisfaction.land_title"), key="land", judged=False)
    outcomes.hollow(selection, complaints(), key="complaints")


def hot_spots(selection: Selection) -> None:
    """Prolonged mass complaints: how old they are, and where they are, period by period."""
    parts.draw(selection, [("KN07", AGES)], key="ages", title=text("satisfaction.prolonged"))
    among = grid.peers(selection, "KN07")
    rows = grid.ask(selection, among, ["KN07"], ["", *AGES])
    mine = rows[rows["breakdown"] == ""] if len(rows) else rows
    if mine.empty or not mine["value"].notna().any():
        st.html(f'<div class="empty">{text("satisfaction.hot_nothing", scope=among.scope)}</div>')
        return
    st.markdown(f"**{text('satisfaction.hot_spots')}**")
    st.caption(text("satisfaction.hot_note"))
    aged = rows[(rows["breakdown"] != "") & rows["value"].notna()]["breakdown"].unique()
    shown = rows[rows["breakdown"].isin(["", *aged])]
    held = mine[mine["value"].notna() & (mine["value"] > 0)].sort_values("value", ascending=False, kind="stable")
    earlier = _earlier(selection, among)
    columns = [Column(period, numeric=True) for period in earlier]
    grid.draw(
        selection,
        shown,
        key="diem-nong",
        label=text("satisfaction.hot_spots"),
        first=columns,
        before=lambda row: [earlier[period].get(row["unit_id"], Cell("", None)) for period in earlier],
        order=list(held["unit_id"]),
        most=12,
    )
    _line(selection, ["KN07"], mine, "hot_spots")


def _earlier(selection: Selection, among: grid.Peers) -> dict[str, dict[str, Cell]]:
    """Period → unit → cell, for the periods of the same kind before the chosen one, oldest first."""
    found: dict[str, dict[str, Cell]] = {}
    period = selection.period.same_last_year
    while period is not None and len(found) < PERIODS - 1:
        rows = grid.ask(replace(selection, period=period), among, ["KN07"], [""])
        if not rows["value"].notna().any():
            break
        found[period.short] = {row["unit_id"]: grid.value_cell(row) for row in rows.to_dict("records")}
        period = period.same_last_year
    return dict(reversed(found.items()))
