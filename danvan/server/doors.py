"""Owns the pages to sign in, to sign out and to change one's password: plain forms that need no script."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from danvan.errors import DanVanError
from danvan.people import accounts, sessions
from danvan.people.book import Book
from danvan.server import origin, sheet
from danvan.server.gate import CHANGE, COOKIE, SIGN_IN, SIGN_OUT, word_of
from danvan.texts import text

# Longer ones are not names or passwords; the form's body is refused before it is read whole.
MOST_BYTES = 4096


class Doors:
    """The routes of signing in; `provider`: the address that begins the office's own sign-in, None without one."""

    def __init__(self, book: Book, provider: str | None = None) -> None:
        self.book = book
        self.provider = provider

    def routes(self) -> list[Route]:
        """For the server, beside Streamlit's own."""
        return [
            Route(SIGN_IN, self.show, methods=["GET"]),
            Route(SIGN_IN, self.sign_in, methods=["POST"]),
            Route(SIGN_OUT, self.sign_out, methods=["POST"]),
            Route(CHANGE, self.show_change, methods=["GET"]),
            Route(CHANGE, self.change, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """The form; somebody who has signed in already goes on."""
        to = wanted(request.query_params.get("toi"))
        account = await run_in_threadpool(sessions.whose, self.book, word_of(request.scope))
        if account is not None:
            return RedirectResponse(to, 303)
        return self.form(to, request.query_params.get("bao", ""))

    async def sign_in(self, request: Request) -> Response:
        """Name and password; on to the page that was wanted, or the form again with what is wrong."""
        form = await _fields(request)
        to = wanted(form.get("toi"))
        if form is _NOTHING:
            return self.form(to, "", DanVanError(text("people.form_odd"), text("people.form_again")), status=400)
        address = origin.address(request.scope)
        name, password = form.get("ten", ""), form.get("mat_khau", "")
        try:
            word = await run_in_threadpool(sessions.sign_in, self.book, name, password, address)
        except DanVanError as error:
            return self.form(to, name, error, status=401)
        return let_in(request, word, to)

    async def sign_out(self, request: Request) -> Response:
        """The session ends, whoever still holds its word."""
        if origin.is_ours(request.scope):
            address = origin.address(request.scope)
            await run_in_threadpool(sessions.end, self.book, word_of(request.scope), address)
        answer = RedirectResponse(SIGN_IN, 303)
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=origin.is_https(request.scope))
        return answer

    async def show_change(self, request: Request) -> Response:
        """The form for a new password."""
        account = await run_in_threadpool(sessions.whose, self.book, word_of(request.scope))
        to = wanted(request.query_params.get("toi"))
        if account is None:
            return RedirectResponse(SIGN_IN, 303)
        return HTMLResponse(sheet.change(account, to), headers=sheet.HEADERS)

    async def change(self, request: Request) -> Response:
        """One's own password changed; the session goes on, the account's others end."""
        form, word = await _fields(request), word_of(request.scope)
        account = await run_in_threadpool(sessions.whose, self.book, word)
        if account is None or form is _NOTHING:
            return RedirectResponse(SIGN_IN, 303)
        to, actor = wanted(form.get("toi")), account.actor(origin.address(request.scope))
        try:
            if form.get("moi") != form.get("moi_lai"):
                raise DanVanError(text("people.not_twice_alike"), text("people.type_again"))
            old, new, session = form.get("mat_khau", ""), form.get("moi", ""), sessions.kept(word)
            await run_in_threadpool(accounts.change_password, self.book, actor, old, new, session=session)
        except DanVanError as error:
            return HTMLResponse(sheet.change(account, to, error), 400, headers=sheet.HEADERS)
        return RedirectResponse(to, 303)

    def form(self, to: str, name: str, error: DanVanError | None = None, status: int = 200) -> Response:
        """The page to sign in, with what was wrong."""
        return HTMLResponse(sheet.sign_in(to, name, self.provider, error), status, headers=sheet.HEADERS)


def let_in(request: Request, word: str, to: str) -> Response:
    """On to the page that was wanted, with the session's word in a cookie no script can read."""
    answer = RedirectResponse(to, 303)
    length = int(sessions.LONGEST.total_seconds())
    answer.set_cookie(
        COOKIE, word, max_age=length, path="/", httponly=True, samesite="lax", secure=origin.is_https(request.scope)
    )
    return answer


def wanted(path: str | None) -> str:
    """A page of this server to go on to; '/' for anything else: no one is sent to another host."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")) or any(ord(sign) < 32 for sign in path):
        return "/"
    return "/" if path.startswith((SIGN_IN, SIGN_OUT)) else path


_NOTHING: dict[str, str] = {}


async def _fields(request: Request) -> dict[str, str]:
    """The fields of a form that a page of ours sent; `_NOTHING` for anything else."""
    length = request.headers.get("content-length", "")
    kind = request.headers.get("content-type", "")
    is_form = kind.startswith("application/x-www-form-urlencoded")
    is_short = length.isascii() and length.isdigit() and len(length) < 9 and int(length) <= MOST_BYTES
    if not (origin.is_ours(request.scope) and is_form and is_short):
        return _NOTHING
    return {key: str(value) for key, value in (await request.form()).items()}
