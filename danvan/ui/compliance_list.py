"""The list of the page of prescribed numbers: the units with their own counts, and the files of all of them."""

from typing import Any

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers
from danvan.charts import rows as meaning
from danvan.plans import compliance as plans
from danvan.plans import norms as prescribed
from danvan.texts import text
from danvan.ui import address, places, tables
from danvan.ui.compliance_view import View
from danvan.ui.drawer_key import Key
from danvan.ui.table import Cell, Column, table

MOST = 1500
"""A longer list is not sent to the page; the files hold all of it."""
SHOWN = 150
ALL = "tat-ca"
CODES = {plans.MET: "dat", plans.BELOW: "chua-du", plans.NONE: "khong", plans.UNKNOWN: "chua-ro"}
STYLE = {plans.MET: "", plans.BELOW: "warn", plans.NONE: "bad", plans.UNKNOWN: "missing"}


def listed(view: View) -> pd.DataFrame:
    """The units of the answer chosen in the address; all of them without one."""
    rows = view.rows[view.rows["status"] != plans.NOT_DUE]
    chosen = next((status for status, code in CODES.items() if code == address.raw("kq")), None)
    return rows[rows["status"] == chosen] if chosen else rows


def draw(view: View) -> None:
    """The units, narrowed down to an answer if one likes, with the files of all of them."""
    st.subheader(text("compliance.list_title"))
    counts = view.counts
    words = {ALL: f"{text('compliance.all')} ({numbers.number(counts.obliged)})"}
    words |= {CODES[s]: f"{view.word(s)} ({numbers.number(counts.of(s))})" for s in plans.STATUSES}
    address.segments("kq", text("compliance.list_status"), list(words), ALL, words=words.__getitem__)
    rows = listed(view)
    if len(rows) > MOST:
        st.caption(text("compliance.list_long", count=numbers.number(len(rows))))
        _provinces(view)
    else:
        _units(view, rows)
    every = view.rows[view.rows["status"] != plans.NOT_DUE]
    file = f"dinh-muc-{view.indicator}-{view.level}-{view.selection.period.code}"
    tables.downloads(
        [column.name for column in _columns(view)],
        lambda: [[cell.shown for cell in _line(row, view)] for row in every.to_dict("records")],
        name=file,
        key="compliance",
    )


def _columns(view: View) -> list[Column]:
    unit = catalogue.get(view.indicator).unit
    return [
        Column(text("compliance.column_unit")),
        *([] if view.level == "province" else [Column(text("compliance.column_above"))]),
        Column(text("compliance.column_count", unit=unit), numeric=True),
        Column(text("compliance.column_due"), numeric=True),
        Column(text("compliance.column_status")),
        Column(text("compliance.column_state")),
        Column(text("compliance.column_as_of")),
    ]


def _units(view: View, rows: pd.DataFrame) -> None:
    lines = [_line(row, view) for row in rows.to_dict("records")]
    label = f"{text('compliance.list_title')}, {view.selection.period.label}"
    table(_columns(view), lines, key="compliance_units", label=label, most=SHOWN, stack=True)


def _line(row: dict[str, Any], view: View) -> list[Cell]:
    value = None if numbers.is_missing(row["value"]) else float(row["value"])
    shown = "–" if value is None else meaning.value_text(row, decimals=0)
    if row["basis"] == "partial" and value is not None:
        shown = text("compliance.at_least", value=shown)
    state = ", ".join(meaning.notes(row)) or meaning.label(row)
    if view.running and value is not None:
        state += f", {text('compliance.to_day', day=numbers.date(pd.Timestamp(row['period_end'])))}"
    above = row["above_name"] if isinstance(row["above_name"], str) else ""
    if view.level == "commune" and view.selection.is_nation and above != row["province_name"]:
        above = f"{above}, {row['province_name']}" if row["province_name"] not in above else above
    day = numbers.date(row["as_of"], missing="")
    profile = places.link("unit_profile", dv=row["unit_id"], ky=view.selection.period.code, lk=view.selection.kind)
    return [
        Cell(row["full_name"], row["name"], link=profile),
        *([] if view.level == "province" else [Cell(above, above, "soft")]),
        Cell(shown, value, key=_key(row)),
        Cell(numbers.number(row["due"], 0 if float(row["due"]).is_integer() else 1), float(row["due"]), "soft"),
        Cell(view.word(row["status"]), plans.STATUSES.index(row["status"]), STYLE[row["status"]]),
        Cell(state, state, "soft" if value is not None else "missing"),
        Cell(day, "" if not day else pd.Timestamp(row["as_of"]).date().isoformat(), "soft"),
    ]


def _key(row: dict[str, Any]) -> str:
    """The way to the drawer of a unit's own count; '' where there is none."""
    if numbers.is_missing(row["value"]):
        return ""
    span = meaning.period_of(row)
    return str(Key(row["indicator"], row["unit_id"], span.code, row["breakdown"], "compliance.counts"))


def _provinces(view: View) -> None:
    """Of the whole country one line a province instead of ten thousand communes."""
    columns = [Column(text("compliance.column_above"))]
    columns += [Column(view.word(status), numeric=True) for status in plans.STATUSES]
    columns.append(Column(text("compliance.column_share"), numeric=True))
    lines = []
    for unit_id, name, counts in plans.by_group(view.rows, key="province_id", name="province_name"):
        link = places.link(
            "compliance", dv=unit_id, nd=view.indicator, cap=prescribed.CAP[view.level],
            ky=view.selection.period.code, lk=view.selection.kind,
        )  # fmt: skip
        share = numbers.percent(counts.least)
        lines.append(
            [
                Cell(name, name, link=link),
                *(Cell(numbers.number(counts.of(status)), counts.of(status)) for status in plans.STATUSES),
                Cell(
                    text("compliance.share_from", share=share)
                    if counts.unknown and counts.known
                    else share
                    if counts.known
                    else "–",
                    counts.least if counts.known else None,
                ),
            ]
        )
    table(columns, lines, key="compliance_provinces", label=text("compliance.list_title"), stack=True)
