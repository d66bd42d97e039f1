"""Which of all that could be said is said, and how it is put together.

Owns the order of importance, the joining of sentences and the naming of time and place: once, then only what changes.
"""

from collections.abc import Sequence

from danvan.commentary import joining, words
from danvan.commentary.reading import Reading, opening
from danvan.commentary.said import Said
from danvan.texts import text

MOST = 4
"""Sentences that a slide can hold and a listener take in."""
ROOM = 300
"""Letters of a joined sentence; more than that nobody reads aloud in one breath."""


def written(said: Sequence[Said | None], most: int | None = None) -> list[str]:
    """The sentences in the order given; of more than `most` the most important ones."""
    there = joining.once([each for each in said if each and each.claim])
    joined = _joined(there)
    if most is not None and len(joined) > most:
        kept = sorted(range(len(joined)), key=lambda at: (-max(each.weight for each in joined[at]), at))[:most]
        joined = [joined[at] for at in sorted(kept)]
    sentences, last, whole, parts = [], None, None, 0
    for group in joined:
        first, claim = group[0], joining.together(group)
        part = joining.next_part(first, whole, more=parts > 0) if whole and len(group) == 1 else ""
        whole, parts = (whole, parts + 1) if part else (first, 0)
        sentences.append(f"{opening(_led(part or claim, first.of, last))}.")
        last = first.of or last
    return _restated_once(sentences)


def _restated_once(sentences: Sequence[str]) -> list[str]:
    """That a base is restated is said of the first one; a listener keeps it in mind."""
    told, kept = text("commentary.restated"), []
    for sentence in sentences:
        known = any(told in earlier for earlier in kept)
        kept.append(sentence.replace(told, "") if known else sentence)
    return kept


def paragraph(said: Sequence[str]) -> str:
    """Sentences one after another."""
    return " ".join(filter(None, said))


def _joined(said: Sequence[Said]) -> list[list[Said]]:
    """Bare results of one time and place in one sentence, as long as it can be read aloud."""
    groups: list[list[Said]] = []
    for each in said:
        group = groups[-1] if groups else []
        if group and _may_join(group, each):
            group.append(each)
        else:
            groups.append([each])
    return groups


def _may_join(group: Sequence[Said], each: Said) -> bool:
    last = group[-1]
    if not (last.plain and each.plain and last.of and each.of):
        return False
    alike = (last.of.place, words.when(last.of)) == (each.of.place, words.when(each.of))
    return alike and sum(len(one.claim) for one in [*group, each]) <= ROOM


def _led(claim: str, of: Reading | None, last: Reading | None) -> str:
    """The claim behind its time and place, as far as they were not just said."""
    if of is None:
        return claim
    time = words.when(of)
    if last is None or last.place != of.place:
        return text("commentary.lead", time=time, place=of.place, said=claim)
    if words.when(last) != time:
        return text("commentary.lead", time=time, place=of.again or of.place, said=claim)
    return claim
