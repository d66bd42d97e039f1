"""Starts Streamlit on app.py in this process, behind the gate that lets people in."""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit import file_util
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.server.starlette.starlette_app import App

from danvan import fonts, rights
from danvan.errors import DanVanError
from danvan.ingest.batches import now
from danvan.people import accounts
from danvan.people.book import Book
from danvan.server import gate, hosts, oidc, origin, packed, proxy, standing
from danvan.server.doors import Doors
from danvan.texts import text
from danvan.ui import signed_in
from danvan.workspace import ROOT

LOCAL = "127.0.0.1"


def guarded(address: str, proxies: Sequence[str] = ()) -> bool:
    """Whether people must sign in; DanVanError when they must and nobody could.

    A machine of one's own needs no accounts. From any other address, behind a proxy that lets others in, or once there
    are accounts, everybody signs in.
    """
    book = Book()
    known = accounts.everyone(book)
    if origin.is_loopback(address) and not proxies and not known:
        return False
    if not accounts.has_administrator(book):
        raise DanVanError(
            message="Chưa có tài khoản quản trị nên không mở máy chủ "
            + (f"sau máy chủ trung gian {', '.join(proxies)}." if proxies else f"ở địa chỉ {address}."),
            remedy="Thêm một tài khoản: python -m danvan user add TÊN; hoặc chỉ chạy ở 127.0.0.1.",
        )
    return True


def serve(port: int, address: str = LOCAL, proxies: Sequence[str] = (), names: Sequence[str] = ()) -> int:
    """Serve the pages until stopped; 0. DanVanError when people must sign in and nobody could.

    proxies: addresses or networks that may say whom a request is from (danvan.server.proxy.named); names: those by
    which others may ask, none for any.
    """
    if path := st.get_option("server.baseUrlPath"):
        raise DanVanError(text("service.base_path", path=path), text("service.base_path_remedy"))
    book = Book() if guarded(address, proxies) else None
    rights.ask_with(signed_in.provider(book))
    fonts.ensure()
    # A folder named pages/ makes Streamlit try its old automatic navigation for the very first visitor, who then sees
    # "page not found" for a deep link. app.py declares its pages itself.
    PagesManager.uses_pages_directory = False
    sys.argv = [str(ROOT / "app.py")]
    os.environ[proxy.UVICORN_BELIEVES] = ""
    # uvicorn ends what it has begun and then sends itself the signal again: that must not cut off the copy that is due
    # and the closing of the data, which come at the end of the program.
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)
    office = oidc.settings(book.path.parent) if book else None
    known = hosts.names(address, names, office.address if office else "", alone=book is None)
    told = standing.Standing(address, port, tuple(proxies), known, book is not None, now())
    unnamed = standing.begin(told).unnamed
    middleware = [
        Middleware(proxy.Behind, proxies=proxies, unnamed=unnamed),
        Middleware(gate.Gate, book=book, known=known),
        Middleware(packed.Packed, roots=_fixed_files()),
    ]
    app = App(ROOT / "app.py", routes=_routes(book) if book else [], middleware=middleware)
    listening = {"server.port": port, "server.address": address, "server.allowedHosts": list(known)}
    app.run(config=listening | {"logger.hideWelcomeMessage": True})
    return 0


def _fixed_files() -> dict[str, Path]:
    """Where Streamlit's own files and ours lie, by the beginnings of their addresses."""
    return {"/static/": Path(file_util.get_static_dir()) / "static", "/app/static/": ROOT / "static"}


def _routes(book: Book) -> list:
    known = oidc.settings(book.path.parent)
    doors = Doors(book, gate.BEGIN if known else None)
    return doors.routes() + (oidc.Provider(book, known, doors).routes() if known else [])


def _leave(*_: object) -> None:
    """End the program as it ends by itself: in order, with code 0."""
    raise SystemExit(0)
