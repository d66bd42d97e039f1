"""The indicators that users declared, as a workspace keeps them: table own_indicator and the rule's tables.

Owns their way into the tables and back into the catalogue. What may be declared is decided in
danvan.ingest.new_indicators.
"""

import json
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

import duckdb

from danvan import catalogue
from danvan.catalogue import Indicator

DAYS = ("reviewed", "next_review", "valid_from", "valid_to")


def to_json(item: Indicator) -> str:
    """The indicator as it is stored: the fields that are not empty."""
    told = {key: value for key, value in asdict(item).items() if value or key == "decimals"}
    return json.dumps(told, ensure_ascii=False, default=str, sort_keys=True)


def from_json(text: str) -> Indicator:
    """The indicator that `to_json` wrote; a field of a newer program is left aside."""
    known = {item.name for item in fields(Indicator)}
    told: dict[str, Any] = {key: value for key, value in json.loads(text).items() if key in known}
    for key, value in told.items():
        if key in DAYS:
            told[key] = date.fromisoformat(value)
        elif isinstance(value, list):
            told[key] = tuple(value)
    empty: dict[str, Any] = {"synonyms": (), "reviewed": date.min, "next_review": date.max}
    texts = "name_en unit definition why legal_basis caution checked_by".split()
    return Indicator(**{**empty, **dict.fromkeys(texts, ""), **told})


def stored(cursor: duckdb.DuckDBPyConnection) -> tuple[Indicator, ...]:
    """The indicators declared in a workspace, in the order of their declaration."""
    rows = cursor.execute("select definition from own_indicator order by created_at, code").fetchall()
    return tuple(from_json(row[0]) for row in rows)


def recall(cursor: duckdb.DuckDBPyConnection) -> tuple[Indicator, ...]:
    """The same, put into the catalogue of this process."""
    found = stored(cursor)
    for item in found:
        catalogue.add(item)
    return found


def store(cursor: duckdb.DuckDBPyConnection, item: Indicator, *, at: datetime, who: str, batch: str) -> None:
    """Keep a declared indicator, in the caller's transaction; one that is there already is replaced."""
    erase(cursor, item.code)
    cursor.execute("insert into own_indicator values (?, ?, ?, ?, ?)", [item.code, to_json(item), at, who, batch])


def erase(cursor: duckdb.DuckDBPyConnection, code: str) -> None:
    """Take a declared indicator out of the table."""
    cursor.execute("delete from own_indicator where code = ?", [code])
