"""How wide a text is, so that it fits its box before anything is drawn: font metrics, no screen.

Owns breaking words into lines and choosing a size. It measures with Be Vietnam Pro, which is wider than Arial and
Times New Roman: what fits here fits there.
"""

from functools import lru_cache

from PIL import ImageFont

from danvan import fonts

UNIT = 100  # the size measured at; widths scale
BREAK = " \u200b"


@lru_cache(maxsize=4)
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fonts.file(bold=bold)), UNIT)


@lru_cache(maxsize=20_000)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Points that one line of text takes at a size in points."""
    return _font(bold).getlength(text) * size / UNIT


def lines(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The text broken into lines no wider than `room` points; a word that is wider alone stands alone."""
    found: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and width(longer, size, bold=bold) > room:
                found.append(line)
                line = word
            else:
                line = longer
        found.append(line)
    return found


def height(text: str, size: float, room: float, *, bold: bool = False, leading: float = 1.2) -> float:
    """Points that the text takes in height when broken to `room`."""
    return len(lines(text, size, room, bold=bold)) * size * leading


def fitting(
    texts: list[str], room: tuple[float, float], sizes: tuple[float, ...], *, bold: bool = False, gap: float = 0.5
) -> tuple[float, int]:
    """(size, how many of the texts fit): the largest size at which all fit, else the smallest and as many as fit.

    room: width and height in points; gap: between texts, as a share of the size.
    """
    wide, high = room
    for size in sizes:
        if sum(height(text, size, wide, bold=bold) + gap * size for text in texts) <= high:
            return size, len(texts)
    size, used = sizes[-1], 0.0
    for count, text in enumerate(texts):
        used += height(text, size, wide, bold=bold) + gap * size
        if used > high:
            return size, count
    return size, len(texts)
