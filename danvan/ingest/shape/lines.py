"""The measure of every line in every column of figures of a block: words of the line × column.

Owns how a line's indicator, its part and the column's header come together: beside lines that name the indicator a
column only adds a part or a period; without such lines the column, or the table's title, names it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from danvan.ingest.findings import STOP
from danvan.ingest.shape import words
from danvan.ingest.shape.cells import Cells, distinct_rows
from danvan.ingest.shape.generic import WHOLE, WHOLE_WORDS, needs_title
from danvan.ingest.shape.layout import Block
from danvan.ingest.shape.measures import Measure, Measures, breakdown_of
from danvan.ingest.shape.outline import lines_of
from danvan.ingest.shape.roles import Column
from danvan.ingest.shape.tell import Teller
from danvan.ingest.shape.when_where import When

ROLES = ("indicator", "indicator_code", "breakdown", "unit_of_measure")
MOST_LINES = 60_000
FAULTS = {"code": "shape_unknown_indicator", "code_name": "shape_indicator_contradicts", "part": "shape_unknown_part"}


@dataclass(eq=False)
class Matrix:
    """line: per line which words it has; of: index into measures for (words, column); named: lines with any words."""

    line: np.ndarray
    of: np.ndarray
    measures: list[Measure]
    named: np.ndarray


@dataclass(frozen=True)
class Words:
    """What a line says of its indicator."""

    text: str = ""
    parent: str = ""
    code: str = ""
    part: str = ""
    unit: str = ""


def matrix_of(
    cells: Cells, block: Block, figures: Sequence[Column], whens: Sequence[When], measures: Measures, title: str
) -> Matrix:
    """The measures of a block. title: what the table is about, for columns that do not say."""
    line, said = _said(cells, block)
    found: dict[Measure, int] = {}
    of = np.zeros((len(said), len(figures)), dtype=np.int32)
    for i, line_words in enumerate(said):
        for j, (column, when) in enumerate(zip(figures, whens, strict=True)):
            measure = _measure(line_words, column, when, block, measures, title)
            of[i, j] = found.setdefault(measure, len(found))
    named = np.array([bool(words_.text or words_.code) for words_ in said])[line] if block.of(*ROLES[:2]) else None
    return Matrix(line, of, list(found), np.ones(len(line), dtype=bool) if named is None else named)


def _measure(line: Words, column: Column, when: When, block: Block, measures: Measures, title: str) -> Measure:
    name = _column_name(column, when, block)
    choice = column.choice
    if line.text or line.code:
        part = name if column.role == "measure" and not needs_title(name) == WHOLE and not words.role(name) else ""
        code = (line.code, "") if line.code else None
        chosen = measures.chosen(line.text, choice) if choice else None
        together = " – ".join(filter(None, (line.part, part)))
        return chosen or measures.of(line.text, unit=line.unit, code=code, part=together, parent=line.parent)
    text = _with_title(name, title, measures) or column.header.text
    chosen = measures.chosen(text, choice) if choice else None
    if chosen:
        part = breakdown_of(chosen.indicator, line.part) if line.part else None
        return replace(chosen, breakdown=part) if part else chosen
    return measures.of(text, unit=column.header.unit or when.unit, code=column.header.code, part=line.part)


def _with_title(name: str, title: str, measures: Measures) -> str:
    """A column's own words, with the table's title where they do not stand by themselves."""
    needs = needs_title(name) if name else WHOLE
    if not needs or not title:
        return name
    if not name or needs == WHOLE and measures.of(title).indicator:
        return title
    parts = name.split(" – ")
    named = [part for part in parts if words.folded(part) not in WHOLE_WORDS]
    return " – ".join((title, *(named or parts)))


def _column_name(column: Column, when: When, block: Block) -> str:
    """What a column's header says of its measure: without its period and, of units across the top, the unit."""
    if column.role == "value":
        return ""
    name = when.name
    if block.across and column.unit_text:
        name = name.replace(column.unit_text, "").strip(" –-:,;()")
    return name


def _said(cells: Cells, block: Block) -> tuple[np.ndarray, list[Words]]:
    """(which words every line has, the distinct words)."""
    columns = {role: column for role in ROLES if (column := block.one(role))}
    size = len(block.rows)
    if not columns or set(columns) == {"unit_of_measure"}:
        return np.zeros(size, dtype=np.int32), [Words()]
    texts = {role: cells.lines(block.rows, column.index) for role, column in columns.items()}
    for column in block.of("breakdown")[1:]:
        codes, more = cells.lines(block.rows, column.index)
        texts[f"breakdown {column.index}"] = codes, more
    form = "indicator" in columns and not block.of("unit", "unit_code") and size <= MOST_LINES
    if form:
        texts["parent"], texts["indicator"] = _parents(cells, block, *texts["indicator"])
    codes, first = distinct_rows([codes for codes, _ in texts.values()])
    said = [_words({role: known[code[i]] for role, (code, known) in texts.items()}) for i in first]
    return codes.astype(np.int32), said


def _words(said: dict[str, str]) -> Words:
    parts = [text for role, text in said.items() if role.startswith("breakdown") and text]
    return Words(
        said.get("indicator", ""), said.get("parent", ""), said.get("indicator_code", ""), ", ".join(parts),
        said.get("unit_of_measure", "").strip("()"),
    )  # fmt: skip


Coded = tuple[np.ndarray, list[str]]


def _parents(cells: Cells, block: Block, codes: np.ndarray, texts: list[str]) -> tuple[Coded, Coded]:
    """(the words above every line, its own words without numbers and dashes)."""
    ordinal = block.one("ordinal")
    numbers = [cells.said(r, ordinal.index) for r in block.rows] if ordinal else [""] * len(block.rows)
    found = lines_of([texts[code] for code in codes], numbers)
    return _coded([line.parent for line in found]), _coded([line.text for line in found])


def _coded(texts: Sequence[str]) -> Coded:
    codes, known = pd.factorize(np.array(texts, dtype=object))
    return codes, list(known)


def tell_faults(matrix: Matrix, block: Block, lines: np.ndarray, teller: Teller) -> np.ndarray:
    """Stops for lines whose indicator's code, name or part do not fit; which lines those are."""
    wrong = np.array([bool(measure.fault) for measure in matrix.measures])
    if not wrong.any():
        return np.zeros(len(lines), dtype=bool)
    bad = wrong[matrix.of].any(axis=1)[matrix.line] & lines
    for i in np.flatnonzero(bad):
        measure = next(matrix.measures[m] for m in matrix.of[matrix.line[i]] if matrix.measures[m].fault)
        column = block.one("breakdown" if measure.fault == "part" else "indicator_code")
        near = "; ".join(f"{item.indicator} {item.breakdown}".strip() for item in measure.proposals[:3])
        teller.add(
            FAULTS[measure.fault], STOP, row=block.rows[i], column=column.index if column else None, value=measure.text,
            suggestion=near,
        )  # fmt: skip
    return bad
