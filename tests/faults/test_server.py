"""The real server in real browsers: three people at once while it is stopped for ten seconds; an upload cut off."""

import os
import re
import signal
import socket
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from danvan import workspace
from danvan.database import connect
from danvan.database.opening import InUse
from tests.browser.conftest import serving, settled
from tests.faults import lived
from tests.faults.lived import NAME
from tests.faults.screen import press, up_to_the_button

pytestmark = pytest.mark.slow
PEOPLE = 3
UPLOAD = re.compile("/_stcore/upload_file/")
UNITS = ("Tỉnh Hà Tĩnh", "Tỉnh Nghệ An", "Tỉnh Quảng Bình", "Tỉnh Thanh Hóa")


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Opens a page in a context of its own, as another person's machine does."""
    contexts = []

    def _open(address: str) -> Page:
        contexts.append(browser.new_context(viewport={"width": 1366, "height": 768}))
        page = contexts[-1].new_page()
        page.goto(address)
        settled(page)
        return page

    yield _open
    for context in contexts:
        context.close()


def _file(person: int) -> bytes:
    lines = [f"{unit};2023;{100 * (person + 1) + place}" for place, unit in enumerate(UNITS)]
    return "\n".join(["Đơn vị;Năm;Số cuộc đối thoại", *lines]).encode()


def _up_to_the_button(page: Page, person: int) -> None:
    sent = {"name": f"bao-cao-{person}.csv", "mimeType": "text/csv", "buffer": _file(person)}
    up_to_the_button(page, sent, f"Báo cáo số {person}", f"Người {person}")


def _until_written(page: Page) -> None:
    """Confirm again, as a person does, when somebody else was quicker."""
    done, again = page.get_by_text(re.compile("Đã nhập")), page.get_by_role("button", name="Xem lại số liệu")
    for _ in range(PEOPLE + 1):
        expect(done.or_(again).first).to_be_visible()
        if done.first.is_visible():
            return
        again.click()
        settled(page)
        press(page)
    raise AssertionError("not written after as many tries as there are people")


def process(data: Path) -> int:
    """The number of the server's process, as the lock on the file tells it."""
    with pytest.raises(InUse) as told:
        connect(workspace.path_of(NAME, data), read_only=True)
    return told.value.process


def test_three_people_import_at_once_while_the_server_is_stopped_for_ten_seconds(
    data: Path, opened: Callable[[str], Page]
) -> None:
    with serving(data) as address:
        pages = [opened(f"{address}/nhap-so-lieu") for _ in range(PEOPLE)]
        for person, page in enumerate(pages):
            _up_to_the_button(page, person)
        server = process(data)
        for page in pages:
            press(page)
        os.kill(server, signal.SIGSTOP)
        time.sleep(10)
        os.kill(server, signal.SIGCONT)
        for page in pages:
            _until_written(page)
    database = workspace.open_workspace(NAME, data)
    with database.cursor() as cursor:
        told = cursor.execute(
            "select created_by, row_count, list(value order by value) "
            "from batch inner join observation using (batch_id) where kind = 'import' group by all order by created_by"
        ).fetchall()
    assert told == [(f"Người {who}", 4, [100.0 * (who + 1) + place for place in range(4)]) for who in range(PEOPLE)]
    assert lived.is_whole(database)
    database.close()


def _cut_off(route: Route, request: Request) -> None:
    """Send half of what was announced, as the browser would have sent it, and hang up."""
    place = urllib.parse.urlsplit(request.url)
    headers = "".join(f"{name}: {value}\r\n" for name, value in request.all_headers().items() if name[0] != ":")
    body = request.post_data_buffer or b"x" * 4096
    headers = re.sub(r"(?im)^(content-length|host|connection):.*\r\n", "", headers)
    head = f"{request.method} {place.path} HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Length: {2 * len(body)}\r\n"
    with socket.create_connection((place.hostname, place.port), timeout=10) as line:
        line.sendall(f"{head}{headers}\r\n".encode() + body)
    route.abort()


def test_an_upload_cut_off_half_way_leaves_nothing_and_the_server_goes_on(
    data: Path, opened: Callable[[str], Page]
) -> None:
    cut = []
    with serving(data) as address:
        page = opened(f"{address}/nhap-so-lieu")
        page.on("request", lambda request: cut.append(request.url) if UPLOAD.search(request.url) else None)
        page.route(UPLOAD, _cut_off)
        sent = {"name": "dang-gui.csv", "mimeType": "text/csv", "buffer": _file(0) * 2000}
        with page.expect_request(UPLOAD):
            page.locator("input[type=file]").set_input_files(sent)
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=20) as health:
            assert health.status == 200
        other = opened(f"{address}/nhap-so-lieu")
        _up_to_the_button(other, 1)
        press(other)
        _until_written(other)
    assert cut
    assert list((data / "inbox").iterdir()) == []
    assert list((data / "files").rglob("*.part")) == []
    database = workspace.open_workspace(NAME, data)
    assert lived.batches(database) == ["D00001", "D00002"] and lived.is_whole(database)
    database.close()
