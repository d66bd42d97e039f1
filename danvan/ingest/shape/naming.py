"""Which unit a line means: the names, kind and code that stand in it, resolved together on a day.

Owns the agreement of name, kind word, code and other-language name. A unit is taken only when danvan.units.resolve is
certain of it, or when its code picks one of several namesakes; whatever contradicts is told. Nothing is accepted by
likeness.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from danvan.errors import DanVanError
from danvan.ingest.shape.names import candidates, of_said_kind
from danvan.units import Resolution, Unit, all_units, ancestors, by_code, get, resolve
from danvan.units.fold import clean, fold
from danvan.units.index import lies_in
from danvan.units.typed import take_apart

UNKNOWN, AMBIGUOUS, CODE, DISAGREE, SKIPPED, KIND, NO_CODE = (
    "unknown", "ambiguous", "code", "disagree", "skipped", "kind", "no_code",
)  # fmt: skip
MOST_OPTIONS = 6
CODE_SIZES = {"province": 2, "district": 3, "commune": 5}


@dataclass(frozen=True)
class Named:
    """The words of one line that name its unit. texts: (level or 'any', name), the whole before its part.

    parent: unit_id of the heading above; others: (level, name in another language); doubtful: which units a name may
    mean that could also be a heading; loose: no header says which level the wholes are of.
    """

    texts: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    code: str = ""
    code_level: str = ""
    others: tuple[tuple[str, str], ...] = ()
    parent: str = ""
    doubtful: tuple[str, ...] = ()
    loose: bool = False

    @property
    def text(self) -> str:
        """The name itself, as typed."""
        return self.texts[-1][1] if self.texts else self.code

    @property
    def subject(self) -> str:
        """What the name is answered for under in Choices.units: with its wholes where there are any."""
        wholes = [text for _, text in self.texts[:-1]]
        above = [get(self.parent).name] if self.parent else []
        return " / ".join([*above, *wholes, " ".join(filter(None, (self.kind, self.text)))])


@dataclass(frozen=True)
class Answer:
    """The unit of a line, or why there is none. note: what is to be told of a unit that was found."""

    unit_id: str = ""
    problem: str = ""
    candidates: tuple[Unit, ...] = ()
    suggestions: tuple[Unit, ...] = ()
    how: str = ""
    note: str = ""


@lru_cache(maxsize=400_000)
def resolved(text: str, level: str | None, parent: str | None, on: date) -> Resolution:
    """danvan.units.resolve, remembered."""
    return resolve(text, level=level, parent=parent, on=on)


@lru_cache(maxsize=1)
def _borders() -> tuple[date, ...]:
    """The days on which units begin."""
    return tuple(sorted({unit.valid_from for unit in all_units()}))


@lru_cache(maxsize=10_000)
def same_order(day: date) -> date:
    """The first day of the order of units that a day lies in: what holds on it holds on the day."""
    before = [border for border in _borders() if border <= day]
    return before[-1] if before else day


def answer(named: Named, on: date, context: str, given: Mapping[str, str], *, codes: bool = True) -> Answer:
    """The unit of a line on a day. context: unit_id that the whole table is about; given: names answered by the user.

    codes: whether the code column holds our codes at all.
    """
    for key in (named.subject, named.text):
        if key in given:
            return Answer(given[key], "" if given[key] else SKIPPED, how="người dùng chọn")
    if named.doubtful:
        return Answer(
            "", AMBIGUOUS, tuple(map(get, named.doubtful)), how="có thể là tên của đơn vị cấp trên hoặc cấp dưới"
        )
    if not named.texts:
        return _by_code(named, on)
    parent, whole = named.parent or context, ""
    for level, text in named.texts[:-1]:
        found = resolved(text, _level(level), _below(parent, level), on)
        if found.status != "exact":
            return _missed(found)
        parent = whole = found.unit.unit_id
    level, text = named.texts[-1]
    if whole and not _below(whole, level):
        level = "any"  # what stands beside its whole lies in it, whatever the column's level
    found, note = _last(named, text, _level(level), _below(parent, level), on, inside=bool(whole))
    made = _checked(named, found, note, parent, on, codes)
    if named.loose and whole and not named.code:
        made = _under_namesakes(named, made, whole, on)
    return made if named.code or level not in ("", "any") else _whole_or_part(made, text, parent, on)


def _under_namesakes(named: Named, made: Answer, whole: str, on: date) -> Answer:
    """'Hòa Bình | Hòa Bình' may be the city in the province and the township in the district: asked, where another
    unit with the whole's name has a part of that name too, or it alone has one."""
    if not (made.unit_id or made.problem == UNKNOWN):
        return made
    outer = named.texts[-2][1]
    others = [u for u in of_said_kind(outer, candidates(outer)) if u.stands_on(on) and u.unit_id != whole]
    parts = [p for p in candidates(named.text) if p.stands_on(on) and p.unit_id not in (made.unit_id, whole)]
    parts = [p for p in of_said_kind(named.text, parts) if any(lies_in(p.unit_id, u.unit_id) for u in others)]
    if not parts:
        return made
    first = (get(made.unit_id),) if made.unit_id else ()
    return Answer("", AMBIGUOUS, (*first, *parts[:MOST_OPTIONS]), how="nhiều đơn vị cấp trên mang tên này")


def _whole_or_part(made: Answer, text: str, whole: str, on: date) -> Answer:
    """Among a unit's parts its own bare name may be a part's too: 'Ninh Bình' in the list of tỉnh Ninh Bình."""
    if not made.unit_id or made.unit_id != whole or any(reading.kinds for reading in take_apart(text).readings):
        return made
    parts = [u for u in candidates(text) if u.stands_on(on) and whole in {a.unit_id for a in ancestors(u.unit_id)}]
    if not parts:
        return made
    return Answer("", AMBIGUOUS, (get(whole), *parts), how="có thể là tên của đơn vị cấp trên hoặc cấp dưới")


def _level(level: str) -> str | None:
    return None if level in ("", "any") else level


def _below(parent: str, level: str) -> str | None:
    """The unit to look under: none for a level that is not below it."""
    order = ("nation", "province", "district", "commune")
    if not parent or get(parent).level == "nation":
        return None
    if level in order and order.index(level) <= order.index(get(parent).level):
        return None
    return parent


def _missed(found: Resolution) -> Answer:
    problem = AMBIGUOUS if found.status == "ambiguous" else UNKNOWN
    return Answer("", problem, found.candidates, found.suggestions, found.how)


def _last(
    named: Named, text: str, level: str | None, parent: str | None, on: date, *, inside: bool
) -> tuple[Resolution, str]:
    """The unit by kind and name; by its name alone when its kind has changed since. inside: its whole stands before."""
    plain = _typed(text, level, parent, on, inside=inside)
    if not named.kind or clean(text).lower().startswith(clean(named.kind).lower()):
        return plain, ""
    full = resolved(f"{named.kind} {text}", level, parent, on)
    if full.status == "exact" or plain.status != "exact":
        return (full if full.status == "exact" or plain.status == "unknown" else plain), ""
    return plain, KIND


def _typed(text: str, level: str | None, parent: str | None, on: date, *, inside: bool = False) -> Resolution:
    """A name in the column of its level; 'Tỉnh An Giang' under a district's heading is looked for as it stands."""
    found = resolved(text, level, parent, on)
    if found.status != "exact" and (full := _with_wholes(text, level, parent, on)):
        return full
    if found.status == "unknown" and parent and level is None and not inside:
        wider = resolved(text, None, None, on)
        return wider if wider.status == "exact" and wider.unit.level in ("province", "nation") else found
    return found


def _with_wholes(text: str, level: str | None, parent: str | None, on: date) -> Resolution | None:
    """'Hoàng Mai (Nghệ An)', 'P. Hoàng Liệt, Q. Hoàng Mai, TP Hà Nội': the name under the wholes written behind it."""
    parts = [part.strip() for part in re.split(r"[,(]|\s-\s|\)$", text) if part.strip()]
    if not 2 <= len(parts) <= 4:
        return None
    found = None
    for i, part in enumerate(reversed(parts)):
        last = i == len(parts) - 1
        found = resolved(part, level if last else None, parent, on)
        if found.status != "exact" or not last and found.unit.level == "commune":
            return None
        parent = found.unit.unit_id
    return found


def _checked(named: Named, found: Resolution, note: str, parent: str, on: date, codes: bool) -> Answer:
    """The unit, unless its code or its other name says something else."""
    code = named.code if codes and named.code and named.code_level in ("", "any", _own_level(named, found)) else ""
    if found.status != "exact":
        picked = _picked(named, found, code, parent, on)
        return Answer(picked.unit_id, note=NO_CODE, how="tên trùng, phân biệt theo mã") if picked else _missed(found)
    unit = found.unit
    if code and not _same_code(unit, code):
        holders = tuple(u for u in (_holder(code, unit.level, on),) if u)
        return Answer("", CODE, (unit, *holders), how=f"mã {code} không phải của {unit.full_name}")
    for level, text in named.others:
        if level not in ("", "any", named.texts[-1][0]) or fold(text) == fold(named.text):
            continue
        other = resolved(text, _level(named.texts[-1][0]), _below(parent, named.texts[-1][0]), on)
        if other.status == "exact" and other.unit.unit_id != unit.unit_id:
            return Answer("", DISAGREE, (unit, other.unit), how=f"“{named.text}” và “{text}” là hai đơn vị")
    return Answer(unit.unit_id, how=found.how, note=note)


def _own_level(named: Named, found: Resolution) -> str:
    level = named.texts[-1][0]
    return level if level != "any" else (found.unit.level if found.unit else "")


def _same_code(unit: Unit, code: str) -> bool:
    return unit.code.lstrip("0") == code.split("-")[0].strip().lstrip("0")


def _picked(named: Named, found: Resolution, code: str, parent: str, on: date) -> Unit | None:
    """The one namesake with the code of the line, under the same parent, standing on the day."""
    if not code or found.status != "ambiguous":
        return None
    level = _level(named.texts[-1][0])
    hits = [
        unit
        for unit in {u.unit_id: u for u in (*found.candidates, *candidates(named.text))}.values()
        if _same_code(unit, code) and unit.stands_on(on) and level in (None, unit.level) and called(unit, named.text)
        and (not _below(parent, unit.level) or parent in {u.unit_id for u in ancestors(unit.unit_id)})
    ]  # fmt: skip
    return hits[0] if len(hits) == 1 else None


def called(unit: Unit, text: str) -> bool:
    """Whether a text, however it is written, is the name of a unit."""
    return any(reading.key in (fold(unit.name), fold(unit.full_name)) for reading in take_apart(text).readings)


def _holder(code: str, level: str, on: date) -> Unit | None:
    try:
        found = by_code(code.split("-")[0].strip().zfill(CODE_SIZES.get(level, 0)), on)
    except DanVanError:
        return None
    return found if found.level == level else None


def _by_code(named: Named, on: date) -> Answer:
    """A line that has a code and no name."""
    level = named.code_level
    sizes = [CODE_SIZES[level]] if level in CODE_SIZES else [n for n in (2, 3, 5) if n >= len(named.code)][:1]
    for size in sizes:
        found = _holder(named.code, next(k for k, n in CODE_SIZES.items() if n == size), on)
        if found:
            return Answer(found.unit_id, how="theo mã")
    return Answer("", UNKNOWN, how="không có đơn vị mang mã này vào ngày của kỳ số liệu")
