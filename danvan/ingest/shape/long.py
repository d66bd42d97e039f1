"""The melt: every cell of a block that holds a figure becomes one row, with its unit, measure, period and states.

Owns the columns of `Shaped.rows`, built from codes without a loop over rows. It decides nothing: what a line and a
column mean has been settled before.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from danvan.ingest.shape.understood import ROWS, no_rows
from danvan.periods import Period

FEW = 10_000
"""So many figures are put in order array by array: quicker than the making of a second frame."""

NO_DAY = np.datetime64("NaT", "s")


class Names:
    """Texts by number, each once; 0 is ''."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {"": 0}

    def __call__(self, text: str) -> int:
        return self._known.setdefault(text, len(self._known))

    def all_of(self, texts: np.ndarray) -> np.ndarray:
        """The numbers of many texts."""
        if len(texts) and isinstance(texts[0], str) and bool((texts == texts[0]).all()):
            return np.full(len(texts), self(texts[0]), dtype=np.int32)
        codes, distinct = pd.factorize(texts, use_na_sentinel=False)
        return np.array([self(str(text)) for text in distinct], dtype=np.int32)[codes]

    def column(self, codes: np.ndarray) -> pd.Categorical:
        """The texts again."""
        return pd.Categorical.from_codes(codes, pd.Index(list(self._known), dtype=object))


@dataclass(eq=False)
class Piece:
    """The figures of one column of a block; arrays of one length, texts as numbers of `Names`."""

    row: np.ndarray
    column: int
    period: np.ndarray
    values: dict[str, np.ndarray]
    names: dict[str, np.ndarray]
    raw: pd.Series
    ok: np.ndarray
    as_of: np.ndarray | None = None
    cumulative: np.ndarray | None = None


@dataclass(eq=False)
class Long:
    """The figures of a sheet, piece by piece."""

    names: dict[str, Names] = field(default_factory=lambda: {name: Names() for name in TEXTS})
    pieces: list[Piece] = field(default_factory=list)
    periods: dict[Period, int] = field(default_factory=dict)

    def period(self, known: Sequence[Period]) -> np.ndarray:
        """The numbers of periods in this sheet; the last one stands for none."""
        return np.array([*(self.periods.setdefault(period, len(self.periods)) for period in known), -1], dtype=np.int32)

    def frame(self) -> pd.DataFrame:
        """All figures, in the order of the sheet's rows."""
        if not self.pieces:
            return no_rows()
        sizes = [len(piece.row) for piece in self.pieces]
        row = np.concatenate([piece.row for piece in self.pieces]).astype(np.int32)
        column = np.repeat([piece.column for piece in self.pieces], sizes).astype(np.int32)
        few = len(row) <= FEW
        order = np.lexsort((column, row)) if few and len(self.pieces) > 1 else slice(None)
        row, column = row[order], column[order]
        period = np.concatenate([piece.period for piece in self.pieces])[order]
        found: dict[str, object] = {"row": row, "column": column, **self._days(period, order)}
        for name in TEXTS:
            found[name] = self.names[name].column(np.concatenate([piece.names[name] for piece in self.pieces])[order])
        for name in VALUES:
            found[name] = np.concatenate([piece.values[name] for piece in self.pieces])[order]
        found["as_of"] = np.concatenate([_or(piece.as_of, len(piece.row), NO_DAY) for piece in self.pieces])[order]
        found["ok"] = np.concatenate([piece.ok for piece in self.pieces])[order]
        raw = pd.concat([piece.raw for piece in self.pieces], ignore_index=True)
        found["raw"] = raw if isinstance(order, slice) else raw.take(order).reset_index(drop=True)
        made = pd.DataFrame({name: found[name] for name in ROWS}, copy=False)
        if len(self.pieces) > 1 and not few:
            made = made.iloc[np.lexsort((column, row))].reset_index(drop=True)
        return made

    def _days(self, period: np.ndarray, order: np.ndarray | slice) -> dict[str, np.ndarray]:
        starts = np.array([*(p.start for p in self.periods), None], dtype="datetime64[s]")
        ends = np.array([*(p.end for p in self.periods), None], dtype="datetime64[s]")
        running = np.concatenate([_or(piece.cumulative, len(piece.row), False) for piece in self.pieces])[order]
        spans = running & (starts[period] != ends[period])
        return {
            "period_start": starts[period],
            "period_end": ends[period],
            "cumulative_from": np.where(spans, starts[period], NO_DAY),
        }


TEXTS = ("measure", "indicator", "breakdown", "unit_text", "unit_id", "qualifier", "state", "source", "place", "note")
VALUES = ("value", "numerator", "denominator")


def _or(array: np.ndarray | None, size: int, default: object) -> np.ndarray:
    return np.full(size, default) if array is None else array
