"""What became of a unit, and what it came from.

Owns data/reference/succession.csv: who follows whom, whether whole or split, and the sentences
that say so. It refuses to pick one heir of a unit that was divided: that is an error that names
the heirs.
"""

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from danvan.errors import DanVanError
from danvan.periods import vi_date
from danvan.units import registry
from danvan.units.files import read_reference
from danvan.units.registry import Unit

MANY = 12
"""More names than this make no sentence: the first ones and the number of the rest are said."""


@dataclass(frozen=True)
class Succession:
    """One step: `whole` says that the predecessor went entirely into the successor."""

    successor: Unit
    predecessor: Unit
    date: date
    whole: bool


@cache
def _steps() -> tuple[dict[str, tuple[Succession, ...]], dict[str, tuple[Succession, ...]]]:
    """(by predecessor, by successor), each in the order of the file."""
    forward, backward = defaultdict(list), defaultdict(list)
    for row in read_reference("succession.csv"):
        step = Succession(
            registry.get(row["successor_id"]), registry.get(row["predecessor_id"]),
            date.fromisoformat(row["date"]), row["whole"] == "1",
        )  # fmt: skip
        forward[row["predecessor_id"]].append(step)
        backward[row["successor_id"]].append(step)
    return (
        {uid: tuple(steps) for uid, steps in forward.items()},
        {uid: tuple(steps) for uid, steps in backward.items()},
    )


def successors(unit_id: str) -> tuple[Succession, ...]:
    """The steps out of a unit; none while it stands, or for a district other than the islands."""
    return _steps()[0].get(registry.get(unit_id).unit_id, ())


def predecessors(unit_id: str) -> tuple[Succession, ...]:
    """The steps into a unit; none for the units of 2008."""
    return _steps()[1].get(registry.get(unit_id).unit_id, ())


def is_exact(unit_id: str) -> bool:
    """Whether a unit's past is the pure sum of its predecessors: none of them was split."""
    return all(step.whole for step in predecessors(unit_id))


def heirs(unit_id: str) -> tuple[Unit, ...]:
    """The units of today on the territory of a former one; for a district those of its communes."""
    unit = registry.get(unit_id)
    found = {s.successor.unit_id: s.successor for s in successors(unit_id)}
    if unit.level == "district" and not found:
        for commune in registry.children(unit_id):
            found |= {s.successor.unit_id: s.successor for s in successors(commune.unit_id)}
    return tuple(found[uid] for uid in sorted(found))


def present(unit_id: str) -> Unit:
    """The unit of today that a unit went into whole; itself while it stands; else an error."""
    unit = registry.get(unit_id)
    if unit.valid_to is None:
        return unit
    steps = successors(unit_id)
    if len(steps) == 1 and steps[0].whole:
        return steps[0].successor
    raise DanVanError(
        message=f"{unit.full_name} không có một đơn vị hiện nay tương ứng. {became(unit_id)}",
        remedy="Xem theo địa giới lúc báo cáo, hoặc chọn một trong các đơn vị hiện nay vừa nêu.",
    )


def became(unit_id: str) -> str:
    """One Vietnamese sentence: what became of a former unit, or how a standing one came to be."""
    unit = registry.get(unit_id)
    if unit.valid_to is None:
        return came_from(unit_id)
    new = heirs(unit_id)
    day = unit.valid_to + timedelta(days=1)
    since = f"từ ngày {vi_date(day)}"
    if unit.level == "province":
        return _merged_province(unit, new[0], since)
    place = _lower(registry.name_on(new[0].parent_id, day))
    if unit.level == "district" and not successors(unit_id):
        return f"{unit.full_name} kết thúc hoạt động {since}; địa bàn nay thuộc {_listed(new)}, {place}."
    if len(new) > 1:
        return f"{unit.full_name} được chia, {since} thuộc {_listed(new)}, {place}."
    alone = len(predecessors(new[0].unit_id)) == 1
    verb = "trở thành" if alone else "sáp nhập vào"
    return f"{unit.full_name} {verb} {_inside(_born(new[0]))}, {place} {since}."


def came_from(unit_id: str) -> str:
    """One Vietnamese sentence on the origin of a unit: merged from whom, renamed when."""
    unit = registry.get(unit_id)
    if unit.level == "nation":
        return _nation(unit)
    steps = predecessors(unit_id)
    said: list[str] = []
    if steps:
        since = vi_date(unit.valid_from)
        old = [s.predecessor for s in steps]
        named = _listed(old, split={s.predecessor.unit_id for s in steps if not s.whole})
        how = "được hợp nhất từ" if len(old) > 1 else "được lập từ"
        said.append(f"{_born(unit).full_name} {how} {named} từ ngày {since}")
    names = registry.names(unit_id)
    for before, after in zip(names, names[1:], strict=False):
        day, new = vi_date(after.valid_from), _lower(after.full_name)
        former = _lower(before.full_name) if said else before.full_name
        said.append(f"{former} trở thành {new} từ ngày {day}")
    if not said:
        return f"{unit.full_name} không thay đổi qua các lần sắp xếp từ năm {unit.valid_from.year} đến nay."
    return "; ".join(said) + "."


def _nation(unit: Unit) -> str:
    """How many provinces there were and are."""
    now = registry.children(unit.unit_id)
    born = max(u.valid_from for u in now)
    before = registry.children(unit.unit_id, born - timedelta(days=1))
    return f"{unit.full_name} gồm {len(now)} tỉnh, thành phố từ ngày {vi_date(born)}; trước đó là {len(before)}."


def _merged_province(unit: Unit, new: Unit, since: str) -> str:
    """'Tỉnh Hà Giang hợp nhất với tỉnh Tuyên Quang thành tỉnh Tuyên Quang (mới) từ ngày …'."""
    others = [s.predecessor for s in predecessors(new.unit_id) if s.predecessor.unit_id != unit.unit_id]
    newborn = _inside(_born(new))
    return f"{unit.full_name} hợp nhất với {_listed(others)} thành {newborn} (mới) {since}."


def _born(unit: Unit) -> Unit:
    """The unit as it was called on its first day."""
    return registry.on_day(unit.unit_id, unit.valid_from)


def _lower(full_name: str) -> str:
    """'Tỉnh Hà Giang' inside a sentence: 'tỉnh Hà Giang'."""
    return full_name[:1].lower() + full_name[1:]


def _inside(unit: Unit) -> str:
    """The unit's name inside a sentence."""
    return _lower(unit.full_name)


def _listed(units: Sequence[Unit], split: Container[str] = ()) -> str:
    """'tỉnh A, tỉnh B và thành phố C'; a split one is 'một phần xã D'; long lists are cut."""
    named = [("một phần " if u.unit_id in split else "") + _inside(_born(u)) for u in units]
    if len(named) > MANY:
        return ", ".join(named[:MANY]) + f" và {len(named) - MANY} đơn vị khác"
    return " và ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
