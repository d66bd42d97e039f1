"""What is said of many units at once: rank, highest and lowest, who has reported, against the whole.

Takes readings of one indicator and one period. It refuses to rank plain counts (units are of unlike size), what is not
whole, and a handful as if they were all.
"""

from collections.abc import Sequence

from danvan import numbers
from danvan.charts.collate import vietnamese_key
from danvan.commentary import words
from danvan.commentary.reading import Reading
from danvan.texts import text

SCOPES = {level: f"commentary.{level}" for level in ("province", "district", "commune")}
NAMED = 3
"""So many names stand in a sentence; the others are counted."""


def scope_of(level: str) -> str:
    """'tỉnh, thành phố', 'đơn vị cấp xã'."""
    return text(SCOPES[level])


def rank(reading: Reading, readings: Sequence[Reading], *, scope: str, expected: int) -> str:
    """'xếp thứ 5/58 tỉnh, thành phố có đủ số liệu'; '' where units may not be ranked by it.

    `readings`: those of all units, `expected`: how many should have a figure. Equal as printed means equal in rank.
    """
    item = reading.item
    if not reading.has_figure or not reading.is_comparable_between_units or item.direction == "neutral":
        return ""
    if not reading.is_whole:
        return text("commentary.rank_none", why=_why(reading))
    printed = [_printed(each) for each in readings if each.is_whole]
    if not _enough(len(printed), expected):
        return ""
    down = item.direction == "lower"
    own = _printed(reading)
    place = 1 + sum(other < own if down else other > own for other in printed)
    last = place + printed.count(own) - 1 == len(printed)
    said = text(
        f"commentary.{_standing(place, last, down)}",
        place=numbers.number(place),
        of=numbers.number(len(printed)),
        scope=scope,
    )
    tied = printed.count(own) - 1
    return text("commentary.rank_tied", said=said, count=numbers.number(tied)) if tied else said


def _standing(place: int, last: bool, down: bool) -> str:
    if place == 1:
        return "rank_lowest" if down else "rank_first"
    if last:
        return "rank_highest" if down else "rank_last"
    return "rank_from_low" if down else "rank_middle"


def extremes(readings: Sequence[Reading], *, scope: str, expected: int) -> str:
    """'Cao nhất là Phú Thọ (98,2%); thấp nhất là Lai Châu (55,1%)' among whole figures of a rate."""
    whole = [each for each in readings if each.is_whole and each.is_comparable_between_units]
    if not _enough(len(whole), expected):
        return ""
    high, low = max(map(_printed, whole)), min(map(_printed, whole))
    if high == low:
        return text("commentary.all_alike", count=numbers.number(len(whole)), scope=scope, n=whole[0].amount)
    tops = [each for each in whole if _printed(each) == high]
    bottoms = [each for each in whole if _printed(each) == low]
    return text("commentary.extremes", high=_group(tops), low=_group(bottoms))


def few(readings: Sequence[Reading], *, scope: str, expected: int) -> str:
    """'Chưa xếp thứ tự vì mới có 2/34 tỉnh, thành phố đủ số liệu' of what could be ranked."""
    whole = [each for each in readings if each.is_whole]
    ranked = any(each.is_comparable_between_units for each in readings)
    if not whole or not ranked or _enough(len(whole), expected):
        return ""
    return text("commentary.few", count=numbers.number(len(whole)), of=numbers.number(expected), scope=scope)


def _enough(count: int, expected: int) -> bool:
    """Two in sixty-three: the highest of them is no highest of all."""
    return count >= 2 and 2 * count >= expected


def coverage(
    *, reported: int, expected: int, missing: Sequence[str] = (), partial: Sequence[str] = (), scope: str
) -> str:
    """'58/63 tỉnh, thành phố đã báo cáo; chưa có báo cáo của Đà Nẵng, Lào Cai và 3 đơn vị khác'."""
    if expected == 0:
        return ""
    counts = {"reported": numbers.number(reported), "of": numbers.number(expected), "scope": scope}
    if reported == 0:
        return text("commentary.coverage_none", **counts)
    if reported >= expected:
        said = text("commentary.coverage_all", **counts)
    elif missing:
        said = text("commentary.coverage_missing", **counts, names=listed(missing))
    else:
        said = text("commentary.coverage", **counts)
    return said + (text("commentary.coverage_partial", names=listed(partial)) if partial else "")


def against(reading: Reading, other: Reading) -> str:
    """'cao hơn mức chung của cả nước (90,1%) 3,2 điểm phần trăm': rates only, both whole and of one period."""
    both = reading.is_exact and other.is_exact and reading.span == other.span
    if not both or not reading.is_comparable_between_units or reading.place == other.place:
        return ""
    gap = numbers.exact(reading.value) - numbers.exact(other.value)
    decimals = reading.item.decimals
    named = {"other": other.place, "value": other.amount}
    if numbers.rounded(gap, decimals) == 0:
        return text("commentary.alike", **named)
    said = "commentary.above" if gap > 0 else "commentary.below"
    return text(said, **named, n=words.amount(abs(gap), words.gap_unit(reading), decimals))


def listed(names: Sequence[str]) -> str:
    """'Cà Mau, Đà Nẵng, Hà Tĩnh và 2 đơn vị khác', in Vietnamese order."""
    ordered = sorted(names, key=vietnamese_key)
    if len(ordered) <= NAMED + 1:
        return " và ".join(part for part in (", ".join(ordered[:-1]), ordered[-1]) if part)
    rest = numbers.number(len(ordered) - NAMED)
    return text("commentary.others", names=", ".join(ordered[:NAMED]), count=rest)


def _printed(reading: Reading) -> object:
    return numbers.rounded(reading.value, reading.item.decimals)


def _group(readings: Sequence[Reading]) -> str:
    """Names with the figure they share; many are counted instead."""
    if len(readings) > NAMED:
        return text("commentary.group_counted", count=numbers.number(len(readings)), n=readings[0].amount)
    names = listed([each.place for each in readings])
    return text(
        "commentary.group_together" if len(readings) > 1 else "commentary.group", names=names, n=readings[0].amount
    )


def _why(reading: Reading) -> str:
    return text("commentary.why_expected" if reading.state == "expected" else "commentary.why_partial")
