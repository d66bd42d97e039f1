"""CSV and XLSX of figures with their lineage: the buttons, and what page rows become in a file.

Owns the words of a cell in a file. The documents under the figures are looked up only when somebody downloads.
"""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers, workspace
from danvan.charts import rows as meaning
from danvan.export.csv_file import csv_file
from danvan.export.paper import Content, Number, Origin, Paper
from danvan.export.xlsx_file import xlsx_file
from danvan.figures import documents
from danvan.texts import text
from danvan.ui import cached, frame, handed

BASES = {name: f"common.basis_{name}" for name in ("reported", "derived", "partial", "none")}


def offer(paper: Callable[[], Paper], *, name: str, key: str) -> None:
    """The two buttons under a table; `paper` is asked only when one is pressed, and must not look at the session."""
    file = f"minh-hoa-{name}" if frame.is_demo() else name
    with st.container(horizontal=True, key=f"downloads_{key}"):
        for words, make, ending in (
            ("common.download_csv", csv_file, "csv"),
            ("common.download_xlsx", xlsx_file, "xlsx"),
        ):
            handed.button(text(words), lambda make=make: make(paper()), f"{file}.{ending}", key=f"{ending}_{key}")


def banner() -> str:
    """What a file of the illustrative workspace says above all else."""
    return text("common.demo_banner") if frame.is_demo() else ""


def geography_words(geography: str) -> str:
    """'Địa giới: lúc báo cáo', as a line under a title."""
    where = text("common.geography_now" if geography == "now" else "common.geography_then")
    return f"{text('common.geography')}: {where[:1].lower()}{where[1:]}"


def content(row: dict[str, Any], decimals: int) -> Content:
    """A figure row as a cell: the number with its words, or the state in words."""
    if numbers.is_missing(row["value"]):
        return state_words(row)
    state = meaning.status(row)
    before = [meaning.LABELS["expected"]] if state == "expected" else []
    before += [numbers.QUALIFIERS[row["qualifier"]]] if row["qualifier"] else []
    after = {"partial": parts_words(row), "provisional": f"({meaning.LABELS['provisional']})"}.get(state, "")
    return Number(float(row["value"]), decimals, " ".join(before), after, adds=state != "expected")


def parts_words(row: dict[str, Any]) -> str:
    """'(57/63)': how much of a partial figure is there; the day it reaches to for one that was carried over."""
    known = not (numbers.is_missing(row["parts_expected"]) or numbers.is_missing(row["parts_present"]))
    # '(0/12)' beside a number reads like nothing at all: then words tell.
    counted = known and int(row["parts_expected"]) != 1 and int(row["parts_present"]) > 0
    return f"({numbers.fraction(row['parts_present'], row['parts_expected'])})" if counted else meaning.parts_text(row)


def state_words(row: dict[str, Any]) -> str:
    """The state of a cell without a number: 'chưa báo cáo', 'không áp dụng', 'chưa có mẫu số'."""
    return text("compare.no_base") if row["state"] == "no_base" else meaning.label(row)


def origins(rows: pd.DataFrame, geography: str) -> Callable[[], tuple[Origin, ...]]:
    """The lineage of figure rows (of danvan.figures, untouched), a line each, found when it is asked for.

    A file is made outside the session that asked for it: workspace and day are taken here, while the page is drawn.
    """
    space = cached.current()
    database, named = cached.database(space), workspace.NAMES[space]
    place = text("common.geography_now" if geography == "now" else "common.geography_then")

    def _told() -> tuple[Origin, ...]:
        records = rows.to_dict("records")
        told = zip(records, documents.documents(database, records), strict=True)
        return tuple(_origin(row, each, place, named) for row, each in told)

    return _told


def _origin(row: dict[str, Any], under: documents.Documents, geography: str, space: str) -> Origin:
    item, period = catalogue.get(row["indicator"]), meaning.period_of(row)
    return Origin(
        indicator=item.code,
        indicator_name=item.name,
        part=catalogue.breakdown_name(row["breakdown"]) if row["breakdown"] else "",
        unit_of_measure=item.unit,
        unit=row["unit_id"],
        unit_name=row["full_name"],
        period=period.label,
        geography=geography,
        value=_exact(row["value"]),
        numerator=_exact(row["numerator"]),
        denominator=_exact(row["denominator"]),
        qualifier=numbers.QUALIFIERS.get(row["qualifier"], ""),
        state=", ".join(_states(row)),
        basis=text(BASES[row["basis"]]) if row["basis"] != "none" else "",
        parts_present=_count(row["parts_present"]),
        parts_expected=_count(row["parts_expected"]),
        as_of=None if pd.isna(row["as_of"]) else pd.Timestamp(row["as_of"]).date(),
        documents=under.titles,
        batches=under.batches,
        workspace=space,
    )


def _states(row: dict[str, Any]) -> list[str]:
    """'không phát sinh', 'sơ bộ', 'dự kiến', 'chưa đủ số liệu' …; 'có số liệu' where nothing else is to be said."""
    state = meaning.status(row)
    if numbers.is_missing(row["value"]):
        return [state_words(row)]
    said = [meaning.LABELS[state]] if state in meaning.LABELS else []
    return [*said, *([meaning.LABELS["approximate"]] if row["qualifier"] else [])] or [text("table.known")]


def _exact(value: Any) -> float | None:
    return None if numbers.is_missing(value) else float(value)


def _count(value: Any) -> int | None:
    return None if numbers.is_missing(value) else int(value)
