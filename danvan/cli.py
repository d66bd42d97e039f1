"""Owns the command line: words in, the same functions as the pages, words or JSON out.

One JSON object on stdout with --json, messages on stderr; exit 0 done, 1 refused (findings), 2 usage.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from danvan import (
    cli_backup,
    cli_batches,
    cli_cases,
    cli_export,
    cli_import,
    cli_office,
    cli_targets,
    cli_users,
    rights,
    workspace,
)
from danvan.backup import keeper, recovery
from danvan.database import Database, all_queries, query
from danvan.errors import DanVanError
from danvan.people import journal
from danvan.people.book import Book

DONE, REFUSED, USAGE = 0, 1, 2
# argparse's own words; it looks each of them up through this function of its module.
WORDS = {
    "usage: ": "cách dùng: ",
    "options": "tùy chọn",
    "positional arguments": "tham số",
    "show this help message and exit": "hiện hướng dẫn này rồi thoát",
    "the following arguments are required: %s": "thiếu tham số: %s",
    "unrecognized arguments: %s": "không hiểu: %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r không có; chọn một trong: %(choices)s",
    "expected one argument": "cần một giá trị",
    "invalid %(type)s value: %(value)r": "giá trị không đúng: %(value)r",
}
argparse._ = lambda words: WORDS.get(words, words)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = chosen.command
    recorder = journal.recorder(Book(chosen.data))
    rights.RECORDERS.append(recorder)
    try:
        return command(chosen)
    except DanVanError as error:
        print(error.message, file=sys.stderr)
        if error.remedy:
            print(error.remedy, file=sys.stderr)
        if getattr(chosen, "json", False):
            print(
                json.dumps({"status": "rejected", "message": error.message, "remedy": error.remedy}, ensure_ascii=False)
            )
        return USAGE if getattr(error, "usage", False) else REFUSED
    finally:
        rights.RECORDERS.remove(recorder)


def _parser() -> argparse.ArgumentParser:
    parser = _VietnameseParser(prog="python -m danvan", description="Số liệu công tác dân vận: tra cứu và quản trị.")
    parser.add_argument("--data", type=Path, help="thư mục dữ liệu (mặc định: $DANVAN_DATA hoặc var/)")
    parser.add_argument(
        "--workspace", default=workspace.OFFICIAL, choices=list(workspace.NAMES), help="không gian dữ liệu"
    )
    commands = parser.add_subparsers(title="lệnh", metavar="LỆNH", required=True)

    one = _command(commands, "figure", _figure, "một số liệu, kèm nguồn và cách có được")
    one.add_argument("indicator", metavar="CHỈ_TIÊU", help="mã chỉ tiêu, ví dụ NT06")
    one.add_argument("unit", metavar="ĐƠN_VỊ", help="mã đơn vị, ví dụ 01 hoặc 08-2025; VN là cả nước")
    one.add_argument("period", metavar="KỲ", help="2024, 2024-H1, 2024-Q2, 2024-06, 2020-07-15, 2013-01-01..2020-07-15")
    one.add_argument("--breakdown", default="", metavar="PHẦN", help="phần của chỉ tiêu, ví dụ cap=xa")
    one.add_argument("--geography", default="then", choices=["then", "now"], help="địa giới lúc báo cáo hoặc hiện nay")
    one.add_argument("--as-of-day", type=_day, metavar="NGÀY", help="theo số liệu có đến hết ngày (năm-tháng-ngày)")

    ask = _command(commands, "query", _query, "một câu hỏi trong queries/; không nêu tên: liệt kê")
    ask.add_argument("name", nargs="?", metavar="TÊN")
    ask.add_argument("--param", action="append", default=[], metavar="TÊN=GIÁ_TRỊ", help="tham số của câu hỏi")
    ask.add_argument("--csv", action="store_true", help="in ra dạng CSV")

    who = _command(commands, "unit", _unit, "nhận ra đơn vị từ tên gọi")
    who.add_argument("texts", nargs="+", metavar="TÊN")
    who.add_argument("--level", choices=["nation", "province", "district", "commune"], help="cấp")
    who.add_argument("--parent", metavar="MÃ", help="đơn vị cấp trên")
    who.add_argument("--on", type=date.fromisoformat, metavar="NGÀY", help="vào ngày (năm-tháng-ngày)")

    serve = _command(commands, "serve", _serve, "mở trang số liệu trên máy này")
    serve.add_argument("--port", type=int, default=8501, help="cổng (mặc định 8501)")
    serve.add_argument("--address", default="127.0.0.1", metavar="ĐỊA_CHỈ", help="địa chỉ (mặc định chỉ máy này)")
    cli_users.add_arguments(_command(commands, "user", cli_users.command, "tài khoản: thêm, xem, khóa, cấp mật khẩu"))
    sent = _command(commands, "import", _import, "nhập số liệu từ tệp CSV, Excel")
    cli_import.add_arguments(sent)
    listed = _command(commands, "targets", _targets, "nhập danh sách chỉ tiêu kế hoạch từ tệp CSV, Excel")
    cli_targets.add_arguments(listed)
    kept = _command(commands, "cases", _cases, "sổ theo dõi kiến nghị, vụ việc: xem, ghi ra tệp, nhập danh sách")
    cli_cases.add_arguments(kept)
    handed = _command(commands, "export", _export, "ghi một bài trình bày ra tệp")
    cli_export.add_arguments(handed)
    told = _command(commands, "office", _office, "tên cơ quan, người ký, nơi nhận, lề trang của báo cáo")
    cli_office.add_arguments(told)
    kept = _command(commands, "backup", _backup, "sao lưu ngay; nêu tệp .zip để có thêm một bản mang đi")
    cli_backup.add_backup(kept)
    returned = _command(commands, "restore", _restore, "các bản sao lưu; khôi phục một bản")
    cli_backup.add_restore(returned)
    _command(commands, "doctor", cli_backup.doctor_report, "kiểm tra chương trình, máy, bản sao lưu và dữ liệu")
    _command(commands, "check", _check, "chạy mọi kiểm tra dữ liệu")
    _command(commands, "rebuild", _rebuild, "tính lại toàn bộ số liệu từ các báo cáo")
    _command(commands, "demo", _demo, "tạo không gian minh họa bằng dữ liệu giả lập")
    _command(commands, "batches", _batches, "các đợt nhập")
    undo = _command(commands, "undo", _undo, "hoàn tác một đợt nhập")
    cli_batches.add_arguments(undo)
    return parser


class _VietnameseParser(argparse.ArgumentParser):
    """argparse with its own words in Vietnamese."""

    def error(self, message: str) -> Any:
        print(f"Lệnh chưa đúng: {message}", file=sys.stderr)
        print(f"Xem cách dùng: {self.prog} --help", file=sys.stderr)
        raise SystemExit(USAGE)


def _command(
    commands: Any, name: str, command: Callable[[argparse.Namespace], int], words: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=words)
    parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")
    parser.set_defaults(command=command)
    return parser


def _day(words: str) -> date:
    """A day of the calendar; argparse tells of another text in its own words."""
    return date.fromisoformat(words)


def _open(chosen: argparse.Namespace, name: str | None = None) -> Database:
    name = name or chosen.workspace
    database = workspace.open_workspace(name, chosen.data)
    if name == workspace.OFFICIAL:
        keeper.at_end(database, name)
    return database


def _backup(chosen: argparse.Namespace) -> int:
    return cli_backup.backup(chosen, lambda: workspace.open_workspace(chosen.workspace, chosen.data))


def _restore(chosen: argparse.Namespace) -> int:
    return cli_backup.restore_one(chosen, lambda: workspace.open_workspace(chosen.workspace, chosen.data))


def _figure(chosen: argparse.Namespace) -> int:
    from danvan.figures.ask import figure
    from danvan.figures.words import in_words

    database = _open(chosen)
    if chosen.as_of_day is not None:
        database = workspace.open_as_of(chosen.workspace, chosen.as_of_day, database, chosen.data)
    answer = figure(
        database,
        chosen.indicator,
        chosen.unit,
        chosen.period,
        breakdown=chosen.breakdown,
        geography=chosen.geography,
    )
    print(json.dumps(answer.as_json(), ensure_ascii=False) if chosen.json else in_words(answer))
    return DONE


def _query(chosen: argparse.Namespace) -> int:
    if chosen.name is None:
        known = {name: found.question for name, found in all_queries().items()}
        print(json.dumps(known, ensure_ascii=False) if chosen.json else _lines(f"{k:32} {v}" for k, v in known.items()))
        return DONE
    asked = query(chosen.name)
    given = dict(_pair(text) for text in chosen.param)
    surplus, missing = set(given) - set(asked.parameters), set(asked.parameters) - set(given)
    if surplus or missing:
        raise DanVanError(
            message=f"Câu hỏi {asked.name}: "
            + "; ".join(
                f"{words} {', '.join(sorted(names))}"
                for words, names in (("thừa tham số", surplus), ("thiếu tham số", missing))
                if names
            )
            + ".",
            remedy=f"Các tham số: {', '.join(asked.parameters) or 'không có'}.",
        )
    rows = _open(chosen).ask(asked.name, **given)
    if chosen.csv:
        print(rows.to_csv(index=False), end="")
    elif chosen.json:
        print(json.dumps({"question": asked.question, "rows": _records(rows)}, ensure_ascii=False))
    else:
        print(asked.question)
        print(rows.to_string(index=False))
    return DONE


def _pair(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals:
        raise DanVanError(message=f"Tham số “{text}” thiếu dấu =.", remedy="Viết TÊN=GIÁ_TRỊ; để trống là không chọn.")
    if value.startswith("["):
        return name, json.loads(value)
    return name, value if value not in ("null",) else None


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return json.loads(rows.to_json(orient="records", date_format="iso", force_ascii=False))


def _unit(chosen: argparse.Namespace) -> int:
    from danvan import units

    parent = units.find(chosen.parent, on=chosen.on).unit_id if chosen.parent else None
    found = [
        _resolution(units.resolve(text, level=chosen.level, parent=parent, on=chosen.on), chosen.on)
        for text in chosen.texts
    ]
    print(json.dumps(found, ensure_ascii=False) if chosen.json else _lines(_unit_words(item) for item in found))
    return DONE


def _resolution(found: Any, on: date | None) -> dict[str, Any]:
    """The object that `unit --json` prints for one text."""
    return {
        "text": found.text,
        "status": found.status,
        "unit": _unit_json(found.unit, on) if found.unit else None,
        "candidates": [_unit_json(unit, on) for unit in found.candidates],
        "suggestions": [_unit_json(unit, on) for unit in found.suggestions],
        "reason": found.how,
    }


def _unit_json(unit: Any, on: date | None) -> dict[str, Any]:
    from danvan import units

    stands = on is not None and unit.stands_on(on)
    return {
        "code": unit.code,
        "id": unit.unit_id,
        "name": units.name_on(unit.unit_id, on) if stands else unit.full_name,
        "level": unit.level,
        "valid_from": unit.valid_from.isoformat(),
        "valid_to": unit.valid_to.isoformat() if unit.valid_to else None,
    }


def _unit_words(item: dict[str, Any]) -> str:
    words = {"exact": "nhận ra", "ambiguous": "cần hỏi lại", "unknown": "không nhận ra"}[item["status"]]
    names = [item["unit"]] if item["unit"] else item["candidates"] or item["suggestions"]
    return f"{item['text']}: {words}" + "".join(f"\n  {one['code']}  {one['name']}" for one in names)


def _import(chosen: argparse.Namespace) -> int:
    return cli_import.command(chosen, _open(chosen))


def _export(chosen: argparse.Namespace) -> int:
    return cli_export.command(chosen, _open(chosen))


def _office(chosen: argparse.Namespace) -> int:
    return cli_office.command(chosen, _open(chosen))


def _cases(chosen: argparse.Namespace) -> int:
    return cli_cases.command(chosen, _open(chosen))


def _targets(chosen: argparse.Namespace) -> int:
    return cli_targets.command(chosen, _open(chosen))


def _check(chosen: argparse.Namespace) -> int:
    database = _open(chosen)
    found = {name: database.ask(name) for name in all_queries() if name.startswith("checks.")}
    stop = any(len(rows) for name, rows in found.items() if name.startswith("checks.stop_"))
    if chosen.json:
        report = [{"check": n, "question": query(n).question, "rows": _records(r)} for n, r in found.items()]
        print(json.dumps({"status": "rejected" if stop else "passed", "checks": report}, ensure_ascii=False))
    else:
        for name, rows in found.items():
            print(f"{'ĐẠT' if rows.empty else f'{len(rows)} dòng':10} {query(name).question}")
            if not rows.empty:
                print(rows.head(10).to_string(index=False))
    return REFUSED if stop else DONE


def _serve(chosen: argparse.Namespace) -> int:
    from danvan.ui import serve

    if chosen.data:
        os.environ["DANVAN_DATA"] = str(chosen.data)
    # Refused before anything else is opened or told.
    serve.guarded(chosen.address)
    _tell_data(chosen)
    host = "localhost" if chosen.address == serve.LOCAL else chosen.address
    print(f"Mở trình duyệt tại: http://{host}:{chosen.port}   (dừng: Ctrl+C)", flush=True)
    return serve.serve(chosen.port, chosen.address)


def _tell_data(chosen: argparse.Namespace) -> None:
    """Whether the data is ready. Damaged data is told here and on the pages, where it can be put back."""
    try:
        database = workspace.open_workspace(workspace.OFFICIAL, chosen.data)
    except recovery.Damaged as fault:
        print(f"{fault.message}\n{fault.remedy}", file=sys.stderr)
        return
    status = database.ask("figure.data_status", indicators=None).iloc[0]
    database.close()
    print(f"Dữ liệu sẵn sàng: {status['observations']} báo cáo từ {status['sources']} tài liệu.")


def _rebuild(chosen: argparse.Namespace) -> int:
    from danvan.ingest import check

    database = _open(chosen)
    check.rebuild(database)
    return _say(
        chosen, {"status": "done", "figures": int(database.value("figure.count"))}, "Đã tính lại {figures} ô số liệu."
    )


def _demo(chosen: argparse.Namespace) -> int:
    from danvan.demo import build

    made = build(chosen.data, say=lambda words: print(words, file=sys.stderr))
    return _say(
        chosen, {"status": "done", **made}, "Đã tạo không gian minh họa: {observations} báo cáo, {figures} ô số liệu."
    )


def _batches(chosen: argparse.Namespace) -> int:
    return cli_batches.batches(chosen, _open(chosen))


def _undo(chosen: argparse.Namespace) -> int:
    return cli_batches.undo_one(chosen, _open(chosen))


def _say(chosen: argparse.Namespace, result: dict[str, Any], words: str) -> int:
    print(json.dumps(result, ensure_ascii=False) if chosen.json else words.format(**result))
    return DONE


def _lines(words: Iterable[str]) -> str:
    return "\n".join(words)
