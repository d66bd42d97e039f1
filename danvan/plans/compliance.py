"""Which units have done what is prescribed: each judged from its own count, never from a total.

Owns the four answers about a unit and their counting:
met      its count reaches the number due (a partial sum that already reaches it is enough: it can only grow);
below    its whole count is short of it;
none     it reported 0;
unknown  it has not reported, not wholly, or not exactly enough to tell.
A unit for which nothing is prescribed is `not_due` and stays out of every count. While a period runs, a unit is held
to the rhythms that are over by its own last day; where none is (a yearly number), to the number of the whole year, and
being short of that says only that the year is not over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from danvan import numbers
from danvan.periods import Period
from danvan.plans import norms as prescribed
from danvan.plans.documents import day_of
from danvan.plans.norms import Norm

MET, BELOW, NONE, UNKNOWN, NOT_DUE = "met", "below", "none", "unknown", "not_due"
STATUSES = (MET, BELOW, NONE, UNKNOWN)
WHOLE = ("reported", "derived")


@dataclass(frozen=True)
class Counts:
    """How many units of each status; shares are of all that are obliged, in percent, None when there are none."""

    met: int
    below: int
    none: int
    unknown: int
    due: float
    """The sum of the numbers due of all obliged units."""
    held: float | None
    """What the units with a whole figure held together; None when there is no such unit."""

    @property
    def obliged(self) -> int:
        """All units that something is prescribed for."""
        return self.met + self.below + self.none + self.unknown

    @property
    def known(self) -> int:
        """The units whose own count tells."""
        return self.obliged - self.unknown

    @property
    def least(self) -> float | None:
        """The share that has certainly met the number."""
        return 100 * self.met / self.obliged if self.obliged else None

    @property
    def most(self) -> float | None:
        """The share if all of the unknown had met it; equal to `least` when none is unknown."""
        return 100 * (self.met + self.unknown) / self.obliged if self.obliged else None

    def of(self, status: str) -> int:
        """The number of units of a status."""
        return int(getattr(self, status))


def judge(rows: pd.DataFrame, norms: Sequence[Norm], *, level: str, span: Period, today: date) -> pd.DataFrame:
    """The rows of compliance.counts with status, due (the number a unit is held to), early and norm_id.

    early: the unit is held to a number that is due only at the end of a period that still runs.
    """
    judged = []
    known: dict[tuple[str, date], prescribed.Due] = {}
    for row in rows.to_dict("records"):
        by = min(span.end, today) if span.end <= today else day_of(row["period_end"]) or span.end
        by = min(by, today)
        key = (str(row["province_id"]), by)
        if key not in known:
            known[key] = prescribed.due(norms, row["indicator"], level, key[0], span, by)
        judged.append(_judged(row, known[key]))
    found = pd.DataFrame(judged, columns=["status", "due", "early", "norm_id"], index=rows.index)
    return pd.concat([rows, found], axis=1)


def _judged(row: dict[str, Any], due: prescribed.Due) -> tuple[str, float | None, bool, str]:
    norm_id = due.norms[-1].norm_id if due.norms else ""
    if due.whole is None or row["state"] == "not_applicable":
        return NOT_DUE, None, False, norm_id
    early = due.by_day is None
    wanted = due.whole if early else due.by_day
    return status_of(row, wanted), wanted, early, norm_id


def status_of(row: dict[str, Any], wanted: float) -> str:
    """The answer about one count (value, qualifier, basis) against the number due."""
    if numbers.is_missing(row["value"]):
        return UNKNOWN
    value, qualifier = float(row["value"]), row["qualifier"]
    whole = row["basis"] in WHOLE
    if qualifier in ("", "hon") and value >= wanted:
        return MET
    if not whole or qualifier in ("hon", "khoang"):
        return UNKNOWN
    if qualifier == "gan" and value > wanted:
        return UNKNOWN
    return NONE if value == 0 else BELOW


def count(rows: pd.DataFrame) -> Counts:
    """The statuses of judged rows, counted."""
    obliged = rows[rows["status"] != NOT_DUE]
    times = obliged["status"].value_counts()
    whole = obliged[obliged["basis"].isin(WHOLE) & obliged["value"].notna()]
    return Counts(
        *(int(times.get(status, 0)) for status in STATUSES),
        due=float(obliged["due"].sum()),
        held=float(whole["value"].sum()) if len(whole) else None,
    )


def by_group(rows: pd.DataFrame, *, key: str, name: str) -> list[tuple[str, str, Counts]]:
    """(id, name, counts) per province or district, in the order of the rows; groups with nothing due are out."""
    found = []
    for group, part in rows.groupby(key, sort=False, dropna=False):
        counted = count(part)
        if counted.obliged:
            found.append((str(group), str(part[name].iloc[0]), counted))
    return found
