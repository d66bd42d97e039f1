"""Figures kept up to date by imports and undos equal those of a rebuild from scratch, digit for digit.

A sequence is a random run of imports, undos and undos of undos on one workspace in memory. After it the
tables `figure` and `figure_conflict` are compared, row for row, with what `rule.rebuild` makes of the same
observations.
"""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd
import pytest

from danvan import units
from danvan.database import Database, connect
from danvan.database.migrate import migrate
from danvan.figures import reference, rule
from danvan.ingest import load

Rows = list[dict[str, Any]]
Tables = tuple[list[tuple], list[tuple]]
# Indicators of one subject and their breakdowns. A sequence keeps to one, so that its refreshes stay short;
# those with many breakdowns take longest and come less often.
DIALOGUES = (("DT01", "DT02", "DT03"), ("", "cap=tinh", "cap=huyen", "cap=xa"))
OPINIONS = (("YK01", "YK03", "YK06", "YK07", "YK08"), ("", "cap=xa", "cap=huyen"))
RURAL = (("NT01", "NT02", "NT06"), ("",))
CONGRESSES = (("DH01", "DH02", "DH03"), ("", "cap_dang=co_so", "cap_dang=tren_co_so"))
MODELS = (("DV05", "DV06", "DV07"), ("",))
INDEX = (("CC01", "CC03"), ("",))
FLOW = (("DV08",), ("",))
GROUPS = (
    (RURAL, CONGRESSES, MODELS, INDEX, FLOW),
    (DIALOGUES, RURAL, FLOW, RURAL, MODELS),
    (FLOW, CONGRESSES, INDEX, FLOW, RURAL),
    (RURAL, FLOW, RURAL, MODELS, FLOW),
    (FLOW, RURAL, MODELS, RURAL, FLOW),
)
LONG_GROUPS = (
    (DIALOGUES, OPINIONS, RURAL, CONGRESSES, FLOW),
    (RURAL, DIALOGUES, MODELS, FLOW, OPINIONS),
    (OPINIONS, CONGRESSES, DIALOGUES, RURAL, INDEX),
)
YEARS = (2024, 2025, 2021, 2018, 2015)
PLACES = (
    ("42-2008", "436-2008", "437-2008"),
    ("02-2008", "08-2008", "08-2025", "024-2008"),
    ("VN", "42-2008", "02-2008"),
)
MONTHS = [(f"2024-{m:02d}-01", f"2024-{m:02d}-{last}") for m, last in enumerate(
    (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), start=1)]  # fmt: skip


def times(year: int) -> list[tuple[str, str]]:
    """Periods that meet: standard ones, days, an interval in the year and one over several years."""
    inside = (
        "01-01 12-31", "01-01 06-30", "07-01 12-31", "01-01 03-31", "04-01 06-30", "01-01 09-30",
        "01-01 01-31", "03-01 03-31", "05-01 05-31", "03-31 03-31", "05-15 05-15", "02-10 08-20",
    )  # fmt: skip
    found = [(f"{year}-{days[:5]}", f"{year}-{days[6:]}") for days in inside]
    return [*found, (f"{year - 6}-04-04", f"{year - 1}-08-25"), (f"{year - 6}-04-04", f"{year - 1}-08-25")]


STATES = ("known", "known", "known", "known", "provisional", "expected", "held_no_count")


@pytest.fixture(scope="module")
def empty() -> Iterator[Database]:
    """A workspace in memory with its units, catalogue, calendar and two documents, and no observation."""
    # Planning the statements is most of the work; a second thread would not help.
    database = connect(None, threads=1)
    migrate(database)
    reference.load(database)
    documents = pd.DataFrame(
        [("report", "official_report", "2024-12-31"), ("press", "press", "2024-12-31")],
        columns=["source", "kind", "date"],
    )
    for column in ("title", "number", "issuer", "publisher", "url", "note"):
        documents[column] = ""
    load.put_sources(database, documents)
    yield database
    database.close()


@pytest.fixture
def workspace(empty: Database) -> Database:
    """The same workspace, emptied of what another test has put in."""
    clear(empty)
    return empty


def clear(database: Database) -> None:
    """Take out every batch, observation and figure."""
    with database.writing() as cursor:
        for table in ("batch", "observation", "figure", "figure_conflict"):
            cursor.execute(f"delete from {table}")


def tables(database: Database) -> Tables:
    """Both tables as they are, in one order; doubles come back with all their bits."""
    with database.cursor() as cursor:
        return tuple(  # type: ignore[return-value]
            cursor.execute(f"select * from {table} order by all").fetchall() for table in ("figure", "figure_conflict")
        )


def rebuilt(database: Database) -> Tables:
    """Both tables as a rebuild from scratch makes them."""
    rule.rebuild_database(database)
    return tables(database)


def assert_same(kept: Tables, anew: Tables, told: str) -> None:
    """Equal tables, or the rows that are in one only."""
    for name, ours, theirs in zip(("figure", "figure_conflict"), kept, anew, strict=True):
        assert len(ours) == len(set(ours)), f"{name}: the same row twice after {told}"
        lost, left = set(theirs) - set(ours), set(ours) - set(theirs)
        assert not lost and not left, (
            f"{name} after {told}\nonly in the rebuild: {sorted(map(str, lost))[:5]}"
            f"\nonly in what was kept up to date: {sorted(map(str, left))[:5]}"
        )


def observation(indicator: str, unit: str, breakdown: str, span: tuple[str, str], **more: Any) -> dict[str, Any]:
    """A row as an import hands it over."""
    row = {
        "indicator": indicator,
        "unit_id": unit,
        "breakdown": breakdown,
        "state": "known",
        "source": "report",
    }
    return row | {"period_start": span[0], "period_end": span[1], "value": 1.0} | more


class Sequence:
    """A random run in a year of its own: what it did is told when the tables differ."""

    def __init__(self, database: Database, seed: int, subject: tuple, year: int) -> None:
        self.database, self.random = database, random.Random(seed)
        self.codes, self.keys = subject
        self.units = self.random.choice(PLACES)
        # Few cells, so that batches meet on them.
        self.times = self.random.sample(times(year), k=4)
        self.live: list[str] = []
        self.mine: set[str] = set()
        self.told: list[str] = [f"seed {seed}"]

    def step(self) -> None:
        """One import, or the undo of any live batch or undo."""
        if self.live and self.random.random() < 0.45:
            batch = self.random.choice(self.live)
            self.mine.add(load.undo(self.database, batch, "kiểm thử"))
            self.told.append(f"undo {batch}")
            with self.database.cursor() as cursor:
                found = cursor.execute("select batch_id from batch where status = 'committed'").fetchall()
            self.live = [name for (name,) in found if name in self.mine]
            return
        rows = [self.row() for _ in range(self.random.randint(1, 5))]
        # What is there already makes no batch.
        if batch := put(self.database, rows):
            self.live.append(batch)
            self.mine.add(batch)
        cells = [(r["indicator"], r["unit_id"], r["breakdown"], r["period_start"], r["period_end"],
                  r["value"], r["state"])
                 for r in rows]  # fmt: skip
        self.told.append(f"import {cells}")

    def row(self) -> dict[str, Any]:
        """A random report; values have decimals, so that the order of a sum would show."""
        pick = self.random.choice
        state = pick(STATES)
        value = None if state == "held_no_count" else round(self.random.uniform(0, 500), pick((0, 0, 1, 3)))
        return observation(
            pick(self.codes), pick(self.units), pick(self.keys), pick(self.times), value=value, state=state,
            qualifier=pick(("", "", "", "hon", "gan")) if value else "", source=pick(("report", "press", "")),
            as_of=pick((None, date(2024, 12, 31), date(2025, 1, 15))),
        )  # fmt: skip


def check(database: Database, runs: list[Sequence]) -> None:
    """The tables equal a rebuild; the rebuild stays in place and the runs may go on."""
    kept = tables(database)
    assert_same(kept, rebuilt(database), "\n".join(line for run in runs for line in run.told))


@pytest.mark.parametrize("number", range(len(GROUPS)))
def test_imports_and_undos_leave_what_a_rebuild_makes(workspace: Database, number: int) -> None:
    """Five sequences at a time, interleaved, each in its year: one rebuild judges them all."""
    several = zip(GROUPS[number], YEARS, strict=True)
    runs = [Sequence(workspace, 10 * number + n, *one) for n, one in enumerate(several)]
    for _ in range(4):
        for run in runs:
            run.step()
    check(workspace, runs)


@pytest.mark.slow
def test_500_steps_leave_what_a_rebuild_makes(empty: Database) -> None:
    for number in range(10):
        clear(empty)
        several = zip(LONG_GROUPS[number % len(LONG_GROUPS)], YEARS, strict=True)
        runs = [Sequence(empty, 1000 + 10 * number + n, *one) for n, one in enumerate(several)]
        for _ in range(2):
            for run in runs * 5:
                run.step()
            check(empty, runs)


def months(unit: str, value: float, indicator: str = "DT02") -> Rows:
    """The first three months of 2024."""
    return [observation(indicator, unit, "", span, value=value + n) for n, span in enumerate(MONTHS[:3])]


def put(database: Database, rows: Rows, title: str = "thử") -> str | None:
    """Commit some rows; the batch's id, if there was anything to commit."""
    return load.commit(database, load.Batch("import", title, "kiểm thử"), pd.DataFrame(rows))


def values(database: Database) -> list[tuple]:
    """Every figure without the number of the observation it stands on."""
    with database.cursor() as cursor:
        return cursor.execute("select * exclude (observation_id) from figure order by all").fetchall()


def test_committing_the_same_rows_twice_changes_no_value(workspace: Database) -> None:
    rows = [
        *months("42-2008", 10),
        *months("436-2008", 3),
        observation("DT03", "42-2008", "", MONTHS[0], value=2.5),
    ]
    put(workspace, rows)
    once = values(workspace)
    put(workspace, rows)
    assert values(workspace) == once
    assert any(row[11] == "time" for row in once), "months add up to a quarter"


@pytest.mark.parametrize("middle", [months("42-2008", 50), months("436-2008", 7), months("42-2008", 9, "DT03")])
def test_undoing_a_batch_in_the_middle_equals_never_having_imported_it(workspace: Database, middle: Rows) -> None:
    put(workspace, months("42-2008", 10)[:2])
    batch = put(workspace, middle)
    put(workspace, months("42-2008", 20)[2:])
    load.undo(workspace, batch, "kiểm thử")
    kept = values(workspace)
    clear(workspace)
    put(workspace, months("42-2008", 10)[:2])
    put(workspace, months("42-2008", 20)[2:])
    assert kept == values(workspace)


def test_undoing_the_undo_brings_everything_back(workspace: Database) -> None:
    put(workspace, months("42-2008", 10))
    batch = put(workspace, months("42-2008", 99))
    before = tables(workspace)
    undo = load.undo(workspace, batch, "kiểm thử")
    assert tables(workspace) != before
    again = load.undo(workspace, undo, "kiểm thử")
    assert tables(workspace) == before
    load.undo(workspace, again, "kiểm thử")
    with workspace.cursor() as cursor:
        shown = cursor.execute("select max(value) from figure where period_end = '2024-01-31'").fetchone()
    assert shown == (10.0,)
    assert_same(tables(workspace), rebuilt(workspace), "three undos in a row")


@pytest.mark.parametrize(
    ("below", "above", "span"),
    [
        (("DT02", "436-2008"), ("DT02", "42-2008"), ("2018-04-04", "2023-08-25")),
        (("DT03", "42-2008"), ("DT02", "42-2008"), ("2018-04-04", "2023-08-25")),
        (("NT02", "436-2008"), ("NT02", "42-2008"), ("2024-05-15", "2024-05-15")),
        (("DT02", "02-2008"), ("DT02", "08-2025"), ("2018-04-04", "2023-08-25")),
    ],
)
def test_what_parts_of_a_day_or_interval_add_up_to_survives_an_undo(
    workspace: Database, below: tuple[str, str], above: tuple[str, str], span: tuple[str, str]
) -> None:
    put(workspace, [observation("CC01", "42-2008", "", ("2023-01-01", "2023-12-31"))])
    put(workspace, [observation(*below, "", span, value=10.0)])
    load.undo(workspace, put(workspace, [observation(*above, "", span, value=100.0)]), "kiểm thử")
    assert_same(tables(workspace), rebuilt(workspace), "an undo of the only report of the whole")


def test_a_forecast_of_a_province_never_counts_towards_the_rate_of_the_nation(workspace: Database) -> None:
    """31 provinces and a forecast are not half of 63, whichever province is imported next."""
    provinces = [unit.unit_id for unit in units.children("VN", date(2024, 12, 31))]
    told = {"indicator": "NT06", "breakdown": "", "span": ("2024-01-01", "2024-12-31"), "numerator": 1.0}
    told |= {"denominator": 2.0, "value": 50.0}
    put(workspace, [observation(unit=unit, **told) for unit in provinces[:31]])
    put(workspace, [observation(unit=provinces[31], state="expected", **told)])
    silent = told | {"numerator": None, "denominator": None, "value": None}
    put(workspace, [observation(unit=provinces[40], state="held_no_count", **silent)])
    assert_same(tables(workspace), rebuilt(workspace), "a state of another province")
