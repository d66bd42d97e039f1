"""PAR Index and SIPAS of the illustrative workspace: the index, the rank it gives, and the scores of its components.

Owns what is published of them: provinces each year, districts and communes of the provinces whose communes report.
"""

from datetime import date

import numpy as np
import pandas as pd

from danvan import catalogue, units
from danvan.demo.lands import Era, Plan, random
from danvan.demo.sheets import Sheets
from danvan.periods import year
from danvan.units import NATION, Unit, get

INDICES = (("CC01", "CC02", 2012, 75.2, 1.45), ("CC03", "CC04", 2017, 78.6, 0.62))
"""Index, its rank, first year, national mean of 2015 and its growth a year."""
COMPONENTS = {
    "CC01": ("noi_dung_cchc", (10, 8, 14, 11, 13, 12, 16, 16), (0.6, 0.75, 0.65, 0.9, 0.95, 1.05, 1.35, 1.4)),
    "CC03": ("yeu_to", (1, 1, 1, 1, 1), (0.95, 1.05, 0.9, 0.85, 1.25)),
}
"""Index → its dimension; made-up weights of the values; how far each falls short beside the others."""
BELOW_SINCE = 2018
LAST_YEAR_OF_DISTRICTS = 2024


def collect(sheets: Sheets, old: Era, new: Era, last: date) -> None:
    """CC01–CC04 of the provinces and the nation; published the spring after."""
    nation: tuple[Unit, ...] = (get(NATION),)
    for number in range(old.months[0].year, last.year + (1 if last.month == 12 else 0)):
        era = old if number <= LAST_YEAR_OF_DISTRICTS else new
        for code, _, since, *_ in INDICES:
            if number < since:
                continue
            index = _ranked(sheets, code, era.provinces, number)
            if era.whole:
                days = (year(number).start, year(number).end)
                sheets.point(code, nation, np.round(index.mean(keepdims=True), 2), days, "nam")


def of_units_below(sheets: Sheets, plan: Plan, old: Era, new: Era) -> None:
    """The same of the districts, then the communes, of each province whose communes report, ranked within it."""
    for number in range(max(plan.first.year, BELOW_SINCE), plan.last.year + (1 if plan.last.month == 12 else 0)):
        for province in (old if number <= LAST_YEAR_OF_DISTRICTS else new).provinces:
            if province.unit_id in plan.sampled or _all_sampled(plan, province):
                below = tuple(units.children(province.unit_id, min(year(number).end, province.valid_to or date.max)))
                for code, *_ in INDICES:
                    _ranked(sheets, code, below, number)


def _all_sampled(plan: Plan, province: Unit) -> bool:
    before = {step.predecessor.unit_id for step in units.predecessors(province.unit_id)}
    return bool(before) and before <= plan.sampled


def _ranked(sheets: Sheets, code: str, among: tuple[Unit, ...], number: int) -> np.ndarray:
    """The index of units of one year, shape (n,), put on the sheets with the rank that it gives among them."""
    _, rank, _, start, growth = next(item for item in INDICES if item[0] == code)
    # What a unit is like stays; a little luck comes and goes.
    skill = np.array([random(code, unit.unit_id).normal(0, 2.3) for unit in among])
    group = "" if among[0].level == "province" else f"/{among[0].parent_id}"
    luck = random(code, f"{number}{group}").normal(0, 1.0, len(among))
    index = np.round(np.clip(start + growth * (number - 2015) + skill + luck, 50, 97.5), 2)
    place = (index[None, :] > index[:, None]).sum(axis=1) + 1
    days = (year(number).start, year(number).end)
    sheets.point(code, among, index, days, "nam")
    sheets.point(rank, among, place, days, "nam")
    return index


def components(rows: pd.DataFrame) -> pd.DataFrame:
    """The scores of the components of every index in `rows` (as Sheets.rows gives them), in % of the full score.

    What the index falls short of 100 is divided among them, so that their weighted mean is the index.
    """
    found = []
    for code, (dim, weights, shortfall) in COMPONENTS.items():
        own = rows[(rows["indicator"] == code) & (rows["breakdown"] == "")]
        share = np.array([_shares(code, str(row.unit_id), row.period_end.year, shortfall) for row in own.itertuples()])
        share = share / (share @ np.array(weights) / sum(weights))[:, None]
        scores = np.round(100 - (100 - own["value"].to_numpy())[:, None] * share, 2).clip(0, 100)
        for at, value in enumerate(catalogue.dimension_values(code, dim)):
            found.append(own.assign(breakdown=f"{dim}={value}", value=scores[:, at]))
    return pd.concat(found, ignore_index=True)


def _shares(code: str, unit: str, number: int, shortfall: tuple[float, ...]) -> np.ndarray:
    """How far each component of a unit falls short beside the others: a habit of the unit, and the year's luck."""
    habit = random("components", code, unit).normal(0, 0.2, len(shortfall))
    luck = random("components", code, unit, str(number)).normal(0, 0.06, len(shortfall))
    return np.array(shortfall) * np.exp(habit + luck)
