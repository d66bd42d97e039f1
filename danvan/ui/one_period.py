"""The period of one figure: chosen by its kind, then a year and its part, a day, or two days; kept in the address.

What cannot be a date is said, and no period is assumed in its place.
"""

from datetime import date

import streamlit as st

from danvan import numbers, periods
from danvan.errors import DanVanError
from danvan.ingest.load import now
from danvan.periods import Period
from danvan.texts import text
from danvan.ui import address
from danvan.ui.plain import plain

KINDS = ("year", "half", "nine_months", "quarter", "month", "cumulative", "term", "day", "interval")
PARTS = {"half": (1, 2), "quarter": (1, 2, 3, 4), "month": tuple(range(1, 13)), "cumulative": tuple(range(2, 12))}
DAYS = {"day": ("one_day",), "interval": ("one_from", "one_to")}
FIRST_YEAR = 2005
TERM = 5


def asked() -> Period | None:
    """The period that the address names; an unreadable one is told and left aside."""
    code = address.raw("ky")
    try:
        return periods.parse(code) if code else None
    except DanVanError as error:
        st.warning(plain(f"{error.message} {error.remedy}"))
        return None


def choose(named: Period | None) -> tuple[Period | None, str]:
    """Draw the fields in the container at hand; (the period or None, what is wrong with a date)."""
    span = named or periods.year(now().year)
    kind = "interval" if address.raw("lk") == "interval" or span.kind not in KINDS else span.kind
    st.session_state["one_kind"] = kind
    st.selectbox(
        text("common.period_kind"),
        KINDS,
        key="one_kind",
        format_func=lambda code: text(f"one_figure.kind_{code}"),
        on_change=_kind_changed,
        args=(span,),
        width=200,
    )
    if kind in DAYS:
        return _days(kind, span)
    if kind == "term":
        _year("one_first", text("one_figure.first_year"), span.start.year, span)
        _year("one_last", text("one_figure.last_year"), span.end.year, span)
    else:
        _year("one_year", text("one_figure.year"), span.end.year, span)
    if kind in PARTS:
        _part_field(kind, span)
    _put(span)
    return span, ""


def _put(span: Period, kind: str = "") -> None:
    address.put("ky", span.code)
    address.put("lk", kind or span.kind)


def _kind_changed(span: Period) -> None:
    """The period of the new kind that is nearest to the one before."""
    kind = st.session_state["one_kind"]
    for name in sum(DAYS.values(), ()):
        st.session_state.pop(name, None)
    if kind == "day":
        span = Period(span.end, span.end)
    elif kind == "term":
        span = Period(date(span.end.year - TERM, 1, 1), date(span.end.year, 12, 31))
    elif kind != "interval":
        span = _of(kind, span.end.year, _part(kind, span))
    _put(span, kind)


def _part(kind: str, span: Period) -> int:
    """Which half, quarter or month of its year a period ends in."""
    month = span.end.month
    return {"half": (month + 5) // 6, "quarter": (month + 2) // 3, "cumulative": min(max(month, 2), 11)}.get(
        kind, month
    )


def _of(kind: str, year: int, part: int) -> Period:
    make = {"half": periods.half, "quarter": periods.quarter, "month": periods.month, "cumulative": periods.cumulative}
    if kind in make:
        return make[kind](year, part)
    return periods.cumulative(year, 9) if kind == "nine_months" else periods.year(year)


def _year(key: str, label: str, value: int, span: Period) -> None:
    years = sorted({*range(FIRST_YEAR, now().year + 2), span.start.year, span.end.year}, reverse=True)
    st.session_state[key] = value
    st.selectbox(label, years, key=key, format_func=str, on_change=_year_changed, args=(key, span), width=105)


def _year_changed(key: str, span: Period) -> None:
    year = st.session_state[key]
    if key == "one_year":
        kind = span.kind
        _put(_of(kind, year, _part(kind, span)))
    elif key == "one_first":
        _put(Period(date(year, 1, 1), date(max(year + 1, span.end.year), 12, 31)))
    else:
        _put(Period(date(min(year - 1, span.start.year), 1, 1), date(year, 12, 31)))


def _part_field(kind: str, span: Period) -> None:
    st.session_state["one_part"] = _part(kind, span)
    st.selectbox(
        text(f"one_figure.part_{kind}"),
        PARTS[kind],
        key="one_part",
        format_func=lambda part: _part_name(kind, part),
        on_change=lambda: _put(_of(kind, span.end.year, st.session_state["one_part"])),
        width=120,
    )


def _part_name(kind: str, part: int) -> str:
    if kind == "half":
        return text("one_figure.half_first" if part == 1 else "one_figure.half_last")
    return periods.ROMAN[part - 1] if kind == "quarter" else str(part)


def _days(kind: str, span: Period) -> tuple[Period | None, str]:
    """The fields for one day or two; what was typed stays as it is until it is a date."""
    names = DAYS[kind]
    for name, day in zip(names, (span.start, span.end), strict=False):
        st.session_state.setdefault(name, periods.vi_date(day))
        st.text_input(text(f"one_figure.{name}"), key=name, placeholder=text("one_figure.day_example"), width=135)
    try:
        found = [numbers.parse_date(st.session_state[name]) for name in names]
        wanted = Period(found[0], found[-1])
    except DanVanError as error:
        return None, f"{error.message} {error.remedy}"
    _put(wanted, kind)
    return wanted, ""
