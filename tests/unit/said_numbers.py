"""Which numbers a sentence about some figures may hold: the figures as printed, and what follows from two of them."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations

from danvan import numbers
from danvan.commentary.reading import Reading
from danvan.commentary.sentences import Goal


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
