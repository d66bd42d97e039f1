"""What is said of one figure: level, change, parts, target, basis and caveat.

Each function gives one complete sentence, or '' when there is nothing to say. They refuse to
compare what is partial or approximate, and to divide by a base of zero; they say so instead.
"""

from typing import Any

from danvan import numbers
from danvan.commentary.reading import Reading, inside, opening

NO_FIGURE = {
    "missing": "chưa có số liệu",
    "held_no_count": "có tổ chức nhưng báo cáo chưa nêu số",
    "not_applicable": "không áp dụng trong kỳ này",
    "refused": "không cộng gộp được",
}


LONG = 1.5
"""Years from which a yearly rate says something."""


def level(reading: Reading) -> str:
    """'Số cuộc đối thoại của Hà Tĩnh năm 2024 là 1.234 cuộc.'"""
    subject = f"{opening(reading.indicator)} của {reading.where} {reading.when}"
    if not reading.has_figure:
        return f"{subject}: {NO_FIGURE.get(reading.state, NO_FIGURE['missing'])}."
    if reading.unit == "hạng":
        return f"{subject}: thứ {numbers.number(reading.value)}."
    verb = {"expected": "dự kiến là", "provisional": "sơ bộ là"}.get(reading.state, "là")
    if reading.basis == "partial":
        verb = "mới tổng hợp được" if reading.unit != "%" else "tính trên phần đã có số liệu là"
    said = f"{subject} {verb} {reading.text}"
    if reading.value == 0 and reading.unit != "%" and reading.basis != "partial":
        return f"{said} (không phát sinh)."
    return f"{said}{_of_parts(reading)}."


def change(now: Reading, before: Reading | None) -> str:
    """'So với năm 2023 (226 cuộc), tăng 12 cuộc (+5,3%).' — or why nothing can be compared."""
    if not now.has_figure:
        return ""
    if before is None or not before.has_figure:
        return "Chưa có số liệu cùng kỳ để so sánh."
    against = f"{before.when} ({before.text})"
    for side in (now, before):
        if not side.is_whole:
            why = "số dự kiến" if side.state == "expected" else f"chưa đủ số liệu{_counted(side)}"
            return f"Chưa so sánh với {against}: {side.when} {_be(why)}."
    if not (now.is_exact and before.is_exact):
        return f"So với {against}: không tính mức tăng, giảm vì có số gần đúng."
    return f"So với {against}, {_difference(now, before)}."


def first(reading: Reading) -> str:
    """Said when no earlier period exists at all."""
    return f"{opening(reading.when)} là kỳ đầu tiên có số liệu." if reading.has_figure else ""


def share(part: Reading, whole: Reading, *, part_name: str) -> str:
    """'Cấp xã chiếm 92,5% (2.048/2.214 cuộc).' of one period; '' unless both are exact."""
    said = _against(part, whole)
    return f"{opening(part_name)} chiếm {said}." if said else ""


def proportion(one: Reading, other: Reading) -> str:
    """'Số mô hình công nhận bằng 26,1% số mô hình đăng ký (10.272/39.427 mô hình).' of one period; '' unless exact."""
    said = _against(one, other, name=f" {inside(other.indicator)}")
    return f"{opening(one.indicator)} bằng {said}." if said and one.unit == other.unit else ""


def _against(part: Reading, whole: Reading, *, name: str = "") -> str:
    """'92,5% (2.048/2.214 cuộc)'; '' unless both are exact figures of one period."""
    if not (part.is_exact and whole.is_exact) or part.when != whole.when or not whole.value:
        return ""
    percent = numbers.percent(100 * numbers.exact(part.value) / numbers.exact(whole.value))
    said = f"{numbers.number(part.value, part.decimals)}/{numbers.number(whole.value, whole.decimals)}"
    return f"{percent}{name} ({said}{numbers.suffix(whole.unit)})"


def target(reading: Reading, goal: float) -> str:
    """Set beside a goal in the same unit: reached, exceeded, or how much is lacking."""
    if not reading.has_figure:
        return ""
    aim = numbers.with_unit(goal, reading.unit, reading.decimals)
    if not reading.is_exact:
        return f"Mục tiêu là {aim}; chưa đánh giá vì số liệu chưa đủ hoặc gần đúng."
    gap = numbers.exact(reading.value) - numbers.exact(goal)
    amount = numbers.with_unit(abs(gap), _gap_unit(reading.unit), reading.decimals)
    if numbers.rounded(gap, reading.decimals) == 0:
        return f"Đạt mục tiêu {aim}."
    return f"Vượt mục tiêu {aim} là {amount}." if gap > 0 else f"Còn thiếu {amount} so với mục tiêu {aim}."


def rate_places(rate: Any, decimals: int) -> int:
    """Decimals of a yearly rate: those of the indicator, one more for small numbers."""
    return decimals if rate >= 10 else max(decimals, 1)


def yearly_rate(reading: Reading, years: float) -> str:
    """The average of a long interval, beside it: 'Bình quân 294 cuộc/năm.'"""
    if not reading.is_whole or years < LONG:
        return ""
    rate = numbers.exact(reading.value) / numbers.exact(years)
    places = rate_places(rate, reading.decimals)
    return f"Bình quân {numbers.qualified(rate, reading.qualifier, places, reading.unit)}/năm."


def basis(reading: Reading) -> str:
    """Where the number comes from when no report stated it."""
    if reading.basis != "derived" or not reading.has_figure:
        return ""
    counted = _counted(reading)
    parts = f" từ {counted.strip(' ()')} phần" if counted else " từ các phần"
    return f"Số này được tổng hợp{parts}, không phải số báo cáo trực tiếp."


def caveat(reading: Reading) -> str:
    """What the reader must bear in mind; '' for a plain reported figure."""
    if not reading.has_figure:
        return ""
    said = []
    if reading.basis == "partial":
        whole = ", chưa phải tổng của cả kỳ" if reading.unit != "%" else ""
        said.append(f"Số liệu chưa đủ{_counted(reading)}{whole}.")
    if reading.state == "provisional":
        said.append("Số sơ bộ, có thể thay đổi.")
    if reading.state == "expected":
        said.append("Đây là số dự kiến, không phải số thực hiện.")
    if reading.qualifier or reading.state == "approximate":
        said.append("Số gần đúng theo nguồn công bố.")
    return " ".join(said)


def paragraph(*said: str) -> str:
    """The sentences that there are, in order."""
    return " ".join(sentence for sentence in said if sentence)


def _difference(now: Reading, before: Reading) -> str:
    """'tăng 12 cuộc (+5,3%)', 'giảm 3,5 điểm phần trăm', 'không thay đổi'."""
    gap = numbers.exact(now.value) - numbers.exact(before.value)
    if gap == 0:
        return "không thay đổi"
    if numbers.rounded(gap, now.decimals) == 0:
        return "gần như không thay đổi"
    if now.unit == "hạng":
        return f"{'xuống' if gap > 0 else 'lên'} {numbers.number(abs(gap))} bậc"
    verb = "tăng" if gap > 0 else "giảm"
    amount = numbers.with_unit(abs(gap), _gap_unit(now.unit), now.decimals)
    if now.unit == "%":
        return f"{verb} {amount}"
    if before.value == 0:
        return f"{verb} {amount}; không tính tỷ lệ vì kỳ so sánh bằng 0"
    relative = numbers.change(100 * gap / abs(numbers.exact(before.value)), 1, "%")
    return f"{verb} {amount} ({relative})"


def _gap_unit(unit: str) -> str:
    return numbers.POINTS if unit == "%" else unit


def _of_parts(reading: Reading) -> str:
    """' (356/382 xã)' after a ratio whose parts are known."""
    said = numbers.fraction(reading.numerator, reading.denominator, missing="")
    return f" ({said}{numbers.suffix(reading.part_unit)})" if said else ""


def _counted(reading: Reading) -> str:
    """' (11/12 tháng)' where parts were counted; one part of one is no count."""
    if reading.parts_expected == 1:
        return ""
    said = numbers.parts(reading.parts_present, reading.parts_expected, reading.counted, missing="")
    return f" ({said})" if said else ""


def _be(why: str) -> str:
    return f"là {why}" if why.startswith("số") else why
