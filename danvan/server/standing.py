"""Owns what is known of the server that this program runs, for the report on the installation (danvan.doctor)."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Standing:
    """How the server is reached. names: those that are answered, none for any; unnamed: addresses that passed on
    requests of others (X-Forwarded-For) and were not named as proxies.
    """

    address: str
    port: int
    proxies: tuple[str, ...]
    names: tuple[str, ...]
    signed_in: bool
    since: datetime
    unnamed: set[str] = field(default_factory=set)


_NOW: list[Standing] = []


def begin(standing: Standing) -> Standing:
    """This program serves from now on."""
    _NOW[:] = [standing]
    return standing


def present() -> Standing | None:
    """The server of this program; None in a program that serves nothing."""
    return _NOW[0] if _NOW else None
