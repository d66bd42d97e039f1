"""One block of a table read from end to end: its lines' units, periods, measures and figures, put into the long form.

Owns the order of the steps and which lines count as lines of a unit. Each step's decisions are its module's own.
"""

from dataclasses import dataclass

import numpy as np

from danvan.ingest.findings import INFO, STOP, WARN
from danvan.ingest.shape import naming, settle, totals, words
from danvan.ingest.shape.cells import NUM, YEAR
from danvan.ingest.shape.fields import fields_of
from danvan.ingest.shape.layout import Block
from danvan.ingest.shape.lines import matrix_of, tell_faults
from danvan.ingest.shape.long import Piece
from danvan.ingest.shape.measures import adds_up
from danvan.ingest.shape.naming import Named
from danvan.ingest.shape.number_text import HELD, KNOWN, MISSING, NOT_APPLICABLE
from danvan.ingest.shape.places import NONE
from danvan.ingest.shape.readout import Readout, ask_decimal, read_columns, tell_cells
from danvan.ingest.shape.roles import BY_CHOICE, COMPARED
from danvan.ingest.shape.settle import Settler
from danvan.ingest.shape.tell import listed
from danvan.ingest.shape.times import times_of
from danvan.ingest.shape.work import Work
from danvan.periods import Period

WITHOUT_VALUE = (HELD, NOT_APPLICABLE)
GROUP, SKIPPED = "group", "skipped"
KEEP = "keep"
"""The answer in Choices.totals by which lines of totals are loaded as figures of the whole."""

GROUP_NUMBERS = ("i", "v", "x", "a", "b", "c", "d", "đ", "e", "g", "h")
PERIOD_FAULTS = {
    "period": "shape_no_period",
    "reversed": "shape_period_reversed",
    "contradicts": "shape_period_contradicts",
}


@dataclass(eq=False)
class Lines:
    """Per line of a block: is it one of a unit, and what else is it."""

    unit: np.ndarray
    kind: np.ndarray


class BlockReader:
    """The reading of one block; everything found goes into `work`."""

    def __init__(self, work: Work, block: Block, title: str) -> None:
        self.work, self.block, self.title = work, block, title
        self.rows = block.rows
        self.figures = block.of("measure", "value")
        self.times = times_of(work.cells, block, self.figures, work.context)
        self._without_faults()

    def _without_faults(self) -> None:
        """Leave out columns that speak of two periods at once: they compare."""
        for column, when in zip(self.figures, self.times.whens, strict=True):
            if when.fault:
                column.role, column.how = "ignore", COMPARED
        if any(when.fault for when in self.times.whens):
            self.figures = [column for column in self.figures if column.role != "ignore"]
            self.times = times_of(self.work.cells, self.block, self.figures, self.work.context)

    def read(self) -> None:
        """Read the block."""
        work, block = self.work, self.block
        if not self.figures:
            return
        self.places, self.combos = work.places(block, self.times, self.figures)
        self._keep_totals()
        self.held = work.cells.kinds[np.ix_(self.rows, [column.index for column in self.figures])]
        self.settler = self._settler()
        self.matrix = matrix_of(work.cells, block, self.figures, self.times.whens, work.measures, self.title)
        self._code_measures()
        self.lines = self._lines()
        self.fields = fields_of(work.cells, block, work.teller)
        whole = [self._whole(j) for j in range(len(self.figures))]
        self.readouts = read_columns(work.document, work.cells, self.rows, self.figures, whole, work.choices)
        work.ask(ask_decimal(self.readouts, work.teller))
        self.bad = self._tell_lines()
        for j, readout in enumerate(self.readouts):
            self._piece(j, readout)
        self._totals()
        self._tell_left_out()

    def _code_measures(self) -> None:
        """The measures and typed names as numbers, once for all columns."""
        names, measures = self.work.long.names, self.matrix.measures
        self.coded = {
            "measure": np.array([names["measure"](item.text) for item in measures], dtype=np.int32),
            "indicator": np.array([names["indicator"](item.indicator) for item in measures], dtype=np.int32),
            "breakdown": np.array([names["breakdown"](item.breakdown) for item in measures], dtype=np.int32),
        }
        self.skipped = np.array([item.skipped for item in measures])
        self.cumulative = np.array([item.cumulative for item in measures])
        self.scale = np.array([item.ratio_scale or np.nan for item in measures])
        self.typed = np.array([names["unit_text"](self._typed(named)) for named in self.places.named], dtype=np.int32)
        self.unit_codes: list[int] = []
        self.certain: list[bool] = []
        self.noted: list[bool] = []

    def _whole(self, j: int) -> bool | None:
        told = {self.matrix.measures[m].whole for m in self.matrix.of[:, j]}
        return told.pop() if len(told) == 1 else None

    def _keep_totals(self) -> None:
        """Where the user wants it, a total's line is a line of the whole: the nation, or the unit the sheet is about."""
        if self.work.choices.totals != KEEP or self.block.across:
            return
        wholes = {words.NATION: Named((("any", "Cả nước"),)), words.TOTAL: self.work.about.named}
        for what, named in wholes.items():
            lines = self.places.kind == what
            if named and lines.any():
                self.places.combo[lines] = len(self.places.named)
                self.places.named.append(named)
                self.places.kind[lines] = ""

    # -- units ------------------------------------------------------------------------------------------------------
    def _settler(self) -> Settler:
        work = self.work
        settler = Settler(
            self.places.named, self.times.periods, work.unit_context(self.places, self.times.periods), work.given
        )
        names, periods = self._pairs()
        settler.decide(names, periods, work.choices.geography)
        if not settler.trusts_codes:
            work.teller.add("shape_codes_not_ours", WARN, column=self.block.of("unit_code")[0].index)
        work.ask(settle.tell_geography(work.teller, settler.geography, work.choices.geography))
        work.geographies.append((settler.geography, [self.times.periods[p] for p in np.unique(periods) if p >= 0]))
        return settler

    def _pairs(self) -> tuple[np.ndarray, np.ndarray]:
        """(name, period or -1) of all figures, each pair once."""
        size = len(self.times.periods) + 1
        plain = self.places.kind == ""
        seen = np.zeros(len(self.places.named) * size, dtype=bool)
        for j in range(len(self.figures)):
            combo = self._combo(j)
            lines = np.isin(self.held[:, j], (NUM, YEAR)) & plain & (combo >= 0)
            seen[combo[lines].astype(np.int64) * size + self._period(j)[lines] + 1] = True
        names, periods = np.divmod(np.flatnonzero(seen), size)
        return names, periods - 1

    def _combo(self, j: int) -> np.ndarray:
        """Per line the name that a figure of column j belongs to."""
        return self.combos[j] if self.block.across else self.places.combo

    def _period(self, j: int) -> np.ndarray:
        """Per line the period of a figure of column j; -1 for none."""
        return self.times.of[self.times.line, j]

    def _answers(self, j: int, lines: np.ndarray) -> np.ndarray:
        return self.settler.units(self._combo(j)[lines], self._period(j)[lines])

    # -- lines ------------------------------------------------------------------------------------------------------
    def _lines(self) -> Lines:
        """Which lines are a unit's, and what the others are."""
        kind = self.places.kind.copy()
        numbers = np.isin(self.held, (NUM, YEAR)).any(axis=1)
        kind[self.times.headings] = "heading"
        kind[(kind == "") & ~self.matrix.named] = "heading"
        own = (kind == "") & (self.places.combo >= 0)
        if own.any() and not self.block.across:
            problems = self._problems(own)
            unknown = (problems == naming.UNKNOWN) & bool(self.block.of("unit", "unit_code"))
            kind[unknown & (~numbers | self._numbered_as_group())] = GROUP
            kind[problems == naming.SKIPPED] = SKIPPED
            own &= kind == ""
        return Lines(own, kind)

    def _problems(self, own: np.ndarray) -> np.ndarray:
        """What is wrong with the name of each line, on the day of one of its figures."""
        last = self.times.of.max(axis=1) if self.times.of.size else np.full(1, -1)
        found = self.settler.units(self.places.combo[own], last[self.times.line][own].astype(np.int32))
        self._note_answers()
        made = np.full(len(own), "", dtype=object)
        made[own] = np.array([answer.problem for answer in self.settler.answers], dtype=object)[found]
        return made

    def _numbered_as_group(self) -> np.ndarray:
        """Lines whose list number is a letter or a roman numeral while others have plain numbers."""
        ordinal = self.block.one("ordinal")
        if ordinal is None:
            return np.zeros(len(self.rows), dtype=bool)
        codes, texts = self.work.cells.column(ordinal.index)
        grouped = np.array([text.strip(" .)(").lower()[:1] in GROUP_NUMBERS and bool(text.strip()) for text in texts])
        return grouped[codes[self.rows]] if ordinal.profile.numeric else np.zeros(len(self.rows), dtype=bool)

    def _tell_lines(self) -> np.ndarray:
        """Stops of whole lines: period, indicator, words of a list; which lines they are."""
        work = self.work
        bad = self.fields.bad | tell_faults(self.matrix, self.block, self.lines.unit, work.teller)
        column = next(iter(self.block.of("period", "to", "year", "month", "quarter", "half")), None)
        faults = self.times.faults
        wrong = np.isin(self.times.line, list(faults)) & self.lines.unit
        for i in np.flatnonzero(wrong):
            said = self.times.said[self.times.line[i]]
            work.teller.add(
                PERIOD_FAULTS[faults[int(self.times.line[i])]], STOP, row=self.rows[i], column=column.index if column else None,
                value=" ".join(filter(None, (said.period, said.part, said.year, said.first, said.last))),
            )  # fmt: skip
        work.undated_rows |= {int(row) for row in self.rows[wrong]}
        work.used_context |= self.times.used_context
        return bad | wrong

    # -- figures ----------------------------------------------------------------------------------------------------
    def _piece(self, j: int, readout: Readout) -> None:
        """The rows of one column."""
        work, numbers, column = self.work, readout.numbers, readout.column
        measure_of = self.matrix.of[self.matrix.line, j]
        lines = self.lines.unit & ~self.skipped[measure_of] & (self._combo(j) >= 0)
        state = self._state(j, numbers.state)
        filled = ~np.isnan(numbers.value) | ~np.isnan(numbers.numerator)
        filled |= self._parts(readout)[0]
        shown = lines & (numbers.bad | np.where(filled, state != MISSING, np.isin(state, WITHOUT_VALUE)))
        work.missing += int(np.count_nonzero(lines & ~shown & ~numbers.bad))
        work.dashes += int(np.count_nonzero(lines & numbers.dash))
        used = np.unique(measure_of[shown]) if shown.any() else []
        codes, texts = work.cells.column(column.index)
        sent = (
            texts[codes[self.rows]]
            if numbers.bad.any() or numbers.odd.any()
            else np.zeros(len(self.rows), dtype=object)
        )
        first = self.matrix.measures[int(used[0])] if len(used) else self.matrix.measures[0]
        tell_cells(readout, self.rows, sent, lines, first, work.teller)
        work.use(
            column,
            [self.matrix.measures[int(m)] for m in used],
            int(np.count_nonzero(shown)),
            readout.decimal,
            self._own_period(j),
        )
        if shown.any():
            work.long.pieces.append(self._made(j, readout, np.flatnonzero(shown), measure_of, state))

    def _own_period(self, j: int) -> Period | None:
        """The one period of all figures of a column, if it is not the sheet's."""
        found = {int(p) for p in self.times.of[:, j]}
        own = self.times.whens[j].period or (self.figures[j].choice and self.figures[j].choice.period)
        return self.times.periods[found.pop()] if own and len(found) == 1 and -1 not in found else None

    def _state(self, j: int, state: np.ndarray) -> np.ndarray:
        """The state of every figure: the line's word, else the cell's, else the column's or the title's."""
        column = self.times.states[self.times.line, j]
        made = np.where((state == KNOWN) & (column != ""), column, state)
        return np.where(self.fields.state != "", self.fields.state, made)

    def _parts(self, readout: Readout) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(whether a line gives numerator or denominator, numerator, denominator)."""
        top, below = readout.numbers.numerator, readout.numbers.denominator
        if readout.column.role == "value":
            for role in ("numerator", "denominator"):
                if column := self.block.one(role):
                    values = self.work.numbers(column, self.rows)
                    top, below = (np.where(np.isnan(values), top, values), below) if role == "numerator" else (
                        top, np.where(np.isnan(values), below, values))  # fmt: skip
        return ~np.isnan(top) | ~np.isnan(below), top, below

    def _made(self, j: int, readout: Readout, at: np.ndarray, measure_of: np.ndarray, state: np.ndarray) -> Piece:
        work, names = self.work, self.work.long.names
        answers = self._answers(j, at)
        self._note_answers()
        m = measure_of[at]
        period = work.long.period(self.times.periods)[self._period(j)[at]]
        self._tell_units(j, at, answers)
        ok = np.array(self.certain)[answers] & (period >= 0) & ~readout.numbers.bad[at] & ~self.bad[at]
        qualifier = readout.numbers.qualifier[at]
        if self.block.of("qualifier"):
            qualifier = np.where(self.fields.qualifier[at] != "", self.fields.qualifier[at], qualifier)
        coded = {name: codes[m] for name, codes in self.coded.items()} | {
            "unit_text": self.typed[self._combo(j)[at]],
            "unit_id": np.array(self.unit_codes, dtype=np.int32)[answers],
            "qualifier": names["qualifier"].all_of(qualifier),
            "state": names["state"].all_of(state[at]),
        }
        for role in ("source", "place", "note"):
            texts = self.fields.texts.get(role)
            coded[role] = names[role].all_of(texts[at]) if texts is not None else np.zeros(len(at), dtype=np.int32)
        raw = work.cells.grid.text.iloc[:, readout.column.index].take(self.rows[at])
        cumulative = self.cumulative[m]
        return Piece(
            self.rows[at], readout.column.index, period, self._values(readout, at, m), coded, raw, ok,
            self._as_of(at), cumulative if cumulative.any() else None,
        )  # fmt: skip

    def _as_of(self, at: np.ndarray) -> np.ndarray | None:
        """Up to which day the figures were counted: by their line, else by the title."""
        if self.block.of("as_of"):
            return self.fields.as_of[at]
        day = self.work.context.as_of if self.times.used_context else None
        return np.full(len(at), np.datetime64(day, "s")) if day else None

    def _note_answers(self) -> None:
        """Take down the answers that are new."""
        for found in self.settler.answers[len(self.unit_codes) :]:
            self.unit_codes.append(self.work.long.names["unit_id"](found.unit_id))
            self.certain.append(not found.problem)
            self.noted.append(bool(found.problem or found.note) and found.problem != naming.SKIPPED)
            if found.unit_id:
                self.work.units[found.unit_id] = None

    def _typed(self, named: Named) -> str:
        return named.text or self.work.about.text

    def _values(self, readout: Readout, at: np.ndarray, m: np.ndarray) -> dict[str, np.ndarray]:
        """Value, numerator, denominator; of a fraction alone the value is worked out, or is its upper number."""
        _, top, below = (part[at] for part in self._parts(readout))
        value = readout.numbers.value[at]
        scale = self.scale[m]
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.where(below > 0, scale * top / below, np.nan)
        alone = np.isnan(value) & ~np.isnan(top)
        value = np.where(alone, np.where(np.isnan(scale), top, share), value)
        return {"value": value, "numerator": top, "denominator": below}

    # -- what is told ------------------------------------------------------------------------------------------------
    def _tell_units(self, j: int, at: np.ndarray, answers: np.ndarray) -> None:
        """Findings and questions about units that are not certain, a finding a line."""
        work = self.work
        unit = self.figures[j] if self.block.across else next(iter(reversed(self.block.of("unit", "unit_code"))), None)
        noted = np.array(self.noted)
        for a in np.unique(answers[noted[answers]]):
            found = self.settler.answers[a]
            lines = at[answers == a]
            named = self.places.named[int(self._combo(j)[lines[0]])]
            if found.problem and (named.texts or named.code):
                work.ask([settle.question(named, found)] if found.problem in (naming.UNKNOWN, naming.AMBIGUOUS) else [])
            elif found.problem:
                work.ask_unit()
                continue
            for i in lines:
                row = int(self.rows[i])
                if row not in work.told_rows:
                    work.told_rows.add(row)
                    (settle.tell if found.problem else settle.note)(
                        work.teller, named, found, row, unit.index if unit else None
                    )

    def _totals(self) -> None:
        """Hold totals against their parts, within lines of one indicator and one period."""
        kind = self.lines.kind
        if not np.isin(kind, totals.SUMS).any() or self.block.across:
            return
        adds = [
            all(
                adds_up(self.matrix.measures[m].indicator, self.work.measures.new)
                for m in np.unique(self.matrix.of[:, j])
            )
            for j in range(len(self.figures))
        ]
        top = self.lines.unit & self._highest()
        keys = self.matrix.line.astype(np.int64) * (self.times.line.max(initial=0) + 1) + self.times.line
        for key in np.unique(keys)[: totals.MOST_GROUPS]:
            lines = np.flatnonzero(keys == key)
            totals.tell_totals(
                self.work.teller, self.rows[lines], kind[lines], self.places.text[lines], top[lines],
                [readout.of(lines) for readout in self.readouts], adds,
            )  # fmt: skip

    def _highest(self) -> np.ndarray:
        """Lines of units that are not below another line's unit."""
        if not self.places.nested:
            return np.ones(len(self.rows), dtype=bool)
        below = np.array([bool(named.parent) for named in self.places.named])
        return ~below[np.maximum(self.places.combo, 0)]

    def _tell_left_out(self) -> None:
        work, kind = self.work, self.lines.kind.copy()
        numbers = np.isin(self.held, (NUM, YEAR)).any(axis=1)
        nameless = (kind == NONE) & numbers
        for i in np.flatnonzero(nameless):
            work.teller.add("shape_line_without_name", WARN, row=self.rows[i])
        kind[kind == NONE] = ""
        for what, count in totals.tell_skipped(work.teller, self.rows, kind, self.places.text).items():
            work.skipped[what] += count
        work.skipped[NONE] += int(np.count_nonzero(nameless))
        if self.places.filled:
            work.teller.add("shape_names_filled_down", INFO, count=self.places.filled)
        self._tell_columns()
        work.rows_read += int(np.count_nonzero(self.lines.unit))

    def _tell_columns(self) -> None:
        """Which columns with contents were not read, figures and words apart."""
        teller = self.work.teller
        left_out = [column for column in self.block.of("ignore") if column.profile.filled and column.how != BY_CHOICE]
        for code, numeric in (("shape_columns_left_out", True), ("shape_words_left_out", False)):
            columns = [column for column in left_out if column.profile.numeric == numeric]
            if columns:
                names = listed(column.header.text or teller.column(column.index) for column in columns)
                teller.add(code, INFO, column=columns[0].index, count=len(columns), names=names)
