"""What a batch is called, what it counted and whether it counts, in words. An undo of an undo is a restoring."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from danvan import catalogue, numbers
from danvan.texts import text

Row = Mapping[str, Any]
ById = Mapping[str, Row]
COUNTS = ("new", "changed", "unchanged", "conflict", "rejected")


def by_id(rows: pd.DataFrame) -> dict[str, Row]:
    """The batches of danvan.ingest.history by their id."""
    return {row["batch_id"]: row for row in rows.to_dict("records")}


def is_undo(row: Row) -> bool:
    """Whether a batch takes another one back."""
    return row["kind"] == "undo"


def restores(row: Row, batches: ById) -> bool:
    """Whether an undo brings its batch back: it takes back an undo that itself took one away."""
    below = batches[row["undoes"]]
    return is_undo(below) and not restores(below, batches)


def root(row: Row, batches: ById) -> Row:
    """The batch with figures that a chain of undos is about."""
    while is_undo(row):
        row = batches[row["undoes"]]
    return row


def title_of(row: Row, batches: ById) -> str:
    """The name of a batch: its document or figure; of an undo, what it took back or brought back."""
    if is_undo(row):
        about = root(row, batches)
        words = "history.redo_title" if restores(row, batches) else "history.undo_title"
        return text(words, batch=about["batch_id"], title=title_of(about, batches))
    return text("history.seed_title") if row["kind"] == "seed" else row["title"] or row["file_name"] or row["batch_id"]


def status_words(row: Row, batches: ById, *, short: bool = False) -> str:
    """'Đang có hiệu lực', or by whom and when it was taken back (short: without the hour and the batch)."""
    if row["status"] == "committed":
        return text("history.done" if is_undo(row) else "history.standing")
    taker = batches.get(row["undone_by"])
    who = taker["created_by"] if taker else ""
    if short:
        day = numbers.date(row["undone_at"], missing="")
        return text("history.taken_back_short" if is_undo(row) else "history.undone_short", who=who, day=day)
    words = "history.taken_back" if is_undo(row) else "history.undone_of"
    return text(words, who=who, when=moment(row["undone_at"]), batch=row["undone_by"])


def moment(value: Any) -> str:
    """'14:05 ngày 15/7/2020' of what a table holds."""
    return numbers.moment(None if pd.isna(value) else pd.Timestamp(value).to_pydatetime(), missing="")


def counts_words(row: Row) -> str:
    """'1 mới, 2 thay đổi'; where they were not told apart, how many; '' for an undo."""
    known = [(name, row[f"{name}_rows"]) for name in COUNTS]
    told = [
        f"{numbers.number(count)} {text(f'history.{name}').lower()}"
        for name, count in known
        if not numbers.is_missing(count) and count
    ]
    if not told and row["row_count"] and not is_undo(row):
        return text("history.counted", count=numbers.number(row["row_count"]))
    return ", ".join(told)


def part_words(breakdown: str) -> str:
    """' (cấp xã)'; '' for the whole."""
    return f" ({catalogue.breakdown_name(breakdown)})" if breakdown else ""


def side_of(row: Row, side: str) -> dict[str, Any]:
    """One side of a change ('before_', 'after_', '' for now): its value, qualifier, state and basis."""
    found = {name: row.get(f"{side}{name}") for name in ("value", "qualifier", "state", "basis")}
    return {name: None if pd.isna(value) else value for name, value in found.items()}
