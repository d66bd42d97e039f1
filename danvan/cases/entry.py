"""Texts that a person typed, or a list holds, → a case, or what is wrong with them.

Owns what must be said of a case and what may be left open. What cannot be read is a finding; nothing is repaired or
guessed: without a topic a case is unclassified, without an owner or a due day it is not assigned.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from danvan import catalogue, numbers, units
from danvan.cases import item
from danvan.cases.item import LONGEST, ORIGINS, TOPIC, Case
from danvan.errors import DanVanError
from danvan.ingest.findings import STOP, Finding
from danvan.lists.faults import Faults as ListFaults
from danvan.texts import text
from danvan.units import Unit
from danvan.units.fold import fold

FIELDS = ("origin", "received", "topic", "content", "owner", "due", "settled", "outcome", "note", "paper")
EARLIEST = date(1990, 1, 1)
NUMBER = re.compile(r"(?<![\d.])0\d{2,3}[ .]?\d{3}[ .]?\d{3,4}(?!\d)|(?<![\d.])(?:\d{12}|\d{9})(?!\d)")
"""What looks like a telephone or an identity number."""
PERSON = re.compile(r"(?:\b(?:ông|bà|anh|chị)|^(?:Ông|Bà|Anh|Chị))\s+(\w+)")
"""A form of address; with a name behind it ('ông Nguyễn') a person is meant, not 'bà con' or 'phố Bà Triệu'."""
ALSO = {
    "doi thoai": "doi_thoai", "tiep xuc doi thoai": "doi_thoai", "tiep cong dan": "tiep_dan", "tiep dan": "tiep_dan",
    "don thu": "don_thu", "kntc": "don_thu", "don thu kntc": "don_thu", "khieu nai to cao": "don_thu",
    "khieu nai": "don_thu", "to cao": "don_thu", "khac": "khac",
}  # fmt: skip
"""Words without accents that an origin is also known by."""


@dataclass
class Reading:
    """What was read of one entry: the case, when nothing stops it, and every remark."""

    case: Case | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def ready(self) -> bool:
        """Whether it may be written."""
        return self.case is not None and not any(found.severity == STOP for found in self.findings)


class Faults(ListFaults):
    """What is wrong with a case."""

    def label(self, name: str) -> str:
        """The field's name on the form."""
        return text(f"cases.field_{name}")


def case(
    fields: Mapping[str, str], *, unit: Unit | None, today: date, before: Case | None = None, **place: object
) -> Reading:
    """A case from its fields (FIELDS; '' for what was left out). before: the one in the register that it changes."""
    faults = Faults(**place)
    texts = {name: _words(name, fields.get(name, ""), faults) for name in LONGEST}
    received = day("received", fields.get("received", ""), faults, needed=True)
    due, settled = (day(name, fields.get(name, ""), faults) for name in ("due", "settled"))
    origin = _origin(fields.get("origin", ""), faults)
    topic = _topic(fields.get("topic", ""), faults)
    if not texts["content"]:
        faults.stop("cases_no_content", "content")
    _check_days(unit, received, due, settled, today, faults)
    _check_outcome(settled, texts["outcome"], fields.get("settled", ""), faults)
    _check_people(texts, faults)
    if faults.stopped or unit is None or received is None:
        return Reading(None, faults.found)
    made = Case(
        before.case_id if before else "", unit.unit_id, origin, received, topic, texts["content"], texts["owner"], due,
        settled, texts["outcome"], texts["note"], texts["paper"], before.seq if before else 0,
    )  # fmt: skip
    if made.unassigned:
        missing = [text(f"cases.field_{name}") for name in ("owner", "due") if not getattr(made, name)]
        faults.tell("cases_unassigned", value=" và ".join(words.lower() for words in missing))
    return Reading(made, faults.found)


def day(name: str, typed: str, faults: Faults, *, needed: bool = False) -> date | None:
    """'31/12/2026' or '2026-12-31'; a year alone is no day."""
    typed = typed.strip()
    if not typed:
        if needed:
            faults.stop("cases_no_day", name)
        return None
    try:
        if found := re.match(r"(\d{4})-(\d\d)-(\d\d)", typed):
            return date(*(int(part) for part in found.groups()))
        return numbers.parse_date(typed)
    except (DanVanError, ValueError):
        faults.stop("cases_bad_day", name, value=typed)
        return None


def _words(name: str, typed: str, faults: Faults) -> str:
    found = " ".join(typed.split())
    if len(found) > LONGEST[name]:
        faults.stop("cases_too_long", name, value=found, count=len(found), expected=str(LONGEST[name]))
    return found


def _origin(typed: str, faults: Faults) -> str:
    asked = typed.strip()
    known = {fold(item.origin_name(code)): code for code in ORIGINS} | {
        fold(words): code for words, code in ALSO.items()
    }
    found = asked if asked in ORIGINS else known.get(fold(asked))
    if found is None:
        listed = "; ".join(item.origin_name(code) for code in ORIGINS)
        faults.stop("cases_bad_origin" if asked else "cases_no_origin", "origin", value=asked, expected=listed)
    return found or ""


def _topic(typed: str, faults: Faults) -> str:
    asked = typed.strip()
    known = {fold(item.topic_name(code)): code for code in ("", *item.topics())}
    known |= {fold(value.name): value.code for value in catalogue.dimension(TOPIC).values}
    found = asked if asked in ("", *item.topics()) else known.get(fold(asked))
    if found is None:
        listed = "; ".join(item.topic_name(code) for code in item.topics())
        faults.stop("cases_bad_topic", "topic", value=asked, expected=listed)
    return found or ""


def _check_days(
    unit: Unit | None, received: date | None, due: date | None, settled: date | None, today: date, faults: Faults
) -> None:
    for name, said in (("received", received), ("settled", settled)):
        if said and said > today:
            faults.stop("cases_future", name, value=numbers.date(said), expected=numbers.date(today))
    if received and received < EARLIEST:
        faults.stop("cases_too_early", "received", value=numbers.date(received), expected=numbers.date(EARLIEST))
    for name, said in (("due", due), ("settled", settled)):
        if said and received and said < received:
            faults.stop("cases_before_received", name, value=numbers.date(said), expected=numbers.date(received))
    if unit and received and not unit.stands_on(received):
        became = units.became(unit.unit_id)
        value, expected = unit.full_name, numbers.date(received)
        faults.stop("cases_not_standing", "unit", value=value, expected=expected, became=became)


def _check_outcome(settled: date | None, outcome: str, typed: str, faults: Faults) -> None:
    if settled and not outcome:
        faults.stop("cases_no_outcome", "outcome")
    if outcome and not typed.strip():
        faults.stop("cases_no_settled", "settled", value=outcome)


def _check_people(texts: Mapping[str, str], faults: Faults) -> None:
    """People are not to be named in the register: what looks like it is remarked on, not refused."""
    for name in ("content", "outcome", "note"):
        named = (found[0] for found in PERSON.finditer(texts[name]) if found[1][0].isupper())
        numbered = (found[0] for found in NUMBER.finditer(texts[name]))
        if found := next(iter((*named, *numbered)), ""):
            faults.warn("cases_personal", name, value=found)
