"""Finds indicators, their parts and units by what a person types, with or without accents, for lists to choose from.

It only proposes: what is meant is what the person then picks. Former units are found too, after those that stand.
"""

from datetime import date
from functools import cache

from danvan import catalogue, periods, units
from danvan.charts.collate import vietnamese_key
from danvan.ui.picker import Item
from danvan.units.fold import plain

LEVEL_ORDER = {level: place for place, level in enumerate(units.LEVELS)}


def indicators() -> list[Item]:
    """Every indicator of the catalogue under the name of its group."""
    groups = catalogue.groups()
    return [
        Item(item.code, item.name, f"{item.code} · {item.unit}", groups.get(item.group, ""), " ".join(item.synonyms))
        for item in sorted(catalogue.all_indicators(), key=lambda item: list(groups).index(item.group))
    ]


def indicator(code: str) -> Item:
    """One indicator as it stands in the list."""
    item = catalogue.get(code)
    return Item(item.code, item.name, item.unit)


def chosen_unit(unit_id: str) -> Item:
    """One unit as it stands in a field: its name, with the province that a district or commune lies in."""
    found = units.get(unit_id)
    above = units.ancestors(unit_id)[:-1]
    return Item(unit_id, ", ".join([found.full_name, *(higher.full_name for higher in above[-1:])]))


def unit(unit_id: str) -> Item:
    """One unit as it stands in the list: its name, where it lies, and its days when it has ended."""
    found = units.get(unit_id)
    above = [higher.full_name for higher in units.ancestors(unit_id)[:-1]]
    ended = f"đến {periods.vi_date(found.valid_to)}" if found.valid_to else ""
    began = f"từ {periods.vi_date(found.valid_from)}" if not ended and _has_twin(found) else ""
    return Item(unit_id, found.full_name, " · ".join(filter(None, (*above, ended or began))))


def _has_twin(found: units.Unit) -> bool:
    return any(other != found and other.full_name == found.full_name for other in _by_name()[found.full_name])


@cache
def _by_name() -> dict[str, tuple[units.Unit, ...]]:
    same: dict[str, list[units.Unit]] = {}
    for found in units.all_units():
        same.setdefault(found.full_name, []).append(found)
    return {name: tuple(found) for name, found in same.items()}


@cache
def _folded() -> tuple[tuple[units.Unit, str, str, str], ...]:
    """(unit, its folded name, its folded names of all times, its code and the same with what it lies in)."""
    own = {found.unit_id: plain(_all_names(found)) for found in units.all_units()}
    found = []
    for one in units.all_units():
        above = [own[higher.unit_id] for higher in units.ancestors(one.unit_id)[:-1]]
        whole = " / ".join(["", one.code, own[one.unit_id], *above])
        found.append((one, plain(one.name), f" {own[one.unit_id]}", whole))
    return tuple(found)


def _all_names(found: units.Unit) -> str:
    return " / ".join(dict.fromkeys((found.full_name, *(name.full_name for name in units.names(found.unit_id)))))


def find_units(typed: str, most: int, *, day: date) -> list[Item]:
    """The likeliest units for a text, at most so many.

    Every word typed begins a word of the unit or of what it lies in; where the words stand together in some names,
    only those are meant. Units that stand on the day come first. An empty text lists the nation and its provinces.
    """
    words = plain(typed).split()
    if not words:
        first = [found for found in units.units(on=day) if found.level in ("nation", "province")]
        return [unit(u.unit_id) for u in sorted(first, key=lambda u: (LEVEL_ORDER[u.level], vietnamese_key(u.name)))][
            :most
        ]
    sought = f" {' '.join(words)}"
    hits = [
        ((name != sought[1:], sought not in own, not found.stands_on(day), LEVEL_ORDER[found.level]), found, whole)
        for found, name, own, whole in _folded()
        if all(f" {word}" in whole for word in words)
    ]
    together = [hit for hit in hits if sought in hit[2]]
    likely = sorted(together or hits, key=lambda hit: hit[0])[: 5 * most]
    near = sorted(likely, key=lambda hit: (hit[0], vietnamese_key(hit[1].name)))
    return [unit(found.unit_id) for _, found, _ in near[:most]]
