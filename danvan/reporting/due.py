"""When a report is due: dated rules per kind of period, the shipped ones and those that staff set, with who and when.

A rule says a day of the month that lies some months after the period's last one (0: that month itself). Rules are only
ever added; of those whose `since` a period's last day has reached, the latest counts, then the one set last.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from danvan import rights
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.periods import Period, month_end
from danvan.reporting import regime

SHIPPED_BY = "phần mềm"


@dataclass(frozen=True)
class DueRule:
    """Reports of a kind of period are due on `day` of the month `months` after the period's last month."""

    period_kind: str
    months: int
    day: int
    since: date
    basis: str
    set_at: datetime | None = None
    set_by: str = SHIPPED_BY

    def due(self, period: Period) -> date:
        """The last day on which the report of a period is in time; the month's last day where it has fewer."""
        after = period.end.year * 12 + period.end.month - 1 + self.months
        last = month_end(after // 12, after % 12 + 1)
        return last.replace(day=min(self.day, last.day))


@cache
def shipped() -> tuple[DueRule, ...]:
    """The rules that come with the program."""
    try:
        return tuple(DueRule(**row) for row in regime.tables()["due"])
    except (KeyError, TypeError) as error:
        raise regime.damaged(str(error)) from error


def rules(database: Database) -> tuple[DueRule, ...]:
    """Every rule there is, the shipped ones first, then those set in the workspace in the order of their setting."""
    rows = database.ask("completeness.due_rules").to_dict("records")
    return from_rows(rows)


def from_rows(rows: Iterable[dict]) -> tuple[DueRule, ...]:
    """The shipped rules and those of rows (period_kind, months, day, since, basis, set_at, set_by)."""
    own = [
        DueRule(
            row["period_kind"],
            int(row["months"]),
            int(row["day"]),
            _day(row["since"]),
            row["basis"],
            row["set_at"],
            row["set_by"],
        )
        for row in rows
    ]
    return (*shipped(), *own)


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def in_force(known: Iterable[DueRule], period: Period, kind: str = "") -> DueRule | None:
    """The rule that a period's report goes by; None for a kind of period that has no due day."""
    wanted = kind or period.kind
    found = [
        (rule.since, at, rule)
        for at, rule in enumerate(known)
        if rule.period_kind == wanted and rule.since <= period.end
    ]
    return max(found, key=lambda item: item[:2])[2] if found else None


def due(known: Iterable[DueRule], period: Period) -> date | None:
    """The day until which a period's report is in time; None where none is set."""
    rule = in_force(known, period)
    return rule.due(period) if rule else None


def put(database: Database, rule: DueRule, now: datetime) -> None:
    """Add a rule; who set it, when and why is kept, and recorded. DanVanError when it says no day."""
    rights.need(rights.ADMINISTER)
    if rule.period_kind not in regime.KINDS or not 0 <= rule.months <= 12 or not 1 <= rule.day <= 31:
        raise DanVanError(
            message=f"Hạn nộp không hợp lệ: ngày {rule.day}, sau tháng cuối của kỳ {rule.months} tháng.",
            remedy="Nhập ngày từ 1 đến 31 và số tháng từ 0 đến 12.",
        )
    if not rule.set_by.strip() or not rule.basis.strip():
        raise DanVanError(message="Chưa ghi người đặt hạn hoặc căn cứ.", remedy="Nhập họ tên và căn cứ rồi lưu lại.")
    said = f"{rule.period_kind}: ngày {rule.day}, tháng +{rule.months}, từ {rule.since}; {rule.basis}"
    values = [rule.period_kind, rule.months, rule.day, rule.since, rule.basis, now, rule.set_by]
    with database.writing() as cursor:
        cursor.execute("insert into due_rule values (?, ?, ?, ?, ?, ?, ?)", values)
    rights.record("due", rule.period_kind, said)
