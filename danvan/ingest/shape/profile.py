"""What the lines of a table hold in one column: shares of names, periods, numbers, and the order of its numbers.

Owns the counting over distinct texts that roles are decided by. It decides nothing.
"""

import re
from collections.abc import Callable
from functools import cached_property

import numpy as np

from danvan.ingest.shape import words
from danvan.ingest.shape.cells import BLANK, DAY, MARK, NUM, WORDS, YEAR, Cells, compact, tidy
from danvan.ingest.shape.mapping import exact
from danvan.ingest.shape.names import bare, levels
from danvan.ingest.shape.when import day_of, part_of_year, read_period
from danvan.units.fold import plain
from danvan.units.typed import KIND_WORDS

SAMPLE = 300
MOST_LINES = 20_000
"""So many lines tell what a column holds."""

KINDS = {plain(text) for text in KIND_WORDS} | {
    "tp",
    "tx",
    "tt",
    "city",
    "district",
    "town",
    "province",
    "ward",
    "commune",
}
KIND_LEAD = re.compile(
    r"(?:Tỉnh|TỈNH|Thành phố|THÀNH PHỐ|Quận|QUẬN|Huyện|HUYỆN|Thị xã|THỊ XÃ|Xã|XÃ|Phường|PHƯỜNG|Thị trấn|THỊ TRẤN|"
    r"Đặc khu|ĐẶC KHU|TP\.?|TX\.?|TT\.?|[HQPX]\.)\s*(?=[A-ZĐÀ-Ỹ\d])"
)
"""How a unit's name begins; 'Xã đạt chuẩn' is none."""


class Profile:
    """One column over some rows of a grid."""

    def __init__(self, cells: Cells, rows: np.ndarray, c: int) -> None:
        self.cells, self.rows, self.index = cells, rows, c
        self.kinds = cells.kinds[rows, c]
        self._counts = np.bincount(self.kinds, minlength=DAY + 1)
        self.filled = len(self.kinds) - int(self._counts[BLANK])

    def share(self, *kinds: int) -> float:
        """The share of filled cells that are of these kinds."""
        return int(self._counts[list(kinds)].sum()) / self.filled if self.filled else 0.0

    @property
    def numeric(self) -> bool:
        """Whether it holds figures rather than words."""
        return self.share(NUM, YEAR) > 0 and self.share(NUM, YEAR, MARK) >= 0.5

    @property
    def worded(self) -> bool:
        """Whether it holds words (or marks) rather than figures."""
        return self.share(WORDS, DAY) > 0 and self.share(NUM, YEAR) <= 0.5

    @cached_property
    def _codes(self) -> np.ndarray:
        codes, _ = self.cells.column(self.index)
        return codes[self.rows[self.kinds != BLANK]]

    @cached_property
    def texts(self) -> list[str]:
        """Distinct texts in the order of their first appearance, tidied, at most SAMPLE of them."""
        _, texts = self.cells.column(self.index)
        first = np.full(len(texts), len(self._codes), dtype=np.int64)
        np.minimum.at(first, self._codes[:MOST_LINES], np.arange(min(len(self._codes), MOST_LINES)))
        used = np.flatnonzero(first < len(self._codes))
        return [tidy(texts[code]) for code in used[np.argsort(first[used])][:SAMPLE]]

    @cached_property
    def distinct(self) -> int:
        """How many distinct texts there are."""
        _, texts = self.cells.column(self.index)
        return int(np.count_nonzero(np.bincount(self._codes, minlength=len(texts))))

    @cached_property
    def _names(self) -> list[frozenset[str]]:
        said = [bare(text) for text in self.texts if any(c.isalpha() for c in text)]
        return [
            levels(text) for text in said if not (words.is_summary(text) or words.region(text) or words.is_note(text))
        ]

    def named(self, level: str = "") -> float:
        """The share of distinct words that could name a unit (of a level); summaries, regions and notes aside."""
        if not self._names:
            return 0.0
        hits = sum(level in found if level else bool(found) for found in self._names)
        return hits / max(len(self._names), 1)

    def looks_named(self) -> float:
        """The share of distinct texts that are units' names or begin with the kind of one: 'Xã Đrng Bằng'."""
        return self._of(lambda text: bool(levels(bare(text))) or bool(KIND_LEAD.match(bare(text))))

    @cached_property
    def level(self) -> str:
        """The level that nearly all of its names can be of; 'any' where they may be of two below the province."""
        known = 0.95 * self.named()
        fitting = [level for level in ("province", "district", "commune") if known and self.named(level) >= known]
        if fitting[:1] == ["province"]:
            return "province"
        if fitting == ["commune"] and 2 * self._names.count(frozenset(fitting)) <= sum(map(bool, self._names)):
            # Most of them may be districts too: one mistyped name must not make communes of all.
            return "any"
        return fitting[0] if len(fitting) == 1 else "any"

    @property
    def kind_words(self) -> float:
        """The share of distinct texts that are kinds of units: 'Huyện', 'Thị xã'."""
        return self._of(lambda text: plain(text) in KINDS)

    def accented(self) -> float:
        """The share of distinct texts with Vietnamese letters."""
        return self._of(lambda text: plain(text) != text.lower())

    def periods(self) -> float:
        """The share of distinct texts that are periods, the words of sums aside."""
        return self._times(lambda text: read_period(text, year=2000) is not None)

    def days(self) -> float:
        """The share of distinct texts that are days, the words of sums aside."""
        return self._times(lambda text: day_of(text) is not None)

    def parts_of_year(self, unit: str) -> float:
        """The share of distinct texts that number a quarter, month or half."""
        return self._times(lambda text: part_of_year(text, unit) is not None)

    def units_of_measure(self) -> float:
        """The share of distinct texts that are units of measure."""
        return self._of(lambda text: words.is_unit_text(text.strip("()")))

    def indicators(self) -> float:
        """The share of distinct texts that name an indicator of the catalogue without doubt."""
        return self._of(lambda text: exact(text) is not None)

    def _times(self, holds: Callable[[str], object]) -> float:
        """A share of the texts that are no word of a sum: 'Tổng' at the foot of a column of periods is none of them."""
        texts = [text for text in self.texts if not words.is_summary(text)]
        return sum(map(bool, map(holds, texts))) / len(texts) if texts else 0.0

    def _of(self, holds: Callable[[str], object]) -> float:
        return sum(map(bool, map(holds, self.texts))) / len(self.texts) if self.texts else 0.0

    @cached_property
    def whole(self) -> np.ndarray:
        """The whole numbers of its numeric cells, in order, of the first lines; empty when one is none."""
        codes, texts = self.cells.column(self.index)
        numeric = self.rows[np.isin(self.kinds, (NUM, YEAR))][:MOST_LINES]
        used, places = compact(codes[numeric], len(texts))
        found = [texts[code].strip() for code in used]
        if not all(text.isdecimal() and len(text) < 16 for text in found):
            return np.array([], dtype=np.int64)
        return np.array([int(text) for text in found], dtype=np.int64)[places]

    @property
    def counts_up(self) -> bool:
        """Whether its numbers count lines: 1, 2, 3 … (once, or anew in every group)."""
        found = self.whole
        if len(found) < 2:
            return False
        steps = np.diff(found)
        return bool(found[0] <= 1 and np.count_nonzero((steps == 1) | (found[1:] <= 1)) >= 0.95 * len(steps))
