"""What reports say themselves about the prescribed numbers, beside what is counted from the units.

Both are kept; this only says whether they agree. A count with unknown units is a range, and a reported number inside it
contradicts nothing.
"""

from dataclasses import dataclass
from typing import Any

from danvan.plans.compliance import Counts

OBLIGED, MET, RATE, DUE, VOLUME = "obliged", "met", "rate", "due", "volume"
REPORTED = {
    "DT02": {"DT05": OBLIGED, "DT06": MET, "DT07": RATE, "DT11": DUE, "DT08": VOLUME},
    "KN01": {"KN10": OBLIGED, "KN09": MET, "KN03": RATE, "KN02": DUE},
}
"""Prescribed indicator → the reported ones about it and what each speaks of."""
EQUAL, WITHIN, DIFFER, OPEN = "equal", "within", "differ", "open"
TENTH = 0.05
"""Shares that are the same once printed with a decimal are the same."""


@dataclass(frozen=True)
class Beside:
    """A reported number with its counted counterpart: low = high where every unit is known; None where none is."""

    indicator: str
    breakdown: str
    reported: float
    low: float | None
    high: float | None
    answer: str

    @property
    def gap(self) -> float:
        """How far the reported number lies outside the counted range; negative when it is below."""
        if self.low is None or self.high is None:
            return 0.0
        return self.reported - (self.high if self.reported > self.high else self.low)


def compare(prescribed: str, row: dict[str, Any], counts: Counts) -> Beside:
    """One reported figure (indicator, breakdown, value) against the counts of the units that it speaks of."""
    low, high = _range(REPORTED[prescribed][row["indicator"]], counts)
    value = float(row["value"])
    return Beside(row["indicator"], row["breakdown"], value, low, high, _answer(row, low, high))


def _range(meaning: str, counts: Counts) -> tuple[float | None, float | None]:
    if meaning == OBLIGED:
        return counts.obliged, counts.obliged
    if meaning == DUE:
        return counts.due, counts.due
    if not counts.known:
        return None, None
    if meaning == MET:
        return counts.met, counts.met + counts.unknown
    if meaning == RATE:
        return counts.least, counts.most
    if counts.unknown or not counts.due or counts.held is None:
        return None, None
    return 100 * counts.held / counts.due, 100 * counts.held / counts.due


def _answer(row: dict[str, Any], low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return OPEN
    value = float(row["value"])
    if low - TENTH <= value <= high + TENTH:
        return EQUAL if high - low <= TENTH else WITHIN
    return DIFFER


def together(counts: list[Counts]) -> Counts:
    """The counts of several levels as one."""
    held = [each.held for each in counts if each.held is not None]
    return Counts(
        sum(each.met for each in counts),
        sum(each.below for each in counts),
        sum(each.none for each in counts),
        sum(each.unknown for each in counts),
        sum(each.due for each in counts),
        sum(held) if held else None,
    )
