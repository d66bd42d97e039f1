"""Writing targets and prescribed numbers: rows are only added, and every change says who, when and why.

An item stands while its last change is not a withdrawal. An edit withdraws the former item and enters a new one that
names it. The column batch_id stays empty: plans are no batch of reports, and undoing one must not touch them.
"""

from collections.abc import Sequence

import duckdb

from danvan import rights
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.lists.change import Change
from danvan.plans import documents
from danvan.plans.norms import Norm
from danvan.plans.targets import Target

TARGET, PRESCRIBED = "target", "prescribed"
ENTERED, WITHDRAWN, RESTORED = "entered", "withdrawn", "restored"
LETTER = {TARGET: "CT", PRESCRIBED: "DM"}


def enter(
    database: Database, items: Sequence[Target | Norm], change: Change, *, replaces: str = "", expect: int | None = None
) -> list[str]:
    """Add targets or prescribed numbers; their ids. `replaces`: the item in whose place a single one comes.

    expect: the number of changes that the user had seen; DanVanError when others came in between.
    """
    with database.writing() as cursor:
        made = put(cursor, items, change, replaces=replaces, expect=expect)
    _record(made, ENTERED)
    return made


def put(
    cursor: duckdb.DuckDBPyConnection,
    items: Sequence[Target | Norm],
    change: Change,
    *,
    replaces: str = "",
    expect: int | None = None,
) -> list[str]:
    """`enter` inside the caller's transaction."""
    if expect is not None and _last(cursor) != expect:
        raise DanVanError(
            message="Kế hoạch, định mức vừa có người thay đổi sau khi lập bản xem trước.",
            remedy="Xem lại bản xem trước rồi xác nhận lần nữa.",
        )
    if replaces:
        kind = TARGET if isinstance(items[0], Target) else PRESCRIBED
        _change(cursor, kind, replaces, WITHDRAWN, change)
    for item in items:
        _need(TARGET if isinstance(item, Target) else PRESCRIBED, [item.unit_id])
    ids = []
    codes: dict[documents.PlanDocument, str] = {}
    for item in items:
        if item.document not in codes:
            codes[item.document] = documents.put_in(cursor, item.document)
        ids.append(_put(cursor, item, codes[item.document]))
        kind = TARGET if isinstance(item, Target) else PRESCRIBED
        _log(cursor, kind, ids[-1], ENTERED, replaces, change)
    return ids


def _put(cursor: duckdb.DuckDBPyConnection, item: Target | Norm, source: str) -> str:
    if isinstance(item, Target):
        item_id = f"{LETTER[TARGET]}{_last(cursor) + 1:05d}"
        cursor.execute(
            "insert into target by name select ? as target_id, ? as indicator, ? as unit_id, ? as breakdown, ? as due,"
            " ? as value, ? as source, ? as note, ? as bound, ? as base_day, ? as base_value",
            [item_id, item.indicator, item.unit_id, item.breakdown, item.due, item.value, source, item.note]
            + [item.bound, item.start, item.base_value],
        )
        return item_id
    item_id = f"{LETTER[PRESCRIBED]}{_last(cursor) + 1:05d}"
    cursor.execute(
        "insert into prescribed values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null)",
        [item_id, item.indicator, item.unit_id, item.level, item.valid_from, item.valid_to, item.rhythm, item.value]
        + [source, item.note],
    )
    return item_id


def withdraw(database: Database, kind: str, item_ids: Sequence[str], change: Change) -> None:
    """Take items back; they stay in the history. DanVanError for one that does not stand."""
    with database.writing() as cursor:
        for item_id in item_ids:
            _change(cursor, kind, item_id, WITHDRAWN, change)
    _record(item_ids, WITHDRAWN)


def restore(database: Database, kind: str, item_ids: Sequence[str], change: Change) -> None:
    """Let withdrawn items stand again. DanVanError for one that stands."""
    with database.writing() as cursor:
        for item_id in item_ids:
            _change(cursor, kind, item_id, RESTORED, change)
    _record(item_ids, RESTORED)


def _need(kind: str, unit_ids: Sequence[str]) -> None:
    """Whoever enters a unit's figures enters its targets; what is prescribed to others is an administrator's."""
    rights.need(rights.ENTER if kind == TARGET else rights.ADMINISTER, unit_ids)


def _record(item_ids: Sequence[str], action: str) -> None:
    if item_ids:
        rights.record("target" if item_ids[0].startswith(LETTER[TARGET]) else "norm", ", ".join(item_ids), action)


def _change(cursor: duckdb.DuckDBPyConnection, kind: str, item_id: str, action: str, change: Change) -> None:
    table, column = ("target", "target_id") if kind == TARGET else ("prescribed", "prescribed_id")
    held = cursor.execute(f"select unit_id from {table} where {column} = ?", [item_id]).fetchall()
    _need(kind, [unit for (unit,) in held])
    rows = cursor.execute(
        "select action from plan_change where kind = ? and item_id = ? order by seq desc limit 1",
        [kind, item_id],
    ).fetchall()
    stands = bool(rows) and rows[0][0] != WITHDRAWN
    if not rows or stands == (action == RESTORED):
        state = "không có trong hệ thống" if not rows else "đang có hiệu lực" if stands else "đã được rút lại"
        raise DanVanError(
            message=f"Mục {item_id} {state}.", remedy="Tải lại trang để xem trạng thái mới nhất rồi làm lại nếu cần."
        )
    if not change.reason.strip():
        raise DanVanError(message="Chưa ghi lý do.", remedy="Ghi ngắn gọn vì sao sửa, rút lại hoặc khôi phục.")
    _log(cursor, kind, item_id, action, "", change)


def _log(
    cursor: duckdb.DuckDBPyConnection,
    kind: str,
    item_id: str,
    action: str,
    replaces: str,
    change: Change,
) -> None:
    if not change.who.strip():
        raise DanVanError(message="Chưa ghi người thực hiện.", remedy="Ghi họ tên ở ô “Người nhập”.")
    cursor.execute(
        "insert into plan_change values (?, ?, ?, ?, ?, ?, ?, ?, null)",
        [_last(cursor) + 1, kind, item_id, action, replaces, change.moment, change.who, change.reason.strip()],
    )


def last_change(database: Database) -> int:
    """The number of changes so far: what a preview was made against."""
    with database.cursor() as cursor:
        return _last(cursor)


def _last(cursor: duckdb.DuckDBPyConnection) -> int:
    return int(cursor.execute("select coalesce(max(seq), 0) from plan_change").fetchone()[0])
