"""One batch: what it is, its file and documents, what it changed value by value, and taking it back."""

import html
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from danvan import numbers, workspace
from danvan.charts.rows import period_of
from danvan.errors import DanVanError
from danvan.ingest import history, originals
from danvan.ingest.batch_words import COUNTS, ById, Row, by_id, moment, part_words, root, status_words, title_of
from danvan.texts import text
from danvan.ui import cached, closed, handed, history_undo, tables, warnings
from danvan.ui.frame import failure
from danvan.ui.history_words import value_cell
from danvan.ui.table import Cell, Column, table
from danvan.ui.upload import links

SHOWN, DRAWN, FEW = 2_000, 100, 4
READ_AS = ("sheet", "encoding", "delimiter", "layout", "geography", "period")


def draw(rows: pd.DataFrame, batch: str) -> None:
    """Draw the batch of that id; `rows`: all batches."""
    batches = by_id(rows)
    row = batches[batch]
    st.button(f"‹ {text('history.back')}", key="history_back", type="tertiary", on_click=_back)
    kind = text(f"history.kind_{row['kind']}")
    where = text("history.where", batch=batch, kind=kind, when=moment(row["created_at"]), who=row["created_by"])
    undone = " partial" if row["status"] == "undone" else ""
    st.html(
        f'<div class="page-head"><h1>{html.escape(title_of(row, batches))}</h1>'
        f'<div class="where">{html.escape(where)}</div></div>'
        f'<span class="badge{undone}">{html.escape(status_words(row, batches))}</span>'
    )
    history_undo.told()
    _facts(row, batches)
    _counts(row)
    with st.container(horizontal=True, vertical_alignment="center", key="history_acts"):
        _original(root(row, batches))
        history_undo.draw(row, batches)
        warnings.of_batch(batch)
    _changes(batch)


def _back() -> None:
    st.query_params.pop("dot", None)


def _facts(row: Row, batches: ById) -> None:
    """Reason, file, documents and how the file was read, as a list of terms; the file as it was sent."""
    about = root(row, batches)
    documents = [
        _document(item) for item in cached.ask("ingest.documents_of_batch", batch=row["batch_id"]).to_dict("records")
    ]
    details = about["details"] if isinstance(about["details"], dict) else {}
    said = [
        (text("history.reason"), [row["reason"]] if row["reason"] else []),
        (text("closing.history"), [_after_closing(row, *told) for told in closed.changed_by(row["batch_id"])]),
        (text("history.file"), [_file(about)]),
        (text("history.documents"), documents),
        (text("history.reading"), [" · ".join(str(details[name]) for name in READ_AS if details.get(name))]),
    ]
    made = "".join(f"<dt>{name}</dt><dd>{_lines(lines)}</dd>" for name, lines in said if any(lines))
    st.html(f'<dl class="batch-facts">{made}</dl>')


def _after_closing(row: Row, what: str, why: str) -> str:
    """What was changed in a closed period; why, unless the batch says so already."""
    return what if why == row["reason"] else f"{what}. {why}"


def _lines(lines: Sequence[str]) -> str:
    """A few lines as they are; many behind a word that opens them."""
    told = "<br>".join(html.escape(line) for line in lines if line)
    if len(lines) <= FEW:
        return told
    return f"<details><summary>{text('history.documents_count', count=len(lines))}</summary>{told}</details>"


def _document(row: Mapping[str, Any]) -> str:
    parts = (row["title"], row["number"], row["publisher"] or row["issuer"], numbers.date(row["day"], missing=""))
    return " · ".join(filter(None, parts))


def _file(row: Row) -> str:
    if row["kind"] == "seed":
        return text("history.file_seed")
    return row["file_name"] or text("history.file_none")


def _original(row: Row) -> None:
    """The file, byte for byte as it was sent."""
    if not row["file_path"]:
        return
    try:
        data = originals.original(workspace.data_directory(), row["file_path"])
    except DanVanError as error:
        failure(error, "history.file")
        return
    what = f"{text('journal.original')} {row['batch_id']}"
    handed.button(text("history.file_get"), data, row["file_name"], key="history_file", what=what)


def _counts(row: Row) -> None:
    known = [name for name in COUNTS if not numbers.is_missing(row[f"{name}_rows"])]
    made = "".join(
        f'<div class="card count {name}"><div class="label">{text(f"history.{name}")}</div>'
        f'<div class="value">{numbers.number(row[f"{name}_rows"])}</div></div>'
        for name in known
    )
    if made:
        st.html(f'<div class="cards counts">{made}</div>')


def _changes(batch: str) -> None:
    """What was changed, value by value: the first ones on the page, all of them to download."""
    rows, every, changed = cached.changes(batch, SHOWN)
    st.subheader(text("history.changes"))
    st.caption(text("history.changes_note"))
    if not every:
        st.html(f'<div class="empty">{text("history.changes_none")}</div>')
        return
    shown = rows[rows["change"] != "same"] if changed else rows
    columns = [Column(text(f"history.{name}")) for name in ("indicator", "unit", "period")]
    columns += [Column(text("history.before"), numeric=True), Column(text("history.after"), numeric=True)]
    columns += [Column(text("history.change")), Column(text("history.document"))]
    titles = _titles()
    lines = [_line(row, titles) for row in shown.to_dict("records")]
    # One document for all is named above already; its column would only take the others' room.
    several = len({line[-1].shown for line in lines}) > 1
    table(
        columns if several else columns[:-1],
        lines if several else [line[:-1] for line in lines],
        key=f"changes_{batch}",
        label=text("history.changes"),
        most=DRAWN,
        stack=True,
    )
    if len(rows) < every:
        st.caption(text("history.changes_shown", shown=numbers.number(len(shown)), all=numbers.number(every)))
    elif len(shown) < every:
        st.caption(text("history.changes_same", count=numbers.number(every - len(shown))))
    names = [*(column.name for column in columns), text("history.document_before"), text("history.unit_of_measure")]
    database = cached.database(cached.current())

    def _all() -> Sequence[Sequence[Any]]:
        return _exported(history.changes(database, batch, most=every)[0], titles)

    tables.downloads(names, _all, name=batch, key="changes")


def _titles() -> dict[str, str]:
    rows = cached.ask("ingest.documents")
    return dict(zip(rows["source"], rows["title"], strict=True))


def _line(row: Mapping[str, Any], titles: Mapping[str, str]) -> list[Cell]:
    period = period_of(row)
    name = links.name_of(row["indicator"]) + part_words(row["breakdown"])
    link = links.chart_of({**row, "units": 1, "one_unit": row["unit_id"], "one_breakdown": row["breakdown"]})
    document = titles.get(row["after_source"], "") or titles.get(row["before_source"], "")
    return [
        Cell(name, name, "", link),
        Cell(row["full_name"], row["full_name"]),
        Cell(period.label, f"{period.end}{period.start}", "soft"),
        value_cell(row, "before_"),
        value_cell(row, "after_"),
        Cell(text(f"history.change_{row['change']}"), row["change"], "soft"),
        Cell(document, document, "soft"),
    ]


def _exported(rows: pd.DataFrame, titles: Mapping[str, str]) -> Sequence[Sequence[Any]]:
    made = []
    for row in rows.to_dict("records"):
        cells = _line(row, titles)
        numbers_ = [cell.raw if isinstance(cell.raw, float) else cell.shown for cell in cells[3:5]]
        told = [cell.shown for cell in cells[:3]] + numbers_ + [cell.shown for cell in cells[5:]]
        made.append([*told, titles.get(row["before_source"], ""), row["unit_of_measure"]])
    return made
