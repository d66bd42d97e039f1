"""Columns of written figures → numbers, read one way for the whole column.

Owns the decision between '1.234' = 1234 and '1.234' = 1,234: it is taken from all cells of a column, and where
they do not tell, the column says so (`ambiguous`) beside the likelier reading. Numbers that Excel itself holds
are never read anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from danvan.ingest.choices import ZERO
from danvan.ingest.grid import DATE, ERROR, NUMBER, TEXT
from danvan.ingest.shape.distinct import OPEN, Distinct, Fault, other, take_apart
from danvan.ingest.shape.number_form import COMMA, DOT
from danvan.ingest.shape.number_words import DASH, KNOWN, MISSING

__all__ = ["BY_CHOICE", "Decision", "Fault", "Numbers", "decide", "read_coded", "read_numbers"]

ENOUGH = 20
"""So many figures that all look like '5.338' are no chance: counts would have some below a thousand."""

SMALL_SHARE = 0.05
"""So many whole figures below a thousand beside '1.234' speak for counts: a score is seldom a whole number."""

BY_CHOICE, BY_CELLS, BY_COLUMNS, BY_COUNTS = "choice", "cells", "columns", "counts"
BY_LIKELINESS, BY_DELIMITER, BY_CUSTOM, DISAGREE = "likeliness", "delimiter", "custom", "columns_disagree"


@dataclass(frozen=True, eq=False)
class Numbers:
    """One column read. Arrays are as long as the column; value, numerator, denominator are NaN where there is none.

    state: known, provisional, expected, missing, not_applicable, held_no_count; a dash is as it was answered.
    bad: not a figure (why: `faults`, by text). odd: written with the other decimal sign than the column.
    open_: cells that read both ways. ambiguous: there are such cells, and nothing in the column decides.
    decimal: the sign the column was read with ('' when no cell needs one); how: what speaks for it.
    units: text behind the figures ('%', 'cuộc', '' none) → number of cells. A fraction '356/382' has no value.
    """

    value: np.ndarray
    numerator: np.ndarray
    denominator: np.ndarray
    state: np.ndarray
    qualifier: np.ndarray
    bad: np.ndarray
    dash: np.ndarray
    odd: np.ndarray
    open_: np.ndarray
    decimal: str = ""
    how: str = ""
    ambiguous: bool = False
    sample: str = ""
    readings: tuple[float, float] | None = None
    units: dict[str, int] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)

    @property
    def percent(self) -> bool:
        """Whether every figure is written with a percent sign."""
        return set(self.units) == {"%"}

    @property
    def figures(self) -> int:
        """How many cells hold a figure."""
        return int(np.count_nonzero(~np.isnan(self.value) | ~np.isnan(self.numerator)))


@dataclass(frozen=True)
class Decision:
    """The decimal sign for the columns of a table that do not tell, and what speaks for it."""

    decimal: str
    how: str


def read_numbers(
    texts: pd.Series,
    kinds: np.ndarray | None = None,
    decimal: str | None = "",
    *,
    dash: str = "",
    delimiter: str = "",
    whole: bool | None = None,
) -> Numbers:
    """Read a column of cells. kinds: as in Grid. decimal: ',' or '.', decides where given.

    whole: True when the figures are counts ('1.234' is then 1234), False when they are rates or scores.
    """
    codes, found = pd.factorize(texts.to_numpy(dtype=object), use_na_sentinel=False)
    return read_coded(codes, found, kinds, decimal, dash=dash, delimiter=delimiter, whole=whole)


def read_coded(
    codes: np.ndarray,
    found: np.ndarray,
    kinds: np.ndarray | None = None,
    decimal: str | None = "",
    *,
    dash: str = "",
    delimiter: str = "",
    whole: bool | None = None,
) -> Numbers:
    """The same for a column that is known as codes into its distinct texts."""
    cells = np.zeros(len(codes), dtype=np.uint8) if kinds is None else np.asarray(kinds)
    written = cells == TEXT
    distinct = take_apart(found, np.bincount(codes[written], minlength=len(found)))
    sign, how, ambiguous = _decided(distinct, decimal or "", delimiter, whole)
    bad = np.where(written, distinct.bad[codes], cells != NUMBER)
    value = np.where(written, distinct.values(sign)[codes], _held(found, codes, cells))
    dashes = (distinct.state == DASH)[codes] & written
    state = np.where(written, distinct.state[codes], KNOWN).astype(object)
    if dash == ZERO:
        value = np.where(dashes, 0.0, value)
    top, below = (np.where(written, part[codes], np.nan) for part in distinct.fractions(sign))
    open_ = distinct.open_[codes] & written
    sample = str(found[codes[open_][0]]) if open_.any() else ""
    return Numbers(
        value=np.where(bad, np.nan, value),
        numerator=top,
        denominator=below,
        state=np.where(bad, MISSING, np.where(dashes, KNOWN if dash == ZERO else MISSING, state)),
        qualifier=np.where(written, distinct.qualifier[codes], ""),
        bad=bad,
        dash=dashes,
        odd=distinct.odd(sign)[codes] & written,
        open_=open_,
        decimal=sign,
        how=how,
        ambiguous=ambiguous,
        sample=sample,
        readings=distinct.readings(sample),
        units=_units(distinct, found, codes, cells),
        faults=distinct.faults | _foreign(found, codes, cells, bad & ~written),
    )


def decide(columns: Sequence[Numbers], delimiter: str = "") -> Decision:
    """The decimal sign for a table's ambiguous columns: that of the other columns, else the likeliest."""
    sure = [column.decimal for column in columns if column.decimal and not column.ambiguous]
    if sure:
        comma = sure.count(COMMA)
        most = COMMA if 2 * comma >= len(sure) else DOT
        return Decision(most, BY_COLUMNS if comma in (0, len(sure)) else DISAGREE)
    for how in (BY_CELLS, BY_COUNTS, BY_LIKELINESS):
        told = {column.decimal for column in columns if column.how == how}
        if len(told) == 1:
            return Decision(told.pop(), how)
    return Decision(*_by_custom(delimiter))


def _by_custom(delimiter: str) -> tuple[str, str]:
    """A program that writes ';' between cells keeps ',' for decimals; one that writes ',' has the dot."""
    if delimiter in (";", ","):
        return (COMMA if delimiter == ";" else DOT), BY_DELIMITER
    return COMMA, BY_CUSTOM


def _decided(found: Distinct, given: str, delimiter: str, whole: bool | None) -> tuple[str, str, bool]:
    """(decimal sign, what speaks for it, whether open cells remain that nothing decides)."""
    if given:
        return given, BY_CHOICE, False
    told = {sign: found.count(sign) for sign in (COMMA, DOT)}
    signs = [sign for sign in (COMMA, DOT) if found.count(OPEN[sign])]
    if len(signs) == 1 and whole and not told[signs[0]]:
        return other(signs[0]), BY_COUNTS, False
    if any(told.values()):
        sign = COMMA if told[COMMA] >= told[DOT] else DOT
        doubtful = all(told.values()) or whole or (sign in signs and found.grouped and 3 not in found.places(sign))
        return sign, BY_CELLS, bool(signs) and bool(doubtful)
    if not signs:
        return "", "", False
    if len(signs) == 1:
        likely = _likelier(found, signs[0], whole)
        if likely:
            return *likely, True
    return *_by_custom(delimiter), True


def _likelier(found: Distinct, sign: str, whole: bool | None) -> tuple[str, str] | None:
    """What a column in which every sign is followed by three digits most likely means, if anything speaks."""
    count = found.count(OPEN[sign])
    if found.small_wholes > SMALL_SHARE * count:
        return other(sign), BY_COUNTS
    if whole is False or (count >= ENOUGH and found.one_digit_leads and not found.small_wholes):
        return sign, BY_LIKELINESS
    return None


def _held(found: np.ndarray, codes: np.ndarray, cells: np.ndarray) -> np.ndarray:
    """The numbers that Excel holds, exactly; NaN elsewhere."""
    values = np.full(len(found), np.nan)
    used = np.unique(codes[cells == NUMBER])
    values[used] = np.asarray([found[i].removesuffix("%") or "nan" for i in used], dtype=object).astype(float)
    return np.where(cells == NUMBER, values[codes], np.nan)


def _units(distinct: Distinct, found: np.ndarray, codes: np.ndarray, cells: np.ndarray) -> dict[str, int]:
    """What stands behind the figures, those that Excel shows as percentages with the others."""
    said = distinct.units()
    held = np.bincount(codes[cells == NUMBER], minlength=len(found))
    for i in np.flatnonzero(held):
        sign = "%" if found[i].endswith("%") else ""
        if sign or said:
            said[sign] = said.get(sign, 0) + int(held[i])
    return said


def _foreign(found: np.ndarray, codes: np.ndarray, cells: np.ndarray, bad: np.ndarray) -> dict[str, Fault]:
    """Cells that Excel holds as dates, yes-no values or errors."""
    named = {DATE: "shape_number_is_date", ERROR: "shape_number_error"}
    pairs = sorted({(int(code), int(kind)) for code, kind in zip(codes[bad], cells[bad], strict=True)})
    return {str(found[code]): Fault(named.get(kind, "shape_not_a_number")) for code, kind in pairs}
