"""The columns that name units as codes into texts, and the distinct words of all lines together.

Owns list numbers before names, and the collecting of name, kind, code and other-language name into one value.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from danvan.ingest.shape import nesting, words
from danvan.ingest.shape.cells import BLANK, MARK, Cells, compact, distinct_rows, tidy
from danvan.ingest.shape.layout import Block
from danvan.ingest.shape.names import ORDINAL_LEAD, bare, candidates, without_ordinal
from danvan.ingest.shape.naming import Named
from danvan.ingest.shape.roles import Column

UNIT = ""
"""What a line of a unit is; every other kind has a name."""

NUMBER_LEAD = re.compile(r"^\(?(\d{1,3})\s*[.)/\-:]+\s*(?=\D)")


@dataclass(eq=False)
class Layer:
    """One name column over the lines of a block: codes into texts; 0 is ''."""

    codes: np.ndarray
    texts: list[str]


def layer_of(cells: Cells, block: Block, column: Column, clean: Callable[[str], str] = bare) -> Layer:
    """A column over the lines of a block; `clean` makes a name of a text."""
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
    return Layer(made, list(known))


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


def combine(
    cells: Cells,
    block: Block,
    units: list[Column],
    layers: list[Layer],
    kind: np.ndarray,
    places: list[nesting.Place] | None,
) -> tuple[np.ndarray, list[Named]]:
    """(index of every line's words, the distinct words)."""
    others = [column for column in block.of("name_other")]
    kinds, codes = block.of("unit_kind"), block.of("unit_code")
    more = [layer_of(cells, block, column, tidy) for column in (*others, *kinds, *codes)]
    parts = [layer.codes for layer in (*layers, *more)]
    table: list[nesting.Place] = []
    if places is not None:
        known: dict[nesting.Place, int] = {}
        parts.append(np.array([known.setdefault(place, len(known)) for place in places], dtype=np.int64))
        table = list(known)
    combo, first = distinct_rows(parts)
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
    loose = len(texts) > 1 and not all(column.told for column, text in zip(units, said, strict=False) if text)
    return Named(tuple(texts), kind, code, level, tuple(other), place.parent, place.doubtful, loose)
