"""How fast is an import? Run by `make bench`; prints ratios to DuckDB's own read_csv, measured in the same run.

Each measurement is a process of its own, import and floor in turn, so that both meet the same machine:
  floor      read_csv of the same file into a table of a new database file
  million    1.000.000 rows, long CSV: read, shape, all checks, commit, figures updated; a reader asks all the while;
             then the batch is undone. Its figures are drawn by lot: a fifth of them have something to be warned of
  decent     830.000 rows of one file of the dataset L, whose figures agree with each other: the same
  wide       3.321 communes × 20 indicators × 12 months in one sheet: the same
  preview    5.000 rows: read, shape and checks, in a process that has done it once before
  small      5.000 rows imported into a running program, and undone: the second of two
  large      only with --large: the 24 files of the dataset L, one import after the other; beside its own floor,
             read_csv of them all into one table
Medians and spans are over `--runs`; ratios are told of the clock and, where others use the machine too, of processor
time. Memory is the peak of the process, and how far above its start an import took it. Nothing here is asserted.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.bench.importing_tasks import WORK

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {"decent": "decent-floor", "large": "large-floor"}
"""Which floor a task stands beside, where it is not that of the million rows."""
LARGE = ("large-floor", "large")


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
    parser.add_argument("--only", choices=list(WORK))
    parser.add_argument("--large", action="store_true", help="the 20 million values of L too: half an hour and more")
    parser.add_argument("--task", choices=list(WORK), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.task:
        print(json.dumps(WORK[chosen.task](chosen.file, chosen.folder)))
        return
    plan = _plan(with_large=chosen.large or chosen.only in LARGE)
    wanted = set(plan) if chosen.only is None else {chosen.only, FLOORS.get(chosen.only, "floor")}
    tasks = {name: path for name, path in plan.items() if name in wanted}
    found: dict[str, list[dict[str, float]]] = {task: [] for task in tasks}
    for _ in range(chosen.runs):
        for task, path in tasks.items():
            found[task].append(measure(task, path))
    _tell(found)
    if chosen.out:
        chosen.out.write_text(json.dumps(found, indent=1), encoding="utf-8")


def _plan(*, with_large: bool) -> dict[str, Path]:
    """Task → its file, made where it is not there yet; a floor stands before what stands beside it."""
    from tests.bench import datasets, files, workspaces

    kept = workspaces.kept()
    million, few, wide = files.long_csv(kept, 1_000_000), files.long_csv(kept, 5_000), files.wide_xlsx(kept)
    five_months = replace(datasets.DATASETS["L"], name="decent", months=5)
    decent = datasets.write_csv(five_months, kept)[0]
    plan = {"floor": million, "million": million, "decent-floor": decent, "decent": decent}
    plan |= {"wide": wide, "preview": few, "small": few}
    return plan | dict.fromkeys(LARGE, workspaces.sent(datasets.DATASETS["L"])) if with_large else plan


def _tell(found: dict[str, list[dict[str, float]]]) -> None:
    for task, runs in found.items():
        base = found[FLOORS.get(task, task if task.endswith("floor") else "floor")]
        seconds = [one["seconds"] for one in runs]
        middle, clock, processors = statistics.median(seconds), _ratio(runs, base, "seconds"), _ratio(runs, base, "cpu")
        peak = max(one.get("import_peak_mb", one["peak_mb"]) for one in runs)
        span = f"({min(seconds):.2f}–{max(seconds):.2f})"
        ratios = f"{clock:6.1f} × floor ({processors:.1f} × of processors)"
        print(f"{task:12} {middle:7.2f} s {span:16} {ratios} {peak:6.0f} MB", _beside(runs))


def _ratio(runs: list[dict[str, float]], base: list[dict[str, float]], of: str) -> float:
    return statistics.median(one[of] for one in runs) / statistics.median(one[of] for one in base)


def _beside(runs: list[dict[str, float]]) -> str:
    """What is told of a whole import besides: until its preview, memory it took, readers meanwhile (medians)."""
    if "prepare" not in runs[0]:
        return ""
    prepared, undone = (statistics.median(one[name] for one in runs) for name in ("prepare", "undo"))
    told = f"previewed after {prepared:.1f} s; undone in {undone:.1f} s"
    if "start_mb" not in runs[0]:
        return told
    took = max(one["import_peak_mb"] - one["start_mb"] for one in runs)
    quiet, during = (
        1000 * statistics.median(one[name] for one in runs) for name in ("reader_quiet_p95", "reader_during_p95")
    )
    return f"+{took:.0f} MB; {told}; a reader's p95 {quiet:.0f} → {during:.0f} ms"


if __name__ == "__main__":
    main()
