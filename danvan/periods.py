"""Periods: the codes, names and kinds of the spans of time that figures speak about.

Owns parsing ('2024', '2024-H1', '2024-9M', '2024-Q2', '2024-06', '2024-4M', '2020-07-15',
'2013-01-01..2020-07-15', '2020-2025') and naming (Vietnamese). It never guesses: a text that is not
one of these forms is an error that says which forms there are.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from danvan.errors import DanVanError

FIRST_YEAR, LAST_YEAR = 1945, 2100
STANDARD_KINDS = ("month", "quarter", "half", "nine_months", "year")
FORMS = (
    "2024 (năm), 2024-H1 (6 tháng đầu năm), 2024-9M (9 tháng), 2024-Q2 (quý II), 2024-06 (tháng 6), "
    "2020-07-15 (tại ngày), 2013-01-01..2020-07-15 (giai đoạn), 2020-2025 (nhiệm kỳ)"
)
ROMAN = ("I", "II", "III", "IV")


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


@dataclass(frozen=True, order=True)
class Period:
    """A closed span of days; a single day stands for 'as of that day' (stocks)."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise DanVanError(
                message=f"Kỳ số liệu kết thúc ({self.end:%d/%m/%Y}) trước khi bắt đầu ({self.start:%d/%m/%Y}).",
                remedy="Kiểm tra lại ngày đầu và ngày cuối của kỳ.",
            )

    @property
    def months(self) -> tuple[int, int] | None:
        """(first month, last month) when the span is whole months of one year, else None."""
        whole = self.start.day == 1 and self.end == month_end(self.end.year, self.end.month)
        if whole and self.start.year == self.end.year:
            return self.start.month, self.end.month
        return None

    @property
    def kind(self) -> str:
        """month, quarter, half, nine_months, year, cumulative (from January), term, day or interval."""
        if self.start == self.end:
            return "day"
        if self.months is None:
            whole_years = (self.start.month, self.start.day, self.end.month, self.end.day)
            return "term" if whole_years == (1, 1, 12, 31) else "interval"
        first, last = self.months
        length = last - first + 1
        if length == 1:
            return "month"
        if length == 3 and first % 3 == 1:
            return "quarter"
        if length == 6 and first in (1, 7):
            return "half"
        if length == 12:
            return "year"
        if first == 1:
            return "nine_months" if last == 9 else "cumulative"
        return "interval"

    @property
    def is_standard(self) -> bool:
        """Whether the period is one that figures are added up along (§2 of the data model)."""
        return self.kind in STANDARD_KINDS

    @property
    def code(self) -> str:
        """The stable code used in addresses and on the command line."""
        kind, year = self.kind, self.end.year
        first, last = self.months or (0, 0)
        codes = {
            "day": f"{self.start:%Y-%m-%d}",
            "month": f"{year}-{first:02d}",
            "quarter": f"{year}-Q{(last + 2) // 3}",
            "half": f"{year}-H{last // 6}",
            "nine_months": f"{year}-9M",
            "cumulative": f"{year}-{last}M",
            "year": f"{year}",
            "term": f"{self.start.year}-{self.end.year}",
        }
        return codes.get(kind, f"{self.start:%Y-%m-%d}..{self.end:%Y-%m-%d}")

    @property
    def label(self) -> str:
        """The name in running text and titles: 'Quý III/2024', '6 tháng đầu năm 2024'."""
        kind, year = self.kind, self.end.year
        first, last = self.months or (0, 0)
        labels = {
            "day": f"đến ngày {vi_date(self.start)}",
            "month": f"Tháng {first}/{year}",
            "quarter": f"Quý {ROMAN[(last - 1) // 3]}/{year}",
            "half": f"6 tháng {'đầu' if first == 1 else 'cuối'} năm {year}",
            "nine_months": f"9 tháng đầu năm {year}",
            "cumulative": f"{last} tháng đầu năm {year}",
            "year": f"Năm {year}",
            "term": f"Giai đoạn {self.start.year}–{self.end.year}",
        }
        return labels.get(kind, f"Từ {vi_date(self.start)} đến {vi_date(self.end)}")

    @property
    def short(self) -> str:
        """The name on an axis: 'T6/2024', 'Q.III/2024', '6T đầu 2024', '2024'."""
        kind, year = self.kind, self.end.year
        first, last = self.months or (0, 0)
        shorts = {
            "day": vi_date(self.start),
            "month": f"T{first}/{year}",
            "quarter": f"Q.{ROMAN[(last - 1) // 3]}/{year}",
            "half": f"6T {'đầu' if first == 1 else 'cuối'} {year}",
            "nine_months": f"9T {year}",
            "cumulative": f"{last}T {year}",
            "year": f"{year}",
            "term": f"{self.start.year}–{self.end.year}",
        }
        return shorts.get(kind, f"{vi_date(self.start)}–{vi_date(self.end)}")

    @property
    def same_last_year(self) -> "Period | None":
        """The same period a year earlier ('cùng kỳ'); None where there is none (days, intervals, terms)."""
        if self.months is None or self.kind in ("day", "interval"):
            return None
        first, last = self.months
        year = self.start.year - 1
        return Period(date(year, first, 1), month_end(year, last))

    @property
    def years(self) -> float:
        """Length in years of 365,25 days, for the per-year rate of long intervals."""
        return ((self.end - self.start).days + 1) / 365.25


def vi_date(day: date) -> str:
    """'15/7/2020', '01/7/2025', '15/02/2026': days below 10 and months 1 and 2 take a zero (Nghị định 30/2020)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def _months(year: int, first: int, last: int) -> Period:
    return Period(date(year, first, 1), month_end(year, last))


def year(number: int) -> Period:
    """The calendar year."""
    return _months(number, 1, 12)


def half(number: int, which: int) -> Period:
    """The first (1) or second (2) half of a year."""
    return _months(number, 6 * which - 5, 6 * which)


def quarter(number: int, which: int) -> Period:
    """Quarter 1..4 of a year."""
    return _months(number, 3 * which - 2, 3 * which)


def month(number: int, which: int) -> Period:
    """Month 1..12 of a year."""
    return _months(number, which, which)


def cumulative(number: int, last: int) -> Period:
    """January up to and including a month."""
    return _months(number, 1, last)


def parse(text: str) -> Period:
    """The period that a code names; DanVanError listing the accepted forms otherwise."""
    code = str(text).strip()
    try:
        found = _parse(code)
    except ValueError as error:
        raise _unknown(code) from error
    if found is None or not FIRST_YEAR <= found.start.year <= found.end.year <= LAST_YEAR:
        raise _unknown(code)
    return found


def _parse(code: str) -> Period | None:
    if found := re.fullmatch(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)", code):
        return Period(date.fromisoformat(found[1]), date.fromisoformat(found[2]))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", code):
        day = date.fromisoformat(code)
        return Period(day, day)
    if found := re.fullmatch(r"(\d{4})-(\d{4})", code):
        return Period(date(int(found[1]), 1, 1), date(int(found[2]), 12, 31))
    if found := re.fullmatch(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{1,2})M|(\d\d)))?", code):
        number = int(found[1])
        if found[2]:
            return half(number, int(found[2]))
        if found[3]:
            return quarter(number, int(found[3]))
        if found[4]:
            return cumulative(number, int(found[4]))
        return month(number, int(found[5])) if found[5] else year(number)
    return None


def _unknown(code: str) -> DanVanError:
    return DanVanError(message=f"Không hiểu kỳ số liệu “{code}”.", remedy=f"Dùng một trong các dạng: {FORMS}.")


def day_before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)
