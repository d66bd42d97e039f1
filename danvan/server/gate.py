"""Owns who gets as far as Streamlit: with accounts, a valid session; without them, a browser on this very machine.

It stands before every route, the web socket, uploads and downloads included: a page that forgets to ask is not open.
"""

import re
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from danvan.people import sessions
from danvan.people.accounts import Account
from danvan.people.book import Book
from danvan.rights import ENTER
from danvan.server import hosts, origin, shield

COOKIE = "danvan_phien"
SIGN_IN, SIGN_OUT = "/dang-nhap", "/dang-xuat"
CHANGE, BEGIN, BACK = f"{SIGN_IN}/mat-khau", f"{SIGN_IN}/co-quan", f"{SIGN_IN}/co-quan/ve"
# What somebody who has not signed in may ask for, to the letter: the pages to do so, their typeface, whether the server
# is well.
HEALTH = "/_stcore/health"
OPEN = {SIGN_IN, CHANGE, BEGIN, BACK, HEALTH}
# Where the browser hands in files before any page looks at them.
HANDED_IN = "/_stcore/upload_file"
TYPEFACE = re.compile(r"/app/static/fonts/BeVietnamPro-[A-Za-z]+\.ttf")
NOT_ALONE = (
    "Máy chủ này đang chạy không có tài khoản nên chỉ dùng được trên chính máy ấy, qua địa chỉ localhost.\n"
    "Người quản trị: thêm tài khoản bằng “python -m danvan user add” rồi chạy lại."
)
NOT_OURS = "Máy chủ này không có tên ấy. Mở bằng địa chỉ mà cơ quan đã thông báo."


class Gate:
    """ASGI middleware. `book` None: no accounts, this machine only. `known`: names that are answered (hosts.names)."""

    def __init__(self, app: ASGIApp, book: Book | None, known: tuple[str, ...] = ()) -> None:
        self.app = app
        self.book = book
        self.known = known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or answer it here."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if scope["type"] == "http":
            send = shield.shielded(scope, send)
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
        if path != HEALTH and not hosts.is_one(origin.host(scope), self.known):
            return PlainTextResponse(NOT_OURS, 421)
        if scope["type"] == "websocket" and not origin.is_ours(scope):
            return Response(status_code=403)
        if path in OPEN or TYPEFACE.fullmatch(path):
            return None
        account = await run_in_threadpool(sessions.whose, book, word_of(scope))
        if account is not None and not account.must_change:
            return None if _may(account, path) else PlainTextResponse("Không có quyền đưa tệp lên.", 403)
        if _opens_a_page(scope):
            wanted = path + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
            to = CHANGE if account is not None else SIGN_IN
            return RedirectResponse(f"{to}?toi={quote(wanted)}", 303)
        return PlainTextResponse("Chưa đăng nhập.", 401)


def word_of(scope: Scope) -> str:
    """The session's word that the browser sends; '' for none."""
    # Read as Streamlit reads it, whatever cookies other programs of the same host have left beside ours.
    return cookie_parser(Headers(scope=scope).get("cookie", "")).get(COOKIE, "")


def _may(account: Account, path: str) -> bool:
    """Whether an account has any use for this address: files are handed in by those who may enter figures."""
    return account.actor("").may(ENTER) or not path.startswith(HANDED_IN)


def _opens_a_page(scope: Scope) -> bool:
    """Whether a person opens an address, rather than a page asks for a part of itself."""
    is_get = scope["type"] == "http" and scope["method"] == "GET"
    return is_get and "text/html" in Headers(scope=scope).get("accept", "")
