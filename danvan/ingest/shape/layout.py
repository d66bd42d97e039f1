"""How the columns of a table stand to each other: side-by-side blocks, name columns of one unit, units across the top.

Owns the decisions that need several columns at once; which columns are tables of their own is told by side_by_side.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from danvan.ingest.choices import ColumnChoice
from danvan.ingest.shape import words
from danvan.ingest.shape.cells import BLANK, Cells
from danvan.ingest.shape.headers import Header
from danvan.ingest.shape.names import bare, levels
from danvan.ingest.shape.roles import BY_CHOICE, BY_CONTENT, BY_HEADER, UNKNOWN, Column, columns_of, names_indicator
from danvan.ingest.shape.side_by_side import ENOUGH, SAME, anchors_of, make_alike, name_columns, relation, split
from danvan.ingest.shape.table import Table
from danvan.ingest.shape.understood import INDICATORS_DOWN, UNITS_ACROSS

LIST_FIELDS = ("period", "from", "to", "as_of", "state", "qualifier", "source", "place", "note", "breakdown")
RATING = re.compile(
    r"(?:nhom |hang |loai |muc )?(?:(?:rat |tuong doi |kha |trung binh )?"
    r"(?:xuat sac|tot|cao|kha|thap|yeu|kem|trung binh|dat)"
    r"|khong dat|hoan thanh(?: xuat sac| tot)?(?: nhiem vu)?|[a-e]|[ivx]+|\d{1,2})"
)
RATED = "cột xếp loại, không phải phân tổ"
ENOUGH_BETWEEN = 0.9
"""So many names that may be districts' make the column between provinces and communes one of districts."""

SOME_NAMES = 1 / 3
"""So many names of units among words without a header: the others are mistyped ones."""

FEW_NAMES = 1 / 5
"""So many are enough where at least two names are units': no indicator of the catalogue stands among them."""

FEWEST_ACROSS = 3
NO_NAME = "tên viết cách khác của cùng đơn vị"


@dataclass(eq=False)
class Block:
    """One table's columns with one set of unit names. rows: its lines in the grid; number: its place in its table."""

    table: Table
    columns: list[Column]
    rows: np.ndarray
    number: int = 0
    across: bool = False

    def of(self, *roles: str) -> list[Column]:
        """The columns with these roles, from the left."""
        return [column for column in self.columns if column.role in roles]

    def one(self, role: str) -> Column | None:
        """The first column with a role."""
        return next(iter(self.of(role)), None)


def blocks_of(
    cells: Cells, table: Table, headers: Mapping[int, Header], chosen: Mapping[int, ColumnChoice], layout: str
) -> list[Block]:
    """The blocks of a table, each with the roles of its columns settled."""
    columns = columns_of(cells, table, headers, chosen)
    anchors = [] if layout in (UNITS_ACROSS, INDICATORS_DOWN) else anchors_of(cells, columns)
    parts = split(columns, anchors)
    found = []
    for number, part in enumerate(parts):
        if number:
            make_alike(parts[0], part)
        used = [column.index for column in part]
        rows = table.body[(cells.kinds[np.ix_(table.body, used)] != BLANK).any(axis=1)]
        block = Block(table, part, rows, number)
        _settle(cells, block, layout)
        found.append(block)
    return found


def _settle(cells: Cells, block: Block, layout: str) -> None:
    _one_name(cells, block)
    if layout == UNITS_ACROSS or not (layout or block.of("unit", "unit_code")):
        _across(block)
    if layout == INDICATORS_DOWN:
        for column in block.of("unit"):
            column.role, column.level, column.how = "indicator", "", BY_CHOICE
    _list_fields(block)
    _ratings(block)
    _labels(block)
    _values(block)
    _days(block)


def _list_fields(block: Block) -> None:
    """In a list every header is believed: a word that does not fit is then a fault of its line."""
    if not (block.of("value") and block.of("indicator", "indicator_code")):
        return
    for column in block.columns:
        named = words.role(column.header.text)
        if named and column.role in ("", "ignore") and named.role in LIST_FIELDS and column.how != BY_CHOICE:
            column.role, column.how = named.role, BY_HEADER


def _ratings(block: Block) -> None:
    """'Nhóm: Rất tốt, Tốt, Khá' beside units that stand once each says how they did, not which part a figure is of."""
    units = block.of("unit")
    if not units or block.of("indicator", "indicator_code") or units[-1].profile.distinct < units[-1].profile.filled:
        return
    for column in block.of("breakdown"):
        if column.how == BY_HEADER and all(RATING.fullmatch(words.folded(text)) for text in column.profile.texts):
            column.role, column.how = "ignore", RATED


def _days(block: Block) -> None:
    """A column of days is the period of its lines where nothing else is, unless figures only run up to it."""
    day = block.one("as_of")
    if day and day.how != BY_CHOICE and not block.of("period", "year", "half", "quarter", "month", "from", "to"):
        if words.folded(day.header.text) in ("", "ngay", "date", "thoi diem"):
            day.role = "period"


def _one_name(cells: Cells, block: Block) -> None:
    """Of the columns that name the same units keep the Vietnamese one; the others are checked against it."""
    named = name_columns(block.columns)
    left = list(named)
    while left:
        column = left.pop(0)
        same = [column, *(other for other in left if _twins(cells, column, other))]
        left = [other for other in left if other not in same]
        chosen = [other for other in same if other.how == BY_CHOICE and other.role == "unit"]
        best = chosen[0] if chosen else max(same, key=_vietnamese)
        for other in same:
            if other is not best and other.how != BY_CHOICE:
                other.role, other.how = "name_other", NO_NAME
                other.level = best.level
        best.role = "unit"
        best.level = best.level or best.profile.level
    _levels(block)


def _twins(cells: Cells, column: Column, other: Column) -> bool:
    if column.level not in ("", "any") and other.level not in ("", "any") and column.level != other.level:
        return False
    return relation(cells, column, other) == SAME


def _vietnamese(column: Column) -> tuple[float, bool, float]:
    return round(column.profile.accented(), 1), column.role == "unit", column.profile.named()


def _levels(block: Block) -> None:
    """Two columns of the same level cannot both be: the one with fewer different names is the higher."""
    units = sorted(block.of("unit"), key=lambda column: column.profile.distinct)
    order = ["province", "district", "commune"]
    taken: set[str] = set()
    for column in units:
        if column.level in taken and column.how != BY_CHOICE:
            free = [level for level in order if level not in taken and column.profile.named(level) >= 0.5]
            column.level = free[0] if free else "any"
        taken.add(column.level)
    if taken == {"province", "commune", "any"}:
        for column in units:
            between = (
                column.level == "any" and column.how != BY_CHOICE and column.profile.named("district") >= ENOUGH_BETWEEN
            )
            column.level = "district" if between else column.level


def _across(block: Block) -> None:
    """Units that stand across the top."""
    measures = block.of("measure", "value")
    texts = [_unit_part(column.header) for column in measures]
    known = [bool(text) for text in texts]
    units = [column for column in measures if not _summary(column.header)]
    mistyped = sum(known) >= FEWEST_ACROSS and sum(known) > SOME_NAMES * len(units) and _only_names(units, block)
    if sum(known) >= 2 and sum(known) >= ENOUGH * len(units) or mistyped:
        block.across = True
        for column, text in zip(measures, texts, strict=True):
            column.unit_text = text
            if not text and _summary(column.header):
                column.role, column.how = "ignore", "cột tổng hoặc vùng"
            elif not text:
                column.unit_text = column.header.own or column.header.text


def _only_names(columns: list[Column], block: Block) -> bool:
    """Whether no header is an indicator's or holds a period, and words down the side say what the figures are."""
    return bool(block.of("indicator")) and not any(
        names_indicator(column.header) or any(map(str.isdigit, column.header.own)) for column in columns
    )


def _unit_part(header: Header) -> str:
    found = [part for part in header.parts if levels(bare(part)) and not words.is_summary(part)]
    return found[-1] if found else ""


def _summary(header: Header) -> bool:
    return any(words.is_summary(part) or words.region(part) for part in header.parts)


def _labels(block: Block) -> None:
    """Words of which a column alone does not tell what they are."""
    untold = [column for column in block.columns if not column.role]
    if not block.of("unit", "unit_code") and not block.across:
        _mistyped_names(untold)
        untold = [column for column in untold if not column.role]
    if not block.of("unit", "unit_code") and not block.of("indicator", "indicator_code") and untold:
        best = max(untold, key=lambda column: (column.profile.indicators(), column.profile.distinct))
        best.role, best.how = "indicator", BY_CONTENT
    for column in untold:
        if not column.role and column.profile.indicators() >= 0.5:
            column.role, column.how = "indicator", BY_CONTENT
        elif not column.role:
            column.role, column.how = "ignore", UNKNOWN


def _mistyped_names(untold: list[Column]) -> None:
    """Words without a header of which some are units' names, or begin as they do, are all meant as such."""
    for column in untold:
        held = column.profile
        found = held.looks_named()
        some = found >= SOME_NAMES or found >= FEW_NAMES and found * held.distinct >= 2
        if held.distinct > 1 and not held.indicators() and some:
            column.role, column.level, column.how = "unit", "any", BY_CONTENT
            return


def _values(block: Block) -> None:
    """A column 'Giá trị' holds the figures of the rows' indicators; beside others like it, each is its own measure."""
    values, measures = block.of("value"), block.of("measure")
    by_row = block.of("indicator", "indicator_code")
    if not by_row or len(values) > 1:
        for column in values:
            column.role = "measure"
    elif not values and len(measures) == 1 and not measures[0].choice:
        measures[0].role = "value"
    parts = block.of("numerator", "denominator")
    if parts and not block.of("value"):
        for column in parts:
            column.role = "measure"
