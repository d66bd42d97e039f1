"""The foot of a slide: where its figures come from, in two lines that can be read from the back, and its number.

Owns how a long source is shortened. What is cut off stands in the presenter's notes.
"""

from danvan import numbers
from danvan.briefing.contents import Page
from danvan.export import measure
from danvan.export.html.mark import element, words
from danvan.texts import text

SIZE, LINES, WIDE = 28, 2, 1540
"""Of the source: pixels of its letters, lines, width."""


def foot(page: Page, at: int, of: int) -> str:
    """The markup; at, of: number of the slide and of all, 0 for none."""
    number = f"{numbers.number(at)}/{numbers.number(of)}" if at and page.kind != "title" else ""
    return element("footer", {}, words("source", shortened(page.source)), words("number", number))


def shortened(source: str) -> str:
    """The source as far as it fits: 'Nguồn: Báo cáo A; B và các tài liệu khác. Số liệu chốt đến 15/7/2020.'"""
    if _fits(source):
        return source
    # The sentence that tells when the figures were closed is never cut off.
    told, mark, end = source.rpartition(f" {text('briefing.source_closed').partition('{')[0]}")
    told, end = (told, f"{mark}{end}") if mark else (source, "")
    named = told.split("; ")
    for count in range(len(named) - 1, 0, -1):
        tried = f"{'; '.join(named[:count])}{text('briefing.source_others')}{end}"
        if _fits(tried):
            return tried
    kept = told.split()
    while kept and not _fits(f"{' '.join(kept)}…{end}"):
        kept.pop()
    return f"{' '.join(kept).rstrip('.,;(')}…{end}"


def _fits(source: str) -> bool:
    return len(measure.lines(source, SIZE, WIDE)) <= LINES
