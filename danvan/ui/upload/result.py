"""Step 6: what was written, where to see it, how to take it back, and the next file."""

import html

import streamlit as st

from danvan import workspace
from danvan.charts.rows import period_of
from danvan.ingest import originals
from danvan.numbers import moment, number
from danvan.texts import text
from danvan.ui import cached, closed, frame
from danvan.ui.plain import plain
from danvan.ui.table import Cell, Column, table
from danvan.ui.upload import links, state

COUNTS = ("new", "changed", "unchanged", "conflict", "rejected")


def draw(batch: str) -> None:
    """Draw what became of a file."""
    if batch == state.NOTHING_NEW:
        st.info(text("upload.nothing_new"))
    else:
        found = cached.ask("ingest.batch_written", batch=batch)
        if found.empty:
            st.warning(text("upload.no_batch", batch=plain(batch, 20)))
        else:
            _written(found.iloc[0].to_dict())
    _next()


def _written(row: dict) -> None:
    if row["status"] == "undone":
        st.warning(text("upload.undone", batch=row["batch_id"]))
    else:
        st.success(text("upload.written", count=number(row["row_count"]), batch=row["batch_id"]))
    when = moment(row["created_at"].to_pydatetime())
    told = text("upload.written_words", title=row["title"], who=row["created_by"], when=when, file=row["file_name"])
    st.html(f'<div class="source-line">{html.escape(told)}</div>')
    made = "".join(
        f'<div class="card count {name}"><div class="label">{text(f"upload.status_{name}")}</div>'
        f'<div class="value">{number(row[f"{name}_rows"])}</div></div>'
        for name in COUNTS
    )
    st.html(f'<div class="cards counts done">{made}</div>')
    for what, why in closed.changed_by(row["batch_id"]):
        words = text("closing.changed_why", what=what, reason=why)
        st.html(f'<div class="remark warn" role="note">{html.escape(words)}</div>')
    _touched(row["batch_id"])
    undo = html.escape(frame.link("history", dot=row["batch_id"]))
    st.html(f'<div class="after-load"><a href="{undo}" target="_self">{text("upload.undo_link")}</a></div>')


def _touched(batch: str) -> None:
    """One line an indicator and period, each with the way to its chart."""
    found = cached.ask("ingest.touched_by_batch", batch=batch)
    lines = []
    for row in found.to_dict("records"):
        name, period = links.name_of(row["indicator"]), period_of(row)
        link = links.chart_of(row)
        lines.append(
            [
                Cell(name, name, link=link),
                Cell(period.label, f"{period.end}{period.start}"),
                Cell(number(row["units"]), float(row["units"])),
                Cell(number(row["figures"]), float(row["figures"])),
                Cell(text("upload.see_chart" if links.page_of(row["indicator"]) else "upload.see_table"), "", "", link),
            ]
        )
    st.subheader(text("upload.touched"))
    columns = [
        Column(text("upload.review_indicator")),
        Column(text("upload.review_period")),
        Column(text("upload.touched_units"), numeric=True),
        Column(text("upload.touched_figures"), numeric=True),
        Column(text("upload.touched_see")),
    ]
    table(columns, lines, key=f"touched_{batch}", label=text("upload.touched"), most=100, stack=True)


def _next() -> None:
    """The next file that waits, or another one."""
    waiting = originals.waiting(workspace.data_directory())
    with st.container(horizontal=True, key="onward"):
        if waiting:
            digest, name = waiting[0]
            words = text("upload.next_file", file=plain(name, 60), count=number(len(waiting)))
            st.button(words, type="primary", key="next_file", on_click=state.go, args=(state.READ, digest))
        st.button(
            text("upload.another_file"),
            type="secondary" if waiting else "primary",
            key="another_file",
            on_click=state.go,
            args=(state.CHOOSE,),
        )
