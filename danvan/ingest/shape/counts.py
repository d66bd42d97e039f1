"""Counts that are no whole numbers: where Excel took a thousands point for a decimal one it is asked, else stopped.

Owns what becomes of '2.048 cuộc'. Only indicators of the catalogue that count whole things are looked at.
"""

from dataclasses import replace

import numpy as np

from danvan.ingest.findings import WARN
from danvan.ingest.grid import NUMBER
from danvan.ingest.shape.distinct import Fault
from danvan.ingest.shape.number_form import COMMA, DOT
from danvan.ingest.shape.number_words import MISSING
from danvan.ingest.shape.reading import Reading
from danvan.ingest.shape.readout import Readout
from danvan.ingest.shape.understood import Question
from danvan.numbers import number
from danvan.texts import text

FAULT = Fault("shape_not_whole")
PLACES = 3
LEAST, MOST = 1, 1_000
"""A point that parts thousands stands behind one to three digits."""


def hold_counts(reading: Reading) -> list[Question]:
    """Mend or stop the figures of counts that are no whole numbers; the question about those that may be mended."""
    asked: list[Question] = []
    counting = np.array([measure.counts for measure in reading.matrix.measures])
    if not counting.any():
        return asked
    for j, readout in enumerate(reading.readouts):
        values = readout.numbers.value
        lines = reading.lines(j) & counting[reading.measure(j)] & ~np.isnan(values)
        broken = lines & (values % 1 != 0)
        if broken.any():
            reading.readouts[j], questions = _mended(reading, j, readout, broken)
            asked += questions
    return asked


def _mended(reading: Reading, j: int, readout: Readout, broken: np.ndarray) -> tuple[Readout, list[Question]]:
    """The column with its thousands where the user said that points part them, else with its broken counts stopped."""
    numbers, work, c = readout.numbers, reading.work, readout.column.index
    given = (readout.column.choice.decimal if readout.column.choice else "") or work.choices.decimal
    lost = bool(_lost_point(reading, readout)[broken].all())
    first = int(np.flatnonzero(broken)[0])
    sent = work.cells.said(reading.rows[first], c)
    if lost and given == COMMA:
        value = np.where(broken, np.round(numbers.value * 1000), numbers.value)
        work.teller.add(
            "shape_point_lost", WARN, row=reading.rows[first], column=c, count=int(broken.sum()),
            value=number(float(numbers.value[first]), PLACES), read=number(float(value[first])),
        )  # fmt: skip
        return replace(readout, numbers=replace(numbers, value=value)), []
    stopped = replace(
        numbers,
        value=np.where(broken, np.nan, numbers.value),
        state=np.where(broken, MISSING, numbers.state),
        bad=numbers.bad | broken,
        faults=numbers.faults | {work.cells.sent(row, c): FAULT for row in reading.rows[broken]},
    )
    if not lost or given:
        return replace(readout, numbers=stopped), []
    options = ((COMMA, text("findings_shape.decimal_comma")), (DOT, text("findings_shape.decimal_dot")))
    words = text("findings_shape.ask_decimal", value=sent, column=work.teller.column(c))
    return replace(readout, numbers=stopped), [Question("decimal", "", words, options, COMMA, c)]


def _lost_point(reading: Reading, readout: Readout) -> np.ndarray:
    """Which cells are numbers of Excel that would be whole with their point parting thousands."""
    kinds, values = reading.work.cells.grid.kinds, readout.numbers.value
    if kinds is None:
        return np.zeros(len(values), dtype=bool)
    held = kinds[reading.rows, readout.column.index] == NUMBER
    thousands = np.round(values * 1000, 6)
    return held & (np.abs(values) >= LEAST) & (np.abs(values) < MOST) & (thousands % 1 == 0)
