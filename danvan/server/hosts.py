"""Owns the names by which this server may be asked: another name that leads here is somebody else's (DNS rebinding)."""

from collections.abc import Iterable
from urllib.parse import urlsplit

HERE = ("localhost", "127.0.0.1", "::1")
# Listened at, never a name: taken out of the list.
EVERYWHERE = ("0.0.0.0", "::", "")  # nosec B104


def names(address: str, told: Iterable[str] = (), office: str = "", *, alone: bool = False) -> tuple[str, ...]:
    """The names that are answered; empty for any, where nobody has said by which name others ask.

    told: names given at the start; office: our own address as the office's sign-in knows it; alone: no accounts, this
    machine only.
    """
    if alone:
        return HERE
    others = [*told, urlsplit(office).hostname or ""]
    if not any(others):
        return ()
    found = (name.strip().strip("[]").lower().rstrip(".") for name in (*HERE, *others, address))
    return tuple(dict.fromkeys(name for name in found if name not in EVERYWHERE))


def is_one(host: str | None, known: tuple[str, ...]) -> bool:
    """Whether the name in a request (without its port) is one of them; any is when none are known."""
    return not known or (host or "").lower().rstrip(".") in known
