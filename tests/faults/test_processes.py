"""Programs beside each other, as processes: the command line while a server has the data, one stopped midway."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from danvan import workspace
from danvan.backup.store import Store
from danvan.ingest import originals
from danvan.workspace import ROOT
from tests.bench import files
from tests.browser.conftest import serving
from tests.faults import lived
from tests.faults.lived import NAME
from tests.faults.viewers import View, Viewer

pytestmark = pytest.mark.slow
ROWS = 150_000


def _command(data: Path, *words: object, before: tuple[str, ...] = ()) -> list[str]:
    return [*before, sys.executable, "-m", "danvan", "--data", str(data), *(str(word) for word in words)]


def _run(data: Path, *words: object, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess:
    return subprocess.run(_command(data, *words, before=before), cwd=ROOT, capture_output=True, text=True, timeout=240)


def _seen(address: str) -> View:
    async def _look() -> View:
        async with Viewer(address, "doi-thoai", "") as viewer:
            return await viewer.look()

    # In a thread: where a browser is driven from, the main one has a loop already.
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(lambda: asyncio.run(_look())).result()


@pytest.fixture
def held(data: Path) -> Path:
    """A data folder with two batches; a copy of the first alone and one of both."""
    database = workspace.open_workspace(NAME, data)
    lived.commit(database, 5)
    lived.back_up(database)
    lived.commit(database, 6, count=30)
    lived.back_up(database)
    database.close()
    return data


@contextmanager
def _looked_at(data: Path) -> Iterator[str]:
    """A server that has the data open: somebody has looked at a page."""
    with serving(data) as address:
        assert _seen(address).faults == []
        yield address


def test_restore_refuses_while_a_server_has_the_data_and_says_which_process(held: Path) -> None:
    before = workspace.path_of(NAME, held).read_bytes()
    with _looked_at(held) as address:
        for words in (("1", "--reason", "thử"), ("1", "--dry-run"), ("--keep-present", "--reason", "thử")):
            told = _run(held, "restore", *words)
            assert told.returncode == 1, words
            assert "tiến trình số" in told.stderr and "máy chủ" in (told.stderr + told.stdout).lower(), told.stderr
        assert workspace.path_of(NAME, held).read_bytes() == before, "nothing was touched"
        assert not list(held.glob("aside/*")) and _seen(address).faults == []
    told = _run(held, "restore", "1", "--reason", "thử")
    assert told.returncode == 0, told.stderr
    database = workspace.open_workspace(NAME, held)
    assert lived.batches(database) == ["D00001", "D00002"] and lived.is_whole(database)
    database.close()


def test_restore_refuses_while_a_server_still_writes_to_a_file_that_was_taken_away(
    held: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DANVAN_BACKUPS")
    path = workspace.path_of(NAME, held)
    with _looked_at(held):
        path.rename(path.with_name("cất-đi.duckdb"))
        told = _run(held, "restore", "2", "--reason", "thử")
        assert told.returncode == 1 and "vẫn đang mở" in told.stderr and not path.exists(), told.stderr
        copied = _run(held, "backup", "--json")
        assert copied.returncode == 0, copied.stderr
    number = json.loads(copied.stdout)["backup"]["number"]
    assert _run(held, "restore", number, "--reason", "tệp bị xóa").returncode == 0
    database = workspace.open_workspace(NAME, held)
    assert lived.batches(database) == ["D00001", "D00002", "D00003"] and lived.is_whole(database)
    database.close()


def test_a_server_that_cannot_open_the_data_lets_the_command_line_put_it_right(held: Path) -> None:
    path = workspace.path_of(NAME, held)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with serving(held) as address:
        assert "bị hỏng" in " ".join(_seen(address).faults)
        told = _run(held, "restore", "2", "--reason", "tệp hỏng")
        assert told.returncode == 0, told.stderr
        assert _seen(address).faults == [], "the server goes on with what was put back, without a new start"


def test_an_import_on_the_command_line_stopped_for_ten_seconds_goes_on_and_is_whole(
    data: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sent = files.long_csv(tmp_path_factory.mktemp("tep"), ROWS)
    log = workspace.path_of(NAME, data).with_suffix(".duckdb.wal")
    words = _command(data, "import", sent, "--source", "Báo cáo", "--json")
    program = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    # Midway: what is written of the batch lies in the log, and is not acknowledged yet.
    while not (log.exists() and log.stat().st_size > 100_000):
        assert program.poll() is None, program.stderr.read()
        time.sleep(0.002)
    os.kill(program.pid, signal.SIGSTOP)
    began = time.monotonic()
    other = _run(data, "batches")
    assert other.returncode == 1 and f"tiến trình số {program.pid}" in other.stderr
    time.sleep(max(0.0, 10 - (time.monotonic() - began)))
    os.kill(program.pid, signal.SIGCONT)
    said, wrong = program.communicate(timeout=240)
    assert program.returncode == 0, wrong
    assert json.loads(said)["accepted"] == ROWS
    database = workspace.open_workspace(NAME, data)
    assert lived.batches(database) == ["D00001", "D00002"] and database.ask("backup.half_batches").empty
    database.close()


def test_an_import_killed_midway_leaves_the_file_it_kept_and_no_half_of_anything(
    data: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sent = files.long_csv(tmp_path_factory.mktemp("tep"), ROWS)
    log = workspace.path_of(NAME, data).with_suffix(".duckdb.wal")
    program = subprocess.Popen(_command(data, "import", sent), cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    while not (log.exists() and log.stat().st_size > 100_000):
        assert program.poll() is None
        time.sleep(0.002)
    program.kill()
    program.communicate()
    half = data / "inbox" / ("a" * 64)
    half.mkdir(parents=True)
    (half / "name").write_text("nửa chừng.csv")
    (half / f"data.{program.pid}.part").write_bytes(sent.read_bytes()[:1000])
    (half / "data").write_bytes(sent.read_bytes()[:1000])
    database = workspace.open_workspace(NAME, data)
    assert database.ask("backup.half_batches").empty and lived.is_whole(database)
    assert originals.draft(data, "a" * 64) is None, "half a file is never taken for the whole"
    assert not list(data.rglob("*.part")), "the start tidies up"
    database.close()


@pytest.mark.skipif(not shutil.which("faketime"), reason="faketime is not installed (apt-get install faketime)")
def test_a_machine_whose_clock_is_set_back_three_days_goes_on_in_order(held: Path) -> None:
    back = ("faketime", "-f", "-3d")
    example = ROOT / "docs" / "examples" / "doi-thoai-2024-H1.csv"
    told = _run(held, "import", example, "--source", "Báo cáo", "--json", before=back)
    assert told.returncode == 0, told.stderr
    batch = json.loads(told.stdout)["batch"]
    assert _run(held, "undo", batch, "--reason", "nhầm", before=back).returncode == 0
    assert _run(held, "backup", before=back).returncode == 0
    assert "chậm hơn" in _run(held, "doctor", before=back).stdout
    assert Store(held, NAME).newest_good().number == 3, "by number, not by the clock"
    with serving(held) as address, urllib.request.urlopen(f"{address}/_stcore/health", timeout=20) as health:
        assert health.status == 200
    database = workspace.open_workspace(NAME, held)
    assert lived.batches(database) == ["D00001", "D00002", "D00003", batch, "D00005"] and lived.is_whole(database)
    database.close()
