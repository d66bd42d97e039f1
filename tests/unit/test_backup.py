"""Copies: which stay, what they are compared by; the journal line by line; what the report on an installation says."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from danvan import doctor, rights, workspace
from danvan.backup import beside, compare, files, in_place, journal, make, restore
from danvan.backup.journal import Entry
from danvan.backup.store import BY_HAND, COMMIT, DAILY, RECENT, Kept, Store, worth_keeping
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.ingest import load, originals
from tests.unit.ready_workspace import report

FIRST = datetime(2026, 1, 1, 8)
NAME = workspace.OFFICIAL


def _kept(number: int, moment: datetime, why: str = COMMIT, **more: str) -> Kept:
    at = moment.isoformat(timespec="seconds")
    return Kept(number, NAME, at, why, "hệ thống", f"{number:06d}.duckdb", verified_at=at, **more)


def test_recent_daily_and_monthly_copies_stay_and_all_made_by_hand() -> None:
    made = [_kept(number, FIRST + timedelta(hours=6 * number)) for number in range(1, 800)]
    made[3] = replace(made[3], why=BY_HAND)
    stay = worth_keeping(made)
    days = {one.moment.date() for one in stay}
    months = {one.moment.strftime("%Y-%m") for one in stay}
    assert [one.number for one in stay[:RECENT]] == list(range(799, 789, -1))
    assert made[3] in stay and len(stay) <= RECENT + 14 + 12 + 1
    assert {(made[-1].moment - timedelta(days=back)).date() for back in range(14)} <= days
    assert months == {one.moment.strftime("%Y-%m") for one in made}
    assert max(one.number for one in stay if one.moment.strftime("%Y-%m") == "2026-02") == max(
        one.number for one in made if one.moment.strftime("%Y-%m") == "2026-02"
    )


def test_faulty_copies_never_push_good_ones_out() -> None:
    good = [_kept(number, FIRST + timedelta(days=number), DAILY) for number in range(1, 6)]
    bad = [_kept(number, FIRST + timedelta(days=9), fault="hỏng") for number in range(6, 60)]
    stay = worth_keeping([*good, *bad])
    assert all(one in stay for one in good)


def test_the_journal_takes_back_nothing_and_reads_what_it_can(tmp_path: Path) -> None:
    path = tmp_path / "journal" / "chinh-thuc.jsonl"
    first, second = Entry("a", 1, "D00001", title="Báo cáo “quý”\n1"), Entry("a", 2, "D00002", rows=5, check="x 7")
    journal.append(path, [first])
    with path.open("ab") as file:
        file.write(b"0000 {cut off")
    journal.append(path, [second])
    lines = journal.read(path)
    assert lines.entries == (first, second) and lines.damaged == (2,)
    assert lines.expected("a") == {1: first, 2: second}
    assert lines.expected("another file") == {}


def test_after_putting_back_only_what_the_copy_held_is_expected() -> None:
    told = [Entry("a", number, f"D{number:05d}") for number in (1, 2, 3)]
    lines = journal.Lines((*told, Entry("a", 1, event=journal.RESTORED), told[0]), ())
    assert list(lines.expected()) == [1]


def test_checksums_of_another_engine_are_not_compared() -> None:
    noted = Entry("a", 1, "D00001", rows=3, check="duckdb-1.0 5")
    assert not journal.differs(noted, replace(noted, check="duckdb-2.0 9"))
    assert journal.differs(noted, replace(noted, check="duckdb-1.0 9"))
    assert journal.differs(noted, replace(noted, check="duckdb-2.0 9", rows=2)) and journal.differs(noted, None)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An official workspace with a batch from a file."""
    directory = tmp_path_factory.mktemp("du-lieu")
    database = workspace.open_workspace(NAME, directory)
    sent = originals.keep(directory, b"x")
    rows = pd.DataFrame([report("DT01", "42-2008", "2023", 52)])
    load.commit(database, load.Batch("import", "Báo cáo năm 2023", "Lan", "bao-cao.csv", "", sent), rows)
    yield database
    database.close()


def test_a_copy_holds_every_table_the_macros_and_the_file_as_sent(lived: Database) -> None:
    directory = lived.path.parent
    kept, store = make.make(lived, NAME, BY_HAND, "Lan"), Store(directory, NAME)
    assert kept.good and kept.batch == "D00002" and kept.counts["observation"] == 122
    assert len(kept.originals) == 1 and store.original(kept.originals[0]).read_bytes() == b"x"
    copy = compare.connect(store.path(kept), read_only=True)
    with copy.cursor() as cursor:
        assert cursor.execute("from dead_batches(null, null)").fetchall() == []
    copy.close()
    assert list((directory / "inbox").glob("*.duckdb*")) == []


def test_a_lost_file_as_sent_comes_back_with_a_copy_and_a_changed_one_is_set_aside(lived: Database) -> None:
    directory = lived.path.parent
    kept, store = make.make(lived, NAME, BY_HAND, "Lan"), Store(directory, NAME)
    path = directory / "files" / kept.originals[0][:2] / kept.originals[0]
    path.write_bytes(b"y")
    assert beside.bring_files(directory, store, kept) == 1
    assert path.read_bytes() == b"x"
    assert [found.read_bytes() for found in (path.parent / files.ASIDE).iterdir()] == [b"y"]
    path.unlink()
    assert beside.bring_files(directory, store, kept) == 1
    assert beside.bring_files(directory, store, kept) == 0


def test_putting_back_keeps_what_people_did_and_is_recorded(lived: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = []
    monkeypatch.setattr(rights, "RECORDERS", [lambda actor, act, subject, detail: heard.append((act, subject))])
    store = Store(lived.path.parent, NAME)
    kept = make.make(lived, NAME, BY_HAND, "Lan")
    with lived.writing() as cursor:
        cursor.execute("insert into audit values (now()::timestamp, 'Lan', 'thử', '', '', '')")
        cursor.execute("delete from theme")
    before = lived.value("ingest.version")
    restore.into_open(lived, store, kept, "Minh", "thử", lambda _: None)
    with lived.cursor() as cursor:
        assert cursor.execute("select count(*) from audit where action = 'thử'").fetchone() == (1,)
        assert cursor.execute("select count(*) from theme").fetchone()[0] == kept.counts["theme"]
    assert lived.value("ingest.version") != before, "what is remembered of before would be shown"
    assert heard == [("restore", NAME)]


def test_the_report_names_what_is_wrong_and_what_to_do(lived: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    directory = lived.path.parent
    make.make(lived, NAME, BY_HAND, "Lan")
    lines = doctor.report(directory, opened={NAME: lived})
    assert doctor.healthy(lines), [line for line in lines if line["state"] == doctor.FAIL]
    with lived.writing() as cursor:
        cursor.execute("delete from observation where batch_id = 'D00002'")
    broken = {line["check"]: line for line in doctor.report(directory, opened={NAME: lived})}
    assert broken["batches_whole"]["state"] == doctor.FAIL and "D00002" in broken["batches_whole"]["words"]
    assert broken["journal"]["state"] == doctor.FAIL and broken["journal"]["remedy"]
    with lived.writing() as cursor:
        cursor.execute("delete from batch where batch_id = 'D00002'")


def test_a_workspace_in_memory_has_no_copy(ready: Database) -> None:
    with pytest.raises(DanVanError, match="bộ nhớ"):
        make.make(ready, NAME, BY_HAND, "Lan")


def test_who_may_not_administer_makes_no_copy_and_puts_none_back(
    lived: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(lived.path.parent, NAME)
    kept = make.make(lived, NAME, BY_HAND, "Lan")
    held = len(store.all())
    monkeypatch.setattr(rights, "whoever", lambda: rights.Actor("lan", "Lan", rights.UPLOADER))
    for act in (
        lambda: make.by_hand(lived, NAME, "Lan"),
        lambda: restore.into_open(lived, store, kept, "Lan", "thử", lambda _: None),
        lambda: in_place.put(lived.path, store, kept, "Lan", "thử", lambda: lived),
        lambda: in_place.keep_present(lived.path, NAME, "Lan", "thử", lambda: lived),
    ):
        with pytest.raises(rights.Refused, match="không có quyền"):
            act()
    assert len(store.all()) == held


def test_a_copy_of_before_putting_one_back_is_not_taken_for_the_present(lived: Database) -> None:
    store = Store(lived.path.parent, NAME)
    first = make.make(lived, NAME, BY_HAND, "Lan")
    assert compare.is_current(first, lived)
    restore.into_open(lived, store, first, "Minh", "thử", lambda _: None)
    later = make.make(lived, NAME, BY_HAND, "Lan")
    assert not compare.is_current(first, lived) and compare.is_current(later, lived)
    assert not compare.is_current(replace(later, restored=first.restored), lived)
