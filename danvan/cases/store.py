"""Writing the register: rows are only added, and every change says who, when and why.

A case stands while its last change is not a withdrawal. Nobody overwrites what he has not seen: a change names the one
before it (Case.seq), and is refused when another came in between.
"""

from collections.abc import Sequence
from dataclasses import fields, replace

import duckdb

from danvan import rights
from danvan.cases.item import WITHDRAWN, Case, of_rows
from danvan.database import Database, query
from danvan.errors import DanVanError
from danvan.lists.change import Change

ENTERED, EDITED, SETTLED, RESTORED = "entered", "edited", "settled", "restored"
ACTIONS = (ENTERED, EDITED, SETTLED, WITHDRAWN, RESTORED)
LETTER = "KN"
# Where a row of the history has its unit.
UNIT = 3


def write(database: Database, cases: Sequence[Case], change: Change) -> list[str]:
    """Enter new cases (case_id '') and change those that stand; their ids in the same order, all of them or none.

    DanVanError for a change of what was said without a reason, for a case that is in the register already, and for one
    that somebody else has changed since it was read.
    """
    with database.writing() as cursor:
        made = put(cursor, cases, change)
    rights.record("case", ", ".join(made), change.reason)
    return made


def put(cursor: duckdb.DuckDBPyConnection, cases: Sequence[Case], change: Change) -> list[str]:
    """`write` inside the caller's transaction."""
    known = _known(cursor)
    # A case that is moved to another unit leaves the one it was of.
    rights.need(rights.ENTER, {known[case.case_id].unit_id for case in cases if case.case_id in known})
    there = {case.identity: case.case_id for case in known.values() if case.action != WITHDRAWN}
    number, seq = _last(cursor)
    rows: list[list[object]] = []
    for case in cases:
        seq += 1
        if case.case_id:
            action = _action(case, known, change)
        else:
            if case.identity in there:
                raise _twice(there[case.identity])
            number += 1
            action, case = ENTERED, replace(case, case_id=f"{LETTER}{number:05d}")
            there[case.identity] = case.case_id
        rows.append(_row(seq, action, case, change))
    _append(cursor, rows, change)
    return [str(row[1]) for row in rows]


def _action(case: Case, known: dict[str, Case], change: Change) -> str:
    """What a change of a case that stands is; DanVanError where it may not be made."""
    before = known.get(case.case_id)
    if before is None or before.action == WITHDRAWN:
        raise _gone(case.case_id, "không có trong sổ" if before is None else "đã được rút lại")
    if before.seq != case.seq:
        raise DanVanError(
            message=f"Kiến nghị {case.case_id} vừa có người khác sửa.",
            remedy="Tải lại trang để xem nội dung mới nhất rồi làm lại nếu cần.",
        )
    if overwritten(before, case):
        _needs_reason(change)
    return SETTLED if before.is_open and not case.is_open else EDITED


def overwritten(before: Case, after: Case) -> tuple[str, ...]:
    """The fields that a change says otherwise: it needs a reason. Filling in what was left open needs none."""
    names = (named.name for named in fields(Case) if named.compare)
    return tuple(name for name in names if getattr(before, name) not in ("", None, getattr(after, name)))


def withdraw(database: Database, case_ids: Sequence[str], change: Change) -> None:
    """Take cases out of the register; they stay in the history. DanVanError for one that does not stand."""
    _turn(database, case_ids, WITHDRAWN, change)


def restore(database: Database, case_ids: Sequence[str], change: Change) -> None:
    """Let withdrawn cases stand again. DanVanError for one that stands, or is in the register under another id."""
    _turn(database, case_ids, RESTORED, change)


def _turn(database: Database, case_ids: Sequence[str], action: str, change: Change) -> None:
    _needs_reason(change)
    with database.writing() as cursor:
        known = _known(cursor)
        there = {case.identity: case.case_id for case in known.values() if case.action != WITHDRAWN}
        seq = _last(cursor)[1]
        rows = []
        for at, case_id in enumerate(case_ids, start=1):
            case = known.get(case_id)
            stands = case is not None and case.action != WITHDRAWN
            if case is None or stands == (action == RESTORED):
                raise _gone(
                    case_id, "không có trong sổ" if case is None else "còn trong sổ" if stands else "đã rút lại"
                )
            if action == RESTORED and case.identity in there:
                raise _twice(there[case.identity])
            rows.append(_row(seq + at, action, case, change))
        _append(cursor, rows, change)
    rights.record("case", ", ".join(case_ids), f"{action}: {change.reason}")


def _known(cursor: duckdb.DuckDBPyConnection) -> dict[str, Case]:
    rows = cursor.execute(query("cases.register").sql, {"unit": None}).df()
    return {case.case_id: case for case in of_rows(rows)}


def _last(cursor: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """The highest number of a case and of a change."""
    found = "select coalesce(max(case_id[3:]::integer), 0), coalesce(max(seq), 0) from case_change"
    number, seq = cursor.execute(found).fetchone()
    return int(number), int(seq)


def _row(seq: int, action: str, case: Case, change: Change) -> list[object]:
    what = [case.unit_id, case.origin, case.received, case.topic, case.content, case.owner, case.due, case.settled]
    what += [case.outcome, case.note, case.paper]
    return [seq, case.case_id, action, *what, change.moment, change.who.strip(), change.reason.strip()]


def _append(cursor: duckdb.DuckDBPyConnection, rows: list[list[object]], change: Change) -> None:
    if not change.who.strip():
        raise DanVanError(message="Chưa ghi người thực hiện.", remedy="Ghi họ tên ở ô “Người nhập”.")
    rights.need(rights.ENTER, {str(row[UNIT]) for row in rows})
    if rows:
        cursor.executemany(
            "insert into case_change values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )


def _needs_reason(change: Change) -> None:
    if not change.reason.strip():
        raise DanVanError(message="Chưa ghi lý do.", remedy="Ghi ngắn gọn vì sao sửa, rút lại hoặc khôi phục.")


def _gone(case_id: str, state: str) -> DanVanError:
    return DanVanError(
        message=f"Kiến nghị {case_id} {state}.", remedy="Tải lại trang để xem trạng thái mới nhất rồi làm lại nếu cần."
    )


def _twice(case_id: str) -> DanVanError:
    return DanVanError(
        message=f"Kiến nghị này đã có trong sổ: {case_id} (cùng đơn vị, nguồn, ngày tiếp nhận và nội dung).",
        remedy=f"Sửa {case_id} thay vì ghi thêm; nếu là việc khác thì ghi nội dung cho rõ chỗ khác nhau.",
    )
