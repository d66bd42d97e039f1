"""Everything that people do is written into the journal once: who, when, from where, what. One table of all acts."""

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from danvan import cli, closing, demo, rights, workspace
from danvan.backup import make, recovery, restore
from danvan.backup.store import Store
from danvan.briefing import office, own_template, store
from danvan.briefing.model import Briefing, Slide
from danvan.cases import store as cases
from danvan.cases.item import Case
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.ingest import load, one, run
from danvan.ingest.choices import Choices, Paper
from danvan.lists.change import Change
from danvan.people import accounts, journal, sessions
from danvan.people.book import Book
from danvan.periods import parse
from danvan.plans import store as plans
from danvan.plans import themes
from danvan.plans.documents import PlanDocument
from danvan.plans.norms import Norm
from danvan.plans.targets import AT_LEAST, Target
from danvan.plans.themes import Theme
from danvan.reporting import due
from danvan.reporting.due import DueRule
from danvan.rights import ADMINISTRATOR, UPLOADER, VIEWER, Actor

NAME = workspace.OFFICIAL
WORD, OTHER = "ba-con-meo-den", "nam-con-cho-vang"
AT = datetime(2026, 11, 21, 9, 30)
LAN = Change("Lan", "thử")
PLAN = PlanDocument("Kế hoạch năm 2026", "12-KH/TU", "Tỉnh ủy", date(2026, 1, 5))
SENT = "Đơn vị;Năm;Số cuộc đối thoại\nTỉnh Hà Tĩnh;2023;77".encode()
NEW = "Đơn vị;Năm;Số cây trồng mới\nTỉnh Hà Tĩnh;2023;7".encode()
SAVED = Briefing("giao-ban", "Giao ban", "42-2008", "2024", (Slide("title"),))


@dataclass
class Office:
    """A data folder, its open workspace and its book."""

    folder: Path
    database: Database
    book: Book

    def entries(self) -> list[journal.Entry]:
        """The journal, oldest first."""
        return journal.entries(self.book)[::-1]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all acts; its administrator has an account."""
    folder = tmp_path_factory.mktemp("co-quan")
    made = Office(folder, workspace.open_workspace(NAME, folder), Book(folder))
    accounts.add(made.book, "lan", "Trần Thị Lan", ADMINISTRATOR, WORD)
    accounts.add(made.book, "hai", "Lê Văn Hải", UPLOADER, WORD)
    yield made
    made.database.close()


@pytest.fixture
def acting(place: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """An administrator signed in from 10.0.0.7 (or another role), with the recorder that the program sets."""
    monkeypatch.setattr(rights, "RECORDERS", [journal.recorder(place.book)])

    def _as(role: str) -> None:
        rights.ask_with(lambda: Actor("lan", "Trần Thị Lan", role, (), "10.0.0.7"))

    _as(ADMINISTRATOR)
    yield _as
    rights.ask_with(rights.on_the_command_line)


def _import(place: Office, data: bytes = SENT, **choices: object) -> str:
    answers = Choices(paper=Paper(title="Báo cáo năm 2023"), **choices)
    return run.commit(place.database, run.prepare(place.database, "bao-cao.csv", data, answers), data, "Lan")


def _undo_last(place: Office) -> None:
    load.undo(place.database, place.database.ask("backup.latest")["batch_id"].iloc[0], "Lan", "nhầm")


def _type(place: Office) -> None:
    entry = one.Entry("DT01", "42-2008", parse("2022"), value="52", paper=Paper(title="Báo cáo 2022"))
    one.commit(place.database, one.prepare(place.database, entry), "Lan")


def _target(place: Office) -> list[str]:
    aim = Target("", "DT01", "42-2008", "", date(2026, 12, 31), 120, AT_LEAST, date(2026, 1, 1), document=PLAN)
    return plans.enter(place.database, [aim], LAN)


def _norm(place: Office) -> list[str]:
    wanted = Norm("", "DT02", "42-2008", "commune", date(2026, 1, 1), None, "year", 2, document=PLAN)
    return plans.enter(place.database, [wanted], LAN)


def _case(place: Office, content: str = "Sửa cống") -> list[str]:
    return cases.write(place.database, [Case("", "42-2008", "doi_thoai", date(2026, 1, 2), "", content)], LAN)


def _copy(place: Office) -> None:
    make.by_hand(place.database, NAME, "Lan")


def _put_back(place: Office) -> None:
    directory = Store(place.folder, NAME)
    restore.into_open(place.database, directory, directory.newest_good(), "Lan", "thử", lambda _: None)


def _lose(place: Office) -> None:
    with pytest.raises(sessions.NotSignedIn):
        sessions.sign_in(place.book, "lan", OTHER, "10.0.0.9")


def _shut_out(place: Office) -> None:
    for _ in range(6):
        _lose(place)


def _sign_in_and_out(place: Office) -> None:
    sessions.end(place.book, sessions.sign_in(place.book, "hai", WORD, "10.0.0.9"), "10.0.0.9")


def _own_password(place: Office) -> None:
    accounts.change_password(place.book, Actor("hai", "Lê Văn Hải", UPLOADER, (), "10.0.0.9"), WORD, OTHER)


def _carry(place: Office, *words: str) -> None:
    """The command line, in a folder of its own: the present one is in use."""
    beside = place.folder / "rieng"
    beside.mkdir(exist_ok=True)
    before = len(journal.entries(Book(beside)))
    assert cli.main(["--data", str(beside), *words]) == 0
    assert len(journal.entries(Book(beside))) == before + 1, "in the book of its own folder too"


ACTS: list[tuple[str, Callable[[Office], object], list[str]]] = [
    ("import", _import, ["import"]),
    ("the same file again", _import, []),
    ("import with an indicator of its own", lambda o: _import(o, NEW, all_new=True), ["indicator", "import"]),
    ("undo", _undo_last, ["undo"]),
    ("a figure typed", _type, ["edit"]),
    ("target", _target, ["target"]),
    ("target taken back", lambda o: plans.withdraw(o.database, plans.TARGET, _target(o), LAN), ["target", "target"]),
    ("norm", _norm, ["norm"]),
    ("due day", lambda o: due.put(o.database, DueRule("half", 0, 10, date(2026, 1, 1), "CV 12", set_by="Lan"), AT),
     ["due"]),
    ("period closed", lambda o: closing.close(o.database, parse("2019"), "Lan", AT), ["period_closed"]),
    ("period opened", lambda o: closing.reopen(o.database, "KS00001", "Lan", AT, "nhầm"), ["period_opened"]),
    ("theme", lambda o: themes.put(o.database, Theme("42-2008", 2026, "Năm thử", "KH 1", "Lan", AT)), ["theme"]),
    ("case", _case, ["case"]),
    ("case taken back", lambda o: cases.withdraw(o.database, _case(o, "Lắp đèn"), LAN), ["case", "case"]),
    ("briefing", lambda o: store.save(o.database, SAVED, who="Lan", at=AT), ["briefing"]),
    ("briefing deleted", lambda o: store.delete(o.database, "giao-ban", who="Lan", at=AT), ["briefing"]),
    ("office", lambda o: office.keep(o.database, office.Office()), ["office"]),
    ("office's template", lambda o: own_template.keep(o.database, b"x", file="mau.pptx", who="Lan", at=AT),
     ["office"]),
    ("office's template removed", lambda o: own_template.remove(o.database), ["office"]),
    ("account", lambda o: accounts.add(o.book, "moi", "Ngô Mới", VIEWER, WORD), ["account_added"]),
    ("account changed", lambda o: accounts.change(o.book, "moi", full_name="Ngô Cũ", role=VIEWER, unit_ids=()),
     ["account_changed"]),
    ("account closed", lambda o: accounts.close(o.book, "moi"), ["account_closed"]),
    ("account opened", lambda o: accounts.reopen(o.book, "moi"), ["account_opened"]),
    ("password reset", lambda o: accounts.reset_password(o.book, "moi", OTHER), ["password_reset"]),
    ("sign in and out", _sign_in_and_out, ["sign_in", "sign_out"]),
    ("own password", _own_password, ["password_changed"]),
    ("wrong passwords", _shut_out, ["sign_in_failed"] * 5 + ["sign_in_refused"]),
    ("copy", _copy, ["backup"]),
    ("putting back", _put_back, ["restore"]),
    ("export on the command line", lambda o: _carry(
        o, "export", "html", "--template", "giao-ban-6-thang", "--unit", "42", "--period", "2024",
        "--out", str(o.folder / "bai.html")), ["export"]),
    ("list of cases on the command line", lambda o: _carry(o, "cases", "--out", str(o.folder / "so.csv")), ["export"]),
    ("illustrative workspace", lambda o: demo.build(o.folder, small=True), ["demo"]),
]  # fmt: skip


@pytest.mark.parametrize(("act", "done"), [row[1:] for row in ACTS], ids=[row[0] for row in ACTS])
@pytest.mark.usefixtures("acting")
def test_each_act_is_recorded_once(place: Office, act: Callable[[Office], object], done: list[str]) -> None:
    before = len(place.entries())
    act(place)
    told = place.entries()[before:]
    assert [entry.act for entry in told] == done
    assert all(entry.who and entry.address and entry.subject + entry.detail for entry in told), "who, from where, what"


REFUSED: list[tuple[str, Callable[[Office], object]]] = [
    ("import", _import),
    ("figure", _type),
    ("target", _target),
    ("due day", lambda o: due.put(o.database, DueRule("half", 0, 10, date(2026, 1, 1), "x", set_by="Lan"), AT)),
    ("copy", _copy),
    ("putting back", _put_back),
    ("account", lambda o: accounts.add(o.book, "ai", "Ai Đó", VIEWER, WORD)),
]


@pytest.mark.parametrize("act", [row[1] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_somebody_was_refused_is_recorded_once(
    place: Office, acting: Callable[[str], None], act: Callable[[Office], object]
) -> None:
    acting(VIEWER)
    before = len(place.entries())
    with pytest.raises(rights.Refused):
        act(place)
    (entry,) = place.entries()[before:]
    assert (entry.act, entry.who, entry.address) == ("refused", "Trần Thị Lan (lan)", "10.0.0.7")
    assert "không có quyền" in entry.detail


def test_the_table_of_acts_lacks_none_that_the_journal_knows() -> None:
    elsewhere = {"refused", "closed_changed"}
    assert set(journal.ACTS) - elsewhere == {done for _, _, acts in ACTS for done in acts}


def test_a_decision_to_go_on_after_a_loss_is_recorded(tmp_path: Path) -> None:
    workspace.open_workspace(NAME, tmp_path).close()
    workspace.path_of(NAME, tmp_path).unlink()
    with pytest.raises(recovery.Damaged):
        workspace.open_workspace(NAME, tmp_path)
    assert cli.main(["--data", str(tmp_path), "restore", "--keep-present", "--reason", "máy mới"]) == 0
    assert [entry.act for entry in journal.entries(Book(tmp_path))] == ["restore"]


def test_nothing_of_what_people_do_is_kept_in_the_workspace_as_well(place: Office) -> None:
    """The table of former versions stays, and stays empty in a new workspace."""
    with place.database.cursor() as cursor:
        assert cursor.execute("select count(*) from audit").fetchone() == (0,)


def test_a_book_that_cannot_be_written_stops_nobody_at_work(
    place: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def _fails(*_: object) -> None:
        raise DanVanError("ổ đĩa đầy")

    monkeypatch.setattr(rights, "RECORDERS", [_fails])
    themes.put(place.database, Theme("42-2008", 2027, "Năm sau", "KH 2", "Lan", AT))
    assert "not recorded: theme" in caplog.text and "2027" in caplog.text


def test_the_command_line_tells_who_and_from_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bao-cao.csv"
    file.write_bytes(SENT)
    assert cli.main(["--data", str(tmp_path), "import", str(file), "--source", "Báo cáo", "--json"]) == 0
    batch = json.load(io.StringIO(capsys.readouterr().out))["batch"]
    (entry,) = journal.entries(Book(tmp_path))
    assert (entry.act, entry.subject, entry.address) == ("import", batch, "dòng lệnh")
