"""Satisfaction with the administration: indices with their ranks, reception of citizens, complaints and hot spots.

Owns these views of one page. A published rank stands beside the one that the indices of the same year give; neither is
ever drawn in one line across a change of the number of units.
"""

from dataclasses import replace

import pandas as pd
import streamlit as st

from danvan.texts import text
from danvan.ui import grid, outcomes, parts, source
from danvan.ui.filters import Selection
from danvan.ui.table import Cell, Column

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
    source.line(selection, codes, seen, asked="figure.by_unit", key=key)


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
        heads={("KN07", ""): selection.period.short},
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
