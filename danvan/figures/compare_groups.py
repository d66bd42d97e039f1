"""Who stands beside whom: all units of a level, those of one region, those alike, those below.

Owns the groups that comparisons are made in, for a day: units, regions and names are those of that day. It reads no
figures, and mixes no units of before and after 1/7/2025.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from danvan import units
from danvan.errors import DanVanError
from danvan.units.files import read_reference

MERGED = date(2025, 7, 1)
ALL, REGION, ALIKE, BELOW, BESIDE = "tat-ca", "vung", "tuong-dong", "truc-thuoc", "cung-cap"
GROUPS = (ALL, REGION, ALIKE, BELOW, BESIDE)


@dataclass(frozen=True)
class Region:
    """A region of a day with the provinces in it."""

    code: str
    name: str
    unit_ids: tuple[str, ...]


def offered(unit: units.Unit) -> tuple[str, ...]:
    """The groups that make sense for a unit, the most telling first."""
    if unit.level == "nation":
        return (ALL,)
    if unit.level == "province":
        return (ALL, REGION, ALIKE, BELOW)
    return (BESIDE, BELOW) if unit.level == "district" else (BESIDE,)


def members(unit: units.Unit, group: str, day: date) -> tuple[str, ...]:
    """The unit_ids of a group on a day, by code; the unit itself is among its like.

    Raises DanVanError for a group that there is not.
    """
    if group not in GROUPS:
        raise DanVanError(f"Không có nhóm so sánh “{group}”.", f"Chọn một trong: {', '.join(GROUPS)}.")
    if group == BELOW:
        return tuple(child.unit_id for child in units.children(unit.unit_id, day))
    if group == ALL:
        return _ids(units.units("province", day))
    if group == BESIDE:
        return _beside(unit, day)
    peers = units.units("province", day)
    if group == REGION:
        region = units.region_on(unit.unit_id, day)
        return _ids([peer for peer in peers if units.region_on(peer.unit_id, day) == region])
    return _alike(unit, day)


def _ids(found: Sequence[units.Unit]) -> tuple[str, ...]:
    return tuple(unit.unit_id for unit in found)


def _beside(unit: units.Unit, day: date) -> tuple[str, ...]:
    """Every unit of the same level in the same province."""
    above = {higher.unit_id for higher in units.ancestors(unit.unit_id) if higher.level == "province"}
    return tuple(
        peer.unit_id
        for peer in units.units(unit.level, day)
        if above & {higher.unit_id for higher in units.ancestors(peer.unit_id)}
    )


def _alike(unit: units.Unit, day: date) -> tuple[str, ...]:
    """A centrally run city: the other such cities of the country. A province: the provinces of its region."""
    kind = units.on_day(unit.unit_id, day).kind
    region = units.region_on(unit.unit_id, day)
    return tuple(
        peer.unit_id
        for peer in units.units("province", day)
        if units.on_day(peer.unit_id, day).kind == kind
        and (kind != "tinh" or units.region_on(peer.unit_id, day) == region)
    )


def is_city(unit: units.Unit, day: date) -> bool:
    """Whether a province-level unit was a centrally run city on a day."""
    return unit.level == "province" and units.on_day(unit.unit_id, day).kind != "tinh"


@cache
def regions(day: date) -> tuple[Region, ...]:
    """The six regions of a day with their provinces, in the order of the reference list."""
    held: dict[str, list[str]] = {}
    for unit in units.units("province", day):
        held.setdefault(units.region_on(unit.unit_id, day), []).append(unit.unit_id)
    return tuple(
        Region(row["region"], row["name"], tuple(held[row["region"]]))
        for row in read_reference("regions.csv")
        if row["region"] in held
    )


def region_of(unit_id: str, day: date) -> Region | None:
    """The region that a province lies in on a day; None for any other unit."""
    return next((region for region in regions(day) if unit_id in region.unit_ids), None)


def same_units(one: date, other: date) -> bool:
    """Whether two days lie on the same side of 1/7/2025, so that their ranks are of the same units."""
    return (one < MERGED) == (other < MERGED)
