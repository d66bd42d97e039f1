"""Whether a text could be a unit's name, and of which levels: a quick look for finding columns, never an answer.

Owns the look-up by folded name without a scope. Which unit a text means is decided by danvan.units.resolve alone.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from danvan.units import get
from danvan.units.fold import letters, spelling
from danvan.units.index import aliases, by_name, by_spelling, kinds
from danvan.units.registry import Unit
from danvan.units.tcvn3 import decode, possible
from danvan.units.typed import Typed, take_apart

LONGEST_NAME = 70
FOOTNOTE = re.compile(r"\s*(?:\(\*+\)|\*+|[\u00b9\u00b2\u00b3\u2070-\u2079]+|\[\d{1,2}\]|\(\d\))$")
ORDINAL_LEAD = re.compile(r"^\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[a-zđA-HĐ])\s*[.)/\-:]+\s*(?=\D)")
DASH_LEAD = re.compile(r"^[\-–—+*•·○●▪.…]+(?:\s+[\-–—+*•·○●▪.…]+)*\s*(?=\S)")


@lru_cache(maxsize=100_000)
def _apart(text: str) -> Typed:
    return take_apart(text)


@lru_cache(maxsize=100_000)
def candidates(text: str) -> tuple[Unit, ...]:
    """The units of all times and levels whose name or alias a text is; those of its first reading that has any."""
    if not 2 <= len(text) <= LONGEST_NAME or not any(c.isalpha() for c in text):
        return ()
    found = _found(text)
    if not found and possible(text) and (legacy := decode(text)) != text:
        found = _found(legacy)
    return found


def _found(text: str) -> tuple[Unit, ...]:
    for reading in _apart(text).readings:
        if reading.key.isdecimal() and not reading.kinds:
            continue
        hits = [unit for unit, _ in by_name().get(reading.key, ())]
        hits = hits or [unit for unit, _ in by_spelling().get(spelling(reading.key), ())]
        alias = aliases().get(reading.key)
        if alias and (alias.kind == "alias" or not hits and len(reading.key) > 3):
            hits += [get(unit_id) for unit_id in alias.unit_ids]
        if hits:
            return tuple(dict.fromkeys(hits))
    return ()


@lru_cache(maxsize=100_000)
def spelled_so(unit: Unit, text: str) -> bool:
    """Whether a text has exactly the letters and accents of a unit's name: 'Quang Bình' is not Quảng Bình."""
    known = tuple(letters(unit.name))
    return any(tuple(letters(" ".join(reading.name))) == known for reading in _apart(text).readings)


@lru_cache(maxsize=100_000)
def levels(text: str) -> frozenset[str]:
    """The levels of the units that a text may name, its kind word heeded; none for a text that names no unit."""
    return frozenset(unit.level for unit in of_said_kind(text, candidates(text)))


def of_said_kind(text: str, found: Sequence[Unit]) -> tuple[Unit, ...]:
    """Those of the units that a text may name which ever were of the kind it says; all when it says none."""
    said = next((set(reading.kinds) for reading in _apart(text).readings if reading.kinds), set())
    fitting = [unit for unit in found if said & kinds(unit.unit_id) or ("thu_do" in said and unit.code == "01")]
    return tuple(fitting or found)


def bare(text: str) -> str:
    """A name without the marks of a footnote or of a list's dash."""
    return FOOTNOTE.sub("", DASH_LEAD.sub("", text)).strip()


def without_ordinal(text: str) -> str:
    """'1. Hà Nội' → 'Hà Nội'; a text that is nothing else stays."""
    return ORDINAL_LEAD.sub("", text) or text
