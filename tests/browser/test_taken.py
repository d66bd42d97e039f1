"""Files taken in a real browser: each is in the journal once, pictures of charts too; drawing a page adds nothing."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from danvan.people import journal
from danvan.people.book import Book
from danvan.texts import text
from tests.browser.conftest import select_nothing

Open = Callable[..., Page]
TABLE = "/bang-so-lieu?kg=minh-hoa&lk=year&ky=2024&cts=DT01&tu=2024&den=2024"
CHART = "/doi-thoai?kg=minh-hoa&lk=year&ky=2024&xem=bieu-do"


def taken(folder: Path, count: int = 0) -> list[tuple[str, str]]:
    """(file, detail) of the files taken, oldest first, once there are so many: a picture is told of once saved."""
    for _ in range(200):
        found = [entry for entry in journal.entries(Book(folder)) if entry.act == "export"]
        if len(found) >= count:
            break
        select_nothing(0.05)
    return [(entry.subject, entry.detail) for entry in reversed(found)]


def test_a_table_and_a_picture_taken_are_recorded_once_each(server: str, data: Path, open_page: Open) -> None:
    before = len(taken(data))
    page = open_page(server, TABLE)
    with page.expect_download() as table:
        page.get_by_role("button", name="Tải CSV").click()
    (first,) = taken(data, before + 1)[before:]
    assert first[0] == table.value.suggested_filename
    assert first[1].startswith(text("common.page_table")) and first[1].endswith("Minh họa")
    page = open_page(server, CHART)
    page.wait_for_selector(".js-plotly-plot .main-svg .gtitle", state="attached")
    with page.expect_download() as picture:
        page.locator("[data-chart-file=svg]").first.click()
    assert [name for name, _ in taken(data, before + 2)[before:]] == [first[0], picture.value.suggested_filename]
