"""Owns who gets as far as Streamlit: with accounts, a valid session; without them, a browser on this very machine.

It stands before every route, the web socket, uploads and downloads included: a page that forgets to ask is not open.
"""

import re
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from danvan.people import sessions
from danvan.people.book import Book
from danvan.server import origin

COOKIE = "danvan_phien"
SIGN_IN, SIGN_OUT = "/dang-nhap", "/dang-xuat"
CHANGE, BEGIN, BACK = f"{SIGN_IN}/mat-khau", f"{SIGN_IN}/co-quan", f"{SIGN_IN}/co-quan/ve"
# What somebody who has not signed in may ask for, to the letter: the pages to do so, their typeface, whether the server
# is well.
OPEN = {SIGN_IN, CHANGE, BEGIN, BACK, "/_stcore/health"}
TYPEFACE = re.compile(r"/app/static/fonts/BeVietnamPro-[A-Za-z]+\.ttf")
NOT_ALONE = (
    "Máy chủ này đang chạy không có tài khoản nên chỉ dùng được trên chính máy ấy, qua địa chỉ localhost.\n"
    "Người quản trị: thêm tài khoản bằng “python -m danvan user add” rồi chạy lại."
)


class Gate:
    """ASGI middleware. `book` None: no accounts, this machine only."""

    def __init__(self, app: ASGIApp, book: Book | None) -> None:
        self.app = app
        self.book = book

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or answer it here."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refusal = self._local(scope) if self.book is None else await self._signed_in(scope, self.book)
        if refusal is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refusal(scope, receive, send)

    def _local(self, scope: Scope) -> Response | None:
        return None if origin.is_direct(scope) else PlainTextResponse(NOT_ALONE, 403)

    async def _signed_in(self, scope: Scope, book: Book) -> Response | None:
        path = scope["path"]
        if scope["type"] == "websocket" and not origin.is_ours(scope):
            return Response(status_code=403)
        if path in OPEN or TYPEFACE.fullmatch(path):
            return None
        account = await run_in_threadpool(sessions.whose, book, word_of(scope))
        if account is not None and not account.must_change:
            return None
        if (
            scope["type"] == "http"
            and scope["method"] == "GET"
            and "text/html" in Headers(scope=scope).get("accept", "")
        ):
            wanted = path + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
            to = CHANGE if account is not None else SIGN_IN
            return RedirectResponse(f"{to}?toi={quote(wanted)}", 303)
        return PlainTextResponse("Chưa đăng nhập.", 401)


def word_of(scope: Scope) -> str:
    """The session's word that the browser sends; '' for none."""
    jar = SimpleCookie()
    try:
        jar.load(Headers(scope=scope).get("cookie", ""))
    except CookieError:
        return ""
    return jar[COOKIE].value if COOKIE in jar else ""


def _opens_a_page(scope: Scope) -> bool:
    """Whether a person opens an address, rather than a page asks for a part of itself."""
    is_get = scope["type"] == "http" and scope["method"] == "GET"
    return is_get and "text/html" in Headers(scope=scope).get("accept", "")
