"""The units through time: who they are, what they were called, what belonged to what.

Owns reading data/reference/{units,unit_names,unit_regions,territory}.csv and looking things up in
it. A unit is a code with its validity: a bare code is looked up for a day. It refuses to guess: an
unknown code is an error with the nearest known ones. Names typed by people go through resolve.py.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from danvan.errors import DanVanError
from danvan.periods import vi_date
from danvan.units.files import damaged, read_reference

LEVELS = ("nation", "province", "district", "commune")
LEVEL_NAMES = {
    "nation": "cả nước", "province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã",
}  # fmt: skip
NATION = "VN"


@dataclass(frozen=True)
class Unit:
    """A unit of government with its validity; valid_to None: it still stands.

    `name`, `full_name` and `kind` are its latest ones; `name_on` gives those of another day.
    """

    unit_id: str
    code: str
    level: str
    parent_id: str
    name: str
    full_name: str
    kind: str
    valid_from: date
    valid_to: date | None
    lat: float | None
    lon: float | None
    region: str
    stage: int

    def stands_on(self, day: date) -> bool:
        """Whether the unit existed on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def span(self) -> str:
        """'từ 01/8/2008 đến 30/6/2025' or 'từ 01/7/2025 đến nay'."""
        end = vi_date(self.valid_to) if self.valid_to else "nay"
        return f"từ {vi_date(self.valid_from)} đến {end}"


@dataclass(frozen=True)
class DatedName:
    """A name that a unit bore, or a region it lay in, between two days."""

    unit_id: str
    name: str
    full_name: str
    kind: str
    valid_from: date
    valid_to: date | None
    source: str = ""


def _day(text: str) -> date | None:
    """ISO text → date; empty → None."""
    return date.fromisoformat(text) if text else None


@cache
def _units() -> dict[str, Unit]:
    """unit_id → Unit, in the order of the file: nation, provinces, districts, communes."""
    units = {}
    for row in read_reference("units.csv"):
        try:
            units[row["unit_id"]] = Unit(**{
                **row,
                "valid_from": date.fromisoformat(row["valid_from"]),
                "valid_to": _day(row["valid_to"]),
                "lat": float(row["lat"]) if row["lat"] else None,
                "lon": float(row["lon"]) if row["lon"] else None,
                "stage": int(row["stage"]),
            })  # fmt: skip
        except (KeyError, TypeError, ValueError) as error:
            raise damaged("units.csv", f"dòng {row.get('unit_id')}: {error}") from error
    return units


@cache
def _by_code() -> dict[str, tuple[Unit, ...]]:
    """code → its holders, earliest first."""
    held = defaultdict(list)
    for unit in _units().values():
        held[unit.code].append(unit)
    return {code: tuple(sorted(us, key=lambda u: u.valid_from)) for code, us in held.items()}


@cache
def _parts() -> dict[str, tuple[tuple[Unit, date, date], ...]]:
    """whole's unit_id → its direct parts of all times, each with its first and last day in it."""
    parts = defaultdict(list)
    for row in read_reference("territory.csv"):
        days = (date.fromisoformat(row["valid_from"]), _day(row["valid_to"]) or date.max)
        parts[row["whole_id"]].append((_units()[row["part_id"]], *days))
    return {whole: tuple(found) for whole, found in parts.items()}


@cache
def _above() -> dict[str, tuple[Unit, ...]]:
    """unit_id → the wholes above it, nearest first."""
    above: dict[str, tuple[Unit, ...]] = {}
    for uid, unit in _units().items():
        above[uid] = (_units()[unit.parent_id], *above[unit.parent_id]) if unit.parent_id else ()
    return above


@cache
def _names() -> dict[str, tuple[DatedName, ...]]:
    """unit_id → its dated names, earliest first; only for units that were renamed."""
    names = defaultdict(list)
    for row in read_reference("unit_names.csv"):
        dated = DatedName(**{**row, "valid_from": date.fromisoformat(row["valid_from"]),
                             "valid_to": _day(row["valid_to"])})  # fmt: skip
        names[dated.unit_id].append(dated)
    return {uid: tuple(sorted(ns, key=lambda n: n.valid_from)) for uid, ns in names.items()}


@cache
def _regions() -> dict[str, tuple[tuple[str, date | None], ...]]:
    """province's unit_id → its (region, last day) in order."""
    regions = defaultdict(list)
    for row in read_reference("unit_regions.csv"):
        regions[row["unit_id"]].append((row["region"], _day(row["valid_to"])))
    return {uid: tuple(rs) for uid, rs in regions.items()}


def all_units() -> tuple[Unit, ...]:
    """Every unit of all times, in the order of the file (a whole before its parts)."""
    return tuple(_units().values())


def get(unit_id: str) -> Unit:
    """The unit with this id ('08-2025', 'VN'); an unknown one is an error."""
    found = _units().get(unit_id.strip().upper())
    return found or _unknown(unit_id)


def by_code(code: str, on: date | None = None) -> Unit:
    """The unit that held the code on that day; without a day the one that holds it now, or last.

    A day on which nobody held it is an error that says who did before or after.
    """
    held = holders(code) or (_unknown(code),)
    if on is None:
        return held[-1]
    for unit in held:
        if unit.stands_on(on):
            return unit
    known = "; ".join(f"{u.full_name} ({u.span})" for u in held)
    raise DanVanError(
        message=f"Ngày {vi_date(on)} không có đơn vị nào mang mã “{code.strip()}”. Mã này đã dùng cho: {known}.",
        remedy="Chọn kỳ số liệu trong các khoảng đó hoặc chọn mã của đơn vị khác.",
    )


def holders(code: str) -> tuple[Unit, ...]:
    """All units that ever held a code, earliest first; none for an unknown one."""
    return _by_code().get(code.strip().upper(), ())


def find(text: str, on: date | None = None) -> Unit:
    """A unit by unit_id, whatever the day, or by bare code on the day."""
    known = _units().get(text.strip().upper())
    return known or by_code(text, on)


def _unknown(text: str) -> Unit:
    """Raise the error for a code or unit_id that does not exist, with the nearest known ones."""
    near = "; ".join(f"{u.unit_id} ({u.full_name})" for u in _nearest(text))
    raise DanVanError(
        message=f"Không có đơn vị nào mang mã “{text.strip()[:40]}”." + (f" Gần nhất: {near}." if near else ""),
        remedy="Mã tỉnh có 2 chữ số, mã huyện cũ 3, mã xã 5; thêm “-2008” hoặc “-2025” để chỉ rõ "
        "đơn vị trước hay sau ngày 01/7/2025.",
    )


def _nearest(text: str) -> list[Unit]:
    """Up to four units: the neighbours in code order, and the code with lost zeros restored."""
    bare = text.strip().upper().split("-")[0]
    if not bare.isdecimal():
        return []
    codes = sorted(c for c in _by_code() if len(c) == len(bare))
    at = bisect_left(codes, bare)
    near = [_by_code()[c][-1] for c in codes[max(0, at - 1) : at + 1]]
    longer = [bare.zfill(size) for size in (2, 3, 5) if size > len(bare)]
    return (near + [_by_code()[c][-1] for c in longer if c in _by_code()])[:4]


def units(level: str | None = None, on: date | None = None) -> tuple[Unit, ...]:
    """The units that stand on a day (default: now), of one level or of all, by code."""
    return tuple(u for u in all_units() if level in (None, u.level) and u.stands_on(on or date.max))


def children(unit_id: str, on: date | None = None) -> tuple[Unit, ...]:
    """The direct parts on a day; default: now, or the last day of a unit that has ended.

    None of a district before it got its last boundaries: its communes of then are not known.
    """
    whole = get(unit_id)
    day = on or whole.valid_to or date.max
    return tuple(u for u, first, last in _parts().get(whole.unit_id, ()) if first <= day <= last)


def ancestors(unit_id: str) -> tuple[Unit, ...]:
    """The wholes above a unit, nearest first, the nation last."""
    return _above()[get(unit_id).unit_id]


def names(unit_id: str) -> tuple[DatedName, ...]:
    """All names of a unit, earliest first; at least one."""
    unit = get(unit_id)
    same = DatedName(unit.unit_id, unit.name, unit.full_name, unit.kind, unit.valid_from,
                     unit.valid_to)  # fmt: skip
    return _names().get(unit.unit_id, (same,))


def on_day(unit_id: str, on: date) -> Unit:
    """The unit as it was on a day: name, kind and region of that day (the nearest, if outside)."""
    unit = get(unit_id)
    called = names(unit_id)
    name = next((n for n in called if n.valid_to is None or on <= n.valid_to), called[-1])
    return replace(unit, name=name.name, full_name=name.full_name, kind=name.kind,
                   region=region_on(unit_id, on))  # fmt: skip


def name_on(unit_id: str, on: date | None = None) -> str:
    """The full name on a day, 'Tỉnh Thừa Thiên Huế'; default: the latest."""
    return on_day(unit_id, on).full_name if on else get(unit_id).full_name


def region_on(unit_id: str, on: date) -> str:
    """The region's code on a day; empty for the nation. The two systems meet on 01/7/2025."""
    unit = get(unit_id)
    dated = _regions().get(unit.unit_id, ())
    return next((region for region, end in dated if end is None or on <= end), unit.region)
