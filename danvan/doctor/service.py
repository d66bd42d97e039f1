"""Owns what deployment adds to the report: how the server is reached, who may sign in, who reads its secrets."""

import os
import sqlite3
import stat
from pathlib import Path
from urllib.parse import urlsplit

from danvan import numbers
from danvan.doctor.line import FAIL, OK, WARN, Line
from danvan.errors import DanVanError
from danvan.people import accounts
from danvan.people.book import FILE, Book
from danvan.rights import ADMINISTRATOR
from danvan.server import origin, standing
from danvan.texts import text

OFFICE = "oidc.toml"


def service(directory: Path) -> list[Line]:
    """The server of this program, the accounts, the rights of the files that hold secrets."""
    return [_reached(standing.present()), *_accounts(directory), *_office(directory), _closed_to_others(directory)]


def _reached(server: standing.Standing | None) -> Line:
    if server is None:
        return Line("service", OK, text("service.none"))
    since = f"{numbers.date(server.since)} {server.since:%H:%M}"
    where = f"{server.address}:{server.port}"
    if server.unnamed:
        words = text("service.unnamed", peers=", ".join(sorted(server.unnamed)))
        # From another machine, anybody may have written the header; from this one, it was the proxy of this server.
        state = FAIL if any(origin.is_loopback(peer) for peer in server.unnamed) else WARN
        return Line("service", state, words, text("service.unnamed_remedy"))
    if not server.signed_in:
        return Line("service", OK, text("service.alone", where=where, since=since))
    if not server.proxies:
        alone = origin.is_loopback(server.address)
        words = text("service.direct", where=where, since=since)
        return Line("service", OK if alone else WARN, words, "" if alone else text("service.direct_remedy"))
    words = text("service.behind", where=where, proxies=", ".join(server.proxies), since=since)
    if not server.names:
        return Line("service", WARN, f"{words} {text('service.any_name')}", text("service.any_name_remedy"))
    return Line("service", OK, words)


def _accounts(directory: Path) -> list[Line]:
    book = Book(directory)
    try:
        everyone = accounts.everyone(book)
    except (DanVanError, sqlite3.Error) as error:
        return [Line("accounts", FAIL, str(error), text("service.book_remedy"))]
    if not everyone:
        # A machine of one's own has a journal and needs no account.
        return []
    known = [account for account in everyone if account.active]
    heads = sum(account.role == ADMINISTRATOR for account in known)
    words = text("service.accounts", count=len(known), administrators=heads)
    return [Line("accounts", OK, words) if heads else Line("accounts", FAIL, words, text("service.accounts_remedy"))]


def _office(directory: Path) -> list[Line]:
    """The settings of the office's own sign-in can be used."""
    if not (directory / OFFICE).is_file():
        return []
    from danvan.server import oidc

    try:
        found = oidc.settings(directory)
    except DanVanError as error:
        return [Line("office_sign_in", FAIL, error.message, error.remedy)]
    if not found.address.startswith("https://") and not origin.is_loopback(_host(found.address)):
        words = text("service.office_plain", address=found.address)
        return [Line("office_sign_in", WARN, words, text("service.office_plain_remedy"))]
    return [Line("office_sign_in", OK, text("service.office", address=found.address))]


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _closed_to_others(directory: Path) -> Line:
    """Nobody but this account reads the data; password hashes and the word of the office's sign-in above all."""
    if os.name == "nt" or not directory.is_dir():
        return Line("secrets", OK, text("service.rights_not_asked"))
    named = [path for path in (directory / FILE, directory / OFFICE) if path.is_file() and _others(path)]
    if named:
        paths = " ".join(str(path) for path in named)
        return Line("secrets", FAIL, text("service.secrets", paths=paths), f"chmod 600 {paths}")
    if _others(directory):
        return Line("secrets", WARN, text("service.readable", path=directory), f"chmod 700 {directory}")
    return Line("secrets", OK, text("service.closed", path=directory))


def _others(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
