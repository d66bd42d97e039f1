"""What is said of many units at once: rank, highest and lowest, who has reported.

Takes readings of one indicator and one period. It refuses to rank anything that is not whole.
"""

from collections.abc import Sequence

from danvan import numbers
from danvan.charts.collate import vietnamese_key
from danvan.commentary.reading import Reading

SCOPE = "tỉnh, thành phố"
NAMED = 3
"""So many names stand in a sentence; the others are counted."""


def rank(reading: Reading, *, place: int, of: int, tied: int = 1, scope: str = SCOPE, direction: str = "") -> str:
    """'Hà Tĩnh xếp thứ 5/58 tỉnh, thành phố có đủ số liệu.' `tied` units share the place."""
    if not reading.is_whole:
        return f"{reading.unit_name} chưa được xếp thứ tự do {_why(reading)}."
    order = ", tính từ thấp đến cao" if direction == "down" else ""
    shared = f" (cùng hạng với {numbers.number(tied - 1)} đơn vị khác)" if tied > 1 else ""
    standing = f"{numbers.number(place)}/{numbers.number(of)} {scope} có đủ số liệu"
    return f"{reading.unit_name} xếp thứ {standing}{order}{shared}."


def extremes(readings: Sequence[Reading], *, scope: str = SCOPE) -> str:
    """'Cao nhất: Phú Thọ (1.876 cuộc); thấp nhất: Lai Châu (12 cuộc).' among whole figures."""
    whole = [each for each in readings if each.is_whole]
    if len(whole) < 2:
        return ""
    printed = {each.unit_name: numbers.rounded(each.value, each.decimals) for each in whole}
    high, low = max(printed.values()), min(printed.values())
    if high == low:
        return f"{numbers.number(len(whole))} {scope} có cùng mức {_plain(whole[0])}."
    tops = [each for each in whole if printed[each.unit_name] == high]
    bottoms = [each for each in whole if printed[each.unit_name] == low]
    return f"Cao nhất: {_group(tops)}; thấp nhất: {_group(bottoms)}."


def coverage(*, reported: int, expected: int, missing: Sequence[str] = (), scope: str = SCOPE) -> str:
    """'58/63 tỉnh, thành phố đã báo cáo; chưa báo cáo: Đà Nẵng, Lào Cai và 3 đơn vị khác.'"""
    if expected == 0:
        return ""
    if reported == 0:
        return f"Chưa có {scope} nào trong số {numbers.number(expected)} đơn vị báo cáo."
    if reported >= expected:
        return f"Cả {numbers.number(expected)} {scope} đã báo cáo."
    said = f"{numbers.fraction(reported, expected)} {scope} đã báo cáo"
    return f"{said}; chưa báo cáo: {listed(missing)}." if missing else f"{said}."


def listed(names: Sequence[str]) -> str:
    """'Cà Mau, Đà Nẵng, Hà Tĩnh và 2 đơn vị khác', in Vietnamese order."""
    ordered = sorted(names, key=vietnamese_key)
    if len(ordered) <= NAMED + 1:
        return " và ".join(part for part in (", ".join(ordered[:-1]), ordered[-1]) if part)
    rest = numbers.number(len(ordered) - NAMED)
    return f"{', '.join(ordered[:NAMED])} và {rest} đơn vị khác"


def _group(readings: Sequence[Reading]) -> str:
    """Names with the figure they share; many are counted instead."""
    if len(readings) > NAMED:
        return f"{numbers.number(len(readings))} đơn vị ({_plain(readings[0])})"
    return f"{listed([each.unit_name for each in readings])} ({_plain(readings[0])})"


def _plain(reading: Reading) -> str:
    return reading.text


def _why(reading: Reading) -> str:
    if not reading.has_figure:
        return "chưa có số liệu"
    return "mới có số dự kiến" if reading.state == "expected" else "chưa đủ số liệu"
