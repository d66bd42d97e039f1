"""Owns `python -m danvan import`: files in, the same prepare and commit as the page, words or one JSON object out."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from danvan import periods, units
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.ingest.choices import Choices, Paper, from_json

DONE, REFUSED = 0, 1
WHO = "dòng lệnh"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("files", nargs="+", type=Path, metavar="TỆP", help="tệp CSV, TXT, XLSX, XLS hoặc ODS")
    parser.add_argument("--sheet", default="", metavar="TRANG", help="chỉ trang tính này")
    parser.add_argument(
        "--geography", default="", choices=["63", "34"], help="địa giới của tệp: 63 hoặc 34 tỉnh, thành"
    )
    parser.add_argument("--period", default="", metavar="KỲ", help="kỳ số liệu khi tệp không ghi, ví dụ 2024-H1")
    parser.add_argument("--unit", default="", metavar="MÃ", help="đơn vị gửi tệp: các tên được tìm trong đơn vị này")
    parser.add_argument("--decimal", default="", choices=[",", "."], help="dấu phần thập phân khi số đọc được hai cách")
    parser.add_argument("--source", default="", metavar="TÊN", help="tên tài liệu mà số liệu lấy từ đó")
    parser.add_argument(
        "--new-indicators", action="store_true", help="khai báo cột chưa có trong danh mục là chỉ tiêu mới"
    )
    parser.add_argument("--accept-good-rows", action="store_true", help="nhập các dòng đúng, bỏ các dòng sai")
    parser.add_argument(
        "--closed-reason",
        default="",
        metavar="LÝ_DO",
        help="lý do sửa kỳ đã khóa sổ (không nêu: các dòng ấy bị loại)",
    )
    parser.add_argument("--choices", type=Path, metavar="TỆP_JSON", help="các câu trả lời khác, dạng JSON")
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi")


def command(chosen: argparse.Namespace, database: Database) -> int:
    """Import the files one after another; refused (1) when any of them was."""
    answers = _answers(chosen)
    told, codes = [], []
    for path in chosen.files:
        found, code = _one(database, path, answers, chosen)
        told.append(found)
        codes.append(code)
    if chosen.json:
        print(json.dumps(told[0] if len(told) == 1 else _together(told), ensure_ascii=False))
    return max(codes)


def _answers(chosen: argparse.Namespace) -> Choices:
    given = from_json(chosen.choices.read_text("utf-8")) if chosen.choices else Choices()
    asked = {
        "sheet": chosen.sheet,
        "geography": chosen.geography,
        "period": periods.parse(chosen.period).code if chosen.period else "",
        "unit": units.find(chosen.unit).unit_id if chosen.unit else "",
        "decimal": chosen.decimal,
        "all_new": chosen.new_indicators,
        "accept_good_rows": chosen.accept_good_rows,
        "closed_reason": chosen.closed_reason.strip(),
        "paper": Paper(title=chosen.source) if chosen.source else None,
    }
    return given.with_(**{name: value for name, value in asked.items() if value})


def _one(database: Database, path: Path, answers: Choices, chosen: argparse.Namespace) -> tuple[dict[str, Any], int]:
    # The stages are many modules; the other commands do not wait for them.
    from danvan.ingest import report, run

    try:
        data = path.read_bytes()
    except OSError as error:
        raise DanVanError(
            message=f"Không mở được tệp {path}: {error.strerror}.", remedy="Kiểm tra tên tệp và quyền đọc."
        ) from error
    intake = run.prepare(database, path.name, data, answers)
    batch, status = None, intake.status
    if status == run.PREVIEW and not chosen.dry_run:
        batch = run.commit(database, intake, data, WHO, progress=_say)
        status = run.COMMITTED
    if not chosen.json:
        print(report.in_words(intake, batch, status == run.COMMITTED))
    told = report.as_json(intake, status=status, batch=batch, values=chosen.dry_run) if chosen.json else {}
    return told, DONE if status in (run.PREVIEW, run.COMMITTED) else REFUSED


def _say(fraction: float, words: str) -> None:
    print(f"{fraction:4.0%}  {words}", file=sys.stderr)


def _together(told: list[dict[str, Any]]) -> dict[str, Any]:
    """Several files as one object: the worst status, and each file's own."""
    order = ["rejected", "needs_choice", "preview", "committed"]
    return {"status": min((one["status"] for one in told), key=order.index), "files": told}
