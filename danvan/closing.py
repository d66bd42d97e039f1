"""Closed periods (khóa sổ): which there are, since when, for whom, by whom closed and opened again, and why.

A closing names one period: closed are the figures whose time lies wholly in it (of a year: its halves, quarters, months
and days too), not those that reach beyond. Rows are only ever added. Who may change what is closed all the same, and
how that is kept, is danvan.ingest.closed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from danvan import numbers, rights, units
from danvan.database import Database, query
from danvan.database.queries import records
from danvan.errors import DanVanError
from danvan.periods import FIRST_YEAR, Period, parse, vi_date

CLOSED, OPENED = "closed", "opened"
LETTER = "KS"
BEGINNING = date(FIRST_YEAR, 1, 1)
"""A closing from this day on is of all periods up to its end."""


@dataclass(frozen=True)
class Act:
    """One closing or opening: of whose figures, why, when, by whom."""

    action: str
    unit_id: str
    reason: str
    at: datetime
    who: str


@dataclass(frozen=True)
class Closing:
    """A period closed for a unit and what lies in it, from a day on, with everything done to it since, in order."""

    closing_id: str
    period: Period
    unit_id: str
    closed_from: date
    acts: tuple[Act, ...] = field(default=())

    @property
    def last(self) -> Mapping[str, Act]:
        """What was done last to the whole or to a part of it, by unit."""
        return {act.unit_id: act for act in self.acts}

    @property
    def stands(self) -> bool:
        """Whether it has not been opened as a whole; it may be of a day to come."""
        return self.last[self.unit_id].action == CLOSED

    @property
    def opened_for(self) -> tuple[str, ...]:
        """The units in it for which it is open all the same."""
        return tuple(unit for unit, act in self.last.items() if act.action == OPENED and unit != self.unit_id)

    def is_in_force(self, day: date) -> bool:
        """Whether nothing of the period changes on a day."""
        return self.stands and self.closed_from <= day

    def holds(self, period: Period) -> bool:
        """Whether figures of a period are meant."""
        return self.period.start <= period.start and period.end <= self.period.end

    def covers(self, unit_id: str) -> bool:
        """Whether the figures of a unit are meant, and not opened for it or what it lies in."""
        return self._in(unit_id, self.unit_id) and not any(self._in(unit_id, part) for part in self.opened_for)

    @staticmethod
    def _in(unit_id: str, whole: str) -> bool:
        return whole == units.NATION or rights.covers((whole,), unit_id)

    @property
    def name(self) -> str:
        """'Năm 2024'; 'Mọi kỳ đến hết ngày 31/12/2023'."""
        if self.period.start == BEGINNING:
            return f"Mọi kỳ đến hết ngày {vi_date(self.period.end)}"
        return self.period.label[:1].upper() + self.period.label[1:]

    @property
    def code(self) -> str:
        """The code of the period, as `period_of` reads it: '2024', '..2023-12-31'."""
        return f"..{self.period.end.isoformat()}" if self.period.start == BEGINNING else self.period.code

    @property
    def named(self) -> str:
        """The name with the unit, where it is not the whole country."""
        return self.name if self.unit_id == units.NATION else f"{self.name}, {units.get(self.unit_id).full_name}"

    @property
    def since(self) -> str:
        """'15/02/2025'."""
        return vi_date(self.closed_from)

    @property
    def closed_by(self) -> str:
        """Who closed it last."""
        return self.last[self.unit_id].who


def every(database: Database) -> tuple[Closing, ...]:
    """Every closing there ever was, in their order."""
    return from_rows(database.records("closing.history"))


def from_rows(rows: Iterable[Mapping[str, Any]]) -> tuple[Closing, ...]:
    """The closings of rows in the order of their entry."""
    found: dict[str, Closing] = {}
    for row in rows:
        act = Act(row["action"], row["unit_id"], row["reason"], row["happened_at"], row["who"])
        known = found.get(row["closing_id"])
        period = Period(row["period_start"], row["period_end"])
        made = known or Closing(row["closing_id"], period, row["unit_id"], row["closed_from"])
        found[made.closing_id] = Closing(
            made.closing_id, made.period, made.unit_id, made.closed_from, (*made.acts, act)
        )
    return tuple(found.values())


def in_force(known: Iterable[Closing], day: date) -> list[Closing]:
    """Those by which nothing changes on a day."""
    return [one for one in known if one.is_in_force(day)]


def of(known: Iterable[Closing], period: Period, unit_id: str, day: date) -> Closing | None:
    """The closing under which figures of a period and unit lie on a day; the oldest of several; None: open."""
    return next((one for one in in_force(known, day) if one.holds(period) and one.covers(unit_id)), None)


def period_of(code: str) -> Period:
    """The period that a code names; '..2023-12-31' is every period up to that day."""
    if code.startswith(".."):
        code = f"{BEGINNING.isoformat()}{code}"
    return parse(code)


def close(
    database: Database, period: Period, who: str, now: datetime, *, unit_id: str = units.NATION,
    closed_from: date | None = None, basis: str = "",
) -> Closing:  # fmt: skip
    """Close a period for a unit and what lies in it, from a day on (default: today). For administrators.

    DanVanError when the period is not over by that day, or closed already.
    """
    rights.need(rights.ADMINISTER)
    _need_name(who)
    since = closed_from or now.date()
    if since <= period.end:
        raise DanVanError(
            message=f"Ngày khóa {vi_date(since)} không sau ngày cuối của kỳ ({vi_date(period.end)}).",
            remedy="Chọn ngày khóa sau khi kỳ đã kết thúc.",
        )
    with database.writing() as cursor:
        known = from_rows(records(cursor.execute(query("closing.history").sql)))
        same = next((o for o in known if o.stands and (o.period, o.unit_id) == (period, unit_id)), None)
        if same is not None:
            raise DanVanError(
                message=f"{same.named} đã khóa từ {same.since} ({same.closing_id}).",
                remedy="Muốn đổi ngày khóa: mở sổ kỳ này rồi khóa lại.",
            )
        act = Act(CLOSED, unit_id, " ".join(basis.split()), now, who.strip())
        made = Closing(f"{LETTER}{len(known) + 1:05d}", period, unit_id, since, (act,))
        _add(cursor, made, act)
    told = "; ".join(filter(None, (made.named, f"khóa từ {made.since}", act.reason)))
    rights.record("period_closed", made.closing_id, told)
    return made


def reopen(database: Database, closing_id: str, who: str, now: datetime, reason: str, *, unit_id: str = "") -> Closing:
    """Open what a closing closed, or only one unit's part of it (with what lies in that). For administrators."""
    return _turn(database, closing_id, OPENED, who, now, reason, unit_id)


def close_again(database: Database, closing_id: str, who: str, now: datetime, *, unit_id: str) -> Closing:
    """Close again the part that was opened for a unit. For administrators."""
    return _turn(database, closing_id, CLOSED, who, now, "", unit_id)


def _turn(
    database: Database, closing_id: str, action: str, who: str, now: datetime, reason: str, unit_id: str
) -> Closing:
    rights.need(rights.ADMINISTER)
    _need_name(who)
    act = Act(action, unit_id, " ".join(reason.split()), now, who.strip())
    if action == OPENED and not act.reason:
        raise DanVanError(message="Chưa ghi lý do mở sổ.", remedy="Ghi ngắn gọn vì sao mở, theo văn bản nào.")
    with database.writing() as cursor:
        known = from_rows(records(cursor.execute(query("closing.history").sql)))
        found = next((one for one in known if one.closing_id == closing_id), None)
        if found is None:
            raise DanVanError(message=f"Không có lần khóa sổ “{closing_id}”.", remedy="Xem lại danh sách khóa sổ.")
        act = Act(action, unit_id or found.unit_id, act.reason, now, act.who)
        _need_turn(found, act)
        _add(cursor, found, act)
    of_part = "" if act.unit_id == found.unit_id else f"riêng {units.get(act.unit_id).full_name}"
    told = "; ".join(filter(None, (found.named, of_part, act.reason)))
    rights.record("period_opened" if action == OPENED else "period_closed", closing_id, told)
    return Closing(found.closing_id, found.period, found.unit_id, found.closed_from, (*found.acts, act))


def _need_turn(found: Closing, act: Act) -> None:
    """DanVanError for an act that would change nothing, or is about another unit's figures."""
    if not found.stands:
        raise DanVanError(message=f"{found.named} đã được mở sổ trước đó.", remedy="Muốn khóa thì khóa lại kỳ này.")
    if act.action == OPENED and not found.covers(act.unit_id):
        name = units.get(act.unit_id).full_name
        raise DanVanError(
            message=f"Số liệu {found.name} của {name} không bị khóa theo {found.closing_id}.",
            remedy="Chọn đơn vị nằm trong phạm vi khóa và chưa được mở riêng.",
        )
    if act.action == CLOSED and act.unit_id not in found.opened_for:
        raise DanVanError(message=f"{found.named} đang khóa.", remedy="Không cần làm gì thêm.")


def _need_name(who: str) -> None:
    if not who.strip():
        raise DanVanError(message="Chưa ghi người thực hiện.", remedy="Ghi họ tên rồi làm lại.")


def _add(cursor: Any, one: Closing, act: Act) -> None:
    seq = cursor.execute("select coalesce(max(seq), 0) + 1 from closing").fetchone()[0]
    values = [seq, one.closing_id, act.action, one.period.start, one.period.end, act.unit_id, one.closed_from]
    cursor.execute("insert into closing values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [*values, act.reason, act.at, act.who])


def words(one: Closing) -> str:
    """'Năm 2024, khóa từ 15/02/2025, người khóa: Lan'."""
    return f"{one.named}, khóa từ {one.since}, người khóa: {one.closed_by}"


def figures_words(count: int) -> str:
    """'1.234 số liệu'."""
    return f"{numbers.number(count)} số liệu"
