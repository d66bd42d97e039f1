"""Lines that add up others: totals, regions, groups. They are taken out, and held against the sum of their parts.

Owns which lines a total is the sum of, and when a difference is told. An indicator whose figures may not be added
(a rate, a score) is never checked; nothing is ever corrected.
"""

from collections.abc import Sequence

import numpy as np

from danvan.ingest.findings import INFO, WARN
from danvan.ingest.shape import words
from danvan.ingest.shape.readout import Readout
from danvan.ingest.shape.tell import Teller, listed
from danvan.numbers import number

SUMS = (words.TOTAL, words.NATION, "region", "group")
MOST_GROUPS = 200
WHOLE = (words.TOTAL, words.NATION)
GROUPS = ("region", "group")


def tell_totals(
    teller: Teller,
    rows: np.ndarray,
    kind: np.ndarray,
    names: np.ndarray,
    top: np.ndarray,
    readouts: Sequence[Readout],
    adds: Sequence[bool],
) -> None:
    """Hold every total against its parts. kind: what each line is; top: lines of units of the highest level there is.

    adds: per column whether its figures may be summed.
    """
    for readout, may in zip(readouts, adds, strict=True):
        if may:
            _check(teller, rows, kind, names, top, readout)


def _check(
    teller: Teller, rows: np.ndarray, kind: np.ndarray, names: np.ndarray, top: np.ndarray, readout: Readout
) -> None:
    values = readout.numbers.value
    for i in np.flatnonzero(np.isin(kind, SUMS) & ~np.isnan(values)):
        best = None
        for parts in _parts(int(i), kind, top):
            held = values[parts]
            held = held[~np.isnan(held)]
            if not len(held):
                continue
            found = (float(held.sum()), len(held), len(parts))
            if _equal(values[i], held):
                best = None
                break
            best = best or found
        else:
            if best:
                total, present, all_ = best
                decimals = max(_places(values[i]), _places(total))
                teller.add(
                    "shape_total_differs", WARN, row=rows[i], column=readout.column.index, value=names[i] or "",
                    total=number(float(values[i]), decimals), sum=number(total, decimals), present=present, parts=all_,
                )  # fmt: skip


def _parts(i: int, kind: np.ndarray, top: np.ndarray) -> list[np.ndarray]:
    """The lines that a total may be the sum of, the likeliest first."""
    units = np.flatnonzero(top)
    ends = np.flatnonzero(np.isin(kind, SUMS))
    after = ends[ends > i]
    before = ends[ends < i]
    below = units[(units > i) & (units < (after[0] if len(after) else len(kind)))]
    above = units[(units < i) & (units > (before[-1] if len(before) else -1))]
    groups = np.flatnonzero(np.isin(kind, GROUPS))
    if kind[i] in WHOLE:
        return [units, units[units > i], units[units < i], groups, below, above]
    return [below, above]


def _equal(total: float, parts: np.ndarray) -> bool:
    """Whether a total is its parts' sum, up to the rounding of printed decimals."""
    places = max(_places(total), max(map(_places, parts)))
    slack = 0.5 * 10.0**-places * (len(parts) + 1) if places else 1e-9 * max(1.0, abs(total))
    return abs(total - float(parts.sum())) <= slack


def _places(value: float) -> int:
    return len(f"{value:.6f}".rstrip("0").partition(".")[2])


def tell_skipped(teller: Teller, rows: np.ndarray, kind: np.ndarray, names: np.ndarray) -> dict[str, int]:
    """One remark for each kind of lines left out; how many there were."""
    counts: dict[str, int] = {}
    for what in dict.fromkeys(kind[kind != ""]):
        lines = np.flatnonzero(kind == what)
        counts[what] = len(lines)
        code = _CODES.get(what)
        if code:
            teller.add(code, INFO, row=rows[lines[0]], count=len(lines), names=listed(names[lines]) or "…")
    return counts


_CODES = {
    words.TOTAL: "shape_totals_left_out",
    words.NATION: "shape_totals_left_out",
    "region": "shape_regions_left_out",
    "group": "shape_groups_left_out",
    words.MEAN: "shape_statistics_left_out",
    words.EXTREME: "shape_statistics_left_out",
    "note": "shape_notes_left_out",
}
