"""What is said on a slide: the readings that the commentary needs, asked for, and its sentences.

Owns which figures stand behind a slide's sentences; what is said of them is danvan.commentary's. At most
`chosen.MOST` sentences stand on a slide, the most important ones.
"""

from collections.abc import Sequence

import pandas as pd

from danvan import units
from danvan.briefing.asked import Asked, reading_of
from danvan.briefing.contents import Key
from danvan.commentary import tell
from danvan.commentary.chosen import MOST, written
from danvan.commentary.comparison import scope_of
from danvan.commentary.reading import Reading, reading
from danvan.commentary.said import Said
from danvan.commentary.sentences import Goal
from danvan.figures.ask import Figure
from danvan.periods import Period
from danvan.texts import text

AT_MOST = "at_most"


def of_figures(asked: Asked, found: Sequence[Figure], most: int = MOST) -> list[str]:
    """Each figure with its change, goal and forecast; those without a number are named on the last slide."""
    return written([_figure(asked, each) for each in found if each.value is not None], most)


def of_parts(asked: Asked, found: Sequence[Figure], names: Sequence[str]) -> list[str]:
    """The first figure, and the others as its parts or, of another indicator, beside it."""
    whole, *others = found
    if whole.value is None or whole.breakdown:
        return of_figures(asked, found)
    readings = [(name, reading_of(each)) for name, each in zip(names[1:], others, strict=True)]
    parts = all(each.indicator == whole.indicator and each.breakdown for each in others)
    return written(tell.of_whole(reading_of(whole), readings, earlier(asked, whole), related=parts), MOST)


def of_steps(asked: Asked, found: Sequence[Figure]) -> list[str]:
    """Steps of one whole; opinions by what became of them."""
    readings = {each.indicator: reading_of(each) for each in found}
    if "YK01" in readings:
        rate = asked.figure(Key("YK08", found[0].unit_id, found[0].period.code))
        return written(tell.of_opinions(readings | {"YK08": reading_of(rate)}), MOST)
    return written(tell.of_steps(readings), MOST)


def of_units(asked: Asked, found: Figure, rows: pd.DataFrame, own: str | None, *, level: str = "province") -> list[str]:
    """The slide's figure; the chosen unit's rank and standing to the country, else the two ends; who is missing."""
    readings = [reading(row) for row in rows.to_dict("records")]
    mine = next((one for one, unit in zip(readings, rows["unit_id"], strict=True) if unit == own), None)
    whole = None
    if mine is not None and mine.is_comparable_between_units:
        whole = _read(asked, mine.indicator, units.NATION, mine.span, mine.breakdown)
    said = [_figure(asked, found), *tell.of_units(readings, mine, scope_of(level), whole)]
    return written([*said, tell.restated(readings)], MOST)


def of_course(rows: pd.DataFrame) -> list[str]:
    """The last figure against the one before and the first, a record or a run."""
    readings = [reading(row) for row in rows.to_dict("records")]
    return written([*tell.of_course(readings), tell.restated(readings)], MOST)


def earlier(asked: Asked, found: Figure) -> Reading | None:
    """The same period a year before; None where there is no such period or no figure of it."""
    span = found.period.same_last_year
    return _read(asked, found.indicator, found.unit_id, span, found.breakdown) if span else None


def _read(asked: Asked, indicator: str, unit_id: str, span: Period, breakdown: str) -> Reading | None:
    """A figure that others are held against: it belongs to the lineage, but needs no pedigree of its own here."""
    row = asked.ahead.row(Key(indicator, unit_id, span.code, breakdown))
    asked.shown([row])
    known = reading(row)
    return known if known.has_figure else None


def _figure(asked: Asked, found: Figure) -> Said:
    more = {"expected": _expected(asked, found), "goal": _goal(asked, found)}
    return tell.of_figure(reading_of(found), earlier(asked, found), **more)


def forecast(asked: Asked, found: Figure) -> list[str]:
    """['dự kiến 50%'] of a figure that is not whole yet; [] where nothing was forecast."""
    known = _expected(asked, found)
    return [text("common.forecast", value=known.amount)] if known else []


def _expected(asked: Asked, found: Figure) -> Reading | None:
    if found.basis != "partial":
        return None
    value = asked.ahead.forecast(Key(found.indicator, found.unit_id, found.period.code, found.breakdown))
    return None if value is None else tell.as_expected(reading_of(found), value)


def _goal(asked: Asked, found: Figure) -> Goal | None:
    if not asked.ahead.has_aim(found.indicator, found.unit_id, found.breakdown):
        return None
    rows = asked.database.ask("targets.of_cell", **_cell(found))
    return Goal(float(rows["value"].iloc[0]), rows["bound"].iloc[0] == AT_MOST) if len(rows) else None


def _cell(found: Figure) -> dict[str, object]:
    return {
        "indicator": found.indicator,
        "unit": found.unit_id,
        "breakdown": found.breakdown,
        "period_start": found.period.start,
        "period_end": found.period.end,
    }
