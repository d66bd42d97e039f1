"""The documents that figures rest on: all of one with their places, or the first few of each of many as words.

Owns what is told of a document. The way down to them is danvan.figures.walk.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from danvan import numbers
from danvan.database import Database, query, records
from danvan.figures import walk

NAMED = 3
"""So many documents are named for a figure; the number of the rest is said."""


@dataclass(frozen=True)
class Documents:
    """The documents and the batches that a figure rests on, each as one line of words."""

    titles: str
    batches: str


NONE = Documents("", "")


def documents(database: Database, rows: Sequence[Mapping[str, Any]]) -> list[Documents]:
    """For each figure row, in order, what it rests on; empty words for a cell without a figure."""
    with walk.walked(database, [[row] for row in rows]) as cursor:
        found = cursor.execute(query("lineage.documents").sql, {"most": NAMED}).fetchall()
    told = {
        number: Documents(_listed(map(_document, named), count, "tài liệu"), _listed(batches, batch_count, "đợt nhập"))
        for number, named, count, batches, batch_count in found
    }
    return [told.get(number, NONE) for number in range(len(rows))]


def sources(database: Database, bottoms: Sequence[Iterable[Mapping[str, Any]]]) -> list[list[dict[str, Any]]]:
    """For each figure, given by the rows it stands on, its documents with date, place, batch; the most used first."""
    with walk.walked(database, bottoms) as cursor:
        found: list[list[dict[str, Any]]] = [[] for _ in bottoms]
        for row in records(cursor.execute(query("lineage.sources").sql)):
            found[row["cell_no"]].append(_source(row))
    return found


def _source(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": row["title"],
        "number": row["number"] or "",
        "issuer": row["issuer"] or "",
        "publisher": row["publisher"] or "",
        "date": row["day"].isoformat() if row["day"] else None,
        "place": row["place"],
        "url": row["url"] or "",
        "batch": row["batch_id"],
        "imported_at": row["created_at"].isoformat(),
        "imported_by": row["created_by"],
        "file": row["file_name"] or "",
        "original": row["file_path"] or "",
        "cells": row["cells"],
    }


def _document(named: Mapping[str, Any]) -> str:
    """'Báo cáo tổng kết năm 2024 (Tỉnh ủy Hà Tĩnh, 10/1/2025)'."""
    where = ", ".join(filter(None, (named["publisher"], numbers.date(named["day"], missing=""))))
    return f"{named['title']} ({where})" if where else named["title"]


def _listed(words: Iterable[str], count: int, what: str) -> str:
    """The first few; how many more there are."""
    rest = f" và {count - NAMED} {what} khác" if count > NAMED else ""
    return "; ".join(words) + rest
