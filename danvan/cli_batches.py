"""Owns `python -m danvan batches` and `undo`: the history as the page tells it, and taking a batch back."""

import argparse
import json
from typing import Any

import pandas as pd

from danvan import numbers
from danvan.charts.rows import LABELS, period_of, status, value_text
from danvan.database import Database
from danvan.ingest import history, undo
from danvan.ingest.batch_words import ById, Row, by_id, counts_words, part_words, side_of, status_words, title_of
from danvan.ingest.closed import leave_of
from danvan.texts import text

DONE = 0
WHO = "dòng lệnh"
SHOWN = 40


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `undo`."""
    parser.add_argument("batch", metavar="ĐỢT", help="mã đợt, ví dụ D00012; mã của một đợt hoàn tác: khôi phục")
    parser.add_argument("--reason", default="", metavar="LÝ_DO", help="lý do, ghi vào lịch sử")
    parser.add_argument("--closed-reason", default="", metavar="LÝ_DO", help="lý do sửa kỳ đã khóa sổ")
    parser.add_argument("--who", default=WHO, metavar="TÊN", help="người thực hiện")
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem những số liệu sẽ thay đổi, không ghi")


def batches(chosen: argparse.Namespace, database: Database) -> int:
    """Every batch, the newest first: a line each, or a list of objects."""
    rows = history.batches(database)
    if chosen.json:
        print(rows.to_json(orient="records", date_format="iso", force_ascii=False))
        return DONE
    known = by_id(rows)
    for row in known.values():
        print(_line(row, known))
    return DONE


def _line(row: Row, known: ById) -> str:
    when = pd.Timestamp(row["created_at"]).to_pydatetime()
    kind = text(f"history.kind_{row['kind']}") + ": " if row["kind"] in ("import", "edit", "demo") else ""
    file = f" ({row['file_name']})" if row["kind"] == "import" and row["file_name"] else ""
    told = [kind + title_of(row, known) + file, counts_words(row), status_words(row, known)]
    words = " – ".join(filter(None, told))
    return f"{row['batch_id']}  {numbers.date(when)} {when:%H:%M}  {row['created_by']}: {words}"


def undo_one(chosen: argparse.Namespace, database: Database) -> int:
    """Take a batch back, or tell what that would change."""
    if chosen.dry_run:
        return _preview(chosen, database)
    leave = leave_of(chosen.closed_reason)
    undo_id = undo.undo(database, chosen.batch, chosen.who, chosen.reason, leave=leave)
    told = {"status": "done", "batch": undo_id}
    words = f"Đã hoàn tác; đợt hoàn tác là {undo_id}. Lấy lại: python -m danvan undo {undo_id}"
    print(json.dumps(told, ensure_ascii=False) if chosen.json else words)
    return DONE


def _preview(chosen: argparse.Namespace, database: Database) -> int:
    rows, every = undo.preview(database, chosen.batch)
    closed = undo.closings(database, chosen.batch)
    figures = [_figure(row) for row in rows.to_dict("records")]
    if chosen.json:
        told = {"status": "preview", "batch": chosen.batch, "changes": every, "figures": figures}
        told["closed"] = [{"closing": one.closing.closing_id, "figures": one.figures} for one in closed]
        print(json.dumps(told, ensure_ascii=False))
        return DONE
    for one in closed:
        print(text("closing.mark", closing=one.words))
    print(text("history.effect", all=numbers.number(every)) if every else text("history.effect_none"))
    for row in rows.head(SHOWN).to_dict("records"):
        name = f"{row['indicator_name']}{part_words(row['breakdown'])} – {row['full_name']} – {period_of(row).label}"
        print(f"  {name}: {_words(row, '')} → {_words(row, 'after_')}")
    if every > SHOWN:
        print(f"  {text('history.effect_shown', shown=SHOWN, all=numbers.number(every))}")
    return DONE


def _figure(row: dict[str, Any]) -> dict[str, Any]:
    sides = {
        f"{side}{name}": None if pd.isna(row[f"{side}{name}"]) else row[f"{side}{name}"]
        for side in ("", "after_")
        for name in ("value", "qualifier", "state", "basis")
    }
    cell = {"indicator": row["indicator"], "unit": row["unit_id"], "breakdown": row["breakdown"]}
    return {**cell, "period": period_of(row).code, **sides}


def _words(row: dict[str, Any], side: str) -> str:
    figure = side_of(row, side)
    note = f" ({LABELS['partial']})" if status(figure) == "partial" else ""
    return value_text(figure, decimals=int(row["decimals"]), unit=row["unit_of_measure"]) + note
