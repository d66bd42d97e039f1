"""The change against the same period in the few letters that a headline card has room for."""

from dataclasses import dataclass

from danvan import numbers
from danvan.charts.terms import same_terms
from danvan.commentary.reading import Reading
from danvan.texts import text


@dataclass(frozen=True)
class Change:
    """'+12 (+5,3%)' or '= không đổi'; `gap`: now less before, 0 where nothing changed as printed."""

    words: str
    gap: float

    @property
    def told(self) -> str:
        """'+12 (+5,3%) so với cùng kỳ'."""
        return f"{self.words} {text('common.same_period')}"


def change(now: Reading, before: Reading | None) -> Change | None:
    """None where the two may not be compared: one is missing, partial, approximate, expected or on other terms."""
    if before is None or not (now.is_exact and before.is_exact):
        return None
    if not same_terms(now.indicator, now.span.end, before.span.end):
        return None
    gap = numbers.exact(now.value) - numbers.exact(before.value)
    decimals = now.item.decimals
    if numbers.rounded(gap, decimals) == 0:
        return Change(text("common.unchanged"), 0)
    points = numbers.SHORT_POINTS if now.unit == "%" else ""
    share = ""
    if not points and not now.is_rank and before.value > 0:
        share = f" ({numbers.change(100 * gap / numbers.exact(before.value), 1, '%')})"
    return Change(numbers.change(gap, decimals, points) + share, float(gap))
