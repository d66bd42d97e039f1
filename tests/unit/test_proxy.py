"""Whose word counts about where a request comes from: the named proxies', nobody else's."""

import logging
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from danvan.cli import USAGE, main
from danvan.people import accounts, journal
from danvan.people.book import Book
from danvan.rights import ADMINISTRATOR
from danvan.server import doors, origin, proxy
from danvan.server.gate import Gate

FORGED = {"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https"}


def seen(peer: str, proxies: tuple[str, ...], headers: dict[str, str]) -> tuple[str, bool]:
    """(address, whether TLS) as the server understands a request, the same for a page and for a web socket."""

    async def page(request: Request) -> JSONResponse:
        return JSONResponse([origin.address(request.scope), origin.is_https(request.scope)])

    async def socket(websocket: WebSocket) -> None:
        await websocket.accept()
        await websocket.send_json([origin.address(websocket.scope), origin.is_https(websocket.scope)])
        await websocket.close()

    routes = [Route("/", page), WebSocketRoute("/ws", socket)]
    app = Starlette(routes=routes, middleware=[Middleware(proxy.Behind, proxies=proxies)])
    client = TestClient(app, client=(peer, 50000))
    with client.websocket_connect("/ws", headers=headers) as opened:
        by_socket = opened.receive_json()
    by_page = client.get("/", headers=headers).json()
    assert by_page == by_socket
    return tuple(by_page)


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.0.5.9", "203.0.113.200"])
def test_nobody_s_word_counts_where_no_proxy_is_named(peer: str) -> None:
    assert seen(peer, (), FORGED) == (peer, False)


def test_a_named_proxy_tells_the_person_s_address_and_that_they_speak_tls() -> None:
    assert seen("127.0.0.1", ("127.0.0.1",), FORGED) == ("203.0.113.9", True)
    assert seen("10.0.5.9", ("10.0.5.8/29",), FORGED) == ("203.0.113.9", True)
    assert seen("10.0.5.17", ("10.0.5.8/29",), FORGED) == ("10.0.5.17", False)


def test_what_the_person_put_before_the_proxy_s_own_word_does_not_count() -> None:
    told = {"x-forwarded-for": "198.51.100.1, 203.0.113.9"}
    assert seen("127.0.0.1", ("127.0.0.1",), told)[0] == "203.0.113.9"


def test_a_forged_address_neither_escapes_the_wait_nor_enters_the_journal(tmp_path: Path) -> None:
    book = Book(tmp_path)
    accounts.add(book, "lan", "Trần Thị Lan", ADMINISTRATOR, "ba-con-meo-den")
    middleware = [Middleware(proxy.Behind, proxies=("10.0.5.9",)), Middleware(Gate, book=book)]
    browser = TestClient(
        Starlette(routes=doors.Doors(book).routes(), middleware=middleware), client=("198.51.100.7", 50000)
    )
    for number in range(7):
        fields = {"ten": "lan", "mat_khau": "doan-mo-lung-tung", "toi": "/"}
        headers = {"origin": "http://testserver", "x-forwarded-for": f"203.0.113.{number}"}
        answer = browser.post("/dang-nhap", data=fields, headers=headers)
    assert "phải chờ" in answer.text
    tried = [entry for entry in journal.entries(book) if entry.act.startswith("sign_in")]
    assert len(tried) == 7 and {entry.address for entry in tried} == {"198.51.100.7"}


def test_a_proxy_that_was_not_named_is_told_of_once_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "danvan.server"):
        seen("127.0.0.1", (), FORGED)
    (line,) = [record.message for record in caplog.records]
    assert "127.0.0.1" in line and "--behind-proxy" in line


@pytest.mark.parametrize("words", ["*", "0.0.0.0/0", "::/0", "nginx", "", "10.0.5.1/29", "127.0.0.1:80"])
def test_only_addresses_of_machines_can_be_named(
    words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ValueError):
        proxy.named(words)
    assert main(["--data", str(tmp_path), "serve", "--behind-proxy", words]) == USAGE
    assert "--behind-proxy" in (said := capsys.readouterr().err) and "127.0.0.1" in said


def test_addresses_are_taken_as_they_are_meant() -> None:
    assert [proxy.named(words) for words in ("127.0.0.1", " ::1 ", "10.0.5.8/29")] == [
        "127.0.0.1",
        "::1",
        "10.0.5.8/29",
    ]
