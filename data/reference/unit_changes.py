"""What the hand-kept lists say of births, ends, renamings and boundaries of provinces and districts.

Owns sources/former_provinces.csv, sources/districts.csv and sources/changes.csv: one row is one
unit on one day. `before` and `after`: renamed or of another kind; only `before`: it ended and went
into the units of `into`; only `after`: it was founded; neither: a part of it went `into` another
and it goes on. It refuses a row that contradicts the rest.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

SOURCES = Path(__file__).resolve().parent / "sources"
CERTAINTIES = ("day", "month", "year")


def read_csv(name: str) -> list[dict[str, str]]:
    """The rows of a hand-kept file in sources/."""
    with (SOURCES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def eve(day: str) -> str:
    """The day before."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


@dataclass(frozen=True)
class Change:
    """One row of the two lists of changes."""

    effective: str
    certainty: str
    unit_id: str
    before: str
    after: str
    into: tuple[str, ...]
    source: str
    note: str

    @property
    def ends(self) -> bool:
        """Whether the unit ended."""
        return bool(self.before and not self.after)

    @property
    def sure(self) -> str:
        """The first day on which the change had certainly been made."""
        day = date.fromisoformat(self.effective)
        if self.certainty == "day":
            return self.effective
        month = day.month if self.certainty == "month" else 12
        return (date(day.year + month // 12, month % 12 + 1, 1)).isoformat()


class Changes:
    """All changes of provinces before 2025 and of districts, with what follows from them."""

    def __init__(self) -> None:
        """Read the lists and check each row."""
        self.rows = [
            Change(**{**row, "into": tuple(filter(None, row["into"].split(";")))})
            for name in ("former_provinces.csv", "districts.csv") for row in read_csv(name)
        ]  # fmt: skip
        self.born = {c.unit_id: c.effective for c in self.rows if c.after and not c.before}
        self.ended = [c for c in self.rows if c.ends]
        for change in self.rows:
            if change.certainty not in CERTAINTIES or bool(change.into) == bool(change.after):
                raise ValueError(f"sources: {change} says neither a name nor where it went")
        self.settled = self._settled()

    def _settled(self) -> dict[str, str]:
        """unit_id → first day on which it certainly had the territory it kept to its end."""
        days: dict[str, str] = defaultdict(str)
        for change in self.rows:
            if change.into or change.unit_id in self.born:
                for unit_id in (*change.into, *([] if change.before else [change.unit_id])):
                    days[unit_id] = max(days[unit_id], change.sure)
        return dict(days)

    def _moves(self) -> list[tuple[str, str, Change, int]]:
        """(to, from, change, whole): every whole or part that went from one unit to another."""
        return [
            (to, change.unit_id, change, int(change.ends and len(change.into) == 1))
            for change in self.rows for to in change.into
        ]  # fmt: skip

    def successions(self) -> list[tuple[str, str, str, int]]:
        """(successor, predecessor, day, whole): what the founded units were made from."""
        return [
            (to, giver, change.effective, whole)
            for to, giver, change, whole in self._moves() if self.born.get(to) == change.effective
        ]  # fmt: skip

    def boundaries(self) -> list[tuple[object, ...]]:
        """(to, from, day, whole, what, certainty, source): what units that go on received."""
        return sorted(
            (to, giver, change.effective, whole, change.note, change.certainty, change.source)
            for to, giver, change, whole in self._moves() if self.born.get(to) != change.effective
        )  # fmt: skip

    def renamings(self) -> dict[str, list[tuple[str, str, str, str]]]:
        """unit_id → (before, after, day, source) in order, of units of every level."""
        found = defaultdict(list)
        for c in self.rows:
            if c.before and c.after:
                found[c.unit_id].append((c.before, c.after, c.effective, c.source))
        for row in read_csv("changes.csv"):
            found[row["unit_id"]].append(tuple(row[k] for k in ("before", "after", "effective", "source")))
        return {uid: sorted(steps, key=lambda s: s[2]) for uid, steps in sorted(found.items())}
