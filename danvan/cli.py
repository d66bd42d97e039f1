"""Owns the command line: words in, the same functions as the pages, words or JSON out.

One JSON object on stdout with --json, messages on stderr; exit 0 done, 1 refused (findings), 2 usage.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from danvan import (
    cli_ask,
    cli_backup,
    cli_batches,
    cli_cases,
    cli_closing,
    cli_export,
    cli_import,
    cli_office,
    cli_serve,
    cli_targets,
    cli_users,
    rights,
    workspace,
)
from danvan.backup import keeper
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.people import journal
from danvan.people.book import Book

DONE, REFUSED, USAGE = 0, 1, 2
Command = Callable[[argparse.Namespace], int]
Arguments = Callable[[argparse.ArgumentParser], None]
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
    command: Command = chosen.command
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

    for name, words, command, arguments in _commands():
        one = commands.add_parser(name, help=words, description=words)
        one.add_argument("--json", action="store_true", help="in một đối tượng JSON")
        one.set_defaults(command=command)
        if arguments:
            arguments(one)
    return parser


def _commands() -> list[tuple[str, str, Command, Arguments | None]]:
    """Each command: its name, what it is for, the function that runs it and the one that adds its arguments."""
    return [
        ("figure", "một số liệu, kèm nguồn và cách có được", _on_data(cli_ask.figure), cli_ask.add_figure),
        ("query", "một câu hỏi trong queries/; không nêu tên: liệt kê", _query, cli_ask.add_query),
        ("unit", "nhận ra đơn vị từ tên gọi", cli_ask.unit, cli_ask.add_unit),
        ("serve", "mở trang số liệu trên máy này", cli_serve.command, cli_serve.add_arguments),
        ("user", "tài khoản: thêm, xem, khóa, cấp mật khẩu", cli_users.command, cli_users.add_arguments),
        ("import", "nhập số liệu từ tệp CSV, Excel", _on_data(cli_import.command), cli_import.add_arguments),
        ("batches", "các đợt nhập", _on_data(cli_batches.batches), None),
        ("undo", "hoàn tác một đợt nhập", _on_data(cli_batches.undo_one), cli_batches.add_arguments),
        (
            "targets",
            "nhập danh sách chỉ tiêu kế hoạch từ tệp CSV, Excel",
            _on_data(cli_targets.command),
            cli_targets.add_arguments,
        ),
        (
            "cases",
            "sổ theo dõi kiến nghị, vụ việc: xem, ghi ra tệp, nhập danh sách",
            _on_data(cli_cases.command),
            cli_cases.add_arguments,
        ),
        (
            "closing",
            "khóa sổ: xem, khóa một kỳ, mở lại, những gì thay đổi sau khi khóa",
            _on_data(cli_closing.command),
            cli_closing.add_arguments,
        ),
        ("export", "ghi một bài trình bày ra tệp", _on_data(cli_export.command), cli_export.add_arguments),
        (
            "office",
            "tên cơ quan, người ký, nơi nhận, lề trang của báo cáo",
            _on_data(cli_office.command),
            cli_office.add_arguments,
        ),
        ("backup", "sao lưu ngay; nêu tệp .zip để có thêm một bản mang đi", _backup, cli_backup.add_backup),
        ("restore", "các bản sao lưu; khôi phục một bản", _restore, cli_backup.add_restore),
        ("doctor", "kiểm tra chương trình, máy, bản sao lưu và dữ liệu", cli_backup.doctor_report, None),
        ("check", "chạy mọi kiểm tra dữ liệu", _on_data(cli_ask.check), None),
        ("rebuild", "tính lại toàn bộ số liệu từ các báo cáo", _on_data(_rebuild), None),
        ("demo", "tạo không gian minh họa bằng dữ liệu giả lập", _demo, None),
    ]


class _VietnameseParser(argparse.ArgumentParser):
    """argparse with its own words in Vietnamese."""

    def error(self, message: str) -> Any:
        print(f"Lệnh chưa đúng: {message}", file=sys.stderr)
        print(f"Xem cách dùng: {self.prog} --help", file=sys.stderr)
        raise SystemExit(USAGE)


def _on_data(command: Callable[[argparse.Namespace, Database], int]) -> Command:
    """A command of the workspace chosen, which is opened for it."""
    return lambda chosen: command(chosen, _open(chosen))


def _open(chosen: argparse.Namespace) -> Database:
    database = workspace.open_workspace(chosen.workspace, chosen.data)
    if chosen.workspace == workspace.OFFICIAL:
        keeper.at_end(database, chosen.workspace)
    return database


def _query(chosen: argparse.Namespace) -> int:
    return cli_ask.ask_one(chosen, lambda: _open(chosen))


def _backup(chosen: argparse.Namespace) -> int:
    return cli_backup.backup(chosen, lambda: workspace.open_workspace(chosen.workspace, chosen.data))


def _restore(chosen: argparse.Namespace) -> int:
    return cli_backup.restore_one(chosen, lambda: workspace.open_workspace(chosen.workspace, chosen.data))


def _rebuild(chosen: argparse.Namespace, database: Database) -> int:
    from danvan.ingest import check

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


def _say(chosen: argparse.Namespace, result: dict[str, Any], words: str) -> int:
    print(json.dumps(result, ensure_ascii=False) if chosen.json else words.format(**result))
    return DONE
