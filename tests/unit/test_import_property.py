"""Whatever was imported, sent again, undone and brought back: the state is that of the batches that survive.

A sequence is a random run of imports (overlapping cells, the same and other documents, files sent again) and undos
(also of batches in the middle, and of undos) on cells of a year of its own, so that several run in one workspace.
After it the figures, the conflicts and the warnings are judged three ways: against a rebuild in place, against a fresh
workspace that was given the surviving batches only, and against the plain-Python oracle.
"""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pandas as pd
import pytest

from danvan.database import Database, connect, query
from danvan.database.migrate import migrate
from danvan.figures import reference, rule, rule_shares, rule_steps
from danvan.ingest import batches, check, load, undo
from tests.oracle import Key, Oracle, Report
from tests.unit.test_rule_oracle import COLUMNS, computed, differences

Row = dict[str, Any]
SOURCES = {"report": 1, "press": 2, "": 9}
YEARS = (2024, 2025, 2021, 2018, 2015)
MORE_YEARS = (*YEARS, 2023, 2022, 2020, 2016, 2013)
SUBJECTS = (
    (("NT01", "NT02", "NT06"), ("",)),
    (("DV08",), ("", "cap=tinh", "cap=xa")),
    (("YK01", "YK03", "YK06", "YK07", "YK04"), ("",)),
    (("DV05", "DV06", "DV07"), ("",)),
    (("DH01", "DH02"), ("", "cap_dang=co_so", "cap_dang=tren_co_so")),
)
PLACES = (("42-2008", "436-2008"), ("02-2008", "08-2008", "08-2025"), ("VN", "42-2008", "02-2008"))
SPANS = ("01-01 12-31", "01-01 06-30", "01-01 03-31", "04-01 06-30", "01-01 09-30", "03-01 03-31", "06-30 06-30")
TABLES = (
    "select * from figure order by all",
    "select * from figure_conflict order by all",
    "select * exclude (found_at, batch_id) from warning order by all",
)


def ready() -> Database:
    """A workspace in memory with its units, catalogue, calendar and two documents."""
    database = connect(None, threads=1)
    migrate(database)
    reference.load(database)
    kinds = pd.DataFrame({"source": ["report", "press"], "kind": ["official_report", "press"]})
    load.put_sources(database, kinds)
    with database.writing() as cursor:
        leave(cursor, sorted({unit for place in PLACES for unit in place}))
    return database


def leave(cursor: duckdb.DuckDBPyConnection, named: list[str]) -> None:
    """Of all units only those that can have a figure here, and what they are made of: no sum changes by it."""
    cursor.execute("create temp table above as select * from unit_above where unit_id in (select unnest(?))", [named])
    cursor.execute("create temp table whole as select distinct above_id as unit_id from above")
    for table, wanted in (
        ("territory", "whole_id in (from whole)"),
        ("unit_succession", "successor_id in (from whole)"),
        ("unit_above", "unit_id in (select unit_id from above)"),
        (
            "unit",
            "unit_id in (from whole) or unit_id in (select part_id from territory)"
            " or unit_id in (select predecessor_id from unit_succession)",
        ),
    ):
        cursor.execute(f"delete from {table} where not ({wanted})")


@pytest.fixture(scope="module")
def lived() -> Iterator[Database]:
    """The workspace in which the sequences run."""
    database = ready()
    yield database
    database.close()


@pytest.fixture(scope="module")
def fresh() -> Iterator[Database]:
    """The workspace that is given the surviving batches."""
    database = ready()
    yield database
    database.close()


def clear(database: Database) -> None:
    """Take out every batch and what came of it."""
    with database.writing() as cursor:
        for table in ("batch", "batch_detail", "observation", "figure", "figure_conflict", "warning"):
            cursor.execute(f"delete from {table}")


class Sequence:
    """A random run on few cells of one year; it tells what it did when a judge objects."""

    def __init__(self, database: Database, seed: int, year: int) -> None:
        self.database, self.random = database, random.Random(seed)
        self.codes, self.keys = self.random.choice(SUBJECTS)
        self.units = self.random.choice(PLACES)
        self.spans = [(f"{year}-{s[:5]}", f"{year}-{s[6:]}") for s in self.random.sample(SPANS, k=3)]
        self.sent: dict[str, list[Row]] = {}
        self.undone: dict[str, str] = {}
        self.told = [f"seed {seed}, year {year}"]

    def step(self) -> None:
        """Import something new, send something again, or undo any batch or undo that counts."""
        alive = [batch for batch in (*self.sent, *self.undone) if self.counts(batch)]
        kind = self.random.choices(("new", "again", "undo"), weights=(4, 1 if self.sent else 0, 4 if alive else 0))[0]
        if kind == "undo":
            batch = self.random.choice(alive)
            self.undone[load.undo(self.database, batch, "kiểm thử")] = batch
            self.told.append(f"undo {batch}")
            return
        again = kind == "again"
        rows = self.sent[self.random.choice(list(self.sent))] if again else self.rows()
        batch = load.commit(self.database, load.Batch("import", "thử", "kiểm thử"), pd.DataFrame(rows))
        self.told.append(f"{kind} {batch}: {[tuple(row.values()) for row in rows]}")
        if batch is not None:
            self.sent[batch] = rows

    def counts(self, batch: str) -> bool:
        """A batch counts unless an undo that counts points at it."""
        return not any(self.counts(taking) for taking, of in self.undone.items() if of == batch)

    def rows(self) -> list[Row]:
        """One to four reports of different cells."""
        made = [self.row() for _ in range(self.random.randint(1, 4))]
        cells = {tuple(str(row[name]) for name in (*load.KEY, "source")): row for row in made}
        return list(cells.values())

    def row(self) -> Row:
        """A random report; values have decimals, so that the order of a sum would show."""
        pick = self.random.choice
        first, last = pick(self.spans)
        state = pick(("known", "known", "known", "provisional", "expected", "held_no_count"))
        silent = state == "held_no_count"
        return {
            "indicator": pick(self.codes),
            "unit_id": pick(self.units),
            "breakdown": pick(self.keys),
            "period_start": date.fromisoformat(first),
            "period_end": date.fromisoformat(last),
            "value": None if silent else pick((0.0, 3.0, 40.0, 500.0, round(self.random.uniform(0, 90), 2))),
            "qualifier": "" if silent else pick(("", "", "", "hon")),
            "state": state,
            "as_of": pick((None, date(2024, 12, 31), date(2025, 1, 15))),
            "source": pick(tuple(SOURCES)),
        }


def survivors(runs: list[Sequence]) -> list[tuple[str, list[Row]]]:
    """The batches that count, in the order in which they came."""
    found = [(batch, rows) for run in runs for batch, rows in run.sent.items() if run.counts(batch)]
    return sorted(found)


def state(database: Database, *, numbered: bool = True) -> list[list[tuple]]:
    """Figures, conflicts and warnings; without the numbers of observations they compare across workspaces."""
    bare = [sql.replace("* from figure ", "* exclude (observation_id) from figure ") for sql in TABLES]
    with database.cursor() as cursor:
        return [cursor.execute(sql).fetchall() for sql in (TABLES if numbered else bare)]


def judge(lived: Database, fresh: Database, runs: list[Sequence]) -> None:
    """Three judges of what the runs left behind."""
    told = "\n".join(line for run in runs for line in run.told)
    kept, bare = state(lived), state(lived, numbered=False)
    check.rebuild(lived)
    assert kept == state(lived), f"a rebuild in place differs\n{told}"
    clear(fresh)
    with fresh.writing() as cursor:
        for _, rows in survivors(runs):
            number = batches.insert(cursor, load.Batch("import", "thử", "kiểm thử"), len(rows))
            load.put_incoming(cursor, pd.DataFrame(rows))
            cursor.execute(query("ingest.append").sql, {"batch": number})
        rule.rebuild(cursor)
        check.refresh_all(cursor)
    assert bare == state(fresh, numbered=False), f"the surviving batches alone give another state\n{told}"
    wrong = differences(computed(lived)[0], by_the_oracle(runs))
    assert not wrong, f"{told}\n" + "\n".join(wrong[:8])


def by_the_oracle(runs: list[Sequence]) -> dict[Key, tuple]:
    """Every figure that the oracle makes of the surviving reports."""
    reports = [
        Report(
            key=Key(*(row[name] for name in load.KEY)),
            value=row["value"],
            qualifier=row["qualifier"],
            state=row["state"],
            as_of=row["as_of"],
            priority=SOURCES[row["source"]],
            order=(place, number),
        )
        for place, (_, rows) in enumerate(survivors(runs))
        for number, row in enumerate(rows)
    ]
    return {key: tuple(getattr(a, name) for name in COLUMNS) for key, a in Oracle(reports).figures().items()}


def play(lived: Database, fresh: Database, first_seed: int, steps: int, years: tuple[int, ...] = YEARS) -> None:
    """A sequence in each of some years, interleaved, and the judgement of them."""
    clear(lived)
    runs = [Sequence(lived, first_seed + number, year) for number, year in enumerate(years)]
    for _ in range(steps):
        for run in runs:
            run.step()
    judge(lived, fresh, runs)


@pytest.mark.parametrize("number", range(3))
def test_the_state_is_that_of_the_surviving_batches(lived: Database, fresh: Database, number: int) -> None:
    play(lived, fresh, 100 * number, steps=5)


@pytest.mark.slow
def test_500_sequences_leave_the_state_of_the_surviving_batches(lived: Database, fresh: Database) -> None:
    for number in range(50):
        play(lived, fresh, 10_000 + 10 * number, 3 + number % 3, MORE_YEARS)


def test_computed_share_by_share_the_figures_are_the_same(
    lived: Database, fresh: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large import is computed a family and a year at a time, and checked a few indicators at a time."""
    monkeypatch.setattr(rule_shares, "MOST", 1)
    monkeypatch.setattr(rule_steps, "LARGE", 1)
    monkeypatch.setattr("danvan.ingest.check.warnings.MOST", 1)
    play(lived, fresh, 300, steps=4)


@pytest.mark.slow
def test_an_undo_is_previewed_as_it_comes_out(lived: Database, fresh: Database) -> None:
    """The preview of each of many random undos lists exactly the figures that then change."""
    for number in range(20):
        clear(lived)
        run = Sequence(lived, 50_000 + number, 2024)
        for _ in range(5):
            run.step()
        for batch in [b for b in (*run.sent, *run.undone) if run.counts(b)]:
            told, count = undo.preview(lived, batch)
            before = shown(lived)
            run.undone[load.undo(lived, batch, "kiểm thử")] = batch
            after = shown(lived)
            changed = {key for key in {*before, *after} if before.get(key) != after.get(key)}
            listed = {tuple(row) for row in told[load.KEY].itertuples(index=False)} if count else set()
            assert {tuple(map(str, key)) for key in listed} == {tuple(map(str, key)) for key in changed}, run.told


def shown(database: Database) -> dict[tuple, tuple]:
    """Cell → what is shown of it."""
    with database.cursor() as cursor:
        rows = cursor.execute(
            "select indicator, unit_id, breakdown, period_start::timestamp, period_end::timestamp, "
            "value, qualifier, state, basis from figure"
        ).fetchall()
    return {(*row[:3], *(pd.Timestamp(day) for day in row[3:5])): row[5:] for row in rows}
