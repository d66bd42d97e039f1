"""How high a row must be for words wrapped in a column: not every office program works it out when it opens a file."""

from collections.abc import Iterable

TEXT_LINE = 15
"""Height of a line of 11-point text, in points."""
NARROW = 0.85
"""Running text is narrower than the digits that a column's width counts."""
BOLD = 1.08
"""By what bold letters are wider than the ones that a column's width counts."""


def lines(words: str, width: float, *, letter: float = 1.0) -> int:
    """Lines that words take in a column of that many characters; words are not broken, but a longer one is."""
    found = 0
    room = max(width - 1, 1)
    for said in words.split("\n"):
        found, used = found + 1, 0.0
        for word in said.split():
            size = len(word) * letter
            if used and used + 1 + size > room:
                found, used = found + 1, size
            else:
                used += size + (1 if used else 0)
            if used > room:
                found, used = found + int(used // room), used % room
    return found


def row_height(cells: Iterable[tuple[str, float]], *, letter: float = NARROW, air: float = 4) -> float:
    """The height for the longest of these (words, width) cells, in points."""
    return TEXT_LINE * max((lines(words, width, letter=letter) for words, width in cells), default=1) + air
