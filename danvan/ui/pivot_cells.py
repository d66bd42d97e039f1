"""Figure rows as a table with two sides: which row and column a figure stands in, and what its cell says.

Owns the words of a cell on the page: the number with 'hơn', '(11/12)', '(sơ bộ)' beside it, or the state. Nothing is
added up: a total in the table is the whole's own figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from danvan import catalogue, numbers
from danvan.charts import rows as meaning
from danvan.texts import text
from danvan.ui import download, drawer_key
from danvan.ui.pivot_choice import INDICATOR, PERIOD, UNIT, Choice
from danvan.ui.table import Cell

Row = Mapping[str, Any]
KEYS = {INDICATOR: "indicator", UNIT: "unit_id", PERIOD: "span"}
STYLES = {"missing": "missing", "held_no_count": "missing", "partial": "warn", "expected": "warn"}


@dataclass(frozen=True)
class Pivot:
    """`rows`: one a (down, beside) with its two headings, and one figure row a column; `columns`: the keys across."""

    columns: tuple[Any, ...]
    rows: tuple[tuple[Any, Any, tuple[Row, ...]], ...]


def pivot(found: pd.DataFrame, choice: Choice) -> Pivot:
    """Every figure row in its place, in the order in which indicators, units and periods were chosen."""
    orders = {INDICATOR: choice.indicators, UNIT: choice.unit_ids, PERIOD: choice.spans}
    at = {
        tuple(row[KEYS[axis]] if axis != PERIOD else meaning.period_of(row) for axis in (INDICATOR, UNIT, PERIOD)): row
        for row in found.to_dict("records")
    }

    def _row(**keys: Any) -> Row:
        return at[(keys[INDICATOR], keys[UNIT], keys[PERIOD])]

    columns = tuple(orders[choice.across])
    return Pivot(
        columns,
        tuple(
            (
                down,
                beside,
                tuple(_row(**{choice.down: down, choice.beside: beside, choice.across: across}) for across in columns),
            )
            for down in orders[choice.down]
            for beside in orders[choice.beside]
        ),
    )


def heading(axis: str, key: Any, names: Mapping[str, str]) -> str:
    """What stands in a head: the indicator with its unit of measure, the unit's name, the period."""
    if axis == INDICATOR:
        item = catalogue.get(key)
        return f"{item.name} ({item.unit})" if item.unit else item.name
    return names[key] if axis == UNIT else key.label


def cell(row: Row) -> Cell:
    """One figure as a cell of the page; its key names the figure for the drawer."""
    item = catalogue.get(row["indicator"])
    state = meaning.status(row)
    key = str(drawer_key.of_row(row, "table.cells"))
    if numbers.is_missing(row["value"]):
        style = STYLES.get(state, "soft")
        return Cell(meaning.LABELS[state], None, style, key=key)
    words = [numbers.qualified(row["value"], row["qualifier"], item.decimals)]
    if state == "expected":
        words.insert(0, meaning.LABELS["expected"])
    words.append(_after(row, state))
    return Cell(" ".join(filter(None, words)), float(row["value"]), STYLES.get(state, ""), key=key)


def _after(row: Row, state: str) -> str:
    if state == "partial":
        return download.parts_words(dict(row)) or text("table.partial")
    if state in ("zero", "provisional"):
        return f"({meaning.LABELS[state]})"
    return ""


def content(row: Row) -> Any:
    """One figure as a cell of a file."""
    return download.content(dict(row), catalogue.get(row["indicator"]).decimals)
