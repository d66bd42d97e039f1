"""When each synthetic report came in: most before the due day, some late, always on the same days at every build.

Owns the office's days of entering reports: two before each due day and three after it, so that the history of imports
stays as short as an office's own. What is older than the first year watched was entered at once when the office began.
"""

from datetime import date, timedelta
from functools import cache

import numpy as np
import pandas as pd

from danvan.demo.lands import random
from danvan.periods import Period
from danvan.reporting import due

FIRST_WATCHED = 2024
BEGUN = date(2024, 1, 8)
"""The day on which the years before the first watched one were entered."""
LATEST = date(2026, 11, 20)
PUBLISHED_AFTER = 6
"""Days from the closing day of what is published (indices) or sent again to its entry."""
IN_TIME = ((4, 6), (0, 2))
LATE = ((2, 6), (9, 16), (24, 41))
"""Days before and after the due day, from the first to the last, of each day of entering."""
SHARES = (0.45, 0.55)
LATE_SHARES = (0.5, 0.33, 0.17)


def arrive(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `arrived` (day of entry), their as_of not after it. Rows as danvan.demo.reality makes them."""
    watched = (rows["period_end"].dt.year >= FIRST_WATCHED).to_numpy()
    published = _published(rows)
    report = watched & ~published & ((rows["origin"] == "report") & (rows["state"] != "expected")).to_numpy()
    arrived = rows["as_of"] + pd.Timedelta(days=PUBLISHED_AFTER)
    arrived = arrived + pd.to_timedelta((25 - arrived.dt.day).clip(lower=0), unit="D")
    arrived = arrived.where(rows["as_of"] >= pd.Timestamp(BEGUN), pd.Timestamp(BEGUN))
    arrived = arrived.mask(~watched & ~published, pd.Timestamp(BEGUN))
    arrived = arrived.mask(report, _reports(rows[report]).reindex(rows.index))
    arrived = arrived.clip(upper=pd.Timestamp(LATEST))
    as_of = rows["as_of"].where(rows["as_of"] < arrived, arrived - pd.Timedelta(days=1))
    return rows.assign(arrived=arrived, as_of=as_of)


def _published(rows: pd.DataFrame) -> np.ndarray:
    """Which rows no unit reports: the indices."""
    return rows["indicator"].astype(str).str.startswith("CC").to_numpy()


def _reports(rows: pd.DataFrame) -> pd.Series:
    """The day on which each row's report came: one day a unit, rhythm and period."""
    keys = ["unit_id", "rhythm", "period_start", "period_end"]
    reports = rows[keys].drop_duplicates()
    punctual = {unit: _punctuality(str(unit)) for unit in reports["unit_id"].unique()}
    days = []
    for unit, rhythm, start, end in reports.itertuples(index=False):
        draw = random("arrival", str(unit), str(rhythm), f"{end:%Y%m%d}")
        in_time = draw.random() < punctual[unit]
        choice = int(draw.choice(2, p=SHARES)) if in_time else 2 + int(draw.choice(3, p=LATE_SHARES))
        days.append(_entering(start.date(), end.date())[choice])
    found = reports.assign(arrived=pd.to_datetime(days))
    return rows[keys].merge(found, on=keys, how="left")["arrived"].set_axis(rows.index)


def _punctuality(unit: str) -> float:
    """How likely a unit is in time: most nine times in ten, one in eight hardly ever more than half the time."""
    draw = random("punctual", unit)
    return float(draw.uniform(0.35, 0.6) if draw.random() < 0.12 else draw.uniform(0.82, 0.98))


@cache
def _entering(start: date, end: date) -> tuple[date, ...]:
    """The five days of entering around the due day of a period, none of them on a weekend."""
    last = due.due(due.shipped(), Period(start, end)) or end
    draw = random("entering", last.isoformat())
    before = [_working(last - timedelta(days=int(draw.integers(low, high + 1))), -1) for low, high in IN_TIME]
    after = [_working(last + timedelta(days=int(draw.integers(low, high + 1))), 1) for low, high in LATE]
    return (*before, *after)


def _working(day: date, step: int) -> date:
    """The day, or the nearest working day before or after it."""
    while day.weekday() > 4:
        day += timedelta(days=step)
    return day


def batch_keys(rows: pd.DataFrame) -> np.ndarray:
    """The key of each row's batch: day of entry, year it is about before the watched ones, order, level."""
    history = rows["arrived"] == pd.Timestamp(BEGUN)
    year = np.where(history, rows["period_end"].dt.year.astype(str), rows["arrived"].dt.year.astype(str))
    order = rows["origin"].map({"report": "1", "index": "2", "revision": "3", "press": "4"})
    order = order.where(~_published(rows), "2")
    day = rows["arrived"].dt.strftime("%Y%m%d")
    return (day + "-" + year + "-" + order.astype(str) + "-" + rows["level"].astype(str)).to_numpy()
