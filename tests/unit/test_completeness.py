"""The states of reports against an independent count in pandas, on random reports, corrections and undone batches."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from danvan import units
from danvan.database import Database, connect
from danvan.database.migrate import migrate
from danvan.figures import reference, rule
from danvan.ingest import load
from danvan.periods import month, quarter
from danvan.reporting import due, status

PROVINCE = "42-2008"
QUARTERS = [quarter(2024, number) for number in range(1, 5)]
TODAY = date(2024, 11, 5)
CODES = ("YK01", "YK03")


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    opened = connect(None, threads=2)
    migrate(opened)
    reference.load(opened)
    yield opened
    opened.close()


def _random(seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(batches, observations): quarters and months of districts, some expected, some of undone batches."""
    rng = np.random.default_rng(seed)
    batches = [{"batch_id": "D00001", "created_at": datetime(2024, 3, 25, 9), "status": "committed", "kind": "import"}]
    for number in range(2, 30):
        at = datetime(2024, 3, 26) + timedelta(hours=int(rng.integers(0, 24 * 220)))
        undone = rng.random() < 0.15
        kind = "seed" if rng.random() < 0.1 else "import"
        batches.append(
            {
                "batch_id": f"D{number:05d}",
                "created_at": at,
                "status": "undone" if undone else "committed",
                "kind": kind,
            }
        )
    rows = []
    spans = [*QUARTERS, *(month(2024, number) for number in range(1, 13))]
    for unit in units.children(PROVINCE, date(2024, 6, 30)):
        monthly = rng.random() < 0.4
        for code in CODES:
            for span in spans:
                chance = 0.85 if monthly == (span.kind == "month") else 0.1
                for _ in range(1 + int(rng.random() < 0.2)):
                    if rng.random() < chance:
                        state = "expected" if rng.random() < 0.05 else "known"
                        batch = batches[int(rng.integers(0, len(batches)))]["batch_id"]
                        rows.append((code, unit.unit_id, span.start, span.end, int(rng.integers(0, 9)), state, batch))
    columns = ["indicator", "unit_id", "period_start", "period_end", "value", "state", "batch_id"]
    return pd.DataFrame(batches), pd.DataFrame(rows, columns=columns)


def _put(database: Database, batches: pd.DataFrame, rows: pd.DataFrame) -> None:
    with database.writing() as cursor:
        for table in ("batch", "observation", "figure", "figure_conflict"):
            cursor.execute(f"delete from {table}")
        batches = batches.assign(seq=range(1, len(batches) + 1))
        cursor.register("given", batches)
        cursor.execute("insert into batch by name select * from given")
        cursor.unregister("given")
        frame = load.frame(rows.assign(breakdown="", qualifier="", source="x", place="", note="").astype(object))
        cursor.register("given", frame.assign(observation_id=range(1, len(frame) + 1), batch_id=rows["batch_id"]))
        cursor.execute("insert into observation by name select * from given")
        cursor.unregister("given")
        rule.rebuild(cursor)


def _by_hand(batches: pd.DataFrame, rows: pd.DataFrame) -> dict[tuple[str, date], str]:
    """(unit, last day of the quarter) → state, from the rows alone."""
    live = batches[batches["status"] == "committed"]
    since = batches["created_at"].min().date()
    told = rows.merge(live, on="batch_id").query("state != 'expected'")
    found = {}
    for unit in units.children(PROVINCE, date(2024, 6, 30)):
        for span in QUARTERS:
            last = span.end.replace(day=20)
            known, stated, came = 0, 0, []
            for code in CODES:
                own = told[(told["indicator"] == code) & (told["unit_id"] == unit.unit_id)]
                exact = own[(own["period_start"] == span.start) & (own["period_end"] == span.end)]
                inside = own[own["period_start"].map(_month) == own["period_end"].map(_month)]
                months = {day for day in inside["period_end"] if span.start <= day <= span.end}
                stated += bool(len(exact))
                known += bool(len(exact)) or len(months) == 3
                came += list(exact[exact["kind"] != "seed"]["created_at"])
            found[(unit.unit_id, span.end)] = _state(known, stated, came, last, since)
    return found


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _state(known: int, stated: int, came: list[pd.Timestamp], last: date, since: date) -> str:
    if known < len(CODES) and last >= TODAY:
        return "not_due"
    if known < len(CODES) and last < since:
        return "not_entered"
    if known == 0:
        return "missing"
    if known < len(CODES):
        return "partial"
    if stated == 0:
        return "other_period"
    if not came or last < since:
        return "unknown_day"
    return "late" if min(came).date() > last else "on_time"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_state_is_the_one_counted_by_hand(database: Database, seed: int) -> None:
    batches, rows = _random(seed)
    _put(database, batches, rows)
    asked = database.ask(
        "completeness.status",
        topics=["opinion", "opinion"],
        required=list(CODES),
        starts=[span.start for span in QUARTERS],
        ends=[span.end for span in QUARTERS],
        dues=[due.due(due.shipped(), span) for span in QUARTERS],
        level="district",
        parent=PROVINCE,
        today=TODAY,
    )
    found = {(row["unit_id"], row["period_end"].date()): row["state"] for row in asked.to_dict("records")}
    expected = _by_hand(batches, rows)
    # Districts that the reform of 2025 had not yet ended are asked of all four quarters.
    assert {key: found[key] for key in expected} == expected
    assert len(set(expected.values())) >= 6, "the cases must reach most of the states"
    assert status.rate(found.values()).owed == sum(
        s not in ("not_entered", "not_due", "not_applicable") for s in found.values()
    )
