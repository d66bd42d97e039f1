"""The period of a line, from the words in its own columns: a year and a quarter, a period written out, two days.

Owns the putting together of those words. A line whose words contradict each other, or are no period, has a fault.
"""

from dataclasses import dataclass

from danvan import periods
from danvan.ingest.shape.when import Reading, day_of, find_periods, part_of_year, read_period, without_periods, year_of
from danvan.ingest.shape.when_where import When, readings
from danvan.periods import Period


@dataclass(frozen=True)
class RowTexts:
    """The words of a line that tell its period, by role."""

    period: str = ""
    year: str = ""
    part: str = ""
    part_role: str = ""
    first: str = ""
    last: str = ""


def row_when(said: RowTexts, year: int | None) -> When:
    """The period of a line. year: of the column or sheet, for 'Quý I' alone."""
    if said.first or said.last:
        return _span(said, year)
    own = year_of(said.year) if said.year else None
    if said.year and own is None:
        reading = read_period(said.year)
        return When(reading.period, reading.state) if reading else When(fault="period")
    if said.part:
        number = part_of_year(said.part, said.part_role)
        if number is None:
            return When(fault="period")
        if (own or year) is None:
            return When(partial=said.part)
        return When(
            {"quarter": periods.quarter, "month": periods.month, "half": periods.half}[said.part_role](
                own or year, number
            )
        )
    if said.period:
        return _of_text(said.period, own or year)
    return When(periods.year(own)) if own else When()


def _of_text(text: str, year: int | None) -> When:
    reading = read_period(text, year=year)
    if reading is None:
        found = readings(text, year=year)
        reading = found[0] if len({r.period for r in found}) == 1 else None
    if reading:
        return When(reading.period, reading.state)
    return When(partial=text) if find_periods(text, year=2000) and year is None else When(fault="period")


def _span(said: RowTexts, year: int | None) -> When:
    """From … to …; the period named beside them has to be the same."""
    first, last = (day_of(text) if text else None for text in (said.first, said.last))
    if last is None or (said.first and first is None):
        return When(fault="period")
    first = first or last
    if last < first:
        return When(fault="reversed")
    found = Period(first, last)
    named = _of_text(said.period, year) if said.period else When()
    if named.period and named.period != found:
        return When(fault="contradicts")
    return When(found, named.state)


def only_period(text: str) -> Reading | None:
    """The period of a line that says nothing else: 'Năm 2020' above the units of that year."""
    reading = read_period(text)
    return reading if reading and not without_periods(text) else None
