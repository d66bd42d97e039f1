"""Owns how long one must wait after wrong passwords: longer with each, for an account and for an address.

Nobody is shut out for good by somebody else's typing: the wait ends by itself, and an administrator can end it.
"""

import ipaddress
import sqlite3
from datetime import datetime, timedelta

from danvan.people import moments
from danvan.people.book import statement

REMEMBERED = timedelta(hours=24)
# The first ones are slips of the hand; from then on each doubles the wait.
FREE, FIRST_WAIT, LONGEST = 4, timedelta(seconds=15), timedelta(minutes=30)
# One address may be a whole office behind one gateway: many names wrong is what gives a guesser away.
FREE_OF_ADDRESS = 30


def wait(connection: sqlite3.Connection, account: str, address: str, now: datetime) -> timedelta:
    """How long until this account may be tried again from this address; nothing when at once."""
    of_account = _wait(connection, "failures_of_account", FREE, now, account=account)
    return max(of_account, _wait(connection, "failures_of_address", FREE_OF_ADDRESS, now, address=_place(address)))


def _wait(connection: sqlite3.Connection, name: str, free: int, now: datetime, **of: str) -> timedelta:
    since = moments.written(now - REMEMBERED)
    count, last = connection.execute(statement(name), {**of, "since": since}).fetchone()
    if count <= free:
        return timedelta()
    held = min(FIRST_WAIT * 2 ** min(count - free - 1, 20), LONGEST)
    # A clock set back must not shut anyone out for longer than the wait itself.
    return min(max(moments.read(last) + held - now, timedelta()), held)


def _place(address: str) -> str:
    """What counts as one address: of IPv6 the network, as one machine has as many addresses in it as it likes."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address) or found.ipv4_mapped:
        return str(getattr(found, "ipv4_mapped", None) or found)
    return str(ipaddress.ip_network((found, 64), strict=False))


def remember(connection: sqlite3.Connection, account: str, address: str, now: datetime) -> None:
    """A wrong password more."""
    values = {"account": account, "address": _place(address), "happened_at": moments.written(now)}
    connection.execute(statement("add_failure"), values)
    connection.execute(statement("forget_failures"), {"before": moments.written(now - REMEMBERED)})


def forget(connection: sqlite3.Connection, account: str) -> None:
    """The right password, or an administrator, ends the count of an account."""
    connection.execute(statement("forgive"), {"account": account})
