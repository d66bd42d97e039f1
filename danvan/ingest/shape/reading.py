"""One block under reading: everything that the steps hand on to each other.

Owns the way from a line and a column to the name, period and measure of its figure. It decides nothing.
"""

from dataclasses import dataclass, field

import numpy as np

from danvan.ingest.shape.cells import NUM, YEAR
from danvan.ingest.shape.fields import Fields
from danvan.ingest.shape.layout import Block
from danvan.ingest.shape.lines import Matrix
from danvan.ingest.shape.measures import reported_whole
from danvan.ingest.shape.places import Places
from danvan.ingest.shape.readout import Readout
from danvan.ingest.shape.roles import Column
from danvan.ingest.shape.settle import Settler
from danvan.ingest.shape.times import Times
from danvan.ingest.shape.work import Work


@dataclass(eq=False)
class Reading:
    """A block: `figures` are its columns of figures; arrays without a column are as long as its lines.

    combos: per column which name each line has, where units stand across; own: lines of a unit; kind: what the others
    are; nation: lines of the whole country whose figures stand where they are no sums; bad: lines that a stop finding
    names; beside: numerators and denominators in columns of their own, by role.
    """

    work: Work
    block: Block
    figures: list[Column]
    times: Times
    places: Places
    combos: list[np.ndarray]
    settler: Settler
    matrix: Matrix
    own: np.ndarray
    kind: np.ndarray
    fields: Fields
    readouts: list[Readout] = field(default_factory=list)
    beside: dict[str, Readout] = field(default_factory=dict)
    bad: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=bool))
    nation: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=bool))

    @property
    def rows(self) -> np.ndarray:
        """The lines' rows in the grid."""
        return self.block.rows

    def combo(self, j: int) -> np.ndarray:
        """Per line the name that a figure of column j belongs to."""
        return self.combos[j] if self.block.across else self.places.combo

    def period(self, j: int) -> np.ndarray:
        """Per line the period of a figure of column j; -1 for none."""
        return self.times.of[self.times.line, j]

    def measure(self, j: int) -> np.ndarray:
        """Per line the measure of a figure of column j."""
        return self.matrix.of[self.matrix.line, j]

    def lines(self, j: int) -> np.ndarray:
        """The lines whose figures in column j are figures of a unit: a sum of the others is none."""
        if not self.nation.any():
            return self.own
        kept = np.array([reported_whole(item, self.work.measures.new) for item in self.matrix.measures])
        return self.own | self.nation & kept[self.measure(j)]

    def numbers(self) -> np.ndarray:
        """Lines that hold a number in any column of figures."""
        return numbers_in(self.work, self.block, self.figures).any(axis=1)


def numbers_in(work: Work, block: Block, figures: list[Column]) -> np.ndarray:
    """Which cells of the columns of figures hold numbers. Shape (lines, columns)."""
    held = work.cells.kinds[np.ix_(block.rows, [column.index for column in figures])]
    return np.isin(held, (NUM, YEAR))
