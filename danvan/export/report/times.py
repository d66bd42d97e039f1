"""How wide words are in Times New Roman, which Word uses on the reader's machine and this one need not have.

Owns its advance widths (those of the metric-compatible Times faces, in thousandths of the size) and breaking words into
lines that are about equally long, as a typist does with heads and titles. Marks over and under a letter add nothing.
"""

import re
import unicodedata
from functools import lru_cache

UNIT, MM = 1000, 25.4 / 72
"""Thousandths of a size; mm in a point."""
HELD = "\u00a0"
GLUED = re.compile(
    r"\b(thành phố|thị xã|đặc khu|thành ủy|tỉnh ủy|huyện ủy|hồ chí minh|"
    r"chấp hành|trung ương|tuyên giáo|dân vận|công tác)\b|\b(năm|tháng|ngày|quý|số) \d[\d/]*",
    re.IGNORECASE,
)
"""Names and terms that a typist keeps on one line, and the sign that keeps them there."""
USUAL = {True: 556, False: 500}
"""Of a sign that is not in the tables, bold or not: about a digit."""
PLAIN = {
    250: " .,", 278: ":;/ijlt", 333: "fr()-’‘I", 389: "sJ", 408: '"', 444: "acez“”", 500: "bdghknopquvxyđ0123456789–_*",
    556: "FPS", 564: "+", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐ", 778: "m&", 889: "M", 833: "%", 944: "W",
}  # fmt: skip
HEAVY = {
    250: " .,", 278: "/il", 333: "fjt:;()-’‘", 389: "sI", 444: "cerz", 500: "agovxyJ“”0123456789–_*",
    556: "bdhknpquSđ", 570: "+", 611: "FP", 667: "BELTZ", 722: "ACDNRUVXYwĐ", 778: "GHKOQ", 833: "m&",
    944: "M", 1000: "W%",
}  # fmt: skip


def _table(said: dict[int, str]) -> dict[str, int]:
    return {letter: wide for wide, letters in said.items() for letter in letters}


TABLES = {False: _table(PLAIN), True: _table(HEAVY)}


@lru_cache(maxsize=20_000)
def width(words: str, size: float, *, bold: bool = False) -> float:
    """Millimetres that one line of text takes at a size in points."""
    table = TABLES[bold]
    letters = (each for each in unicodedata.normalize("NFD", words) if not unicodedata.combining(each))
    return sum(table.get(each, USUAL[bold]) for each in letters) * size / UNIT * MM


def lines(words: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The words in lines no wider than `room` mm; a word that is wider alone stands alone."""
    found: list[str] = []
    for word in _glued(words).split(" "):
        longer = f"{found[-1]} {word}" if found else word
        if found and width(longer, size, bold=bold) <= room:
            found[-1] = longer
        else:
            found.append(word)
    return [line.replace(HELD, " ") for line in found]


def _glued(words: str) -> str:
    """The words with a sign instead of the spaces that no line is broken at."""
    return GLUED.sub(lambda found: HELD.join(found[0].split()), " ".join(words.split()))


def balanced(words: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """As few lines as the room allows, of about the same length."""
    few = lines(words, size, room, bold=bold)
    if len(few) < 2:
        return few
    step, narrow = room / 40, room
    while narrow > step:
        tried = lines(words, size, narrow - step, bold=bold)
        if len(tried) > len(few) or max(width(each, size, bold=bold) for each in tried) > room:
            break
        few, narrow = tried, narrow - step
    return few
