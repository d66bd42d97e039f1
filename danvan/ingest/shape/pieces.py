"""The figures of a block's columns as pieces of the long form.

Owns which cells become rows (a missing one never does), the state and qualifier of each, and the value of a fraction.
"""

import numpy as np

from danvan.ingest.shape import naming
from danvan.ingest.shape.long import Piece
from danvan.ingest.shape.number_text import HELD, KNOWN, MISSING, NOT_APPLICABLE
from danvan.ingest.shape.reading import Reading
from danvan.ingest.shape.readout import Readout, tell_cells
from danvan.ingest.shape.remarks import tell_units
from danvan.periods import Period

WITHOUT_VALUE = (HELD, NOT_APPLICABLE)
PARTS = ("numerator", "denominator")


class Writer:
    """Writes the figures of one block into `work.long`."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.work = reading, reading.work
        names, measures = self.work.long.names, reading.matrix.measures
        self.coded = {
            "measure": np.array([names["measure"](item.text) for item in measures], dtype=np.int32),
            "indicator": np.array([names["indicator"](item.indicator) for item in measures], dtype=np.int32),
            "breakdown": np.array([names["breakdown"](item.breakdown) for item in measures], dtype=np.int32),
        }
        self.skipped = np.array([item.skipped for item in measures])
        self.cumulative = np.array([item.cumulative for item in measures])
        self.scale = np.array([item.ratio_scale or np.nan for item in measures])
        typed = [names["unit_text"](named.text or self.work.about.text) for named in reading.places.named]
        self.typed = np.array(typed, dtype=np.int32)
        self.unit_codes: list[int] = []
        self.certain: list[bool] = []

    def write(self) -> None:
        """All columns, from the left."""
        for j, readout in enumerate(self.reading.readouts):
            self._column(j, readout)

    def _column(self, j: int, readout: Readout) -> None:
        work, reading, numbers = self.work, self.reading, readout.numbers
        measure = reading.measure(j)
        lines = reading.lines(j) & ~self.skipped[measure] & (reading.combo(j) >= 0)
        state = self._state(j, numbers.state)
        top, below = self._parts(readout)
        filled = ~np.isnan(numbers.value) | ~np.isnan(top) | ~np.isnan(below)
        shown = lines & (numbers.bad | np.where(filled, state != MISSING, np.isin(state, WITHOUT_VALUE)))
        work.missing += int(np.count_nonzero(lines & ~shown))
        work.dashes += int(np.count_nonzero(lines & numbers.dash))
        used = [reading.matrix.measures[m] for m in np.unique(measure[shown])] if shown.any() else []
        tell_cells(readout, reading.rows, work.cells, lines, used[:1], work.teller)
        work.use(readout.column, used, int(np.count_nonzero(shown)), readout.decimal, self._own_period(j))
        if shown.any():
            at = np.flatnonzero(shown)
            work.long.pieces.append(self._piece(j, readout, at, state[at], top[at], below[at]))

    def _state(self, j: int, state: np.ndarray) -> np.ndarray:
        """The state of every figure: the line's word, else the cell's, else the column's or the title's."""
        times, said = self.reading.times, self.reading.fields.state
        column = times.states[times.line, j] if (times.states[:, j] != "").any() else None
        made = state if column is None else np.where((state == KNOWN) & (column != ""), column, state)
        return np.where(said != "", said, made) if self.reading.block.of("state") else made

    def _parts(self, readout: Readout) -> tuple[np.ndarray, np.ndarray]:
        """Numerator and denominator: those of the line's own columns, else those of a fraction."""
        found = [readout.numbers.numerator, readout.numbers.denominator]
        if readout.column.role == "value":
            for i, role in enumerate(PARTS):
                if role in self.reading.beside:
                    own = self.reading.beside[role].numbers.value
                    found[i] = np.where(np.isnan(own), found[i], own)
        return found[0], found[1]

    def _own_period(self, j: int) -> Period | None:
        """The one period of all figures of a column, if it is not the sheet's."""
        times, column = self.reading.times, self.reading.figures[j]
        found = {int(p) for p in times.of[:, j]}
        own = times.whens[j].period or (column.choice and column.choice.period)
        return times.periods[found.pop()] if own and len(found) == 1 and -1 not in found else None

    def _piece(
        self, j: int, readout: Readout, at: np.ndarray, state: np.ndarray, top: np.ndarray, below: np.ndarray
    ) -> Piece:
        reading, work, names = self.reading, self.work, self.work.long.names
        answers = reading.settler.units(reading.combo(j)[at], reading.period(j)[at])
        self._note_answers()
        tell_units(reading, j, at, answers)
        m = reading.measure(j)[at]
        period = work.long.period(reading.times.periods)[reading.period(j)[at]]
        ok = np.array(self.certain)[answers] & (period >= 0) & ~readout.numbers.bad[at] & ~reading.bad[at]
        coded = {name: codes[m] for name, codes in self.coded.items()} | {
            "unit_text": self.typed[reading.combo(j)[at]],
            "unit_id": np.array(self.unit_codes, dtype=np.int32)[answers],
            "qualifier": names["qualifier"].all_of(self._qualifier(readout, at)),
            "state": names["state"].all_of(state),
        }
        for role in ("source", "place", "note"):
            texts = reading.fields.texts.get(role)
            coded[role] = names[role].all_of(texts[at]) if texts is not None else np.zeros(len(at), dtype=np.int32)
        raw = work.cells.grid.text.iloc[:, readout.column.index].take(reading.rows[at])
        running = self.cumulative[m]
        values = self._values(readout.numbers.value[at], self.scale[m], top, below)
        return Piece(
            reading.rows[at], readout.column.index, period, values, coded, raw, ok, self._as_of(at),
            running if running.any() else None,
        )  # fmt: skip

    def _note_answers(self) -> None:
        """Take down the answers that are new."""
        for found in self.reading.settler.answers[len(self.unit_codes) :]:
            self.unit_codes.append(self.work.long.names["unit_id"](found.unit_id))
            self.certain.append(not found.problem)
            if found.unit_id and found.problem != naming.SKIPPED:
                self.work.units[found.unit_id] = None

    def _qualifier(self, readout: Readout, at: np.ndarray) -> np.ndarray:
        """'hơn', 'gần', 'khoảng': the line's own word, else the cell's."""
        cell = readout.numbers.qualifier[at]
        if not self.reading.block.of("qualifier"):
            return cell
        said = self.reading.fields.qualifier[at]
        return np.where(said != "", said, cell)

    def _as_of(self, at: np.ndarray) -> np.ndarray | None:
        """Up to which day the figures were counted: by their line, else by the title."""
        if self.reading.block.of("as_of"):
            return self.reading.fields.as_of[at]
        day = self.work.context.as_of if self.reading.times.used_context else None
        return np.full(len(at), np.datetime64(day, "s")) if day else None

    def _values(
        self, value: np.ndarray, scale: np.ndarray, top: np.ndarray, below: np.ndarray
    ) -> dict[str, np.ndarray]:
        """Value, numerator, denominator; of a fraction alone the value is worked out, or is its upper number."""
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.where(below > 0, scale * top / below, np.nan)
        alone = np.isnan(value) & ~np.isnan(top)
        value = np.where(alone, np.where(np.isnan(scale), top, share), value)
        return {"value": value, "numerator": top, "denominator": below}
