"""Says of cells without a figure whether they were not reported, do not apply, or cannot be told at all.

The questions return 'missing' for every cell without a row; a level that has ended, a unit that no longer stands and
an index of a unit before its birth are not missing reports.
"""

import pandas as pd

from danvan import catalogue, units
from danvan.figures import reasons
from danvan.periods import Period

NEVER_ADDED = ("index", "rank", "statistic", "distinct")


def settle(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows with the state of those without a figure made exact."""
    open_cells = (rows["basis"] == "none") & (rows["state"] == "missing")
    if not open_cells.any():
        return rows
    states = [
        _state(row) if is_open else row["state"] for is_open, (_, row) in zip(open_cells, rows.iterrows(), strict=True)
    ]
    return rows.assign(state=states)


def _state(row: pd.Series) -> str:
    item, unit = catalogue.get(row["indicator"]), units.get(row["unit_id"])
    span = Period(*(pd.Timestamp(row[key]).date() for key in ("period_start", "period_end")))
    if reasons.outside(item, unit, row["breakdown"], span):
        return "not_applicable"
    if unit.valid_from > span.end and (item.kind in NEVER_ADDED or not units.is_exact(unit.unit_id)):
        return "refused"
    return "missing"
