"""Owns the journal of what people did: who, when, from where, what. Rows are added, never changed, never taken out.

Each entry holds a hash over itself and the entry before it (chain.py), so that one changed with other tools does not go
unseen.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from danvan.people import chain, moments
from danvan.people.book import Book, statement
from danvan.rights import Actor

# What is done, and its name on the page.
ACTS = {
    "sign_in": "Đăng nhập",
    "sign_in_failed": "Đăng nhập không được",
    "sign_in_refused": "Bị tạm khóa đăng nhập",
    "sign_out": "Đăng xuất",
    "account_added": "Thêm tài khoản",
    "account_changed": "Sửa tài khoản",
    "account_closed": "Khóa tài khoản",
    "account_opened": "Mở lại tài khoản",
    "password_changed": "Đổi mật khẩu",
    "password_reset": "Cấp lại mật khẩu",
    "refused": "Bị từ chối",
    "import": "Nhập số liệu",
    "undo": "Hoàn tác",
    "edit": "Nhập một số liệu",
    "indicator": "Khai báo chỉ tiêu",
    "target": "Chỉ tiêu kế hoạch",
    "norm": "Định mức",
    "due": "Hạn báo cáo",
    "theme": "Chủ đề năm",
    "case": "Kiến nghị theo dõi",
    "period_closed": "Khóa sổ",
    "period_opened": "Mở sổ",
    "closed_changed": "Sửa kỳ đã khóa",
    "briefing": "Bài trình bày",
    "office": "Thông tin cơ quan",
    "export": "Tải ra tệp",
    "demo": "Tạo không gian minh họa",
    "backup": "Sao lưu",
    "restore": "Khôi phục",
}


@dataclass(frozen=True)
class Entry:
    """One entry; `subject` is what it was done to (an account, a batch, a file), `detail` the rest in words."""

    entry: int
    happened_at: datetime
    who: str
    address: str
    act: str
    subject: str
    detail: str
    chain: str

    @property
    def act_words(self) -> str:
        """What was done, in Vietnamese."""
        return ACTS.get(self.act, self.act)


def note(book: Book, actor: Actor, act: str, subject: str = "", detail: str = "") -> None:
    """Add an entry of its own."""
    with book.writing() as connection:
        note_in(connection, actor, act, subject, detail)


def recorder(book: Book) -> Callable[[Actor, str, str, str], None]:
    """Writes what rights.record tells into a book."""
    return lambda actor, act, subject, detail: note(book, actor, act, subject, detail)


def note_in(connection: sqlite3.Connection, actor: Actor, act: str, subject: str = "", detail: str = "") -> None:
    """Add an entry in the transaction of what it tells of."""
    last = connection.execute(statement("last_entry")).fetchone()
    values = {
        "entry": (last["entry"] if last else 0) + 1,
        "happened_at": moments.written(moments.now()),
        "who": f"{actor.full_name} ({actor.name})" if actor.name else actor.full_name,
        "address": actor.address,
        "act": act,
        "subject": subject,
        "detail": detail,
    }
    values["chain"] = chain.link(last["chain"] if last else "", values)
    connection.execute(statement("add_entry"), values)


def entries(book: Book, *, since: str = "", until: str = "9999", most: int = 1_000_000) -> list[Entry]:
    """Entries of some days (2026-07-01; both included), newest first."""
    found = book.rows("entries", since=since, until=f"{until}~", most=most)
    return [Entry(**row | {"happened_at": moments.read(row["happened_at"])}) for row in found]
