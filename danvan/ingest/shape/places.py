"""The words that name the unit of every line of a block, and which lines name none: totals, regions, notes, groups.

Owns merged and omitted names, list numbers before names, headings in one column. Which unit the words mean is decided
in naming, on the day that geography chooses.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import numpy as np

from danvan.ingest.shape import namesakes, nesting, words
from danvan.ingest.shape.cells import BLANK, Cells
from danvan.ingest.shape.layers import UNIT, Layer, combine, layer_of
from danvan.ingest.shape.layout import Block
from danvan.ingest.shape.names import levels
from danvan.ingest.shape.naming import Named
from danvan.ingest.shape.roles import BY_CHOICE, Column

NONE, NOTE, REGION = "none", "note", "region"
SLID = "slid"
"""A line with a figure in the place of its name."""

SUM_ROLES = ("ordinal", "unit_code", "unit_kind", "period", "year", "half", "quarter", "month", "from", "to", "ignore")
SUMS = (words.TOTAL, words.NATION, words.EXTREME, words.MEAN)
LEVEL_ORDER = ("province", "district", "commune", "any", "")
SELDOM_ONCE = 0.8


@dataclass(eq=False)
class Places:
    """combo: per line the index into `named`, -1 without a name. kind: per line '' for a unit, else what it is:
    total, nation, extreme, mean (see words), region, note or none (no name at all).

    filled: lines whose name was taken from the line above.
    """

    combo: np.ndarray
    named: list[Named]
    kind: np.ndarray
    text: np.ndarray
    filled: int = 0
    nested: bool = False
    names: list[np.ndarray] = field(default_factory=list)


def places_of(cells: Cells, block: Block, day: date, context: str) -> Places:
    """The names of a block's lines; `day` and `context` (a unit_id or '') matter only for headings in one column."""
    units = _whole_first([column for column in block.of("unit") if column.profile.filled] or block.of("unit"))
    if block.across or not (units or block.of("unit_code")):
        size = len(block.rows)
        return Places(
            np.zeros(size, dtype=np.int32), [Named()], np.full(size, "", dtype=object), np.full(size, "", dtype=object)
        )
    layers = [layer_of(cells, block, column) for column in units]
    summed = _summed_elsewhere(cells, block, layers)
    filled = _fill_down(cells, block, units, layers, summed != "")
    kind, deepest = _kinds(layers, block)
    kind[summed != ""] = [words.is_summary(text) for text in summed[summed != ""]]
    deepest = np.where(summed != "", summed, deepest)
    alone = len(units) == 1
    about = namesakes.around(layers[0].texts, day, context) if alone else namesakes.Around(context)
    if alone and units[0].how != BY_CHOICE and about.above(units[0].level):
        units[0].level = "any"  # the parts of a province are no provinces, whatever stands above them
    places = _nested(layers[0], kind, day, about) if alone and _may_nest(block, units, layers) else None
    combo, named = combine(cells, block, units, layers, kind, places)
    if places is None and alone and units[0].level in ("any", ""):
        named = namesakes.settled(named, day, about)
    elif len(units) > 1:
        named = namesakes.of_wholes(named, day)
    return Places(combo, named, kind, deepest, filled, places is not None)


def _whole_first(units: list[Column]) -> list[Column]:
    """The name columns from the whole to its parts; one of no certain level where the others leave it."""
    known = {column.level for column in units}
    free = 2 if {"province", "district"} <= known else -1 if {"district", "commune"} <= known else 1
    places = {"province": 0, "district": 1, "commune": 2}
    return sorted(units, key=lambda column: (places.get(column.level, free), column.profile.distinct, column.index))


def _summed_elsewhere(cells: Cells, block: Block, layers: list[Layer]) -> np.ndarray:
    """Per line without a name the word of a sum that stands in its place for a period or a number: 'Tổng'; else ''."""
    found = np.full(len(block.rows), "", dtype=object)
    codes = [column.index for column in block.of("unit_code")]
    nameless = (
        np.all([layer.codes == 0 for layer in layers], axis=0)
        if layers
        else (cells.kinds[np.ix_(block.rows, codes)] == BLANK).all(axis=1)
    )
    for column in block.of(*SUM_ROLES) if nameless.any() else ():
        codes, texts = cells.lines(block.rows, column.index)
        sums = np.array([text if words.is_summary(text) in SUMS else "" for text in texts], dtype=object)[codes]
        found = np.where(nameless & (found == ""), sums, found)
    return found


def _fill_down(cells: Cells, block: Block, units: list[Column], layers: list[Layer], summed: np.ndarray) -> int:
    """Names that stand once for several lines: a merged cell's, a whole's above its parts, a unit's over its figures.

    summed: lines that add up others and so are no line of the name above.
    """
    filled = 0
    keys = block.of("period", "year", "half", "quarter", "month", "indicator", "indicator_code", "breakdown")
    below = np.zeros(len(block.rows), dtype=bool)
    for column, layer in zip(reversed(units), reversed(layers), strict=True):
        blank = layer.codes == 0
        merged = _merged(cells, block.rows, column.index)
        wanted = below.copy()
        if column is units[-1] and keys:
            wanted |= np.any([cells.kinds[block.rows, key.index] != BLANK for key in keys], axis=0)
        take = blank & (wanted | merged)
        source = np.maximum.accumulate(np.where(~blank, np.arange(len(blank)), -1))
        take &= (source >= 0) & ~summed
        layer.codes[take] = layer.codes[source[take]]
        filled += int(np.count_nonzero(take))
        below |= layer.codes != 0
    return filled


def _merged(cells: Cells, rows: np.ndarray, c: int) -> np.ndarray:
    """Lines that a merged cell of this column covers below its first line."""
    covered = np.zeros(cells.height, dtype=bool)
    for top, left, bottom, right in cells.grid.merged:
        if left <= c <= right and bottom > top:
            covered[top + 1 : bottom + 1] = True
    return covered[rows]


def _kinds(layers: list[Layer], block: Block) -> tuple[np.ndarray, np.ndarray]:
    """(what each line is, its deepest name)."""
    size = len(block.rows)
    if not layers:
        return np.full(size, UNIT, dtype=object), np.full(size, "", dtype=object)
    kind = np.full(size, NONE, dtype=object)
    text = np.full(size, "", dtype=object)
    for layer in layers:
        known = np.array([kind_of(name) for name in layer.texts], dtype=object)
        here = layer.codes != 0
        kind[here] = known[layer.codes[here]]
        text[here] = np.array(layer.texts, dtype=object)[layer.codes[here]]
    return kind, text


@lru_cache(maxsize=100_000)
def kind_of(name: str) -> str:
    """What a line with that name is."""
    summary = words.is_summary(name)
    if summary:
        return summary
    if words.region(name) and not _also_unit(name):
        return REGION
    if words.is_note(name) and not levels(name):
        return NOTE
    return UNIT


def _also_unit(name: str) -> bool:
    """Whether a region's name is a unit's as well ('Đông Bắc' is a commune): only with its kind before it."""
    return bool(re.match(r"(?i)(xã|phường|thị trấn|huyện|quận|xa|phuong|thi tran|huyen|quan)\s", name))


def _may_nest(block: Block, units: list[Column], layers: list[Layer]) -> bool:
    """Whether one column may hold headings: it is of no level, or holds names that can only be of a level above."""
    if len(units) != 1 or len(layers[0].codes) > nesting.MOST_LINES:
        return False
    if block.of("period", "year", "half", "quarter", "month") and _repeats(layers[0]):
        return False  # one line a unit and period: the second 'Lào Cai' is the first one's later figure, not its town
    if units[0].level in ("any", "") or units[0].how == BY_CHOICE:
        return units[0].level in ("any", "")
    above = set(LEVEL_ORDER[: LEVEL_ORDER.index(units[0].level)])
    return any((found := levels(text)) and found <= above for text in layers[0].texts if kind_of(text) == UNIT)


def _repeats(layer: Layer) -> bool:
    """Whether names come again and again, as they do where every line has a period of its own."""
    lines = np.count_nonzero(layer.codes)
    return lines > 0 and len(np.unique(layer.codes[layer.codes > 0])) <= SELDOM_ONCE * lines


def _nested(layer: Layer, kind: np.ndarray, day: date, about: namesakes.Around) -> list[nesting.Place] | None:
    """The place of every line under headings; None when the column has none."""
    lines = [layer.texts[code] if what == UNIT else "" for code, what in zip(layer.codes, kind, strict=True)]
    found = nesting.nest(lines, day, about)
    return found if any(place.parent or place.doubtful for place in found) else None
