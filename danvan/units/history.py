"""What became of a unit, and what it came from.

Owns data/reference/{succession,boundaries}.csv: who follows whom, whole or split, and the sentences
that say so. A unit that was founded has predecessors; one that goes on and only received another
has none, for its own past is not the sum of what it received. It refuses to pick one heir of a
unit that was divided: that is an error that names the heirs.
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
NO_DISTRICTS = "từ ngày 01/7/2025 không còn cấp huyện"


@dataclass(frozen=True)
class Succession:
    """One step: `whole` says that the predecessor went entirely into the successor."""

    successor: Unit
    predecessor: Unit
    date: date
    whole: bool


def _step(successor: str, predecessor: str, day: str, whole: str) -> Succession:
    """A step of one of the two files."""
    to, giver = registry.get(successor), registry.get(predecessor)
    return Succession(to, giver, date.fromisoformat(day), whole == "1")


@cache
def _steps() -> tuple[dict[str, tuple[Succession, ...]], dict[str, tuple[Succession, ...]]]:
    """(out of a unit at its end, into a unit at its birth), each in the order of the files."""
    forward, backward = defaultdict(list), defaultdict(list)
    for row in read_reference("succession.csv"):
        step = _step(row["successor_id"], row["predecessor_id"], row["date"], row["whole"])
        forward[row["predecessor_id"]].append(step)
        backward[row["successor_id"]].append(step)
    for row in read_reference("boundaries.csv"):
        forward[row["from_id"]].append(_step(row["to_id"], row["from_id"], row["date"], row["whole"]))
    return (
        {uid: tuple(s for s in steps if s.date == _end(s.predecessor)) for uid, steps in forward.items()},
        {uid: tuple(steps) for uid, steps in backward.items()},
    )


def _end(unit: Unit) -> date | None:
    """The first day without the unit; None while it stands."""
    return unit.valid_to + timedelta(days=1) if unit.valid_to else None


def successors(unit_id: str) -> tuple[Succession, ...]:
    """The steps out of a unit at its end; none while it stands, nor for a district of 30/6/2025
    other than the islands, whose communes are succeeded instead."""
    return _steps()[0].get(registry.get(unit_id).unit_id, ())


def predecessors(unit_id: str) -> tuple[Succession, ...]:
    """The steps into a unit at its birth; none for a unit that was there before the lists begin."""
    return _steps()[1].get(registry.get(unit_id).unit_id, ())


def is_exact(unit_id: str) -> bool:
    """Whether a unit's past is the pure sum of its predecessors: none of them was split."""
    return all(step.whole for step in predecessors(unit_id))


def heirs(unit_id: str) -> tuple[Unit, ...]:
    """The units that followed on the territory of a former one; for a district those of its communes."""
    unit = registry.get(unit_id)
    found = {s.successor.unit_id: s.successor for s in successors(unit_id)}
    if unit.level == "district" and not found:
        for commune in registry.children(unit_id):
            found |= {s.successor.unit_id: s.successor for s in successors(commune.unit_id)}
    return tuple(found[uid] for uid in sorted(found))


def present(unit_id: str) -> Unit:
    """The unit of today that a unit went into whole, step by step; itself while it stands; else an error."""
    unit = registry.get(unit_id)
    while unit.valid_to is not None:
        steps = successors(unit.unit_id)
        if len(steps) != 1 or not steps[0].whole:
            asked = registry.get(unit_id)
            named = asked.level != "district" or not successors(unit_id)
            choose = ", hoặc chọn một trong các đơn vị hiện nay vừa nêu" if named else ""
            raise DanVanError(
                message=f"{asked.full_name} không có một đơn vị hiện nay tương ứng. {became(unit_id)}",
                remedy=f"Xem theo địa giới lúc báo cáo{choose}.",
            )
        unit = steps[0].successor
    return unit


def became(unit_id: str) -> str:
    """One Vietnamese sentence: what became of a former unit, or how a standing one came to be."""
    unit = registry.get(unit_id)
    if unit.valid_to is None:
        return came_from(unit_id)
    new = heirs(unit_id)
    day = unit.valid_to + timedelta(days=1)
    since = f"từ ngày {vi_date(day)}"
    if unit.level == "province":
        return f"{_former_province(unit, new, since)}."
    place = _lower(registry.name_on(new[0].parent_id, day))
    if unit.level == "district" and not successors(unit_id):
        return f"{unit.full_name} kết thúc hoạt động {since}; địa bàn nay thuộc {_listed(new)}, {place}."
    ended = f"; {NO_DISTRICTS}" if new[0].level == "district" else ""
    if len(new) > 1:
        return f"{unit.full_name} được chia, {since} thuộc {_listed(new)}, {place}{ended}."
    heir = registry.on_day(new[0].unit_id, day)
    others = [s.predecessor for s in predecessors(heir.unit_id) if s.predecessor != unit]
    if unit.level == "district" and others:
        merged = f"hợp nhất với {_listed(others)} thành {_anew(heir, unit)}"
        return f"{unit.full_name} {merged}, {place} {since}{ended}."
    verb = "sáp nhập vào" if others or heir.valid_from < day else "trở thành"
    return f"{unit.full_name} {verb} {_inside(heir)}, {place} {since}{ended}."


def came_from(unit_id: str) -> str:
    """One Vietnamese sentence on the origin of a unit: merged from whom, renamed when."""
    unit = registry.get(unit_id)
    if unit.level == "nation":
        return _nation(unit)
    steps = predecessors(unit_id)
    said: list[str] = []
    if steps:
        since = vi_date(unit.valid_from)
        how = "được hợp nhất từ" if len(steps) > 1 and any(s.whole for s in steps) else "được lập từ"
        said.append(f"{_born(unit).full_name} {how} {_origins(steps)} từ ngày {since}")
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


def _former_province(unit: Unit, new: Sequence[Unit], since: str) -> str:
    """'Tỉnh Hà Giang hợp nhất với tỉnh Tuyên Quang thành tỉnh Tuyên Quang (mới) từ ngày …'."""
    if len(new) == 1:
        steps = [s for s in predecessors(new[0].unit_id) if s.predecessor != unit]
        return f"{unit.full_name} hợp nhất với {_origins(steps)} thành {_inside(_born(new[0]))} (mới) {since}"
    now = {heir.unit_id: heir for one in new for heir in heirs(one.unit_id) or (one,)}
    today = f"; địa bàn nay thuộc {_listed(list(now.values()))}" if tuple(now.values()) != new else ""
    named = " và ".join(_anew(_born(one), unit) for one in new)
    return f"{unit.full_name} được chia thành {named} {since}{today}"


def _anew(heir: Unit, unit: Unit) -> str:
    """The heir's name inside a sentence on a unit; '(mới)' where both bear the same one."""
    return _inside(heir) + (" (mới)" if heir.full_name == unit.full_name else "")


def _origins(steps: Sequence[Succession]) -> str:
    """Those that a unit came from: the whole ones, then those of which it was a part."""
    parts = {s.predecessor.unit_id for s in steps if not s.whole}
    return _listed(sorted((s.predecessor for s in steps), key=lambda u: u.unit_id in parts), split=parts)


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
