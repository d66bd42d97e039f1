"""Which unit a typed name means: certain, to be asked, or unknown.

Owns the decision. A name is accepted when its folded key is that of one unit in question and
nothing speaks against it: not the code before it, the kind, the day or the accents. Whatever
leaves a doubt is 'ambiguous' with its candidates. It refuses to accept by likeness: rapidfuzz only
fills the suggestions of an unknown name.
"""

from dataclasses import dataclass
from datetime import date

from danvan.errors import DanVanError
from danvan.units import history, index, registry, tcvn3
from danvan.units.accents import certain, contradicts, narrowed, same
from danvan.units.fold import fold, spelling
from danvan.units.registry import Unit
from danvan.units.suggest import suggestions
from danvan.units.typed import Reading, Typed, take_apart

DISTRICT_KINDS = {"quan", "huyen", "thi_xa"}
COMMUNE_KINDS = {"xa", "phuong", "thi_tran", "dac_khu"}
BY_NAME, BY_ALIAS = "khớp tên", "khớp tên gọi khác"
BY_SPELLING, BY_TCVN3 = "khớp tên viết theo chính tả khác", "khớp tên gõ bằng phông TCVN3"


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


@dataclass(frozen=True)
class Scope:
    """Where to look: a level, under a parent, on a day; None leaves it open."""

    level: str | None
    parent: str | None
    on: date | None

    def admits(self, unit: Unit, said: tuple[str, ...]) -> bool:
        """Whether a unit with this name can be meant, given the kinds said before the name."""
        if self.level not in (None, unit.level):
            return False
        if unit.level == "commune" and not (self.level or self.parent or COMMUNE_KINDS & {*said}):
            return False
        if self.parent and self.parent not in {u.unit_id for u in registry.ancestors(unit.unit_id)}:
            return False
        return all(self._is(unit, kind) for kind in said)

    def _is(self, unit: Unit, kind: str) -> bool:
        """Whether the unit is, or may loosely be called, of that kind."""
        if kind == "thu_do":
            return unit.code == "01"
        if unit.level == "province" and kind in ("tinh", "thanh_pho"):
            return kind == "tinh" or self.level == "province" or _city(unit)
        return kind in index.kinds(unit.unit_id)


@dataclass(frozen=True)
class Hit:
    """A unit found; `name` is the name typed ('' for an alias), `doubt` why it must be asked."""

    unit: Unit
    reading: Reading
    name: str = ""
    doubt: str = ""


def resolve(text: str, *, level: str | None = None, parent: str | None = None, on: date | None = None) -> Resolution:
    """The unit meant by a typed name at a level, under a parent (unit_id or code), on a day.

    Without a level a bare name is looked for among provinces, then districts; communes need a
    level, a parent or a kind ('xã …'). An unknown level or parent is an error.
    """
    if level is not None and level not in registry.LEVELS:
        known = ", ".join(registry.LEVELS)
        raise DanVanError(message=f"Không có cấp “{level}”.", remedy=f"Dùng một trong: {known}.")
    scope = Scope(level, registry.find(parent, on).unit_id if parent else None, on)
    typed = take_apart(text)
    legacy = tcvn3.decode(text)
    found = (
        _decide(text, typed, _hits(typed, scope), scope, "")
        or _decide(text, typed, _respelled(typed, scope), scope, BY_SPELLING)
    )  # fmt: skip
    if not found and legacy != text and tcvn3.possible(text):
        typed = take_apart(legacy)
        hits = [h for h in _hits(typed, scope) if not h.name or same(h)]
        found = _decide(text, typed, hits, scope, BY_TCVN3)
    if found:
        return found
    near = suggestions(text, level=level, parent=scope.parent, on=on)
    return Resolution(text, "unknown", suggestions=near, how="không khớp tên đơn vị nào")


def _city(unit: Unit) -> bool:
    """Whether a province-level unit, or its namesake of another time, is a city."""
    return any(fold(n.name) in index.city_names() for n in registry.names(unit.unit_id))


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
    hits = [
        Hit(unit, reading, name, _kind_doubt(unit, reading.kinds))
        for unit, name in index.by_name().get(reading.key, ())
        if scope.admits(unit, reading.kinds)
    ]
    if scope.level is None and not reading.kinds:
        return [h for h in hits if h.unit.level == "province"] or hits
    return hits


def _kind_doubt(unit: Unit, said: tuple[str, ...]) -> str:
    """A province called 'thành phố' that never was one: its capital may be meant."""
    wrong = unit.level == "province" and "thanh_pho" in said and not _city(unit)
    return f"{unit.full_name} không phải thành phố" if wrong else ""


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
            Hit(unit, reading, name, _kind_doubt(unit, reading.kinds))
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
    if typed.code and not coded:
        holders = [u for u in registry.all_units() if _same_code(u, typed.code)]
        near = [u for u in holders if scope.level in (None, u.level) and u.level != "commune"]
        reason = f"mã {typed.code} không phải của {hits[0].unit.full_name}"
        return _ask(text, [h.unit for h in hits] + near, reason)
    live = _of_the_day(coded, scope.on)
    if not live:
        former = [h.unit for h in coded]
        after = [s.successor for u in former for s in history.successors(u.unit_id) if s.whole]
        return _ask(text, former + after, "không có đơn vị mang tên này vào ngày của kỳ số liệu")
    kept = narrowed(live)
    units = {h.unit.unit_id: h.unit for h in kept}
    if len(units) > 1:
        return _ask(text, list(units.values()), kept[0].doubt or "tên này chỉ nhiều đơn vị")
    hit = kept[0]
    if hit.doubt or not certain(hit):
        return _ask(text, [hit.unit], hit.doubt or f"dấu thanh khác với tên {hit.unit.name}")
    return Resolution(text, "exact", hit.unit, how=how or (BY_NAME if hit.name else BY_ALIAS))


def _same_code(unit: Unit, code: str) -> bool:
    """Whether a typed code is the unit's, leading zeros aside; no code fits every unit."""
    return not code or unit.code.lstrip("0") == code.lstrip("0")


def _of_the_day(hits: list[Hit], on: date | None) -> list[Hit]:
    """The hits whose unit the '(cũ)' or '(mới)', else the day, allows; without either all."""
    era = hits[0].reading.era
    if era == "old":
        return [h for h in hits if h.unit.valid_to] or hits
    if era == "new":
        return [h for h in hits if h.unit.valid_to is None]
    return [h for h in hits if on is None or h.unit.stands_on(on)]


def _ask(text: str, units: list[Unit], how: str) -> Resolution:
    """An ambiguous answer: the units that still stand first, each once."""
    ordered = sorted({u.unit_id: u for u in units}.values(), key=lambda u: u.valid_to is not None)
    return Resolution(text, "ambiguous", candidates=tuple(ordered), how=how)
