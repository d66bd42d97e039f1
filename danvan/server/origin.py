"""Owns where a request comes from: the person's address, the scheme they see, whether a page of ours sent it."""

import ipaddress
from urllib.parse import urlsplit

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
    """The person's address; what a proxy tells of it is believed only when the proxy is on this machine."""
    peer = scope["client"][0] if scope.get("client") else ""
    told = Headers(scope=scope).get("x-forwarded-for", "").split(",")[-1].strip()
    return told if told and is_loopback(peer) and _is_address(told) else peer


def is_https(scope: Scope) -> bool:
    """Whether the person's browser speaks TLS, to us or to a proxy on this machine."""
    peer = scope["client"][0] if scope.get("client") else ""
    told = Headers(scope=scope).get("x-forwarded-proto", "").lower()
    return scope["scheme"] in ("https", "wss") or is_loopback(peer) and told == "https"


def is_direct(scope: Scope) -> bool:
    """Whether a browser on this machine asks this machine by its own name, without a proxy in between."""
    headers = Headers(scope=scope)
    peer = scope["client"][0] if scope.get("client") else ""
    host = urlsplit(f"//{headers.get('host', '')}").hostname
    return is_loopback(peer) and is_loopback(host) and not any(name in headers for name in FORWARDED)


def is_ours(scope: Scope) -> bool:
    """Whether a form or a socket was opened by a page of this server; a browser always says which page it was."""
    headers = Headers(scope=scope)
    sent = headers.get("origin") or headers.get("referer")
    return bool(sent) and urlsplit(sent).netloc == headers.get("host")


def _is_address(words: str) -> bool:
    try:
        ipaddress.ip_address(words)
    except ValueError:
        return False
    return True
