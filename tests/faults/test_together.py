"""Many at once: uploads of overlapping periods from sessions of their own, readers beside, copies meanwhile."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from danvan import units, workspace
from danvan.backup import compare, keeper, restore
from danvan.backup.store import Store
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.ingest import run
from danvan.ingest.choices import Choices, Paper
from tests.faults import lived
from tests.faults.lived import NAME

SENDERS = 20
PROVINCES = units.units("province", date(2024, 12, 31))[:12]
"""Each sends the figures of six of twelve provinces, in 2023 or 2024: every cell is sent by about five."""


def _file(sender: int) -> bytes:
    chosen = [PROVINCES[(sender * 3 + place) % len(PROVINCES)] for place in range(6)]
    lines = [f"{unit.full_name};{2023 + sender % 2};{100 + sender}" for unit in chosen]
    return "\n".join(["Đơn vị;Năm;Số cuộc đối thoại", *lines]).encode()


def _send(database: Database, sender: int) -> str | None:
    """What a session does: prepare, confirm, and look again when somebody else was quicker."""
    data = _file(sender)
    answers = Choices(paper=Paper(title=f"Báo cáo của cơ quan {sender:02d}"))
    for _ in range(SENDERS + 1):
        intake = run.prepare(database, f"don-vi-{sender:02d}.csv", data, answers)
        try:
            return run.commit(database, intake, data, f"Người {sender}")
        except DanVanError as error:
            if "vừa thay đổi sau khi lập bản xem trước" not in str(error):
                raise
    raise AssertionError("never the first in twenty tries")


def _held(database: Database) -> list[tuple]:
    """What each sender's document says, cell by cell."""
    with database.cursor() as cursor:
        return cursor.execute(
            "select batch.created_by, observation.unit_id, year(observation.period_start), observation.value, count(*) "
            "from observation inner join batch using (batch_id) where batch.kind = 'import' "
            "group by all order by all"
        ).fetchall()


def _sent() -> list[tuple]:
    told = []
    for sender in range(SENDERS):
        for place in range(6):
            unit = PROVINCES[(sender * 3 + place) % len(PROVINCES)]
            told.append((f"Người {sender}", unit.unit_id, 2023 + sender % 2, 100.0 + sender, 1))
    return sorted(told)


def test_twenty_uploads_of_overlapping_periods_at_once_lose_and_double_nothing(
    data: Path, start: Callable[[], Database], capsys: pytest.CaptureFixture[str]
) -> None:
    database = start()
    stop, asked = threading.Event(), []

    def _read() -> None:
        while not stop.is_set():
            asked.append(len(database.ask("figure.data_status", indicators=None)))

    reader = threading.Thread(target=_read)
    reader.start()
    try:
        with ThreadPoolExecutor(SENDERS) as sessions:
            found = list(sessions.map(lambda sender: _send(database, sender), range(SENDERS)))
    finally:
        stop.set()
        reader.join()
    with capsys.disabled():
        held = _held(database)
        lost, doubled = len(set(_sent()) - set(held)), sum(times > 1 for *_, times in held)
        print(
            f"\nuploads at once: {SENDERS}, figures lost: {lost}, doubled: {doubled}; questions meanwhile: {len(asked)}"
        )
    assert len(set(found)) == SENDERS and None not in found
    assert _held(database) == _sent()
    assert lived.is_whole(database)
    assert asked and set(asked) == {1}


def test_copies_made_while_others_write_are_each_of_one_moment(data: Path, start: Callable[[], Database]) -> None:
    database = start()
    stop = threading.Event()

    def _write() -> None:
        value = 1
        while not stop.is_set():
            lived.commit(database, value, count=20)
            value += 1

    writer = threading.Thread(target=_write)
    writer.start()
    try:
        copies = [lived.back_up(database) for _ in range(3)]
    finally:
        stop.set()
        writer.join()
    store = Store(data, NAME)
    for kept in copies:
        assert compare.verify(store, kept).good
        assert kept.counts["observation"] == 121 + 20 * (kept.seq - 1), "not of one moment"
    assert lived.is_whole(database)


def test_a_copy_follows_a_commit_by_itself_and_holds_it(
    data: Path, start: Callable[[], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DANVAN_BACKUPS")
    database = start()
    watching = keeper.watch(database, NAME)
    done = lived.commit(database, 5)
    watching.finish()
    newest = Store(data, NAME).newest_good()
    assert newest.batch == done and newest.why in ("commit", "daily")
    assert not watching.due


def test_another_program_may_ask_for_a_copy_while_the_data_is_in_use(
    data: Path, start: Callable[[], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DANVAN_BACKUPS")
    watching = keeper.watch(start(), NAME)
    try:
        told = keeper.ask(data, NAME, "backup", why="by_hand", who="Lan", wait=60)
        with pytest.raises(DanVanError):
            keeper.ask(data, NAME, "no such thing", wait=60)
    finally:
        watching.finish()
    assert told["backup"]["who"] == "Lan"
    assert compare.verify(Store(data, NAME), Store(data, NAME).get(told["backup"]["number"])).good
    assert list((data / "requests").iterdir()) == []


def test_a_copy_put_back_while_others_read_is_seen_whole_or_not_at_all(
    data: Path, start: Callable[[], Database]
) -> None:
    database = start()
    lived.commit(database, 5, count=200)
    kept = lived.back_up(database)
    before = lived.figures(database)
    lived.commit(database, 6, count=400)
    after = lived.figures(database)
    stop, seen = threading.Event(), []

    def _read() -> None:
        while not stop.is_set():
            seen.append(len(lived.figures(database)))

    reader = threading.Thread(target=_read)
    reader.start()
    try:
        former = restore.into_open(
            database, Store(data, NAME), kept, "Minh", "thử", lambda one: workspace.make_ready(one, NAME)
        )
    finally:
        stop.set()
        reader.join()
    assert lived.figures(database) == before
    assert set(seen) <= {len(before), len(after)}
    assert former.counts["figure"] == len(after), "the former state is a copy of its own"
    restore.into_open(database, Store(data, NAME), former, "Minh", "quay lại", lambda _: None)
    assert lived.figures(database) == after
