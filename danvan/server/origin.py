"""Owns where a request comes from: the person's address, the scheme they see, whether a page of ours sent it."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

FORWARDED = ("x-forwarded-for", "x-real-ip", "forwarded", "x-forwarded-host", "x-forwarded-proto")


def is_loopback(host: str | None) -> bool:
    """Whether an address or a host name is this machine itself."""
    if not host:
        return False
    name = host.strip("[]").lower().rstrip(".")
    if name == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def address(scope: Scope) -> str:
    """The person's address. What a named proxy tells of it already stands in the scope (danvan.server.proxy)."""
    return scope["client"][0] if scope.get("client") else ""


def is_https(scope: Scope) -> bool:
    """Whether the person's browser speaks TLS, to us or to a named proxy."""
    return scope["scheme"] in ("https", "wss")


def is_direct(scope: Scope) -> bool:
    """Whether a browser on this machine asks this machine by its own name, without a proxy in between."""
    headers = Headers(scope=scope)
    peer = scope["client"][0] if scope.get("client") else ""
    return is_loopback(peer) and is_loopback(host(scope)) and not any(name in headers for name in FORWARDED)


def host(scope: Scope) -> str | None:
    """The name by which this server is asked, without the port; None for none that can be read."""
    return _parts(f"//{Headers(scope=scope).get('host', '')}").hostname


def is_ours(scope: Scope) -> bool:
    """Whether a form or a socket was opened by a page of this server; a browser always says which page it was."""
    headers = Headers(scope=scope)
    place = _parts(headers.get("origin") or headers.get("referer") or "").netloc
    return bool(place) and place == headers.get("host")


def _parts(address: str) -> SplitResult:
    """An address in its parts; empty ones for an address that cannot be read."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")
