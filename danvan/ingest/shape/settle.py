"""The unit of every line on the day of its figures, and what there is to ask and to tell about those that have none.

Owns the choice of the geography for a block, whether its code column holds our codes at all, and the questions about
names. A unit is only ever what naming answers.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from danvan.ingest.findings import INFO, STOP, WARN
from danvan.ingest.shape import geography, naming
from danvan.ingest.shape.geography import Geography
from danvan.ingest.shape.names import candidates
from danvan.ingest.shape.naming import Answer, Named, same_order
from danvan.ingest.shape.tell import Teller
from danvan.ingest.shape.understood import Question
from danvan.periods import Period
from danvan.texts import text
from danvan.units import Unit, get

MOST_UNKNOWN = 2_000
UNDATED = date(2025, 12, 31)
"""Names beside figures without a period are looked up as of this day first."""

TOLD = {
    naming.UNKNOWN: "shape_unknown_unit",
    naming.AMBIGUOUS: "shape_ambiguous_unit",
    naming.CODE: "shape_code_contradicts",
    naming.DISAGREE: "shape_names_disagree",
}


class Settler:
    """The units of one block."""

    def __init__(self, named: list[Named], periods: list[Period], context: str, given: Mapping[str, str]) -> None:
        self.named, self.periods = named, periods
        self.context, self.given = context, given
        self.trusts_codes = True
        self.geography = Geography(geography.OWN)
        self._days: list[date] = []
        self._orders = np.zeros(0, dtype=np.int32)
        self._table = np.zeros((0, 0), dtype=np.int32)
        self.answers: list[Answer] = []
        self._unknown = 0
        self._tried: dict[tuple[int, date, str], Answer] = {}

    def decide(self, names: np.ndarray, periods: np.ndarray, chosen: str) -> None:
        """Choose the geography for the pairs (name, period or -1) that have figures; the arrays are as long."""
        step = max(1, len(names) // geography.SAMPLE)
        pairs = [(int(i), self._end(int(p))) for i, p in zip(names[::step], periods[::step], strict=True)]
        pairs = [(i, end) for i, end in dict.fromkeys(pairs) if not self.named[i].doubtful]
        self._choose_context(pairs)
        self.geography = geography.decide(
            pairs, lambda i, day: self._name(i, day).unit_id, lambda i, day: self._stands(i, day), chosen
        )
        self.trusts_codes = self._codes_are_ours(pairs)
        ends = [self._end(p) for p in range(-1, len(self.periods))]
        orders = [same_order(self.geography.day(end)) for end in ends]
        self._days = list(dict.fromkeys(orders))
        self._orders = np.array([self._days.index(order) for order in orders], dtype=np.int32)
        self._table = np.full((len(self.named), len(self._days)), -1, dtype=np.int32)
        self.answers = []

    def _choose_context(self, pairs: list[tuple[int, date]]) -> None:
        """Look under the sheet's own unit only where that explains no fewer names; one odd name decides nothing."""
        if self.context and pairs:
            own = self.context
            inside = {pair for pair in pairs if self._stands(*pair)}
            self.context = ""
            gained = len({pair for pair in pairs if self._name(*pair).unit_id} - inside)
            if not gained or inside and gained < max(geography.FEWEST, geography.SHARE * len(pairs)):
                self.context = own

    def _end(self, period: int) -> date:
        return self.periods[period].end if period >= 0 else UNDATED

    def _name(self, i: int, day: date) -> Answer:
        key = (i, same_order(day), self.context)
        if key not in self._tried:
            named = replace(self.named[i], others=())
            self._tried[key] = naming.answer(named, key[1], self.context, self.given, codes=False)
        return self._tried[key]

    def _stands(self, i: int, day: date) -> bool:
        """Whether a unit with this name stands on a day, be it one of several."""
        found = self._name(i, day)
        said = self.named[i].text
        return bool(found.unit_id) or any(
            unit.stands_on(day) and naming.called(unit, said) for unit in found.candidates
        )

    def _codes_are_ours(self, pairs: list[tuple[int, date]]) -> bool:
        """Whether most codes beside certain names are those units' codes."""
        told = [(self.named[i], self._name(i, self.geography.day(end))) for i, end in pairs]
        sure = [(named, found) for named, found in told if named.code and named.texts and found.unit_id]
        sure = [(n, a) for n, a in sure if n.code_level in ("", "any", get(a.unit_id).level)]
        same = sum(get(found.unit_id).code.lstrip("0") == named.code.lstrip("0") for named, found in sure)
        return not sure or same >= 0.5 * len(sure)

    def units(self, combo: np.ndarray, period: np.ndarray) -> np.ndarray:
        """Per figure the index of its answer (into `answers`)."""
        order = self._orders[period + 1]
        found = self._table[combo, order]
        open_ = found < 0
        if not open_.any():
            return found
        for key in np.unique(combo[open_].astype(np.int64) * len(self._days) + order[open_]):
            i, day = divmod(int(key), len(self._days))
            self._table[i, day] = len(self.answers)
            self.answers.append(self._answer(self.named[i], self._days[day]))
        return self._table[combo, order]

    def _answer(self, named: Named, day: date) -> Answer:
        """The answer for one name; where thousands are unknown, no more look-alikes are sought."""
        if self._unknown > MOST_UNKNOWN and not (candidates(named.text) or named.code or self.given):
            return Answer("", naming.UNKNOWN, how=text("findings_shape.why_many"))
        found = naming.answer(named, day, self.context, self.given, codes=self.trusts_codes)
        self._unknown += found.problem == naming.UNKNOWN
        return found


def tell(teller: Teller, named: Named, found: Answer, row: int, column: int | None) -> None:
    """The finding for one line whose unit is not certain."""
    near = "; ".join(_called(unit) for unit in (found.candidates or found.suggestions)[:4])
    teller.add(
        TOLD[found.problem], STOP, row=row, column=column, value=named.subject, suggestion=near, why=found.how,
        expected=near if found.candidates else "",
    )  # fmt: skip


def note(teller: Teller, named: Named, found: Answer, row: int, column: int | None) -> None:
    """What is to be told of a unit that was found with a reservation."""
    code = {naming.KIND: "shape_kind_differs", naming.NO_CODE: "shape_unit_by_code"}[found.note]
    teller.add(code, INFO, row=row, column=column, value=named.subject, unit=_called(get(found.unit_id)))


def question(named: Named, found: Answer) -> Question:
    """The question about one name; an answer holds for all its lines."""
    units = found.candidates or found.suggestions
    return Question(
        "unit", named.subject, text(f"findings_shape.ask_unit_{found.problem}", called=named.subject),
        tuple((unit.unit_id, _called(unit)) for unit in units),
    )  # fmt: skip


def tell_geography(teller: Teller, found: Geography, chosen: str) -> list[Question]:
    """What is to be said of the division that the names were understood by, and asked where it is not certain."""
    if found.mode != geography.OWN and not chosen:
        code = "shape_geography_34" if found.mode == geography.NEW else "shape_geography_63"
        teller.add(code, WARN if found.restated else INFO, why=found.why)
    if not found.asks:
        return []
    options = (("63", text("findings_shape.geography_63_name")), ("34", text("findings_shape.geography_34_name")))
    return [Question("geography", "", text("findings_shape.ask_geography"), options)]


def _called(unit: Unit) -> str:
    """'Huyện Hoàng Mai (432, Tỉnh Nghệ An)': enough to tell namesakes apart."""
    above = get(unit.parent_id).full_name if unit.parent_id and unit.level != "province" else ""
    era = f", {unit.span}" if unit.level == "province" else ""
    return f"{unit.full_name} ({unit.code}{', ' + above if above else ''}{era})"
