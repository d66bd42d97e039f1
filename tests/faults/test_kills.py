"""Killed amid imports, undos and copies: the start finds every acknowledged batch whole, and no half one."""

import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from danvan import workspace
from danvan.backup import compare, journal
from danvan.backup.store import Store
from tests.faults import lived
from tests.faults.lived import NAME, PROGRAMS

QUICK, LOOP = 4, 100
EVERY = 10
"""The figures of every so many kills are compared with a computation from scratch; the batches of each."""
AGAIN = 25
"""A folder lives through so many kills, then the next begins anew: later starts have more to replay."""


def _kill_once(data: Path, seed: int, luck: random.Random) -> None:
    """Let a program write some batches, and kill it at a moment that nobody chose."""
    before, more = len(lived.acknowledged(data)), luck.choice((0, 1, 2, 3))
    (data / "begun").unlink(missing_ok=True)
    program = PROGRAMS.Process(target=lived.live_and_write, args=(str(data), seed))
    program.start()
    # One kill in six may hit the start itself, while it replays what the kill before has left.
    while seed % 6 and program.is_alive():
        if (data / "begun").exists() and len(lived.acknowledged(data)) >= before + more:
            break
        time.sleep(0.005)
    time.sleep(luck.uniform(0.0, 0.4))
    assert program.exitcode is None, "the program ended by itself"
    program.kill()
    program.join()


def _look(data: Path, *, thoroughly: bool) -> int:
    """The application's own start: how many acknowledged batches it has lost (0), the rest asserted."""
    database = workspace.open_workspace(NAME, data)
    try:
        lost = set(lived.acknowledged(data)) - set(lived.batches(database))
        assert database.ask("backup.half_batches").empty
        noted = journal.read(journal.path_of(data, NAME)).expected()
        assert [noted[seq].batch for seq in sorted(noted)] == lived.batches(database)
        if thoroughly:
            assert lived.is_whole(database)
    finally:
        database.close()
    store = Store(data, NAME)
    newest = store.newest_good()
    if newest is not None:
        assert compare.verify(store, newest).good
    return len(lost)


def _loop(made: Path, folder: Path, kills: int) -> tuple[int, int, int]:
    """(kills survived, batches acknowledged, batches lost) over so many kills."""
    luck = random.Random(20261121)
    survived = told = lost = 0
    data = folder
    for number in range(kills):
        if number % AGAIN == 0:
            told += len(lived.acknowledged(data))
            data = folder / f"lan-{number}"
            data.mkdir()
            shutil.copy(made, data)
        _kill_once(data, number, luck)
        lost += _look(data, thoroughly=number % EVERY == EVERY - 1 or number == kills - 1)
        survived += 1
    return survived, told + len(lived.acknowledged(data)), lost


def test_some_kills_lose_nothing(made: Path, tmp_path: Path) -> None:
    survived, told, lost = _loop(made, tmp_path, QUICK)
    assert survived == QUICK
    assert lost == 0
    assert told, "no batch was acknowledged: the test has tested nothing"


@pytest.mark.slow
def test_a_hundred_random_kills_lose_no_batch(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    began = time.monotonic()
    survived, told, lost = _loop(made, tmp_path, LOOP)
    with capsys.disabled():
        seconds = time.monotonic() - began
        print(f"\nkills: {LOOP} tried, {survived} survived; batches: {told} acknowledged, {lost} lost; {seconds:.0f} s")
    assert (survived, lost) == (LOOP, 0)
    assert told > LOOP, "too little was written to be lost"


@pytest.mark.slow
def test_stopped_for_ten_seconds_and_going_on(data: Path) -> None:
    program = PROGRAMS.Process(target=lived.live_and_write, args=(str(data), 1))
    program.start()
    while len(lived.acknowledged(data)) < 3:
        time.sleep(0.02)
    os.kill(program.pid, signal.SIGSTOP)
    before = len(lived.acknowledged(data))
    time.sleep(10)
    assert len(lived.acknowledged(data)) == before
    os.kill(program.pid, signal.SIGCONT)
    while len(lived.acknowledged(data)) < before + 3:
        assert program.is_alive()
        time.sleep(0.02)
    program.kill()
    program.join()
    assert _look(data, thoroughly=True) == 0
