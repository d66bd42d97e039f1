"""Owns the findings about rows that would change a closed period: refused, or let through with leave."""

from collections.abc import Iterator

import pandas as pd

from danvan import closing
from danvan.closing import Closing
from danvan.ingest.check import faults
from danvan.ingest.check.words import words
from danvan.ingest.closed import Leave, counted
from danvan.ingest.findings import MOST_OF_A_KIND, STOP, WARN, Finding, finding

FAULT = "period_closed"


def refused(found: pd.DataFrame, faulty: pd.DataFrame, leave: Leave) -> pd.DataFrame:
    """The faults of rows (row_no, fault), with those of the rows that a closed period refuses; none with leave."""
    if leave.reason or found.empty:
        return faulty
    rows = found.drop_duplicates("row_no")[["row_no"]].assign(fault=FAULT)
    return pd.concat([faulty, rows], ignore_index=True)


def told(
    found: pd.DataFrame, known: dict[str, Closing], sent: pd.DataFrame, file: str, leave: Leave
) -> Iterator[Finding]:
    """The findings of closed.rows about the rows sent: one a row that is refused; with leave, one a closing."""
    if leave.reason:
        for one in counted(found, known):
            first = found.loc[found["closing_id"] == one.closing.closing_id, "row_no"].head(1)
            row = faults.records(sent, first)[0]
            named = {"closing": one.words, "reason": leave.reason, **faults.place_of(row), "column": None}
            yield finding("check_period_closed_passed", WARN, file=file, **named)
        return
    first = found.drop_duplicates("row_no")
    last = None
    shown = first.head(MOST_OF_A_KIND)
    for row, closing_id in zip(faults.records(sent, shown["row_no"]), shown["closing_id"], strict=True):
        place, named = faults.place_of(row), words(row)
        said = {"closing": closing.words(known[closing_id]), **named}
        last = finding("check_period_closed", STOP, file=file, value=faults.raw_of(row), **place, **said)
        yield last
    if last is not None and len(first) > MOST_OF_A_KIND:
        more = len(first) - MOST_OF_A_KIND
        yield finding("import_more", STOP, file=file, sheet=last.sheet, more=more, about=last.message)
