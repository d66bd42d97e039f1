"""Owns `python -m danvan user …`: accounts from the command line, while the server runs or before it ever did."""

import argparse
import getpass
import json
import sys

from danvan import units
from danvan.errors import DanVanError
from danvan.people import accounts, passwords
from danvan.people.accounts import Account
from danvan.people.book import Book
from danvan.rights import ROLES, VIEWER

DONE = 0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """add, list, disable, enable, password."""
    acts = parser.add_subparsers(title="việc", metavar="VIỆC", required=True)
    add = acts.add_parser("add", help="thêm tài khoản")
    add.add_argument("name", metavar="TÊN", help="tên đăng nhập")
    add.add_argument("--full-name", metavar="HỌ_TÊN", help="họ tên (mặc định: tên đăng nhập)")
    add.add_argument(
        "--role",
        choices=list(ROLES),
        help="vai trò: " + ", ".join(f"{role} ({words.lower()})" for role, words in ROLES.items())
        + "; tài khoản đầu tiên là administrator",
    )  # fmt: skip
    add.add_argument("--unit", action="append", default=[], metavar="MÃ", help="chỉ nhập cho đơn vị này (nhiều lần)")
    _password_arguments(add)
    add.set_defaults(user_command=_add)
    acts.add_parser("list", help="các tài khoản").set_defaults(user_command=_list)
    for name, words, act in (("disable", "khóa tài khoản", _disable), ("enable", "mở lại tài khoản", _enable)):
        one = acts.add_parser(name, help=words)
        one.add_argument("name", metavar="TÊN")
        one.set_defaults(user_command=act)
    again = acts.add_parser("password", help="cấp lại mật khẩu")
    again.add_argument("name", metavar="TÊN")
    _password_arguments(again)
    again.set_defaults(user_command=_password)
    for one in acts.choices.values():
        one.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="in một đối tượng JSON")


def _password_arguments(parser: argparse.ArgumentParser) -> None:
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--password-stdin", action="store_true", help="đọc mật khẩu từ đầu vào chuẩn")
    how.add_argument("--random-password", action="store_true", help="tạo mật khẩu dùng lần đầu và in ra")


def command(chosen: argparse.Namespace) -> int:
    """Run one of them."""
    return chosen.user_command(chosen, Book(chosen.data))


def _add(chosen: argparse.Namespace, book: Book) -> int:
    role = chosen.role or ("administrator" if not accounts.has_administrator(book) else VIEWER)
    scope = tuple(units.find(code).unit_id for code in chosen.unit)
    password, told = _ask(chosen)
    full_name = chosen.full_name or chosen.name
    made = accounts.add(book, chosen.name, full_name, role, password, unit_ids=scope, must_change=bool(told))
    return _say(chosen, made, f"Đã thêm tài khoản {made.name} ({ROLES[made.role].lower()}).", told)


def _password(chosen: argparse.Namespace, book: Book) -> int:
    password, told = _ask(chosen)
    accounts.reset_password(book, chosen.name, password)
    return _say(chosen, accounts.find(book, chosen.name), f"Đã cấp lại mật khẩu cho {chosen.name}.", told)


def _disable(chosen: argparse.Namespace, book: Book) -> int:
    accounts.close(book, chosen.name)
    return _say(chosen, accounts.find(book, chosen.name), f"Đã khóa tài khoản {chosen.name}; các phiên đã chấm dứt.")


def _enable(chosen: argparse.Namespace, book: Book) -> int:
    accounts.reopen(book, chosen.name)
    return _say(chosen, accounts.find(book, chosen.name), f"Đã mở lại tài khoản {chosen.name}.")


def _list(chosen: argparse.Namespace, book: Book) -> int:
    found = accounts.everyone(book)
    if chosen.json:
        print(json.dumps([_object(one) for one in found], ensure_ascii=False))
        return DONE
    for one in found:
        of = ", ".join(units.get(unit).full_name for unit in one.units) or "mọi đơn vị"
        state = "" if one.active else "  (đã khóa)"
        print(f"{one.name:20} {ROLES[one.role]:18} {one.full_name}  [{of}]{state}")
    if not found:
        print("Chưa có tài khoản nào.")
    return DONE


def _ask(chosen: argparse.Namespace) -> tuple[str, str]:
    """The password, and the words that tell it when it was made here."""
    if chosen.random_password:
        made = passwords.first_one()
        return made, f"Mật khẩu dùng lần đầu: {made}"
    if chosen.password_stdin:
        return sys.stdin.readline().rstrip("\r\n"), ""
    if not sys.stdin.isatty():
        raise DanVanError(
            message="Chưa có mật khẩu.", remedy="Chạy trong cửa sổ dòng lệnh, hoặc thêm --random-password."
        )
    first, again = getpass.getpass("Mật khẩu: "), getpass.getpass("Nhập lại: ")
    if first != again:
        raise DanVanError(message="Hai lần nhập không giống nhau.", remedy="Chạy lại lệnh.")
    return first, ""


def _say(chosen: argparse.Namespace, account: Account, words: str, told: str = "") -> int:
    if chosen.json:
        print(json.dumps({"status": "done", **_object(account)}, ensure_ascii=False))
    else:
        print(words)
    if told:
        print(told, file=sys.stderr if chosen.json else sys.stdout)
    return DONE


def _object(account: Account) -> dict[str, object]:
    return {
        "name": account.name,
        "full_name": account.full_name,
        "role": account.role,
        "units": [units.get(unit).code for unit in account.units],
        "active": account.active,
    }
