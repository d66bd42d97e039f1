"""A grid seen column by column: the distinct texts of each, and what kind of thing every cell holds.

Owns the first look at a cell (nothing, words, a number, a year, a mark such as '…', a day). It decides nothing about
tables; what a number is worth is read by values.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from danvan.ingest.grid import DATE, Grid
from danvan.ingest.shape.number_text import DATE as DAY_TEXT
from danvan.ingest.shape.number_text import read_text
from danvan.ingest.shape.number_words import STATES
from danvan.ingest.shape.when import read_period
from danvan.ingest.shape.words import is_unit_text
from danvan.units.fold import INVISIBLE

BLANK, WORDS, NUM, YEAR, MARK, DAY = range(6)
"""Kinds of cells. NUM: a number or a fraction, with a unit of measure or without ('2018 Dân số' and 'Sơ bộ 2018' are
words); YEAR: a whole number from 1945 to 2100; MARK: '-', '…', 'chưa có'."""

PLAIN_NUMBER = r"[+\-\u2212]?\d[\d.,]*%?"
MACHINE_NUMBER = re.compile(r"[ \t]*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?[ \t]*", re.ASCII)
YEAR_TEXT = re.compile(r"19[4-9]\d|20\d\d|2100")
STATE_WORDS = frozenset(word for words in STATES.values() for word in words)
YEAR_INSIDE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
LONGEST_FIGURE = 48
FEW = 2_000


@lru_cache(maxsize=200_000)
def tidy(text: str) -> str:
    """A cell's words: composed letters, single spaces, nothing invisible, no blanks around."""
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


class Cells:
    """The cells of a grid. `kinds`: uint8, shape (rows, columns), one of the kinds above."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.height, self.width = grid.shape
        self._columns: dict[int, tuple[np.ndarray, np.ndarray]] = {}

    def column(self, c: int) -> tuple[np.ndarray, np.ndarray]:
        """(code of every row, distinct texts as sent); texts[codes] is the column."""
        if c not in self._columns:
            column = self.grid.text.iloc[:, c]
            self._columns[c] = _few(column.tolist()) if len(column) <= FEW else _many(column)
        return self._columns[c]

    @cached_property
    def kinds(self) -> np.ndarray:
        """What every cell holds."""
        found = np.zeros((self.height, self.width), dtype=np.uint8)
        for c in range(self.width):
            codes, texts = self.column(c)
            found[:, c] = classify(texts)[codes] if len(codes) else 0
        if self.grid.kinds is not None:
            found[(self.grid.kinds == DATE) & (found != BLANK)] = DAY
        return found

    def sent(self, r: int, c: int) -> str:
        """A cell as sent."""
        codes, texts = self.column(c)
        return texts[codes[r]]

    def lines(self, rows: np.ndarray, c: int) -> tuple[np.ndarray, list[str]]:
        """A column's words over some rows: (code of every row, distinct texts, tidied)."""
        codes, texts = self.column(c)
        used, places = compact(codes[rows], len(texts))
        return places, [tidy(texts[code]) for code in used]

    def said(self, r: int, c: int) -> str:
        """A cell's words, tidied."""
        return tidy(self.sent(r, c))

    def row(self, r: int) -> dict[int, str]:
        """The cells of a row that hold something, tidied, by column."""
        return {int(c): self.said(r, c) for c in np.flatnonzero(self.kinds[r])}


def _few(texts: list[object]) -> tuple[np.ndarray, np.ndarray]:
    """(code of every text, distinct texts) of a short column: pandas takes longer to begin than this to end."""
    known: dict[str, int] = {}
    codes = [known.setdefault(text if isinstance(text, str) else "", len(known)) for text in texts]
    found = np.empty(len(known), dtype=object)
    found[:] = list(known)
    return np.array(codes, dtype=np.int32), found


def _many(column: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    codes, texts = pd.factorize(column, use_na_sentinel=False)
    found = np.asarray(texts, dtype=object)
    if texts.hasnans:
        found[pd.isna(found)] = ""
    return codes.astype(np.int32), found


def compact(codes: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """(the codes that occur, in order; for every code its place among them). Codes are below `size`."""
    used = np.flatnonzero(np.bincount(codes, minlength=size))
    places = np.zeros(size, dtype=np.int32)
    places[used] = np.arange(len(used))
    return used, places[codes]


def distinct_rows(parts: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """(for every row the number of its combination of codes, the first row of each combination)."""
    keys = parts[0].astype(np.int64)
    for part in parts[1:]:
        keys = keys * (int(part.max(initial=0)) + 1) + part
        if int(keys.max(initial=0)) > 2**40:
            keys = pd.factorize(keys)[0].astype(np.int64)
    codes, distinct = pd.factorize(keys)
    first = np.zeros(len(distinct), dtype=int)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    return codes, first


def classify(texts: np.ndarray) -> np.ndarray:
    """The kind of each distinct text."""
    if len(texts) <= FEW:
        return np.array([_of_text(text) for text in texts], dtype=np.uint8)
    found = np.full(len(texts), WORDS, dtype=np.uint8)
    numbers = pd.to_numeric(pd.Series(texts, dtype=object), errors="coerce").to_numpy(dtype=float)
    plain = np.isfinite(numbers)
    found[plain] = NUM
    years = np.flatnonzero(plain & (numbers >= 1945) & (numbers <= 2100))
    found[[i for i in years if YEAR_TEXT.fullmatch(texts[i].strip())]] = YEAR
    rest = np.flatnonzero(~plain)
    if len(rest) > 1000:
        written = pd.Series(texts[rest], dtype="str").str.strip().str.fullmatch(PLAIN_NUMBER).to_numpy(dtype=bool)
        found[rest[written]] = NUM
        rest = rest[~written]
    for i in rest:
        found[i] = _kind(texts[i])
    return found


def _of_text(text: str) -> int:
    """The kind of one text, as `classify` has it for many."""
    if not MACHINE_NUMBER.fullmatch(text):
        return _kind(text)
    said = text.strip()
    return YEAR if YEAR_TEXT.fullmatch(said) else NUM


def _only_words(said: str) -> bool:
    """Whether a text has letters and no digit, and is none of the words that stand for a figure."""
    if any(c.isdigit() for c in said) or not any(c.isalpha() for c in said):
        return False
    return said.lower().strip(" .()[]") not in STATE_WORDS and said.lower() not in STATE_WORDS


@lru_cache(maxsize=200_000)
def _kind(text: str) -> int:
    said = tidy(text)
    if not said:
        return BLANK
    if len(said) > LONGEST_FIGURE or _only_words(said):
        return WORDS
    if DAY_TEXT.fullmatch(said):
        return DAY
    if YEAR_INSIDE.search(said) and any(c.isalpha() for c in said) and read_period(said):
        return WORDS
    read = read_text(said)
    if read.kind in ("number", "fraction"):
        return NUM if not read.unit or is_unit_text(read.unit) else WORDS
    return MARK if read.kind == "state" else WORDS
