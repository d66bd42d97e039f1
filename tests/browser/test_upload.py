"""A file from the drop zone to the chart and back out again, as a member of staff does it in a browser."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from danvan import workspace
from danvan.ingest import run
from danvan.ingest.choices import Choices, Paper
from tests import messy
from tests.browser.conftest import serving, settled
from tests.browser.judged import grave_faults
from tests.browser.test_accessibility import NOT_OURS
from tests.browser.test_language import ENGLISH_MONTHS, STREAMLIT_WORDS

Open = Callable[..., Page]
REPORT = "Báo cáo đối thoại năm 2024"
NAME = "Biểu 01 đối thoại <b>2024</b>.xlsx"
DIALOGUES = "/doi-thoai?lk=year&ky=2024&ct=DT01&xem=bang"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def address(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own: the published facts, and two provinces' figures of 2024 from a first sending of a report."""
    directory = tmp_path_factory.mktemp("nhap")
    shutil.copy(data / "chinh-thuc.duckdb", directory)
    database = workspace.open_workspace(workspace.OFFICIAL, directory)
    sent = "Tỉnh,Số cuộc đối thoại năm 2024\nThành phố Hà Nội,1000\nTỉnh Hà Tĩnh,301".encode()
    intake = run.prepare(database, "lan-1.csv", sent, Choices(paper=Paper(title=REPORT)))
    run.commit(database, intake, sent, "Người gửi lần 1")
    database.close()
    with serving(directory) as found:
        yield found


def drop(page: Page, content: bytes, name: str = NAME, kind: str = BOOK) -> None:
    """Give a file to the drop zone and wait until it has been read."""
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": content})
    expect(page.locator(".page-head .where")).to_have_text(name)
    expect(page.locator(".read-facts")).to_be_visible()
    settled(page)


def to_step(page: Page, words: str) -> None:
    """Press the main button and wait for the step with this name."""
    page.get_by_role("button", name=re.compile("^Tiếp tục")).click()
    now(page, words)


def now(page: Page, words: str) -> None:
    """Wait for the step with this name."""
    expect(page.locator('[class*="st-key-step_now"][data-stale="false"]')).to_contain_text(words)
    settled(page)


def row_of(page: Page, words: str) -> Locator:
    """The row of the list of decisions that shows these words."""
    return page.locator(".dv-choose .row").filter(has=page.locator(".cell", has_text=words))


def choose(page: Page, words: str, typed: str, expected: str) -> None:
    """Open the drop-down of a row, type, take the first that is found, wait until it stands there for good."""
    row_of(page, words).locator("button").first.click()
    page.keyboard.type(typed)
    expect(page.locator(".dv-choose .popup .option").first).to_contain_text(expected)
    page.keyboard.press("Enter")
    expect(row_of(page, words).locator("button:not(.waiting)").first).to_have_text(expected)


def figure_of(page: Page, unit: str) -> Locator:
    """The value of a unit in the table of a browse page."""
    row = page.locator(".dv-table tbody tr").filter(has=page.get_by_role("link", name=unit, exact=True))
    return row.locator("td").nth(1)


def test_the_way_back_of_the_browser_and_a_reload_lose_nothing(address: str, open_page: Open) -> None:
    page = open_page(address, "/nhap-so-lieu")
    drop(page, messy.workbook("1.111"))
    to_step(page, "Cột số liệu")
    choose(page, "Số lượt người dự", "bo qua", "Bỏ qua cột này")
    page.reload()
    now(page, "Cột số liệu")
    expect(row_of(page, "Số lượt người dự").locator("button").first).to_have_text("Bỏ qua cột này")
    page.go_back()
    now(page, "Cách đọc")
    page.go_forward()
    now(page, "Cột số liệu")
    expect(row_of(page, "Số lượt người dự").locator("button").first).to_have_text("Bỏ qua cột này")


def test_a_messy_workbook_goes_in_shows_in_the_chart_and_is_taken_back(address: str, open_page: Open) -> None:
    before = open_page(address, DIALOGUES)
    expect(figure_of(before, "Thành phố Hà Nội")).to_have_text("1.000")

    page = open_page(address, "/nhap-so-lieu")
    drop(page, messy.workbook())
    now(page, "Cách đọc")
    page.get_by_text("số nguyên 1234").click()
    expect(page.get_by_text("số nguyên 1234")).to_have_count(0)

    to_step(page, "Cột số liệu")
    choose(page, "đối thoại", "so cuoc doi thoai", "Số cuộc đối thoại")
    choose(page, "Số lượt người dự", "bo qua", "Bỏ qua cột này")

    to_step(page, "Kiểm tra")
    choose(page, "Hà Lội", "ha noi", "Thành phố Hà Nội")
    choose(page, "Nghệ Annn", "nghe an", "Tỉnh Nghệ An")
    expect(page.get_by_text("Không có lỗi nào phải sửa")).to_be_visible()

    to_step(page, "Xem trước và nhập")
    title = page.get_by_label("Tên tài liệu")
    expect(title).to_have_value(re.compile("KẾT QUẢ ĐỐI THOẠI"))
    title.fill(REPORT)
    title.press("Enter")
    expect(page.locator(".card.new .value")).to_have_text("2")
    expect(page.locator(".card.changed .value")).to_have_text("1")
    expect(page.locator(".card.unchanged .value")).to_have_text("1")
    changed = page.locator(".dv-table tbody tr").filter(has_text="Thành phố Hà Nội")
    expect(changed).to_contain_text("1.234")
    expect(changed).to_contain_text("1.000")
    page.get_by_label("Người nhập").fill("Trần Thị Lan")
    page.get_by_role("button", name="Nhập 4 số liệu").click()
    expect(page.get_by_text("Đã nhập 4 số liệu")).to_be_visible()
    settled(page)

    page.get_by_role("link", name="Xem biểu đồ").first.click()
    expect(page.locator(".page-head h1")).to_have_text("Đối thoại giữa người đứng đầu với Nhân dân")
    title = page.locator(".js-plotly-plot .gtitle").filter(has_text="Năm 2024").first
    expect(title).to_be_visible()
    shown = open_page(address, DIALOGUES)
    expect(figure_of(shown, "Thành phố Hà Nội")).to_have_text("1.234")
    expect(figure_of(shown, "Tỉnh Nghệ An")).to_have_text("477")

    undo(open_page(address, "/lich-su-nhap?dot=D00003"))
    back = open_page(address, DIALOGUES)
    expect(figure_of(back, "Thành phố Hà Nội")).to_have_text("1.000")
    expect(figure_of(back, "Tỉnh Nghệ An")).not_to_have_text("477")


def undo(page: Page) -> None:
    """Take the batch in view back, as the page of the history asks for it."""
    page.get_by_role("button", name="Hoàn tác đợt này").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Lý do").fill("Gửi nhầm tệp")
    dialog.get_by_label("Người nhập").fill("Trần Thị Lan")
    dialog.get_by_label("Người nhập").press("Enter")
    dialog.get_by_role("button", name="Xác nhận hoàn tác").click()
    expect(page.get_by_text("Đã hoàn tác đợt D00003").first).to_be_visible()


def test_several_files_wait_in_a_list_and_come_one_after_another(address: str, open_page: Open) -> None:
    page = open_page(address, "/nhap-so-lieu")
    files = [
        {"name": f"huyen-{year}.csv", "mimeType": "text/csv", "buffer": messy.clean(year)} for year in (2021, 2022)
    ]
    page.locator("input[type=file]").set_input_files(files)
    for year in (2021, 2022):
        line = page.locator('[class*="st-key-waits_"]').filter(has_text=f"huyen-{year}.csv")
        expect(line).to_contain_text("Sẵn sàng nhập 2 số liệu")
    line.get_by_role("button", name="Mở").click()
    now(page, "Cách đọc")
    to_step(page, "Xem trước và nhập")
    page.get_by_label("Người nhập").fill("Trần Thị Lan")
    page.get_by_role("button", name="Nhập 2 số liệu").click()
    expect(page.get_by_text("Đã nhập 2 số liệu")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Tệp tiếp theo")).click()
    now(page, "Cách đọc")


def test_all_files_that_are_ready_go_in_with_one_button(address: str, open_page: Open) -> None:
    page = open_page(address, "/nhap-so-lieu")
    files = [{"name": f"xa-{year}.csv", "mimeType": "text/csv", "buffer": messy.clean(year)} for year in (2018, 2019)]
    page.locator("input[type=file]").set_input_files(files)
    # The button may stand there already, for files of before: it is pressed once these two are with them.
    for file in files:
        expect(page.locator('[class*="st-key-waits_"]').filter(has_text=file["name"])).to_contain_text("Sẵn sàng nhập")
    settled(page)
    page.get_by_role("button", name=re.compile(r"^Nhập cả \d+ tệp đã sẵn sàng")).click()
    dialog = page.get_by_role("dialog")
    for year in (2018, 2019):
        expect(dialog.locator("tbody tr").filter(has_text=f"xa-{year}.csv")).to_be_visible()
    dialog.get_by_role("button", name=re.compile(r"^Nhập \d+ tệp")).click()
    expect(dialog.get_by_text("Ghi tên người nhập")).to_be_visible()
    dialog.get_by_label("Người nhập").fill("Trần Thị Lan")
    dialog.get_by_role("button", name=re.compile(r"^Nhập \d+ tệp")).click()
    expect(page.get_by_text(re.compile(r"Đã nhập \d+ tệp"))).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("xa-2019.csv: 2 số liệu, đợt D"))).to_be_visible()
    expect(page.locator('[class*="st-key-waits_"]').filter(has_text="xa-2018.csv")).to_have_count(0)
    settled(page)


@pytest.mark.parametrize("width", [360, 1366])
def test_no_step_speaks_english_or_runs_out_of_the_window(width: int, address: str, open_page: Open) -> None:
    page = open_page(address, "/nhap-so-lieu", width=width)
    _speaks_vietnamese(page)
    drop(page, messy.workbook())
    for step in ("doc", "cot", "kiem", "nhap"):
        page.goto(re.sub("buoc=[a-z]+", f"buoc={step}", page.url))
        settled(page)
        _speaks_vietnamese(page)
        widest = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
        assert widest <= width, step


def test_no_step_shuts_anyone_out(address: str, open_page: Open) -> None:
    page = open_page(address, "/nhap-so-lieu")
    drop(page, messy.workbook("1.222"))
    for step in ("doc", "cot", "kiem", "nhap"):
        page.goto(re.sub("buoc=[a-z]+", f"buoc={step}", page.url))
        ours = [
            f"{rule}: {node['html'][:200]} {node['failureSummary']}"
            for rule, node in grave_faults(page)
            if rule not in NOT_OURS
        ]
        assert ours == [], step


def _speaks_vietnamese(page: Page) -> None:
    shown = page.locator("body").inner_text()
    assert ENGLISH_MONTHS.findall(shown) == []
    assert [words for words in (*STREAMLIT_WORDS, "Upload", "per file") if words in shown] == []
