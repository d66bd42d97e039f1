"""The words that name the unit of every line of a block, and which lines name none: totals, regions, notes, groups.

Owns merged and omitted names, list numbers before names, headings in one column. Which unit the words mean is decided
in naming, on the day that geography chooses.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pandas as pd

from danvan.ingest.shape import nesting, words
from danvan.ingest.shape.cells import BLANK, MARK, Cells, compact, tidy
from danvan.ingest.shape.layout import Block
from danvan.ingest.shape.names import ORDINAL_LEAD, bare, candidates, levels, without_ordinal
from danvan.ingest.shape.naming import Named
from danvan.ingest.shape.roles import BY_CHOICE, Column

UNIT, NONE, NOTE, REGION = "", "none", "note", "region"
LEVEL_ORDER = ("province", "district", "commune", "any", "")
MOSTLY = 0.5
NUMBER_LEAD = re.compile(r"^\(?(\d{1,3})\s*[.)/\-:]+\s*(?=\D)")


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
    units = sorted(block.of("unit"), key=lambda column: LEVEL_ORDER.index(column.level))
    if block.across or not (units or block.of("unit_code")):
        size = len(block.rows)
        return Places(
            np.zeros(size, dtype=np.int32), [Named()], np.full(size, "", dtype=object), np.full(size, "", dtype=object)
        )
    layers = [_layer(cells, block, column) for column in units]
    filled = _fill_down(cells, block, units, layers)
    kind, deepest = _kinds(layers, block)
    places = _nested(layers[0], kind, day, context) if _may_nest(units, layers) else None
    combo, named = _combine(cells, block, units, layers, kind, places)
    if places is None and len(units) == 1 and units[0].level in ("any", "") and not context:
        named = _unlike_the_rest(named, day)
    return Places(combo, named, kind, deepest, filled, places is not None)


@dataclass(eq=False)
class _Layer:
    """One name column over the lines of a block: codes into texts; 0 is ''."""

    codes: np.ndarray
    texts: list[str]


def _layer(cells: Cells, block: Block, column: Column, clean: Callable[[str], str] = bare) -> _Layer:
    codes, texts = cells.column(column.index)
    codes = codes[block.rows].copy()
    blank = np.isin(cells.kinds[block.rows, column.index], (BLANK, MARK))
    used, inverse = compact(codes, len(texts))
    said = [clean(tidy(texts[code])) for code in used]
    if clean is bare:
        said = _without_numbers(said, inverse)
    known: dict[str, int] = {"": 0}
    places = np.array([known.setdefault(text, len(known)) for text in said], dtype=np.int64)
    made = places[inverse]
    made[blank] = 0
    return _Layer(made, list(known))


def _without_numbers(said: list[str], order: np.ndarray) -> list[str]:
    """Names without list numbers, where the numbers in front of them count the lines and are no codes."""
    first = np.full(len(said), len(order))
    np.minimum.at(first, order, np.arange(len(order)))
    numbers = [int(hit[1]) for i in np.argsort(first) if (hit := NUMBER_LEAD.match(said[i]))]
    steps = [after - before == 1 or after == 1 for before, after in zip(numbers, numbers[1:], strict=False)]
    counting = bool(numbers) and numbers[0] == 1 and (sum(steps) >= 0.8 * len(steps))
    made = []
    for text in said:
        numbered = NUMBER_LEAD.match(text)
        strip = (
            counting
            if numbered
            else bool(ORDINAL_LEAD.match(text))
            and (
                bool(candidates(without_ordinal(text)))
                or bool(words.region(without_ordinal(text)))
                or not candidates(text)
            )
        )
        made.append(bare(without_ordinal(text)) if strip else text)
    return made


def _fill_down(cells: Cells, block: Block, units: list[Column], layers: list[_Layer]) -> int:
    """Names that stand once for several lines: a merged cell's, a whole's above its parts, a unit's over its figures."""
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
        take &= source >= 0
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


def _kinds(layers: list[_Layer], block: Block) -> tuple[np.ndarray, np.ndarray]:
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


def _unlike_the_rest(named: list[Named], day: date) -> list[Named]:
    """Among names that mostly are of no province, 'Hà Giang' is more likely the town: asked, not taken for the province."""
    bare_names = [one for one in named if one.texts and not one.kind and not one.code]
    known = [levels(one.text) for one in bare_names]
    provinces = sum("province" in found for found in known)
    if not known or provinces >= MOSTLY * len(known):
        return named
    twins = {one for one, found in zip(bare_names, known, strict=True) if "province" in found and len(found) > 1}
    return [replace(one, doubtful=_standing(one.text, day)) if one in twins else one for one in named]


def _standing(text: str, day: date) -> tuple[str, ...]:
    """The provinces and districts of that name on a day, when a name has no kind before it that tells them apart."""
    found = [unit for unit in candidates(text) if unit.level in ("province", "district") and unit.stands_on(day)]
    return tuple(unit.unit_id for unit in found) if len({unit.level for unit in found}) > 1 else ()


def _may_nest(units: list[Column], layers: list[_Layer]) -> bool:
    """Whether one column may hold headings: it is of no level, or holds names of units that can only be above its own."""
    if len(units) != 1 or len(layers[0].codes) > nesting.MOST_LINES:
        return False
    if units[0].level in ("any", "") or units[0].how == BY_CHOICE:
        return units[0].level in ("any", "")
    above = set(LEVEL_ORDER[: LEVEL_ORDER.index(units[0].level)])
    return any((found := levels(text)) and found <= above for text in layers[0].texts if kind_of(text) == UNIT)


def _nested(layer: _Layer, kind: np.ndarray, day: date, context: str) -> list[nesting.Place] | None:
    """The place of every line under headings; None when the column has none."""
    lines = [layer.texts[code] if what == UNIT else "" for code, what in zip(layer.codes, kind, strict=True)]
    found = nesting.nest(lines, day, context)
    return found if any(place.parent or place.doubtful for place in found) else None


def _combine(
    cells: Cells,
    block: Block,
    units: list[Column],
    layers: list[_Layer],
    kind: np.ndarray,
    places: list[nesting.Place] | None,
) -> tuple[np.ndarray, list[Named]]:
    """(index of every line's words, the distinct words)."""
    others = [column for column in block.of("name_other")]
    kinds, codes = block.of("unit_kind"), block.of("unit_code")
    more = [_layer(cells, block, column, tidy) for column in (*others, *kinds, *codes)]
    parts = [layer.codes for layer in (*layers, *more)]
    table: list[nesting.Place] = []
    if places is not None:
        known: dict[nesting.Place, int] = {}
        parts.append(np.array([known.setdefault(place, len(known)) for place in places], dtype=np.int64))
        table = list(known)
    keys = _mixed(parts)
    combo, first = _factorized(keys)
    combo = np.where(kind == UNIT, combo, -1).astype(np.int32)
    named = []
    for row in first:
        place = table[parts[-1][row]] if table else nesting.Place()
        said = [layer.texts[layer.codes[row]] for layer in (*layers, *more)]
        named.append(_named(units, others, kinds, codes, said, place))
    return combo, named


def _named(
    units: list[Column],
    others: list[Column],
    kinds: list[Column],
    codes: list[Column],
    said: list[str],
    place: nesting.Place,
) -> Named:
    texts = [(place.level or column.level, text) for column, text in zip(units, said, strict=False) if text]
    rest = said[len(units) :]
    other = [(column.level, text) for column, text in zip(others, rest, strict=False) if text]
    rest = rest[len(others) :]
    kind = next((text for text in rest[: len(kinds)] if text), "") if texts else ""
    coded = list(zip(codes, rest[len(kinds) :], strict=True))
    own = texts[-1][0] if texts else ""
    best = next(((c, t) for c, t in coded if t and c.level == own), None) or next(
        ((c, t) for c, t in reversed(coded) if t), None
    )
    code, level = (best[1], best[0].level) if best else ("", "")
    return Named(tuple(texts), kind, code, level, tuple(other), place.parent, place.doubtful)


def _mixed(parts: list[np.ndarray]) -> np.ndarray:
    """One number for every combination of codes."""
    keys = parts[0].astype(np.int64)
    for part in parts[1:]:
        keys = keys * (int(part.max(initial=0)) + 1) + part
        if int(keys.max(initial=0)) > 2**40:
            keys = pd.factorize(keys)[0].astype(np.int64)
    return keys


def _factorized(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(index of every key among the distinct ones, first row of each)."""
    codes, distinct = pd.factorize(keys)
    first = np.zeros(len(distinct), dtype=int)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    return codes, first
