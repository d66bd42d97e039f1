"""What was decided about a kind of file, remembered for the next one with the same headers.

Owns the table `mapping`. Only what belongs to the kind of file is kept: the roles of columns and corrected names of
units; never the period, the unit, the document or an answer about one sheet.
"""

from dataclasses import replace

import duckdb

from danvan.database import Database
from danvan.ingest import choices as answers
from danvan.ingest.choices import Choices
from danvan.ingest.load import now

KEPT = ("columns", "units", "indicators", "dash", "decimal", "totals", "new_indicators")


def recall(database: Database, signature: str) -> Choices | None:
    """What was decided for files with this signature; None when none was committed yet."""
    found = database.value("ingest.mapping", signature=signature)
    return answers.from_json(found) if found else None


def merged(own: Choices, remembered: Choices | None) -> Choices:
    """The answers given for this file; where it has none, those remembered."""
    if remembered is None:
        return own
    kept = {}
    for name in KEPT:
        mine, old = getattr(own, name), getattr(remembered, name)
        kept[name] = {**old, **mine} if isinstance(mine, dict) else mine or old
    return own.with_(**kept)


def remember(cursor: duckdb.DuckDBPyConnection, signature: str, decided: Choices, who: str) -> None:
    """Keep what was decided, in the place of what was kept for this signature before."""
    columns = {key: replace(choice, period="") for key, choice in decided.columns.items()}
    kept = Choices(**{**{name: getattr(decided, name) for name in KEPT}, "columns": columns})
    cursor.execute("delete from mapping where signature = ?", [signature])
    cursor.execute("insert into mapping values (?, ?, ?, ?)", [signature, kept.to_json(), now(), who])
