"""A workspace in memory that tests of the import fill and empty: units, catalogue and calendar, no figures."""

from typing import Any

import pandas as pd

from danvan import periods
from danvan.database import Database, connect
from danvan.database.migrate import migrate
from danvan.figures import reference
from danvan.ingest import load

EMPTIED = ("batch", "batch_detail", "source", "observation", "figure", "figure_conflict", "warning")
KEPT_BESIDE = (
    "case_change", "target", "prescribed", "plan_document", "plan_change", "closing", "changed_after_closing",
)  # fmt: skip


def make() -> Database:
    """The workspace; the caller closes it."""
    database = connect(None, threads=1)
    migrate(database)
    reference.load(database)
    return database


def clear(database: Database) -> Database:
    """Take out every batch and what came of it, the cases and the plans."""
    with database.writing() as cursor:
        for table in EMPTIED + KEPT_BESIDE:
            cursor.execute(f"delete from {table}")
    return database


def report(indicator: str, unit: str, period: str, value: float | None, **more: Any) -> dict[str, Any]:
    """One row as the shape stage hands it on."""
    span = periods.parse(period)
    row = {"indicator": indicator, "unit_id": unit, "breakdown": "", "value": value, "source": "bao-cao"}
    return row | {"period_start": span.start, "period_end": span.end, "state": "known"} | more


def sheet(*rows: dict[str, Any]) -> pd.DataFrame:
    """Rows as of a file: the first in row 2 of the sheet, values in column D, cells as sent in `raw`."""
    made = pd.DataFrame(list(rows))
    raw = [f"“{row['value']}”" for row in rows]
    return made.assign(row=range(1, len(made) + 1), column=3, raw=raw, sheet="Biểu 1")


def commit(database: Database, *rows: dict[str, Any], **more: Any) -> str | None:
    """Commit some rows as an import; the batch's id."""
    return load.commit(database, load.Batch("import", "thử", "kiểm thử"), pd.DataFrame(list(rows)), **more)


def everything(database: Database) -> list[list[tuple]]:
    """Every row of the tables that an import may change."""
    with database.cursor() as cursor:
        return [cursor.execute(f"select * from {table} order by all").fetchall() for table in EMPTIED]
