"""Units under headings in one column: a province's name, then its districts, a district's, then its communes.

Owns the reading of such a column from the top down. A name that may be the next heading as well as a part of the
present one is decided by the lines that follow it; when they do not tell, it stays doubtful.
"""

from dataclasses import dataclass
from datetime import date

from danvan.ingest.shape.names import spelled_so
from danvan.ingest.shape.namesakes import Around, standing
from danvan.units import Unit, ancestors, get

AHEAD = 4
FOLLOWERS = 2
MOST_LINES = 60_000


@dataclass(frozen=True)
class Place:
    """Where a line stands: its level, the heading above it, and what else it may be."""

    level: str = ""
    parent: str = ""
    doubtful: tuple[str, ...] = ()


@dataclass
class _State:
    """The headings above the present line, by unit_id."""

    province: str = ""
    district: str = ""

    def under(self, unit: Unit) -> bool:
        """Whether a district or commune is part of the headings above."""
        if unit.level == "commune":
            return unit.parent_id == (self.district or self.province)
        return bool(self.province) and self.province in {u.unit_id for u in ancestors(unit.unit_id)}

    def after(self, unit: Unit) -> "_State":
        """The headings after a line with that unit."""
        if unit.level == "province":
            return _State(unit.unit_id)
        if unit.level == "district":
            return _State(self.province or unit.parent_id, unit.unit_id)
        return self


def nest(lines: list[str], day: date, about: Around) -> list[Place]:
    """The place of every line (a name; '' for a line without). about: the unit whose parts the table lists."""
    known = {text: about.options(standing(text, day)) for text in set(lines) if text}
    state = _start(about.unit_id)
    found: list[Place] = []
    last = Place()
    ends = [i for i, text in enumerate(lines) if text]
    for i, text in enumerate(lines):
        if not text:
            found.append(Place())
            continue
        options = [unit for unit in known[text] if unit.level == "province" or state.under(unit)]
        unit, doubtful = _chosen(options, state, [known[t] for t in lines[i + 1 : i + 1 + 3 * AHEAD] if t][:AHEAD])
        if _not_so_sure(unit, options, text, about, amid=ends[0] < i < ends[-1]):
            unit, doubtful = None, tuple(option.unit_id for option in options)
        if doubtful:
            found.append(Place(doubtful=doubtful))
        elif unit is not None and (twin := _town(unit, text, known, lines[i + 1 :])):
            last = Place()
            found.append(Place(doubtful=(unit.unit_id, twin.unit_id)))
            state = state.after(unit)
        elif unit is None:
            found.append(Place(last.level if last.level != "province" else "", last.parent))
        else:
            last = Place(unit.level, _parent(unit, state))
            found.append(last)
            state = state.after(unit)
    return found


def _not_so_sure(unit: Unit | None, options: list[Unit], text: str, about: Around, *, amid: bool) -> bool:
    """Whether a unit chosen among several is asked for after all: a part is spelled so and the province chosen is not
    ('Quang Bình'), or the title's unit and its part have this name. amid: between other lines, where no sum stands."""
    if unit is None or len(options) < 2:
        return False
    exact = [option for option in options if spelled_so(option, text)]
    if unit.level == "province" and exact and unit not in exact:
        return True
    own = about.unit_id in {option.unit_id for option in options}
    return about.doubted(options) and (unit.level == "province" or own and not (amid and about.whole))


def _start(context: str) -> _State:
    if not context:
        return _State()
    unit = get(context)
    if unit.level == "district":
        return _State(unit.parent_id, unit.unit_id)
    return _State(unit.unit_id if unit.level == "province" else "")


def _parent(unit: Unit, state: _State) -> str:
    if unit.level == "province":
        return ""
    return state.district if unit.level == "commune" and state.district else state.province


def _chosen(options: list[Unit], state: _State, following: list[list[Unit]]) -> tuple[Unit | None, tuple[str, ...]]:
    """The unit a line means, or those that it may mean when what follows does not tell."""
    if len(options) <= 1:
        return (options[0] if options else None), ()
    if any(unit.unit_id == state.province for unit in options):
        options = [unit for unit in options if unit.unit_id != state.province] or options
    scores = {unit.unit_id: _fit(state.after(unit), following) for unit in options}
    best = max(scores.values())
    leading = [unit for unit in options if scores[unit.unit_id] == best]
    if len(leading) == 1:
        return leading[0], ()
    return None, tuple(unit.unit_id for unit in leading)


def _town(unit: Unit, text: str, known: dict[str, list[Unit]], rest: list[str]) -> Unit | None:
    """The town that bears its province's name, where a line may be either: the other districts follow, it does not.

    'Hà Giang' above Đồng Văn, Mèo Vạc … may be the province with its districts, or the first of its districts.
    """
    town = next((u for u in known[text] if u.level == "district" and u.parent_id == unit.unit_id), None)
    if unit.level != "province" or town is None:
        return None
    state = _State(unit.unit_id)
    following = [known[line] for line in rest if line]
    inside = following[: _fit(state, following)]
    if len(inside) < min(FOLLOWERS, len(following) or 1) or any(town in options for options in inside):
        return None
    return town


def _fit(state: _State, following: list[list[Unit]]) -> int:
    """How many of the next lines are part of the headings, until one is not."""
    count = 0
    for options in following:
        if not any(unit.level != "province" and state.under(unit) for unit in options):
            break
        count += 1
    return count
