"""A real server with accounts, asked by hand: files, sockets, uploads, and what it writes into its log."""

import secrets
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from danvan import fonts
from danvan.people import accounts
from danvan.people.book import Book
from danvan.rights import ADMINISTRATOR, UPLOADER, VIEWER
from danvan.server.gate import COOKIE
from danvan.workspace import ROOT
from tests.browser.conftest import serving

WORD, NEW = "ba-con-meo-den", "nam-con-cho-vang"
XSRF = "_streamlit_xsrf"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("may-chu")
    book = Book(directory)
    for name, role in (("lan", ADMINISTRATOR), ("hoa", UPLOADER), ("hai", VIEWER)):
        accounts.add(book, name, name.title(), role, WORD)
    return directory


@pytest.fixture(scope="module")
def address(place: Path) -> Iterator[str]:
    with serving(place) as found:
        yield found


def signed_in(address: str, name: str) -> httpx.Client:
    client = httpx.Client(base_url=address, follow_redirects=False, trust_env=False)
    sent = {"ten": name, "mat_khau": WORD, "toi": "/"}
    assert client.post("/dang-nhap", data=sent, headers={"origin": address}).status_code == 303
    return client


def raw(address: str, request: bytes) -> bytes:
    """What the server answers to these very bytes."""
    host, port = address.removeprefix("http://").split(":")
    answer = b""
    with socket.create_connection((host, int(port)), timeout=5) as line:
        try:
            line.sendall(request)
            while part := line.recv(65536):
                answer += part
        except OSError:
            # Cut off, or left waiting for the rest of what was announced.
            pass
    return answer


OUTSIDE = (
    "/app/static/../app.py", "/app/static/..%2fapp.py", "/app/static/%2e%2e/app.py", "/app/static/%2e%2e%2fapp.py",
    "/app/static/..%5capp.py", "/app/static/....//app.py", "/app/static//etc/passwd", "/app/static/%00icon.svg",
    "/app/static/fonts/../../app.py", "/app/static/fonts/..%2f..%2f.streamlit/config.toml", "/static/../../config.py",
    "/static/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd", "/app/static/C:%5cwindows", "/app/static/%252e%252e/app.py",
    "//etc/passwd", "/media/../app.py", "/media/..%2fvar%2ftai-khoan.sqlite", "/component/../app.py",
    "/_stcore/bidi-components/..%2f..%2fapp.py", "/app/static/.git/config", "/.git/config", "/.streamlit/config.toml",
    "/var/tai-khoan.sqlite", "/tai-khoan.sqlite", "/oidc.toml", "/app/static/", "/app/static/fonts/",
)  # fmt: skip


@pytest.mark.parametrize("who", ["", "lan"])
def test_nothing_but_the_served_folder_is_served(who: str, address: str) -> None:
    cookie = f"Cookie: {COOKIE}={signed_in(address, who).cookies[COOKIE]}\r\n" if who else ""
    for path in OUTSIDE:
        answer = raw(address, f"GET {path} HTTP/1.1\r\nHost: x\r\n{cookie}Connection: close\r\n\r\n".encode())
        head, _, body = answer.partition(b"\r\n\r\n")
        status = int(head.split()[1]) if head else 400
        # The page of the application itself is answered for addresses that it knows nothing of: it holds no data.
        assert status in (303, 307, 400, 401, 403, 404) or b'<div id="root">' in body, (path, head)
        for secret in (b"frame.run", b"root:x:", b"SQLite format", b"fileWatcherType", b"[core]", b"Index of"):
            assert secret not in body, path


def test_a_link_out_of_the_served_folder_is_not_followed(address: str, place: Path) -> None:
    fonts.ensure()
    link = ROOT / "static" / "fonts" / f"thu-{secrets.token_hex(4)}.txt"
    link.symlink_to(place / "tai-khoan.sqlite")
    try:
        answer = signed_in(address, "lan").get(f"/app/static/fonts/{link.name}")
        assert b"SQLite format" not in answer.content
    finally:
        link.unlink()


def test_the_served_folder_holds_the_sign_and_the_typeface_only() -> None:
    fonts.ensure()
    held = {path.relative_to(ROOT / "static").as_posix() for path in (ROOT / "static").rglob("*") if path.is_file()}
    assert held - {one for one in held if one.startswith("fonts/") and one.endswith(".ttf")} == {"icon.svg"}


CLOSED = (
    "/_stcore/metrics", "/_stcore/host-config", "/_stcore/script-health-check", "/_stcore/message", "/_stcore/stream",
    "/_stcore/agent/interact", "/_stcore/agent/mcp", "/_stcore/agent/openapi.json", "/_stcore/bidi-components/x",
    "/media/x", "/component/x", "/_stcore/upload_file/a/b", "/auth/login", "/oauth2callback", "/static/js/main.js",
)  # fmt: skip


@pytest.mark.parametrize("path", CLOSED)
def test_every_address_of_streamlit_is_shut_to_strangers(path: str, address: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"):
        answer = httpx.request(method, address + path, trust_env=False, timeout=20)
        assert answer.status_code in (401, 405), (method, answer.status_code)


def test_only_whether_it_is_well_is_told_to_strangers(address: str) -> None:
    answer = httpx.get(f"{address}/_stcore/health", trust_env=False)
    assert (answer.status_code, answer.text) == (200, "ok")
    assert COOKIE not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize("path", ["/_stcore/agent/interact", "/_stcore/agent/mcp"])
def test_programs_cannot_act_for_who_has_signed_in(path: str, address: str) -> None:
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    answer = signed_in(address, "lan").post(path, json=asked)
    assert answer.status_code in (403, 404) or "does not serve the agent API" in answer.text


def test_a_web_socket_without_a_session_or_of_another_site_is_refused(address: str) -> None:
    url = f"{address.replace('http', 'ws')}/_stcore/stream"
    word = signed_in(address, "hai").cookies[COOKIE]
    with connect(url, additional_headers={"Cookie": f"{COOKIE}={word}"}, origin=address, proxy=None):
        pass
    for headers, origin in (
        ({}, address),
        ({"Cookie": f"{COOKIE}=x"}, address),
        ({"Cookie": f"{COOKIE}={word}"}, "http://ngoai.invalid"),
        ({"Cookie": f"{COOKIE}={word}"}, None),
    ):
        with pytest.raises(InvalidStatus), connect(url, additional_headers=headers, origin=origin, proxy=None):
            pass


def upload(client: httpx.Client, session: str, size: int, **more: str) -> int:
    client.get("/_stcore/health")
    token = client.cookies.get(XSRF, "")
    files = {"file": ("a.csv", b"x" * size, "text/csv")}
    return client.put(
        f"/_stcore/upload_file/{session}/f", files=files, headers={"X-Xsrftoken": token, **more}, timeout=60
    ).status_code


@pytest.mark.parametrize("size", [10, 51 * 1024 * 1024])
def test_a_file_is_taken_from_who_may_enter_figures_into_a_window_that_is_open(size: int, address: str) -> None:
    strange = httpx.Client(base_url=address, trust_env=False)
    assert upload(strange, "s", size) in (401, 413)
    assert upload(signed_in(address, "hai"), "s", size) == 403
    assert upload(signed_in(address, "hoa"), secrets.token_hex(16), size) in (400, 413)


def test_a_file_larger_than_allowed_is_refused_however_its_length_is_told(address: str) -> None:
    client = signed_in(address, "hoa")
    client.get("/_stcore/health")
    form = "Content-Type: multipart/form-data; boundary=b"
    head = (
        f"PUT /_stcore/upload_file/s/f HTTP/1.1\r\nHost: {address[7:]}\r\nContent-Length: {200 << 20}\r\n"
        f"Cookie: {COOKIE}={client.cookies[COOKIE]}; {XSRF}={client.cookies[XSRF]}\r\n"
        f"X-Xsrftoken: {client.cookies[XSRF]}\r\n{form}\r\nConnection: close\r\n\r\n"
    )
    assert raw(address, head.encode()).split()[1] in (b"400", b"413")


SMUGGLED = (
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nX: a\rSet-Cookie: b\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nX: a\x00b\r\nConnection: close\r\n\r\n",
    b"POST /dang-nhap HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n"
    b"Connection: close\r\n\r\n"
    b"0\r\n\r\nGET /tai-khoan",
    b"GET /\x00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nCookie: " + b"a=b; " * 40_000 + b"\r\nConnection: close\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET http://ngoai.invalid/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    b"CONNECT ngoai.invalid:80 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
)


@pytest.mark.parametrize("request_", SMUGGLED)
def test_a_request_that_is_odd_gets_nothing_from_inside(request_: bytes, address: str) -> None:
    answer = raw(address, request_)
    assert (
        not answer
        or answer[:5] != b"HTTP/"
        or int(answer.split()[1]) in (303, 307, 400, 401, 403, 404, 405, 414, 431, 501)
    )
    assert b'<div id="root">' not in answer
    assert httpx.get(f"{address}/_stcore/health", trust_env=False).text == "ok"


def test_no_secret_reaches_the_log_the_journal_or_the_list_of_processes(address: str, place: Path) -> None:
    client = signed_in(address, "hai")
    word = client.cookies[COOKIE]
    httpx.post(
        f"{address}/dang-nhap",
        data={"ten": "hai", "mat_khau": "go-nham-mat-khau"},
        headers={"origin": address},
        trust_env=False,
    )
    changed = {"mat_khau": WORD, "moi": NEW, "moi_lai": NEW, "toi": "/"}
    assert client.post("/dang-nhap/mat-khau", data=changed, headers={"origin": address}).status_code == 303
    client.get("/", params={"x": "1"})
    client.post("/dang-xuat", headers={"origin": address})
    held = b"".join(path.read_bytes() for path in place.rglob("*") if path.is_file())
    for secret in (word, WORD, NEW, "go-nham-mat-khau"):
        assert secret.encode() not in held, secret
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            assert NEW.encode() not in process.read_bytes()
        except OSError:
            continue
