"""Where a name is looked for, and which of the units found the day leaves.

Owns level, parent, kind and day. It knows nothing of spelling, and refuses to choose between two
units that all of these allow.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from danvan.units import history, index, registry
from danvan.units.fold import fold
from danvan.units.registry import Unit
from danvan.units.typed import Reading

COMMUNE_KINDS = {"xa", "phuong", "thi_tran", "dac_khu"}
FIRST_LIST, LAST_LIST = date(2008, 8, 1), date(2025, 6, 30)
"""First day of the 63 provinces, last day of the districts. Without a day a unit that ended before
the second is meant only where no later one bears its name; '(cũ)' alone leads back to the first."""


@dataclass(frozen=True)
class Hit:
    """A unit found; `name` is the name typed ('' for an alias), `doubt` why it must be asked."""

    unit: Unit
    reading: Reading
    name: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class Scope:
    """Where to look: a level, under a parent, on a day; None leaves it open."""

    level: str | None
    parent: str | None
    on: date | None

    @cached_property
    def _heirs(self) -> tuple[Unit, ...]:
        """The districts that a former one went into: its communes are known as theirs only."""
        if not self.parent or registry.get(self.parent).level != "district":
            return ()
        return tuple(s.successor for s in history.successors(self.parent) if s.successor.level == "district")

    def admits(self, unit: Unit, said: tuple[str, ...]) -> bool:
        """Whether a unit with this name can be meant, given the kinds said before the name."""
        if self.level not in (None, unit.level) or self._past(unit):
            return False
        if unit.level == "commune" and not (self.level or self.parent or COMMUNE_KINDS & {*said}):
            return False
        if self.parent and not (index.lies_in(unit.unit_id, self.parent) or self._heir_of(unit)):
            return False
        return all(self._is(unit, kind) for kind in said)

    def doubt(self, unit: Unit, said: tuple[str, ...]) -> str:
        """Why a unit of the right name must be asked for all the same; empty: it need not be."""
        if heir := self._heir_of(unit):
            return f"{unit.full_name} được biết là của {heir.full_name}"
        if unit.level != "province" or "thanh_pho" not in said:
            return ""
        before = unit.valid_to is not None and unit.valid_to < FIRST_LIST and unit.kind != "thanh_pho"
        return "" if _city(unit) and not before else f"{unit.full_name} không phải thành phố"

    def _past(self, unit: Unit) -> bool:
        """Whether the unit was no more when the first list began, and the day is later."""
        return self.on is not None and (unit.valid_to or date.max) < FIRST_LIST <= self.on

    def _heir_of(self, unit: Unit) -> Unit | None:
        """The heir of the former district asked under in which a commune lies."""
        return next((heir for heir in self._heirs if index.lies_in(unit.unit_id, heir.unit_id)), None)

    def _is(self, unit: Unit, kind: str) -> bool:
        """Whether the unit is, or may loosely be called, of that kind."""
        if kind == "thu_do":
            return unit.code == "01"
        if unit.level == "province" and kind in ("tinh", "thanh_pho"):
            return kind == "tinh" or self.level == "province" or _city(unit)
        return kind in index.kinds(unit.unit_id)


def _city(unit: Unit) -> bool:
    """Whether a province-level unit, or its namesake of another time, is a city."""
    return any(fold(n.name) in index.city_names() for n in registry.names(unit.unit_id))


def listed(units: list[Unit], since: date = LAST_LIST) -> list[Unit]:
    """Without those that ended before that day, if any other is left."""
    return [u for u in units if u.valid_to is None or u.valid_to >= since] or units


def of_the_day(hits: list[Hit], on: date | None) -> list[Hit]:
    """The hits whose unit the '(cũ)' or '(mới)', else the day, allows; without either all listed."""
    era = hits[0].reading.era
    if on is None or era:
        kept = listed([h.unit for h in hits], FIRST_LIST if era else LAST_LIST)
        hits = [h for h in hits if h.unit in kept]
    if era == "old":
        return [h for h in hits if h.unit.valid_to] or hits
    if era == "new":
        return [h for h in hits if h.unit.valid_to is None]
    return [h for h in hits if on is None or h.unit.stands_on(on)]


def of_its_day(hits: list[Hit], on: date | None) -> list[Hit]:
    """Of each level those that bore the name and the kind said on the day, if any did, else all."""
    borne = [h for h in hits if _borne(h, on)]
    levels = {h.unit.level for h in borne}
    return [h for h in hits if h in borne or h.unit.level not in levels]


def _borne(hit: Hit, on: date | None) -> bool:
    """Whether the unit was called so on the day (default: to the end), and was of the kind said."""
    called = registry.names(hit.unit.unit_id)
    if len(called) == 1 or not hit.name:
        return True
    then = registry.on_day(hit.unit.unit_id, on or hit.unit.valid_to or date.max)
    kinds = hit.reading.kinds if hit.unit.level != "province" else ()
    return index.bare(then) == hit.name and all(kind == then.kind for kind in kinds)
