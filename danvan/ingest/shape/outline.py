"""Lines of a report form in their order: which line belongs under which, by their numbers, dashes and 'trong đó'.

Owns the depth that a line's number or mark stands for. It knows no indicator.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from danvan.ingest.shape.names import bare, without_ordinal


@dataclass(frozen=True)
class Line:
    """A line's own words about its indicator, and those of the line it belongs under."""

    text: str
    parent: str = ""


LEADS = (
    (re.compile(r"^[A-ZĐ]\s*[.)]|^[A-Z]$"), 0),
    (re.compile(r"^[IVX]+\s*[.)\-]|^[IVX]+$"), 1),
    (re.compile(r"^\d{1,2}\.\d{1,2}\.\d{1,2}"), 4),
    (re.compile(r"^\d{1,2}\.\d{1,2}"), 3),
    (re.compile(r"^\(?\d{1,2}\s*[.)\-]|^\d{1,2}$"), 2),
    (re.compile(r"^[a-zđ]\s*[.)]|^[a-zđ]$"), 4),
    (re.compile(r"^[-–—•*▪○]"), 5),
    (re.compile(r"^\+"), 6),
    (re.compile(r"(?i)^(?:trong đó|tr\.?\s*đó|bao gồm|gồm|chia ra)"), 5),
)
DEEP = 5
LEAD_WORDS = re.compile(r"(?i)^(?:trong đó|tr\.?\s*đó|bao gồm|gồm|chia ra)\s*[:;,\-–]?\s*")


def lines_of(texts: Sequence[str], ordinals: Sequence[str]) -> list[Line]:
    """The indicator's words of every line of a report form: 'Trong đó: cấp xã' belongs under the line above."""
    found: list[Line] = []
    above: list[tuple[int, str]] = []
    for text, ordinal in zip(texts, ordinals, strict=True):
        depth = _depth(text, ordinal)
        said = LEAD_WORDS.sub("", bare(without_ordinal(text))).strip() or text
        if depth is None:
            depth = above[-1][0] if above else 2
        while above and above[-1][0] >= depth:
            above.pop()
        parent = above[-1][1] if above and depth >= 3 else ""
        found.append(Line(said, parent))
        if text:
            above.append((depth, said))
    return found


def _depth(text: str, ordinal: str) -> int | None:
    for said in (text, ordinal):
        for pattern, depth in LEADS:
            if said and pattern.match(said):
                return depth
    return None
