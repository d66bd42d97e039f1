"""Writing the register of closings: rows are only added, and every change says who, when and why."""

from datetime import date, datetime

import duckdb

from danvan import rights, units
from danvan.closing.item import CLOSED, OPENED, Act, Closing, from_rows
from danvan.database import Database, query
from danvan.database.queries import records
from danvan.errors import DanVanError
from danvan.periods import Period, vi_date

LETTER = "KS"


def every(database: Database) -> tuple[Closing, ...]:
    """Every closing there ever was, in their order."""
    return from_rows(database.records("closing.history"))


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


def _add(cursor: duckdb.DuckDBPyConnection, one: Closing, act: Act) -> None:
    seq = cursor.execute("select coalesce(max(seq), 0) + 1 from closing").fetchone()[0]
    values = [seq, one.closing_id, act.action, one.period.start, one.period.end, act.unit_id, one.closed_from]
    cursor.execute("insert into closing values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [*values, act.reason, act.at, act.who])
