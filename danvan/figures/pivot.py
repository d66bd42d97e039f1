"""The documents under many figures at once, for the lineage of an export.

Owns the way down from each cell to the reports it rests on. A cell is opened once, however many figures stand on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from danvan import numbers
from danvan.database import Database
from danvan.figures import lineage

Cell = tuple[Any, ...]
NAMED = 3
"""So many documents are named for a figure; the number of the rest is said."""


@dataclass(frozen=True)
class Documents:
    """The documents and the batches that a figure rests on, each as one line of words."""

    titles: str
    batches: str


def documents(database: Database, rows: pd.DataFrame) -> list[Documents]:
    """For each figure row, in order, what it rests on; empty words for a cell without a figure."""
    own, below = _opened(database, rows)
    observed = sorted({number for number in own.values() if number is not None})
    known = database.ask("table.documents", observations=observed).set_index("observation_id").to_dict("index")
    under: dict[Cell, frozenset[int]] = {}
    return [_told(_under(key, own, below, under, ()), known) for key in _keys(rows)]


def _opened(database: Database, rows: pd.DataFrame) -> tuple[dict[Cell, int | None], dict[Cell, list[Cell]]]:
    """(cell → the report it takes its value from, cell → its parts), from the rows down."""
    own: dict[Cell, int | None] = {}
    below: dict[Cell, list[Cell]] = {}
    front = rows
    for _ in range(lineage.DEEPEST):
        keys = _keys(front)
        fresh = [key not in own for key in keys]
        front, keys = front[fresh], [key for key, new in zip(keys, fresh, strict=True) if new]
        numbered = [None if pd.isna(number) else int(number) for number in front["observation_id"]]
        own |= dict(zip(keys, numbered, strict=True))
        opened = [key for key, tree in zip(keys, front["tree"], strict=True) if tree in lineage.TREES]
        found = lineage.parts_of(database, front)
        if found.empty:
            break
        for number, key in zip(found["cell_no"], _keys(found), strict=True):
            below.setdefault(opened[int(number)], []).append(key)
        front = found[found["basis"] != "none"].drop_duplicates(lineage.KEY)
    return own, below


def _keys(rows: pd.DataFrame) -> list[Cell]:
    days = [pd.to_datetime(rows[name]).dt.date for name in ("period_start", "period_end")]
    return list(zip(rows["indicator"], rows["unit_id"], rows["breakdown"], *days, strict=True))


def _under(
    key: Cell,
    own: dict[Cell, int | None],
    below: dict[Cell, list[Cell]],
    found: dict[Cell, frozenset[int]],
    above: tuple[Cell, ...],
) -> frozenset[int]:
    """The reports under a cell."""
    if key in found:
        return found[key]
    number = own.get(key)
    gathered = frozenset([number]) if number is not None else frozenset()
    for part in below.get(key, ()):
        if part not in above:
            gathered |= _under(part, own, below, found, (*above, key))
    found[key] = gathered
    return gathered


def _told(observed: frozenset[int], known: dict[int, dict[str, Any]]) -> Documents:
    used = [known[number] for number in sorted(observed) if number in known]
    titles = _listed([_document(row) for row in used], "tài liệu")
    return Documents(titles, _listed([row["batch_id"] for row in used], "đợt nhập"))


def _document(row: dict[str, Any]) -> str:
    """'Báo cáo tổng kết năm 2024 (Tỉnh ủy Hà Tĩnh, 10/1/2025)'."""
    day = "" if pd.isna(row["day"]) else numbers.date(pd.Timestamp(row["day"]))
    where = ", ".join(filter(None, (row["publisher"], day)))
    return f"{row['title']} ({where})" if where else row["title"]


def _listed(words: Sequence[str], what: str) -> str:
    """Each once, the first few; how many more there are."""
    once = list(dict.fromkeys(words))
    rest = f" và {len(once) - NAMED} {what} khác" if len(once) > NAMED else ""
    return "; ".join(once[:NAMED]) + rest
