"""On which day's division the names of a table are to be understood: the period's own, the 63 provinces, or the 34.

Owns that decision for a table as a whole. Senders restate: a file of 2025 may use the 63 names, one about 2020 the 34.
The division that explains all names is taken; where two do, that of each figure's own last day.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from danvan.units import get, units

NEW_ORDER = date(2025, 7, 1)
LAST_OLD = NEW_ORDER - timedelta(days=1)
OWN, OLD, OLD_NOW, NEW = "own", "63", "63 restated", "34"
SAMPLE = 400
FEWEST, SHARE = 2, 0.2
"""Another division that leaves names unexplained too has to explain so many more: one odd name decides nothing."""

MANY = 15
"""So many names that all are among the 34 are hardly by chance out of the 63."""

Pair = tuple[int, date]
"""(index of a name, last day of a figure's period)."""


@dataclass(frozen=True)
class Geography:
    """mode: which day a figure's names are looked up on. why: in Vietnamese; asks: whether a person should confirm."""

    mode: str
    why: str = ""
    asks: bool = False
    restated: bool = False

    def day(self, end: date) -> date:
        """The day on which the names beside a figure are looked up."""
        if self.mode == OLD:
            return min(end, LAST_OLD)
        if self.mode == OLD_NOW:
            return LAST_OLD
        return max(end, NEW_ORDER) if self.mode == NEW else end


Explains = Callable[[int, date], str]
"""(index of a name, day) → unit_id, '' when the name is not certain on that day."""


def decide(pairs: Sequence[Pair], explains: Explains, stands: Callable[[int, date], bool], chosen: str) -> Geography:
    """The division for the names and days of a table. chosen: '63' or '34' decides.

    stands: whether any unit of that name stands on the day. Another division than the period's own is taken unasked
    only for names that nobody bears on their own day: one that several bear is asked, not looked for elsewhere.
    """
    sample = list(pairs)
    found = {mode: [explains(i, Geography(mode).day(end)) for i, end in sample] for mode in (OWN, OLD, OLD_NOW, NEW)}
    names = {i for i, _ in sample}
    lost = {mode: {i for (i, _), hit in zip(sample, hits, strict=True) if not hit} for mode, hits in found.items()}
    if chosen == "34":
        return Geography(NEW, "người dùng chọn")
    if chosen == "63":
        return Geography(OLD_NOW if len(lost[OLD_NOW]) < len(lost[OLD]) else OLD, "người dùng chọn")
    if not sample:
        return Geography(OWN)
    first, last = min(end for _, end in sample), max(end for _, end in sample)
    order = [OLD, OLD_NOW, NEW] if last < NEW_ORDER else [NEW, OLD, OLD_NOW]
    best = min(order, key=lambda mode: (len(lost[mode]), order.index(mode)))
    foreign = {i for i, end in sample if not stands(i, end)}
    gained = len(foreign) - len(foreign & lost[best])
    if gained and (not lost[best] or gained >= max(FEWEST, SHARE * len(names))):
        return _other(best, first, last)
    return _own(found, lost, sample, first, last)


def _other(best: str, first: date, last: date) -> Geography:
    if best == NEW:
        return Geography(NEW, "tên đơn vị chỉ khớp với 34 tỉnh, thành phố từ 01/7/2025", restated=first < NEW_ORDER)
    return Geography(best, "tên đơn vị chỉ khớp với 63 tỉnh, thành phố đến 30/6/2025", restated=last >= NEW_ORDER)


def _own(
    found: dict[str, list[str]], lost: dict[str, set[int]], sample: Sequence[Pair], first: date, last: date
) -> Geography:
    """The period's own division, unless the names are exactly the list of the 34."""
    differ = any(a and b and a != b for a, b in zip(found[OLD], found[NEW], strict=True))
    if first >= NEW_ORDER or not differ or len(lost[NEW]) > len(lost[OWN]):
        return Geography(OWN)
    new = {unit_id for unit_id in found[NEW] if unit_id and get(unit_id).level == "province"}
    whole = {unit.unit_id for unit in units("province", NEW_ORDER)}
    old = {unit_id for unit_id in found[OLD] if unit_id}
    if new == whole and len(old) == len(new):
        return Geography(NEW, "bảng nêu đúng 34 tỉnh, thành phố từ 01/7/2025", restated=True)
    straddles = last >= NEW_ORDER
    return Geography(OWN, asks=straddles or len(new) >= MANY)
