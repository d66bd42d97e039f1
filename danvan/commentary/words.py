"""The words of one figure: when, where, what. They are put together to sentences elsewhere.

Owns how a period, an amount and a result are named inside a sentence ('đến hết quý II/2024', 'tổ chức 81 cuộc đối
thoại'). It refuses to print a figure that is not whole without saying so.
"""

from danvan import catalogue, numbers
from danvan.commentary.reading import Reading, inside
from danvan.errors import DanVanError
from danvan.periods import Period, vi_date
from danvan.texts import text

SAID_OF_NONE = ("missing", "held_no_count", "not_applicable", "refused")


def when(reading: Reading) -> str:
    """'năm 2024', '6 tháng đầu năm 2024'; for what stands at a period's end 'đến hết tháng 6/2024'."""
    span = reading.span
    if is_carried(reading):
        return inside(Period(reading.as_of, reading.as_of).label)
    if not reading.is_stock or not reading.has_figure or span.kind == "day" or reading.item.cumulative:
        return _span(span)
    end = span.end
    if span.months is None and (end.month, end.day) != (12, 31):
        return inside(Period(end, end).label)
    if end.month == 12:
        period = text("commentary.time_year", year=end.year)
    elif span.kind == "quarter":
        period = inside(span.label)
    else:
        period = inside(Period(end.replace(day=1), end).label)
    return text("commentary.time_end", period=period)


def is_carried(reading: Reading) -> bool:
    """Whether it stands for an earlier day of its period, that of its last report."""
    partial = reading.has_figure and reading.basis == "partial" and reading.parts_expected == 1
    return reading.is_stock and partial and reading.as_of is not None


def _span(span: Period) -> str:
    """A period inside a sentence; an interval by its years where it begins or ends with one."""
    if span.kind not in ("interval", "term"):
        return inside(span.label)
    year = span.start.month == span.start.day == 1
    first = text("commentary.time_year", year=span.start.year) if year else _day(span.start)
    whole = (span.end.month, span.end.day) == (12, 31)
    last = text("commentary.time_last_year", year=span.end.year) if whole else _day(span.end)
    return text("commentary.time_between", first=first, last=last)


def _day(day: object) -> str:
    return text("commentary.time_day", day=vi_date(day))


def since(reading: Reading) -> str:
    """Where a series begins: 'năm 2015', '6 tháng đầu năm 2021'."""
    return _span(reading.span)


def base(now: Reading, before: Reading) -> str:
    """What is compared with: 'năm 2023', 'cùng kỳ năm 2023', 'cuối năm 2023' (a stock), 'ngày 31/7/2023'."""
    span, year = before.span, before.span.end.year
    if span.kind == "year":
        said = text("commentary.base_end" if now.is_stock else "commentary.time_year", year=year)
    elif now.span.same_last_year == span:
        said = text("commentary.base_same", year=year)
    else:
        said = _day(span.end) if span.kind == "day" else _span(span)
    return said + text("commentary.restated") if before.restated and before.has_figure else said


def claim(reading: Reading, amount: str = "") -> str:
    """What the figure says, to follow '<time>, <place> ': 'tổ chức hơn 121 cuộc đối thoại cấp xã'.

    `amount`: said instead of the number with its unit ('11/50 tổ chức').
    """
    if not reading.has_figure:
        state = reading.state if reading.state in SAID_OF_NONE else "missing"
        return text(f"commentary.{state}", name=reading.name.removeprefix("số "))
    if _is_nothing(reading):
        return text("commentary.none_at_all", said=_result(reading, reading.unit))
    said = _result(reading, amount or reading.amount)
    if reading.state == "expected":
        said = text("commentary.expected", said=said)
    return said + brackets(reading)


def brackets(reading: Reading) -> str:
    """What stands behind the result: ' (356/382 xã)', ' (7/50, số sơ bộ)'."""
    inner = [each.strip(" ()") for each in (fraction(reading), remark(reading)) if each]
    return f" ({', '.join(inner)})" if inner else ""


def number_of(reading: Reading) -> str:
    """Its indicator as a number of something: 'số mô hình đăng ký', 'tổng số xã'."""
    name = reading.name
    counted = name.startswith(("số ", "tổng ", "lượt ", "tỷ "))
    return name if counted else text("commentary.number_of", name=name)


def _is_nothing(reading: Reading) -> bool:
    counted = reading.item.kind in ("flow", "stock")
    return counted and reading.value == 0 and reading.is_exact and _phrase(reading) is not None


def _result(reading: Reading, amount: str) -> str:
    phrase = _phrase(reading)
    if phrase is None:
        return text("commentary.has", name=reading.name, n=amount)
    return phrase.format(n=amount, v=reading.bare, part=reading.part)


def _phrase(reading: Reading) -> str | None:
    """How results of the indicator are told; None for one that users declared themselves."""
    try:
        return text(f"phrases.{reading.indicator.lower()}")
    except DanVanError:
        return None


def fraction(reading: Reading) -> str:
    """' (356/382 xã)' after a ratio whose parts are known; their unit where both have one."""
    said = numbers.fraction(reading.numerator, reading.denominator, missing="")
    if not said or reading.item.kind != "ratio":
        return ""
    sides = [side for term in reading.item.terms for side in (term.numerator, term.denominator)]
    measured = {catalogue.get(code).unit for side in sides for _, code in side}
    return f" ({said}{numbers.suffix(measured.pop()) if len(measured) == 1 else ''})"


def remark(reading: Reading) -> str:
    """What a reader must know of the number, in brackets behind it: partial, provisional, approximate."""
    if reading.basis == "partial":
        return "" if is_carried(reading) else _partial(reading)
    if reading.state == "provisional":
        return text("commentary.provisional")
    return text("commentary.approximate") if reading.state == "approximate" and not reading.qualifier else ""


def _partial(reading: Reading) -> str:
    if reading.parts_expected == 1:
        known = "partial_day" if reading.as_of else "partial"
        return text(f"commentary.{known}", day=numbers.date(reading.as_of))
    if reading.item.kind == "ratio" and reading.tree != "territory":
        return text("commentary.partial_rate")
    parts = numbers.parts(reading.parts_present, reading.parts_expected, reading.counted, missing="")
    if not parts:
        return text("commentary.partial")
    known = "partial_none" if not reading.parts_present else "partial_counted"
    return text(f"commentary.{known}", parts=parts)


def amount(value: object, unit: str, decimals: int) -> str:
    """'115 cuộc', '3,5 điểm phần trăm', '6%': a difference, a goal; a whole number of percent without decimals."""
    whole = numbers.exact(value) % 1 == 0
    return numbers.with_unit(value, unit, 0 if whole and unit in ("%", numbers.POINTS) else decimals)


def percent(value: object) -> str:
    """'6,1%'; '5%' of exactly five."""
    return numbers.percent(value, 0 if numbers.exact(value) % 1 == 0 else 1)


def gap_unit(reading: Reading) -> str:
    """The unit of a difference: percent give percentage points."""
    return numbers.POINTS if reading.unit == "%" else reading.unit
