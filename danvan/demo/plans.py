"""Targets and prescribed numbers of the illustrative workspace: of every province and of the nation, clearly made up.

They are set from what was reported by their start, with a spread wide enough that some are reached, some on the way,
some behind; nobody has reported on a few. The same at every build.
"""

from datetime import date, datetime

import duckdb

from danvan import units
from danvan.demo.lands import TURN, Plan, random
from danvan.plans import store
from danvan.plans.documents import PlanDocument
from danvan.plans.norms import Norm
from danvan.plans.store import Change
from danvan.plans.targets import AT_LEAST, AT_MOST, Target
from danvan.units import NATION, Unit

WHO = "Dữ liệu minh họa"
COUNTED = {"DT01": (0.8, 1.35), "DV01": (0.85, 1.3), "GS01": (0.85, 1.25)}
"""A year's target as a multiple of what the year before brought, from … to …."""
MEASURED = {"NT06": (1.5, 7.0), "YK08": (-6.0, 8.0), "CC01": (-0.5, 2.5)}
"""A level to reach, in points above the one known last."""
LIMITED = {"YK05": (0.35, 1.2)}
"""A level not to exceed, as a multiple of the one known last."""
THEMES = ("Năm dân vận chính quyền", "Năm dân vận khéo", "Năm hướng về cơ sở")
RHYTHMS = (("year", 1), ("year", 2), ("half", 1), ("quarter", 1))


def write(cursor: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    """Enter them all, inside the caller's transaction, once the figures are there."""
    _prescribed(cursor, plan)
    _targets(cursor, plan)
    for year in range(plan.first.year, plan.last.year + 1):
        words, at = THEMES[year % len(THEMES)], datetime(year, 1, 15, 8)
        values = [units.NATION, year, words, f"[Minh họa] Kế hoạch công tác dân vận năm {year} (giả lập)", at, WHO]
        cursor.execute("insert into theme values (?, ?, ?, ?, ?, ?)", values)


def _taken(plan: Plan, unit: Unit) -> bool:
    before = {step.predecessor.unit_id for step in units.predecessors(unit.unit_id) if step.date == TURN}
    return plan.provinces is None or (before or {unit.unit_id}) <= plan.provinces


def _provinces(plan: Plan, day: date) -> list[Unit]:
    return [unit for unit in units.units("province", day) if _taken(plan, unit)]


def _prescribed(cursor: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    """A regulation of every former province, and one of every present one."""
    for day, since, year in ((date(2025, 6, 30), date(2015, 1, 1), 2014), (TURN, date(2025, 7, 1), 2025)):
        norms: list[Norm] = []
        for province in _provinces(plan, day):
            document = PlanDocument(
                "[Minh họa] Quy định về đối thoại với Nhân dân",
                f"{int(province.code) + 10}-QĐ/TU",
                f"Tỉnh ủy, Thành ủy {province.name} (giả lập)",
                date(year, 12, 15) if year < 2025 else date(2025, 6, 25),
            )
            norms += _norms_of(province, since, document)
        store.put(cursor, norms, Change(WHO, at=datetime(since.year, 7, 2, 8)))


def _norms_of(province: Unit, since: date, document: PlanDocument) -> list[Norm]:
    rng = random("prescribed", province.unit_id)
    rhythm, times = RHYTHMS[int(rng.choice(4, p=[0.35, 0.35, 0.2, 0.1]))]
    above = int(rng.choice([1, 2, 4], p=[0.3, 0.5, 0.2]))
    levels = [("commune", rhythm, times), ("province", "year", above)]
    if since < TURN:
        levels.append(("district", "year", int(rng.choice([1, 2]))))
    end = date(2025, 6, 30) if since < TURN and province.valid_to else None
    return [
        Norm("", "DT02", province.unit_id, level, since, end, beat, float(value), document)
        for level, beat, value in levels
    ]


def _targets(cursor: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    """The plan of the last year for every province and the nation."""
    year = plan.last.year
    owners = [units.get(NATION), *_provinces(plan, plan.last)]
    for owner in owners:
        issuer = "Trung ương" if owner.unit_id == NATION else f"Tỉnh ủy, Thành ủy {owner.name}"
        document = PlanDocument(
            f"[Minh họa] Kế hoạch công tác dân vận năm {year}",
            f"{int(owner.code or 0) + 5}-KH/TU" if owner.unit_id != NATION else "3-KH/BTGDVTW",
            f"{issuer} (giả lập)",
            date(year - 1, 12, 28),
        )
        found = [*_counted(cursor, owner, year, document), *_measured(cursor, owner, year, document)]
        if found:
            store.put(cursor, found, Change(WHO, at=datetime(year, 1, 6, 8)))


def _counted(cursor: duckdb.DuckDBPyConnection, owner: Unit, year: int, document: PlanDocument) -> list[Target]:
    made = []
    for code, (low, high) in COUNTED.items():
        # The half-year since the districts ended is the measure: their activity does not come back.
        half = _figure(cursor, code, owner, date(year - 1, 7, 1), date(year - 1, 12, 31))
        before = 2 * half if half else None
        if before:
            goal = _round(before * random("target", code, owner.unit_id).uniform(low, high))
            start, due = date(year, 1, 1), date(year, 12, 31)
            made.append(Target("", code, owner.unit_id, "", due, goal, AT_LEAST, start, None, document))
    return made


def _measured(cursor: duckdb.DuckDBPyConnection, owner: Unit, year: int, document: PlanDocument) -> list[Target]:
    made = []
    start, due = date(year - 1, 12, 31), date(year, 12, 31)
    for code, (low, high) in (MEASURED | LIMITED).items():
        before = _figure(cursor, code, owner, date(year - 1, 1, 1), start)
        if before is None or (code in LIMITED and before < 5):
            continue
        drawn = random("target", code, owner.unit_id).uniform(low, high)
        limited = code in LIMITED
        goal = float(round(before * drawn)) if limited else min(100.0, round(before + drawn, 0))
        bound = AT_MOST if limited else AT_LEAST
        made.append(Target("", code, owner.unit_id, "", due, goal, bound, start, None, document))
    return made


def _figure(cursor: duckdb.DuckDBPyConnection, code: str, owner: Unit, first: date, last: date) -> float | None:
    """What is known of a year, whole or not: a plan is made from what is at hand."""
    row = cursor.execute(
        "select value from figure where indicator = ? and unit_id = ? and breakdown = '' and period_start = ?"
        " and period_end = ? and value is not null and state <> 'expected'",
        [code, owner.unit_id, first, last],
    ).fetchone()
    return None if row is None else float(row[0])


def _round(value: float) -> float:
    """As plans have it: to tens above a hundred, to fives below."""
    step = 5 if value < 100 else 10 if value < 1000 else 100
    return float(max(step, round(value / step) * step))
