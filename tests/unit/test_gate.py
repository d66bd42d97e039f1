"""The gate before every route: what is let through, what is turned away, and where a person is sent."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from danvan.errors import DanVanError
from danvan.people import accounts, journal
from danvan.people.book import Book
from danvan.rights import ADMINISTRATOR
from danvan.server import doors, origin
from danvan.server.gate import COOKIE, Gate
from danvan.server.proxy import Behind
from danvan.ui import serve

WORD, OTHER = "ba-con-meo-den", "nam-con-cho-vang"
# The test client opens its web sockets there.
HOST = "http://testserver"
PAGE = {"accept": "text/html"}
Client = Callable[..., TestClient]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    made = Book(tmp_path)
    accounts.add(made, "lan", "Trần Thị Lan", ADMINISTRATOR, WORD)
    return made


@pytest.fixture
def client() -> Iterator[Client]:
    """A browser before a server that answers 'trong' to whatever the gate lets through."""

    async def inside(request: object) -> PlainTextResponse:
        return PlainTextResponse("trong")

    async def socket(websocket: WebSocket) -> None:
        await websocket.accept()
        await websocket.send_text("trong")
        await websocket.close()

    def _client(book: Book | None, *, base: str = HOST, peer: str = "10.0.0.7", proxies: tuple = ()) -> TestClient:
        routes = doors.Doors(book).routes() if book else []
        routes += [WebSocketRoute("/_stcore/stream", socket), Route("/{path:path}", inside)]
        app = Starlette(routes=routes, middleware=[Middleware(Behind, proxies=proxies), Middleware(Gate, book=book)])
        return TestClient(app, base_url=base, client=(peer, 50000), follow_redirects=False)

    yield _client


def sign_in(browser: TestClient, password: str = WORD, to: str = "/", **more: str) -> object:
    fields = {"ten": "lan", "mat_khau": password, "toi": to}
    return browser.post("/dang-nhap", data=fields, headers={"origin": str(browser.base_url), **more})


INSIDE = [
    "/", "/doi-thoai?ky=2024", "/_stcore/host-config", "/_stcore/upload_file/a/b", "/media/abc.xlsx",
    "/app/static/icon.svg", "/app/static/fonts", "/dang-nhapx", "/dang-nhap%2f..%2fdoi-thoai",
    "/app/static/fonts/..%2ficon.svg", "/app/static/fonts/BeVietnamPro-Bold.ttf%2f..",
]  # fmt: skip


@pytest.mark.parametrize("path", INSIDE)
def test_without_a_session_nothing_inside_is_answered(path: str, book: Book, client: Client) -> None:
    browser = client(book)
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"):
        answer = browser.request(method, path)
        assert answer.status_code in (401, 404, 405) and "trong" not in answer.text, method


@pytest.mark.parametrize("path", ["/", "/doi-thoai?ky=2024&dv=42"])
def test_who_opens_a_page_is_sent_to_sign_in_and_comes_back_to_it(path: str, book: Book, client: Client) -> None:
    browser = client(book)
    answer = browser.get(path, headers=PAGE)
    assert answer.status_code == 303 and answer.headers["location"].startswith("/dang-nhap?toi=")
    form = browser.get(answer.headers["location"])
    assert f'value="{path.replace("&", "&amp;")}"' in form.text
    assert sign_in(browser, to=path).headers["location"] == path
    assert browser.get(path).text == "trong"


def test_the_session_s_word_is_for_no_script_and_no_other_site(book: Book, client: Client) -> None:
    plain = sign_in(client(book)).headers["set-cookie"].lower()
    assert COOKIE in plain and "httponly" in plain and "samesite=lax" in plain and "; secure" not in plain
    told = {"x-forwarded-proto": "https"}
    behind = sign_in(client(book, peer="127.0.0.1", proxies=("127.0.0.1",)), **told).headers["set-cookie"].lower()
    assert "; secure" in behind
    for peer in ("10.0.0.7", "127.0.0.1"):
        assert "; secure" not in sign_in(client(book, peer=peer), **told).headers["set-cookie"].lower()


@pytest.mark.parametrize("cookie", ["", "x", "a" * 5000, "../..", "' or 1=1 --", "\x01"])
def test_a_made_up_session_opens_nothing(cookie: str, book: Book, client: Client) -> None:
    browser = client(book)
    assert browser.get("/", headers={"cookie": f"{COOKIE}={cookie}"}).status_code == 401


@pytest.mark.parametrize("header", ["x-forwarded-user", "remote-user", "x-remote-user", "authorization", "x-user"])
def test_a_header_that_claims_a_name_opens_nothing(header: str, book: Book, client: Client) -> None:
    assert client(book).get("/", headers={header: "lan"}).status_code == 401


def test_the_web_socket_needs_a_session_and_a_page_of_ours(book: Book, client: Client) -> None:
    browser = client(book)
    ours = {"origin": HOST}
    with pytest.raises(WebSocketDisconnect), browser.websocket_connect("/_stcore/stream", headers=ours):
        pass
    sign_in(browser)
    with browser.websocket_connect("/_stcore/stream", headers=ours) as socket:
        assert socket.receive_text() == "trong"
    for strange in ({"origin": "http://ngoai.test"}, {}):
        with pytest.raises(WebSocketDisconnect), browser.websocket_connect("/_stcore/stream", headers=strange):
            pass


@pytest.mark.parametrize(
    "sent", [{"origin": "http://ngoai.test"}, {"origin": "null"}, {"referer": "http://ngoai.test/"}, {}]
)
def test_a_form_of_another_site_does_not_sign_anyone_in_or_out(sent: dict, book: Book, client: Client) -> None:
    browser = client(book)
    fields = {"ten": "lan", "mat_khau": WORD, "toi": "/"}
    assert browser.post("/dang-nhap", data=fields, headers=sent).status_code == 400
    sign_in(browser)
    word = browser.cookies[COOKIE]
    browser.post("/dang-xuat", headers=sent)
    assert browser.get("/", headers={"cookie": f"{COOKIE}={word}"}).text == "trong"
    browser.post("/dang-xuat", headers={"origin": HOST, "cookie": f"{COOKIE}={word}"})
    assert browser.get("/", headers={"cookie": f"{COOKIE}={word}"}).status_code == 401


STRANGE = [
    "//ngoai.test",
    "https://ngoai.test/",
    "/\\ngoai.test",
    "javascript:alert(1)",
    "",
    "/dang-xuat",
    "/a\nb",
    "ngoai",
]


@pytest.mark.parametrize("to", STRANGE)
def test_nobody_is_sent_to_another_host_after_signing_in(to: str, book: Book, client: Client) -> None:
    assert sign_in(client(book), to=to).headers["location"] == "/"


def test_what_is_typed_comes_back_as_text_only(book: Book, client: Client) -> None:
    bad = '"><script>alert(1)</script>'
    browser = client(book)
    answer = browser.post("/dang-nhap", data={"ten": bad, "mat_khau": "x", "toi": f"/{bad}"}, headers={"origin": HOST})
    assert answer.status_code == 401 and "<script" not in answer.text and "&lt;script&gt;" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


def test_a_large_form_is_not_read(book: Book, client: Client) -> None:
    answer = client(book).post("/dang-nhap", data={"ten": "x" * 10_000}, headers={"origin": HOST})
    assert answer.status_code == 400


def test_a_password_given_by_an_administrator_opens_only_the_page_to_change_it(book: Book, client: Client) -> None:
    accounts.reset_password(book, "lan", OTHER)
    browser = client(book)
    sign_in(browser, OTHER)
    assert browser.get("/doi-thoai", headers=PAGE).headers["location"].startswith("/dang-nhap/mat-khau?toi=")
    assert browser.get("/_stcore/host-config").status_code == 401
    fields = {"mat_khau": OTHER, "moi": WORD, "moi_lai": WORD + "x", "toi": "/doi-thoai"}
    wrong = browser.post("/dang-nhap/mat-khau", data=fields, headers={"origin": HOST})
    assert wrong.status_code == 400 and "không giống nhau" in wrong.text
    fields["moi_lai"] = WORD
    right = browser.post("/dang-nhap/mat-khau", data=fields, headers={"origin": HOST})
    assert right.headers["location"] == "/doi-thoai" and browser.get("/doi-thoai").text == "trong"


def test_guessing_is_slowed_down_and_written_down(book: Book, client: Client) -> None:
    browser = client(book)
    told = [sign_in(browser, "doan-mo-lung-tung").text for _ in range(7)]
    assert ["phải chờ" in page for page in told] == [False] * 5 + [True] * 2
    assert "phải chờ" in sign_in(browser).text
    assert [entry.act for entry in journal.entries(book)][:3] == ["sign_in_refused"] * 3
    assert {entry.address for entry in journal.entries(book)} == {"10.0.0.7", "dòng lệnh"}


# Without accounts


def test_without_accounts_only_this_machine_by_its_own_name_is_served(client: Client) -> None:
    here = "http://localhost:8501"
    assert client(None, base=here, peer="127.0.0.1").get("/").text == "trong"
    assert client(None, base="http://127.0.0.1:8501", peer="127.0.0.1").get("/").text == "trong"
    assert client(None, base=here, peer="10.0.0.7").get("/").status_code == 403
    # A name of somebody else's that leads to this machine, and a proxy that hands on what others ask.
    assert client(None, base="http://ngoai.test", peer="127.0.0.1").get("/").status_code == 403
    for header in origin.FORWARDED:
        answer = client(None, base=here, peer="127.0.0.1").get("/", headers={header: "10.0.0.7"})
        assert answer.status_code == 403 and "user add" in answer.text


@pytest.mark.parametrize(
    ("host", "is_here"),
    [
        ("127.0.0.1", True), ("127.5.0.1", True), ("::1", True), ("[::1]", True), ("localhost", True),
        ("LOCALHOST.", True), ("::ffff:127.0.0.1", True), ("0.0.0.0", False), ("::", False), ("10.0.0.7", False),
        ("", False), (None, False), ("localhost.ngoai.test", False), ("127.0.0.1.ngoai.test", False),
    ],
)  # fmt: skip
def test_this_machine_is_told_from_others(host: str | None, is_here: bool) -> None:
    assert origin.is_loopback(host) is is_here


def test_no_other_address_is_served_before_there_is_an_administrator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANVAN_DATA", str(tmp_path))
    assert not serve.guarded("127.0.0.1")
    for address in ("0.0.0.0", "::", "10.0.0.7", "danvan.tinh.gov.vn"):
        with pytest.raises(DanVanError, match="Chưa có tài khoản quản trị") as told:
            serve.guarded(address)
        assert "user add" in told.value.remedy
    with pytest.raises(DanVanError, match="sau máy chủ trung gian 127.0.0.1"):
        serve.guarded("127.0.0.1", ("127.0.0.1",))
    accounts.add(Book(tmp_path), "lan", "Trần Thị Lan", ADMINISTRATOR, WORD)
    assert serve.guarded("0.0.0.0") and serve.guarded("127.0.0.1")
