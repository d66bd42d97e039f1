"""Owns `python -m danvan targets`: a list of targets in a file, checked as on the page; written, or only tried."""

import argparse
import json
import sys
from pathlib import Path

from danvan.database import Database
from danvan.errors import DanVanError
from danvan.plans import progress, sheet, store, words
from danvan.plans.sheet import TargetList
from danvan.plans.store import Change
from danvan.plans.targets import Target

DONE, REFUSED = 0, 1
WHO = "dòng lệnh"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", type=Path, metavar="TỆP", help="danh sách chỉ tiêu theo tệp mẫu, CSV hoặc Excel")
    parser.add_argument("--accept-good-rows", action="store_true", help="ghi các dòng đúng, bỏ các dòng sai")
    parser.add_argument("--who", default=WHO, metavar="TÊN", help="người nhập")
    parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi")


def command(chosen: argparse.Namespace, database: Database) -> int:
    """Read, check and write the list; refused (1) when a row is faulty and the good ones were not asked for."""
    if not chosen.file.is_file():
        raise DanVanError(f"Không có tệp {chosen.file}.", "Kiểm tra lại đường dẫn.")
    found = sheet.targets_of(chosen.file.read_bytes(), chosen.file.name, progress.standing(database.ask))
    refused = bool(found.stops) and not (chosen.accept_good_rows and found.targets)
    ids: list[str] = []
    if not refused and not chosen.dry_run and found.targets:
        ids = store.enter(database, found.targets, Change(chosen.who, found.name))
    status = "rejected" if refused else "preview" if chosen.dry_run else "committed"
    if chosen.json:
        print(json.dumps(_object(found, status, ids), ensure_ascii=False))
    else:
        for item in found.findings:
            where = f"dòng {item.row}: " if item.row else ""
            print(f"{where}{item.message} {item.remedy}", file=sys.stderr)
        for target in found.targets:
            print(_line(target))
        print(f"{found.rows} dòng, {len(found.targets)} chỉ tiêu ghi được, {found.unchanged} đã có, đã ghi {len(ids)}.")
    return REFUSED if refused else DONE


def _line(target: Target) -> str:
    return f"{target.unit_id}  {target.name}: {words.aim(target)}"


def _object(found: TargetList, status: str, ids: list[str]) -> dict[str, object]:
    return {
        "status": status,
        "rows_read": found.rows,
        "accepted": len(found.targets),
        "unchanged": found.unchanged,
        "written": ids,
        "targets": [
            {
                "indicator": target.indicator,
                "unit": target.unit_id,
                "breakdown": target.breakdown,
                "start": target.start.isoformat() if target.start else None,
                "due": target.due.isoformat(),
                "bound": target.bound,
                "value": target.value,
                "base": target.base_value,
                "document": target.document.cited,
            }
            for target in found.targets
        ],
        "findings": [item.as_json() for item in found.findings],
    }
