"""Which unit a typed name means: certain, to be asked, or unknown.

Owns the decision. A name is accepted when its folded key is that of one unit in question and
nothing speaks against it: not the code before it, the kind, the day or the accents. Whatever
leaves a doubt is 'ambiguous' with its candidates. It refuses to accept by likeness: rapidfuzz only
fills the suggestions of an unknown name.
"""

from dataclasses import dataclass, replace
from datetime import date

from danvan.errors import DanVanError
from danvan.units import history, index, registry, tcvn3
from danvan.units.accents import certain, contradicts, legible, narrowed
from danvan.units.fold import spelling
from danvan.units.registry import Unit
from danvan.units.scope import Hit, Scope, listed, of_its_day, of_the_day
from danvan.units.suggest import suggestions
from danvan.units.typed import Reading, Typed, in_two_languages, take_apart

BY_NAME, BY_ALIAS = "khớp tên", "khớp tên gọi khác"
BY_SPELLING, BY_TCVN3 = "khớp tên viết theo chính tả khác", "khớp tên gõ bằng phông TCVN3"
BY_BOTH = "khớp tên viết bằng hai thứ tiếng"


@dataclass(frozen=True)
class Resolution:
    """The answer for one text. status: exact (unit set), ambiguous (candidates) or unknown.

    `suggestions` are only look-alikes of an unknown name; `how` says in Vietnamese why.
    """

    text: str
    status: str
    unit: Unit | None = None
    candidates: tuple[Unit, ...] = ()
    suggestions: tuple[Unit, ...] = ()
    how: str = ""


def resolve(text: str, *, level: str | None = None, parent: str | None = None, on: date | None = None) -> Resolution:
    """The unit meant by a typed name at a level, under a parent (unit_id or code), on a day.

    Without a level a bare name is looked for among provinces, then districts; communes need a
    level, a parent or a kind ('xã …'). An unknown level or parent is an error. Without a day a
    unit that had ended before 30/6/2025 is meant only where no later one bears the name.
    """
    if level is not None and level not in registry.LEVELS:
        known = ", ".join(registry.LEVELS)
        raise DanVanError(message=f"Không có cấp “{level}”.", remedy=f"Dùng một trong: {known}.")
    scope = Scope(level, registry.find(parent, on).unit_id if parent else None, on)
    found = _found(text, scope) or _twice(text, scope)
    if found:
        return found
    near = suggestions(text, level=level, parent=scope.parent, on=on)
    return Resolution(text, "unknown", suggestions=near, how="không khớp tên đơn vị nào")


def _found(text: str, scope: Scope) -> Resolution | None:
    """The answer for a text as it stands, in another spelling or in TCVN3; None when it is unknown."""
    typed = take_apart(text)
    found = (
        _decide(text, typed, _hits(typed, scope), scope, "")
        or _decide(text, typed, _respelled(typed, scope), scope, BY_SPELLING)
    )  # fmt: skip
    if found or not tcvn3.possible(text):
        return found
    legacy = tcvn3.decode(text)
    if legacy == text:
        return None
    typed = take_apart(legacy)
    hits = [h for h in _hits(typed, scope) if not h.name or legible(h)]
    return _decide(text, typed, hits, scope, BY_TCVN3)


def _twice(text: str, scope: Scope) -> Resolution | None:
    """The answer for one name in two languages: both halves must say the same."""
    for halves in in_two_languages(text):
        one, other = (_found(half, scope) for half in halves)
        if not one or not other or one.status != other.status:
            continue
        if one.unit == other.unit and {*one.candidates} == {*other.candidates}:
            return replace(one, text=text, how=BY_BOTH if one.unit else one.how)
    return None


def _hits(typed: Typed, scope: Scope) -> list[Hit]:
    """The units of the first reading that finds any, by name or alias."""
    for reading in typed.readings:
        hits = _named(reading, scope)
        if not any(h.unit.level == "province" for h in hits):
            hits += _aliased(reading, scope)
        if hits:
            return hits
    return []


def _named(reading: Reading, scope: Scope) -> list[Hit]:
    """Units by folded name; a bare name means a province before a district."""
    if reading.key.isdecimal() and not reading.kinds:
        return []
    known = index.by_name().get(reading.key, ())
    hits = [
        Hit(unit, reading, name, scope.doubt(unit, reading.kinds))
        for unit, name in known if scope.admits(unit, reading.kinds)
    ]  # fmt: skip
    if scope.level is None and not reading.kinds:
        return [h for h in hits if h.unit.level == "province"] or hits
    return hits


def _aliased(reading: Reading, scope: Scope) -> list[Hit]:
    """Units by alias; the doubt says when the alias has to be confirmed."""
    alias = index.aliases().get(reading.key)
    if not alias or contradicts(" ".join(reading.name), alias.alias):
        return []
    doubt = "" if alias.kind == "alias" else alias.note or "tên gọi chưa chắc chắn"
    units = (registry.get(uid) for uid in alias.unit_ids)
    return [Hit(u, reading, "", doubt) for u in units if scope.admits(u, reading.kinds)]


def _respelled(typed: Typed, scope: Scope) -> list[Hit]:
    """Provinces under the coarser spelling key ('Bắc Cạn', 'Con Tum')."""
    for reading in typed.readings:
        hits = [
            Hit(unit, reading, name, scope.doubt(unit, reading.kinds))
            for unit, name in index.by_spelling().get(spelling(reading.key), ())
            if scope.admits(unit, reading.kinds)
        ]
        if hits:
            return hits
    return []


def _decide(text: str, typed: Typed, hits: list[Hit], scope: Scope, how: str) -> Resolution | None:
    """Exact when one hit of the right day, code and accents is left; else ask; None of nothing."""
    if not hits:
        return None
    coded = [h for h in hits if _same_code(h.unit, typed.code)]
    if not coded and typed.mark:
        coded = hits
    if not coded:
        return _miscoded(text, typed.code, [h.unit for h in hits], scope)
    live = of_the_day(coded, scope.on)
    if not live:
        former = [h.unit for h in coded]
        whole = [s.successor for u in former for s in history.successors(u.unit_id) if s.whole]
        after = [u for u in whole if scope.on is None or u.stands_on(scope.on)]
        return _ask(text, former + after, "không có đơn vị mang tên này vào ngày của kỳ số liệu")
    kept = of_its_day(narrowed(live), scope.on)
    units = {h.unit.unit_id: h.unit for h in kept}
    if len(units) > 1:
        return _ask(text, list(units.values()), kept[0].doubt or "tên này chỉ nhiều đơn vị")
    hit = kept[0]
    if hit.doubt or not certain(hit):
        return _ask(text, [hit.unit], hit.doubt or f"dấu thanh khác với tên {hit.unit.name}")
    return Resolution(text, "exact", hit.unit, how=how or (BY_NAME if hit.name else BY_ALIAS))


def _miscoded(text: str, code: str, named: list[Unit], scope: Scope) -> Resolution:
    """A name with a code that is another's: those of the name and those of the code are asked."""
    holders = [u for size in (2, 3) for u in registry.holders(code.lstrip("0").zfill(size))]
    near = [u for u in holders if scope.level in (None, u.level)]
    return _ask(text, listed(named) + listed(near), f"mã {code} không phải của {named[0].full_name}")


def _same_code(unit: Unit, code: str) -> bool:
    """Whether a typed code is the unit's, leading zeros aside; no code fits every unit."""
    return not code or unit.code.lstrip("0") == code.lstrip("0")


def _ask(text: str, units: list[Unit], how: str) -> Resolution:
    """An ambiguous answer: the units that still stand first, each once."""
    ordered = sorted({u.unit_id: u for u in units}.values(), key=lambda u: u.valid_to is not None)
    return Resolution(text, "ambiguous", candidates=tuple(ordered), how=how)
