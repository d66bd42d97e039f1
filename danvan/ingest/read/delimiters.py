"""Which sign divides the columns of a text file: the one that divides its records most evenly.

Owns the choice among `, ; tab |` and Excel's own first line `sep=;`. Decimal commas are why evenness alone is not
enough: a part that still holds another divider speaks against a sign.
"""

import csv
import io
import re
from collections import Counter

from danvan.ingest.read import DELIMITERS

_MOST_RECORDS = 400
_NUMBER = re.compile(r"\s*[-+(]?[\d.,\s]*\d%?\)?\s*")
_EVEN = 0.5
"""The least share of records that must agree; below it the file has one column."""
SEP_LINE = re.compile(rb"""\A"?sep=(,|;|\t|\|)"?[ ]*(?:\r\n|\r|\n|\Z)""", re.IGNORECASE)


def find(sample: str) -> str:
    """The delimiter of a text, '' for one column."""
    best, sign = (_EVEN, 0), ""
    for candidate in DELIMITERS:
        rank = _rank(sample, candidate)
        if rank > best:
            best, sign = rank, candidate
    return sign or _among_titles(sample)


def _among_titles(sample: str) -> str:
    """The sign of a small table between lines of titles and signatures, which hold no sign and have no say."""
    best, sign = 0.0, ""
    for candidate in DELIMITERS:
        inner = _inner(sample, candidate)
        share, width = _evenness(inner, candidate)
        if candidate == "," and all(len(record) < 3 and (len(record) != 2 or _is_decimal(record)) for record in inner):
            continue
        even = sum(len(record) == width for record in inner)
        if share > _EVEN and even >= (2 if width > 2 else 3) and share * width * even > best:
            best, sign = share * width * even, candidate
    return sign


def _inner(sample: str, sign: str) -> list[list[str]]:
    """The records from the first to the last of the commonest width that has more than one column."""
    filled = _filled(sample, sign)
    widths = Counter(len(record) for record in filled if len(record) > 1)
    if not widths:
        return []
    width = max(widths, key=lambda width: (widths[width] * width, width))
    places = [i for i, record in enumerate(filled) if len(record) == width]
    return filled[places[0] : places[-1] + 1]


def records(text: str, delimiter: str) -> list[list[str]]:
    """The first records of a text; what cannot be parsed gives none."""
    found: list[list[str]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            found.append(record)
            if len(found) == _MOST_RECORDS:
                break
    except csv.Error:
        return []
    return found


def _filled(sample: str, sign: str) -> list[list[str]]:
    return [record for record in records(sample, sign) if any(cell.strip() for cell in record)]


def _rank(sample: str, sign: str) -> tuple[float, int]:
    """How evenly the sign divides all of a text, weighed by how clean the parts are; then the number of columns."""
    return _evenness(_filled(sample, sign), sign)


def _evenness(filled: list[list[str]], sign: str) -> tuple[float, int]:
    widths = Counter(len(record) for record in filled if len(record) > 1)
    if not widths:
        return 0.0, 0
    width, count = max(widths.items(), key=lambda item: (item[1] * item[0], item[0]))
    even = [record for record in filled if len(record) == width]
    if sign == "," and width == 2 and len(filled[0]) == 1 and all(_is_decimal(record) for record in even):
        return 0.0, 0
    clean = sum(_is_clean(cell, sign) for record in even for cell in record) / (count * width)
    return round(count / len(filled) * clean, 2), width


def _is_decimal(record: list[str]) -> bool:
    """Whether two parts are one number with a decimal comma."""
    return record[0].strip().lstrip("-").isdecimal() and record[1].strip().isdecimal()


def _is_clean(cell: str, sign: str) -> bool:
    """Whether no other sign divides the part further; commas may stand in numbers and once in a text."""
    if any(other in cell for other in ";\t|" if other != sign):
        return False
    return sign == "," or cell.count(",") < 2 or bool(_NUMBER.fullmatch(cell))
