"""Bare names that several units bear: what the other names, or the unit a table is about, say of them; else asked.

Owns which of a column's names are asked although each could be resolved by itself. It resolves none.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from danvan.ingest.shape.names import candidates, of_said_kind
from danvan.ingest.shape.naming import Named
from danvan.units import Unit, get
from danvan.units.index import lies_in

MOSTLY = 0.5
MOST_OPTIONS = 6
FEWEST, SHARE = 2, 0.2
"""So many names that are no parts of the unit a title names show that the table is not about its parts."""

HEIGHT = ("nation", "province", "district", "commune")


@dataclass(frozen=True)
class Around:
    """The unit whose parts a column lists. unit_id: '' for none; whole: whether every known name is a part of it."""

    unit_id: str = ""
    whole: bool = False

    def options(self, units: Iterable[Unit]) -> list[Unit]:
        """Of the units that a name may mean those in question here: the parts, where all names are parts."""
        found = list(units)
        inside = [unit for unit in found if self.holds(unit)] if self.whole else []
        return [*inside, *(unit for unit in found if unit.unit_id == self.unit_id)] if inside else found

    def doubted(self, units: Iterable[Unit]) -> bool:
        """Whether some of the units are parts of the unit and others are not."""
        return bool(self.unit_id) and len({self.holds(unit) for unit in units}) == 2

    def above(self, level: str) -> bool:
        """Whether units of a level can be no parts of the unit that the column is about."""
        return bool(self.unit_id) and level in HEIGHT and HEIGHT.index(level) <= HEIGHT.index(get(self.unit_id).level)

    def holds(self, unit: Unit) -> bool:
        """Whether a unit is a part of the one that the column is about."""
        return bool(self.unit_id) and lies_in(unit.unit_id, self.unit_id)


def around(texts: Iterable[str], day: date, context: str) -> Around:
    """Whether the names of a column are parts of the unit that the table is about (`context`, '' for none)."""
    known = [found for text in texts if (found := standing(text, day))]
    if not context or not known or get(context).level == "nation":
        return Around(context)
    about = Around(context)
    parts = sum(any(about.holds(unit) for unit in found) for found in known)
    foreign = sum(not any(about.holds(unit) or unit.unit_id == context for unit in found) for found in known)
    if foreign and (not parts or foreign >= max(FEWEST, SHARE * len(known))):
        return Around()
    return Around(context, not foreign and parts >= FEWEST)


@lru_cache(maxsize=100_000)
def standing(text: str, day: date) -> tuple[Unit, ...]:
    """The units that a name may mean on a day, its kind word heeded, the highest first."""
    found = [unit for unit in of_said_kind(text, candidates(text)) if unit.stands_on(day)]
    return tuple(sorted(found, key=lambda unit: HEIGHT.index(unit.level)))


def settled(named: list[Named], day: date, about: Around) -> list[Named]:
    """The names of one column of no certain level, those in doubt marked as such."""
    return _own_or_part(named, day, about) if about.unit_id else _unlike_the_rest(named, day)


def of_wholes(named: list[Named], day: date) -> list[Named]:
    """Names beside their wholes, in a column of no certain level: of that level which each may be of and some can be
    of no other."""
    parts = {one: _parts_of_whole(one, day) for one in named if len(one.texts) > 1 and not one.kind and not one.code}
    found = [units for units in parts.values() if units]
    if not found or len(found) < len(parts):
        return named
    level = _common_level(found)
    return [
        replace(one, texts=(*one.texts[:-1], (level, one.text)))
        if level and one.texts[-1][0] in ("any", "") and one in parts
        else one
        for one in named
    ]


def _parts_of_whole(one: Named, day: date) -> list[Unit]:
    said, whole = one.texts[-2]
    wholes = [unit for unit in standing(whole, day) if said in ("any", "", unit.level)]
    return [unit for unit in standing(one.text, day) if any(lies_in(unit.unit_id, w.unit_id) for w in wholes)]


def _unlike_the_rest(named: list[Named], day: date) -> list[Named]:
    """A bare name of units of several levels is asked, unless the other names are plainly of the highest of them.

    Among districts 'Hà Giang' is more likely the town than the province, among communes 'Tân Biên' the commune.
    """
    known = {one: standing(one.text, day) for one in named if _is_bare(one)}
    plain = Counter(levels_[0] for found in known.values() if len(levels_ := _levels_of(found)) == 1)
    level = plain.most_common(1)[0][0] if plain else ""
    provinces = sum("province" in _levels_of(found) for found in known.values())
    if not level and provinces >= MOSTLY * len(known):
        return named
    twins = {one for one, found in known.items() if len(of := _levels_of(found)) > 1 and of[0] != level}
    asked = {one: tuple(unit.unit_id for unit in known[one][:MOST_OPTIONS]) for one in twins}
    return [replace(one, doubtful=asked.get(one, ())) if one in twins else one for one in named]


def _own_or_part(named: list[Named], day: date, about: Around) -> list[Named]:
    """Among a unit's parts: its own bare name where a part is called so too is asked; a district's name that a commune
    bears as well is the district's where all others can only be districts of it."""
    known = {one: standing(one.text, day) for one in named if _is_bare(one)}
    inside = [[unit for unit in found if about.holds(unit)] for found in known.values()]
    level = _common_level([found for found in inside if found]) if about.whole else ""
    made = []
    for one in named:
        found = known.get(one, ())
        parts = [unit for unit in found if about.holds(unit)]
        if parts and any(unit.unit_id == about.unit_id for unit in found):
            made.append(replace(one, doubtful=(about.unit_id, *(unit.unit_id for unit in parts[:MOST_OPTIONS]))))
        elif parts and not about.whole and about.doubted(found):
            made.append(replace(one, doubtful=tuple(unit.unit_id for unit in found[:MOST_OPTIONS])))
        elif level and len(_levels_of(parts)) > 1:
            made.append(replace(one, texts=((level, one.texts[0][1]),)))
        else:
            made.append(one)
    return made


def _common_level(known: list[list[Unit]]) -> str:
    """The one level that each name may be of, where some names can be of no other; '' for none."""
    levels = [frozenset(unit.level for unit in found) for found in known]
    common = frozenset.intersection(*levels) if levels else frozenset()
    return next(iter(common)) if len(common) == 1 and levels.count(common) >= FEWEST else ""


def _is_bare(one: Named) -> bool:
    return len(one.texts) == 1 and not one.kind and not one.code


def _levels_of(units: Iterable[Unit]) -> list[str]:
    return list(dict.fromkeys(unit.level for unit in units))
