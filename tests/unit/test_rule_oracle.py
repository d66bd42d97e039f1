"""The SQL of the one rule against a second, plain implementation (tests/oracle.py) on random small reports.

One example is many scenarios, each in a year of its own, so that one rebuild judges all of them: planning the
statements costs far more than running them. Hypothesis shrinks a failing example to the least scenario.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from danvan import catalogue, periods, units
from danvan.database import Database, connect
from danvan.database.migrate import migrate
from danvan.figures import reference, rule
from danvan.ingest import load
from danvan.periods import Period
from tests.oracle import Key, Oracle, Report

# The year of the change of boundaries first: the least failing example keeps it as long as it can.
YEARS = (2025, 2024, 2026, *range(2010, 2024), *range(2027, 2031))
FAMILIES = {
    "dialogues": ("DT01", "DT02", "DT03"),
    "opinions": ("YK01", "YK03", "YK06", "YK07", "YK04", "YK08"),
    "rural": ("NT02", "NT01", "NT06"),
    "models": ("DV06", "DV05", "DV03", "DV01", "DV07"),
    "congresses": ("DH01", "DH02", "DH03"),
    "index": ("CC01",),
}
BREAKDOWNS = {
    "dialogues": ("", "", "cap=tinh", "cap=huyen", "cap=xa"),
    "opinions": ("", "", "cap=tinh", "cap=huyen", "cap=xa", "cap=xa;noi_dung=dat_dai", "noi_dung=dat_dai"),
    "congresses": ("", "cap_dang=co_so", "cap_dang=tren_co_so"),
}
# Units that meet: two provinces that merged with the one they became, one that stayed, districts, communes.
CHAINS = (
    ("024-2008", "02-2008", "08-2025", "VN"),
    ("08-2025", "02-2008", "08-2008", "071-2008"),
    ("437-2008", "42-2008", "436-2008", "VN"),
    ("42-2008", "18115-2025", "42-2008", "VN"),
    ("00691-2025", "08-2025", "VN"),
)
# Periods that meet, as places in `spans`.
TIMES = (
    (0, 1, 2, 3), (0, 1, 4, 5), (1, 4, 8, 9, 10, 5), (0, 2, 7, 19), (3, 1, 6, 20), (0, 20, 22, 7),
    (2, 3, 7, 19, 17),
    (23, 25, 10, 13, 1), (24, 12, 26, 0, 13), (23, 30, 16, 26, 6), (27, 27, 28), (29, 0), (28, 28, 27),
)  # fmt: skip
SOURCES = {"report": 1, "press": 2, "": 9}
BATCHES = ("D00001", "D00002", "D00003")
UNDONE = "D00004"
STATES = ("known", "known", "known", "known", "provisional", "expected", "held_no_count", "missing")
QUALIFIERS = ("", "", "", "", "hon", "gan")
SHAPES = ("one", "parts", "time", "levels", "terms", "parts of terms", "times of terms", "times of parts")
# The parts of this many units are reported by halves at most: a scenario stays small.
MANY = 20
COLUMNS = "value state qualifier basis tree way present expected as_of numerator denominator".split()


@dataclass(frozen=True)
class Block:
    """Reports that belong together: one cell, or all the parts of a cell along a tree but for a few."""

    shape: str
    indicator: int
    unit: int
    breakdown: int
    period: int
    step: int
    value: int
    below: int
    dropped: frozenset[int]
    state: str
    qualifier: str
    source: str
    batch: str
    as_of: int | None


BLOCKS = st.builds(
    Block,
    shape=st.sampled_from(SHAPES),
    indicator=st.integers(0, 5),
    unit=st.integers(0, 3),
    breakdown=st.integers(0, 6),
    period=st.integers(0, 5),
    step=st.sampled_from((1, 3, 6)),
    value=st.integers(0, 40),
    below=st.integers(0, 30),
    dropped=st.just(frozenset()) | st.frozensets(st.integers(0, 11), max_size=2),
    state=st.sampled_from(STATES),
    qualifier=st.sampled_from(QUALIFIERS),
    source=st.sampled_from(tuple(SOURCES)),
    batch=st.sampled_from((*BATCHES, UNDONE)),
    as_of=st.none() | st.integers(0, 3),
)


@dataclass(frozen=True)
class Scenario:
    """Blocks of one family of indicators, over units and periods that have to do with one another."""

    family: str
    chain: tuple[str, ...]
    times: tuple[int, ...]
    blocks: list[Block]


def scenarios(*families: str) -> st.SearchStrategy[list[Scenario]]:
    """A scenario a year."""
    one = st.builds(
        Scenario,
        family=st.sampled_from(families),
        chain=st.sampled_from(CHAINS),
        times=st.sampled_from(TIMES),
        blocks=st.lists(BLOCKS, min_size=1, max_size=6),
    )
    return st.lists(one, min_size=len(YEARS), max_size=len(YEARS))


@cache
def spans(year: int) -> tuple[Period, ...]:
    """The periods that a scenario of a year may speak of: standard, cumulative, days and intervals."""
    return (
        periods.year(year), periods.half(year, 1), periods.half(year, 2), periods.cumulative(year, 9),
        *(periods.quarter(year, number) for number in range(1, 5)),
        *(periods.month(year, number) for number in range(1, 13)),
        periods.cumulative(year, 4), periods.cumulative(year, 5), periods.cumulative(year, 10),
        Period(date(year, 3, 31), date(year, 3, 31)), Period(date(year, 5, 15), date(year, 5, 15)),
        Period(date(year, 6, 30), date(year, 6, 30)), Period(date(year, 12, 31), date(year, 12, 31)),
        Period(date(year, 2, 10), date(year, 8, 20)), Period(date(year - 2, 3, 5), date(year, 7, 15)),
        Period(date(year, 1, 1), date(year + 1, 12, 31)), Period(date(year, 9, 1), date(year, 9, 1)),
    )  # fmt: skip


def cut(span: Period, step: int) -> list[Period]:
    """A period in equal steps of months; itself when it is not made of them."""
    first, last = span.months or (0, 0)
    if not first or (last - first + 1) % step or (first - 1) % step:
        return [span]
    year = span.start.year
    return [
        Period(date(year, month, 1), periods.month_end(year, month + step - 1))
        for month in range(first, last + 1, step)
    ]


def members(unit: str, span: Period) -> list[str]:
    """The direct parts that stood at the period's end; before its birth, those a unit came from."""
    if units.get(unit).valid_from > span.end:
        return [step.predecessor.unit_id for step in units.predecessors(unit)]
    return [part.unit_id for part in units.children(unit, span.end)] or [unit]


def cells(scenario: Scenario, block: Block, year: int) -> Iterator[Key]:
    """The cells that a block reports, those left out included."""
    codes, span = FAMILIES[scenario.family], spans(year)[scenario.times[block.period % len(scenario.times)]]
    keys = BREAKDOWNS.get(scenario.family, ("",))
    whole = scenario.chain[block.unit % len(scenario.chain)]
    code, key = codes[block.indicator % len(codes)], keys[block.breakdown % len(keys)]
    wanted_codes = codes if "terms" in block.shape else (code,)
    wanted_units = members(whole, span) if "parts" in block.shape else (whole,)
    step = block.step if len(wanted_units) < MANY else 6
    wanted_spans = cut(span, step) if "time" in block.shape else (span,)
    values = catalogue.dimension_values(code, "cap")
    wanted_keys = [f"cap={value}" for value in values] if block.shape == "levels" and values else [key]
    for wanted in wanted_codes:
        for unit in wanted_units:
            for breakdown in wanted_keys:
                yield from (Key(wanted, unit, breakdown, s.start, s.end) for s in wanted_spans)


def applies(key: Key) -> bool:
    """Whether the import would take such a row: unit and level existed, the indicator has the breakdown."""
    unit, known = units.get(key.unit), dict(catalogue.breakdowns(key.indicator))
    stands = unit.valid_to is None or key.end <= unit.valid_to
    last = known.get(key.breakdown)
    return stands and key.breakdown in known and (last is None or key.start <= last)


def rows_of(scenario: Scenario, block: Block, year: int) -> Iterator[dict[str, Any]]:
    """The observations of a block."""
    kept = [key for key in cells(scenario, block, year) if applies(key)]
    skipped = {number % len(kept) for number in block.dropped} if len(kept) > 1 else set()
    silent = block.state in ("held_no_count", "missing")
    as_of = None if block.as_of is None else date(year, 12, 31) + timedelta(days=block.as_of)
    for number, key in enumerate(kept):
        if number in skipped:
            continue
        share = catalogue.get(key.indicator).kind == "ratio" and block.below > 0 and not silent
        yield {
            **dict(zip(load.COLUMNS[:5], key, strict=True)),
            "value": None if silent or (share and block.value % 3 == 0) else float(block.value + number % 5),
            "numerator": float(block.value) if share else None,
            "denominator": float(block.below) if share else None,
            "qualifier": "" if silent else block.qualifier,
            "state": block.state,
            "as_of": as_of,
            "source": block.source,
            "batch_id": block.batch,
        }


@pytest.fixture(scope="module")
def workspace() -> Iterator[Database]:
    """An empty workspace in memory with units, catalogue and calendar, three batches and an undone one."""
    database = connect(None, threads=1)
    migrate(database)
    reference.load(database)
    with database.writing() as cursor:
        for number, batch in enumerate((*BATCHES, UNDONE), start=1):
            undone = date(2026, 1, 2) if batch == UNDONE else None
            cursor.execute(
                "insert into batch (batch_id, seq, kind, created_at, status, undone_at) values (?, ?, ?, ?, ?, ?)",
                [batch, number, "import", date(2026, 1, 1), "undone" if undone else "committed", undone],
            )
        for source, priority in SOURCES.items():
            if source:
                cursor.execute("insert into source (source, priority) values (?, ?)", [source, priority])
    yield database
    database.close()


def rebuild(database: Database, rows: list[dict[str, Any]]) -> None:
    """Replace all observations by these rows and compute every figure."""
    frame = load.frame(pd.DataFrame(rows))
    frame["batch_id"] = [row["batch_id"] for row in rows]
    frame["observation_id"] = range(1, len(rows) + 1)
    with database.writing() as cursor:
        cursor.execute("delete from observation")
        cursor.register("incoming", frame)
        cursor.execute("insert into observation by name select * from incoming")
        cursor.unregister("incoming")
        rule.rebuild(cursor)


def computed(database: Database) -> tuple[dict[Key, tuple], set[tuple]]:
    """(cell → its figure, the disagreements) as the SQL has them."""
    with database.cursor() as cursor:
        found = cursor.execute(
            "select indicator, unit_id, breakdown, period_start, period_end, value, state, qualifier, basis, "
            "tree, way, parts_present, parts_expected, as_of, numerator, denominator from figure"
        ).fetchall()
        apart = cursor.execute(
            "select indicator, unit_id, breakdown, period_start, period_end, value, way, other_value, "
            "other_way from figure_conflict"
        ).fetchall()
    figures = {Key(*row[:5]): row[5:] for row in found}
    assert len(figures) == len(found), "a cell has two figures"
    return figures, {(Key(*row[:5]), *row[5:]) for row in apart}


def expected(rows: list[dict[str, Any]]) -> tuple[dict[Key, tuple], set[tuple]]:
    """The same from the oracle."""
    reports = [
        Report(
            key=Key(*(row[name] for name in load.COLUMNS[:5])),
            value=row["value"],
            numerator=row["numerator"],
            denominator=row["denominator"],
            qualifier=row["qualifier"],
            state=row["state"],
            as_of=row["as_of"],
            priority=SOURCES[row["source"]],
            order=(BATCHES.index(row["batch_id"]), number),
        )
        for number, row in enumerate(rows)
        if row["batch_id"] != UNDONE
    ]
    oracle = Oracle(reports)
    figures = {key: tuple(getattr(a, name) for name in COLUMNS) for key, a in oracle.figures().items()}
    return figures, oracle.conflicts


def differences(got: dict[Key, tuple], wanted: dict[Key, tuple]) -> list[str]:
    """A line for each cell on which the two do not agree."""
    return [
        f"{key.indicator} {key.unit} '{key.breakdown}' {key.period.code}\n  SQL:    {_told(got.get(key))}"
        f"\n  oracle: {_told(wanted.get(key))}"
        for key in sorted({*got, *wanted})
        if got.get(key) != wanted.get(key)
    ]


def _told(row: tuple | None) -> str:
    return "no figure" if row is None else ", ".join(f"{n}={v}" for n, v in zip(COLUMNS, row, strict=True))


def observations(found: list[Scenario]) -> list[dict[str, Any]]:
    """All rows of the scenarios, each in its year."""
    return [
        row
        for year, scenario in zip(YEARS, found, strict=False)
        for block in scenario.blocks
        for row in rows_of(scenario, block, year)
    ]


def judge(database: Database, found: list[Scenario]) -> None:
    """Rebuild from the scenarios and compare every cell with the oracle."""
    rows = observations(found)
    if not rows:
        return
    rebuild(database, rows)
    figures, apart = computed(database)
    wanted, wanted_apart = expected(rows)
    wrong = differences(figures, wanted)
    assert not wrong, f"{len(wrong)} of {len(wanted)} cells:\n" + "\n".join(wrong[:12])
    assert apart == wanted_apart


CHECKS = list(HealthCheck)
# Shrinking costs a rebuild a time, so only the long run does it; the cells named by a failure tell enough.
QUICK = settings(
    max_examples=3, deadline=None, derandomize=True, database=None, suppress_health_check=CHECKS,
    phases=[Phase.generate],
)  # fmt: skip
LONG = settings(max_examples=30, deadline=None, database=None, suppress_health_check=CHECKS)


@pytest.mark.parametrize("family", FAMILIES)
@QUICK
@given(data=st.data())
def test_the_sql_and_the_oracle_agree_on_every_cell(workspace: Database, family: str, data: st.DataObject) -> None:
    judge(workspace, data.draw(scenarios(family)))


@pytest.mark.slow
@LONG
@given(found=scenarios(*FAMILIES))
def test_the_sql_and_the_oracle_agree_on_many_more(workspace: Database, found: list[Scenario]) -> None:
    judge(workspace, found)


def report(indicator: str, unit: str, period: str, value: float) -> dict[str, Any]:
    """One plain row."""
    span = periods.parse(period)
    row = dict.fromkeys((*load.COLUMNS, "batch_id"), None)
    row |= {"indicator": indicator, "unit_id": unit, "breakdown": "", "value": value, "batch_id": BATCHES[0]}
    row |= {"period_start": span.start, "period_end": span.end}
    return row | {"qualifier": "", "state": "known", "source": ""}


def both(database: Database, rows: list[dict[str, Any]], unit: str, period: str) -> dict[str, Any]:
    """The figure of a cell, on which the SQL and the oracle must agree."""
    rebuild(database, rows)
    span = periods.parse(period)
    key = Key(rows[0]["indicator"], unit, "", span.start, span.end)
    got, wanted = computed(database)[0].get(key), expected(rows)[0].get(key)
    assert not differences({key: got}, {key: wanted})
    return dict(zip(COLUMNS, got, strict=True)) if got else {}


def test_the_eleven_provinces_that_did_not_merge_are_not_the_nation_of_2025(workspace: Database) -> None:
    stayed = [unit.unit_id for unit in units.children("VN") if unit.unit_id.endswith("-2008")]
    assert len(stayed) == 11
    figure = both(workspace, [report("DT02", unit, "2025", 1.0) for unit in stayed], "VN", "2025")
    assert figure.get("basis") != "derived"


def test_a_reported_quarter_is_what_a_cumulative_is_reduced_by(workspace: Database) -> None:
    """Q1 is told as 12, its months add up to 10: Q2 = 30 - 12, as the reader sees it."""
    rows = [report("DT02", "42-2008", code, value) for code, value in (
        ("2024-H1", 30.0), ("2024-Q1", 12.0), ("2024-01", 3.0), ("2024-02", 3.0),
        ("2024-03", 4.0))]  # fmt: skip
    figure = both(workspace, rows, "42-2008", "2024-Q2")
    assert (figure["value"], figure["tree"]) == (18.0, "difference")


def test_reported_quarters_are_what_a_cumulative_is_reduced_by_before_months(workspace: Database) -> None:
    """The half that is shown is 12 + 12 of the quarters, not 6 times 3 of the months: Q3 = 40 - 24."""
    rows = [report("DT02", "42-2008", f"2024-{month:02d}", 3.0) for month in range(1, 7)]
    rows += [report("DT02", "42-2008", code, value) for code, value in (
        ("2024-9M", 40.0), ("2024-Q1", 12.0), ("2024-Q2", 12.0))]  # fmt: skip
    assert both(workspace, rows, "42-2008", "2024-H1")["value"] == 24.0
    assert both(workspace, rows, "42-2008", "2024-Q3")["value"] == 16.0


def test_a_year_of_eleven_months_is_partial(workspace: Database) -> None:
    rows = [report("DT02", "42-2008", f"2024-{month:02d}", 1.0) for month in range(1, 12)]
    figure = both(workspace, rows, "42-2008", "2024")
    assert (figure["value"], figure["basis"], figure["present"], figure["expected"]) == (
        11.0,
        "partial",
        11,
        12,
    )


def test_a_new_province_before_its_birth_is_the_sum_of_all_that_it_came_from(workspace: Database) -> None:
    rows = [report("DT02", unit, "2024", value) for unit, value in (("02-2008", 3.0), ("08-2008", 4.0))]
    figure = both(workspace, rows, "08-2025", "2024")
    assert (figure["value"], figure["basis"], figure["tree"]) == (7.0, "derived", "succession")
    figure = both(workspace, rows[:1], "08-2025", "2024")
    assert (figure["value"], figure["basis"], figure["present"], figure["expected"]) == (3.0, "partial", 1, 2)
