"""Reading the register: the cases of a unit, and the unit each is counted under."""

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from danvan import units
from danvan.cases.item import WITHDRAWN, Case, of_rows

Ask = Callable[..., pd.DataFrame]
"""Database.ask or a cached one: a question's name and its parameters → rows."""
Above = Mapping[str, frozenset[str]]
"""unit_id → itself and every unit that contains or succeeds it."""


def standing(ask: Ask, unit_id: str | None = None) -> list[Case]:
    """The cases that stand: of a unit, of those below it and of those that it succeeded; of all for None."""
    return of_these(every(ask, unit_id))


def of_these(cases: Iterable[Case]) -> list[Case]:
    """Those that were not withdrawn."""
    return [case for case in cases if case.action != WITHDRAWN]


def every(ask: Ask, unit_id: str | None = None) -> list[Case]:
    """The cases that stand and those withdrawn."""
    asked = None if unit_id == units.NATION else unit_id
    return of_rows(ask("cases.register", unit=asked))


def above(ask: Ask) -> Above:
    """What each unit with a case lies in or went into."""
    return {row["unit_id"]: frozenset(row["above"]) for row in ask("cases.places").to_dict("records")}


def under(case: Case, chosen: str, known: Above, *, now: bool) -> str:
    """The unit that a case is counted under where `chosen` is looked at: the one just below it, or itself.

    now: among the units of today. A case of a former unit that `chosen` succeeded keeps, without `now`, the highest
    unit it then lay in below the nation.
    """
    line = [case.unit_id, *(unit.unit_id for unit in units.ancestors(case.unit_id))]
    if now:
        heirs = (units.get(unit_id) for unit_id in sorted(known.get(case.unit_id, ())))
        for unit in heirs:
            if unit.valid_to is None and unit.parent_id == chosen:
                return unit.unit_id
        return chosen
    if chosen in line:
        return line[max(line.index(chosen) - 1, 0)]
    return line[-2] if len(line) > 1 else line[0]


def grouped(cases: Iterable[Case], chosen: str, known: Above, *, now: bool) -> dict[str, list[Case]]:
    """unit_id → the cases counted under it."""
    found: dict[str, list[Case]] = {}
    for case in cases:
        found.setdefault(under(case, chosen, known, now=now), []).append(case)
    return found
