"""What topic pages share: headline cards, one indicator in view with its sentence and source, intervals."""

from collections.abc import Sequence

import pandas as pd

from danvan import catalogue
from danvan.ui import cached, cards, intervals, says, source, tables, views
from danvan.ui.filters import Selection


def period(selection: Selection, headlines: Sequence[str], choices: Sequence[str], *, key: str) -> None:
    """The chosen period: cards, then one of the choices as map, chart and table, told and with its source."""
    cards.draw(selection, cards.headlines(selection, headlines))
    indicator, view = views.choose(selection, choices)
    rows = views.by_unit(selection, indicator)
    if not catalogue.undivided(indicator, selection.breakdown):
        says.one(selection, indicator, rows)
    views.show(selection, indicator, rows, view)
    source.line(selection, list(dict.fromkeys([indicator, *headlines])), rows, asked="figure.by_unit", key=key)


def facts(selection: Selection, indicators: Sequence[str]) -> pd.DataFrame:
    """Figures of intervals and days: of the chosen unit and those directly below it, or of all."""
    return cached.ask(
        "figure.all_intervals",
        indicators=list(indicators),
        unit=None if selection.is_nation else selection.unit.unit_id,
        now=selection.geography == "now",
    )


def outside_periods(selection: Selection, indicators: Sequence[str], *, key: str) -> None:
    """What was told of intervals and days about these indicators; the empty state where nothing was ever entered."""
    found = facts(selection, indicators)
    intervals.draw(selection, found, indicators)
    tables.intervals(found, key=key)
    views.nothing_at_all(selection, found)
