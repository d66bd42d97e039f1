"""The period of a column and of a sheet: from the header, the titles, the sheet's name or the file's name.

Owns the putting together of halves ('Quý I' in one place, '2024' in another). A year inside a word, the base year of
constant prices and the day of a signature are no periods. What is not told anywhere is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from danvan import periods
from danvan.ingest.shape.generic import WHOLE_WORDS
from danvan.ingest.shape.headers import Header
from danvan.ingest.shape.when import EXPECTED, Reading, find_impossible, find_periods
from danvan.ingest.shape.when_makers import OPEN_END
from danvan.ingest.shape.words import folded, trailing_unit
from danvan.periods import Period, month_end

BASE_YEAR = re.compile(
    r"(?i)(giá (?:so sánh|cố định|gốc)|năm gốc|gốc|constant|base year|so với năm|giá)\s*"
    r"(?:năm\s*)?\(?\d{4}|\d{4}\s*=\s*100"
)
YEAR_AT_END = re.compile(r"(.*[^\W\d_])((?:19|20)\d\d)")
SAME_TIME = re.compile(r"cung ky")
LAST_YEAR = re.compile(r"(?:(?:so|so lieu|ket qua|thuc hien) )*nam truoc")
BEFORE = re.compile(
    r"(?:(?:so|so lieu|ket qua|thuc hien) )*(?:ky|quy|thang|dot|lan)(?: bao cao)? truoc(?: (?:do|lien ke))?"
)
"""The period before this one: which one that is the header does not say."""
CUMULATED = re.compile(r"luy ke|cong don|tu dau nam")
OVER_YEARS = re.compile(
    r"(?:tu )?dau (?:nhiem ky|giai doan|ky dai hoi)|(?:ca|toan|luy ke|cong don) (?:nhiem ky|giai doan)"
)
"""Running sums whose first day is not the year's."""


@dataclass(frozen=True)
class Context:
    """The period that a sheet as a whole is about. where: choice, title, sheet, file or ''; others: also possible.

    as_of: the day up to which its figures were counted, where the title says so beside the period.
    """

    period: Period | None = None
    where: str = ""
    state: str = ""
    text: str = ""
    others: tuple[Period, ...] = ()
    as_of: date | None = None

    @property
    def year(self) -> int | None:
        """The year that a quarter or month without one belongs to."""
        return self.period.end.year if self.period else None


@dataclass(frozen=True)
class When:
    """A period found for a column or line. name: what else its header says; fault: why there is none.

    partial: words that still lack their year; unit: unit of measure that stands with the header's group.
    """

    period: Period | None = None
    state: str = ""
    name: str = ""
    fault: str = ""
    partial: str = ""
    unit: str = ""


def readings(text: str, *, year: int | None = None, loose: bool = False) -> list[Reading]:
    """The periods in a text; a year in a word or of constant prices left aside. loose: names of files, sheets."""
    base = [hit.span() for hit in BASE_YEAR.finditer(text)]
    return [
        _running(r)
        for r in find_periods(text, year=year)
        if not any(r.span[0] < end and start < r.span[1] for start, end in base) and (loose or not _glued(text, r))
    ]


def _running(found: Reading) -> Reading:
    """'Lũy kế đến tháng 8 năm 2024' is the year so far, not the day on which it ends."""
    end = found.period.end
    said = folded(found.text)
    if found.period.kind == "day" and "luy ke" in said and "thang" in said and end == month_end(end.year, end.month):
        return replace(found, period=periods.cumulative(end.year, end.month))
    return found


def families(headers: Sequence[str]) -> frozenset[str]:
    """What stands before the year in headers like 'X2010', 'X2012' where several columns differ by the year alone."""
    found = [(hit[1], hit[2]) for header in headers if (hit := YEAR_AT_END.fullmatch(header.strip()))]
    fronts = {front for front, _ in found}
    return frozenset(front for front in fronts if len({year for f, year in found if f == front}) > 1)


def _glued(text: str, reading: Reading) -> bool:
    """Whether a bare year is a part of a word: 'Un-weighted2015PAPI'."""
    start, end = reading.span
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return reading.text.isdigit() and any(c.isalpha() for c in around)


def narrowest(found: Sequence[Reading]) -> Reading | None:
    """The reading that lies inside all others; None when two contradict."""
    best = min(found, key=lambda r: r.period.end - r.period.start)
    inside = all(r.period.start <= best.period.start and best.period.end <= r.period.end for r in found)
    return best if inside else None


def column_when(header: Header, context: Context, fronts: frozenset[str] = frozenset()) -> When:
    """What a column's header says of its figures' period, and the name that is left. fronts: see `families`."""
    hit = YEAR_AT_END.fullmatch(header.text.strip())
    if hit and hit[1] in fronts:
        return When(periods.year(int(hit[2])), name=hit[1] if len(hit[1]) > 2 else "")
    return replace(_column_when(header, context), unit=trailing_unit(header.group)[1] if header.own else "")


def _column_when(header: Header, context: Context) -> When:
    parts = [part for part in header.parts] or [header.text]
    own = [readings(part) for part in parts]
    years = [r.period.end.year for found in own for r in found]
    year = years[0] if len(set(years)) == 1 else context.year
    found = [r for part in parts for r in readings(part, year=year)]
    name = _name(header, context, year)
    state = next((r.state for r in found if r.state), "")
    said = folded(header.text)
    own_words = {folded(part) for part in (header.own, *parts) if part}
    if not found and (OVER_YEARS.search(said) or any(BEFORE.fullmatch(words) for words in own_words)):
        return When(fault="other_period", name=name)
    if not found and _open_or_part(parts, own_words, context):
        return When(fault="untold", name=name)
    if not found and context.period and WHOLE_YEAR.search(header.text):
        bare_header = replace(header, group=WHOLE_YEAR.sub(" ", header.group), own=WHOLE_YEAR.sub(" ", header.own))
        return When(periods.year(context.period.end.year), EXPECTED, _name(bare_header, context, year))
    last_year = any(LAST_YEAR.fullmatch(words) for words in own_words)
    if SAME_TIME.search(said) or last_year:
        bare_header = replace(header, group=SAME_WORDS.sub(" ", header.group), own=SAME_WORDS.sub(" ", header.own))
        return (_year_before if last_year else _same_time)(found, context, _name(bare_header, context, year))
    if not found:
        if CUMULATED.search(said) and context.period and context.period.months:
            whole = periods.cumulative(context.period.end.year, context.period.end.month)
            return When(whole, name=CUMULATED_WORDS.sub("", name).strip(" -–:,()"))
        partial = next((part for part in parts if find_periods(part, year=2000) and not find_periods(part)), "")
        return When(name=_name(header, context, 2000) if partial else name, partial=partial)
    best = narrowest(found)
    if best is None:
        return When(fault="two", name=name)
    return When(best.period, state, name)


def _open_or_part(parts: Sequence[str], own_words: set[str], context: Context) -> bool:
    """'Từ 2015 đến nay', which has no last day; 'Trong tháng' in a table of six months: the header tells no period."""
    kind = context.period.kind if context.period else ""
    other = kind and any(OWN_PERIOD.get(words, kind) != kind for words in own_words)
    endless = [wrong.text for part in parts for wrong in find_impossible(part) if wrong.why == OPEN_END]
    return bool(other) or any(c.isdigit() for text in endless for c in text)


SAME_WORDS = re.compile(r"(?i)\(?(?:so )?(?:với )?cùng kỳ(?: (?:của )?năm(?: trước| ngoái| \d{4})?)?\)?|năm trước")
WHOLE_YEAR = re.compile(
    r"(?i)[(\s]*(?<!\w)(?:ước|dự kiến)(?:\s+(?:tính|thực hiện|TH|đạt|kết quả))*\s+cả\s+năm(?:\s+nay)?(?!\w)[)\s]*"
)
"""What is expected of the year, in a table of a part of it."""

CUMULATED_WORDS = re.compile(r"(?i)(?:số liệu\s+)?(?:lũy|luỹ) kế(?: từ đầu năm)?(?: đến nay)?|cộng dồn|từ đầu năm")


OWN_PERIOD = {
    "trong thang": "month",
    "thang nay": "month",
    "trong quy": "quarter",
    "quy nay": "quarter",
    "ca nam": "year",
}
"""Words that mean the sheet's own period only where that is a month, a quarter, a year."""


def _name(header: Header, context: Context, year: int | None) -> str:
    """What a header says beside periods, its group first."""
    found = []
    for text in (header.group, header.own):
        kept = text
        for reading in reversed(readings(text, year=year)):
            kept = f"{kept[: reading.span[0]]} {kept[reading.span[1] :]}"
        if kept != text:
            kept = re.sub(r"[(\[]\s*[)\]]", " ", kept)
        kept = " ".join(kept.split()).strip(" -–—:;,/|·.")
        if kept:
            found.append(kept)
    if len(found) == 2:
        found[0] = trailing_unit(found[0])[0]
        said = folded(found[1])
        kind = context.period.kind if context.period else ""
        if said in WHOLE_WORDS and OWN_PERIOD.get(said, kind) == kind:
            return found[0]
    return " – ".join(found)


def _year_before(found: Sequence[Reading], context: Context, name: str) -> When:
    """'Năm trước' in a table of a year; in one of a part of it, it may mean the whole year as well."""
    whole = context.period is not None and context.period.kind == "year"
    return _same_time(found, context, name) if whole else When(fault="other_period", name=name)


def _same_time(found: Sequence[Reading], context: Context, name: str) -> When:
    """'Cùng kỳ năm 2023': the sheet's own period, a year earlier."""
    before = context.period.same_last_year if context.period else None
    if before is None or any(r.period.end.year != before.end.year for r in found):
        return When(fault="same_time", name=name)
    return When(before, name=name)
