"""What a bench of imports does in a process of its own: each task once, its times as a dictionary.

Owns the clock and the tasks. Which file each is given, and what is made of the times, is decided in importing.
"""

import resource
import statistics
import threading
import time
from datetime import date
from pathlib import Path

import duckdb

TODAY = date(2026, 6, 30)


class Clock:
    """Seconds of the clock and of the processors since it was made."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def read(self) -> dict[str, float]:
        """{seconds, cpu}."""
        return {"seconds": time.perf_counter() - self._wall, "cpu": time.process_time() - self._cpu}


def floor(path: Path, folder: Path) -> dict[str, float]:
    """DuckDB's own reading of a file, or of all CSV files of a folder, into a table."""
    sent = sorted(map(str, path.glob("*.csv"))) if path.is_dir() else [str(path)]
    clock = Clock()
    with duckdb.connect(str(folder / "floor.duckdb"), config={"threads": 2}) as connection:
        connection.execute("create table sent as select * from read_csv(?)", [sent])
    return clock.read()


def imported(path: Path, folder: Path) -> dict[str, float]:
    """The whole import into a new workspace, timed from the bytes on disk to the committed batch."""
    from danvan import workspace
    from danvan.ingest import run, undo

    database = workspace.open_workspace(workspace.OFFICIAL, folder)
    quiet, during, stop = [], [], threading.Event()
    for _ in range(20):
        quiet.append(_asked(database))
    begun_with = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    reader = threading.Thread(target=lambda: _keep_asking(database, during, stop))
    clock, started = Clock(), time.perf_counter()
    marks: list[tuple[str, float]] = []
    data = path.read_bytes()
    intake = run.prepare(database, path.name, data)
    prepared = time.perf_counter() - started
    if intake.status != run.PREVIEW:
        raise SystemExit(f"{path.name}: {intake.status} {[item.message for item in intake.findings][:5]}")
    reader.start()
    batch = run.commit(
        database, intake, data, "bench", progress=lambda _f, words: marks.append((words, time.perf_counter() - started))
    )
    took = clock.read()
    stop.set()
    reader.join()
    figures, peak = int(database.value("figure.count")), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    del intake
    clock = Clock()
    undo.undo(database, batch, "bench")
    return {
        **took,
        "import_peak_mb": peak,
        "undo": clock.read()["seconds"],
        "prepare": prepared,
        "start_mb": begun_with,
        "figures": figures,
        "batch": batch,
        "marks": marks,
        "reader_quiet_p95": _p95(quiet),
        "reader_during_p95": _p95(during),
    }


def previewed(path: Path, folder: Path) -> dict[str, float]:
    """A preview of a small file in a running program: the second of two."""
    from danvan import workspace
    from danvan.ingest import run

    database = workspace.open_workspace(workspace.OFFICIAL, folder)
    data = path.read_bytes()
    run.prepare(database, path.name, data)
    clock = Clock()
    intake = run.prepare(database, path.name, data)
    return {**clock.read(), "rows": len(intake.rows)}


def small(path: Path, folder: Path) -> dict[str, float]:
    """A small file imported into a running program and undone: the second of two times."""
    from danvan import workspace
    from danvan.ingest import run, undo

    database = workspace.open_workspace(workspace.OFFICIAL, folder)
    data, told = path.read_bytes(), {}
    for _ in range(2):
        clock = Clock()
        intake = run.prepare(database, path.name, data)
        prepared = clock.read()["seconds"]
        batch = run.commit(database, intake, data, "bench")
        told = {**clock.read(), "prepare": prepared}
        clock = Clock()
        undo.undo(database, batch, "bench")
        told["undo"] = clock.read()["seconds"]
    return told


def large(path: Path, folder: Path) -> dict[str, float]:
    """Every file of a folder, one import after the other."""
    from tests.bench import workspaces
    from tests.bench.datasets import DATASETS

    clock = Clock()
    workspaces.build(DATASETS["L"], sorted(path.glob("*.csv")), folder)
    return clock.read()


WORK = {
    "floor": floor, "million": imported, "decent-floor": floor, "decent": imported, "wide": imported,
    "preview": previewed, "small": small, "large-floor": floor, "large": large,
}  # fmt: skip


def _asked(database: object) -> float:
    started = time.perf_counter()
    database.ask("figure.latest", indicators=["DT02", "YK01"], unit="VN", breakdown="", day=TODAY)
    return time.perf_counter() - started


def _keep_asking(database: object, times: list[float], stop: threading.Event) -> None:
    while not stop.wait(0.05):
        times.append(_asked(database))


def _p95(times: list[float]) -> float | None:
    return statistics.quantiles(times, n=20)[-1] if len(times) > 2 else None
