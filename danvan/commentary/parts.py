"""What is said of a whole and its parts: composition, share, one indicator beside another, what became of opinions.

It refuses a share of what is approximate or partial, and adds nothing up.
"""

from collections.abc import Mapping, Sequence

from danvan import numbers
from danvan.commentary import words
from danvan.commentary.reading import Reading, inside, opening
from danvan.commentary.said import Said
from danvan.texts import text

NAMED = 4
"""So many parts are named with their numbers; of more the largest alone."""


def composition(whole: Reading, parts: Sequence[tuple[str, Reading]]) -> str:
    """'; trong đó cấp huyện 3 cuộc, cấp xã 78 cuộc (chiếm 96,3%)'; the largest share when all are known."""
    known = [(name, part) for name, part in parts if part.has_figure and part.basis != "partial"]
    if not known or not whole.has_figure:
        return ""
    largest = max(known, key=lambda each: each[1].value)[1]
    complete = len(known) == sum(part.state != "not_applicable" for _, part in parts)
    share = share_of(largest, whole) if complete else ""
    shown = known if len(known) <= NAMED else [each for each in known if each[1] is largest]
    said = []
    for name, part in shown:
        kind = "composition_share" if part is largest and share else "composition_part"
        said.append(text(f"commentary.{kind}", name=inside(name), n=part.amount, share=share))
    return text("commentary.composition", parts=", ".join(said))


def proportion(one: Reading, other: Reading) -> str:
    """'Số mô hình công nhận bằng 26,1% số mô hình đăng ký (10.272/39.427)'; '' unless exact and in one unit."""
    share = share_of(one, other)
    if not share or one.unit != other.unit:
        return ""
    names = {"one": opening(words.number_of(one)), "other": words.number_of(other)}
    return text("commentary.proportion", **names, share=share, fraction=numbers.fraction(one.value, other.value))


def share_of(part: Reading, whole: Reading) -> str:
    """'92,5%'; '' unless both are exact figures of one period."""
    if not (part.is_exact and whole.is_exact) or part.span != whole.span or not whole.value:
        return ""
    return words.percent(100 * numbers.exact(part.value) / numbers.exact(whole.value))


def settlement(found: Mapping[str, Reading]) -> list[Said]:
    """What came of opinions, from the readings of YK01, YK03, YK04, YK05, YK08 (those that are there).

    The rate is the figure of its own indicator: settled opinions may have come in earlier periods. Without a number of
    settled ones it says that it is unknown.
    """
    received, settled = found.get("YK01"), found.get("YK03")
    said = [Said(words.claim(received), received, plain=True)] if received and received.has_figure else []
    if settled is None or not settled.has_figure:
        known = received or settled
        return [*said, Said(text("commentary.settled_unknown"), known, plain=True)] if said else []
    rate, open_ones, late = found.get("YK08"), found.get("YK04"), found.get("YK05")
    share = ""
    if rate and rate.is_whole:
        share = text("commentary.settled_share", n=rate.amount) + words.fraction(rate)
    done = text("commentary.settled", n=settled.amount, share=words.remark(settled) + share)
    said.append(Said(done, settled, plain=True))
    if open_ones and open_ones.has_figure and open_ones.value:
        said.append(
            Said(text("commentary.settled_open", n=open_ones.amount) + _remark(open_ones, settled), settled, plain=True)
        )
    if late and late.has_figure:
        none = late.value == 0 and late.is_exact
        claim = text("commentary.settled_none_late") if none else text("commentary.settled_late", n=late.amount)
        said.append(Said(claim + _remark(late, settled), settled, plain=True))
    return said


def _remark(reading: Reading, beside: Reading) -> str:
    """Its remark in the words of the one beside it where both have as many parts: the same units reported."""
    alike = (reading.parts_present, reading.parts_expected) == (beside.parts_present, beside.parts_expected)
    return words.remark(beside if alike and reading.basis == beside.basis else reading)
