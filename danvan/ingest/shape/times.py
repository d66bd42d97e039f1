"""The period of every line in every column of figures of a block, as a table: words of the line × column.

Owns who wins where a line and a column both speak of time: the line, unless the column only narrows it ('Quý I' beside
'2024'), or the user has said which period a column is of.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from danvan import periods
from danvan.ingest.shape.cells import BLANK, NUM, YEAR, Cells, distinct_rows
from danvan.ingest.shape.layout import Block
from danvan.ingest.shape.roles import Column
from danvan.ingest.shape.when_line import RowTexts, only_period, row_when
from danvan.ingest.shape.when_where import Context, When, column_when, families, readings
from danvan.periods import Period

LINE_ROLES = ("period", "year", "half", "quarter", "month", "from", "to")
PARTS = ("half", "quarter", "month")


@dataclass(eq=False)
class Times:
    """periods: those there are; of: index into them for (words of a line, column), -1 for none.

    line: per line which words it has; states: state of (words, column); faults: words → what is wrong with them.
    headings: lines that only say the period of those below.
    """

    whens: list[When]
    line: np.ndarray
    periods: list[Period] = field(default_factory=list)
    of: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int32))
    states: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), dtype=object))
    faults: dict[int, str] = field(default_factory=dict)
    said: list[RowTexts] = field(default_factory=list)
    headings: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=bool))
    used_context: bool = False


def times_of(cells: Cells, block: Block, figures: Sequence[Column], context: Context) -> Times:
    """The periods of a block. figures: its columns of figures."""
    fronts = families([column.header.text for column in figures])
    whens = [_column(column, context, fronts) for column in figures]
    codes, said, headings = _lines(cells, block, figures)
    found = Times(whens, codes, said=said, headings=headings)
    index: dict[Period, int] = {}
    found.of = np.full((len(said), len(figures)), -1, dtype=np.int32)
    found.states = np.full((len(said), len(figures)), "", dtype=object)
    for i, words in enumerate(said):
        line = row_when(words, None)
        if line.fault:
            found.faults[i] = line.fault
            continue
        for j, when in enumerate(whens):
            at = _together(line, words, when, figures[j], context)
            found.used_context |= at.fault == "context"
            found.states[i, j] = at.state
            if at.period:
                found.of[i, j] = index.setdefault(at.period, len(index))
    found.periods = list(index)
    return found


def _column(column: Column, context: Context, fronts: frozenset[str]) -> When:
    when = column_when(column.header, context, fronts)
    if column.choice and column.choice.period:
        return replace(when, period=periods.parse(column.choice.period), name=when.name or column.header.text, fault="")
    return when


def _together(line: When, words: RowTexts, column: When, which: Column, context: Context) -> When:
    """The period of a figure. A fault 'context' says that the sheet's own period was taken."""
    state = line.state or column.state
    if which.choice and which.choice.period:
        return When(column.period, state)
    if line.period:
        if column.partial and line.period.kind == "year":
            found = readings(column.partial, year=line.period.end.year)
            return When(found[0].period, state) if found else When()
        inside = column.period and line.period.start <= column.period.start and column.period.end <= line.period.end
        return When(column.period if inside else line.period, state)
    if line.partial:
        year = column.period.end.year if column.period and column.period.kind == "year" else context.year
        found = row_when(words, year) if year else When()
        return When(found.period, found.state or state, fault="" if column.period else "context")
    if column.period:
        return When(column.period, state)
    if column.partial:
        return When()
    return When(context.period, state or context.state, fault="context")


def _lines(cells: Cells, block: Block, figures: Sequence[Column]) -> tuple[np.ndarray, list[RowTexts], np.ndarray]:
    """(which words every line has, the distinct words, lines that are only a heading of a period)."""
    columns = [column for role in LINE_ROLES for column in block.of(role)[:1]]
    parts = [cells.lines(block.rows, column.index) for column in columns]
    roles = [column.role for column in columns]
    heading, is_heading = _headings(cells, block, figures)
    if heading is not None:
        parts.append(heading)
        roles.append("heading")
    if not parts:
        return np.zeros(len(block.rows), dtype=np.int32), [RowTexts()], is_heading
    codes, first = distinct_rows([codes for codes, _ in parts])
    said = [_row_texts({role: texts[code[i]] for role, (code, texts) in zip(roles, parts, strict=True)}) for i in first]
    return codes.astype(np.int32), said, is_heading


def _row_texts(said: dict[str, str]) -> RowTexts:
    part = next((role for role in PARTS if said.get(role)), "")
    return RowTexts(
        said.get("period") or said.get("heading", ""), said.get("year", ""), said.get(part, ""), part,
        said.get("from", ""), said.get("to", ""),
    )  # fmt: skip


def _headings(
    cells: Cells, block: Block, figures: Sequence[Column]
) -> tuple[tuple[np.ndarray, list[str]] | None, np.ndarray]:
    """Periods that stand alone in a line above the lines they hold for ('Năm 2020', then its units)."""
    none = np.zeros(len(block.rows), dtype=bool)
    label = next(iter(block.of("unit", "indicator")), None)
    if label is None or not figures:
        return None, none
    codes, texts = cells.lines(block.rows, label.index)
    alone = np.array(
        [len(text) < 60 and any(c.isdigit() for c in text) and only_period(text) is not None for text in texts]
    )
    if not alone.any():
        return None, none
    at = cells.kinds[np.ix_(block.rows, [column.index for column in figures])]
    heading = alone[codes] & ~np.isin(at, (NUM, YEAR)).any(axis=1)
    if not heading.any():
        return None, none
    source = np.maximum.accumulate(np.where(heading, np.arange(len(heading)), -1))
    known = ["", *texts]
    return (np.where(source >= 0, codes[source] + 1, 0), known), heading


def any_filled(cells: Cells, rows: np.ndarray, columns: Sequence[int]) -> np.ndarray:
    """Which lines hold anything in these columns."""
    return (cells.kinds[np.ix_(rows, list(columns))] != BLANK).any(axis=1)
