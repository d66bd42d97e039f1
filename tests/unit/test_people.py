"""Accounts, sessions, rights, the journal: who is let in, what they may do, and that it is written down."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from danvan import cli, rights, units
from danvan.errors import DanVanError
from danvan.people import accounts, chain, journal, lockout, moments, passwords, sessions
from danvan.people.book import Book
from danvan.rights import ADMINISTRATOR, UPLOADER, VIEWER, Actor

WORD, OTHER = "ba-con-meo-den", "nam-con-cho-vang"
START = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sets the clock to START, and moves it."""
    at = START

    def _move(**by: float) -> None:
        nonlocal at
        at += timedelta(**by)

    monkeypatch.setattr(moments, "now", lambda: at)
    return _move


@pytest.fixture
def acting() -> Iterator[Callable[..., None]]:
    """Makes somebody the one who acts."""

    def _as(role: str, *, unit_ids: tuple[str, ...] = ()) -> None:
        rights.ask_with(lambda: Actor("lan", "Trần Thị Lan", role, unit_ids, "10.0.0.7"))

    yield _as
    rights.ask_with(rights.on_the_command_line)


def lan(book: Book, role: str = ADMINISTRATOR) -> accounts.Account:
    return accounts.add(book, "lan", "Trần Thị Lan", role, WORD)


def acts(book: Book) -> list[str]:
    """What the journal tells, oldest first."""
    return [entry.act for entry in reversed(journal.entries(book))]


# Passwords


@pytest.mark.parametrize(
    "easy", ["ngan", "matkhau123", "Mật khẩu 2024", "1234567890", "aaaaaaaaaaaa", "lan1234567890", "danvan2024"]
)
def test_a_password_that_is_easy_to_guess_is_refused_with_advice(easy: str) -> None:
    with pytest.raises(DanVanError, match="Mật khẩu") as told:
        passwords.keep(easy, "lan")
    assert "ký tự" in told.value.remedy and easy not in str(told.value)


def test_a_password_is_kept_as_argon2id_and_only_itself_fits() -> None:
    kept = passwords.keep(WORD, "lan")
    assert kept.startswith("$argon2id$") and WORD not in kept
    assert passwords.fits(WORD, kept)
    assert not passwords.fits(WORD + " ", kept) and not passwords.fits("", kept) and not passwords.fits(WORD, None)


def test_a_first_password_passes_its_own_rule() -> None:
    for _ in range(50):
        passwords.keep(passwords.first_one(), "lan")


# Signing in


def test_the_right_password_opens_a_session_of_that_account_only(book: Book) -> None:
    lan(book)
    word = sessions.sign_in(book, " LAN ", WORD, "10.0.0.7")
    assert sessions.whose(book, word).name == "lan"
    assert sessions.whose(book, word[:-1]) is None and sessions.whose(book, "") is None
    assert acts(book) == ["account_added", "sign_in"]


def test_the_book_does_not_hold_the_session_s_word_or_the_password(book: Book) -> None:
    lan(book)
    word = sessions.sign_in(book, "lan", WORD, "10.0.0.7")
    held = b"".join(path.read_bytes() for path in book.path.parent.iterdir())
    assert word.encode() not in held and WORD.encode() not in held
    assert book.path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("name", "password"), [("lan", OTHER), ("khong-co", WORD), ("lan", ""), ("", "")])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(book: Book, name: str, password: str) -> None:
    lan(book)
    with pytest.raises(sessions.NotSignedIn, match="Tên đăng nhập hoặc mật khẩu không đúng"):
        sessions.sign_in(book, name, password, "10.0.0.7")
    assert acts(book)[-1] == "sign_in_failed"


def test_each_wrong_password_makes_the_wait_longer_and_the_right_one_is_not_tried_meanwhile(
    book: Book, clock: Callable[..., None]
) -> None:
    lan(book)
    waits = []
    for _ in range(lockout.FREE + 5):
        with pytest.raises(sessions.NotSignedIn, match="không đúng"):
            sessions.sign_in(book, "lan", OTHER, "10.0.0.7")
        with book.writing() as connection:
            held = lockout.wait(connection, "lan", "10.0.0.7", moments.now())
        if held:
            with pytest.raises(sessions.NotSignedIn, match="phải chờ"):
                sessions.sign_in(book, "lan", WORD, "10.0.0.7")
        waits.append(held.total_seconds())
        clock(seconds=held.total_seconds())
    assert waits == [0, 0, 0, 0, 15, 30, 60, 120, 240]
    assert sessions.sign_in(book, "lan", WORD, "10.0.0.7")
    assert acts(book).count("sign_in_refused") == 5
    with book.writing() as connection:
        assert not lockout.wait(connection, "lan", "10.0.0.7", moments.now())


def test_the_wait_has_an_end_and_a_clock_set_back_does_not_lengthen_it(book: Book, clock: Callable[..., None]) -> None:
    lan(book)
    with book.writing() as connection:
        for _ in range(200):
            lockout.remember(connection, "lan", "10.0.0.7", moments.now())
        assert lockout.wait(connection, "lan", "10.0.0.8", moments.now()) == lockout.LONGEST
        assert lockout.wait(connection, "lan", "10.0.0.8", moments.now() - timedelta(days=1)) <= lockout.LONGEST


def test_trying_many_names_from_one_address_shuts_that_address_only(book: Book) -> None:
    lan(book)
    with book.writing() as connection:
        for at in range(lockout.FREE_OF_ADDRESS + 1):
            lockout.remember(connection, f"ten{at}", "10.0.0.66", moments.now())
    with pytest.raises(sessions.NotSignedIn, match="phải chờ"):
        sessions.sign_in(book, "lan", WORD, "10.0.0.66")
    assert sessions.sign_in(book, "lan", WORD, "10.0.0.7")


# Sessions


def test_a_session_ends_when_idle_and_at_the_end_of_the_day_even_when_used(
    book: Book, clock: Callable[..., None]
) -> None:
    lan(book)
    word = sessions.sign_in(book, "lan", WORD, "10.0.0.7")
    for _ in range(11):
        clock(hours=1)
        assert sessions.whose(book, word)
    clock(hours=1)
    assert sessions.whose(book, word) is None
    word = sessions.sign_in(book, "lan", WORD, "10.0.0.7")
    clock(hours=2)
    assert sessions.whose(book, word) is None


def test_signing_out_ends_the_session_and_is_written_down(book: Book) -> None:
    lan(book)
    word, beside = (sessions.sign_in(book, "lan", WORD, "10.0.0.7") for _ in range(2))
    sessions.end(book, word, "10.0.0.7")
    assert sessions.whose(book, word) is None and sessions.whose(book, beside)
    assert acts(book)[-1] == "sign_out"


def test_closing_an_account_ends_its_sessions_at_once(book: Book) -> None:
    lan(book)
    accounts.add(book, "hai", "Lê Văn Hải", VIEWER, WORD)
    word = sessions.sign_in(book, "hai", WORD, "10.0.0.7")
    accounts.close(book, "hai")
    assert sessions.whose(book, word) is None
    with pytest.raises(sessions.NotSignedIn):
        sessions.sign_in(book, "hai", WORD, "10.0.0.7")
    accounts.reopen(book, "hai")
    assert sessions.sign_in(book, "hai", WORD, "10.0.0.7")


def test_a_new_password_ends_the_other_sessions_and_needs_the_old_one(book: Book) -> None:
    actor = lan(book).actor("10.0.0.7")
    word, beside = (sessions.sign_in(book, "lan", WORD, "10.0.0.7") for _ in range(2))
    with pytest.raises(DanVanError, match="không đúng"):
        accounts.change_password(book, actor, OTHER, "sau-con-ga-trang")
    with pytest.raises(DanVanError, match="trùng"):
        accounts.change_password(book, actor, WORD, WORD)
    accounts.change_password(book, actor, WORD, OTHER, session=sessions.kept(word))
    assert sessions.whose(book, word) and sessions.whose(book, beside) is None
    assert sessions.sign_in(book, "lan", OTHER, "10.0.0.7")


def test_a_reset_password_must_be_changed_first(book: Book) -> None:
    lan(book)
    accounts.reset_password(book, "lan", OTHER)
    account = sessions.whose(book, sessions.sign_in(book, "lan", OTHER, "10.0.0.7"))
    assert account.must_change
    accounts.change_password(book, account.actor("10.0.0.7"), OTHER, WORD)
    assert not accounts.find(book, "lan").must_change


# Accounts


def test_the_last_administrator_stays(book: Book) -> None:
    lan(book)
    with pytest.raises(DanVanError, match="quản trị cuối cùng"):
        accounts.close(book, "lan")
    with pytest.raises(DanVanError, match="quản trị cuối cùng"):
        accounts.change(book, "lan", full_name="Lan", role=VIEWER, unit_ids=())
    assert accounts.has_administrator(book) and acts(book) == ["account_added"]


@pytest.mark.parametrize("name", ["", "l", "Trần", "a b", "x" * 65, "../lan", "<b>"])
def test_a_sign_in_name_is_plain_letters(book: Book, name: str) -> None:
    with pytest.raises(DanVanError, match="Tên đăng nhập"):
        accounts.add(book, name, "Lan", VIEWER, WORD)


def test_a_name_is_given_once(book: Book) -> None:
    lan(book)
    with pytest.raises(DanVanError, match="Đã có tài khoản"):
        accounts.add(book, "LAN", "Người khác", VIEWER, WORD)


def test_nobody_but_an_administrator_touches_accounts(book: Book, acting: Callable[..., None]) -> None:
    lan(book)
    for role in (VIEWER, UPLOADER):
        acting(role)
        for act in (
            lambda: accounts.add(book, "moi", "Mới", VIEWER, WORD),
            lambda: accounts.change(book, "lan", full_name="Lan", role=ADMINISTRATOR, unit_ids=()),
            lambda: accounts.close(book, "lan"),
            lambda: accounts.reset_password(book, "lan", OTHER),
        ):
            with pytest.raises(rights.Refused, match="không có quyền"):
                act()


# Rights


def test_rights_grow_with_the_role(acting: Callable[..., None]) -> None:
    may = {}
    for role in rights.ROLES:
        acting(role)
        may[role] = [right for right in rights.ALLOWED if rights.current().may(right)]
    assert may == {VIEWER: [], UPLOADER: ["enter", "prepare"], ADMINISTRATOR: ["enter", "prepare", "administer"]}


def test_an_uploader_of_a_province_enters_what_lies_in_it_then_and_now(acting: Callable[..., None]) -> None:
    today = units.find("08-2025").unit_id
    acting(UPLOADER, unit_ids=(today,))
    former = units.find("02").unit_id
    rights.need(rights.ENTER, [today, former, units.children(former)[0].unit_id])
    with pytest.raises(rights.Refused, match="không được nhập số liệu của Thành phố Hà Nội") as told:
        rights.need(rights.ENTER, [today, units.find("01").unit_id])
    assert "Tuyên Quang" in told.value.remedy
    with pytest.raises(rights.Refused):
        rights.need(rights.ENTER, [units.NATION])


def test_a_province_that_took_in_a_part_of_another_does_not_hold_that_other(acting: Callable[..., None]) -> None:
    hanoi = units.find("01").unit_id
    held = [unit for unit in units.all_units() if unit.level == "province" and rights.covers((hanoi,), unit.unit_id)]
    assert "Hòa Bình" not in {unit.name for unit in held} and "Hà Tây" in {unit.name for unit in held}


def test_work_in_a_thread_is_done_by_who_began_it(acting: Callable[..., None]) -> None:
    acting(VIEWER)
    begun_by, found = rights.current(), []
    rights.ask_with(lambda: None)

    def work() -> None:
        with rights.acting_as(begun_by):
            found.append(rights.current().name)
            with pytest.raises(rights.Refused, match="không có quyền"):
                rights.need(rights.ENTER)
            found.append("refused")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == ["lan", "refused"]
    with pytest.raises(rights.Refused, match="Chưa đăng nhập"):
        rights.current()


def test_nobody_may_do_anything() -> None:
    rights.ask_with(lambda: None)
    try:
        with pytest.raises(rights.Refused, match="Chưa đăng nhập"):
            rights.need(rights.ENTER)
    finally:
        rights.ask_with(rights.on_the_command_line)


# The journal


def test_the_journal_cannot_be_changed_and_shows_when_it_was_with_other_tools(book: Book) -> None:
    lan(book)
    for _ in range(3):
        sessions.sign_in(book, "lan", WORD, "10.0.0.7")
    assert chain.first_broken(book) is None
    for sql in ("update journal set who = 'x' where entry = 2", "delete from journal where entry = 2"):
        with pytest.raises(sqlite3.IntegrityError), book.writing() as connection:
            connection.execute(sql)
    with book.writing() as connection:
        connection.execute("drop trigger journal_stays")
        connection.execute("update journal set who = 'x' where entry = 2")
    assert chain.first_broken(book) == 2


def test_an_entry_says_who_when_from_where_and_what(
    book: Book, clock: Callable[..., None], acting: Callable[..., None]
) -> None:
    acting(ADMINISTRATOR)
    accounts.add(book, "hai", "Lê Văn Hải", UPLOADER, WORD, unit_ids=(units.find("42").unit_id,))
    (entry,) = journal.entries(book)
    assert (entry.happened_at, entry.who, entry.address) == (START, "Trần Thị Lan (lan)", "10.0.0.7")
    assert (entry.act_words, entry.subject) == ("Thêm tài khoản", "hai")
    assert entry.detail == "Lê Văn Hải, người nhập số liệu, Tỉnh Hà Tĩnh"
    assert journal.entries(book, since="2026-07-02") == [] and journal.entries(book, until="2026-06-30") == []


# The command line


def test_the_first_account_made_on_the_command_line_is_an_administrator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--data", str(tmp_path), "user"]
    assert cli.main([*at, "add", "lan", "--full-name", "Trần Thị Lan", "--random-password"]) == 0
    first = capsys.readouterr().out.split()[-1]
    assert cli.main([*at, "add", "hai", "--unit", "42", "--role", "uploader", "--random-password", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["units"] == ["42"]
    assert cli.main([*at, "disable", "hai"]) == 0
    capsys.readouterr()
    assert cli.main([*at, "list", "--json"]) == 0
    listed = [(one["name"], one["role"], one["active"]) for one in json.loads(capsys.readouterr().out)]
    assert listed == [("hai", "uploader", False), ("lan", "administrator", True)]
    assert sessions.whose(Book(tmp_path), sessions.sign_in(Book(tmp_path), "lan", first, "")).must_change
    assert cli.main([*at, "disable", "lan"]) == 1
    assert "quản trị cuối cùng" in capsys.readouterr().err


def test_a_damaged_book_is_told_and_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "tai-khoan.sqlite"
    path.write_bytes(b"khong phai tep nay" * 400)
    assert cli.main(["--data", str(tmp_path), "user", "list"]) == 1
    assert "Không đọc được tệp tài khoản" in capsys.readouterr().err
    assert path.read_bytes().startswith(b"khong phai")
