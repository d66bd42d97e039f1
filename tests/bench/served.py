"""Owns the servers that are measured side by side: the app, the plain Streamlit page, the small Dash app."""

import os
import select
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.bench import workspaces
from tests.bench.datasets import Dataset
from tests.bench.measured import APP

ROOT = Path(__file__).resolve().parents[2]
FLOORS = Path(__file__).parent / "floors"
PLAIN, DASH = "streamlit", "dash"
SUBJECTS = (APP, PLAIN, DASH)
LONGEST_START = 300


@dataclass(frozen=True)
class Served:
    """A server that answers: its name, address, process, and how many seconds passed until it did."""

    name: str
    address: str
    process: psutil.Process
    started: float

    def memory(self) -> float:
        """MB that the server and its children hold."""
        return sum(one.memory_info().rss for one in self._all()) / 2**20

    def processors(self) -> float:
        """Seconds of the processors that the server and its living children have used."""
        return sum(one.cpu_times().user + one.cpu_times().system for one in self._all())

    def peak(self) -> float:
        """MB that the server has held at most since its start."""
        told = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(told.split("VmHWM:")[1].split()[0]) / 1024

    def _all(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]


@contextmanager
def served(name: str, dataset: Dataset, data: Path | None = None) -> Iterator[Served]:
    """One of SUBJECTS on a free port of this machine until the end of the block.

    data: the folder the app works on; a copy of the dataset's workspace otherwise.
    """
    if name == APP and data is None:
        with workspaces.copied(dataset) as folder, served(name, dataset, folder) as one:
            yield one
        return
    port = _free_port()
    with tempfile.TemporaryFile() as log:
        began = time.perf_counter()
        # Floors run with the defaults of their frameworks: not in the project's folder, where our settings lie. The app
        # makes no copy of data that has not changed since the last one; this folder is new and would have none.
        process = subprocess.Popen(
            _command(name, dataset, port, data),
            cwd=ROOT if name == APP else FLOORS,
            env=os.environ | {"DANVAN_BACKUPS": "off"},
            stdout=log,
            stderr=log,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address + ("/" if name == DASH else "/_stcore/health"), process, began)
            yield Served(name, address, psutil.Process(process.pid), time.perf_counter() - began)
        except BaseException:
            log.seek(0)
            sys.stderr.write(log.read().decode(errors="replace")[-4000:])
            raise
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def all_served(dataset: Dataset) -> Iterator[tuple[Served, ...]]:
    """All SUBJECTS at once."""
    with ExitStack() as stack:
        yield tuple(stack.enter_context(served(name, dataset)) for name in SUBJECTS)


def _command(name: str, dataset: Dataset, port: int, data: Path | None) -> list[str]:
    python = sys.executable
    if name == APP:
        return [python, "-m", "danvan", "--data", str(data), "serve", "--port", str(port)]
    if name == DASH:
        parquet = workspaces.sent(dataset) / f"{dataset.name}.parquet"
        return [python, str(FLOORS / "dash_app.py"), str(parquet), dataset.level, str(port)]
    quiet = ["--server.headless=true", "--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
    here = ["--server.address=127.0.0.1", f"--server.port={port}"]
    return [python, "-m", "streamlit", "run", str(FLOORS / "plain_page.py"), *here, *quiet]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait(address: str, process: subprocess.Popen, began: float) -> None:
    while time.perf_counter() - began < LONGEST_START:
        if process.poll() is not None:
            raise RuntimeError(f"{address}: the server ended with {process.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            # The port is not open yet: yield the processor to the server, for one twentieth of a second at most.
            select.select([], [], [], 0.05)
    raise RuntimeError(f"{address}: no answer")
