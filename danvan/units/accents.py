"""Whether the accents typed speak for or against a unit with the right letters.

Owns the line between a slip and another name: accents left out and hỏi for ngã are slips, 'Hà Tỉnh'
is Hà Tĩnh. A wrong tone is one only in a province without a near-namesake, where it makes no
syllable of any province or district: 'Lạng Sớn', but not 'Thanh Hòa' or 'Tiến Giang'.
"""

from typing import Protocol, TypeVar

from danvan.units.fold import Letter, agrees, fold, letters
from danvan.units.index import lone_names, syllables
from danvan.units.registry import Unit
from danvan.units.typed import Reading


class Found(Protocol):
    """What is judged: a unit, the reading that found it and the name it was found under."""

    @property
    def unit(self) -> Unit:
        """The unit."""

    @property
    def reading(self) -> Reading:
        """How the text was read."""

    @property
    def name(self) -> str:
        """The official name found; empty for an alias."""


AnyFound = TypeVar("AnyFound", bound=Found)


def narrowed(hits: list[AnyFound]) -> list[AnyFound]:
    """Those spelled exactly so, and aliases; else those that do not contradict; else all."""
    spelled = [h for h in hits if h.name and same(h)]
    if spelled:
        return spelled + [h for h in hits if not h.name]
    return [h for h in hits if not h.name or not _against(h)] or hits


def same(hit: Found) -> bool:
    """Whether the name was typed with all its accents right."""
    return _typed(hit) == letters(hit.name)


def legible(hit: Found) -> bool:
    """Whether the name can be read off a text that was only decoded: every letter with its hook or
    hat, and no tone but one left out over such a letter ('Đăk Lăk')."""
    typed, known = _typed(hit), letters(hit.name)
    return len(typed) == len(known) and all(
        t[:2] == k[:2] and (t[2] == k[2] or (k[1] != "" and t[2] == "")) for t, k in zip(typed, known, strict=True)
    )


def certain(hit: Found) -> bool:
    """Whether the accents leave no doubt that this unit is meant."""
    wrong = _against(hit) if hit.name else []
    if not wrong:
        return True
    typed, known = _typed(hit), letters(hit.name)
    letter_wrong = any(typed[i][1] not in ("", known[i][1]) for i in wrong)
    respelled = [t[0] for t in typed] != [k[0] for k in known]
    if letter_wrong or respelled or fold(hit.name) not in lone_names():
        return False
    start = 0
    for word in hit.name.replace("-", " ").split():
        end = start + len(letters(word))
        if start <= wrong[0] and wrong[-1] < end:
            return tuple(typed[start:end]) not in syllables()
        start = end
    return False


def contradicts(typed: str, known: str) -> bool:
    """Whether the accents of a typed alias speak against it: 'Vĩnh' is not Vinh."""
    pairs = zip(letters(typed), letters(known), strict=False)
    return any(not agrees(*pair) for pair in pairs)


def _typed(hit: Found) -> tuple[Letter, ...]:
    """The letters that were typed for the name."""
    return letters(" ".join(hit.reading.name))


def _against(hit: Found) -> list[int]:
    """The places of the letters whose accents contradict the name."""
    pairs = zip(_typed(hit), letters(hit.name), strict=False)
    return [i for i, (typed, known) in enumerate(pairs) if not agrees(typed, known)]
