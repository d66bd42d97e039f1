"""Guessing, forging and tampering at the door. What tests/unit/test_gate.py and test_people.py hold is not repeated."""

import statistics
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from danvan.people import accounts, journal, lockout, moments, passwords, sessions
from danvan.people.book import Book
from danvan.rights import ADMINISTRATOR, UPLOADER, VIEWER
from danvan.server import doors, hosts
from danvan.server.gate import COOKIE, Gate
from danvan.server.proxy import Behind

WORD, WRONG = "ba-con-meo-den", "nam-con-cho-vang"
HOST = "http://testserver"
PAGE = {"accept": "text/html"}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeping a password costs next to nothing here: the cost itself is for the one test about it."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(1, 1024, 1))
    passwords._nobody.cache_clear()


@pytest.fixture
def book(tmp_path: Path) -> Book:
    made = Book(tmp_path)
    accounts.add(made, "lan", "Trần Thị Lan", ADMINISTRATOR, WORD)
    return made


def browser(book: Book | None, *, peer: str = "10.0.0.7", known: tuple[str, ...] = (), base: str = HOST) -> TestClient:
    """A browser before a server that answers 'trong' to whatever is let through."""

    async def inside(request: object) -> PlainTextResponse:
        return PlainTextResponse("trong")

    async def socket(websocket: WebSocket) -> None:
        await websocket.accept()
        await websocket.send_text("trong")
        await websocket.close()

    routes = doors.Doors(book).routes() if book else []
    methods = ["GET", "PUT", "POST", "DELETE"]
    routes += [WebSocketRoute("/_stcore/stream", socket), Route("/{path:path}", inside, methods=methods)]
    middleware = [Middleware(Behind), Middleware(Gate, book=book, known=known)]
    app = Starlette(routes=routes, middleware=middleware)
    return TestClient(app, base_url=base, client=(peer, 50000), follow_redirects=False, raise_server_exceptions=False)


def sign_in(client: TestClient, name: str = "lan", password: str = WORD, **headers: str) -> object:
    fields = {"ten": name, "mat_khau": password, "toi": "/"}
    return client.post("/dang-nhap", data=fields, headers={"origin": str(client.base_url).rstrip("/"), **headers})


# Guessing


def test_guesses_made_at_once_are_each_counted(book: Book) -> None:
    """Forty at the same moment must not all pass before the first is known to be wrong."""
    tried, ready = [], threading.Barrier(40)

    def guess() -> None:
        ready.wait()
        try:
            sessions.sign_in(book, "lan", WRONG, "10.0.0.7")
        except sessions.NotSignedIn as told:
            tried.append("không đúng" in told.message)

    threads = [threading.Thread(target=guess) for _ in range(40)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(tried) == 40 and sum(tried) == lockout.FREE + 1


@pytest.mark.parametrize(
    "name", ["LAN", " lan ", "\tLan\n", "ＬＡＮ", "la\u0143", "lan\x00", "lan\u200b", "l\u0430n", "lan%00"]
)
def test_another_way_of_writing_a_name_is_no_new_account_to_guess_at(name: str, book: Book) -> None:
    """Either it is the same name, counted with it, or it opens nothing even with the right password."""
    with book.writing() as connection:
        for _ in range(lockout.FREE + 1):
            lockout.remember(connection, "lan", "10.0.0.8", moments.now())
    with pytest.raises(sessions.NotSignedIn):
        sessions.sign_in(book, name, WORD, "10.0.0.7")


def test_a_letter_that_becomes_another_by_case_is_the_same_account(book: Book) -> None:
    accounts.add(book, "khanh", "Khanh", VIEWER, WORD)
    for _ in range(lockout.FREE + 1):
        with pytest.raises(sessions.NotSignedIn, match="không đúng"):
            sessions.sign_in(book, "\u212ahanh", WRONG, "10.0.0.7")
    with pytest.raises(sessions.NotSignedIn, match="phải chờ"):
        sessions.sign_in(book, "khanh", WORD, "10.0.0.7")


def test_addresses_of_one_ipv6_network_are_one_address(book: Book) -> None:
    with book.writing() as connection:
        for at in range(lockout.FREE_OF_ADDRESS + 1):
            lockout.remember(connection, f"ten{at}", f"2001:db8:1:2::{at:x}", moments.now())
        assert lockout.wait(connection, "lan", "2001:db8:1:2:ffff::1", moments.now())
        assert not lockout.wait(connection, "lan", "2001:db8:1:3::1", moments.now())
        for at in range(lockout.FREE_OF_ADDRESS + 1):
            lockout.remember(connection, f"ten{at}", f"::ffff:10.9.0.{at % 2}", moments.now())
        assert not lockout.wait(connection, "lan", "10.9.0.7", moments.now())


def test_what_a_request_says_of_its_address_does_not_start_the_count_anew(book: Book) -> None:
    client = browser(book)
    for at in range(lockout.FREE_OF_ADDRESS + 2):
        told = {"x-forwarded-for": f"10.1.1.{at}", "x-real-ip": f"10.1.2.{at}", "forwarded": f"for=10.1.3.{at}"}
        with book.writing() as connection:
            lockout.forget(connection, "khong-co")
        last = sign_in(client, f"ten{at}", WRONG, **told)
    assert "phải chờ" in last.text
    assert {entry.address for entry in journal.entries(book)} == {"10.0.0.7", "dòng lệnh"}


def test_hammering_at_the_door_does_not_fill_the_journal(book: Book) -> None:
    with book.writing() as connection:
        for _ in range(lockout.FREE + 1):
            lockout.remember(connection, "lan", "10.0.0.7", moments.now())
    for _ in range(sessions.REFUSALS_TOLD + 60):
        with pytest.raises(sessions.NotSignedIn, match="phải chờ"):
            sessions.sign_in(book, "lan", WRONG, "10.0.0.7")
    assert sum(entry.act == "sign_in_refused" for entry in journal.entries(book)) == sessions.REFUSALS_TOLD


def test_a_name_that_is_there_is_not_told_by_the_time_it_takes(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lockout, "FREE", 1000)
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher())
    passwords._nobody.cache_clear()
    accounts.reset_password(book, "lan", "sau-con-ga-trang")
    took: dict[str, list[float]] = {"lan": [], "khong-co": []}
    for _ in range(7):
        for name, times in took.items():
            began = time.thread_time()
            with pytest.raises(sessions.NotSignedIn):
                sessions.sign_in(book, name, WRONG, "10.0.0.7")
            times.append(time.thread_time() - began)
    there, absent = (statistics.median(times) for times in took.values())
    assert 0.5 < there / absent < 2


def test_the_journal_tells_a_failed_sign_in_without_what_was_typed_as_password(book: Book) -> None:
    sign_in(browser(book), "lan", "mat-khau-da-go-nham")
    assert not any("mat-khau-da-go-nham" in repr(entry) for entry in journal.entries(book))
    held = b"".join(path.read_bytes() for path in book.path.parent.iterdir())
    assert b"mat-khau-da-go-nham" not in held


# Sessions


def test_each_sign_in_has_a_new_word_whatever_the_browser_brought(book: Book) -> None:
    client = browser(book)
    client.cookies.set(COOKIE, "chu-do-ke-khac-dat")
    sign_in(client)
    first = [cookie.value for cookie in client.cookies.jar if cookie.value != "chu-do-ke-khac-dat"][-1]
    client.cookies.clear()
    sign_in(client)
    assert len(first) >= 43 and client.cookies[COOKIE] not in (first, "chu-do-ke-khac-dat")
    assert sessions.whose(book, "chu-do-ke-khac-dat") is None


@pytest.mark.parametrize("change", [0, 10, -1])
def test_a_word_with_one_sign_changed_opens_nothing(change: int, book: Book) -> None:
    word = sessions.sign_in(book, "lan", WORD, "10.0.0.7")
    other = "A" if word[change] != "A" else "B"
    bad = word[:change] + other + (word[change + 1 :] if change != -1 else "")
    client = browser(book)
    for cookie in (
        bad,
        word.lower(),
        f"{word}x",
        word[:-2],
        sessions.kept(word),
        f'"{word}',
        f"{word}\x00",
        word[::-1],
    ):
        sent = f"{COOKIE}={cookie}".encode("latin-1", "replace")
        assert client.get("/", headers={b"cookie": sent}).status_code in (400, 401), cookie


@pytest.mark.parametrize("beside", ['khac={"a":1}', "a b=c", 'x="', "=", ";;;", "kh\u00e1c=1", "$Version=1"])
def test_cookies_of_other_programs_do_not_shut_a_person_out(beside: str, book: Book) -> None:
    word = sessions.sign_in(book, "lan", WORD, "10.0.0.7")
    sent = f"{beside}; {COOKIE}={word}".encode("latin-1")
    assert browser(book).get("/", headers={b"cookie": sent}).text == "trong"


def test_a_session_ends_with_its_account_and_with_time_at_the_very_next_request(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts.add(book, "hai", "Lê Văn Hải", VIEWER, WORD)
    client = browser(book)
    sign_in(client, "hai")
    assert client.get("/").text == "trong"
    accounts.close(book, "hai")
    assert client.get("/").status_code == 401
    accounts.reopen(book, "hai")
    assert client.get("/").status_code == 401
    sign_in(client, "hai")
    later = datetime.now(UTC) + timedelta(hours=2, minutes=1)
    monkeypatch.setattr(moments, "now", lambda: later)
    assert client.get("/").status_code == 401


def test_a_web_socket_is_shut_after_sign_out_and_for_a_closed_account(book: Book) -> None:
    accounts.add(book, "hai", "Lê Văn Hải", VIEWER, WORD)
    client = browser(book)
    for leave in (
        lambda: client.post("/dang-xuat", headers={"origin": HOST}),
        lambda: accounts.close(book, "hai"),
    ):
        sign_in(client, "hai")
        word = client.cookies[COOKIE]
        ours = {"origin": HOST, "cookie": f"{COOKIE}={word}"}
        with client.websocket_connect("/_stcore/stream", headers=ours) as socket:
            assert socket.receive_text() == "trong"
        leave()
        with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream", headers=ours):
            pass


# Headers


@pytest.mark.parametrize(
    "origin",
    [
        "http://[::1",
        "http://testserver.ngoai.test",
        "null",
        "testserver",
        "//testserver\\@x",
        "http://",
        "javascript:testserver",
    ],
)
def test_an_origin_that_is_odd_is_another_site(origin: str, book: Book) -> None:
    client = browser(book)
    assert sign_in(client, origin=origin).status_code == 400 and COOKIE not in client.cookies


@pytest.mark.parametrize(
    "host", ["[", "[::1", "a b", "testserver:99999999", "x" * 5000, "testserver@ngoai.test", "", "..", "\u00e9"]
)
def test_a_host_that_is_odd_is_answered_without_a_fault(host: str, book: Book) -> None:
    for client in (browser(book), browser(None, peer="127.0.0.1"), browser(book, known=("testserver",))):
        answer = client.get("/", headers={b"host": host.encode("latin-1")})
        assert answer.status_code in (400, 401, 403, 421) and "trong" not in answer.text


@pytest.mark.parametrize("length", ["9" * 5000, "-1", "\u00b2", "1e3", "", "0x10", "99999999999"])
def test_a_length_that_is_odd_reads_no_form(length: str, book: Book) -> None:
    headers = {b"content-length": length.encode("latin-1"), b"origin": HOST.encode()}
    headers |= {b"content-type": b"application/x-www-form-urlencoded"}
    assert browser(book).post("/dang-nhap", content=b"ten=lan", headers=headers).status_code == 400


@pytest.mark.parametrize(
    "body",
    [b"ten=%ED%A0%80&mat_khau=%FF%FE", b"ten=%00&mat_khau=%00", b"&" * 4000, b"ten=lan&ten=lan", b"%", b"ten[]=x"],
)
def test_a_form_that_is_odd_signs_nobody_in_and_breaks_nothing(body: bytes, book: Book) -> None:
    headers = {"origin": HOST, "content-type": "application/x-www-form-urlencoded"}
    assert browser(book).post("/dang-nhap", content=body, headers=headers).status_code in (400, 401)


@pytest.mark.parametrize(
    "to",
    [
        "/%0d%0aSet-Cookie:%20x=1",
        "/\r\nSet-Cookie: x=1",
        "/\u2028x",
        "/%5c%5cngoai.test",
        "/.//ngoai.test",
        "/\t/ngoai.test",
        "/@ngoai.test",
        "/%2f%2fngoai.test",
    ],
)
def test_the_way_back_adds_no_header_and_leads_to_no_other_host(to: str, book: Book) -> None:
    client = browser(book)
    answer = client.post("/dang-nhap", data={"ten": "lan", "mat_khau": WORD, "toi": to}, headers={"origin": HOST})
    cookies = [value for name, value in answer.headers.multi_items() if name == "set-cookie"]
    assert answer.status_code == 303 and len(cookies) == 1
    place = answer.headers["location"]
    assert place.startswith("/") and not place.startswith(("//", "/\\")) and not any(ord(sign) < 32 for sign in place)


@pytest.mark.parametrize("path", ["/", "/dang-nhap", "/media/a.html", "/_stcore/host-config", "/khong-co"])
def test_every_answer_says_what_a_browser_may_load_frame_and_keep(path: str, book: Book) -> None:
    client = browser(book)
    for _ in range(2):
        had = client.get(path, headers=PAGE).headers
        policy = had["content-security-policy"]
        assert (
            "frame-ancestors 'none'" in policy
            and "default-src" in policy
            and "*" not in policy.replace("form-action *", "")
        )
        assert "http:" not in policy and "https:" not in policy and "unsafe-eval" not in policy
        assert (had["x-frame-options"], had["x-content-type-options"]) == ("DENY", "nosniff")
        assert had["cache-control"] == "no-store" and had["referrer-policy"] == "same-origin"
        sign_in(client)
    assert "sandbox" in client.get("/media/a.html").headers["content-security-policy"]


# Names of the server


def test_a_server_with_known_names_answers_to_no_other(book: Book) -> None:
    known = hosts.names("0.0.0.0", ["danvan.tinh.gov.vn"], "")
    for host, status in (
        ("danvan.tinh.gov.vn", 401),
        ("DANVAN.tinh.gov.vn.", 401),
        ("localhost", 401),
        ("ngoai.test", 421),
    ):
        client = browser(book, known=known, base=f"http://{host}:8501")
        assert client.get("/").status_code == status, host
        assert client.get("/_stcore/health").text == "trong"
    with pytest.raises(WebSocketDisconnect), browser(book, known=known).websocket_connect("/_stcore/stream"):
        pass


def test_the_names_are_those_told_that_of_the_office_s_sign_in_and_this_machine() -> None:
    assert hosts.names("0.0.0.0") == () and hosts.names("127.0.0.1", alone=True) == hosts.HERE
    found = hosts.names("10.1.2.3", ["A.b.vn"], "https://dv.tinh.gov.vn:8443/x")
    assert found == (*hosts.HERE, "a.b.vn", "dv.tinh.gov.vn", "10.1.2.3")


# Files handed in


@pytest.mark.parametrize(("role", "status"), [(VIEWER, 403), (UPLOADER, 200), (ADMINISTRATOR, 200)])
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_only_who_may_enter_figures_hands_in_files(role: str, status: int, method: str, book: Book) -> None:
    accounts.add(book, "ai", "Ai Đó", role, WORD)
    client = browser(book)
    assert client.request(method, "/_stcore/upload_file/s/f", content=b"x").status_code == 401
    sign_in(client, "ai")
    assert client.request(method, "/_stcore/upload_file/s/f", content=b"x").status_code == status
    assert client.get("/").text == "trong"
