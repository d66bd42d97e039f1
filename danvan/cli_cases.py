"""Owns `python -m danvan cases`: the register as a table, a list written to a file, or a list read from one."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from danvan import rights, units
from danvan.cases import register, sheet, standing, store, template, words
from danvan.cases.item import Case
from danvan.cases.sheet import CaseList
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.ingest.batches import now
from danvan.lists.change import Change
from danvan.texts import text

DONE, REFUSED = 0, 1
WHO = "dòng lệnh"
MADE = {".csv", ".xlsx"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "file", type=Path, nargs="?", metavar="TỆP", help="danh sách theo tệp mẫu, CSV hoặc Excel, để ghi vào sổ"
    )
    parser.add_argument(
        "--unit", default=units.NATION, metavar="MÃ", help="chỉ xem sổ của đơn vị này và các đơn vị trực thuộc"
    )
    parser.add_argument("--state", choices=list(standing.STATES), help="chỉ xem việc ở tình trạng này")
    parser.add_argument("--out", type=Path, metavar="TỆP", help="ghi danh sách ra tệp .xlsx hoặc .csv theo mẫu")
    parser.add_argument("--accept-good-rows", action="store_true", help="ghi các dòng đúng, bỏ các dòng sai")
    parser.add_argument("--who", default=WHO, metavar="TÊN", help="người ghi")
    parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi")


def command(chosen: argparse.Namespace, database: Database) -> int:
    """Read a list into the register, or show what stands in it; refused (1) as the page would refuse."""
    if chosen.file is not None:
        return _read(chosen, database)
    today = now().date()
    unit = units.find(chosen.unit)
    found = standing.by_urgency(register.standing(database.ask, unit.unit_id), today)
    counts = standing.count(found, today)
    shown = [case for case in found if chosen.state in (None, standing.state(case, today))]
    if chosen.out:
        _write(chosen.out, shown, unit, today)
    if chosen.json:
        told = {"unit": unit.unit_id, "day": today.isoformat(), "counts": vars(counts)}
        print(json.dumps(told | {"cases": [_object(case, today) for case in shown]}, ensure_ascii=False))
        return DONE
    for case in shown:
        owner = case.owner or "–"
        print(
            f"{case.case_id}  {units.get(case.unit_id).full_name}: {case.content} [{words.told(case, today)}; {owner}]"
        )
    name = unit.full_name[:1].lower() + unit.full_name[1:]
    for line in words.summary(counts, name, today, {}):
        print(line)
    return DONE


def _write(path: Path, shown: list[Case], unit: units.Unit, today: date) -> None:
    if path.suffix.lower() not in MADE:
        raise DanVanError(f"Không ghi được danh sách ra tệp {path.name}.", "Đặt tên tệp kết thúc bằng .xlsx hoặc .csv.")
    title = text("cases.file_title", unit=unit.full_name, day=f"{today.day}/{today.month}/{today.year}")
    made = template.filled_csv(shown, today)
    if path.suffix.lower() == ".xlsx":
        made = template.filled_xlsx(shown, today, title=title)
    path.write_bytes(made)
    rights.record("export", path.name, title)


def _read(chosen: argparse.Namespace, database: Database) -> int:
    if not chosen.file.is_file():
        raise DanVanError(f"Không có tệp {chosen.file}.", "Kiểm tra lại đường dẫn.")
    today = now().date()
    found = sheet.cases_of(chosen.file.read_bytes(), chosen.file.name, register.every(database.ask), today)
    refused = bool(found.stops) and not (chosen.accept_good_rows and found.cases)
    ids: list[str] = []
    if not refused and not chosen.dry_run and found.cases:
        ids = store.write(database, found.cases, Change(chosen.who, found.name))
    if chosen.json:
        status = "rejected" if refused else "preview" if chosen.dry_run else "committed"
        print(json.dumps(_listed(found, status, ids, today), ensure_ascii=False))
        return REFUSED if refused else DONE
    for item in found.findings:
        where = f"dòng {item.row}: " if item.row else ""
        print(f"{where}{item.message} {item.remedy}", file=sys.stderr)
    print(
        f"{found.rows} dòng: {len(found.added)} việc mới, {len(found.changed)} việc thay đổi, {found.unchanged} đã có; "
        f"đã ghi {len(ids)}."
    )
    return REFUSED if refused else DONE


def _listed(found: CaseList, status: str, ids: list[str], today: date) -> dict[str, object]:
    return {
        "status": status,
        "rows_read": found.rows,
        "added": [_object(case, today) for case in found.added],
        "changed": [_object(case, today) for case in found.changed],
        "unchanged": found.unchanged,
        "written": ids,
        "findings": [item.as_json() for item in found.findings],
    }


def _object(case: Case, today: date) -> dict[str, object]:
    return {
        "case": case.case_id,
        "unit": case.unit_id,
        "origin": case.origin,
        "received": case.received.isoformat(),
        "topic": case.topic,
        "content": case.content,
        "owner": case.owner,
        "due": case.due.isoformat() if case.due else None,
        "settled": case.settled.isoformat() if case.settled else None,
        "outcome": case.outcome,
        "state": standing.state(case, today),
        "unassigned": case.unassigned,
        "days_late": standing.days_late(case, today),
    }
