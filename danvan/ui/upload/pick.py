"""Lists to choose from that several steps share: periods, units, indicators; each is found without accents."""

from datetime import date
from functools import cache

from danvan import catalogue, periods, units
from danvan.charts.collate import vietnamese_key
from danvan.errors import DanVanError
from danvan.ingest.batches import now
from danvan.ingest.choices import NewIndicator
from danvan.ingest.new_indicators import new_code
from danvan.ingest.shape.when import read_period
from danvan.periods import Period
from danvan.texts import text
from danvan.ui import lookup
from danvan.ui.filters import unit_words
from danvan.ui.picker import Item
from danvan.units.fold import plain

FIRST_YEAR = 2005
NEW = "+"
"""The code of „declare a new indicator“."""


def find_periods(typed: str, most: int) -> list[Item]:
    """The periods that a text may mean: what it says when it says one, then the usual ones that hold its words."""
    usual = _usual_periods(now().year + 1)
    words = plain(typed).split()
    if not words:
        return list(usual[:most])
    said = _said(typed)
    found = [item for item in usual if all(word in f" {plain(item.name)} {item.words}" for word in words)]
    named = [period_item(said.code)] if said else []
    return [*named, *(item for item in found if not said or item.code != said.code)][:most]


def _said(typed: str) -> Period | None:
    try:
        return periods.parse(typed)
    except DanVanError:
        reading = read_period(typed)
        return reading.period if reading else None


@cache
def _usual_periods(last_year: int) -> tuple[Item, ...]:
    """The newest year first: year, halves, nine months, quarters, months."""
    found = []
    for number in range(last_year, FIRST_YEAR - 1, -1):
        of_year = [periods.year(number), periods.half(number, 1), periods.half(number, 2)]
        of_year += [periods.cumulative(number, 9), *(periods.quarter(number, which) for which in range(1, 5))]
        of_year += [periods.month(number, which) for which in range(1, 13)]
        group = text("upload.year_group", year=number)
        found += [Item(item.code, item.label, group=group, words=_other_words(item)) for item in of_year]
    return tuple(found)


def _other_words(item: Period) -> str:
    quarter = f"quy {(item.end.month + 2) // 3} {item.end.year}" if item.kind == "quarter" else ""
    return plain(f"{item.code} {item.short} {quarter}")


def period_item(code: str) -> Item:
    """One period as it stands in the list."""
    return Item(code, periods.parse(code).label)


def unit_items(level: str, day: date | None = None, parent: str = "") -> list[Item]:
    """The units of a level that stand on a day (of all times without one), below a unit when one is named."""
    standing = units.units(level, day) if day else [unit for unit in units.all_units() if unit.level == level]
    found = []
    for unit in standing:
        above = units.ancestors(unit.unit_id)
        if parent and parent not in {item.unit_id for item in above}:
            continue
        where = " · ".join([item.full_name for item in above[:-1]] + [text("upload.unit_code", code=unit.code)])
        name = unit_words(unit.unit_id) if level in ("nation", "province") else unit.full_name
        found.append(Item(unit.unit_id, name, where, text(f"upload.level_{level}")))
    return sorted(found, key=lambda item: vietnamese_key(item.name.split(" ", 1)[-1]))


def unit_item(unit_id: str) -> Item:
    """One unit, with where it lies and its code."""
    found = lookup.unit(unit_id)
    code = text("upload.unit_code", code=units.get(unit_id).code)
    return Item(unit_id, found.name, " · ".join(filter(None, (found.note, code))))


def indicator_items(declared: dict[str, NewIndicator]) -> list[Item]:
    """Every indicator of the catalogue by its group, after those declared for this file; then „declare a new one“."""
    known = {item.code for item in catalogue.all_indicators()}
    made = {new_code(item): item for item in declared.values()}
    own = [
        Item(code, item.name, item.unit, text("upload.declared_group"))
        for code, item in made.items()
        if code not in known
    ]
    another = Item(NEW, text("upload.declare"), text("upload.declare_note"), text("upload.declare_group"))
    return [*own, *lookup.indicators(), another]


def indicator_name(new: dict[str, NewIndicator], code: str, breakdown: str = "") -> str:
    """An indicator's name with its part; of one just declared the name given; '' of no indicator."""
    if not code:
        return ""
    try:
        return catalogue.named(code, breakdown)
    except DanVanError:
        made = new.get(code)
        return made.name if made else code
