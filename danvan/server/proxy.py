"""Owns who may say whom a request is from: the proxies that the server was started with, nobody else.

Anybody can write “X-Forwarded-For” into a request. Waits after wrong passwords and the journal go by the address, so
what is said there counts only from a proxy that was named (`serve --behind-proxy`). The rewriting is uvicorn's.
"""

import ipaddress
import logging
from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

LOG = logging.getLogger("danvan.server")
# uvicorn has the same rewriting of its own, which believes every program on this machine unless this says otherwise.
UVICORN_BELIEVES = "FORWARDED_ALLOW_IPS"
# Strangers that are remembered by their address: anybody can write the header.
MOST = 20


def named(words: str) -> str:
    """An address or a network (10.0.0.0/24) that a proxy may have; ValueError for names, “*” and networks of everybody.

    uvicorn takes what is no address for a name and then never finds it: refused here instead.
    """
    network = ipaddress.ip_network(words.strip())
    if network.prefixlen == 0:
        raise ValueError(words)
    return str(network.network_address if network.num_addresses == 1 else network)


class Behind:
    """ASGI middleware: client and scheme as a named proxy tells them; told by others, they stay what they are."""

    def __init__(self, app: ASGIApp, proxies: Sequence[str] = (), unnamed: set[str] | None = None) -> None:
        self.app = app
        self.unnamed = set() if unnamed is None else unnamed
        self.believing = ProxyHeadersMiddleware(app, list(proxies))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on the request with its true client."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        peer = scope["client"][0] if scope.get("client") else ""
        if peer not in self.believing.trusted_hosts and "x-forwarded-for" in Headers(scope=scope):
            self._note(peer)
        await self.believing(scope, receive, send)

    def _note(self, peer: str) -> None:
        """Remember who passed on a request of others without being named; told in the log the first time."""
        if len(self.unnamed) < MOST and peer not in self.unnamed:
            self.unnamed.add(peer)
            LOG.warning("X-Forwarded-For từ %s không được tính: máy ấy không có trong --behind-proxy.", peer)
