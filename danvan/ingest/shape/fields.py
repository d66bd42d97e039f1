"""What the lines of a list say beside their figure: state, qualifier, day, document, place, remark.

Owns the few words that a state or a qualifier may be written in. A word that is none of them stops its line.
"""

from dataclasses import dataclass, field

import numpy as np

from danvan.ingest.findings import STOP
from danvan.ingest.shape.cells import Cells
from danvan.ingest.shape.layout import Block
from danvan.ingest.shape.number_text import EXPECTED, HELD, KNOWN, MISSING, NOT_APPLICABLE, PROVISIONAL
from danvan.ingest.shape.tell import Teller
from danvan.ingest.shape.when import day_of
from danvan.ingest.shape.words import folded

STATES = {
    KNOWN: (
        "known", "da co so", "co so lieu", "chinh thuc", "so lieu chinh thuc", "thuc hien", "da bao cao", "actual",
        "final",
    ),
    HELD: (
        "held no count", "co to chuc nhung khong neu so", "co to chuc khong neu so", "co nhung khong neu so",
        "co to chuc",
    ),
    NOT_APPLICABLE: ("not applicable", "khong ap dung", "khong thuoc dien"),
    PROVISIONAL: ("provisional", "tam tinh", "so bo", "so lieu so bo", "prel", "preliminary"),
    EXPECTED: ("expected", "du kien", "uoc", "uoc tinh", "uoc thuc hien", "estimate", "estimated"),
    MISSING: ("missing", "chua bao cao", "chua co", "chua co so lieu", "khong co so lieu"),
}  # fmt: skip
QUALIFIERS = {
    "hon": ("hon", "tren", "it nhat", "tro len", ">"),
    "gan": ("gan",),
    "khoang": ("khoang", "xap xi", "~", "uoc chung"),
    "": ("chinh xac", "dung", "bang"),
}
STATE_OF = {folded(word): state for state, words in STATES.items() for word in words}
QUALIFIER_OF = {folded(word): code for code, words in QUALIFIERS.items() for word in words}


@dataclass(eq=False)
class Fields:
    """Per line of a block; a missing column is ''. bad: lines that a word stops."""

    state: np.ndarray
    qualifier: np.ndarray
    as_of: np.ndarray
    bad: np.ndarray
    texts: dict[str, np.ndarray] = field(default_factory=dict)


def fields_of(cells: Cells, block: Block, teller: Teller) -> Fields:
    """What the lines of a block say beside their figures."""
    size = len(block.rows)
    found = Fields(_blank(size), _blank(size), np.full(size, np.datetime64("NaT", "s")), np.zeros(size, dtype=bool))
    for role, table, code in (
        ("state", STATE_OF, "shape_unknown_state"),
        ("qualifier", QUALIFIER_OF, "shape_unknown_qualifier"),
    ):
        column = block.one(role)
        if column:
            codes, texts = cells.lines(block.rows, column.index)
            known = [table.get(folded(text), None) if text else "" for text in texts]
            setattr(found, role, np.array([k or "" for k in known], dtype=object)[codes])
            _refuse(found, teller, block, codes, texts, [k is None for k in known], code, column.index)
    if column := block.one("as_of"):
        codes, texts = cells.lines(block.rows, column.index)
        days = [day_of(text) if text else None for text in texts]
        found.as_of = np.array(days, dtype="datetime64[s]")[codes]
        wrong = [bool(text) and day is None for text, day in zip(texts, days, strict=True)]
        _refuse(found, teller, block, codes, texts, wrong, "shape_no_day", column.index)
    for role in ("source", "place", "note"):
        if column := block.one(role):
            codes, texts = cells.lines(block.rows, column.index)
            found.texts[role] = np.array(texts, dtype=object)[codes]
    return found


def _blank(size: int) -> np.ndarray:
    return np.full(size, "", dtype=object)


def _refuse(
    found: Fields,
    teller: Teller,
    block: Block,
    codes: np.ndarray,
    texts: list[str],
    wrong: list[bool],
    code: str,
    c: int,
) -> None:
    """A stop for every line with a word that is not known."""
    bad = np.array(wrong, dtype=bool)[codes]
    found.bad |= bad
    for i in np.flatnonzero(bad):
        teller.add(code, STOP, row=block.rows[i], column=c, value=texts[codes[i]])
