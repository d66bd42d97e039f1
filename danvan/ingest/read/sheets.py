"""Starts the child process that opens Excel and its like, holds it to its limits and unpacks its answer.

Owns the process: time, number at once, and what a death of it means. The server is never touched by a bad file.
"""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from danvan.ingest.read.columns import Cells
from danvan.ingest.read.limits import CHILD_SECONDS, CHILDREN

ROOT = Path(__file__).resolve().parents[3]
_TURNS = threading.BoundedSemaphore(CHILDREN)
Note = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True)
class Answer:
    """What the child found: notes are (code, severity, words) of findings."""

    format: str
    sheets: tuple[Cells, ...]
    notes: tuple[Note, ...]


def open_sheets(data: bytes, kind: str) -> Answer:
    """The sheets of a file; `kind`: zip, ole, html or xml."""
    command = [sys.executable, "-E", "-s", "-m", "danvan.ingest.read.child", kind]
    with _TURNS:
        try:
            done = subprocess.run(command, input=data, capture_output=True, cwd=ROOT, timeout=CHILD_SECONDS)
        except subprocess.TimeoutExpired:
            return _refused("read_too_heavy")
    if done.returncode == 0 and b"\n" in done.stdout:
        return _unpacked(done.stdout)
    # Killed by a limit, or aborted because calamine was refused memory.
    return _refused("read_too_heavy" if done.returncode < 0 else "read_broken")


def _refused(code: str) -> Answer:
    return Answer("", (), ((code, "stop", {}),))


def _unpacked(answer: bytes) -> Answer:
    start = answer.index(b"\n") + 1
    head = json.loads(answer[: start - 1])
    buffer = pa.py_buffer(answer)
    sheets = []
    for told in head["sheets"]:
        columns, kinds = [], np.zeros((told["rows"], len(told["sizes"])), dtype=np.uint8, order="F")
        for number, size in enumerate(told["sizes"]):
            column, start = _column(buffer, start, told["rows"], size, kinds[:, number])
            columns.append(column)
        merged = tuple(tuple(span) for span in told["merged"])
        sheets.append(Cells(told["name"], tuple(columns), kinds if kinds.any() else None, merged, told["hidden"]))
    notes = tuple((code, severity, words) for code, severity, words in head["notes"])
    return Answer(head["format"], tuple(sheets), notes)


def _column(buffer: pa.Buffer, start: int, rows: int, size: int, kinds: np.ndarray) -> tuple[pa.ChunkedArray, int]:
    """One packed column, its text not copied; and where the next begins."""
    offsets = np.zeros(rows + 1, dtype=np.int64)
    np.cumsum(np.frombuffer(buffer, dtype=np.uint32, count=rows, offset=start), out=offsets[1:])
    start += 4 * rows
    kinds[:] = np.frombuffer(buffer, dtype=np.uint8, count=rows, offset=start)
    start += rows
    texts = pa.LargeStringArray.from_buffers(rows, pa.py_buffer(offsets), buffer.slice(start, size))
    return pa.chunked_array([texts]), start + size
