"""Where a case stands on a day: a state from its dates alone, never from what somebody says of it.

States, the gravest first; an open case has the first that fits. overdue: the due day is over. unassigned: nobody is to
settle it, or no day is set for it: without a due day a case is never in time. soon: due within SOON days, the last
one included. underway: all the others. A settled one was in time, late by so many days, or nobody knows (no due day).

A case whose due day is over and that nobody is to settle is overdue; it is among the unassigned all the same when
those are counted, so that neither count hides it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from danvan.cases.item import Case

OVERDUE, UNASSIGNED, DUE_SOON, UNDERWAY, SETTLED = "overdue", "unassigned", "soon", "underway", "settled"
OPEN = (OVERDUE, UNASSIGNED, DUE_SOON, UNDERWAY)
"""The states of an open case, the gravest first."""
STATES = (*OPEN, SETTLED)
SOON = 7
"""So many days before the due day a case is due soon."""


def state(case: Case, today: date) -> str:
    """The state of a case on a day on which it had been received."""
    if not case.is_open:
        return SETTLED
    if case.due is not None and case.due < today:
        return OVERDUE
    if case.unassigned:
        return UNASSIGNED
    return DUE_SOON if (case.due - today).days <= SOON else UNDERWAY


def days_late(case: Case, today: date) -> int | None:
    """Days after the due day: until today, or until it was settled; 0 in time; None without a due day."""
    if case.due is None:
        return None
    return max(0, ((case.settled or today) - case.due).days)


def on(cases: Iterable[Case], day: date) -> list[Case]:
    """The cases received by a day; what was settled after it is open again, as it then was."""
    return [
        replace(case, settled=None, outcome="") if case.settled and case.settled > day else case
        for case in cases
        if case.received <= day
    ]


@dataclass(frozen=True)
class Counts:
    """How many cases there are of each kind. `unassigned`: also overdue ones; `idle`: those that are not overdue.

    So overdue + idle + soon + underway = open, and late + in_time + unjudged = settled. longest: the days of the one
    that is overdue for the longest time; 0 without any.
    """

    open: int = 0
    overdue: int = 0
    unassigned: int = 0
    idle: int = 0
    soon: int = 0
    underway: int = 0
    settled: int = 0
    late: int = 0
    in_time: int = 0
    unjudged: int = 0
    longest: int = 0


def count(cases: Sequence[Case], today: date) -> Counts:
    """The counts of cases on a day."""
    states = [state(case, today) for case in cases]
    done = [days_late(case, today) for case in cases if not case.is_open]
    overdue = [days_late(case, today) or 0 for case, at in zip(cases, states, strict=True) if at == OVERDUE]
    return Counts(
        open=sum(case.is_open for case in cases),
        overdue=len(overdue),
        unassigned=sum(case.unassigned for case in cases),
        idle=states.count(UNASSIGNED),
        soon=states.count(DUE_SOON),
        underway=states.count(UNDERWAY),
        settled=len(done),
        late=sum(days is not None and days > 0 for days in done),
        in_time=sum(days == 0 for days in done),
        unjudged=sum(days is None for days in done),
        longest=max(overdue, default=0),
    )


def by_urgency(cases: Iterable[Case], today: date) -> list[Case]:
    """Overdue ones first, the longest first; then those nobody settles, then by due day; settled ones last."""

    def _place(case: Case) -> tuple[int, int, date, str]:
        at = state(case, today)
        late = days_late(case, today) or 0
        return STATES.index(at), -late, case.due or case.received, case.case_id

    return sorted(cases, key=_place)
