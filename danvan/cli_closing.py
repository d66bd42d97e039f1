"""Owns `python -m danvan closing …`: which periods are closed, closing one, opening it, what changed after closing."""

import argparse
import json
from datetime import date
from typing import Any

from danvan import closing, numbers, units
from danvan.closing import Closing
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.ingest.batches import now

DONE = 0
WHO = "dòng lệnh"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """list, close, reopen, changes."""
    acts = parser.add_subparsers(title="việc", metavar="VIỆC", required=True)
    acts.add_parser("list", help="những kỳ đã khóa và đã mở lại").set_defaults(closing_command=_list)
    one = acts.add_parser("close", help="khóa một kỳ")
    one.add_argument("period", metavar="KỲ", help="2024, 2024-H1, 2024-Q2, 2024-06; ..2023-12-31 là mọi kỳ đến ngày ấy")
    one.add_argument("--unit", default="", metavar="MÃ", help="chỉ khóa cho đơn vị này (mặc định: cả nước)")
    one.add_argument("--from", dest="since", type=_day, metavar="NGÀY", help="khóa từ ngày (mặc định: hôm nay)")
    one.add_argument("--basis", default="", metavar="CĂN_CỨ", help="văn bản làm căn cứ")
    one.set_defaults(closing_command=_close)
    back = acts.add_parser("reopen", help="mở lại, toàn bộ hoặc cho một đơn vị")
    back.add_argument("closing", metavar="LẦN_KHÓA", help="mã lần khóa, ví dụ KS00001")
    back.add_argument("--reason", required=True, metavar="LÝ_DO", help="vì sao mở")
    back.add_argument("--unit", default="", metavar="MÃ", help="chỉ mở cho đơn vị này")
    back.set_defaults(closing_command=_reopen)
    again = acts.add_parser("close-again", help="khóa lại phần đã mở cho một đơn vị")
    again.add_argument("closing", metavar="LẦN_KHÓA", help="mã lần khóa")
    again.add_argument("--unit", required=True, metavar="MÃ", help="đơn vị đã được mở riêng")
    again.set_defaults(closing_command=_close_again)
    acts.add_parser("changes", help="những gì thay đổi sau khi khóa").set_defaults(closing_command=_changes)
    for added in (one, back, again):
        added.add_argument("--who", default=WHO, metavar="TÊN", help="người thực hiện")
    for added in acts.choices.values():
        added.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="in một đối tượng JSON")


def _day(typed: str) -> date:
    """A day as it is written here: 15/02/2025, or 2025-02-15."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        pass
    try:
        return numbers.parse_date(typed)
    except DanVanError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def command(chosen: argparse.Namespace, database: Database) -> int:
    """Run one of them."""
    return chosen.closing_command(chosen, database)


def _list(chosen: argparse.Namespace, database: Database) -> int:
    known = closing.every(database)
    if chosen.json:
        print(json.dumps([_object(one) for one in known], ensure_ascii=False))
        return DONE
    for one in known:
        print(f"{one.closing_id}  {closing.words(one)}: {_state(one)}")
    if not known:
        print("Chưa khóa kỳ nào.")
    return DONE


def _state(one: Closing) -> str:
    if not one.stands:
        return "đã mở lại"
    said = "đang khóa" if one.is_in_force(now().date()) else "chưa đến ngày khóa"
    parts = ", ".join(units.get(unit).full_name for unit in one.opened_for)
    return f"{said}; mở riêng: {parts}" if parts else said


def _close(chosen: argparse.Namespace, database: Database) -> int:
    period = closing.period_of(chosen.period)
    unit = units.find(chosen.unit, on=period.end).unit_id if chosen.unit else units.NATION
    made = closing.close(
        database, period, chosen.who, now(), unit_id=unit, closed_from=chosen.since, basis=chosen.basis
    )
    return _say(chosen, made, f"Đã khóa {made.named}, từ ngày {made.since} ({made.closing_id}).")


def _reopen(chosen: argparse.Namespace, database: Database) -> int:
    unit = _unit_of(chosen, database)
    made = closing.reopen(database, chosen.closing, chosen.who, now(), chosen.reason, unit_id=unit)
    return _say(chosen, made, f"Đã mở sổ {made.named}: {_state(made)}.")


def _close_again(chosen: argparse.Namespace, database: Database) -> int:
    made = closing.close_again(database, chosen.closing, chosen.who, now(), unit_id=_unit_of(chosen, database))
    return _say(chosen, made, f"{made.named}: {_state(made)}.")


def _unit_of(chosen: argparse.Namespace, database: Database) -> str:
    """The unit named, by its code on the last day of the closed period; '' for none."""
    if not chosen.unit:
        return ""
    known = next((one for one in closing.every(database) if one.closing_id == chosen.closing), None)
    return units.find(chosen.unit, on=known.period.end if known else None).unit_id


def _changes(chosen: argparse.Namespace, database: Database) -> int:
    rows = database.ask("closing.changes")
    if chosen.json:
        print(rows.to_json(orient="records", date_format="iso", force_ascii=False))
        return DONE
    names = {one.closing_id: one.named for one in closing.every(database)}
    for row in rows.to_dict("records"):
        figures = closing.figures_words(int(row["figures"]))
        print(f"{row['batch_id']}  {row['created_by']}: {names[row['closing_id']]}, {figures} – {row['reason']}")
    if rows.empty:
        print("Chưa có số liệu nào của kỳ đã khóa bị thay đổi.")
    return DONE


def _say(chosen: argparse.Namespace, made: Closing, words: str) -> int:
    print(json.dumps({"status": "done", **_object(made)}, ensure_ascii=False) if chosen.json else words)
    return DONE


def _object(one: Closing) -> dict[str, Any]:
    return {
        "closing": one.closing_id,
        "period": one.code,
        "unit": one.unit_id,
        "closed_from": one.closed_from.isoformat(),
        "in_force": one.is_in_force(now().date()),
        "stands": one.stands,
        "opened_for": list(one.opened_for),
        "acts": [
            {"action": act.action, "unit": act.unit_id, "reason": act.reason, "at": act.at.isoformat(), "who": act.who}
            for act in one.acts
        ],
    }
