"""From what happened to report sheets: which unit reports what, over which periods.

Owns the rhythms of reporting (monthly, quarterly, half-yearly, yearly, cumulative) and the collecting of rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from danvan import catalogue
from danvan.demo.lands import TURN, Era
from danvan.units import Unit

RHYTHMS = ("thang", "quy", "sau_thang", "nam", "luy_ke")
STEPS = {"thang": 1, "quy": 3, "sau_thang": 6}
Window = tuple[int, int]


def windows(era: Era, rhythm: str, since: int = 0, until: int = 9999) -> list[Window]:
    """(first, last) positions of the months of each period that is over, for the years since..until."""
    found: list[Window] = []
    for year in sorted(set(era.years)):
        if not since <= year <= until:
            continue
        at = [int(i) for i in np.flatnonzero(era.years == year)]
        if rhythm == "luy_ke":
            found += [(at[0], i) for i in at if era.months[i].month % 3 == 0]
        elif rhythm == "nam":
            # In the year of the turn each side reports its half; a running year has its first half.
            whole = 12 if len(at) == 12 else 6
            found.append((at[0], at[whole - 1]))
        else:
            step = STEPS[rhythm]
            found += [(at[i], at[i + step - 1]) for i in range(0, len(at) - step + 1, step)]
    return found


@dataclass
class Sheets:
    """Collects report rows as columns; `rows` joins them."""

    parts: list[dict[str, np.ndarray]] = field(default_factory=list)

    def add(
        self,
        era: Era,
        indicator: str,
        owners: Sequence[Unit],
        values: np.ndarray,
        rhythm: str,
        spans: list[Window],
        *,
        breakdown: str = "",
        take: str = "sum",
    ) -> None:
        """Rows of one indicator. values: (len(owners), months); take: sum, last or first month of each window."""
        if not len(owners) or not spans:
            return
        first, last = np.array([a for a, _ in spans]), np.array([b for _, b in spans])
        if take == "sum":
            running = np.concatenate([np.zeros((len(values), 1)), np.cumsum(values, axis=1)], axis=1)
            cells = running[:, last + 1] - running[:, first]
        else:
            # An opening stock stands, like everything quarterly, at the end of the first quarter.
            cells = values[:, last] if take == "last" else values[:, first + 2]
        start = np.array([era.months[a].replace(day=1) for a in first], dtype="datetime64[s]")
        end = np.array([era.months[b] for b in last], dtype="datetime64[s]")
        count = len(owners) * len(spans)
        starts = np.tile(start, len(owners))
        self.parts.append(
            {
                "indicator": _same(indicator, count),
                "unit_id": np.repeat(np.array([u.unit_id for u in owners], dtype=object), len(spans)),
                "breakdown": _same(breakdown, count),
                "period_start": starts,
                "period_end": np.tile(end, len(owners)),
                "cumulative_from": starts if rhythm == "luy_ke" else np.full(count, np.datetime64("NaT", "s")),
                "value": cells.ravel().astype(float),
                "level": _same(owners[0].level, count),
                "rhythm": _same(rhythm, count),
            }
        )

    def point(
        self, indicator: str, owners: Sequence[Unit], values: np.ndarray, days: tuple[date, date], rhythm: str,
        *, breakdown: str = "",
    ) -> None:  # fmt: skip
        """Rows of one indicator for one period, values (len(owners),)."""
        count = len(owners)
        if not count:
            return
        self.parts.append(
            {
                "indicator": _same(indicator, count),
                "unit_id": np.array([u.unit_id for u in owners], dtype=object),
                "breakdown": _same(breakdown, count),
                "period_start": np.full(count, np.datetime64(days[0], "s")),
                "period_end": np.full(count, np.datetime64(days[1], "s")),
                "cumulative_from": np.full(count, np.datetime64("NaT", "s")),
                "value": np.asarray(values, dtype=float),
                "level": _same(owners[0].level, count),
                "rhythm": _same(rhythm, count),
            }
        )

    def rows(self) -> pd.DataFrame:
        """Every row, in the order of collecting."""
        columns = {name: np.concatenate([part[name] for part in self.parts]) for name in self.parts[0]}
        for name in ("indicator", "unit_id", "breakdown", "level", "rhythm"):
            columns[name] = pd.Categorical(columns[name])
        return pd.DataFrame(columns).drop_duplicates(
            ["indicator", "unit_id", "breakdown", "period_start", "period_end"], ignore_index=True
        )


def of_the_turn(rows: pd.DataFrame) -> pd.DataFrame:
    """What provinces that stayed report of the whole year of the turn, beside the halves: counts of units.

    Their halves add up to the year by themselves, but for what cannot be added: how many units met their number or were
    inspected. Of the year these are of the units there are at its end, like the number they are a share of.
    """
    counts = {
        i.code for i in catalogue.all_indicators() if i.agg_periods == "never" and i.kind in ("stock", "distinct")
    }
    first, second = (pd.Timestamp(TURN.year, 1, 1), pd.Timestamp(TURN))
    yearly = rows["indicator"].isin(counts) & (rows["rhythm"] == "nam") & (rows["level"] == "province")
    stayed = set(rows.loc[yearly & (rows["period_start"] == first), "unit_id"])
    turned = yearly & (rows["period_start"] == second) & (rows["period_end"] == pd.Timestamp(TURN.year, 12, 31))
    return rows[turned & rows["unit_id"].isin(stayed)].assign(period_start=first).reset_index(drop=True)


def _same(value: str, count: int) -> np.ndarray:
    return np.full(count, value, dtype=object)
