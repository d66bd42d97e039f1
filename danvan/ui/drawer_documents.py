"""The documents under a figure: number, issuer, day, the place in it, the file as sent; and where they differ."""

from typing import Any

import pandas as pd
import streamlit as st

from danvan import numbers, workspace
from danvan.errors import DanVanError
from danvan.figures.ask import Figure
from danvan.ingest import one, originals
from danvan.texts import text
from danvan.ui import cached, handed
from danvan.ui.fault import failure
from danvan.ui.plain import plain
from danvan.ui.table import Cell, Column, table

SHOWN, FILES = 10, 4


def draw(answer: Figure, *, key: str) -> None:
    """The documents used, their files, and what several documents say of this very cell."""
    st.markdown(f"**{text('common.source_documents')}**")
    if not answer.sources:
        st.caption(text("common.source_none"))
        return
    columns = [Column(text(f"drawer.{name}")) for name in ("document", "place", "batch")]
    rows = [_line(source) for source in answer.sources]
    label = text("common.source_documents")
    table(columns, rows, key=f"documents_{key}", label=label, most=SHOWN, stack=True)
    _files(answer.sources, key)
    _reports(answer, key)


def _line(source: dict[str, Any]) -> list[Cell]:
    number = text("drawer.number", number=source["number"]) if source["number"] else ""
    day = numbers.date(pd.Timestamp(source["date"])) if source["date"] else ""
    issued = " · ".join(dict.fromkeys(filter(None, (number, source["issuer"], source["publisher"], day))))
    place = "\n".join(filter(None, (source["file"], source["place"])))
    entered = text("drawer.entered", batch=source["batch"], who=source["imported_by"], day=_day(source["imported_at"]))
    web = source["url"] if source["url"].startswith(("http://", "https://")) else ""
    return [
        Cell("\n".join(filter(None, (source["title"], issued))), source["title"], "wide", web),
        Cell(place, place, "soft lines"),
        Cell(entered, source["batch"], "soft"),
    ]


def _day(moment: str) -> str:
    return numbers.date(pd.Timestamp(moment))


def _files(sources: list[dict[str, Any]], key: str) -> None:
    """The kept originals, to be taken as they were sent."""
    kept = {source["original"]: source["file"] or source["batch"] for source in sources if source["original"]}
    for place, (relative, name) in enumerate(list(kept.items())[:FILES]):
        try:
            data = originals.original(workspace.data_directory(), relative)
        except DanVanError as error:
            failure(error, "drawer.no_file")
            continue
        handed.button(
            text("drawer.file", name=plain(name)), data, name, key=f"file_{key}_{place}", what=text("journal.original")
        )


def reports(answer: Figure) -> pd.DataFrame:
    """What each document says of this very cell, the one in use first."""
    return cached.ask(
        "lineage.observations",
        indicator=answer.indicator,
        unit=answer.unit_id,
        breakdown=answer.breakdown,
        period_start=answer.period.start,
        period_end=answer.period.end,
        chosen=answer.observation_id,
    ).drop_duplicates("source")


def _reports(answer: Figure, key: str) -> None:
    """What several documents say of this very cell, and why the one in use is."""
    found = reports(answer)
    if len(found) < 2:
        return
    records = found.to_dict("records")
    said = [one.said(answer.indicator, row) for row in records]
    differ = len(set(said)) > 1
    count = numbers.number(len(set(said)) if differ else len(said))
    heading = text("warnings.conflicts" if differ else "warnings.agree", count=count)
    st.markdown(f"**{heading}**")
    columns = [Column(text("common.source_value"), numeric=True), Column(""), Column(text("drawer.document"))]
    columns.append(Column(text("drawer.closing_day")))
    rows = [
        [
            Cell(words, None if numbers.is_missing(row["value"]) else float(row["value"])),
            Cell(text("one_figure.in_use") if row["in_use"] else "", str(row["in_use"]), "soft"),
            Cell(row["title"] or "", row["title"] or "", "wide"),
            Cell("" if pd.isna(row["as_of"]) else numbers.date(row["as_of"]), str(row["as_of"]), "soft"),
        ]
        for words, row in zip(said, records, strict=True)
    ]
    table(columns, rows, key=f"reports_{key}", label=heading, stack=True)
    if differ and records[0]["in_use"]:
        other = next(row for row, words in zip(records, said, strict=True) if words != said[0])
        used = text("warnings.conflict_used", document=records[0]["title"], why=one.why(records[0], other))
        st.caption(plain(used, 600))
