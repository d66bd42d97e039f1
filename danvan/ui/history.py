"""The page of what was entered: every batch, found by its words, kind and status; one of them opened by the address."""

from urllib.parse import parse_qs, urlsplit

import pandas as pd
import streamlit as st

from danvan import numbers
from danvan.ingest import history
from danvan.ingest.batch_words import ById, Row, by_id, counts_words, status_words, title_of
from danvan.texts import text
from danvan.ui import address, cached, frame, history_batch
from danvan.ui.plain import plain
from danvan.ui.table import Cell, Column, table

KINDS = {"tat-ca": "all", "tep": "import", "mot-so": "edit", "cong-bo": "seed", "gia-lap": "demo", "hoan-tac": "undo"}
STATUSES = {"tat-ca": "all", "hieu-luc": "standing", "da-hoan-tac": "undone"}
DRAWN = 100


def draw() -> None:
    """Draw the list, or the batch that the address names."""
    rows = history.batches(cached.database(cached.current()))
    asked = st.query_params.get("dot", "")
    if asked and asked in set(rows["batch_id"]):
        history_batch.draw(rows, asked)
        return
    standing = int(((rows["status"] == "committed") & (rows["kind"] != "undo")).sum())
    lead = text("history.lead", count=numbers.number(len(rows)), standing=numbers.number(standing))
    st.html(f'<div class="page-head"><h1>{text("history.title")}</h1><div class="where">{lead}</div></div>')
    if asked:
        st.warning(text("history.unknown", batch=plain(asked, 20)))
    _list(rows, _chosen(rows))


def _chosen(rows: pd.DataFrame) -> pd.DataFrame:
    """The filters, and the batches that pass them."""
    present = {"all", *rows["kind"]}
    kinds = [code for code, kind in KINDS.items() if kind in present]
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        kind = address.segments(
            "loai", text("history.kind"), kinds, "tat-ca", words=lambda code: text(f"history.kind_{KINDS[code]}")
        )
        status = address.segments(
            "tt",
            text("history.status"),
            list(STATUSES),
            "tat-ca",
            words=lambda code: text(f"history.status_{STATUSES[code]}"),
        )
    keep = pd.Series(True, index=rows.index)
    if kind != "tat-ca":
        keep &= rows["kind"] == KINDS[kind]
    if status != "tat-ca":
        keep &= (rows["status"] == "committed") == (status == "hieu-luc")
    return rows[keep]


def _list(rows: pd.DataFrame, shown: pd.DataFrame) -> None:
    if shown.empty:
        st.html(f'<div class="empty">{text("history.none")}</div>')
        return
    batches = by_id(rows)
    columns = [
        Column(text("history.what")),
        Column(text("history.when")),
        Column(text("history.who")),
        Column(text("history.counts")),
        Column(text("history.status")),
    ]
    lines = [_line(row, batches) for row in shown.to_dict("records")]
    table(columns, lines, key="batches", label=text("history.list"), most=DRAWN, stack=True, opened=_open)


def _line(row: Row, batches: ById) -> list[Cell]:
    at = pd.Timestamp(row["created_at"]).to_pydatetime()
    undone = row["status"] == "undone"
    name = title_of(row, batches)
    file = f"\n{row['file_name']}" if row["kind"] == "import" and row["file_name"] else ""
    return [
        Cell(f"{row['batch_id']} · {name}{file}", name, "wide", frame.link("history", dot=row["batch_id"])),
        Cell(f"{numbers.date(at)} {at:%H:%M}", at.isoformat(), "soft line"),
        Cell(row["created_by"], row["created_by"], "soft"),
        Cell(counts_words(row), float(row["row_count"]), "line" if counts_words(row).count(",") == 0 else ""),
        Cell(status_words(row, batches, short=True), row["status"], "soft" if undone else "line"),
    ]


def _open(link: str) -> None:
    """Open a batch without loading the page anew; the browser's way back leads to the list."""
    wanted = parse_qs(urlsplit(link).query).get("dot", [""])[0]
    if wanted:
        st.query_params["dot"] = wanted
