"""How fast is an import? Run by `make bench`; prints ratios to DuckDB's own read_csv, measured in the same run.

Each measurement is a process of its own, import and floor in turn, so that both meet the same machine:
  floor      read_csv of the same file into a table of a new database file
  million    1.000.000 rows, long CSV: read, shape, all checks, commit, figures updated; a reader asks all the while
  wide       3.321 communes × 20 indicators × 12 months in one sheet: the same
  preview    5.000 rows: read, shape and checks, in a process that has done it once before
Medians and spans are over `--runs`; memory is the peak of the process, and how far above its start an import took it.
Nothing here is asserted.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 6, 30)
TASKS = ("floor", "million", "wide", "preview")


def floor(path: Path, folder: Path) -> dict[str, float]:
    """DuckDB's own reading of the file into a table."""
    started = time.perf_counter()
    with duckdb.connect(str(folder / "floor.duckdb"), config={"threads": 2}) as connection:
        connection.execute("create table sent as select * from read_csv(?)", [str(path)])
    return {"seconds": time.perf_counter() - started}


def imported(path: Path, folder: Path) -> dict[str, float]:
    """The whole import into a new workspace, timed from the bytes on disk to the committed batch."""
    from danvan import workspace
    from danvan.ingest import run

    database = workspace.open_workspace(workspace.OFFICIAL, folder)
    quiet, during, stop = [], [], threading.Event()
    for _ in range(20):
        quiet.append(_asked(database))
    begun_with = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    reader = threading.Thread(target=lambda: _keep_asking(database, during, stop))
    started = time.perf_counter()
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
    seconds = time.perf_counter() - started
    stop.set()
    reader.join()
    return {
        "seconds": seconds,
        "prepare": prepared,
        "start_mb": begun_with,
        "figures": int(database.value("figure.count")),
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
    started = time.perf_counter()
    intake = run.prepare(database, path.name, data)
    return {"seconds": time.perf_counter() - started, "rows": len(intake.rows)}


def _asked(database: object) -> float:
    started = time.perf_counter()
    database.ask("figure.latest", indicators=["DT02", "YK01"], unit="VN", breakdown="", day=TODAY)
    return time.perf_counter() - started


def _keep_asking(database: object, times: list[float], stop: threading.Event) -> None:
    while not stop.wait(0.05):
        times.append(_asked(database))


def _p95(times: list[float]) -> float | None:
    return statistics.quantiles(times, n=20)[-1] if len(times) > 2 else None


def measure(task: str, path: Path) -> dict[str, float]:
    """One task in a process of its own; its result with the peak memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "tests.bench.importing",
            "--task",
            task,
            "--file",
            str(path),
            "--folder",
            folder,
        ]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        output = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        if status:
            raise SystemExit(f"{task}: {status}")
    return {**json.loads(output.splitlines()[-1]), "peak_mb": usage.ru_maxrss / 1024}


def main() -> None:
    """Measure, print a table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--only", choices=TASKS)
    parser.add_argument("--task", choices=TASKS, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.task:
        work = {"floor": floor, "million": imported, "wide": imported, "preview": previewed}[chosen.task]
        print(json.dumps(work(chosen.file, chosen.folder)))
        return
    from tests.bench import files

    kept = Path(tempfile.gettempdir()) / "danvan-bench"
    kept.mkdir(exist_ok=True)
    million, small, wide = files.long_csv(kept, 1_000_000), files.long_csv(kept, 5_000), files.wide_xlsx(kept)
    plan = {"floor": million, "million": million, "wide": wide, "preview": small}
    tasks = {name: path for name, path in plan.items() if chosen.only in (None, name) or name == "floor"}
    found: dict[str, list[dict[str, float]]] = {task: [] for task in tasks}
    for _ in range(chosen.runs):
        for task, path in tasks.items():
            found[task].append(measure(task, path))
    _tell(found)
    if chosen.out:
        chosen.out.write_text(json.dumps(found, indent=1), encoding="utf-8")


def _tell(found: dict[str, list[dict[str, float]]]) -> None:
    base = statistics.median(one["seconds"] for one in found["floor"])
    for task, runs in found.items():
        seconds = [one["seconds"] for one in runs]
        middle = statistics.median(seconds)
        peak = max(one["peak_mb"] for one in runs)
        span = f"({min(seconds):.2f}–{max(seconds):.2f})"
        print(f"{task:8} {middle:7.2f} s {span:16} {middle / base:6.1f} × floor  {peak:6.0f} MB", _beside(runs))


def _beside(runs: list[dict[str, float]]) -> str:
    """What is told of a whole import besides: until its preview, memory it took, readers meanwhile (medians)."""
    if "start_mb" not in runs[0]:
        return ""
    prepared = statistics.median(one["prepare"] for one in runs)
    took = max(one["peak_mb"] - one["start_mb"] for one in runs)
    quiet, during = (
        1000 * statistics.median(one[name] for one in runs) for name in ("reader_quiet_p95", "reader_during_p95")
    )
    return f"+{took:.0f} MB; previewed after {prepared:.1f} s; a reader's p95 {quiet:.0f} → {during:.0f} ms"


if __name__ == "__main__":
    main()
