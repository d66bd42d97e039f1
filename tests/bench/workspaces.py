"""Owns the built workspaces of the benches: made once through the import, kept outside the project.

They lie under $DANVAN_BENCH, or danvan-bench in the system's temporary folder, under the digest of everything that
decides what is in them: the tables, the rule, the import, the reference data and the generator. A change of any of
these builds anew beside the former one; nothing is deleted.
"""

import hashlib
import json
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from unittest import mock

from danvan import workspace
from danvan.ingest import run
from danvan.ingest.check import preview
from tests.bench import datasets
from tests.bench.datasets import DATASETS, Dataset

ROOT = Path(__file__).resolve().parents[2]
DECIDES = (
    "danvan/schema", "danvan/figures", "danvan/ingest", "queries/rule", "queries/ingest", "queries/checks",
    "queries/quality", "data/reference", "tests/bench/datasets.py",
)  # fmt: skip
NOTE = "built.json"


def kept() -> Path:
    """The folder in which files and workspaces of the benches are kept."""
    folder = Path(os.environ.get("DANVAN_BENCH") or Path(tempfile.gettempdir()) / "danvan-bench")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def digest(paths: tuple[str, ...] = DECIDES, root: Path = ROOT) -> str:
    """Twelve characters that change with the names and bytes of these files and folders."""
    told = hashlib.sha256()
    for name in paths:
        found = sorted((root / name).rglob("*")) if (root / name).is_dir() else [root / name]
        for path in found:
            if path.is_file() and "__pycache__" not in path.parts:
                told.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return told.hexdigest()[:12]


def sent(dataset: Dataset) -> Path:
    """The folder with the dataset's files as they are sent, and whole as Parquet."""
    folder = kept() / f"files-{digest(('tests/bench/datasets.py', 'data/reference'))}"
    folder.mkdir(exist_ok=True)
    datasets.write_csv(dataset, folder)
    datasets.write_parquet(dataset, folder)
    return folder


def built(dataset: Dataset) -> Path:
    """The folder with the official workspace that holds the dataset; built when it is not there."""
    folder = kept() / f"{dataset.name}-{digest()}"
    if not (folder / NOTE).exists():
        files = datasets.write_csv(dataset, sent(dataset))
        half = Path(tempfile.mkdtemp(prefix=f"{dataset.name}-", dir=kept()))
        build(dataset, files, half)
        try:
            half.rename(folder)
        except OSError:
            # Another process was quicker: its workspace is the same.
            shutil.rmtree(half)
    return folder


def build(dataset: Dataset, files: list[Path], folder: Path) -> None:
    """Import the files one after the other into a new workspace, and note how long each took."""
    told = []
    with _as_on(dataset.last_day):
        database = workspace.open_workspace(workspace.OFFICIAL, folder)
        for path in files:
            started, processors = time.perf_counter(), time.process_time()
            data = path.read_bytes()
            intake = run.prepare(database, path.name, data)
            if intake.status != run.PREVIEW:
                raise SystemExit(f"{path.name}: {intake.status} {[item.message for item in intake.findings][:5]}")
            prepared = time.perf_counter() - started
            run.commit(database, intake, data, "bench")
            told.append(
                {
                    "file": path.name,
                    "rows": len(intake.rows),
                    "prepare": prepared,
                    "seconds": time.perf_counter() - started,
                    "cpu": time.process_time() - processors,
                    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                }
            )
            print(json.dumps(told[-1]), file=sys.stderr, flush=True)
        told.append({"figures": int(database.value("figure.count"))})
        database.close()
    (folder / NOTE).write_text(json.dumps(told, indent=1), encoding="utf-8")


@contextmanager
def _as_on(day: date) -> Iterator[None]:
    """The checks take this for their day, where it is later than the calendar's."""
    if day <= date.today():
        yield
        return
    with mock.patch.object(preview, "now", lambda: datetime(day.year, day.month, day.day)):
        yield


@contextmanager
def copied(dataset: Dataset) -> Iterator[Path]:
    """A copy of the built workspace for one server: what it writes is gone afterwards."""
    made = built(dataset)
    with tempfile.TemporaryDirectory(prefix="run-", dir=kept()) as folder:
        # Without the files as they were sent, which only the page of imports offers.
        shutil.copytree(made, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("files"))
        yield Path(folder)


if __name__ == "__main__":
    for wanted in sys.argv[1:]:
        print(built(DATASETS[wanted]))
