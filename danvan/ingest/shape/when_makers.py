"""What a written form of a period stands for: from a match of its pattern to the period, or why there is none."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from danvan.errors import DanVanError
from danvan.periods import Period, cumulative, half, month, month_end, parse, quarter, year

NO_SUCH_DAY, REVERSED, OPEN_END, SHORT_YEAR = "no_such_day", "period_reversed", "open_end", "short_year"
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "mot": 1, "nhat": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4}
COUNTS = {"hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10, "muoi mot": 11}
ENGLISH = "jan feb mar apr may jun jul aug sep oct nov dec".split()


@dataclass(frozen=True)
class Match:
    """A period found. cumulative: figures run up to its end; sure: False for words that may mean another thing."""

    period: Period
    cumulative: bool = False
    sure: bool = True


@dataclass(frozen=True)
class Wrong:
    """The form of a period that is none, and why."""

    why: str


Made = Match | Wrong | None
Maker = Callable[[re.Match[str], int | None], Made]


def ends(hit: re.Match[str], name: str) -> Period | None:
    """The period of one end; None when the calendar has none such."""
    group = hit.groupdict()
    number = int(next(group[name + key] for key in ("y", "y2", "y3", "y4", "y5") if group.get(name + key)))
    try:
        for day_key, month_key in (("d", "m"), ("d2", "m2")):
            if group.get(name + day_key):
                found = date(number, int(group[name + month_key]), int(group[name + day_key]))
                return Period(found, found)
        if group.get(name + "m3"):
            return month(number, int(group[name + "m3"]))
    except (ValueError, IndexError):
        return None
    return quarter(number, which_quarter(group[name + "q"])) if group.get(name + "q") else year(number)


def which_quarter(word: str) -> int:
    """'III', '3', 'ba' → 3."""
    return ROMAN.get(word) or int(word)


def span(first: date, last: date, *, cumulative: bool = False) -> Made:
    """The period of two days, or that they are the wrong way round."""
    return Match(Period(first, last), cumulative) if first <= last else Wrong(REVERSED)


def code(hit: re.Match[str], context: int | None) -> Made:
    try:
        return Match(parse(hit[0].upper()))
    except DanVanError:
        return Wrong(REVERSED if ".." in hit[0] else NO_SUCH_DAY)


def iso(hit: re.Match[str], context: int | None) -> Made:
    try:
        found = date.fromisoformat(hit["day"])
    except ValueError:
        return Wrong(NO_SUCH_DAY)
    return span(found, found)


def from_to(hit: re.Match[str], context: int | None) -> Made:
    first, last = ends(hit, "a"), ends(hit, "b")
    return span(first.start, last.end) if first and last else Wrong(NO_SUCH_DAY)


def days_of_a_year(hit: re.Match[str], context: int | None) -> Made:
    last = ends(hit, "b")
    try:
        first = date(last.end.year, int(hit["m"]), int(hit["d"])) if last else None
    except ValueError:
        first = None
    return span(first, last.end) if first and last else Wrong(NO_SUCH_DAY)


def open_end(hit: re.Match[str], context: int | None) -> Made:
    return Wrong(OPEN_END)


def year_up_to_day(hit: re.Match[str], context: int | None) -> Made:
    try:
        last = date(int(hit["y"]), int(hit["m"]), int(hit["d"]))
    except ValueError:
        return Wrong(NO_SUCH_DAY)
    return span(date(last.year, 1, 1), last, cumulative=True)


def year_up_to_month(hit: re.Match[str], context: int | None) -> Made:
    last = int(hit["m"])
    return Match(cumulative(int(hit["y"]), last), True) if 1 <= last <= 12 else Wrong(NO_SUCH_DAY)


def so_far(hit: re.Match[str], context: int | None) -> Made:
    last = ends(hit, "b")
    return span(date(last.end.year, 1, 1), last.end, cumulative=True) if last else Wrong(NO_SUCH_DAY)


def until(hit: re.Match[str], context: int | None) -> Made:
    last = ends(hit, "b")
    if last is None:
        return Wrong(NO_SUCH_DAY)
    if re.match(r"(luy ke|cong don) (?!.*(den|toi))", hit[0]):
        return span(date(last.end.year, 1, 1), last.end, cumulative=True)
    return span(last.end, last.end, cumulative=True)


def on(hit: re.Match[str], context: int | None) -> Made:
    found = ends(hit, "b")
    return Match(found) if found else Wrong(NO_SUCH_DAY)


def months_of_a_year(hit: re.Match[str], context: int | None) -> Made:
    number = int(hit["y"]) if hit["y"] else context
    first, last = int(hit["a"]), int(hit["b"])
    if number is None:
        return None
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return Wrong(NO_SUCH_DAY)
    return span(date(number, first, 1), month_end(number, last))


def quarters_of_a_year(hit: re.Match[str], context: int | None) -> Made:
    number = int(hit["y"]) if hit["y"] else context
    if number is None:
        return None
    return span(quarter(number, which_quarter(hit["a"])).start, quarter(number, which_quarter(hit["b"])).end)


def months(hit: re.Match[str], context: int | None) -> Made:
    group = hit.groupdict()
    number = int(group["y"]) if group.get("y") else context
    size = int(hit["n"]) if hit["n"].isdigit() else COUNTS[hit["n"]]
    if number is None:
        return None
    if hit["which"] == "cuoi":
        return Match(Period(date(number, 13 - size, 1), date(number, 12, 31)))
    return Match(cumulative(number, size), bool(group.get("acc")))


def one_half(hit: re.Match[str], context: int | None) -> Made:
    group = hit.groupdict()
    number = int(group["y"]) if group.get("y") else context
    return Match(half(number, 1 if hit["n"] in ("dau", "1", "first") else 2)) if number else None


def one_quarter(hit: re.Match[str], context: int | None) -> Made:
    group = hit.groupdict()
    number = int(group["y"]) if group.get("y") else context
    if number is None:
        return None
    which = which_quarter(hit["q"])
    return Match(cumulative(number, 3 * which), True) if group.get("acc") else Match(quarter(number, which))


def one_month(hit: re.Match[str], context: int | None) -> Made:
    group = hit.groupdict()
    number = int(group["y"]) if group.get("y") else context
    which = int(hit["m"]) if hit["m"].isdigit() else ENGLISH.index(hit["m"][:3]) + 1
    if number is None:
        return None
    if not 1 <= which <= 12:
        return Wrong(NO_SUCH_DAY)
    return Match(cumulative(number, which), True) if group.get("acc") else Match(month(number, which))


def numbered(hit: re.Match[str], context: int | None) -> Made:
    return Match(year(int(hit["y"])), sure=False)


def one_year(hit: re.Match[str], context: int | None) -> Made:
    before = hit.string[: hit.start()]
    return Match(year(int(hit["y"])), sure=bool(hit["word"]) or not re.search(r"(?<!\d)\d{1,3}[ \-]$", before))


def short_year(hit: re.Match[str], context: int | None) -> Made:
    return Wrong(SHORT_YEAR)


def no_month(hit: re.Match[str], context: int | None) -> Made:
    return Wrong(NO_SUCH_DAY)


def day_of_the_year(hit: re.Match[str], context: int | None) -> Made:
    if context is None:
        return None
    try:
        found = date(context, int(hit["m"]), int(hit["d"]))
    except ValueError:
        return Wrong(NO_SUCH_DAY)
    return span(found, found, cumulative=bool(hit["until"]))
