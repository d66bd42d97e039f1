"""Report sheets of the new rural programme: a believable climb, counted per district and added up.

Shares follow the published course of the whole country (about 17% of communes in 2015, 79% in mid-2025); deltas are
nearly done, mountains about half. Counts of former communes shrink with the mergers of the years.
"""

from datetime import date

import numpy as np

from danvan import units
from danvan.demo.lands import Era, merged_from, random
from danvan.demo.sheets import Sheets
from danvan.periods import half, month_end, year
from danvan.units import Unit

REACHED = {2014.5: 0.13, 2015: 0.171, 2016: 0.272, 2017: 0.344, 2018: 0.428, 2019: 0.54, 2020: 0.624, 2021: 0.682,
           2022: 0.731, 2023: 0.765, 2024: 0.785, 2024.5: 0.793, 2025: 0.797, 2026: 0.808}  # fmt: skip
ADVANCED = {2017: 0, 2018: 0.004, 2019: 0.012, 2020: 0.028, 2021: 0.062, 2022: 0.115, 2023: 0.185, 2024: 0.275,
            2024.5: 0.336, 2025: 0.36}  # fmt: skip
MODEL = {2018: 0, 2019: 0.001, 2020: 0.003, 2021: 0.007, 2022: 0.016, 2023: 0.036, 2024: 0.07,
         2024.5: 0.098, 2025: 0.11}  # fmt: skip
FORMER = {2014: 1.16, 2018: 1.16, 2019: 1.10, 2020: 1.075, 2022: 1.07, 2023: 1.045, 2024: 1.012, 2024.5: 1.0}
LEAD = {"DBSH": 3.0, "DNB": 2.4, "BTB": 0.3, "BTBDHMT": 0.2, "DHNTBTN": -0.1, "TN": -0.5, "TDMNPB": -1.05, "DBSCL": 0.2}
RURAL = ("xa", "dac_khu")


def collect(sheets: Sheets, era: Era) -> None:
    """NT01–NT04, NT10–NT13 and NT18 of provinces; NT01–NT04 of former districts."""
    owners: tuple[Unit, ...] = era.districts or era.provinces
    parents = np.array([_position(era, unit) for unit in owners])
    total = np.array([sum(c.kind in RURAL for c in units.children(u.unit_id, _day(era))) for u in owners], float)
    lead = np.array([_lead(era.provinces[p]) for p in parents])
    if era.districts:
        lead = lead + random("rural", era.name).normal(0, 0.7, len(owners))
    dither = random("dither", era.name).random((3, len(owners)))
    before: np.ndarray | None = None
    for last in [i for i, day in enumerate(era.months) if day.month in (6, 12)]:
        day = era.months[last]
        # Half-years stand between the marks: 30/6/2025 is 2024.5, 31/12/2025 is 2025.
        at = day.year - (0 if day.month == 12 else 0.5)
        made = _counts(era, at, total, lead, dither)
        before = _report(sheets, era, day, made, parents, before)


def _counts(era: Era, at: float, total: np.ndarray, lead: np.ndarray, dither: np.ndarray) -> np.ndarray:
    """NT01–NT04 per owner, shape (4, n)."""
    size = np.round(total * (_course(FORMER, at) if era.districts else 1.0))
    goal = _course(REACHED, at)
    reached = np.minimum(size, np.floor(size * _shares(size, lead, goal) + dither[0]))
    inclined = np.clip(_shares(size, lead * 0.35, max(_course(ADVANCED, at), 1e-9)), 0, 0.97)
    advanced = np.minimum(reached, np.floor(size * inclined + dither[1])) if at >= 2018 else reached * 0
    of_advanced = _course(MODEL, at) / max(_course(ADVANCED, at), 1e-9)
    model = np.floor(advanced * of_advanced + dither[2]) if at >= 2018.5 else 0
    return np.array([size, reached, advanced, np.minimum(advanced, model)])


def _course(marks: dict[float, float], at: float) -> float:
    return float(np.interp(at, list(marks), list(marks.values())))


def _shares(size: np.ndarray, lead: np.ndarray, goal: float) -> np.ndarray:
    """Logistic shares that give the goal over all: the shift is found by halving."""
    low, high = -30.0, 30.0
    for _ in range(60):
        shift = (low + high) / 2
        shares = np.minimum(1, 1.12 / (1 + np.exp(-(lead + shift))))
        low, high = (shift, high) if (size * shares).sum() < goal * size.sum() else (low, shift)
    return shares


def _report(
    sheets: Sheets, era: Era, day: date, made: np.ndarray, parents: np.ndarray, before: np.ndarray | None
) -> np.ndarray:
    """The sheets of one half-year; what new recognitions are counted from next time."""
    closing = day.month == 12 or day in (date(2025, 6, 30), _last_half(era))
    span = year(day.year) if day.month == 12 and era.districts else half(day.year, 1 if day.month == 6 else 2)
    days, rhythm = (span.start, span.end), "nam" if day.month == 12 else "sau_thang"
    count = len(era.provinces)
    whole = np.array([np.bincount(parents, row, count) for row in made])
    halves = np.array([closing or int(u.code) % 2 == 0 for u in era.provinces])
    who = [u for u, here in zip(era.provinces, halves, strict=True) if here]
    for number, code in enumerate(("NT01", "NT02", "NT03", "NT04")):
        if number < 2 or date(2018, 12, 1) < day < date(2026, 1, 1):
            sheets.point(code, who, whole[number][halves], days, rhythm)
            if era.districts and closing:
                sheets.point(code, era.districts, made[number], days, rhythm)
    if closing:
        for row, code in zip(made, ("NT01", "NT02", "NT03", "NT04"), strict=True) if era.whole else ():
            if code < "NT03" or date(2018, 12, 1) < day < date(2026, 1, 1):
                sheets.point(code, (units.get(units.NATION),), row.sum(keepdims=True), days, rhythm)
    if closing and before is not None:
        grown = np.bincount(parents, np.maximum(0, made[1] - before), count)
        sheets.point("NT13", era.provinces, grown, days, rhythm)
    if era.districts and closing:
        _districts(sheets, era, made, parents, days, rhythm)
    elif closing:
        sheets.point("NT12", era.provinces, (whole[1] == whole[0]).astype(float), days, rhythm)
    return made[1] if closing else before


def _districts(
    sheets: Sheets, era: Era, made: np.ndarray, parents: np.ndarray, days: tuple[date, date], rhythm: str
) -> None:
    """NT10, NT11, NT12 and NT18, from the communes of each district."""
    count = len(era.provinces)
    rural = made[0] > 0
    done = rural & (made[1] >= made[0])
    ahead = done & (made[2] >= 0.6 * made[0])
    whole = {
        "NT18": np.bincount(parents, rural, count),
        "NT10": np.bincount(parents, done, count),
        "NT11": np.bincount(parents, ahead, count),
    }
    whole["NT12"] = ((whole["NT18"] > 0) & (whole["NT10"] == whole["NT18"])).astype(float)
    for code, values in whole.items():
        sheets.point(code, era.provinces, values, days, rhythm)


def _last_half(era: Era) -> date:
    return max(day for day in era.months if day.month in (6, 12))


def _position(era: Era, unit: Unit) -> int:
    ids = [province.unit_id for province in era.provinces]
    return ids.index(unit.parent_id if unit.level == "district" else unit.unit_id)


def _day(era: Era) -> date:
    return month_end(2025, 6) if era.districts else month_end(2025, 7)


def _lead(province: Unit) -> float:
    """How far ahead of the country a province is, in log odds; of a merged one the mean of its predecessors."""
    before = merged_from(province)
    if before:
        return float(np.mean([_lead(old) for old in before]))
    region = units.region_on(province.unit_id, date(2025, 6, 1)).split("-")[0]
    return LEAD.get(region, 0.0) + float(random("lead", province.unit_id).normal(0, 0.28))
