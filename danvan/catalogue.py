"""Answers what the catalogue says: indicators, their breakdowns, and which cells add up to which.

Owns the meaning of a breakdown key ('' | 'cap=xa' | 'cap=xa;linh_vuc=kinh_te') and the list of
complete, disjoint parts. It reads no figures and adds nothing up: that is danvan.figures.

Beside the indicators of the file stand those that users declared (danvan.catalogue_own). They have no
breakdowns, parts or terms, so that what is cached here about parts and terms holds whichever there are.
"""

import difflib
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import combinations, product

from danvan.catalogue_file import LEVELS, Dimension, Indicator, Term, Value
from danvan.catalogue_own import GROUP as OWN_GROUP
from danvan.catalogue_own import add, current, discard, lend, lent, of_file, own, revision
from danvan.errors import DanVanError

__all__ = [
    "LEVELS",
    "OWN_GROUP",
    "Dimension",
    "Indicator",
    "Term",
    "Value",
    "add",
    "all_indicators",
    "breakdown_key",
    "breakdown_name",
    "breakdown_rank",
    "breakdowns",
    "cell_parts",
    "dimension",
    "dimension_values",
    "dimensions",
    "discard",
    "get",
    "groups",
    "in_group",
    "lend",
    "named",
    "of_file",
    "own",
    "parse_breakdown",
    "ratio_terms",
    "revision",
    "undivided",
    "whole_parts",
]
ALL = "tất cả"
CellPart = tuple[str, str, str, int, str, str, date | None, date | None]
Way = list[tuple[str, str]]


def get(code: str) -> Indicator:
    """The indicator with this code. DanVanError with the nearest codes when there is none."""
    known = current().indicators
    if code in known:
        return known[code]
    if considered := lent(code):
        return considered
    near = difflib.get_close_matches(code.upper(), list(known), n=3, cutoff=0.5)
    named = ", ".join(f"{item} ({known[item].name})" for item in near)
    hint = f"Mã gần nhất: {named}. " if near else ""
    raise DanVanError(
        message=f"Không có chỉ tiêu “{code}” trong danh mục.",
        remedy=f"{hint}Xem các mã trong danh mục chỉ tiêu (data/reference/indicators.toml).",
    )


def all_indicators() -> tuple[Indicator, ...]:
    """Every indicator, in the order of the catalogue."""
    return tuple(current().indicators.values())


def groups() -> dict[str, str]:
    """Group code → Vietnamese name, in the order of the catalogue."""
    return dict(current().groups)


def in_group(group: str) -> tuple[Indicator, ...]:
    """The indicators of a group, in order; none for an unknown group."""
    return tuple(item for item in all_indicators() if item.group == group)


def dimension(code: str) -> Dimension:
    """The dimension with this code. DanVanError naming the known ones when there is none."""
    known = current().dimensions
    if code not in known:
        raise DanVanError(
            message=f"Không có phân tổ “{code}” trong danh mục.",
            remedy=f"Các phân tổ: {', '.join(known)}.",
        )
    return known[code]


def dimensions() -> tuple[Dimension, ...]:
    """Every dimension, in the order of the catalogue."""
    return tuple(current().dimensions.values())


def dimension_values(indicator: str, dim: str) -> tuple[str, ...]:
    """Codes of the values that a dimension has for an indicator; none when it has no such one."""
    item = get(indicator)
    if dim not in item.dims:
        return ()
    allowed = item.dim_values.get(dim)
    return tuple(v.code for v in dimension(dim).values if allowed is None or v.code in allowed)


def parse_breakdown(breakdown: str) -> dict[str, str]:
    """'cap=xa;linh_vuc=kinh_te' → {'cap': 'xa', 'linh_vuc': 'kinh_te'}; '' → {}."""
    return dict(pair.split("=", 1) for pair in breakdown.split(";") if pair)


def breakdown_key(indicator: str, chosen: dict[str, str]) -> str:
    """The key of a breakdown, dimensions in the catalogue's order for the indicator."""
    return ";".join(f"{dim}={chosen[dim]}" for dim in get(indicator).dims if dim in chosen)


def breakdown_name(breakdown: str) -> str:
    """'' → 'tất cả'; 'cap=xa;linh_vuc=kinh_te' → 'cấp xã, lĩnh vực kinh tế'; the unknown as is."""
    names = []
    for dim, code in parse_breakdown(breakdown).items():
        known = current().dimensions.get(dim)
        value = known.value(code) if known else None
        names.append(value.name if value else f"{dim}={code}")
    return ", ".join(names) or ALL


def whole_parts(indicator: str, dim: str, level: str) -> tuple[str, ...]:
    """The values of a dimension that together are the whole for a unit of this level: no value inside another one."""
    found = dimension(dim)
    expected = found.expected.get(level)
    tops = {value.code for value in found.values if not value.group}
    return tuple(
        code for code in dimension_values(indicator, dim) if code in tops and (expected is None or code in expected)
    )


def undivided(indicator: str, breakdown: str) -> list[str]:
    """The names of the dimensions of a breakdown that an indicator is not told by: ['cấp']; [] when it is by all."""
    item, known = get(indicator), current().dimensions
    asked = parse_breakdown(breakdown)
    return [known[dim].name if dim in known else dim for dim in asked if dim not in item.dims]


def named(code: str, breakdown: str = "") -> str:
    """The indicator's name with the part that is meant: 'Số cuộc đối thoại (cấp xã)'."""
    return f"{get(code).name} ({breakdown_name(breakdown)})" if breakdown else get(code).name


@cache
def breakdowns(indicator: str) -> tuple[tuple[str, date | None], ...]:
    """Every key of none, one and two dimensions that there may be: (key, last valid day)."""
    item = get(indicator)
    found: list[tuple[str, date | None]] = [("", None)]
    for size in (1, 2):
        for dims in combinations(item.dims, size):
            for codes in product(*(dimension_values(indicator, dim) for dim in dims)):
                chosen = dict(zip(dims, codes, strict=True))
                found.append((breakdown_key(indicator, chosen), _last_day(chosen)))
    return tuple(found)


def _last_day(chosen: dict[str, str]) -> date | None:
    days = [value.valid_to for dim, code in chosen.items() if (value := dimension(dim).value(code))]
    return min((day for day in days if day), default=None)


def _refined(item: Indicator, chosen: dict[str, str], level: str) -> Iterator[Way]:
    """The ways to split a cell by its own dimensions: a grouped value, or one more dimension."""
    for dim in item.dims:
        if dim in item.overlap:
            continue
        codes = dimension_values(item.code, dim)
        if dim in chosen:
            inside = [v.code for v in dimension(dim).values if v.group == chosen[dim]]
            members = [code for code in inside if code in codes]
        elif len(chosen) < 2:
            expected = dimension(dim).expected.get(level, codes)
            tops = [v.code for v in dimension(dim).values if not v.group]
            members = [code for code in tops if code in codes and code in expected]
        else:
            members = []
        if members:
            yield [(item.code, breakdown_key(item.code, {**chosen, dim: code})) for code in members]


def _by_parts(item: Indicator, chosen: dict[str, str]) -> Iterator[Way]:
    """The way through the indicators that make this one up, if each has the cell's dimensions."""
    way: Way = []
    for part in item.parts:
        code, _, fixed = part.partition(":")
        wanted = {**chosen, **parse_breakdown(fixed)}
        if any(value not in dimension_values(code, dim) for dim, value in wanted.items()):
            return
        way.append((code, breakdown_key(code, wanted)))
    if way:
        yield way


def _rows(item: Indicator, breakdown: str, level: str) -> Iterator[CellPart]:
    chosen = parse_breakdown(breakdown)
    ways = [*_refined(item, chosen, level), *_by_parts(item, chosen)]
    for number, way in enumerate(ways, start=1):
        for code, key in way:
            part = get(code)
            ends = [day for day in (part.valid_to, _last_day(parse_breakdown(key))) if day]
            last = min(ends, default=None)
            yield item.code, breakdown, level, number, code, key, part.valid_from, last


@cache
def cell_parts() -> tuple[CellPart, ...]:
    """Which cells make up which, for every unit level that reports an indicator, and for the nation.

    Rows: (indicator, breakdown, unit_level, way, part_indicator, part_breakdown, valid_from,
    valid_to). The rows of one way are complete and disjoint; a part that is not valid at the
    start of the period is left out.
    """
    return tuple(
        row
        for item in all_indicators()
        if item.agg_units == "sum" and item.kind in ("flow", "stock")
        for level in LEVELS
        if level in item.levels or level == "nation"
        for breakdown, _ in breakdowns(item.code)
        for row in _rows(item, breakdown, level)
    )


@cache
def ratio_terms() -> tuple[tuple[str, int, str, int, str], ...]:
    """Rows (indicator, alternative from 1, 'numerator' | 'denominator', sign, part_indicator)."""
    return tuple(
        (item.code, number, side, sign, code)
        for item in all_indicators()
        for number, term in enumerate(item.terms, start=1)
        for side in ("numerator", "denominator")
        for sign, code in getattr(term, side)
    )


@cache
def _ranks() -> dict[tuple[str, str, str], int]:
    below: dict[tuple[str, str, str], set[tuple[str, str, str]]] = {}
    for code, key, level, _, part, part_key, _, _ in cell_parts():
        below.setdefault((code, key, level), set()).add((part, part_key, level))
    ranks: dict[tuple[str, str, str], int] = {}

    def depth(cell: tuple[str, str, str]) -> int:
        if cell not in ranks:
            ranks[cell] = max((1 + depth(part) for part in below.get(cell, ())), default=0)
        return ranks[cell]

    for cell in below:
        depth(cell)
    return ranks


def breakdown_rank(indicator: str, breakdown: str, level: str) -> int:
    """Depth of a cell over its parts at a unit level: 0 for a cell that has none."""
    return _ranks().get((indicator, breakdown, level), 0)
