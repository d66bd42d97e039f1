"""The one rule a second time, in plain Python: slow, simple, and sharing no code with the SQL that it judges.

A cell is (indicator, unit, breakdown, first day, last day). `Oracle.figure` answers for one cell by asking
for its parts, which are cells again; `Oracle.figures` answers for every cell that any report reaches. The
facts (what makes up what, which units and periods there are) come from danvan.catalogue, danvan.units and
danvan.periods. It never imports danvan.figures and never reads the table of figures.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from danvan import catalogue, periods, units
from danvan.periods import Period

MICRO = Decimal("0.000001")
NO_PRIORITY = 9
OWN_LEVEL = {"nation": "trung_uong", "province": "tinh", "district": "huyen", "commune": "xa"}
LEVELS_UPWARDS = ("xa", "huyen", "tinh", "trung_uong")
BREAKDOWN, TIME, DIFFERENCE, TERRITORY, SUCCESSION = 9, 20, 25, 30, 40
RATIO, RATIO_OF_PROVINCES, EXPECTED, SILENT = 50, 70, 90, 95


class Key(NamedTuple):
    """Which cell."""

    indicator: str
    unit: str
    breakdown: str
    start: date
    end: date

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(self.start, self.end)

    def of(self, span: Period) -> "Key":
        """The same cell in another period."""
        return self._replace(start=span.start, end=span.end)


@dataclass(frozen=True)
class Report:
    """One live observation: a row that somebody sent. `order` tells later from earlier ones."""

    key: Key
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    qualifier: str = ""
    state: str = "known"
    as_of: date | None = None
    priority: int = NO_PRIORITY
    order: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Answer:
    """What a cell comes to; `leaves` are the reported cells it rests on, counted once each."""

    value: float | None
    state: str
    qualifier: str
    way: int
    complete: bool
    present: int | None = None
    expected: int | None = None
    as_of: date | None = None
    numerator: float | None = None
    denominator: float | None = None
    leaves: frozenset = frozenset()

    @property
    def basis(self) -> str:
        """reported, derived, partial or none."""
        if self.way in (0, EXPECTED):
            return "reported"
        if self.way == SILENT:
            return "none"
        return "derived" if self.complete else "partial"

    @property
    def tree(self) -> str:
        """Along which tree it was added up; '' for a report."""
        if self.way in (0, EXPECTED, SILENT):
            return ""
        if self.way == RATIO_OF_PROVINCES:
            return "territory"
        trees = (
            (TIME, "breakdown"),
            (DIFFERENCE, "time"),
            (TERRITORY, "difference"),
            (SUCCESSION, "territory"),
        )
        return next((tree for below, tree in (*trees, (RATIO, "succession")) if self.way < below), "ratio")

    @property
    def addable(self) -> bool:
        """Whether it is a number of what was, not of what is planned."""
        return self.value is not None and self.state != "expected"


def exact(numbers: Iterable[float]) -> float:
    """A sum that does not depend on the order of its parts."""
    return float(sum((Decimal(repr(number)).quantize(MICRO) for number in numbers), Decimal(0)))


def joint_qualifier(parts: Iterable[Answer]) -> str:
    """'hơn' with exact ones is 'hơn'; different words together are 'khoảng'."""
    words = {part.qualifier for part in parts} - {""}
    return "" if not words else words.pop() if len(words) == 1 else "khoang"


def joint_state(parts: list[Answer]) -> str:
    """One provisional part makes the sum provisional, else one approximate part makes it approximate."""
    if any(part.state == "provisional" for part in parts):
        return "provisional"
    return "approximate" if any(part.qualifier for part in parts) else "known"


def latest(days: Iterable[date | None]) -> date | None:
    """The last of the days that are known."""
    return max((day for day in days if day), default=None)


@cache
def ways_through_parts() -> dict[tuple[str, str, str], dict[int, list[tuple]]]:
    """(indicator, breakdown, level) → way → [(part indicator, part breakdown, first day, last day)]."""
    found: dict[tuple[str, str, str], dict[int, list[tuple]]] = defaultdict(lambda: defaultdict(list))
    for indicator, breakdown, level, way, part, part_breakdown, first, last in catalogue.cell_parts():
        fact = part, part_breakdown, first or date.min, last or date.max
        found[indicator, breakdown, level][way].append(fact)
    return found


@cache
def cells_above() -> dict[tuple[str, str, str], set[tuple[str, str]]]:
    """(part indicator, part breakdown, level) → the (indicator, breakdown) that it is a part of."""
    above = defaultdict(set)
    for (indicator, breakdown, level), ways in ways_through_parts().items():
        for part, part_breakdown, _, _ in (item for way in ways.values() for item in way):
            above[part, part_breakdown, level].add((indicator, breakdown))
    return above


@cache
def ratios_of(indicator: str) -> tuple[str, ...]:
    """The ratios that have this indicator in a term."""
    return tuple(
        item.code
        for item in catalogue.all_indicators()
        if any(code == indicator for term in item.terms for _, code in (*term.numerator, *term.denominator))
    )


@cache
def last_days(indicator: str) -> dict[str, date | None]:
    """Breakdown → the last day on which it was in use, of those the catalogue knows."""
    return dict(catalogue.breakdowns(indicator))


@cache
def months_that_apply(indicator: str, breakdown: str, span: Period) -> int:
    """In how many months of a period (within one year) the cell existed at all."""
    item = catalogue.get(indicator)
    known = last_days(indicator)
    first = (item.valid_from if breakdown in known else None) or date.min
    ends = [day for day in (known.get(breakdown), item.valid_to if breakdown in known else None) if day]
    last = min(ends, default=date.max)
    year = span.start.year
    return sum(
        date(year, month, 1) <= last and periods.month_end(year, month) >= first
        for month in range(span.start.month, span.end.month + 1)
    )


@cache
def ways_through_time(span: Period) -> tuple[tuple[int, tuple[Period, ...]], ...]:
    """(way, direct parts) of a period: year ← halves ← quarters ← months, year ← nine months + Q4."""
    year, first = span.start.year, span.start.month
    if span.kind == "quarter":
        return ((TIME, tuple(periods.month(year, number) for number in range(first, first + 3))),)
    if span.kind == "half":
        number = (first + 2) // 3
        return ((TIME, (periods.quarter(year, number), periods.quarter(year, number + 1))),)
    if span.kind == "nine_months":
        return ((TIME, (periods.half(year, 1), periods.quarter(year, 3))),)
    if span.kind == "year":
        halves = (periods.half(year, 1), periods.half(year, 2))
        return ((TIME, halves), (TIME + 1, (periods.cumulative(year, 9), periods.quarter(year, 4))))
    return ()


@cache
def standard(year: int) -> tuple[Period, ...]:
    """Every period of a year that figures are added up along, shortest first."""
    return (
        *(periods.month(year, number) for number in range(1, 13)),
        *(periods.quarter(year, number) for number in range(1, 5)),
        periods.half(year, 1),
        periods.half(year, 2),
        periods.cumulative(year, 9),
        periods.year(year),
    )


@cache
def territory_mode(indicator: str, breakdown: str, level: str) -> tuple[str, str]:
    """('none' | 'children' | 'own', breakdown of the unit's own level) for a cell of a unit of this level."""
    item, chosen = catalogue.get(indicator), catalogue.parse_breakdown(breakdown)
    if item.agg_units != "sum" or breakdown not in last_days(indicator):
        return "none", ""
    own = OWN_LEVEL[level]
    if "cap" in chosen:
        below = LEVELS_UPWARDS.index(chosen["cap"]) < LEVELS_UPWARDS.index(own)
        return ("children" if below else "none"), ""
    if own not in catalogue.dimension_values(indicator, "cap"):
        return "children", ""
    if "cap" in item.overlap:
        return "none", ""
    return "own", catalogue.breakdown_key(indicator, {**chosen, "cap": own})


@cache
def parts_of_territory(unit: str, span: Period) -> tuple[str, ...]:
    """The direct parts of a unit in a period; none when it was divided anew within (the nation in 2025)."""
    first, last = units.children(unit, span.start), units.children(unit, span.end)
    return tuple(part.unit_id for part in last) if first == last else ()


class Oracle:
    """The rule applied to a set of live reports."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.chosen: dict[Key, Report] = {}
        self.days: dict[tuple[int, int], set[date]] = defaultdict(set)
        by_cell = defaultdict(list)
        for report in reports:
            by_cell[report.key].append(report)
            if report.key.start == report.key.end:
                self.days[report.key.start.year, report.key.start.month].add(report.key.start)
        for key, sent in by_cell.items():
            self.chosen[key] = min(sent, key=_preference)
        self.reached: dict[object, set[tuple[str, str, str]]] = defaultdict(set)
        for key in self.chosen:
            self._reach(key)
        self._memo: dict[Key, Answer | None] = {}
        self.conflicts: set[tuple[Key, float, int, float, int]] = set()

    def _reach(self, key: Key) -> None:
        """Note every (indicator, unit, breakdown) that this report may be part of, by year or interval."""
        seen = self.reached[_bucket(key)]
        waiting = [(key.indicator, key.unit, key.breakdown)]
        while waiting:
            cell = waiting.pop()
            if cell in seen:
                continue
            seen.add(cell)
            indicator, unit, breakdown = cell
            here = units.get(unit)
            waiting += [(i, unit, b) for i, b in cells_above().get((indicator, breakdown, here.level), ())]
            waiting += [(ratio, unit, breakdown) for ratio in ratios_of(indicator)]
            higher = [here.parent_id] if here.parent_id else []
            higher += [step.successor.unit_id for step in units.successors(unit)]
            waiting += [(indicator, above, breakdown) for above in higher]

    def figures(self) -> dict[Key, Answer]:
        """Every cell that has a figure or a state."""
        keys = set()
        odd = defaultdict(set)
        for key in self.chosen:
            odd[_bucket(key)].add(key.period)
        for bucket, cells in self.reached.items():
            spans = odd[bucket] | set(standard(bucket) if isinstance(bucket, int) else ())
            keys |= {Key(*cell, span.start, span.end) for cell in cells for span in spans}
        found = {key: answer for key in keys if (answer := self.figure(key))}
        return found

    def figure(self, key: Key) -> Answer | None:
        """The figure of a cell; a ratio is recomputed where no better one was reported."""
        answer = self._added_up(key)
        computed = self._ratio(key)
        if computed is None:
            return answer or self._ratio_of_the_nation(key)
        if answer and answer.way == 0:
            self._note_rounding(key, answer, computed)
        better = answer is None or answer.way >= EXPECTED or (computed.complete and not answer.complete)
        return computed if better and (answer is None or answer.way > 0) else answer

    def _added_up(self, key: Key) -> Answer | None:
        if (key.indicator, key.unit, key.breakdown) not in self.reached.get(_bucket(key), ()):
            return None
        if key not in self._memo:
            ways = [*self._reported(key), *self._breakdown(key), *self._time(key)]
            ways += [*self._difference(key), *self._territory(key), *self._succession(key)]
            best = min(ways, key=_rank, default=None)
            self._memo[key] = best
            self.conflicts |= {
                (key, best.value, best.way, other.value, other.way)
                for other in ways
                if other.complete and other.way not in (best.way, DIFFERENCE) and best.way < EXPECTED
                if not other.qualifier and not best.qualifier and other.value != best.value
            }
        return self._memo[key]

    def _reported(self, key: Key) -> Iterator[Answer]:
        report = self.chosen.get(key)
        if report is None:
            return
        value = _value(report)
        approximate = value is not None and report.state == "known" and report.qualifier
        way = SILENT if value is None else EXPECTED if report.state == "expected" else 0
        yield Answer(
            value=value,
            state="approximate" if approximate else report.state,
            qualifier=report.qualifier,
            way=way,
            complete=way == 0,
            as_of=report.as_of,
            numerator=report.numerator,
            denominator=report.denominator,
            leaves=frozenset({key[1:]}),
        )

    def _breakdown(self, key: Key) -> Iterator[Answer]:
        level = units.get(key.unit).level
        for way, parts in ways_through_parts().get((key.indicator, key.breakdown, level), {}).items():
            # A level that ended within the period still adds to a flow; a closing stock has none of it left.
            last = key.end if catalogue.get(key.indicator).agg_periods == "last" else key.start
            wanted = [part for part in parts if part[2] <= key.end and part[3] >= last]
            found = []
            for indicator, breakdown, _, _ in wanted:
                part = self._added_up(key._replace(indicator=indicator, breakdown=breakdown))
                if part and part.addable:
                    if indicator != key.indicator:
                        part = replace(part, leaves=frozenset({(indicator, part.leaves)}))
                    found.append(part)
            yield from _sum(found, BREAKDOWN + way, len(wanted))

    def _time(self, key: Key) -> Iterator[Answer]:
        item, unit = catalogue.get(key.indicator), units.get(key.unit)
        if not key.period.is_standard or (unit.valid_to and unit.valid_to < key.end):
            return
        if item.agg_periods == "sum":
            for way, spans in ways_through_time(key.period):
                yield from self._months(key, way, spans)
        elif item.agg_periods in ("last", "first") and not item.cumulative:
            yield from self._edge(key, item.agg_periods)

    def _months(self, key: Key, way: int, spans: tuple[Period, ...]) -> Iterator[Answer]:
        found, months = [], 0
        for span in spans:
            part = self._added_up(key.of(span))
            if part and part.addable:
                found.append(part)
                if part.complete:
                    months += months_that_apply(key.indicator, key.breakdown, span)
                elif part.tree == "time":
                    months += part.present or 0
        wanted = months_that_apply(key.indicator, key.breakdown, key.period)
        yield from _sum(found, way, wanted, months)

    def _edge(self, key: Key, which: str) -> Iterator[Answer]:
        spans = {span for _, parts in ways_through_time(key.period) for span in parts}
        if key.period.kind == "month":
            spans = {Period(day, day) for day in self.days[key.start.year, key.start.month]}
        found = []
        for span in spans:
            part = self._added_up(key.of(span))
            if part and part.addable and (which == "last" or span.start == key.start):
                thin = not part.complete and 2 * (part.present or 0) < (part.expected or 1)
                order = (thin, -span.end.toordinal(), not part.complete, -span.start.toordinal())
                found.append((order, span, part))
        if not found:
            return
        _, span, part = min(found, key=lambda item: item[0])
        last = last_days(key.indicator).get(key.breakdown)
        ends = [day for day in (key.end, last, catalogue.get(key.indicator).valid_to) if day]
        reaches = span.start == key.start if which == "first" else span.end >= min(ends)
        yield replace(
            part,
            way=TIME,
            complete=part.complete and reaches,
            present=1 if part.complete else part.present or 0,
            expected=1 if part.complete else part.expected if part.expected is not None else 1,
            # The day on which the value stands, not the day on which it was told.
            as_of=part.as_of if part.tree == "time" else span.end,
        )

    def _exact(self, key: Key) -> Answer | None:
        """What a unit itself reported for a cell, if it is an exact number of what was."""
        report = next(self._reported(key), None)
        return report if report and report.way == 0 and not report.qualifier else None

    def _exact_or_summed(self, key: Key) -> Answer | None:
        """The same, or the sum of reported halves, else quarters, else months that make the period up."""
        report = self._exact(key)
        if report:
            return report
        first, last = key.start.month, key.end.month
        for step in (6, 3, 1):
            if (last - first + 1) % step or (first - 1) % step or last - first + 1 == step:
                continue
            spans = [Period(date(key.start.year, m, 1), periods.month_end(key.start.year, m + step - 1))
                     for m in range(first, last + 1, step)]  # fmt: skip
            found = [part for span in spans if (part := self._exact(key.of(span)))]
            if len(found) == len(spans):
                return next(_sum(found, TIME, len(found)))
        return None

    def _difference(self, key: Key) -> Iterator[Answer]:
        if catalogue.get(key.indicator).agg_periods != "sum" or not key.period.is_standard:
            return
        for whole, rest in _longer_and_rest(key.period):
            minuend = self._exact(key.of(whole))
            taken = minuend and self._exact_or_summed(key.of(rest))
            if minuend and taken and minuend.value >= taken.value:
                yield Answer(
                    value=exact((minuend.value, -taken.value)),
                    state=joint_state([minuend, taken]),
                    qualifier="",
                    way=DIFFERENCE if whole.is_standard else DIFFERENCE + 1,
                    complete=True,
                    present=2,
                    expected=2,
                    as_of=latest((minuend.as_of, taken.as_of)),
                    leaves=frozenset({key.of(whole)[1:], key.of(rest)[1:]}),
                )
                return

    def _territory(self, key: Key) -> Iterator[Answer]:
        mode, own = territory_mode(key.indicator, key.breakdown, units.get(key.unit).level)
        if mode == "none":
            return
        standing = parts_of_territory(key.unit, key.period)
        levels = catalogue.get(key.indicator).levels
        told = [part for part in standing if units.get(part).level in levels]
        below = [self._added_up(key._replace(unit=part)) for part in told]
        found = [part for part in below if part and part.addable]
        if found and mode == "own":
            part = self._added_up(key._replace(breakdown=own))
            found += [part] if part and part.addable else []
        yield from _sum(found, TERRITORY, len(standing) + (mode == "own"))

    def _succession(self, key: Key) -> Iterator[Answer]:
        item, unit = catalogue.get(key.indicator), units.get(key.unit)
        steps = units.predecessors(key.unit)
        if item.agg_units != "sum" or unit.level not in item.levels:
            return
        if key.breakdown not in last_days(item.code) or not steps:
            return
        if not all(step.whole for step in steps):
            return
        before = [self._added_up(key._replace(unit=s.predecessor.unit_id)) for s in steps if key.end < s.date]
        yield from _sum([part for part in before if part and part.addable], SUCCESSION, len(steps))

    def _ratio(self, key: Key) -> Answer | None:
        item, found = catalogue.get(key.indicator), []
        for number, term in enumerate(item.terms, start=1):
            sides = [(1, sign, code) for sign, code in term.numerator]
            sides += [(2, sign, code) for sign, code in term.denominator]
            parts = [self._added_up(key._replace(indicator=code)) for _, _, code in sides]
            if any(part is None or not part.addable or part.qualifier for part in parts):
                continue
            above, below = (
                exact(s * part.value for (side, s, _), part in zip(sides, parts, strict=True) if side == wanted)
                for wanted in (1, 2)
            )
            complete = all(part.complete for part in parts)
            # A count that began inside the period does not stand over one of the whole period.
            began = [catalogue.get(code).valid_from for code in (item.code, *(code for _, _, code in sides))]
            if any(day and day > key.start for day in began):
                continue
            if below > 0 and above >= 0 and (complete or _same_half(parts)):
                found.append(_quotient(item.scale, above, below, RATIO + number, complete, parts))
        return min(found, key=lambda answer: (not answer.complete, answer.way), default=None)

    def _ratio_of_the_nation(self, key: Key) -> Answer | None:
        """The common rate of the provinces that have both terms, if half of them do; always partial."""
        if units.get(key.unit).level != "nation" or not catalogue.get(key.indicator).terms:
            return None
        standing = parts_of_territory(key.unit, key.period)
        told = [part for unit in standing if (part := self.figure(key._replace(unit=unit)))]
        # Rates of different formulas do not add up: the first formula, or a reported rate where there is but one.
        single = len(catalogue.get(key.indicator).terms) == 1
        alike = [p for p in told if p.way == 51 or (p.way == 0 and single)]
        parts = [p for p in alike if p.complete and p.denominator and p.numerator is not None and not p.qualifier]
        if not parts or 2 * len(parts) < len(standing):
            return None
        above, below = exact(part.numerator for part in parts), exact(part.denominator for part in parts)
        scale = catalogue.get(key.indicator).scale
        answer = _quotient(scale, above, below, RATIO_OF_PROVINCES, False, parts)
        return replace(answer, present=len(parts), expected=len(standing))

    def _note_rounding(self, key: Key, told: Answer, computed: Answer) -> None:
        """A reported share that its own parts contradict by more than rounding."""
        step = 10.0 ** -catalogue.get(key.indicator).decimals
        if computed.complete and not told.qualifier and abs(told.value - computed.value) > 0.6 * step:
            self.conflicts.add((key, told.value, told.way, computed.value, computed.way))


def _bucket(key: Key) -> object:
    """The year of a period inside one year, else its days: figures of different buckets never meet."""
    return key.start.year if key.start.year == key.end.year else (key.start, key.end)


def _preference(report: Report) -> tuple:
    """Reports of one cell, the one to show first."""
    silent = report.value is None and report.numerator is None
    day = report.as_of.toordinal() if report.as_of else 0
    return silent, report.state == "expected", report.priority, -day, tuple(-part for part in report.order)


def _value(report: Report) -> float | None:
    item = catalogue.get(report.key.indicator)
    if item.kind == "ratio" and report.numerator is not None and report.denominator:
        return item.scale * report.numerator / report.denominator
    return report.value


def _rank(answer: Answer) -> tuple:
    """Ways of one cell, the one to show first."""
    if answer.way == 0:
        return (0,)
    if answer.complete:
        return 1, answer.way
    if answer.way >= EXPECTED:
        return (3,)
    wanted = answer.expected if answer.expected is not None else 1
    return 2, -((answer.present or 0) / wanted), -wanted, answer.way


def _sum(parts: list[Answer], way: int, wanted: int, present: int | None = None) -> Iterator[Answer]:
    """One way through parts, or none when nothing was found."""
    if not parts:
        return
    whole = sum(part.complete for part in parts) if present is None else present
    leaves: frozenset = frozenset()
    for part in parts:
        leaves ^= part.leaves
    yield Answer(
        value=exact(part.value for part in parts),
        state=joint_state(parts),
        qualifier=joint_qualifier(parts),
        way=way,
        complete=whole >= wanted,
        present=whole,
        expected=wanted,
        as_of=latest(part.as_of for part in parts),
        leaves=leaves,
    )


def _same_half(parts: list[Answer]) -> bool:
    """Whether all terms are partial, over the very same reports, and each has at least half of its parts."""
    if any(part.complete for part in parts) or len({part.leaves for part in parts}) > 1:
        return False
    return all(part.expected and 2 * part.present >= part.expected for part in parts)


def _quotient(scale: float, above: float, below: float, way: int, complete: bool, parts: list[Answer]) -> Answer:
    return Answer(
        value=scale * above / below,
        state=joint_state(parts),
        qualifier="",
        way=way,
        complete=complete,
        present=None if complete else min((p.present for p in parts if p.present is not None), default=None),
        expected=None if complete else max((p.expected for p in parts if p.expected is not None), default=None),
        as_of=latest(part.as_of for part in parts),
        numerator=above,
        denominator=below,
    )


@cache
def _longer_and_rest(target: Period) -> tuple[tuple[Period, Period], ...]:
    """(longer period, what is left of it without the target), the tightest longer one first."""
    year = target.start.year
    spans = {*standard(year), *(periods.cumulative(year, last) for last in range(1, 13))}
    pairs = []
    for whole in spans:
        rest = None
        if whole.end == target.end and whole.start < target.start:
            rest = Period(whole.start, periods.day_before(target.start))
        elif whole.start == target.start and whole.end > target.end:
            rest = Period(date(year, target.end.month + 1, 1), whole.end)
        if rest in spans:
            pairs.append((whole, rest))
    return tuple(sorted(pairs, key=lambda pair: (-pair[0].start.toordinal(), pair[0].end.toordinal())))
