"""Whether a sentence is true to its figures and well written, judged apart from the commentary's code.

Its numbers may be the figures as printed, and what follows from two of them.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, permutations

from danvan import numbers
from danvan.commentary.chosen import written
from danvan.commentary.reading import Reading
from danvan.commentary.said import Said
from danvan.commentary.sentences import Goal
from danvan.commentary.words import claim
from danvan.texts import text


def told_by(readings: Sequence[Reading], goal: Goal | None = None) -> set[Decimal]:
    """Every number that may stand in a sentence about the readings; computed apart from the commentary's code."""
    known = {each for one in readings for each in _own(one)} | {Decimal(at) for at in range(len(readings) + 1)}
    for one, other in permutations([each for each in readings if each.has_figure], 2):
        known |= _of_two(one, numbers.exact(other.value))
    if goal is not None:
        known.add(numbers.exact(goal.value))
        for one in readings:
            known |= _of_two(one, numbers.exact(goal.value)) if one.has_figure else set()
    return known


def _own(one: Reading) -> set[Decimal]:
    counts = (one.parts_present, one.parts_expected, one.numerator, one.denominator)
    found = {numbers.exact(each) for each in counts if each is not None}
    # What the indicator is called is no figure: 'công bố kết quả đúng hạn (10 ngày)'.
    found |= {*numbers.find(one.name), *numbers.find(text(f"phrases.{one.indicator.lower()}"))}
    if one.has_figure:
        value = numbers.exact(one.value)
        found |= {numbers.rounded(value, one.item.decimals), value}
        rate = value / numbers.exact(one.span.years)
        found |= {numbers.rounded(rate, places) for places in (0, 1, 2)}
    return found


def _of_two(one: Reading, other: Decimal) -> set[Decimal]:
    value = numbers.exact(one.value)
    found = {numbers.rounded(abs(value - other), one.item.decimals)}
    if other:
        share = 100 * value / other
        found |= {numbers.rounded(share, 1), numbers.rounded(abs(share - 100), 1), numbers.rounded(share / 100, 1)}
    return found


def check(said: str, now: Reading, before: Reading) -> None:
    """Fail where a sentence about a figure and the one before is not true to them, or clumsy."""
    known = told_by([now, before])
    assert [number for number in numbers.find(said) if number not in known] == [], said
    _is_true(said, now, before)
    well_written(said)


def _is_true(said: str, now: Reading, before: Reading) -> None:
    change = said.removeprefix(written([Said(claim(now), now)])[0].rstrip("."))
    exact = now.is_exact and before.is_exact
    if "tăng " in change.replace("mức tăng, giảm", ""):
        assert exact and now.value > before.value, said
    if "giảm " in change.replace("mức tăng, giảm", ""):
        assert exact and now.value < before.value, said
    if "lên " in change or "xuống " in change:
        assert now.is_rank and ("lên " in change) == (now.value < before.value), said
    if "điểm phần trăm" in change:
        assert now.unit == "%", said
    if now.unit == "%" and exact:
        assert re.search(r"(tăng|giảm) [\d.,]+%", change) is None, said
    if now.has_figure and now.qualifier:
        assert numbers.QUALIFIERS[now.qualifier] in said and "bình quân" not in change, said
    if not now.has_figure:
        assert "chưa có số liệu" in said and not numbers.find(said.replace(now.name.removeprefix("số "), "")), said
    if now.has_figure and now.basis == "partial" and now.state != "expected":
        assert any(words in said for words in _of_partial(now)), said
    if now.state == "expected" and now.has_figure:
        assert "dự kiến" in said, said


def _of_partial(now: Reading) -> list[str]:
    """One of these must stand in a sentence about a partial figure."""
    counted = numbers.fraction(now.parts_present, now.parts_expected, missing="chưa đủ số liệu")
    return [counted, "phần đã có số liệu", "nào đủ số liệu", "chưa đủ số liệu", numbers.date(now.as_of, missing="?")]


def well_written(said: str) -> None:
    """Fail on a sentence without its capital or full stop, with a doubled word, or stray marks."""
    assert said[0].isupper() or said[0].isdigit(), said
    assert said.endswith(".") and ".." not in said and "  " not in said and "{" not in said, said
    assert not re.search(r" [,;.)]|\( ", said), said
    doubled = {one for one, two in pairwise(said.lower().split()) if one == two}
    assert doubled == set(), said
