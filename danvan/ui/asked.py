"""The rows that the views of a selection show: one a unit, or one a period."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from danvan.figures.settle import settle
from danvan.ui import cached
from danvan.ui.among import Peers, in_view
from danvan.ui.filters import Selection

# The calendar's reach on an axis of time; the axis itself starts and ends with the first and last figure.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2050, 12, 31)


def by_unit(
    selection: Selection, indicator: str, *, level: str | None = None, parent: str | None = None
) -> pd.DataFrame:
    """One row a unit of the level standing on the selection's day, with or without a figure.

    Without a level: the units that the selection's map and ranking show.
    """
    among = Peers(level, parent, selection.day) if level else in_view(selection)
    return settle(
        cached.ask(
            "figure.by_unit",
            indicators=[indicator],
            breakdowns=[selection.breakdown],
            period_start=selection.period.start,
            period_end=selection.period.end,
            level=among.level,
            day=among.day,
            parent=among.parent,
        )
    )


def over_time(selection: Selection, indicator: str, breakdowns: Sequence[str] | None = None) -> pd.DataFrame:
    """One row a (breakdown, period) of the selection's kind for the chosen unit, between the first and last known."""
    rows = cached.ask(
        "figure.by_period",
        indicator=indicator,
        unit=selection.unit.unit_id,
        breakdowns=list(breakdowns or [selection.breakdown]),
        kind=selection.kind,
        first_day=FIRST_DAY,
        last_day=LAST_DAY,
    )
    known = rows[rows["basis"] != "none"]
    if known.empty:
        return known
    inside = rows["period_start"].between(known["period_start"].min(), known["period_end"].max())
    return settle(rows[inside])
