"""What is no batch is guarded too: targets, cases, due days, themes, briefings, settings. None is lost unnoticed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from danvan import workspace
from danvan.backup import changes, in_place, keeper, recovery
from danvan.backup.store import Store
from danvan.database import Database
from tests.faults import lived
from tests.faults.lived import CHANGES, NAME

Start = Callable[[], Database]


def _path(data: Path) -> Path:
    return workspace.path_of(NAME, data)


def _killed_after(data: Path, what: str) -> Path:
    """A program killed with an acknowledged change in the log alone; the log."""
    program = lived.PROGRAMS.Process(target=lived.change_in_the_log_alone, args=(str(data), what))
    program.start()
    program.join()
    log = _path(data).with_name(f"{_path(data).name}.wal")
    assert (data / "acks").is_file() and log.stat().st_size
    return log


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_lost_with_its_log_is_missed_by_the_journal_of_writes(data: Path, what: str) -> None:
    log = _killed_after(data, what)
    log.write_bytes(log.read_bytes()[: log.stat().st_size // 2])
    fault = lived.damaged(data)
    assert fault is not None, "an acknowledged change is gone and nobody was told"
    assert fault.kind == recovery.BEHIND and not fault.lost and len(fault.changes) == 1
    assert what in fault.message and "Không xóa" in fault.remedy


@pytest.mark.parametrize("harm", ["flip", "gone"])
def test_a_log_that_is_damaged_in_its_middle_or_gone_is_noticed_too(data: Path, harm: str) -> None:
    log = _killed_after(data, "chỉ tiêu kế hoạch")
    if harm == "gone":
        log.rename(log.with_name("cất-đi"))
    else:
        held = bytearray(log.read_bytes())
        held[len(held) // 2 : len(held) // 2 + 64] = bytes(64)
        log.write_bytes(held)
    fault = lived.damaged(data)
    assert fault is not None and "chỉ tiêu kế hoạch" in fault.message


def test_a_change_in_the_log_alone_is_there_after_the_start(data: Path, start: Start) -> None:
    _killed_after(data, "chỉ tiêu kế hoạch")
    with start().cursor() as cursor:
        assert cursor.execute("select count(*) from target where unit_id = '42-2008'").fetchone() == (1,)


def test_an_older_file_put_there_by_hand_lacks_the_changes_since_and_the_copy_that_has_them_is_offered(
    data: Path, start: Start
) -> None:
    database = start()
    database.close()
    older = _path(data).read_bytes()
    database = start()
    CHANGES["sổ kiến nghị"](database)
    lived.back_up(database)
    CHANGES["hạn báo cáo"](database)
    database.close()
    _path(data).write_bytes(older)
    fault = lived.damaged(data)
    assert fault is not None and "sổ kiến nghị" in fault.message and "hạn báo cáo" in fault.message
    assert "hạn báo cáo" in fault.remedy and "sổ kiến nghị" not in fault.remedy, "what the copy holds is not lost"
    lived.put_back(data)
    with start().cursor() as cursor:
        assert cursor.execute("select count(*) from case_change").fetchone() == (1,)


def test_going_on_with_a_file_that_lacks_changes_is_a_decision_after_which_it_opens(data: Path, start: Start) -> None:
    start().close()
    older = _path(data).read_bytes()
    database = start()
    CHANGES["chủ đề năm"](database)
    database.close()
    _path(data).write_bytes(older)
    assert lived.damaged(data) is not None
    in_place.keep_present(_path(data), NAME, "Minh", "đã rõ", lambda: workspace.open_workspace(NAME, data))
    assert lived.damaged(data) is None


def test_without_a_journal_of_writes_a_start_begins_one_and_guards_from_then_on(data: Path, start: Start) -> None:
    database = start()
    CHANGES["chủ đề năm"](database)
    database.close()
    older = _path(data).read_bytes()
    path = changes.path_of(data, NAME)
    path.unlink()
    start().close()
    with path.open("ab") as file:
        file.write(b"0000 {cut off")
    database = start()
    CHANGES["hạn báo cáo"](database)
    database.close()
    assert lived.damaged(data) is None, "a line that cannot be read costs nothing"
    _path(data).write_bytes(older)
    assert lived.damaged(data) is not None


def test_each_commit_has_one_line_that_tells_what_it_changed(data: Path, start: Start) -> None:
    database = start()
    for what, change in CHANGES.items():
        before = len(changes.read(changes.path_of(data, NAME)))
        change(database)
        (line,) = changes.read(changes.path_of(data, NAME))[before:]
        assert line.written == changes.number_of(database) and line.tables, what


def test_a_copy_follows_a_change_that_is_no_batch(data: Path, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DANVAN_BACKUPS")
    database = start()
    watching = keeper.watch(database, NAME)
    CHANGES["chỉ tiêu kế hoạch"](database)
    watching.finish()
    newest = Store(data, NAME).newest_good()
    assert newest.counts["target"] == 1 and newest.written == changes.number_of(database)
    assert not watching.due
