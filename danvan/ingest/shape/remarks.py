"""What is to be told of a block: names that are not certain, faulty lines, totals, everything that was left out.

Owns the choice of what to say and once only; the wording is in the texts.
"""

import numpy as np

from danvan.ingest.findings import INFO, STOP, WARN
from danvan.ingest.shape import naming, settle, totals
from danvan.ingest.shape.layout import Block
from danvan.ingest.shape.lines import tell_faults
from danvan.ingest.shape.measures import adds_up
from danvan.ingest.shape.places import NONE, SLID
from danvan.ingest.shape.reading import Reading, numbers_in
from danvan.ingest.shape.roles import BY_CHOICE, UNTOLD
from danvan.ingest.shape.tell import listed
from danvan.ingest.shape.work import Work

PERIOD_FAULTS = {
    "period": "shape_no_period",
    "reversed": "shape_period_reversed",
    "contradicts": "shape_period_contradicts",
}


def tell_lines(reading: Reading) -> np.ndarray:
    """Stops of whole lines: period, indicator, words of a list; which lines they are."""
    work, times = reading.work, reading.times
    bad = reading.fields.bad | tell_faults(reading.matrix, reading.block, reading.own, work.teller)
    column = next(iter(reading.block.of("period", "to", "year", "month", "quarter", "half")), None)
    wrong = np.isin(times.line, list(times.faults)) & (reading.own | reading.nation)
    for i in np.flatnonzero(wrong):
        said = times.said[times.line[i]]
        work.teller.add(
            PERIOD_FAULTS[times.faults[int(times.line[i])]],
            STOP,
            row=reading.rows[i],
            column=column.index if column else None,
            value=" ".join(filter(None, (said.period, said.part, said.year, said.first, said.last))),
        )
    work.undated_rows |= {int(row) for row in reading.rows[wrong]}
    work.used_context |= times.used_context
    return bad | wrong


def tell_units(reading: Reading, j: int, at: np.ndarray, answers: np.ndarray) -> None:
    """Findings and questions about units that are not certain, a finding a line."""
    work, found = reading.work, reading.settler.answers
    noted = np.array([bool(a.problem or a.note) and a.problem != naming.SKIPPED for a in found])
    across = reading.figures[j] if reading.block.across else None
    column = across or next(iter(reversed(reading.block.of("unit", "unit_code"))), None)
    for a in np.unique(answers[noted[answers]]):
        lines = at[answers == a]
        named = reading.places.named[int(reading.combo(j)[lines[0]])]
        if found[a].problem and not (named.texts or named.code):
            work.ask_unit()
            continue
        if found[a].problem in (naming.UNKNOWN, naming.AMBIGUOUS):
            work.ask([settle.question(named, found[a])])
        tell = settle.tell if found[a].problem else settle.note
        for row in map(int, reading.rows[lines]):
            if row not in work.told_rows:
                work.told_rows.add(row)
                tell(work.teller, named, found[a], row, column.index if column else None)


def tell_totals(reading: Reading) -> None:
    """Hold totals against their parts, within lines of one indicator and one period."""
    matrix, kind = reading.matrix, reading.kind
    if not np.isin(kind, totals.SUMS).any() or reading.block.across:
        return
    new = reading.work.measures.new
    adds = [
        all(adds_up(matrix.measures[m].indicator, new) for m in np.unique(matrix.of[:, j]))
        for j in range(len(reading.figures))
    ]
    top = reading.own & _highest(reading)
    keys = matrix.line.astype(np.int64) * (reading.times.line.max(initial=0) + 1) + reading.times.line
    for key in np.unique(keys)[: totals.MOST_GROUPS]:
        lines = np.flatnonzero(keys == key)
        totals.tell_totals(
            reading.work.teller, reading.rows[lines], kind[lines], reading.places.text[lines], top[lines],
            [readout.of(lines) for readout in reading.readouts], adds,
        )  # fmt: skip


def _highest(reading: Reading) -> np.ndarray:
    """Lines of units that are not below another line's unit."""
    if not reading.places.nested:
        return np.ones(len(reading.rows), dtype=bool)
    below = np.array([bool(named.parent) for named in reading.places.named])
    return ~below[np.maximum(reading.places.combo, 0)]


def tell_left_out(reading: Reading) -> None:
    """Lines and columns that hold something and became no figures."""
    work, kind = reading.work, reading.kind.copy()
    nameless = (kind == NONE) & reading.numbers()
    for row in reading.rows[nameless]:
        work.teller.add("shape_line_without_name", WARN, row=row)
    slid = kind == SLID
    for row in reading.rows[slid]:
        work.teller.add("shape_line_without_name", STOP, row=row)
    kind[nameless | slid | (kind == NONE)] = ""
    kind[_tell_nation(reading)] = ""
    for what, count in totals.tell_skipped(work.teller, reading.rows, kind, reading.places.text).items():
        work.skipped[what] += count
    work.skipped[NONE] += int(np.count_nonzero(nameless | slid))
    if reading.places.filled:
        work.teller.add("shape_names_filled_down", INFO, count=reading.places.filled)
    work.rows_read += int(np.count_nonzero(reading.own))
    tell_columns(work, reading.block, INFO)


def _tell_nation(reading: Reading) -> np.ndarray:
    """Say of which columns the nation's line is loaded; the lines of which no figure is left out."""
    held = numbers_in(reading.work, reading.block, reading.figures) & reading.nation[:, None]
    kept = np.stack([reading.lines(j) for j in range(len(reading.figures))], axis=1) & held
    whole = reading.nation & kept.any(axis=1) & (kept == held).all(axis=1)
    if kept.any():
        used = [m for j in range(kept.shape[1]) for m in np.unique(reading.measure(j)[kept[:, j]])]
        names = dict.fromkeys(reading.matrix.measures[m].text for m in used)
        row = reading.rows[np.flatnonzero(kept.any(axis=1))[0]]
        reading.work.teller.add("shape_nation_kept", INFO, row=row, count=int(kept.sum()), names=listed(names))
    return whole


def tell_columns(work: Work, block: Block, severity: str) -> None:
    """Which columns with contents were not read, figures and words apart."""
    teller = work.teller
    left_out = [c for c in block.of("ignore") if c.profile.filled and c.how != BY_CHOICE]
    untold = [column for column in left_out if column.how == UNTOLD]
    numeric = [column for column in left_out if column.profile.numeric and column.how != UNTOLD]
    worded = [column for column in left_out if not column.profile.numeric and column.how != UNTOLD]
    for code, columns, weight in (
        ("shape_columns_left_out", numeric, severity),
        ("shape_words_left_out", worded, severity),
        ("shape_column_period_untold", untold, WARN),
    ):
        if columns:
            names = listed(column.header.text or teller.column(column.index) for column in columns)
            teller.add(code, weight, column=columns[0].index, count=len(columns), names=names)
