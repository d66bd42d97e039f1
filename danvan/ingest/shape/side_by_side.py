"""Tables side by side: where each block of columns with its own names of units begins.

Owns the comparing of two name columns line by line. Contents are believed before headers: two columns with different
provinces in one line are two tables, whatever stands above them.
"""

from collections.abc import Sequence

import numpy as np

from danvan.ingest.shape.cells import WORDS, Cells, tidy
from danvan.ingest.shape.names import bare, candidates, of_said_kind
from danvan.ingest.shape.roles import BY_CHOICE, Column
from danvan.units import ancestors

SAME, NESTED, APART, UNTOLD = "same", "nested", "apart", ""
MOST_PAIRS = 200
MOST_ROWS = 5_000
ENOUGH = 0.6


def name_columns(columns: Sequence[Column]) -> list[Column]:
    """The columns that hold names of units."""
    return [column for column in columns if column.role in ("unit", "name_other") and column.profile.worded]


def anchors_of(cells: Cells, columns: Sequence[Column]) -> list[Column]:
    """The first name column of each block."""
    anchors: list[Column] = []
    for column in name_columns(columns):
        if all(_is_apart(cells, columns, anchor, column) for anchor in anchors):
            anchors.append(column)
    return anchors


def _is_apart(cells: Cells, columns: Sequence[Column], left: Column, right: Column) -> bool:
    """Whether two name columns are two tables': only where figures stand between them, and then also where they bear
    one header or no name stands twice. Names that stand beside each other are a whole and its part."""
    if not any(_holds_figures(column) and left.index < column.index < right.index for column in columns):
        return False
    found = relation(cells, left, right)
    if found in (APART, SAME):
        return found == APART
    twice = bool(left.header.own) and left.header.own == right.header.own
    return twice or all(column.profile.distinct == column.profile.filled for column in (left, right))


def _holds_figures(column: Column) -> bool:
    return column.is_figures or column.profile.numeric and column.role not in ("unit_code", "ordinal")


def relation(cells: Cells, left: Column, right: Column) -> str:
    """What two name columns are to each other, by the units that stand in one row."""
    rows = left.profile.rows
    both = rows[(cells.kinds[rows, left.index] == WORDS) & (cells.kinds[rows, right.index] == WORDS)]
    both = both[:: max(1, len(both) // MOST_ROWS)]
    codes = [cells.column(column.index) for column in (left, right)]
    pairs = np.unique(np.stack([code[both] for code, _ in codes], axis=1), axis=0) if len(both) else []
    votes = {SAME: 0, NESTED: 0, APART: 0}
    said = [(tidy(codes[0][1][one]), tidy(codes[1][1][other])) for one, other in pairs]
    if said and all(one == other and _holds_namesake(one) for one, other in said):
        return NESTED  # the city in its province, each called so
    for one, other in said[:: max(1, len(said) // MOST_PAIRS)]:
        vote = _pair(one, other)
        if vote:
            votes[vote] += 1
    told = sum(votes.values())
    if told:
        return next((vote for vote, count in votes.items() if count >= ENOUGH * told), UNTOLD)
    return APART if left.header.text == right.header.text and left.header.text else UNTOLD


def _holds_namesake(text: str) -> bool:
    """Whether a unit with this name has a part with the same name."""
    found = candidates(bare(text))
    wholes = {unit.unit_id for unit in found}
    return any(wholes & {above.unit_id for above in ancestors(unit.unit_id)} for unit in found)


def _pair(left: str, right: str) -> str:
    ours, theirs = (of_said_kind(text, candidates(text)) for text in (bare(left), bare(right)))
    if not ours or not theirs:
        return UNTOLD
    mine, other = {u.unit_id for u in ours}, {u.unit_id for u in theirs}
    if any(mine & {a.unit_id for a in ancestors(u.unit_id)} for u in theirs):
        return NESTED if not mine & other or len(theirs) > len(mine & other) else SAME
    if any(other & {a.unit_id for a in ancestors(u.unit_id)} for u in ours) and not mine & other:
        return NESTED
    return SAME if mine & other else APART


def split(columns: list[Column], anchors: Sequence[Column]) -> list[list[Column]]:
    """The columns of each block: what stands left of a block's name as far as it did in the first block."""
    if len(anchors) < 2:
        return [columns]
    first = columns[0].index
    offset = anchors[0].index - first
    starts = [first]
    for before, anchor in zip(anchors, anchors[1:], strict=False):
        starts.append(_start(columns, before.index, anchor.index, offset))
    ends = [*starts[1:], columns[-1].index + 1]
    return [
        [column for column in columns if start <= column.index < end] for start, end in zip(starts, ends, strict=True)
    ]


def _start(columns: Sequence[Column], before: int, anchor: int, offset: int) -> int:
    """Where the block with a name column begins."""
    used = {column.index: column for column in columns}
    gaps = [c for c in range(before + 1, anchor) if c not in used]
    if gaps:
        return gaps[-1] + 1
    start = anchor - offset
    if start <= before:
        return anchor
    for step in range(offset):
        left, right = used.get(columns[0].index + step), used.get(start + step)
        if not left or not right or (left.header.text != right.header.text and left.role != right.role):
            return anchor
    return start


def make_alike(first: Sequence[Column], part: Sequence[Column]) -> None:
    """A later block's columns are what the first block's with the same header are."""
    known = {column.header.text: column for column in first if column.header.text}
    for column, model in zip(part, first, strict=False):
        model = known.get(column.header.text, model if column.header.text == model.header.text else None)
        if model and column.how != BY_CHOICE and model.role not in ("unit", "name_other"):
            column.role, column.level, column.how, column.choice = model.role, model.level, model.how, model.choice
