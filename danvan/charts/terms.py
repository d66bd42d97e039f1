"""Since when a figure is measured on which terms: sets of criteria (nông thôn mới), numbers of units ranked.

Owns the stretches of time within which an indicator means one thing. It refuses to call two figures comparable because
they bear one name: `same_terms` says whether they are.
"""

from dataclasses import dataclass
from datetime import date

FIRST, LAST = date(1900, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True)
class Segment:
    """A stretch of time on one set of terms: its short name, its first and its last day."""

    name: str
    first: date
    last: date


CRITERIA = (
    Segment("Trước 2016", FIRST, date(2015, 12, 31)),
    Segment("2016–2020", date(2016, 1, 1), date(2020, 12, 31)),
    Segment("2021–2025", date(2021, 1, 1), date(2026, 2, 14)),
    Segment("2026–2030", date(2026, 2, 15), LAST),
)
"""The national sets of criteria; that of 2026–2030 is in force since 15/2/2026 (QĐ 51/2025/QĐ-TTg)."""
RANKED = (
    Segment("63 tỉnh, thành phố", FIRST, date(2025, 6, 30)),
    Segment("34 tỉnh, thành phố", date(2025, 7, 1), LAST),
)
BY_CRITERIA = (
    "NT02", "NT03", "NT04", "NT06", "NT07", "NT08", "NT09", "NT10", "NT11", "NT12", "NT13", "NT14", "NT15", "NT16",
    "NT17", "NT19",
)  # fmt: skip
PROVINCIAL_RANKS = ("CC02", "CC04")


def segments_of(indicator: str) -> tuple[Segment, ...]:
    """The stretches that an indicator's line falls into; none for one whose terms stayed the same."""
    if indicator in BY_CRITERIA:
        return CRITERIA
    return RANKED if indicator in PROVINCIAL_RANKS else ()


def segment(indicator: str, day: date) -> Segment | None:
    """The stretch that a day lies in; None for an indicator without any."""
    return next((each for each in segments_of(indicator) if each.first <= day <= each.last), None)


def same_terms(indicator: str, one: date, other: date) -> bool:
    """Whether figures of the two days stand on the same set of criteria or number of units."""
    return segment(indicator, one) == segment(indicator, other)
