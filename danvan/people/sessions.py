"""Owns sessions: signing in, who a session is of, its end. A session is a secret word that only the browser holds.

The book keeps the word's hash: whoever reads the book (or a backup of it) cannot act as somebody else.
"""

import hashlib
import secrets
import sqlite3
from datetime import datetime, timedelta

from danvan.errors import DanVanError
from danvan.people import journal, lockout, moments, passwords
from danvan.people.accounts import Account, find, of_row
from danvan.people.book import Book, statement
from danvan.rights import Actor

# Nobody at the screen; and a day's work, after which everybody signs in again.
IDLE, LONGEST = timedelta(hours=2), timedelta(hours=12)
# Written no more often than this: a page asks many times a minute.
SEEN_EVERY = timedelta(minutes=1)
# Who hammers at the door must not fill the disk with entries about it.
REFUSALS_TOLD, AMONG, WITHIN = 100, 200, timedelta(hours=1)


class NotSignedIn(DanVanError):
    """Name and password do not go together, or one must wait."""


def sign_in(book: Book, name: str, password: str, address: str) -> str:
    """A new session's secret word; NotSignedIn says whether to type again or how long to wait."""
    name, now = name.strip().lower()[:64], moments.now()
    nobody = Actor(name, name or "?", address=address)
    with book.writing() as connection:
        wait = lockout.wait(connection, name, address, now)
        if wait:
            _note_refusal(connection, nobody, now)
        else:
            # Counted before it is known to be wrong: of many tried at once, none is tried for nothing.
            lockout.remember(connection, name, address, now)
    if wait:
        raise _must_wait(wait)
    kept = next(iter(book.rows("secret", name=name)), {"secret": None})["secret"]
    # Some tenths of a second of work: outside the transaction, so that a guesser does not hold up the others.
    right = passwords.fits(password, kept)
    with book.writing() as connection:
        if not right:
            journal.note_in(connection, nobody, "sign_in_failed", name)
        else:
            lockout.forget(connection, name)
            if passwords.is_old(kept):
                values = {"name": name, "secret": passwords.HASHER.hash(password)}
                connection.execute(statement("hash_anew"), values)
    if not right:
        raise NotSignedIn(
            message="Tên đăng nhập hoặc mật khẩu không đúng.",
            remedy="Gõ lại, chú ý bộ gõ và phím Caps Lock; quên mật khẩu thì báo người quản trị cấp lại.",
        )
    return begin(book, find(book, name), address)


def begin(book: Book, account: Account, address: str) -> str:
    """A session for an account that has shown who it is; NotSignedIn for a closed one."""
    if not account.active:
        raise NotSignedIn(message="Tài khoản đã bị khóa.", remedy="Liên hệ người quản trị.")
    word, at = secrets.token_urlsafe(32), moments.written(moments.now())
    with book.writing() as connection:
        connection.execute(statement("forget_sessions"), {"before": moments.written(moments.now() - LONGEST)})
        values = {"token": kept(word), "account": account.name, "at": at, "address": address}
        connection.execute(statement("add_session"), values)
        journal.note_in(connection, account.actor(address), "sign_in", account.name)
    return word


def whose(book: Book, word: str, address: str = "") -> Account | None:
    """The account whose session this is; None when it has ended. Being asked keeps it from being idle."""
    found = book.rows("session", token=kept(word)) if word else []
    if not found:
        return None
    now, begun, seen = moments.now(), moments.read(found[0]["begun_at"]), moments.read(found[0]["seen_at"])
    # A clock set back makes a session look as if of the future: it is not trusted further than its length.
    if not begun - IDLE <= now < begun + LONGEST or now >= seen + IDLE:
        return None
    account = of_row(found[0])
    if not account.active:
        return None
    if abs(now - seen) >= SEEN_EVERY:
        with book.writing() as connection:
            connection.execute(statement("seen"), {"token": kept(word), "at": moments.written(now)})
    return account


def end(book: Book, word: str, address: str) -> None:
    """Sign out: the word opens nothing any more."""
    account = whose(book, word)
    with book.writing() as connection:
        connection.execute(statement("end_session"), {"token": kept(word)})
        if account:
            journal.note_in(connection, account.actor(address), "sign_out", account.name)


def kept(word: str) -> str:
    """What the book holds of a session's word."""
    return hashlib.sha256(word.encode()).hexdigest()


def _note_refusal(connection: sqlite3.Connection, nobody: Actor, now: datetime) -> None:
    values = {"among": AMONG, "since": moments.written(now - WITHIN)}
    if connection.execute(statement("recent_refusals"), values).fetchone()[0] < REFUSALS_TOLD:
        journal.note_in(connection, nobody, "sign_in_refused", nobody.name)


def _must_wait(wait: timedelta) -> NotSignedIn:
    seconds = int(wait.total_seconds()) + 1
    told = f"{seconds} giây" if seconds < 120 else f"{-(-seconds // 60)} phút"
    return NotSignedIn(
        message="Đăng nhập sai nhiều lần nên phải chờ.", remedy=f"Thử lại sau {told}, hoặc báo người quản trị."
    )
