"""Owns the findings of the domain checks about rows not yet loaded: which row, how grave, in which words.

What a check would find anew is a warning; what it finds already and still would is told as information.
"""

import json
from collections.abc import Iterator

import pandas as pd

from danvan.ingest.check.faults import place_of, raw_of, records
from danvan.ingest.check.words import details_in_words, words
from danvan.ingest.findings import INFO, MOST_OF_A_KIND, WARN, Finding, finding
from danvan.texts import entries, text


def told(found: pd.DataFrame, rows: pd.DataFrame, file: str) -> Iterator[Finding]:
    """A finding for each row of `found` (see queries/ingest/touching.sql), the first thousand of a check."""
    for name, group in found.groupby("check_name", sort=True):
        count = int(group["all_rows"].iloc[0])
        yield from _capped(group, count, rows, file, str(name).removeprefix("warn_"))


def totals_told(found: pd.DataFrame, rows: pd.DataFrame, file: str) -> Iterator[Finding]:
    """A finding for each stated total that is not what its parts add up to."""
    details = [
        json.dumps({key: row[key] for key in ("value", "other_value", "tree")}) for row in found.to_dict("records")
    ]
    told_so = found.assign(details=details, standing=False).sort_values("row_no")
    yield from _capped(told_so, len(found), rows, file, "stated_total")


def _capped(group: pd.DataFrame, count: int, rows: pd.DataFrame, file: str, name: str) -> Iterator[Finding]:
    last = None
    first = group.head(MOST_OF_A_KIND)
    for record, row in zip(first.to_dict("records"), records(rows, first["row_no"]), strict=True):
        cell = record if "indicator" in record else row
        spoken = words(cell) | details_in_words(json.loads(record["details"]))
        expected = f"findings_check.{name}_expected"
        last = finding(
            f"check_{name}",
            INFO if record["standing"] else WARN,
            file=file,
            value=raw_of(row),
            expected=text(expected, **spoken) if expected in entries() else "",
            **place_of(row),
            **spoken,
        )
        yield last
    if last is not None and count > MOST_OF_A_KIND:
        more = count - MOST_OF_A_KIND
        yield finding("import_more", last.severity, file=file, sheet=last.sheet, more=more, about=last.message)
