"""Closed periods on the pages: closing and opening, whom the page is for, and the marks where figures are entered."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from danvan import closing, rights, workspace
from danvan.ingest import originals, run
from danvan.ingest.batches import now
from danvan.ingest.choices import Choices, Paper
from danvan.periods import parse
from danvan.rights import UPLOADER, VIEWER, Actor
from danvan.ui import cached
from tests.pages.app import page, sound
from tests.pages.seen import words

SENT = "Đơn vị,Năm,Số cuộc đối thoại\nTỉnh Hà Tĩnh,2024,52\nTỉnh Hà Tĩnh,2025,53\n".encode("utf-8-sig")
PAPER = Paper(title="Báo cáo đối thoại")
pytestmark = pytest.mark.usefixtures("data")


@pytest.fixture
def acting() -> Iterator[Callable[[str], None]]:
    """Makes somebody with a role the one at the screen."""
    yield lambda role: rights.ask_with(lambda: Actor("hai", "Lê Văn Hải", role, (), "10.0.0.7"))
    rights.ask_with(rights.on_the_command_line)


def shut(code: str = "2024", since: date = date(2025, 2, 15)) -> None:
    database = cached.live(workspace.OFFICIAL)
    closing.close(database, parse(code), "Lan <b>", now(), closed_from=since, basis="Công văn 12")


def known() -> tuple[closing.Closing, ...]:
    return closing.every(cached.live(workspace.OFFICIAL))


def sent() -> str:
    """A file brought in before anything was closed; the batch."""
    database = cached.live(workspace.OFFICIAL)
    intake = run.prepare(database, "a.csv", SENT, Choices(paper=PAPER))
    return run.commit(database, intake, SENT, "Hoa")


def button(app: AppTest, label: str) -> object:
    return next(one for one in app.button if one.label == label)


def in_dialog(app: AppTest, *keys: str) -> None:
    """Click the button that opens a dialog, and one in it: what is drawn anew as a whole has no dialog open."""
    for key in keys:
        app.button(key=key).click()
    app.run()
    assert not app.exception


def test_nothing_is_closed_at_first() -> None:
    assert "Chưa khóa kỳ nào" in words(sound("admin/closing")) and known() == ()


def test_a_period_is_closed_on_the_page_with_who_and_by_what() -> None:
    app = sound("admin/closing", person="Trần Thị Lan")
    app.session_state["closing_kind"] = "quarter"
    in_dialog(app, "closing_close")
    app.selectbox(key="closing_period_quarter").select("Quý III/2024")
    app.text_input(key="closing_since").set_value("20/10/2024")
    app.text_input(key="closing_basis").set_value("Công văn 12")
    in_dialog(app, "closing_close", "closing_now")
    (one,) = known()
    assert (one.name, one.since, one.closed_by, one.acts[0].reason) == (
        "Quý III/2024", "20/10/2024", "Trần Thị Lan", "Công văn 12",
    )  # fmt: skip
    assert "Đã khóa Quý III/2024" in words(app)


def test_a_closing_is_opened_for_one_unit_and_as_a_whole_with_a_reason() -> None:
    shut()
    app = sound("admin/closing", person="Lê Minh", khoa="KS00001")
    assert "Lan <b>" in words(app) and app.button(key="closing_open").disabled
    app.selectbox(key="closing_for_KS00001").select("Tỉnh Hà Tĩnh").run()
    app.text_input(key="closing_why_KS00001").set_value("Bổ sung số liệu").run()
    app.button(key="closing_open").click().run()
    assert known()[0].opened_for == ("42-2008",)
    button(app, "Khóa lại Tỉnh Hà Tĩnh").click().run()
    assert known()[0].opened_for == ()
    app.selectbox(key="closing_for_KS00001").select("Toàn bộ phạm vi đã khóa").run()
    app.text_input(key="closing_why_KS00001").set_value("Đính chính").run()
    app.button(key="closing_open").click().run()
    assert not known()[0].stands and "Đã mở (Lê Minh" in words(app)


def test_a_past_day_shows_what_was_closed_then_and_changes_nothing() -> None:
    shut()
    app = sound("admin/closing", ngay="2026-01-31", khoa="KS00001")
    assert app.button(key="closing_close").disabled
    assert "Chưa khóa kỳ nào" in words(app) and "Công văn 12" not in words(app)


def test_an_unknown_closing_in_the_address_is_told() -> None:
    assert "Không có lần khóa sổ này" in words(sound("admin/closing", khoa="KS9"))


@pytest.mark.parametrize("role", [VIEWER, UPLOADER])
def test_the_page_is_for_administrators(acting: Callable, role: str) -> None:
    shut()
    acting(role)
    said = words(page("admin/closing"))
    assert "không có quyền quản trị hệ thống" in said and "Công văn 12" not in said


def test_the_wizard_asks_an_administrator_for_a_reason_and_sends_others_to_one(data: Path, acting: Callable) -> None:
    shut()
    digest = originals.put_aside(data, "a.csv", SENT)
    app = sound("upload/import_file", tep=digest, buoc="kiem")
    assert "Năm 2024, khóa từ 15/02/2025" in words(app)
    (field,) = [one for one in app.text_input if one.label == "Lý do sửa kỳ đã khóa"]
    field.set_value("Đính chính").run()
    assert originals.draft(data, digest)[2][""].closed_reason == "Đính chính"
    assert "Sẽ sửa kỳ đã khóa sổ" in words(app)
    acting(UPLOADER)
    app = sound("upload/import_file", tep=digest, buoc="kiem")
    assert not [one for one in app.text_input if one.label == "Lý do sửa kỳ đã khóa"]
    assert "đề nghị người quản trị" in words(app) and "Sẽ sửa kỳ đã khóa sổ" not in words(app)


def test_an_undo_that_changes_a_closed_period_is_an_administrators(acting: Callable) -> None:
    batch = sent()
    shut()
    acting(UPLOADER)
    app = sound("upload/history", dot=batch)
    in_dialog(app, "history_undo")
    app.text_input(key="undo_reason").set_value("Gửi nhầm")
    in_dialog(app, "history_undo")
    assert app.button(key="undo_confirm").disabled and "Đề nghị người quản trị mở sổ" in words(app)
    rights.ask_with(rights.on_the_command_line)
    app = sound("upload/history", dot=batch, person="Trần Thị Lan")
    in_dialog(app, "history_undo")
    assert "Việc này làm thay đổi số liệu của kỳ đã khóa sổ: Năm 2024" in words(app).replace("\\", "")
    app.text_input(key="undo_reason").set_value("Gửi nhầm")
    in_dialog(app, "history_undo")
    in_dialog(app, "history_undo", "undo_confirm")
    (told,) = cached.live(workspace.OFFICIAL).records("closing.changes")
    assert (told["kind"], told["reason"]) == ("undo", "Gửi nhầm")
    said = words(sound("admin/closing"))
    assert "Gửi nhầm" in said and "Hoàn tác đợt" in said
    assert "Năm 2024 (khóa từ 15/02/2025): 1 số liệu" in words(sound("upload/history", dot=told["batch_id"]))


def test_a_closed_period_is_marked_where_one_figure_is_typed_and_where_reports_are_counted() -> None:
    shut()
    address = {"ct": "DT01", "dv": "42-2008"}
    assert "Kỳ đã khóa sổ: Năm 2024" in words(sound("upload/one_figure", ky="2024", **address))
    assert "Kỳ đã khóa sổ" not in words(sound("upload/one_figure", ky="2025", **address))
    said = words(sound("upload/completeness", lk="year"))
    assert "hạn 15/12/2024 · đã khóa" in said and said.count("đã khóa") == 1
