"""Generated tables of every layout, name form, notation and encoding: no wrong unit or value, nothing lost in silence.

A fault names its seed: `generate(seed)` in tests/fixtures/real_shapes/generator.py makes the same file again.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from random import Random
from types import SimpleNamespace

import pytest

from danvan.ingest import run
from danvan.ingest.choices import Choices
from danvan.ingest.read import read
from danvan.ingest.shape import shape
from tests.fixtures.real_shapes.generator import generate
from tests.fixtures.real_shapes.maker import Made
from tests.fixtures.real_shapes.trial import Verdict, as_text, as_workbook, try_text, try_workbook

QUICK_TEXTS, QUICK_BOOKS, QUICK_BROKEN = range(150), range(150, 158), range(60)
SLOW_TEXTS, SLOW_BOOKS, SLOW_BROKEN = range(1_000, 15_000), range(30_000, 30_300), range(1_000, 3_000)
RIGHT = 0.90
"""So many of the figures must come out unasked: a reader that asks about everything is of no use."""
LONGEST = 60.0
SHOWN = 30


def _tried(seeds: Iterable[int], trial: Callable[[Made], Verdict]) -> tuple[list[str], Counter[str]]:
    faults: list[str] = []
    counts: Counter[str] = Counter()
    for seed in seeds:
        began = time.perf_counter()
        verdict = trial(generate(seed))
        if time.perf_counter() - began > LONGEST:
            faults.append(f"[{seed}] took more than {LONGEST} s")
        faults += verdict.faults
        counts += verdict.counts
    return faults, counts


def _texts(seeds: range) -> tuple[list[str], Counter[str]]:
    return _tried(seeds, try_text)


def _books(seeds: range) -> tuple[list[str], Counter[str]]:
    return _tried(seeds, try_workbook)


def _broken(seeds: range) -> tuple[list[str], Counter[str]]:
    """Files with bytes changed, cut, doubled: read and shape answer without raising, and never with silence."""
    faults = []
    for seed in seeds:
        random = Random(seed)
        made = generate(seed)
        data = bytearray((as_workbook if seed % 20 == 0 else as_text)(made)[0])
        for _ in range(random.choice((1, 3, 10, 60))):
            at = random.randrange(max(1, len(data)))
            change = random.choice(("set", "cut", "copy", "drop"))
            if change == "set" and data:
                data[at] = random.choice((0, 10, 13, 34, 44, 59, 255, random.randrange(256)))
            elif change == "cut" and random.random() < 0.1:
                del data[at:]
            elif change == "copy":
                data[at:at] = data[at : at + random.randrange(40)]
            else:
                del data[at : at + random.randrange(8)]
        name = "tep.xlsx" if seed % 20 == 0 else "tep.csv"
        try:
            faults += _silent(seed, bytes(data), name)
        except Exception as error:  # noqa: BLE001 – whatever is raised is the fault looked for
            faults.append(f"[{seed}] raised {type(error).__name__}: {error}")
    return faults, Counter()


def _silent(seed: int, data: bytes, name: str) -> list[str]:
    """A file without figures and questions must be told of, as the door of the import does."""
    document = read(data, name)
    sheets = tuple(SimpleNamespace(shaped=shape(document, grid, Choices())) for grid in document.grids)
    if any(len(sheet.shaped.rows) or sheet.shaped.questions for sheet in sheets):
        return []
    said = [*document.findings, *run.said_of(document, sheets, sheets, Choices())]
    return [] if any(item.severity != "info" for item in said) else [f"[{seed}] no figures, and nothing said"]


def _spread(work: Callable[[range], tuple[list[str], Counter[str]]], seeds: range) -> tuple[list[str], Counter[str]]:
    """The same over the processors there are."""
    parts = [seeds[at : at + 100] for at in range(0, len(seeds), 100)]
    faults: list[str] = []
    counts: Counter[str] = Counter()
    with ProcessPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        for more, count in pool.map(work, parts):
            faults += more
            counts += count
    return faults, counts


def _hold(faults: list[str], counts: Counter[str]) -> None:
    assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults[:SHOWN])
    held = counts["right"] + counts["open"] + counts["told"] + counts["lost"]
    assert not held or counts["right"] >= RIGHT * held, counts


def test_generated_texts_come_out_true() -> None:
    """150 text files: every figure true, asked or told."""
    _hold(*_texts(QUICK_TEXTS))


def test_generated_workbooks_come_out_true() -> None:
    """A few workbooks: the same."""
    _hold(*_books(QUICK_BOOKS))


def test_broken_files_are_answered() -> None:
    """Files with changed bytes: an answer, never an exception, never silence."""
    _hold(*_broken(QUICK_BROKEN))


@pytest.mark.slow
def test_thousands_of_texts_come_out_true() -> None:
    """14.000 text files, about 0,02 s each."""
    _hold(*_spread(_texts, SLOW_TEXTS))


@pytest.mark.slow
def test_hundreds_of_workbooks_come_out_true() -> None:
    """300 workbooks."""
    _hold(*_spread(_books, SLOW_BOOKS))


@pytest.mark.slow
def test_thousands_of_broken_files_are_answered() -> None:
    """2.000 broken files."""
    _hold(*_spread(_broken, SLOW_BROKEN))
