"""Several results of one time and place in one sentence, as a clerk joins them.

Owns the verb that is said once ('có 11 xã … và 6 huyện …'), the parts that are told as parts ('trong đó có …'), and
leaving out what a rate's own fraction has just told. It never strings a whole and its parts together as if they added.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from danvan import catalogue, numbers
from danvan.charts.ladder import NEW_RURAL
from danvan.commentary import words
from danvan.commentary.reading import Reading
from danvan.commentary.said import Said
from danvan.texts import text

STEPS = list(NEW_RURAL)
COUNTED_IN = ("NT06", "DH03", "QC03", "QC07", "KN03")
"""Rates whose two sides are told as one: '356/382 xã'."""


@dataclass
class _Run:
    """Claims of one verb: the first, the others without it, and parts of the first."""

    head: Said
    others: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        said = self.head.claim
        if self.others:
            said = _listed([said, *self.others])
        return said + text("commentary.of_which", parts=_listed(self.parts)) if self.parts else said


def once(said: Sequence[Said]) -> list[Said]:
    """Nothing twice: no plain result that the fraction of a rate states; a part and its whole as one, '11/50 …'."""
    told = {key for each in said if each.of for key in _of_fraction(each.of)}
    left = [each for each in said if not (each.plain and each.of and _key(each.of) in told)]
    return _paired(left)


def together(said: Sequence[Said]) -> str:
    """'tổ chức hơn 121 cuộc đối thoại, trong đó có 81 cuộc …; tiếp nhận 1.109 ý kiến, kiến nghị'."""
    said, after = _remarked_once(said)
    runs = [_Run(said[0])]
    for each in said[1:]:
        run = runs[-1]
        rest = _without_verb(run.head.claim, each.claim)
        if rest and _is_same_count(each.of, run.head.of):
            rest = f"{each.of.amount}{each.of.part}{words.brackets(each.of)}"
        if rest and is_part(each.of, run.head.of) and not run.others:
            run.parts.append(rest)
        elif rest and not run.parts and not is_part(run.head.of, each.of):
            run.others.append(rest)
        else:
            runs.append(_Run(each))
    return "; ".join(map(str, runs)) + after


def next_part(said: Said, whole: Said, *, more: bool) -> str:
    """'trong đó có 572 cuộc đối thoại định kỳ, tăng 13 cuộc …': a part in the sentence behind its whole; '' for others.

    `more`: another part was told just before.
    """
    part = said.of and whole.of and is_part(said.of, whole.of)
    rest = _without_verb(whole.claim, said.claim) if part else ""
    return text("commentary.of_which_more" if more else "commentary.of_which_next", said=rest) if rest else ""


def _remarked_once(said: Sequence[Said]) -> tuple[Sequence[Said], str]:
    """The same remark on all of them said once at the end: ' (các số liệu trên mới có của 59/63 đơn vị)'."""
    counts = {(each.of.parts_present, each.of.parts_expected) for each in said if each.of}
    partial = all(each.of and each.of.basis == "partial" and words.remark(each.of) for each in said)
    if len(said) < 2 or not partial or len(counts) > 1 or not said[0].of.parts_present:
        return said, ""
    of = said[0].of
    parts = numbers.parts(of.parts_present, of.parts_expected, of.counted)
    return [replace(each, claim=_unremarked(each)) for each in said], text("commentary.all_partial", parts=parts)


def _unremarked(said: Said) -> str:
    remark = words.remark(said.of).strip(" ()")
    return said.claim.replace(f" ({remark})", "").replace(f", {remark})", ")")


def is_part(one: Reading, other: Reading) -> bool:
    """Whether one is counted in the other: a breakdown of it, a part by the catalogue, a step above it."""
    if one.indicator == other.indicator:
        return bool(one.breakdown) and not other.breakdown
    if one.indicator in STEPS and other.indicator in STEPS:
        return STEPS.index(one.indicator) > STEPS.index(other.indicator)
    return one.indicator in {part.partition(":")[0] for part in other.item.parts}


def _paired(said: Sequence[Said]) -> list[Said]:
    wholes = {_cell(each.of): each for each in said if each.plain and each.of and each.of.is_exact}
    made, dropped = [], []
    for each in said:
        whole = next((wholes[key] for key in _whole_of(each) if key in wholes), None)
        if whole is None:
            made.append(each)
            continue
        dropped.append(whole)
        amount = numbers.fraction(each.of.value, whole.of.value) + numbers.suffix(each.of.unit)
        made.append(replace(each, claim=words.claim(each.of, amount)))
    return [each for each in made if each not in dropped]


def _whole_of(said: Said) -> list[tuple[object, ...]]:
    """The cells that a stock is counted in, by the rates of the catalogue: communes of those that there are."""
    own = said.of
    if not (said.plain and own and own.is_exact and own.value and own.item.kind in ("stock", "distinct")):
        return []
    return [(code, *_cell(own)[1:]) for code in _wholes().get(own.indicator, ())]


@cache
def _wholes() -> dict[str, list[str]]:
    """Indicator → what it is counted in: communes of all communes, organisations of those that must hold a congress."""
    found: dict[str, list[str]] = {}
    for rate in COUNTED_IN:
        for term in catalogue.get(rate).terms:
            (_, one), (_, other) = term.numerator[0], term.denominator[0]
            found.setdefault(one, []).append(other)
    return found


def _is_same_count(one: Reading, other: Reading) -> bool:
    """Whether both count the same in different parts, so that it need not be named twice."""
    return one.indicator == other.indicator and one.item.kind != "ratio" and "" not in (one.breakdown, other.breakdown)


def _of_fraction(rate: Reading) -> list[tuple[object, ...]]:
    """Keys of the figures that stand in the fraction behind a rate, where each side is one indicator."""
    if rate.unit != "%" or numbers.is_missing(rate.numerator):
        return []
    sides = ((term.numerator, term.denominator) for term in rate.item.terms)
    codes = {part[0][1] for pair in sides for part in pair if len(part) == 1}
    values = (rate.numerator, rate.denominator)
    return [(code, rate.breakdown, rate.place, rate.span, value) for code in codes for value in values]


def _key(reading: Reading) -> tuple[object, ...]:
    return (*_cell(reading), reading.value)


def _cell(reading: Reading) -> tuple[object, ...]:
    return (reading.indicator, reading.breakdown, reading.place, reading.span)


def _without_verb(head: str, claim: str) -> str:
    """The claim without the verb that both begin with; '' where their verbs differ."""
    verb, _ = _parted(head)
    other, rest = _parted(claim)
    return rest if verb and verb == other else ""


def _parted(claim: str) -> tuple[str, str]:
    """The verb and what follows, from the number on with the word that qualifies it: ('tổ chức', 'hơn 40 cuộc …')."""
    said = claim.split(" ")
    at = next((at for at, word in enumerate(said) if _is_amount(word)), len(said))
    return " ".join(said[:at]), " ".join(said[at:])


def _is_amount(word: str) -> bool:
    return word[:1].isdigit() or (word != "" and word in numbers.QUALIFIERS.values())


def _listed(said: Sequence[str]) -> str:
    return text("commentary.and", first=", ".join(said[:-1]), last=said[-1]) if len(said) > 1 else said[0]
