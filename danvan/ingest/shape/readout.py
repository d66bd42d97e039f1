"""The figures of a block's columns as numbers, all columns read with the decimal sign that the table decides for.

Owns the second look at columns that read both ways, and what is told of cells that are no figures. Which cells are
taken is decided in long.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from danvan.ingest.choices import Choices
from danvan.ingest.findings import INFO, STOP, WARN
from danvan.ingest.grid import Document
from danvan.ingest.shape.cells import Cells, compact
from danvan.ingest.shape.measures import Measure
from danvan.ingest.shape.number_text import COMMA, DOT
from danvan.ingest.shape.roles import Column
from danvan.ingest.shape.tell import Teller
from danvan.ingest.shape.understood import Question
from danvan.ingest.shape.values import Numbers, decide, read_coded
from danvan.numbers import number
from danvan.texts import text


@dataclass(frozen=True, eq=False)
class Readout:
    """A column's cells as numbers; decimal: the sign it was read with."""

    column: Column
    numbers: Numbers
    sure: bool = True

    @property
    def decimal(self) -> str:
        """The decimal sign used; '' when no cell needs one."""
        return self.numbers.decimal

    def of(self, lines: np.ndarray) -> "Readout":
        """The values of some lines only."""
        return replace(self, numbers=replace(self.numbers, value=self.numbers.value[lines]))


def read_columns(
    document: Document,
    cells: Cells,
    rows: np.ndarray,
    columns: Sequence[Column],
    whole: Sequence[bool | None],
    choices: Choices,
) -> list[Readout]:
    """Every column as numbers. whole: per column whether its figures are counts, as far as its indicator tells."""
    given = [(column.choice.decimal if column.choice else "") or choices.decimal for column in columns]
    found = [
        _read(document, cells, rows, column, sign, count, choices)
        for column, sign, count in zip(columns, given, whole, strict=True)
    ]
    open_ = [i for i, numbers in enumerate(found) if numbers.ambiguous]
    decision = decide(found, document.delimiter) if open_ else None
    made = []
    for i, (column, numbers) in enumerate(zip(columns, found, strict=True)):
        if numbers.ambiguous and decision and numbers.decimal != decision.decimal and numbers.how != "cells":
            again = _read(document, cells, rows, column, decision.decimal, whole[i], choices)
            made.append(Readout(column, again, sure=False))
        else:
            made.append(Readout(column, numbers, sure=not numbers.ambiguous))
    return made


def _read(
    document: Document, cells: Cells, rows: np.ndarray, column: Column, sign: str, whole: bool | None, choices: Choices
) -> Numbers:
    kinds = cells.grid.kinds
    codes, texts = cells.column(column.index)
    used, places = compact(codes[rows], len(texts))
    return read_coded(
        places,
        texts[used],
        None if kinds is None else kinds[rows, column.index],
        sign,
        dash=choices.dash,
        delimiter=document.delimiter,
        whole=whole,
    )


def ask_decimal(readouts: Sequence[Readout], teller: Teller) -> list[Question]:
    """One question about all columns that read both ways, and what speaks for the reading taken meanwhile."""
    open_ = [readout for readout in readouts if not readout.sure and readout.numbers.open_.any()]
    if not open_:
        return []
    for readout in open_:
        numbers = readout.numbers
        comma, dot = numbers.readings or (float("nan"), float("nan"))
        teller.add(
            "shape_decimal_ambiguous", WARN, column=readout.column.index, value=numbers.sample,
            count=int(numbers.open_.sum()),
            as_comma=_said(comma), as_dot=_said(dot), expected=_said(comma if readout.decimal == COMMA else dot),
            reason=text(f"findings_shape.decimal_by_{_why(readout)}"),
        )  # fmt: skip
    first = open_[0]
    options = ((COMMA, text("findings_shape.decimal_comma")), (DOT, text("findings_shape.decimal_dot")))
    words = text("findings_shape.ask_decimal", value=first.numbers.sample, column=teller.column(first.column.index))
    return [Question("decimal", "", words, options, first.decimal, first.column.index)]


def _why(readout: Readout) -> str:
    return readout.numbers.how if readout.numbers.how != "choice" else "columns"


def _said(value: float) -> str:
    decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    return number(value, decimals)


def tell_cells(
    readout: Readout, rows: np.ndarray, cells: Cells, lines: np.ndarray, measures: Sequence[Measure], teller: Teller
) -> None:
    """A stop for each cell of a line that is no figure; remarks on the column as a whole. measures: what it is of."""
    numbers, c = readout.numbers, readout.column.index
    bad = np.flatnonzero(numbers.bad & lines)
    for done, i in enumerate(bad):
        said = cells.sent(rows[i], c)
        fault = numbers.faults.get(said)
        code, near = (fault.code, fault.suggestion) if fault else ("shape_not_a_number", "")
        if teller.full(code):
            teller.skip(code, len(bad) - done)
            break
        teller.add(code, STOP, row=rows[i], column=c, value=said, suggestion=near)
    odd = np.flatnonzero(numbers.odd & lines)
    if len(odd):
        teller.add(
            "shape_number_odd", INFO, row=rows[odd[0]], column=c, value=cells.sent(rows[odd[0]], c), count=len(odd)
        )
    worded = [unit for unit in numbers.units if unit]
    if len(worded) > 1:
        teller.add("shape_mixed_units", WARN, column=c, units=", ".join(worded[:6]))
    values = numbers.value[lines & ~np.isnan(numbers.value)]
    if [m.ratio_scale for m in measures] == [100] and len(values) > 2 and values.max() <= 1 and (values % 1 != 0).any():
        teller.add("shape_share_below_one", WARN, column=c, value=_said(float(values.max())), measure=measures[0].text)
