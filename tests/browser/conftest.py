"""A real server and a real browser: a test fails on a request to another host or an error in the console."""

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from danvan import demo, workspace

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Streamlit's client looks for its server under the page's own address first; the answer 404 is how it finds out.
PROBES = ("/_stcore/health", "/_stcore/host-config")
expect.set_options(timeout=30_000)


def chromium() -> str:
    """The browser of this machine; the tests are never skipped for want of one."""
    for name in (os.environ.get("DANVAN_CHROMIUM"), "chromium", "google-chrome"):
        if name and (found := shutil.which(name)):
            return found
    raise RuntimeError("Thiếu trình duyệt: cài Chromium (Debian: apt-get install chromium) hoặc đặt DANVAN_CHROMIUM.")


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def serving(data: Path, port: int = 0, *more: str) -> Iterator[str]:
    """A server of its own, on a free port unless one is given, with `more` words for `serve`; its address."""
    port = port or free_port()
    log = (data / "server.log").open("a")
    command = [sys.executable, "-m", "danvan", "--data", str(data), "serve", "--port", str(port), *more]
    process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_up(address, process, data)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


def _wait_until_up(address: str, process: subprocess.Popen, data: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"máy chủ không chạy: {(data / 'server.log').read_text()}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            # Not a wait for the page: the port is simply not open yet.
            select_nothing(0.1)
    raise RuntimeError("máy chủ không trả lời")


def select_nothing(seconds: float) -> None:
    """Yield the processor while the server process starts."""
    import select

    select.select([], [], [], seconds)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both workspaces, made once: the published facts and a small illustrative one."""
    directory = tmp_path_factory.mktemp("du-lieu")
    workspace.open_workspace(workspace.OFFICIAL, directory).close()
    demo.build(directory, small=True)
    return directory


@pytest.fixture(scope="session")
def server(data: Path) -> Iterator[str]:
    """One server for the tests that do not need a fresh one."""
    with serving(data) as address:
        yield address


@pytest.fixture
def own_server(data: Path, tmp_path: Path) -> Iterator[str]:
    """A server on a copy of the official workspace, to be written to: nothing of it is left for others."""
    shutil.copy(data / "chinh-thuc.duckdb", tmp_path)
    with serving(tmp_path) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address and waits until its heading is there and Streamlit has finished; checks the rules at the end."""
    opened: list[tuple[Page, list[str]]] = []

    def _open(address: str, path: str = "/", *, width: int = 1366, height: int = 768) -> Page:
        page = browser.new_page(viewport={"width": width, "height": height}, locale="en-US")
        faults: list[str] = []
        page.on("request", lambda request: _check_host(request.url, address, faults))
        page.on("console", lambda message: _check_console(message, faults))
        page.on("pageerror", lambda error: faults.append(f"lỗi JavaScript: {error}"))
        page.goto(address + path)
        settled(page)
        opened.append((page, faults))
        return page

    yield _open
    for page, faults in opened:
        page.close()
        assert faults == []


def settled(page: Page) -> None:
    """Wait until the page has a heading or a message, the script has ended and nothing is a skeleton."""
    page.wait_for_selector(".page-head h1, [data-testid=stAlert]", timeout=60_000)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=60_000)
    page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')", timeout=60_000)


def _check_host(url: str, address: str, faults: list[str]) -> None:
    own = (address, address.replace("http", "ws", 1), "data:", "blob:")
    if not url.startswith(own):
        faults.append(f"yêu cầu ra ngoài: {url}")


def _check_console(message: object, faults: list[str]) -> None:
    where = message.location.get("url", "")
    if message.type == "error" and not where.endswith(PROBES):
        faults.append(f"lỗi trong bảng điều khiển: {message.text} ({where})")
