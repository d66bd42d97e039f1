"""The tree of periods as rows: which standard periods there are, their parts, sums and differences."""

from datetime import date

from danvan import periods
from danvan.periods import Period

FIRST_YEAR, LAST_YEAR = 2000, 2050
RANKS = {"month": 0, "quarter": 1, "half": 2, "nine_months": 3, "year": 4}
Row = tuple[object, ...]


def _year_periods(year: int) -> list[Period]:
    """Every standard or cumulative period of a year, shortest first."""
    spans = {periods.cumulative(year, last) for last in range(1, 13)}
    spans |= {periods.month(year, number) for number in range(1, 13)}
    spans |= {periods.quarter(year, number) for number in range(1, 5)}
    spans |= {periods.half(year, number) for number in (1, 2)}
    return sorted(spans, key=lambda span: (span.end - span.start, span.start))


def standard_rows() -> list[Row]:
    """(period_start, period_end, kind, rank) of each period that figures are added up along."""
    return [
        (span.start, span.end, span.kind, RANKS[span.kind])
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
        for span in _year_periods(year)
        if span.is_standard
    ]


def _ways(year: int) -> list[tuple[Period, int, list[Period]]]:
    """(whole, way, its direct parts): the tree month → quarter → half → nine months → year."""
    quarters = [periods.quarter(year, number) for number in range(1, 5)]
    halves = [periods.half(year, number) for number in (1, 2)]
    nine = periods.cumulative(year, 9)
    found = [(quarters[i], 1, [periods.month(year, 3 * i + k) for k in (1, 2, 3)]) for i in range(4)]
    found += [(halves[i], 1, quarters[2 * i : 2 * i + 2]) for i in range(2)]
    found += [(nine, 1, [halves[0], quarters[2]])]
    found += [(periods.year(year), 1, halves), (periods.year(year), 2, [nine, quarters[3]])]
    return found


def part_rows() -> list[Row]:
    """(whole_start, whole_end, rank, way, part_start, part_end)."""
    return [
        (whole.start, whole.end, RANKS[whole.kind], way, part.start, part.end)
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
        for whole, way, parts in _ways(year)
        for part in parts
    ]


def span_rows() -> list[Row]:
    """(whole_start, whole_end, way, parts, part_start, part_end): equal steps that tile a longer period."""
    rows: list[Row] = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for whole in _year_periods(year):
            first, last = whole.months or (0, 0)
            for way, step in enumerate((1, 3, 6), start=1):
                if (last - first + 1) % step or last - first + 1 == step or (first - 1) % step:
                    continue
                starts = range(first, last + 1, step)
                rows += [
                    (
                        whole.start,
                        whole.end,
                        way,
                        len(starts),
                        date(year, start, 1),
                        periods.month_end(year, start + step - 1),
                    )
                    for start in starts
                ]
    return rows


def difference_rows() -> list[Row]:
    """(target, minuend, subtrahend days): a standard period as what is left of a longer one without the rest."""
    rows: list[Row] = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        spans = _year_periods(year)
        by_days = {(span.start, span.end): span for span in spans}
        for target in (span for span in spans if span.is_standard):
            for minuend in spans:
                rest = _rest(minuend, target)
                if rest in by_days:
                    rows.append((target.start, target.end, minuend.start, minuend.end, *rest))
    return rows


def _rest(minuend: Period, target: Period) -> tuple[date, date] | None:
    if minuend.end == target.end and minuend.start < target.start:
        return minuend.start, periods.day_before(target.start)
    if minuend.start == target.start and minuend.end > target.end:
        first = target.end.month + 1
        return date(target.end.year, first, 1), minuend.end
    return None
