"""The pages of accounts and of the journal, and what each role is offered and refused."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from danvan import rights, units
from danvan.errors import DanVanError
from danvan.people import accounts, chain, journal, sessions
from danvan.people.book import Book
from danvan.rights import ADMINISTRATOR, UPLOADER, VIEWER, Actor
from danvan.ui.accounts import _found
from tests.pages.app import ROOT
from tests.pages.app import page as opened
from tests.pages.seen import words

WORD = "ba-con-meo-den"
pytestmark = pytest.mark.usefixtures("data")


@pytest.fixture
def book(data: Path) -> Book:
    made = Book(data)
    accounts.add(made, "lan", "Trần Thị Lan <b>", ADMINISTRATOR, WORD)
    return made


@pytest.fixture
def acting() -> Iterator[Callable[[str], None]]:
    """Makes somebody with a role the one at the screen."""
    yield lambda role: rights.ask_with(lambda: Actor("hai", "Lê Văn Hải", role, (), "10.0.0.7"))
    rights.ask_with(rights.on_the_command_line)


def button(app: AppTest, label: str) -> object:
    return next(one for one in app.button if one.label == label)


def test_the_list_shows_names_as_text(book: Book) -> None:
    said = words(opened("admin/accounts"))
    assert "Trần Thị Lan <b>" in said and "1 tài khoản, 1 đang dùng" in said


def test_an_account_is_changed_closed_and_opened_again(book: Book) -> None:
    accounts.add(book, "hai", "Lê Văn Hải", UPLOADER, WORD)
    app = opened("admin/accounts", **{"tai-khoan": "hai"})
    app.text_area(key="accounts_units_hai").set_value("Tỉnh Hà Tĩnh\n\nhuyện Sóc Sơn").run()
    button(app, "Lưu thay đổi").click().run()
    assert accounts.find(book, "hai").units == (units.find("42").unit_id, units.find("016").unit_id)
    button(app, "Khóa tài khoản").click().run()
    assert not accounts.find(book, "hai").active
    button(app, "Mở lại tài khoản").click().run()
    assert accounts.find(book, "hai").active


def test_the_last_administrator_cannot_be_closed_on_the_page(book: Book) -> None:
    app = opened("admin/accounts", **{"tai-khoan": "lan"})
    button(app, "Khóa tài khoản").click().run()
    assert "quản trị cuối cùng" in words(app) and accounts.find(book, "lan").active


@pytest.mark.parametrize(("typed", "said"), [("Không Có", "Không Có"), ("Châu Thành", "Châu Thành")])
def test_a_unit_that_is_none_or_several_is_told(typed: str, said: str) -> None:
    with pytest.raises(DanVanError, match=said):
        _found(typed)


def test_the_journal_tells_who_did_what_and_whether_it_is_whole(book: Book) -> None:
    sessions.sign_in(book, "lan", WORD, "10.0.0.7")
    with pytest.raises(sessions.NotSignedIn):
        sessions.sign_in(book, "<script>", "x", "10.0.0.66")
    said = words(opened("admin/journal"))
    for told in ("Thêm tài khoản", "Đăng nhập không được", "10.0.0.66", "Nhật ký nguyên vẹn"):
        assert told in said
    with book.writing() as connection:
        connection.execute("drop trigger journal_stays")
        connection.execute("update journal set who = 'x' where entry = 1")
    app = opened("admin/journal")
    assert "Nhật ký nguyên vẹn" in words(app), "what was found whole is not read again at each draw"
    button(app, "Kiểm tra lại từ dòng đầu").click().run()
    assert "từ dòng số 1" in words(app)
    assert "từ dòng số 1" in words(opened("admin/journal")), "a fault once found stays told"
    assert chain.first_broken(book) == 1


def test_a_new_entry_that_does_not_follow_the_last_is_seen_at_the_next_draw(book: Book) -> None:
    assert chain.first_broken_of_late(book) is None
    journal.note(book, Actor("", "Lan"), "import", "D00001")
    with book.writing() as connection:
        connection.execute("drop trigger journal_stays")
        connection.execute("update journal set detail = 'x' where entry = 2")
    assert chain.first_broken_of_late(book) == 2
    with book.writing() as connection:
        connection.execute("drop trigger journal_is_kept")
        connection.execute("delete from journal")
    assert chain.first_broken_of_late(book) == 1, "the last entry that was known is gone"


REFUSED = [
    (VIEWER, "upload/import_file"), (VIEWER, "upload/one_figure"), (VIEWER, "upload/plans"), (VIEWER, "admin/backup"),
    (VIEWER, "admin/accounts"), (VIEWER, "admin/journal"), (UPLOADER, "admin/accounts"), (UPLOADER, "admin/journal"),
    (UPLOADER, "admin/backup"),
]  # fmt: skip


@pytest.mark.parametrize(("role", "path"), REFUSED)
def test_a_page_that_a_role_may_not_use_says_so(role: str, path: str, acting: Callable[[str], None]) -> None:
    acting(role)
    app = opened(path)
    (told,) = [error.value for error in app.error]
    assert "Trang này không dành cho tài khoản đang đăng nhập" in told
    assert "Lê Văn Hải" in words(app) + str(app.sidebar)


@pytest.mark.parametrize("role", [VIEWER, UPLOADER, ADMINISTRATOR])
def test_every_role_sees_the_figures(role: str, acting: Callable[[str], None]) -> None:
    acting(role)
    for path in ("", "browse/dialogues", "upload/history", "upload/completeness", "present/briefing"):
        assert not [error.value for error in opened(path).error], path


def test_nobody_signs_for_somebody_else(acting: Callable[[str], None]) -> None:
    acting(ADMINISTRATOR)
    app = opened("admin/backup", person="Người khác")
    field = app.text_input(key="backup_person")
    assert field.disabled and field.value == "Lê Văn Hải (hai)"


def test_a_session_that_has_ended_shows_the_way_to_sign_in() -> None:
    rights.ask_with(lambda: None)
    try:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=180).run()
        assert "phiên làm việc đã hết" in app.error[0].value
        assert not app.main.children.get("html") and "page-head" not in words(app)
    finally:
        rights.ask_with(rights.on_the_command_line)
