"""The keys under which units are found: their names of all days, and the alias table.

Owns data/reference/aliases.csv. It refuses an alias whose unit does not exist.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Levenshtein

from danvan.units import registry
from danvan.units.files import damaged, read_reference
from danvan.units.fold import Letter, fold, letters, spelling
from danvan.units.registry import DatedName, Unit

ALIAS_KINDS = ("alias", "confirm", "ambiguous")


@dataclass(frozen=True)
class Alias:
    """A name that is not official; kind 'confirm' and 'ambiguous' are asked, never accepted."""

    alias: str
    unit_ids: tuple[str, ...]
    kind: str
    note: str


@cache
def by_name() -> dict[str, tuple[tuple[Unit, str], ...]]:
    """Folded name → (unit, the name it is the fold of); a numbered ward is under its number."""
    found: dict[str, dict[tuple[str, str], tuple[Unit, str]]] = defaultdict(dict)
    for unit in registry.all_units():
        for dated in registry.names(unit.unit_id) if unit.level != "nation" else ():
            name = bare(dated)
            found[fold(name)][unit.unit_id, name] = (unit, name)
    return {key: tuple(hits.values()) for key, hits in found.items()}


def bare(dated: DatedName) -> str:
    """The name as it is looked for: of a numbered unit ('Phường 1') the number alone."""
    last = dated.name.split()[-1]
    return last if last.isdecimal() and dated.name == dated.full_name else dated.name


@cache
def by_spelling() -> dict[str, tuple[tuple[Unit, str], ...]]:
    """The provinces under the key in which i/y and c/k are one."""
    found = defaultdict(list)
    for key, hits in by_name().items():
        found[spelling(key)] += [hit for hit in hits if hit[0].level == "province"]
    return {key: tuple(hits) for key, hits in found.items() if hits}


@cache
def aliases() -> dict[str, Alias]:
    """Folded alias → Alias."""
    found = {}
    for row in read_reference("aliases.csv"):
        alias = Alias(row["alias"], tuple(row["unit_ids"].split(";")), row["kind"], row["note"])
        if alias.kind not in ALIAS_KINDS:
            raise damaged("aliases.csv", f"loại “{alias.kind}” của “{alias.alias}” không có")
        for unit_id in alias.unit_ids:
            registry.get(unit_id)
        found[fold(alias.alias)] = alias
    return found


@cache
def _below() -> dict[str, tuple[Unit, ...]]:
    """unit_id → every unit that lies in it at any time, in the order of the file."""
    found = defaultdict(list)
    for unit in registry.all_units():
        for whole in registry.ancestors(unit.unit_id):
            found[whole.unit_id].append(unit)
    return {whole: tuple(units) for whole, units in found.items()}


@cache
def _wholes() -> dict[str, frozenset[str]]:
    """unit_id → the ids of all wholes above it."""
    return {u.unit_id: frozenset(w.unit_id for w in registry.ancestors(u.unit_id)) for u in registry.all_units()}


def lies_in(unit_id: str, whole_id: str) -> bool:
    """Whether a unit lies in another, directly or not."""
    return whole_id in _wholes()[unit_id]


def below(unit_id: str) -> tuple[Unit, ...]:
    """Every unit that lies in a unit, directly or not, at any time."""
    return _below().get(unit_id, ())


@cache
def city_names() -> frozenset[str]:
    """Folded names of the provinces that are or were centrally-run cities, by whatever unit."""
    return frozenset(
        fold(dated.name)
        for unit in registry.all_units() if unit.level == "province"
        for dated in registry.names(unit.unit_id) if dated.kind == "thanh_pho"
    )  # fmt: skip


@cache
def kinds(unit_id: str) -> frozenset[str]:
    """All kinds a unit has been."""
    return frozenset(dated.kind for dated in registry.names(unit_id))


@cache
def syllables() -> frozenset[tuple[Letter, ...]]:
    """All syllables, with accents, in the names of provinces and districts."""
    return frozenset(
        tuple(letters(word))
        for unit in registry.all_units() if unit.level in ("province", "district")
        for dated in registry.names(unit.unit_id) for word in dated.name.split()
    )  # fmt: skip


@cache
def lone_names() -> frozenset[str]:
    """Folded names of provinces that no other is within one letter of."""
    keys = {
        fold(dated.name)
        for unit in registry.all_units() if unit.level == "province"
        for dated in registry.names(unit.unit_id)
    }  # fmt: skip
    return frozenset(
        key for key in keys
        if not any(0 < Levenshtein.distance(key, other, score_cutoff=1) <= 1 for other in keys)
    )  # fmt: skip
