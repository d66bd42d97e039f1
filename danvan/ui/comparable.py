"""Whether history told for units of another time can be compared: badges exact, partial, not comparable."""

import pandas as pd
import streamlit as st

from danvan import catalogue, units
from danvan.charts.rows import period_of
from danvan.texts import text
from danvan.ui.filters import Selection


def badges(rows: pd.DataFrame, selection: Selection) -> None:
    """Say of rows that tell of units before their birth whether they are exact, partial or not comparable."""
    if selection.period is None or rows.empty:
        return
    said = "".join(
        f'<span class="badge{"" if name == "restated_exact" else " partial"}">{text(f"common.{name}")}</span>'
        for name in told(rows)
    )
    if said:
        st.html(said)


def told(rows: pd.DataFrame) -> list[str]:
    """Which badges rows earn: restated_exact, restated_partial, not_comparable."""
    if rows.empty:
        return []
    earlier = [
        units.get(row["unit_id"]).valid_from > period_of(row).end and bool(units.predecessors(row["unit_id"]))
        for row in rows.to_dict("records")
    ]
    restated = rows[pd.Series(earlier, index=rows.index, dtype=bool)]
    if restated.empty:
        return []
    split = restated["unit_id"].map(lambda unit_id: not units.is_exact(unit_id)).any()
    never = any(not added_up(indicator) for indicator in restated["indicator"].unique())
    found = {
        "restated_exact": (restated["basis"] == "derived").any(),
        "restated_partial": (restated["basis"] == "partial").any(),
        "not_comparable": split or never,
    }
    return [name for name, is_so in found.items() if is_so]


def added_up(indicator: str) -> bool:
    """Whether an indicator of several units can be told for all of them together."""
    return catalogue.get(indicator).kind not in ("index", "rank", "statistic", "distinct")
