"""Texts that a person typed, or a list holds, → a target or a prescribed number, or what is wrong with them.

Owns what may be aimed at and prescribed. What cannot be read is a finding; nothing is repaired or guessed. What may be
left out is said in the guide of the list: the start of a counted indicator is 1 January of the due year, the starting
day of a level 31 December of the year before, '≥' is meant where nothing else is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from danvan import catalogue, numbers, units
from danvan.ingest.findings import STOP, Finding
from danvan.lists import faults as lists_faults
from danvan.plans import parts, targets
from danvan.plans.documents import PlanDocument
from danvan.plans.norms import Norm
from danvan.plans.targets import AT_LEAST, Target
from danvan.texts import text
from danvan.units import Unit

FIELDS = (
    "indicator", "part", "unit", "start", "due", "bound", "value", "base", "title", "number", "day", "issuer", "note",
)  # fmt: skip
SHARE = "%"


@dataclass
class Reading:
    """What was read of one entry: the item, when nothing stops it, and every remark."""

    item: Target | Norm | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def ready(self) -> bool:
        """Whether it may be written."""
        return self.item is not None and not any(found.severity == STOP for found in self.findings)


class Faults(lists_faults.Faults):
    """What is wrong with a target or a prescribed number."""

    def label(self, name: str) -> str:
        """The field's name on the form."""
        return text(f"plans.field_{name}")


def target(
    fields: Mapping[str, str],
    *,
    indicator: str,
    unit: Unit | None,
    standing: Sequence[Target] = (),
    replaces: str = "",
    **place: object,
) -> Reading:
    """A target from its fields (FIELDS; '' for what was left out), the indicator and unit already found.

    standing: the targets there are, for what would be said twice; `replaces` is left out of them.
    """
    faults = Faults(**place)
    item = catalogue.get(indicator)
    breakdown = parts.breakdown(item, fields.get("part", ""), faults)
    due = parts.day("due", fields.get("due", ""), faults, end=True)
    start = parts.day("start", fields.get("start", ""), faults)
    value = parts.number("value", fields.get("value", ""), item.unit, faults, needed=True)
    base = parts.number("base", fields.get("base", ""), item.unit, faults)
    bound = parts.bound(fields.get("bound", ""), faults)
    document = read_document(fields, faults)
    if item.kind in targets.NOT_AIMED_AT:
        faults.stop("plans_not_aimed_at", "indicator", value=item.name)
    if due and start is None and not fields.get("start", "").strip():
        start = date(due.year, 1, 1) if item.kind == "flow" else date(due.year - 1, 12, 31)
    _check_days(unit, start, due, faults)
    _check_value(item, value, bound, faults)
    if unit and item.levels and unit.level not in (*item.levels, "nation"):
        faults.stop("plans_wrong_level", "unit", value=unit.full_name, expected=item.name)
    if faults.found or unit is None or due is None or value is None:
        return Reading(None, faults.found)
    made = Target(
        "", item.code, unit.unit_id, breakdown, due, value, bound, start, base, document,
        " ".join(fields.get("note", "").split()),
    )  # fmt: skip
    for other in standing:
        if same_aim(other, made) and other.target_id != replaces:
            faults.stop("plans_twice", value=other.target_id, expected=f"{numbers.number(other.value, 1)} {item.unit}")
            return Reading(None, faults.found)
    return Reading(made, faults.found)


def same_aim(one: Target, other: Target) -> bool:
    """Whether two targets speak of the same thing and day, on the same side."""
    return (one.indicator, one.unit_id, one.breakdown, one.due, one.bound) == (
        other.indicator, other.unit_id, other.breakdown, other.due, other.bound,
    )  # fmt: skip


def _check_days(unit: Unit | None, start: date | None, due: date | None, faults: Faults) -> None:
    if due and start and start >= due:
        faults.stop("plans_start_after_due", "start", value=numbers.date(start), expected=numbers.date(due))
    if unit and due and not unit.stands_on(due):
        became = units.became(unit.unit_id)
        faults.stop("plans_not_standing", "unit", value=unit.full_name, expected=numbers.date(due), became=became)


def _check_value(item: catalogue.Indicator, value: float | None, bound: str, faults: Faults) -> None:
    if value is None:
        return
    if value < 0 or (value == 0 and bound == AT_LEAST):
        faults.stop("plans_not_positive", "value", value=numbers.number(value, 1))
    if item.unit == SHARE and item.kind == "ratio" and value > 100:
        faults.stop("plans_over_hundred", "value", value=numbers.number(value, 1))


def read_document(fields: Mapping[str, str], faults: Faults) -> PlanDocument:
    """The document that sets it; a title is asked for."""
    tidy = {name: " ".join(fields.get(name, "").split()) for name in ("title", "number", "issuer")}
    day = parts.day("day", fields.get("day", ""), faults)
    if not tidy["title"]:
        faults.stop("plans_no_document", "title")
    return PlanDocument(**tidy, day=day)


def norm(
    fields: Mapping[str, str],
    *,
    indicator: str,
    unit_id: str,
    level: str,
    rhythm: str,
    standing: Sequence[Norm] = (),
    replaces: str = "",
) -> Reading:
    """A prescribed number from its fields (value, since, until, title, number, day, issuer, note)."""
    faults = Faults()
    value = parts.number("value", fields.get("value", ""), catalogue.get(indicator).unit, faults, needed=True)
    since = parts.day("since", fields.get("since", ""), faults, needed=True)
    until = parts.day("until", fields.get("until", ""), faults, end=True)
    document = read_document(fields, faults)
    if value is not None and (value <= 0 or not float(value).is_integer()):
        faults.stop("plans_whole_number", "value", value=numbers.number(value, 1))
    if since and until and until < since:
        faults.stop("plans_start_after_due", "since", value=numbers.date(since), expected=numbers.date(until))
    if faults.found or value is None or since is None:
        return Reading(None, faults.found)
    note = " ".join(fields.get("note", "").split())
    made = Norm("", indicator, unit_id, level, since, until, rhythm, value, document, note=note)
    for other in standing:
        same = (other.indicator, other.unit_id, other.level, other.valid_from)
        if not other.shipped and same == (indicator, unit_id, level, since) and other.norm_id != replaces:
            faults.stop("plans_norm_twice", value=other.norm_id, expected=numbers.date(since))
            return Reading(None, faults.found)
    return Reading(made, faults.found)
