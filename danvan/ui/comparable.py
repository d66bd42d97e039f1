"""Whether history told for units of another time can be compared: badges exact, partial, not comparable."""

import html

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers, units
from danvan.charts.rows import period_of
from danvan.texts import text
from danvan.ui.filters import Selection


def badges(rows: pd.DataFrame, selection: Selection) -> None:
    """Say of rows that tell of units before their birth whether they are exact, partial or not comparable."""
    if selection.period is None or rows.empty:
        return
    said = "".join(
        f'<span class="badge{"" if name == "restated_exact" else " partial"}">{text(f"common.{name}")}{of}</span>'
        for name, of in told(rows).items()
    )
    if said:
        st.html(said)


def told(rows: pd.DataFrame) -> dict[str, str]:
    """Which badges rows earn (restated_exact, _partial, not_comparable); ': …' for some indicators only."""
    if rows.empty:
        return {}
    earlier = [
        units.get(row["unit_id"]).valid_from > period_of(row).end and bool(units.predecessors(row["unit_id"]))
        for row in rows.to_dict("records")
    ]
    restated = rows[pd.Series(earlier, index=rows.index, dtype=bool)]
    if restated.empty:
        return {}
    split = restated["unit_id"].map(lambda unit_id: not units.is_exact(unit_id)).any()
    codes = list(dict.fromkeys(restated["indicator"]))
    never = codes if split else [code for code in codes if not added_up(code)]
    names = "; ".join(html.escape(catalogue.get(code).name) for code in never)
    exact, partial = (restated[restated["basis"] == basis]["unit_id"].nunique() for basis in ("derived", "partial"))
    # Of many units some are whole and some are not: how many of each.
    count = text("common.units_counted", count="{}") if exact and partial and rows["unit_id"].nunique() > 1 else ""
    found = {
        "restated_exact": count.format(numbers.number(exact)) if exact else None,
        "restated_partial": count.format(numbers.number(partial)) if partial else None,
        "not_comparable": None if not never else "" if never == codes else f": {names}",
    }
    return {name: of for name, of in found.items() if of is not None}


def added_up(indicator: str) -> bool:
    """Whether an indicator of several units can be told for all of them together."""
    return catalogue.get(indicator).kind not in ("index", "rank", "statistic", "distinct")
