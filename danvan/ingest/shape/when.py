"""Periods as officials write them, found in headers, titles, cells, names of sheets and files.

Owns the search and the words that say how firm a period's figures are (sơ bộ, ước, dự kiến). A day that the calendar
does not have, a span without an end and a year of two digits are told, never repaired. Days come before months, as
everywhere in Việt Nam.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from danvan.ingest.shape.when_forms import FORMS
from danvan.ingest.shape.when_makers import NO_SUCH_DAY, OPEN_END, REVERSED, SHORT_YEAR, Match, Wrong
from danvan.ingest.shape.when_text import HIDDEN, YEAR, Folded, fold_text, hide_documents, hide_others
from danvan.periods import FIRST_YEAR, LAST_YEAR, Period, month_end

EXPECTED, PROVISIONAL = "expected", "provisional"
NEEDS_PERIOD = "needs_period"
FINDINGS = {
    NO_SUCH_DAY: "shape_no_such_day",
    REVERSED: "shape_period_reversed",
    OPEN_END: "shape_open_end",
    SHORT_YEAR: "shape_short_year",
}
_PROVISIONAL = r"(?:so lieu )?(?:so )?so bo|preliminary|prel\.?|tam tinh|provisional"
_EXPECTED = (
    r"(?<!quy )(?<!huong )uoc(?: tinh)?(?: thuc hien| th| dat| ket qua)?|uth|est\.?|estimated?|du kien"
    r"|theo ke hoach"
)
# Words of names too ('hoàn thành kế hoạch năm 2024'), so they count only at the head of their part of the text.
_PLANNED = (
    r"ke hoach|kh|plan|muc tieu|chi tieu giao|du toan|phan dau|du bao|forecast"
    r"|(?:phuong huong,? )?(?:nhiem vu(?: trong tam)?|phuong huong)"
)
_ANYWHERE = r"tai thoi diem|thoi diem|trong|tai|cua|in|as of|by"
_HEAD = r"(?:ket qua )?thuc hien|th|da thuc hien|chinh thuc|actual|final|so lieu|ky bao cao|ky so lieu|ky"
_LEAD = re.compile(
    rf"(?:(?<![a-z0-9])(?:(?P<provisional>{_PROVISIONAL})|(?P<expected>{_EXPECTED})|{_ANYWHERE})"
    rf"|(?:^|[(\[:;|,\-]|(?<![a-z])va )\s*(?:(?P<planned>{_PLANNED})|{_HEAD}))[\s:(\-]*$"
)
_SAID = rf"(?:(?P<provisional>{_PROVISIONAL})|(?P<expected>uoc(?: tinh| thuc hien)?|uth|est\.?|du kien|ke hoach))"
_AFTER = (re.compile(rf"^ ?\( ?{_SAID} ?\)"), re.compile(rf"^[ ,]*{_SAID}(?![a-z0-9])"))
_SAME = re.compile(rf"(?<![a-z])cung ky(?: nam)? ?(?P<y>{YEAR}|truoc|ngoai)(?![\d/])")

_SUMMED = re.compile(rf"(?:luy ke|cong don),? (?!.*dau nam)(?:(?:tinh )?(?:den|toi)|(?:nam )?{YEAR})")


@dataclass(frozen=True)
class Reading:
    """One period found. state: '' (as it is), provisional or expected; cumulative: counted up to its end.

    span: first and last place in the text that speak of it (end outside); sure: False where the words may mean another
    thing; alone: nothing else stands in the text.
    """

    period: Period
    state: str
    cumulative: bool
    span: tuple[int, int]
    text: str
    sure: bool = True
    alone: bool = False


@dataclass(frozen=True)
class Impossible:
    """A text in the form of a period that is none. why: no_such_day, period_reversed, open_end, short_year or
    needs_period ('cùng kỳ năm trước' without knowing the period)."""

    text: str
    why: str
    suggestion: str = ""

    @property
    def code(self) -> str:
        """The code of its finding; 'shape_no_period' where only the period to compare with is missing."""
        return FINDINGS.get(self.why, "shape_no_period")


def find_periods(text: str, *, year: int | None = None, base: Period | None = None) -> list[Reading]:
    """Every period that a text names, in its order.

    year: what 'Quý III' or 'tháng 6' without one belong to; base: what 'cùng kỳ năm trước' compares with.
    """
    return list(_search(text, year, base)[0])


def find_impossible(text: str, *, year: int | None = None, base: Period | None = None) -> list[Impossible]:
    """What looks like a period and is none: '31/2/2020', 'từ 2020 đến 2015', 'từ năm 2010 đến nay'."""
    return list(_search(text, year, base)[1])


def read_period(text: str, *, year: int | None = None, base: Period | None = None) -> Reading | None:
    """The period that is all a text says (a cell of a period's column); None when there is none or something else."""
    found, wrong = _search(text, year, base)
    return found[0] if len(found) == 1 and not wrong and found[0].alone else None


def without_periods(text: str, *, year: int | None = None, base: Period | None = None) -> str:
    """What a header says beside its periods: the name of the figures.

    'lũy kế' without the start of a year stays: figures added up over years are others than those of one.
    """
    found, kept, summed = _search(text, year, base)[0], text, ""
    for reading in reversed(found):
        kept = kept[: reading.span[0]] + " " + kept[reading.span[1] :]
        summed = " lũy kế" if _SUMMED.search(fold_text(reading.text).plain) else summed
    if not found:
        return " ".join(text.split())
    kept = re.sub(r"[(\[][\s,;:\-–—]*[)\]]", " ", kept)
    kept = " ".join(kept.split()).strip(" -–—:;,/|·._")
    return kept + summed if kept else ""


def needs_year(text: str) -> bool:
    """Whether a text names a part of a year without saying which year: 'Tháng 6', '6 tháng đầu năm'."""
    return not _search(text, None, None)[0] and bool(_search(text, 2000, None)[0])


@lru_cache(maxsize=4096)
def _search(text: str, context: int | None, base: Period | None) -> tuple[tuple[Reading, ...], tuple[Impossible, ...]]:
    folded = fold_text(text)
    rest = hide_documents(hide_others(text, folded))
    found, wrong = _hits(rest, context, base)
    years = {made.period.end.year for _, _, made in found}
    if context is None and len(years) == 1:
        # '6 tháng đầu năm và nhiệm vụ 6 tháng cuối năm 2024': one year for both halves
        found, wrong = _hits(rest, years.pop(), base)
    readings = tuple(_reading(text, folded, *item) for item in sorted(found, key=lambda item: item[0]))
    said = [(text[slice(*folded.span(start, end))].strip(" ("), made.why) for start, end, made in wrong]
    return readings, tuple(Impossible(words, why, _with_century(words, why)) for words, why in said)


def _with_century(words: str, why: str) -> str:
    """'15/7/20' → '15/7/2020'."""
    return f"{words[:-2]}20{words[-2:]}" if why == SHORT_YEAR else ""


def _hits(
    rest: str, context: int | None, base: Period | None
) -> tuple[list[tuple[int, int, Match]], list[tuple[int, int, Wrong]]]:
    """What the forms find, each place once."""
    found: list[tuple[int, int, Match]] = []
    wrong: list[tuple[int, int, Wrong]] = []
    if not re.search(r"\d|quy |thang|nam|nay|q", rest):
        return found, wrong
    for pattern, make in ((_SAME, lambda hit, _: _same(hit, base)), *FORMS):
        for hit in pattern.finditer(rest):
            made = make(hit, context) if HIDDEN not in hit[0] else None
            if isinstance(made, Match):
                found.append((*hit.span(), made))
            elif isinstance(made, Wrong):
                wrong.append((*hit.span(), made))
            if made is not None:
                rest = rest[: hit.start()] + HIDDEN * len(hit[0]) + rest[hit.end() :]
    return found, wrong


def _same(hit: re.Match[str], base: Period | None) -> Match | Wrong:
    """'cùng kỳ năm trước', 'cùng kỳ 2023': the months of the period compared with, in that year."""
    if base is None or base.months is None:
        return Wrong(NEEDS_PERIOD)
    number = int(hit["y"]) if hit["y"].isdigit() else base.start.year - 1
    first, last = base.months
    return Match(Period(date(number, first, 1), month_end(number, last)))


def _reading(text: str, folded: Folded, start: int, end: int, made: Match) -> Reading:
    """The reading with the words around it that belong to it."""
    state, plain = "", folded.plain
    while start < end and plain[start] in " (":
        start += 1
    for _ in range(3):
        lead = _LEAD.search(plain[:start])
        if not lead:
            break
        state, start = state or _told(lead), lead.start()
        while plain[start] in " :;,|-([":
            start += 1
    tail = next((hit for pattern in _AFTER if (hit := pattern.search(plain[end:]))), None)
    if tail and not state:
        state, end = _told(tail), end + tail.end()
    while plain.count("(", start, end) > plain.count(")", start, end) and plain[end : end + 1] == ")":
        end += 1
    while start and end < len(plain) and plain[start - 1] in "([" and plain[end] in ")]":
        start, end = start - 1, end + 1
    alone = not re.search(r"[a-z0-9]", plain[:start] + plain[end:])
    first, last = folded.span(start, end)
    return Reading(made.period, state, made.cumulative, (first, last), text[first:last].strip(), made.sure, alone)


def _told(hit: re.Match[str]) -> str:
    told = hit.groupdict()
    return PROVISIONAL if told["provisional"] else EXPECTED if told["expected"] or told.get("planned") else ""


def year_of(text: str) -> int | None:
    """The year that a cell of a year's column holds: '2024', 'Năm 2024', '2024.0'; None otherwise."""
    found = re.fullmatch(r"(?:nam )?(\d{4})(?:[.,]0+)?", fold_text(text).plain.strip())
    number = int(found[1]) if found else 0
    return number if FIRST_YEAR <= number <= LAST_YEAR else None


def part_of_year(text: str, unit: str) -> int | None:
    """The number in a cell of a quarter's, month's or half's column: 'III', 'Quý 3', '6', 'T6', 'Tháng 06'."""
    most = {"quarter": 4, "month": 12, "half": 2}[unit]
    words = {"quarter": r"quy|qui|q", "month": r"thang|thg|th|t|m|month", "half": r"nua|h|half|6 thang"}[unit]
    plain = fold_text(text).plain.strip()
    found = re.fullmatch(rf"(?:(?:{words})[ .]*)?(\d{{1,2}}|i{{1,3}}|iv|dau|cuoi)(?: nam)?(?:\.0+)?", plain)
    if not found or (unit == "month" and not found[1].isdigit()):
        return None
    named = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "dau": 1, "cuoi": 2}
    number = named.get(found[1]) or (int(found[1]) if found[1].isdigit() else 0)
    return number if 1 <= number <= most else None


def day_of(text: str) -> date | None:
    """The day that a cell of a date's column holds: ISO as Excel's dates come, or 15/7/2020; None otherwise."""
    reading = read_period(text)
    return reading.period.start if reading and reading.period.kind == "day" else None
