"""Owns sending the fixed files of the pages (scripts, styles, typefaces) compressed: each is packed once and kept.

Streamlit sends them as they lie on the disk, 9 MB to a new browser, as packing at every request would cost more than it
saves. Here a file is packed when it is first asked for. Everything about the answer but its body stays what the
application says: whether there is one, its headers, whether the browser's own copy is still good.
"""

import zlib
from collections.abc import Mapping
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What shrinks by half or more; pictures and WOFF typefaces are compressed in themselves.
SHRINKS = {".js", ".css", ".svg", ".json", ".map", ".ttf", ".otf", ".wasm"}
SMALLEST = 1000
# Level 6 is within two percent of 9 and takes a third of its time.
LEVEL, GZIP = 6, 31


class Packed:
    """ASGI middleware. `roots`: the beginning of an address → the folder whose files lie under it."""

    def __init__(self, app: ASGIApp, roots: Mapping[str, Path]) -> None:
        self.app = app
        self.roots = {prefix: folder.resolve() for prefix, folder in roots.items()}
        self._kept: dict[Path, tuple[int, bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the packed file where the browser takes it and the application would send the file."""
        path = self._asked_for(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        if path is None:
            await self.app(scope, receive, send)
            return
        body = await run_in_threadpool(self._packed, path)
        if body is None:
            await self.app(scope, receive, send)
            return
        # The application tells of its answer without reading the file for it. It packs nothing: it is not asked to.
        told = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self.app(scope | {"method": "HEAD", "headers": told}, receive, _with(body, send))

    def _asked_for(self, scope: Scope) -> Path | None:
        """The file under one of the roots that a browser which takes gzip asks for as a whole."""
        headers = Headers(scope=scope)
        prefix = next((prefix for prefix in self.roots if scope["path"].startswith(prefix)), None)
        if prefix is None or "range" in headers or not _takes_gzip(headers.get("accept-encoding", "")):
            return None
        path = (self.roots[prefix] / scope["path"].removeprefix(prefix)).resolve()
        return path if path.suffix in SHRINKS and path.is_relative_to(self.roots[prefix]) else None

    def _packed(self, path: Path) -> bytes | None:
        """The file's bytes in gzip's format; None where there is no file, or packing saves nothing."""
        try:
            stamp = path.stat().st_mtime_ns
            if path in self._kept and self._kept[path][0] == stamp:
                return self._kept[path][1] or None
            data = path.read_bytes()
        except OSError:
            return None
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
        body = packer.compress(data) + packer.flush() if len(data) >= SMALLEST else b""
        self._kept[path] = (stamp, body if len(body) < len(data) else b"")
        return self._kept[path][1] or None


def _with(body: bytes, send: Send) -> Send:
    """`send` for an answer to HEAD that becomes the answer to GET: 200 with this body, anything else as it is."""
    found = False

    async def _send(message: Message) -> None:
        nonlocal found
        if message["type"] == "http.response.start" and message["status"] == 200:
            found = True
            headers = MutableHeaders(scope=message)
            headers["Content-Encoding"] = "gzip"
            headers["Content-Length"] = str(len(body))
            headers.add_vary_header("Accept-Encoding")
            # The same file in other bytes: equal in meaning only.
            if "etag" in headers and not headers["etag"].startswith("W/"):
                headers["etag"] = "W/" + headers["etag"]
        elif message["type"] == "http.response.body" and found:
            message = {"type": "http.response.body", "body": body, "more_body": False}
        await send(message)

    return _send


def _takes_gzip(accepted: str) -> bool:
    """Whether the header Accept-Encoding allows gzip: named, and not with quality nought."""
    for one in accepted.lower().split(","):
        name, _, more = one.partition(";")
        if name.strip() == "gzip":
            return more.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
