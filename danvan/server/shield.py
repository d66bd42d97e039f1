"""Owns what every answer tells the browser: where its parts may come from, who may frame it, what it may keep.

The policy is the second wall behind the escaping of texts: an injected picture, script or form would still reach no
other host. Streamlit needs styles and scripts in the page itself, so these two stay allowed inline.
"""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope, Send

HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
PAGE = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'{socket}; worker-src 'self' blob:; "
    "frame-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
# A file that somebody opens instead of saving it is not a page of ours.
FILE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'; sandbox"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


def shielded(scope: Scope, send: Send) -> Send:
    """`send` with the headers added to the answer's own; what the answer says of itself stays."""
    told = ALWAYS | {"Content-Security-Policy": FILE if scope["path"].startswith("/media/") else policy(scope)}
    # Streamlit's own parts carry their version in their names and nothing of the office's.
    if not scope["path"].startswith(("/static/", "/app/static/")):
        told["Cache-Control"] = "no-store"

    async def _send(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in told.items():
                headers.setdefault(name, value)
        await send(message)

    return _send


def policy(scope: Scope) -> str:
    """The policy of a page; the web socket's address is named, as not every browser takes it for the page's own."""
    host = Headers(scope=scope).get("host", "")
    return PAGE.format(socket=f" ws://{host} wss://{host}" if HOST.fullmatch(host) else "")
