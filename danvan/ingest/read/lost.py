"""Letters that are gone: '?' or U+FFFD where a program could not write them. No guess brings them back."""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from danvan.ingest.findings import MOST_OF_A_KIND, STOP, Finding, finding
from danvan.ingest.read.columns import Cells, has_byte, is_ascii, rows_with
from danvan.numbers import number

_MARK = re.compile(r"(?:(\w)|^|(?<=[\s(,;/-]))\?(\w)")
"""A question mark before a letter."""
_BARE = re.compile(r"(?:^|[\s(,;/-])[BCDĐGHKLMNPQRSTVXbcdđghklmnpqrstvx]+\?(?=[\s),;/-]|$)")
"""Consonants alone before it: 'H?', 'Ngh?'. Tells only beside a surer place."""
_BROKEN = re.compile(
    "á[º»](?![\\s.,;:!?)]|$)|á[º»]\\?\\w|Äá[º»]|Ã[\u0080-\u009f\u00a1-\u00bf]|Ä[\u0080-\u0091‘’ƒ]|Æ[°¡]|\ufffd"
)
"""What is left of UTF-8 read as cp1252 where a part is missing; 'á»' ends a quotation, 'Ã' before NBSP a word."""
_MARK_MAYBE = r"\?\pL|[b-df-hj-np-tv-zB-DF-HJ-NP-TV-ZđĐ]\?"
_BROKEN_MAYBE = r"á[º»]|[ÃÄÆ\x{FFFD}]|" + _MARK_MAYBE
_NOT_LOST = re.compile(r"://|www\.|\?[\w]+=")


FEW = 2_000
"""Up to so many texts each is looked at; of more, those that a coarse pattern finds (its making takes longer)."""


def lost(cells: Cells, name: str) -> list[Finding]:
    """A stop for every row with such a cell."""
    hits: list[tuple[int, int]] = []
    bare: list[tuple[int, int]] = []
    for index, column in enumerate(cells.columns):
        texts = _suspects(column)
        broken = {text for text in texts if _is_broken(text)}
        hits += [(int(row), index) for row in rows_with(column, broken)]
        maybe = {text for text in texts if text not in broken and _BARE.search(text)}
        bare += [(int(row), index) for row in rows_with(column, maybe)]
    if hits:
        hits = sorted(hits + bare)
    return _findings(cells, name, hits)


def _suspects(column: pa.ChunkedArray) -> list[str]:
    """The distinct texts with a question mark, or with what the patterns look for."""
    wide, marked = not is_ascii(column), has_byte(column, ord("?"))
    if not wide and not marked:
        return []
    texts = pc.unique(column)
    if len(texts) <= FEW:
        return texts.to_pylist()
    return texts.filter(pc.match_substring_regex(texts, _BROKEN_MAYBE if wide else _MARK_MAYBE)).to_pylist()


def _is_broken(text: str) -> bool:
    if _BROKEN.search(text):
        return True
    return any(_is_inside(match[1] or "", match[2]) for match in _MARK.finditer(text)) and not _NOT_LOST.search(text)


def _is_inside(before: str, after: str) -> bool:
    """Whether a question mark stands in a word: 'N?i', '?iện', 'T?NH', but not 'nào?Ví'."""
    if after.islower():
        return not before or before.isalpha()
    return before.isupper() and after.isupper()


def _findings(cells: Cells, name: str, hits: list[tuple[int, int]]) -> list[Finding]:
    found = []
    for row, index in hits[:MOST_OF_A_KIND]:
        where = {"sheet": cells.sheet, "row": row + 1, "column": cells.column_name(index)}
        found.append(finding("read_mojibake", STOP, file=name, value=cells.columns[index][row].as_py(), **where))
    rows = np.unique([row for row, _ in hits])
    if len(hits) > MOST_OF_A_KIND:
        found.append(finding("read_mojibake_all", STOP, file=name, sheet=cells.sheet, count=number(len(rows))))
    return found
