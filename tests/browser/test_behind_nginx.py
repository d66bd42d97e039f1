"""The shipped nginx configuration before a server with accounts: what people and intruders meet on the way in."""

import gzip
import shutil
import ssl
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, Playwright, expect

from danvan.people import accounts, journal
from danvan.people.book import Book
from danvan.rights import ADMINISTRATOR
from danvan.server.gate import COOKIE
from tests.browser.conftest import ARGUMENTS, chromium, free_port, serving, settled
from tests.browser.test_sign_in import sign_in
from tests.deploy.shipped import NAME, Nginx, nginx

WORD = "ba-con-meo-den"
# Another address of this machine, so that the person's address differs from the proxy's.
PERSON = "127.0.0.2"
FORGED = {"x-forwarded-for": "203.0.113.9", "x-real-ip": "203.0.113.9", "forwarded": "for=203.0.113.9"}


@pytest.fixture(scope="module")
def book(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Book:
    directory = tmp_path_factory.mktemp("tinh")
    shutil.copy(data / "chinh-thuc.duckdb", directory)
    made = Book(directory)
    accounts.add(made, "lan", "Trần Thị Lan", ADMINISTRATOR, WORD)
    return made


@pytest.fixture(scope="module")
def site(book: Book, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    """The server as the service starts it, behind nginx."""
    port = free_port()
    with serving(book.path.parent, port, "--behind-proxy", "127.0.0.1", "--host-name", NAME):
        with nginx(tmp_path_factory.mktemp("nginx") / "n", port) as running:
            yield running


@pytest.fixture(scope="module")
def site_down(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    """nginx alone: nothing listens behind it."""
    with nginx(tmp_path_factory.mktemp("nginx") / "n", free_port()) as running:
        yield running


def client(site: Nginx, person: str = PERSON) -> httpx.Client:
    """A client at an address of its own that holds the certificate to its authority."""
    trusted = ssl.create_default_context(cafile=str(site.authority))
    transport = httpx.HTTPTransport(verify=trusted, local_address=person, retries=20)
    return httpx.Client(transport=transport, base_url=f"https://127.0.0.1:{site.https}", timeout=30)


def ask(site: Nginx, method: str, path: str, **how: object) -> httpx.Response:
    """One answer of the site asked by its name."""
    headers = {"host": f"{NAME}:{site.https}", **how.pop("headers", {})}
    with client(site) as asking:
        return asking.request(method, path, headers=headers, extensions={"sni_hostname": NAME}, **how)


def try_to_sign_in(site: Nginx, password: str, **headers: str) -> httpx.Response:
    fields = {"ten": "lan", "mat_khau": password, "toi": "/doi-thoai"}
    return ask(site, "POST", "/dang-nhap", data=fields, headers={"origin": f"https://{NAME}:{site.https}", **headers})


@pytest.fixture(scope="module")
def session(site: Nginx) -> dict[str, str]:
    """The headers of somebody who has signed in."""
    word = try_to_sign_in(site, WORD).cookies[COOKIE]
    return {"cookie": f"{COOKIE}={word}"}


@pytest.fixture
def visitor(site: Nginx, playwright: Playwright) -> Iterator[Page]:
    """A browser that finds the site by its name, as the office's name server would tell it."""
    rules = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"
    launched = playwright.chromium.launch(executable_path=chromium(), args=[*ARGUMENTS, rules])
    context = launched.new_context(viewport={"width": 1366, "height": 768}, ignore_https_errors=True)
    context.set_default_timeout(60_000)
    yield context.new_page()
    launched.close()


def test_a_page_is_drawn_over_tls_by_its_web_socket_and_in_a_fraction_of_the_bytes(site: Nginx, visitor: Page) -> None:
    address = f"https://{NAME}:{site.https}"
    sockets, faults, sent, whole, answers = [], [], {}, {}, {}
    network = visitor.context.new_cdp_session(visitor)
    network.send("Network.enable")
    network.on("Network.responseReceived", lambda told: answers.update({told["requestId"]: told["response"]}))
    network.on("Network.dataReceived", lambda told: add(whole, told["requestId"], told["dataLength"]))
    network.on("Network.loadingFinished", lambda told: add(sent, told["requestId"], told["encodedDataLength"]))
    visitor.on("websocket", lambda socket: sockets.append(socket.url))
    visitor.on("pageerror", lambda error: faults.append(str(error)))
    visitor.on(
        "request",
        lambda asked: faults.extend([] if asked.url.startswith((address, "data:", f"blob:{address}")) else [asked.url]),
    )
    visitor.goto(f"{address}/doi-thoai")
    sign_in(visitor, "lan", WORD)
    settled(visitor)
    expect(visitor.locator(".person")).to_contain_text("Trần Thị Lan")
    expect(visitor.locator(".js-plotly-plot").first).to_be_visible()
    assert sockets and all(url.startswith(f"wss://{NAME}:{site.https}/") for url in sockets)
    assert faults == []
    scripts = [one for one, told in answers.items() if told["url"].startswith(address) and "script" in told["mimeType"]]
    plain = [answers[one]["url"] for one in scripts if whole[one] > 2000 and "gzip" not in encoding(answers[one])]
    assert scripts and plain == []
    assert sum(sent[one] for one in scripts) < 0.4 * sum(whole[one] for one in scripts)
    print(f"\nfirst visit: {sum(sent.values()) // 1024} kB sent for {sum(whole.values()) // 1024} kB")
    (kept,) = [cookie for cookie in visitor.context.cookies() if cookie["name"] == COOKIE]
    assert kept["secure"] and kept["httpOnly"] and kept["sameSite"] == "Lax"
    assert all(cookie["secure"] for cookie in visitor.context.cookies())


def encoding(response: dict) -> str:
    """How the bytes of an answer were packed, as the browser was told."""
    return {name.lower(): value for name, value in response["headers"].items()}.get("content-encoding", "")


def add(counts: dict[str, int], key: str, count: int) -> None:
    counts[key] = counts.get(key, 0) + count


def test_the_session_s_cookie_travels_over_tls_only(site: Nginx) -> None:
    told = try_to_sign_in(site, WORD).headers["set-cookie"].lower()
    assert all(word in told for word in (f"{COOKIE}=", "; secure", "; httponly", "; samesite=lax"))


def test_a_forged_address_changes_neither_the_journal_nor_the_session(site: Nginx, book: Book) -> None:
    answer = try_to_sign_in(site, WORD, **FORGED)
    assert answer.status_code == 303 and answer.headers["location"] == "/doi-thoai"
    assert try_to_sign_in(site, "doan-mo-lung-tung", **FORGED).status_code == 401
    written = [entry for entry in journal.entries(book) if entry.act in ("sign_in", "sign_in_failed")][:2]
    assert [entry.address for entry in written] == [PERSON, PERSON]
    ask(site, "GET", "/_stcore/health")
    assert f"{PERSON} POST /dang-nhap 401" in site.log and "203.0.113.9" not in site.log


def test_scripts_styles_and_typefaces_are_sent_small_and_kept_by_the_browser(
    site: Nginx, session: dict[str, str]
) -> None:
    page = ask(site, "GET", "/", headers=session).text
    script = page.split('src="./static/js/')[1].split('"')[0]
    style = page.split('href="./static/css/')[1].split('"')[0]
    told = {}
    for path in (f"/static/js/{script}", f"/static/css/{style}", "/app/static/fonts/BeVietnamPro-Regular.ttf"):
        plain = ask(site, "GET", path, headers={**session, "accept-encoding": "identity"})
        small = ask(site, "GET", path, headers={**session, "accept-encoding": "gzip"})
        assert small.headers["content-encoding"] == "gzip" and small.content == plain.content, path
        packed = len(gzip.compress(plain.content, 5))
        told[path] = f"{len(plain.content)} → {packed}"
        assert packed < 0.75 * len(plain.content)
        age = 7 * 86_400 if path.startswith("/app/") else 365 * 86_400
        assert f"max-age={age}" in small.headers["cache-control"], path
    print("\n" + "\n".join(f"{path}: {sizes}" for path, sizes in told.items()))


@pytest.mark.parametrize("path", ["/dang-nhap", "/", "/app/static/fonts/BeVietnamPro-Bold.ttf", "/_stcore/health"])
def test_every_answer_tells_the_browser_to_be_careful_once(path: str, site: Nginx, session: dict[str, str]) -> None:
    told = ask(site, "GET", path, headers=session).headers
    assert careful(told) == [1, 1, 1, 1]
    assert told["server"] == "nginx"


def careful(headers: httpx.Headers) -> list[int]:
    """How often each of the headers stands there, and none weaker than it must be."""
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    names = ("strict-transport-security", "x-content-type-options", "referrer-policy", "content-security-policy")
    return [len(headers.get_list(name)) for name in names]


def test_plain_http_leads_to_tls_under_the_same_address(site: Nginx) -> None:
    with httpx.Client() as asking:
        answer = asking.get(f"http://127.0.0.1:{site.http}/doi-thoai?ky=2024", headers={"host": NAME})
    assert answer.status_code == 301 and answer.headers["location"] == f"https://{NAME}/doi-thoai?ky=2024"


def test_another_name_is_not_answered(site: Nginx) -> None:
    with httpx.Client() as asking, pytest.raises(httpx.RemoteProtocolError):
        asking.get(f"http://127.0.0.1:{site.http}/", headers={"host": "ngoai.test"})
    with client(site) as asking, pytest.raises(httpx.RemoteProtocolError):
        asking.get("/", headers={"host": "ngoai.test"}, extensions={"sni_hostname": NAME})
    unchecked = ssl.create_default_context()
    unchecked.check_hostname, unchecked.verify_mode = False, ssl.CERT_NONE
    with httpx.Client(verify=unchecked) as asking, pytest.raises(httpx.ConnectError):
        asking.get(f"https://127.0.0.1:{site.https}/", extensions={"sni_hostname": "ngoai.test"})


def test_a_file_beyond_the_limit_is_refused_in_words_and_one_at_the_limit_is_not(
    site: Nginx, session: dict[str, str]
) -> None:
    told = {}
    for size in (50 * 2**20, 51 * 2**20 + 1):
        answer = ask(site, "PUT", "/_stcore/upload_file/khong/co", headers=session, content=b"0" * size)
        told[size] = answer
    at, beyond = told.values()
    assert at.status_code != 413 and "nginx" not in at.text
    assert beyond.status_code == 413 and "Mỗi tệp tối đa 50 MB" in beyond.text
    assert careful(beyond.headers) == [1, 1, 1, 1]


def test_while_the_server_starts_people_are_told_to_wait(site_down: Nginx) -> None:
    answer = ask(site_down, "GET", "/doi-thoai")
    assert answer.status_code == 502 and "Máy chủ đang khởi động lại…" in answer.text
    assert '<html lang="vi">' in answer.text and 'http-equiv="refresh"' in answer.text
    assert careful(answer.headers) == [1, 1, 1, 1]
    # The pages of faults are not addresses of their own.
    assert ask(site_down, "GET", "/danvan-loi/413.html").status_code == 404


def test_passwords_cannot_be_tried_in_a_flood_while_reading_goes_on(site_down: Nginx) -> None:
    tried = []
    # One more is let through each second: a slow machine tries a while longer.
    while len(tried) < 400 and (not tried or tried[-1].status_code != 429):
        tried.append(try_to_sign_in(site_down, "x"))
    assert len(tried) > 30 and {answer.status_code for answer in tried[:-1]} == {502}
    assert tried[-1].status_code == 429 and "Chờ một phút" in tried[-1].text
    assert ask(site_down, "GET", "/dang-nhap").status_code == 502


def test_the_log_keeps_no_one_time_code(site: Nginx) -> None:
    ask(site, "GET", "/dang-nhap/co-quan/ve?code=mot-ma-bi-mat&state=x")
    # nginx has one process here: it has written a line before it answers the next request.
    ask(site, "GET", "/_stcore/health")
    assert " GET /dang-nhap/co-quan/ve " in site.log and "mot-ma-bi-mat" not in site.log
