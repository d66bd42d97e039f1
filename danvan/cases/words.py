"""The register in words: states, delays, and the sentence above the list. Nothing is said where nothing is known."""

from collections.abc import Mapping
from datetime import date

from danvan import numbers
from danvan.cases import standing
from danvan.cases.item import Case
from danvan.cases.standing import Counts
from danvan.texts import text


def state(name: str) -> str:
    """'Quá hạn', 'Chưa giao', 'Sắp đến hạn', 'Đang giải quyết', 'Đã giải quyết xong'."""
    return text(f"cases.state_{name}")


def told(case: Case, today: date) -> str:
    """The state with what belongs to it: 'Quá hạn 12 ngày, chưa giao', 'Đã giải quyết xong, chậm 3 ngày'."""
    at, late = standing.state(case, today), standing.days_late(case, today)
    days = numbers.number(late, missing="")
    if at == standing.OVERDUE:
        said = text("cases.told_overdue", days=days)
        return f"{said}, {_missing(case)}" if case.unassigned else said
    if at == standing.UNASSIGNED:
        return f"{state(at)} ({_missing(case)})"
    if at == standing.DUE_SOON:
        left = (case.due - today).days
        return text("cases.told_soon", days=numbers.number(left)) if left else text("cases.told_today")
    if at == standing.SETTLED:
        return text(f"cases.told_{_how(case, today)}", days=days)
    return state(at)


def short(case: Case, today: date) -> str:
    """The same where the owner and the due day stand beside it: 'Quá hạn 12 ngày', 'Chưa giao', 'Xong, chậm 3 ngày'."""
    at = standing.state(case, today)
    if at == standing.OVERDUE:
        return text("cases.told_overdue", days=numbers.number(standing.days_late(case, today)))
    if at == standing.SETTLED:
        return text(
            f"cases.short_{_how(case, today)}", days=numbers.number(standing.days_late(case, today), missing="")
        )
    return state(at) if at == standing.UNASSIGNED else told(case, today)


def _how(case: Case, today: date) -> str:
    """How a settled case was settled, as texts are named: in_time, late, unjudged."""
    late = standing.days_late(case, today)
    return "unjudged" if late is None else "late" if late else "in_time"


def _missing(case: Case) -> str:
    """'chưa có người giải quyết', 'chưa có hạn', or both."""
    if not case.owner and case.due is None:
        return text("cases.missing_both")
    return text("cases.missing_due") if case.owner else text("cases.missing_owner")


def summary(counts: Counts, where: str, today: date, overdue_in: Mapping[str, int]) -> list[str]:
    """Sentences about the open cases. overdue_in: names of units → overdue cases, the most first."""
    day = numbers.date(today)
    if not counts.open and not counts.settled:
        return [text("cases.says_empty", unit=where)]
    if not counts.open:
        return [text("cases.says_none", unit=where, day=day, settled=numbers.number(counts.settled))]
    said = [text("cases.says_open", unit=where, day=day, count=numbers.number(counts.open))]
    if counts.overdue:
        most = ", ".join(f"{name} ({numbers.number(count)})" for name, count in list(overdue_in.items())[:3])
        said.append(
            text(
                "cases.says_overdue",
                count=numbers.number(counts.overdue),
                days=numbers.number(counts.longest),
                most=text("cases.says_most", units=most) if len(overdue_in) > 1 else "",
            )
        )
    else:
        said.append(text("cases.says_no_overdue"))
    if counts.unassigned:
        said.append(text("cases.says_unassigned", count=numbers.number(counts.unassigned)))
    return said
