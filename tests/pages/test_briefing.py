"""The page of briefings under Streamlit's test runner: begin, arrange, keep, freeze, hand out; charts put into one."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from danvan import workspace
from danvan.briefing import store
from danvan.ui import cached
from tests.pages.app import page as opened
from tests.pages.seen import words
from tests.unit.ready_workspace import commit, report


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("du-lieu")
    database = workspace.open_workspace(workspace.OFFICIAL, directory)
    commit(database, report("DT01", "42-2008", "2023", 9), report("DT01", "42-2008", "2024", 12))
    database.close()
    return workspace.path_of(workspace.OFFICIAL, directory)


def page(path: str = "present/briefing", **address: str) -> AppTest:
    """A page at an address, of someone whose name is known."""
    return opened(path, person="Lan", **address)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception and [error.value for error in app.error] == []
    return app


def kept() -> list[store.Line]:
    return store.saved(cached.database(workspace.OFFICIAL))


def asked(app: AppTest, name: str) -> str:
    """A parameter of the address."""
    value = app.query_params[name]
    return value[0] if isinstance(value, list) else value


def test_the_list_names_every_shipped_briefing_and_begins_a_new_one(data: Path) -> None:
    app = page(dip="lam-viec", dv="42-2008", ky="2024")
    said = words(app)
    assert "Tổng kết 10 năm công tác dân vận của hệ thống chính trị thành phố Hà Nội" in said
    app = press(app, "briefing_begin")
    assert asked(app, "bai") == "lam-viec-ha-tinh-2024"
    assert "Tài liệu làm việc với" in words(app)


def test_a_slide_without_figures_is_said_to_be_left_out(data: Path) -> None:
    said = words(page(bai="ha-noi-2020"))
    assert "12. Ý kiến sau đối thoại" in said
    assert "Chưa có số liệu: trang này sẽ không được chiếu." in said
    assert "Còn thiếu: xã đạt chuẩn NTM kiểu mẫu" in said


def test_a_briefing_is_arranged_kept_copied_and_deleted(data: Path) -> None:
    app = press(page(bai="ha-noi-2020"), "briefing_down_1")
    app = press(app, "briefing_hide_3")
    assert "Có thay đổi chưa lưu." in words(app)
    app = press(app, "briefing_save")
    (line,) = kept()
    assert (line.name, line.who, asked(app, "bai")) == ("ha-noi-2020-rieng", "Lan", "ha-noi-2020-rieng")
    slides = store.load(cached.database(workspace.OFFICIAL), line.name).briefing.slides
    assert slides[2].title == "Những kết quả chính" and slides[3].hidden
    app = press(app, "briefing_copy")
    assert asked(app, "bai") == "ha-noi-2020-rieng-ban-sao"
    app.query_params["bai"] = line.name
    app = press(app.run(), "briefing_delete")
    assert kept() == [] and any("Đã xóa" in message.value for message in app.success)
    press(app, "briefing_restore")
    assert [each.name for each in kept()] == [line.name]


def test_title_words_and_notes_of_a_slide_are_ones_own(data: Path) -> None:
    app = press(page(bai="ha-noi-2020"), "briefing_edit_1")
    app.text_input(key="briefing_slide_title_1").set_value("Mười năm nhìn lại").run()
    app.text_area(key="briefing_slide_words_1").set_value("Câu một.\n\nCâu  hai.").run()
    app.text_area(key="briefing_slide_notes_1").set_value("Nhắc về Sóc Sơn").run()
    app = press(app, "briefing_save")
    slide = store.load(cached.database(workspace.OFFICIAL), "ha-noi-2020-rieng").briefing.slides[1]
    assert (slide.title, slide.words, slide.notes) == ("Mười năm nhìn lại", ("Câu một.", "Câu hai."), "Nhắc về Sóc Sơn")
    assert "Mười năm nhìn lại" in words(app)


def test_a_frozen_briefing_shows_its_figures_and_no_fields(data: Path) -> None:
    app = press(page(bai="ha-noi-2020"), "briefing_freeze")
    (line,) = kept()
    assert line.is_frozen and asked(app, "bai") == line.name
    assert "Số liệu của bài này giữ nguyên như ngày chốt" in " ".join(info.value for info in app.info)
    assert not [button for button in app.button if button.key == "briefing_down_1"]


def test_an_unknown_name_is_told_with_the_known_ones(data: Path) -> None:
    app = page(bai="la-lam")
    told = " ".join(error.value for error in app.error)
    assert "la\\-lam" in told or "la-lam" in told
    assert "ha" in told and "Lập bài mới" in words(app)


def test_what_the_office_tells_of_itself_is_kept_for_every_paper(data: Path) -> None:
    app = page()
    for label, typed in (
        ("Địa danh", "Hà Tĩnh"),
        ("Chức vụ người ký", "PHÓ TRƯỞNG BAN"),
        ("Ký hiệu cơ quan", "BTGDVTU"),
    ):
        next(field for field in app.text_input if field.label == label).set_value(typed)
    next(field for field in app.text_area if field.label == "Nơi nhận").set_value(
        "- Thường trực Tỉnh ủy,\nLưu Văn phòng."
    )
    next(field for field in app.number_input if field.label == "Lề trái (mm)").set_value(35.0)
    next(button for button in app.button if button.label == "Ghi thông tin cơ quan").click().run()
    assert any("Đã ghi thông tin cơ quan" in message.value for message in app.success)
    again = page()
    assert next(field for field in again.text_input if field.label == "Địa danh").value == "Hà Tĩnh"
    assert next(field for field in again.number_input if field.label == "Lề trái (mm)").value == 35
    assert "Thường trực Tỉnh ủy" in next(field for field in again.text_area if field.label == "Nơi nhận").value


def test_a_chart_of_another_page_goes_into_the_briefing_in_hand(data: Path) -> None:
    app = page("browse/dialogues", lk="year", ky="2024", dv="42-2008")
    found = [button for button in app.button if button.key and button.key.startswith("add_")]
    assert found, [button.key for button in app.button]
    found[0].click().run()
    assert any("Đã thêm vào “Bài trình bày mới”: 3 trang." in toast.value for toast in app.toast)
    app.switch_page("pages/present/briefing.py")
    app.query_params["bai"] = "bai-trinh-bay-moi"
    app.run()
    assert not app.exception and "Bài trình bày mới" in words(app)


def test_units_that_are_compared_become_bars_with_their_names(data: Path) -> None:
    app = page("browse/compare", lk="year", ky="2024", ct="DT01", nhom="chon", dvs="42-2008.01-2008")
    found = [button for button in app.button if button.key == "add_compare_bars"]
    assert found, [button.key for button in app.button]
    found[0].click().run()
    drafts = app.session_state[f"briefing_drafts_{workspace.OFFICIAL}"]
    slide = next(slide for slide in drafts["bai-trinh-bay-moi"].slides if slide.kind == "bars")
    assert all(figure.startswith("DT01 @2024 #") for figure in slide.figures) and len(slide.figures) > 1


def test_on_a_past_day_nothing_that_changes_a_briefing_can_be_pressed(data: Path) -> None:
    app = page(bai="ha-noi-2020", ngay="2026-06-30")
    changing = {
        "briefing_save",
        "briefing_freeze",
        "briefing_copy",
        "briefing_up_1",
        "briefing_hide_1",
        "briefing_edit_1",
    }
    shut = {button.key: button.disabled for button in app.button if button.key in changing}
    assert set(shut) == changing and all(shut.values())
