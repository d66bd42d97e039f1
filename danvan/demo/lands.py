"""The lands of the illustrative workspace: which units report, and the nodes that synthetic activity happens at.

Owns the plan (years, provinces, sampled communes) and the two eras, before and after 1/7/2025. A node is a level of
government at a place: the province itself, a district itself, a commune, or the communes of a place taken together.
"""

from dataclasses import dataclass
from datetime import date
from zlib import crc32

import numpy as np

from danvan import units
from danvan.periods import month_end
from danvan.units import Unit

SEED = 20261121
TURN = date(2025, 7, 1)
TINH, HUYEN, XA = 0, 1, 2
CAPS = ("tinh", "huyen", "xa")
NEW_COMMUNE_WEIGHT = 2.6
"""A commune of today is as active as so many of the former, smaller ones."""
SILENT_DISTRICTS = {"498-2008"}
"""Hoàng Sa: no synthetic report is made up for it."""


@dataclass(frozen=True)
class Plan:
    """What is built: first and last month, the former provinces taken in, those whose communes report."""

    first: date
    last: date
    provinces: frozenset[str] | None
    sampled: frozenset[str]


FULL = Plan(date(2015, 1, 1), date(2026, 10, 31), None, frozenset({"01-2008", "42-2008", "02-2008", "08-2008"}))
SMALL = Plan(
    date(2024, 1, 1),
    date(2025, 12, 31),
    frozenset({"01-2008", "42-2008", "02-2008", "08-2008", "10-2008", "15-2008"}),
    frozenset({"42-2008"}),
)


@dataclass(frozen=True)
class Era:
    """A span of months with its provinces, districts and nodes.

    Node arrays have shape (n,): `province` and `district` are positions in the lists (-1: none), `cap` is TINH,
    HUYEN or XA, `weight` the size in communes, `unit_id` the commune that reports for itself, or ''. `whole`: all the
    provinces of the country are in it.
    """

    name: str
    months: tuple[date, ...]
    provinces: tuple[Unit, ...]
    districts: tuple[Unit, ...]
    province: np.ndarray
    district: np.ndarray
    cap: np.ndarray
    weight: np.ndarray
    unit_id: np.ndarray
    factor: np.ndarray
    whole: bool

    @property
    def communes(self) -> np.ndarray:
        """How many communes each node stands for, shape (n,); 1 for the levels above."""
        return np.where(self.cap == XA, self.weight / (1.0 if self.districts else NEW_COMMUNE_WEIGHT), 1.0)

    @property
    def years(self) -> np.ndarray:
        """The year of each month, shape (m,)."""
        return np.array([month.year for month in self.months])

    def of_provinces(self, values: np.ndarray, cap: int | None = None) -> np.ndarray:
        """Node values (n, m) added up per province, of one level or all."""
        return self._grouped(values, self.province, len(self.provinces), cap)

    def of_districts(self, values: np.ndarray, cap: int | None = None) -> np.ndarray:
        """Node values (n, m) added up per district, of one level or all."""
        return self._grouped(values, self.district, len(self.districts), cap)

    def _grouped(self, values: np.ndarray, owner: np.ndarray, size: int, cap: int | None) -> np.ndarray:
        chosen = (owner >= 0) & (np.ones(len(owner), bool) if cap is None else self.cap == cap)
        total = np.zeros((size, values.shape[1]), values.dtype)
        np.add.at(total, owner[chosen], values[chosen])
        return total


def random(*names: str) -> np.random.Generator:
    """The generator of one purpose: the same numbers however the rest of the build is ordered."""
    return np.random.default_rng([SEED, crc32("/".join(names).encode())])


def merged_from(unit: Unit) -> list[Unit]:
    """The units that went into one on 1/7/2025; none for one that was there before."""
    return [step.predecessor for step in units.predecessors(unit.unit_id) if step.date == TURN]


def factor_of(province: Unit) -> float:
    """How active a province is beside others of its size; of a merged one the mean of those it came from."""
    before = merged_from(province)
    if before:
        return float(np.mean([factor_of(old) for old in before]))
    return float(random("factor", province.unit_id).lognormal(0, 0.22))


def eras(plan: Plan) -> tuple[Era, Era]:
    """The era of districts and the era after it."""
    old = [u for u in units.units("province", TURN.replace(month=6)) if _taken(plan, u)]
    new = [u for u in units.units("province", TURN) if _taken(plan, u)]
    return _old(plan, old), _new(plan, new)


def _taken(plan: Plan, unit: Unit) -> bool:
    before = {old.unit_id for old in merged_from(unit)} or {unit.unit_id}
    return plan.provinces is None or before <= plan.provinces


def _sampled(plan: Plan, unit: Unit) -> bool:
    before = {old.unit_id for old in merged_from(unit)} or {unit.unit_id}
    return before <= plan.sampled


def _months(first: date, last: date) -> tuple[date, ...]:
    return tuple(
        month_end(year, month)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= month_end(year, month) <= last
    )


def _old(plan: Plan, provinces: list[Unit]) -> Era:
    day = date(2025, 6, 30)
    districts: list[Unit] = []
    nodes: list[tuple[int, int, int, float, str]] = []
    for p, province in enumerate(provinces):
        nodes.append((p, -1, TINH, 1.0, ""))
        for district in units.children(province.unit_id, day):
            if district.unit_id in SILENT_DISTRICTS:
                continue
            d = len(districts)
            districts.append(district)
            communes = units.children(district.unit_id, day)
            nodes.append((p, d, HUYEN, 1.0, ""))
            if _sampled(plan, province):
                nodes += [(p, d, XA, 1.0, commune.unit_id) for commune in communes]
            else:
                nodes.append((p, d, XA, float(len(communes)), ""))
    return _era("old", _months(plan.first, day), provinces, districts, nodes)


def _new(plan: Plan, provinces: list[Unit]) -> Era:
    nodes: list[tuple[int, int, int, float, str]] = []
    for p, province in enumerate(provinces):
        nodes.append((p, -1, TINH, 1.0, ""))
        communes = units.children(province.unit_id, TURN)
        if _sampled(plan, province):
            nodes += [(p, -1, XA, NEW_COMMUNE_WEIGHT, commune.unit_id) for commune in communes]
        else:
            nodes.append((p, -1, XA, NEW_COMMUNE_WEIGHT * len(communes), ""))
    return _era("new", _months(TURN, plan.last), provinces, [], nodes)


def _era(
    name: str,
    months: tuple[date, ...],
    provinces: list[Unit],
    districts: list[Unit],
    nodes: list[tuple[int, int, int, float, str]],
) -> Era:
    province, district, cap, weight, unit_id = zip(*nodes, strict=True)
    return Era(
        name,
        months,
        tuple(provinces),
        tuple(districts),
        np.array(province),
        np.array(district),
        np.array(cap),
        np.array(weight),
        np.array(unit_id, dtype=object),
        np.array([factor_of(unit) for unit in provinces]),
        whole=len(provinces) in (34, 63),
    )
