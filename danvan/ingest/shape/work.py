"""The reading of one sheet while it goes on: what was found so far, and what the sheet as a whole is about.

Owns the collecting. Every decision is made in the modules that it hands things to.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from danvan import catalogue
from danvan.ingest.choices import Choices
from danvan.ingest.findings import INFO, WARN
from danvan.ingest.grid import Document, Grid
from danvan.ingest.shape import about, when_sheet
from danvan.ingest.shape.about import About
from danvan.ingest.shape.cells import Cells
from danvan.ingest.shape.geography import Geography
from danvan.ingest.shape.layout import Block
from danvan.ingest.shape.long import Long
from danvan.ingest.shape.mapping import Proposal
from danvan.ingest.shape.measures import Measure, Measures
from danvan.ingest.shape.naming import Named
from danvan.ingest.shape.places import Places, places_of
from danvan.ingest.shape.roles import Column
from danvan.ingest.shape.settle import UNDATED
from danvan.ingest.shape.table import Table
from danvan.ingest.shape.tell import Teller
from danvan.ingest.shape.times import Times
from danvan.ingest.shape.titles import title_name
from danvan.ingest.shape.understood import ColumnRead, Question
from danvan.ingest.shape.when import without_periods
from danvan.ingest.shape.when_where import Context
from danvan.periods import Period
from danvan.texts import text

MOST_QUESTIONS = 500


class Work:
    """One sheet being read."""

    def __init__(self, document: Document, grid: Grid, choices: Choices) -> None:
        self.document, self.grid, self.choices = document, grid, choices
        self.cells = Cells(grid)
        self.teller = Teller(document.name, grid)
        self.long = Long()
        self.given = about.given_with(choices.unit, choices.units)
        self.skipped: Counter[str] = Counter()
        self.missing = self.dashes = self.rows_read = self.number = 0
        self.geographies: list[tuple[Geography, list[Period]]] = []
        self.columns: list[ColumnRead] = []
        self.signed: list[str] = []
        self.decimals: Counter[str] = Counter()
        self.told_rows: set[int] = set()
        self.undated_rows: set[int] = set()
        self.units: dict[str, None] = {}
        self.used_context = False
        self.context, self.about, self.title = Context(), About(), ""
        self.measures = Measures(choices, "")
        self._questions: dict[tuple[str, str], Question] = {}
        self._read: dict[int, ColumnRead] = {}

    # -- a table ----------------------------------------------------------------------------------------------------
    def start(self, number: int, table: Table) -> None:
        """Turn to a table: what is it about?"""
        sheet, file = self.grid.sheet, self.document.name
        context = when_sheet.context_of(self.choices.period, table.titles, sheet, file)
        if number == 0 or context.period and context.where == when_sheet.BY_TITLE:
            self.context = context
        unit = about.about(self.choices.unit, table.titles, sheet)
        if number == 0 or unit.where == about.BY_TITLE:
            self.about = unit
        self.title = title_name(table.titles, sheet, file) or self.title
        self.number = number
        self.measures = Measures(self.choices, table.unit_of_measure)

    def places(self, block: Block, times: Times, figures: Sequence[Column]) -> tuple[Places, list[np.ndarray]]:
        """(the names of a block's lines, per column of figures which name each line has where units stand across)."""
        ends = [period.end for period in times.periods]
        day = max(ends) if ends else UNDATED
        found = places_of(self.cells, block, day, self._context_unit(day))
        if block.across:
            texts = list(dict.fromkeys(column.unit_text for column in figures))
            found.named = [Named((("any", name),)) for name in texts]
            size = len(block.rows)
            return found, [np.full(size, texts.index(column.unit_text), dtype=np.int32) for column in figures]
        if not block.of("unit", "unit_code") and self.about.named:
            found.named = [self.about.named]
            self.tell_about()
        return found, []

    def unit_context(self, places: Places, periods: Sequence[Period]) -> str:
        """The unit under which names are looked for first: the one the sheet is about, in its figures' own time."""
        if not any(named.texts for named in places.named) or places.named == [self.about.named]:
            return ""
        last = max((period.end for period in periods), default=UNDATED)
        return self._context_unit(last) or self._context_unit(UNDATED)

    def _context_unit(self, day: date) -> str:
        return self.about.unit(day, self.given).unit_id if self.about.named else ""

    def tell_about(self) -> None:
        """Say where the unit of all figures was found."""
        if self.about.where == about.BY_TITLE:
            self.teller.add("shape_unit_from_title", INFO, value=self.about.text)
        elif self.about.where == about.BY_SHEET:
            self.teller.add("shape_unit_from_sheet", WARN, value=self.about.text)

    # -- what is asked -----------------------------------------------------------------------------------------------
    def ask(self, questions: Iterable[Question]) -> None:
        """Ask, each thing once."""
        for question in questions:
            if len(self._questions) < MOST_QUESTIONS:
                self._questions.setdefault((question.kind, question.subject), question)

    def ask_unit(self) -> None:
        """Ask whose figures these are."""
        self.ask([Question("unit", "", text("findings_shape.ask_unit_none"))])

    def ask_period(self) -> None:
        """Ask which period the figures are of."""
        options = tuple((period.code, period.label) for period in self.context.others)
        self.ask([Question("period", "", text("findings_shape.ask_period"), options)])

    def questions(self) -> tuple[Question, ...]:
        """Everything asked."""
        return tuple(self._questions.values())

    # -- what was read -----------------------------------------------------------------------------------------------
    def use(
        self, column: Column, measures: Sequence[Measure], figures: int, decimal: str, period: Period | None
    ) -> None:
        """Note how a column of figures was read, and ask about measures that nobody has named."""
        first = measures[0] if len({(m.indicator, m.breakdown) for m in measures}) == 1 and measures else Measure("")
        self.decimals[decimal] += 1
        made = self._column(column)
        named = first.text if column.role == "measure" and first.text else made.header
        self._read[column.index] = ColumnRead(
            column.index, made.letter, named, column.role, column.level, first.indicator, first.breakdown, period,
            "", first.proposals, decimal, column.how, self.number, figures,
        )  # fmt: skip
        for measure in measures:
            if not (measure.indicator or measure.skipped or measure.fault) and figures:
                options = tuple((f"{p.indicator} {p.breakdown}".strip(), _called(p)) for p in measure.proposals)
                words = text("findings_shape.ask_indicator", called=measure.text)
                key = self._read[column.index].key if column.role == "measure" else None
                self.ask([Question("indicator", measure.text, words, options, "", key)])

    def settle(self, block: Block) -> None:
        """Note every column of a block that has been read."""
        for column in block.columns:
            found = self._read.pop(column.index, None) or self._column(column)
            self.columns.append(found)
            # As sent: what is answered about a column must not make the file one of another kind.
            self.signed.append(f"{self.number} {column.index} {without_periods(column.header.text)}")

    def _column(self, column: Column) -> ColumnRead:
        return ColumnRead(
            column.index, self.teller.column(column.index), column.header.text, column.role, column.level,
            how=column.how, table=self.number,
        )  # fmt: skip


def _called(proposal: Proposal) -> str:
    return catalogue.named(proposal.indicator, proposal.breakdown)
