"""Owns the accounts of the office: who has one, its role, its units. An account is closed, never deleted."""

import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from danvan import rights, units
from danvan.errors import DanVanError
from danvan.people import journal, lockout, moments, passwords
from danvan.people.book import Book, statement
from danvan.rights import ADMINISTRATOR, ROLES, Actor
from danvan.units.fold import clean

NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")
LONGEST_NAME = 80


@dataclass(frozen=True)
class Account:
    """One account; `units` are ids (empty: all). `by_provider`: it signs in with the office's own system only."""

    name: str
    full_name: str
    role: str
    units: tuple[str, ...]
    active: bool
    must_change: bool
    by_provider: bool
    created_at: datetime
    created_by: str
    changed_at: datetime

    def actor(self, address: str) -> Actor:
        """Who acts when this account does."""
        return Actor(self.name, self.full_name, self.role, self.units, address)


def everyone(book: Book) -> list[Account]:
    """All accounts, those closed as well, by name."""
    return [of_row(row) for row in book.rows("accounts")]


def find(book: Book, name: str) -> Account:
    """The account of that name; DanVanError when there is none."""
    found = book.rows("account", name=name.strip().lower())
    if not found:
        raise DanVanError(message=f"Không có tài khoản “{name}”.", remedy="Xem danh sách: python -m danvan user list.")
    return of_row(found[0])


def has_administrator(book: Book) -> bool:
    """Whether an administrator can sign in: without one no other address than this machine is served."""
    return any(account.active and account.role == ADMINISTRATOR for account in everyone(book))


def add(
    book: Book, name: str, full_name: str, role: str, password: str | None, *, unit_ids: tuple[str, ...] = (),
    must_change: bool = False,
) -> Account:  # fmt: skip
    """Open an account; `password` None for one that signs in with the office's own system only."""
    actor = rights.need(rights.ADMINISTER)
    name, full_name = name.strip().lower(), clean(full_name)
    if not NAME.fullmatch(name):
        raise DanVanError(
            message=f"Tên đăng nhập “{name}” chưa đúng.",
            remedy="Dùng từ 2 đến 64 chữ thường không dấu, chữ số và các dấu . _ - @; bắt đầu bằng chữ hoặc số.",
        )
    _check(full_name, role, unit_ids)
    at = moments.written(moments.now())
    values = {
        "name": name, "full_name": full_name, "role": role, "units": json.dumps(list(unit_ids)), "at": at,
        "secret": None if password is None else passwords.keep(password, name),
        "must_change": must_change and password is not None, "by": actor.full_name,
    }  # fmt: skip
    with book.writing() as connection:
        try:
            connection.execute(statement("add_account"), values)
        except sqlite3.IntegrityError:
            raise DanVanError(
                message=f"Đã có tài khoản “{name}”.", remedy="Chọn tên khác; tài khoản đã khóa thì mở lại."
            ) from None
        journal.note_in(connection, actor, "account_added", name, _told(full_name, role, unit_ids))
    return find(book, name)


def of_provider(book: Book, name: str, full_name: str, role: str, unit_ids: tuple[str, ...], address: str) -> Account:
    """The account of a person whom the office's own system has let in, with the rights its groups give today.

    DanVanError when a local account has that name: whoever names people there must not become somebody here.
    """
    name, full_name = name.strip().lower()[:64], clean(full_name)[:LONGEST_NAME]
    found = book.rows("account", name=name)
    before = of_row(found[0]) if found else None
    if before and not before.by_provider:
        raise DanVanError(
            message=f"Tên “{name}” là của một tài khoản riêng trong phần mềm.",
            remedy="Đăng nhập bằng mật khẩu của tài khoản ấy, hoặc đề nghị người quản trị đổi tên.",
        )
    _check(full_name, role, unit_ids)
    if before and (before.full_name, before.role, before.units) == (full_name, role, unit_ids):
        return before
    office = Actor("", "Hệ thống đăng nhập của cơ quan", address=address)
    values = {"name": name, "full_name": full_name, "role": role, "units": json.dumps(list(unit_ids))}
    values["at"] = moments.written(moments.now())
    with book.writing() as connection:
        if before:
            connection.execute(statement("change_account"), values)
        else:
            new = {"secret": None, "must_change": False, "by": office.full_name}
            connection.execute(statement("add_account"), values | new)
        act = "account_changed" if before else "account_added"
        journal.note_in(connection, office, act, name, _told(full_name, role, unit_ids))
    return find(book, name)


def change(book: Book, name: str, *, full_name: str, role: str, unit_ids: tuple[str, ...]) -> Account:
    """Give an account another full name, role or other units; its sessions go on under the new rights."""
    actor = rights.need(rights.ADMINISTER)
    before, full_name = find(book, name), clean(full_name)
    _check(full_name, role, unit_ids)
    values = {"name": before.name, "full_name": full_name, "role": role, "units": json.dumps(list(unit_ids))}
    with book.writing() as connection:
        connection.execute(statement("change_account"), values | {"at": moments.written(moments.now())})
        _keep_one_administrator(connection)
        told = f"{_told(before.full_name, before.role, before.units)} → {_told(full_name, role, unit_ids)}"
        journal.note_in(connection, actor, "account_changed", before.name, told)
    return find(book, name)


def close(book: Book, name: str) -> None:
    """Close an account: it cannot sign in, and its sessions end at once."""
    _set_active(book, name, active=False)


def reopen(book: Book, name: str) -> None:
    """Open a closed account again, with its password as it was and without a wait."""
    _set_active(book, name, active=True)


def _set_active(book: Book, name: str, *, active: bool) -> None:
    actor, account = rights.need(rights.ADMINISTER), find(book, name)
    values = {"name": account.name, "active": active, "at": moments.written(moments.now())}
    with book.writing() as connection:
        connection.execute(statement("set_active"), values)
        _keep_one_administrator(connection)
        if active:
            lockout.forget(connection, account.name)
        else:
            connection.execute(statement("end_sessions"), {"account": account.name, "but": ""})
        journal.note_in(connection, actor, "account_opened" if active else "account_closed", account.name)


def reset_password(book: Book, name: str, password: str) -> None:
    """A password for an account whose owner lost it: to be changed at the next sign-in; open sessions end."""
    actor, account = rights.need(rights.ADMINISTER), find(book, name)
    with book.writing() as connection:
        _set_password(connection, account.name, password, must_change=True)
        lockout.forget(connection, account.name)
        connection.execute(statement("end_sessions"), {"account": account.name, "but": ""})
        journal.note_in(connection, actor, "password_reset", account.name)


def change_password(book: Book, actor: Actor, old: str, new: str, *, session: str = "") -> None:
    """One's own password; the other sessions of the account end, the one with this token hash goes on."""
    with book.writing() as connection:
        kept = connection.execute(statement("secret"), {"name": actor.name}).fetchone()
        now = moments.now()
        if lockout.wait(connection, actor.name, actor.address, now) or not kept or not passwords.fits(old, kept[0]):
            wrong = True
            lockout.remember(connection, actor.name, actor.address, now)
        else:
            wrong = False
            if passwords.fits(new, kept[0]):
                raise DanVanError(message="Mật khẩu mới trùng mật khẩu cũ.", remedy="Đặt mật khẩu khác.")
            _set_password(connection, actor.name, new, must_change=False)
            connection.execute(statement("end_sessions"), {"account": actor.name, "but": session})
            journal.note_in(connection, actor, "password_changed", actor.name)
    if wrong:
        raise DanVanError(message="Mật khẩu hiện tại không đúng.", remedy="Gõ lại, chú ý bộ gõ và phím Caps Lock.")


def _set_password(connection: sqlite3.Connection, name: str, password: str, *, must_change: bool) -> None:
    values = {"secret": passwords.keep(password, name), "must_change": must_change}
    connection.execute(statement("set_secret"), values | {"name": name, "at": moments.written(moments.now())})


def _keep_one_administrator(connection: sqlite3.Connection) -> None:
    if not any(
        of_row(row).role == ADMINISTRATOR and row["active"] for row in connection.execute(statement("accounts"))
    ):
        raise DanVanError(
            message="Đây là tài khoản quản trị cuối cùng.", remedy="Thêm một tài khoản quản trị khác trước."
        )


def _check(full_name: str, role: str, unit_ids: tuple[str, ...]) -> None:
    if not full_name or len(full_name) > LONGEST_NAME:
        raise DanVanError(message="Chưa ghi họ tên.", remedy=f"Ghi họ tên, không quá {LONGEST_NAME} ký tự.")
    if role not in ROLES:
        raise DanVanError(message=f"Không có vai trò “{role}”.", remedy=f"Chọn một trong: {', '.join(ROLES)}.")
    for unit in unit_ids:
        units.get(unit)


def _told(full_name: str, role: str, unit_ids: tuple[str, ...]) -> str:
    of = f", {', '.join(units.get(unit).full_name for unit in unit_ids)}" if unit_ids else ""
    return f"{full_name}, {ROLES[role].lower()}{of}"


def of_row(row: Mapping[str, Any] | sqlite3.Row) -> Account:
    """An account from a row of the book that has its columns."""
    return Account(
        name=row["name"],
        full_name=row["full_name"],
        role=row["role"],
        units=tuple(json.loads(row["units"])),
        active=bool(row["active"]),
        must_change=bool(row["must_change"]),
        by_provider=not row["has_secret"],
        created_at=moments.read(row["created_at"]),
        created_by=row["created_by"],
        changed_at=moments.read(row["changed_at"]),
    )
