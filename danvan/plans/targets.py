"""A target and the answer to 'how far are we?': status, pace and projection from points of figures.

Two families. *Counted* (flow): what has happened adds up from `start`; the figures given are sums from the start to a
day. *Measured* (stock, ratio, index and what is not added up): the figures are levels on days; the road starts at the
base (value and day), and without one there is no pace.

Status on the last known day d, towards the due day e (the road: the straight line from the base to the target):
reached  'ít nhất': the figure is at or above the target. 'không quá': measured: at or below it; counted: only when the
         figures reach the due day and are not above.
on_way   not reached, d before e, and the figure is not worse than the road on d.
behind   not reached and worse than the road on d; or d has come to e without reaching; or a counted 'không quá'
         already exceeded, whatever the day.
unknown  no figure; one that is too inexact to tell (partial, 'gần', 'khoảng', 'hơn' on the wrong side); a measured
         target without a base, or without a figure after it; or the due day has passed and the figures end before it.

Projection: the average pace from the start (base) to d, kept up to e. Only with two known days or more after the
start, an exact last figure and d before e. A share is not projected past 0 or 100.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from danvan import catalogue
from danvan.periods import Period
from danvan.plans.documents import PlanDocument

REACHED, ON_WAY, BEHIND, UNKNOWN = "reached", "on_way", "behind", "unknown"
STATUSES = (REACHED, ON_WAY, BEHIND, UNKNOWN)
AT_LEAST, AT_MOST = "at_least", "at_most"
BOUNDS = (AT_LEAST, AT_MOST)
YEAR, ONE_DAY = 365.25, timedelta(days=1)
NOT_AIMED_AT = ("rank", "distinct")


@dataclass(frozen=True)
class Target:
    """What is aimed at. Counted: `start` is the first day that counts, base_value what was there before it."""

    target_id: str
    indicator: str
    unit_id: str
    breakdown: str
    due: date
    value: float
    bound: str
    start: date | None = None
    base_value: float | None = None
    document: PlanDocument = PlanDocument()
    note: str = ""

    @property
    def counted(self) -> bool:
        """Whether its figures are sums since a start."""
        return catalogue.get(self.indicator).kind == "flow"

    @property
    def name(self) -> str:
        """The indicator with the part that is meant."""
        return catalogue.named(self.indicator, self.breakdown)


@dataclass(frozen=True)
class Point:
    """A figure on the way: of the span from the start to its last day (counted), or on that day (measured)."""

    day: date
    value: float
    qualifier: str = ""
    whole: bool = True
    period: Period | None = None
    state: str = "known"


@dataclass(frozen=True)
class Progress:
    """Where a target stands. expected: the road on the last day; share: percent of the target; needed: what is still
    to come; projected: at the due day at the average pace so far, since `pace_from`."""

    target: Target
    status: str
    point: Point | None = None
    expected: float | None = None
    share: float | None = None
    needed: float | None = None
    pace_needed: float | None = None
    pace_unit: str = "year"
    pace: float | None = None
    projected: float | None = None
    base: Point | None = None
    points: tuple[Point, ...] = ()
    reason: str = ""


def progress(target: Target, points: Sequence[Point], today: date) -> Progress:
    """The standing of a target from its points, in the order of their days (see the module for the rules)."""
    known = [point for point in points if point.day <= target.due]
    base = _base(target, known)
    if not known:
        return Progress(target, UNKNOWN, base=base, reason="no_figure")
    last = known[-1]
    expected = _expected(target, base, last)
    status, reason = _status(target, last, expected, today)
    made = _pace(target, base, known)
    ahead = last.day < target.due and last.whole
    needed = target.value - last.value if ahead and status != REACHED and target.bound == AT_LEAST else None
    unit = "year" if (target.due - last.day).days > YEAR else "quarter"
    return Progress(
        target,
        status,
        last,
        expected,
        _share(target, last),
        needed,
        needed / _left(last.day, target.due, 12 if unit == "year" else 3) if needed is not None else None,
        unit,
        made,
        _projected(target, last, made) if ahead else None,
        base,
        tuple(known),
        reason,
    )


def _left(last: date, due: date, months: int) -> float:
    """How many years (12 months) or quarters (3) are left; from one end of a month to another whole months count."""
    if (last + ONE_DAY).day == 1 and (due + ONE_DAY).day == 1:
        return ((due.year - last.year) * 12 + due.month - last.month) / months
    return (due - last).days / (YEAR * months / 12)


def _base(target: Target, known: Sequence[Point]) -> Point | None:
    """Where the road starts: what was typed; of a counted one nothing on the eve; else the first level known."""
    if target.start is None:
        return None
    if target.counted:
        return Point(target.start, target.base_value or 0.0)
    if target.base_value is not None:
        return Point(target.start, target.base_value)
    before = [point for point in known if point.day <= target.start and point.whole]
    return Point(target.start, before[-1].value) if before else None


def _expected(target: Target, base: Point | None, last: Point) -> float | None:
    if base is None or target.due <= base.day or last.day < base.day:
        return None
    gone = _days(target, base.day, last.day) / _days(target, base.day, target.due)
    return base.value + (target.value - base.value) * min(gone, 1.0)


def _days(target: Target, first: date, last: date) -> int:
    """Days between two levels; of a counted target the first day counts too."""
    return (last - first).days + (1 if target.counted else 0)


def _status(target: Target, last: Point, expected: float | None, today: date) -> tuple[str, str]:
    """(status, why it is unknown)."""
    at_due = last.day >= target.due
    goal = _compared(last, target.value, target.bound)
    if target.bound == AT_MOST and target.counted:
        if _compared(last, target.value, AT_LEAST) and last.value > target.value:
            return BEHIND, ""
        if at_due:
            return (REACHED, "") if goal else (UNKNOWN, "inexact")
    elif goal:
        return REACHED, ""
    if goal is None:
        return UNKNOWN, "inexact" if last.whole else "partial"
    if at_due:
        return BEHIND, ""
    if today > target.due:
        return UNKNOWN, "not_to_due"
    if expected is None:
        return UNKNOWN, "no_base"
    if not target.counted and target.start and last.day <= target.start:
        return UNKNOWN, "no_news"
    road = _compared(last, expected, target.bound)
    if road is None:
        return UNKNOWN, "inexact" if last.whole else "partial"
    return (ON_WAY if road else BEHIND), ""


def _compared(point: Point, limit: float, bound: str) -> bool | None:
    """Whether the figure keeps the limit; None when it is too inexact to tell. A partial sum can only grow."""
    low = point.value if point.qualifier in ("", "hon") else None
    high = point.value if point.qualifier in ("", "gan") and point.whole else None
    if bound == AT_LEAST:
        if low is not None and low >= limit:
            return True
        return False if high is not None and high < limit else None
    if high is not None and high <= limit:
        return True
    return False if low is not None and low > limit else None


def _share(target: Target, last: Point) -> float | None:
    return 100 * last.value / target.value if target.value > 0 else None


def _pace(target: Target, base: Point | None, known: Sequence[Point]) -> float | None:
    """Per year since the base; None where fewer than two known days after it tell."""
    if base is None or any(point.qualifier for point in known[-1:]) or not known[-1].whole:
        return None
    after = [point for point in known if point.day > base.day and point.whole]
    days = _days(target, base.day, known[-1].day)
    if len(after) < 2 or days <= 0:
        return None
    return (known[-1].value - base.value) / days * YEAR


def _projected(target: Target, last: Point, pace: float | None) -> float | None:
    if pace is None:
        return None
    value = last.value + pace * (target.due - last.day).days / YEAR
    return min(100.0, max(0.0, value)) if catalogue.get(target.indicator).unit == "%" else max(0.0, value)
