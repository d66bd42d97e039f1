"""Lists of the page of prescribed numbers: the units with their counts, reports beside counts, averages of totals."""

import html
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers
from danvan.charts import rows as meaning
from danvan.plans import averages
from danvan.plans import beside as besides
from danvan.plans import compliance as plans
from danvan.plans import norms as prescribed
from danvan.plans.averages import Average
from danvan.texts import text
from danvan.ui import address, cached, places, source, tables
from danvan.ui.drawer_key import Key
from danvan.ui.filters import Selection
from danvan.ui.table import Cell, Column, table

if TYPE_CHECKING:
    from danvan.ui.compliance import View

MOST = 1500
"""A longer list is not sent to the page; the files hold all of it."""
SHOWN = 150
ALL = "tat-ca"
CODES = {plans.MET: "dat", plans.BELOW: "chua-du", plans.NONE: "khong", plans.UNKNOWN: "chua-ro"}
STYLE = {plans.MET: "", plans.BELOW: "warn", plans.NONE: "bad", plans.UNKNOWN: "missing"}


def listed(view: "View") -> pd.DataFrame:
    """The units of the answer chosen in the address; all of them without one."""
    rows = view.rows[view.rows["status"] != plans.NOT_DUE]
    chosen = next((status for status, code in CODES.items() if code == address.raw("kq")), None)
    return rows[rows["status"] == chosen] if chosen else rows


def draw(view: "View") -> None:
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


def _columns(view: "View") -> list[Column]:
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


def _units(view: "View", rows: pd.DataFrame) -> None:
    lines = [_line(row, view) for row in rows.to_dict("records")]
    label = f"{text('compliance.list_title')}, {view.selection.period.label}"
    table(_columns(view), lines, key="compliance_units", label=label, most=SHOWN, stack=True)


def _line(row: dict[str, Any], view: "View") -> list[Cell]:
    value = None if numbers.is_missing(row["value"]) else float(row["value"])
    shown = "–" if value is None else meaning.value_text(row, decimals=0)
    if row["basis"] == "partial" and value is not None:
        shown = text("compliance.at_least", value=shown)
    state = ", ".join(meaning.notes(row)) or meaning.LABELS[meaning.status(row)]
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


def _provinces(view: "View") -> None:
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


def beside(view: "View") -> None:
    """What reports say of the same, beside what is counted here; nothing where no report speaks of it."""
    asked = besides.REPORTED[view.indicator]
    span, own = view.selection.period, prescribed.CAP[view.level]
    rows = cached.ask(
        "compliance.reported",
        indicators=list(asked),
        breakdowns=["", own],
        unit=view.selection.unit.unit_id,
        period_start=span.start,
        period_end=span.end,
    )
    if rows.empty:
        return
    st.subheader(text("compliance.beside_title"))
    st.caption(text("compliance.beside_note"))
    counts = {own: view.counts}
    if (rows["breakdown"] == "").any():
        counts[""] = _all_levels(view)
    lines = []
    for row in rows.to_dict("records"):
        found = besides.compare(view.indicator, row, counts[row["breakdown"]])
        lines.append(
            [
                Cell(catalogue.named(found.indicator, found.breakdown), found.indicator),
                Cell(_number(found, found.reported), found.reported),
                Cell(_range(found), found.low),
                Cell(_answer(found), found.answer, "warn" if found.answer == besides.DIFFER else "soft"),
            ]
        )
    names = ("what", "reported", "counted", "answer")
    columns = [Column(text(f"compliance.beside_{name}"), numeric=name in ("reported", "counted")) for name in names]
    table(columns, lines, key="compliance_beside", label=text("compliance.beside_title"), stack=True)


def _number(found: besides.Beside, value: float) -> str:
    item = catalogue.get(found.indicator)
    return numbers.with_unit(value, item.unit if item.unit == "%" else "", item.decimals)


def _range(found: besides.Beside) -> str:
    if found.low is None or found.high is None:
        return "–"
    low, high = _number(found, found.low), _number(found, found.high)
    return low if low == high else f"{low} – {high}"


def _answer(found: besides.Beside) -> str:
    gap = _number(found, found.gap) if found.gap < 0 else f"+{_number(found, found.gap)}"
    return text(f"compliance.beside_{found.answer}", **({"gap": gap} if found.answer == besides.DIFFER else {}))


def _all_levels(view: "View") -> plans.Counts:
    from danvan.ui.compliance import judged

    others = [judged(view.selection, view.indicator, level) for level in prescribed.LEVELS if level != view.level]
    return besides.together([view.counts, *(other.counts for other in others)])


def totals(selection: Selection, indicator: str, level: str) -> None:
    """Totals of intervals where single units are not told: an average, marked as no more than that."""
    rows = cached.ask(
        "compliance.intervals",
        indicator=indicator,
        own=prescribed.CAP[level],
        level=level,
        scope=None if selection.is_nation else selection.unit.unit_id,
    )
    found = [(row, averages.of_row(row, level)) for row in rows.to_dict("records")]
    known = [(row, made) for row, made in found if made]
    if not known:
        return
    st.subheader(text("compliance.average_title"))
    st.info(text("compliance.average_note"))
    st.html('<div class="facts">' + "".join(_average(made) for _, made in known[:6]) + "</div>")
    source.facts_line(rows.assign(indicator_name=catalogue.get(indicator).name), key="compliance_totals")


def _average(made: Average) -> str:
    unit = catalogue.get(made.indicator).unit
    rate = numbers.qualified(made.rate, made.qualifier, made.decimals)
    words = text("compliance.average", rate=rate, unit=unit, one=text(f"compliance.one_{made.level}"))
    how = text(
        "compliance.average_made" if made.years > 1 else "compliance.average_made_one",
        value=numbers.qualified(made.value, made.qualifier),
        unit=unit,
        members=numbers.number(made.members),
        many=text(f"compliance.many_{made.level}"),
        years=made.years,
        first=made.first_year,
        last=made.last_year,
    )
    return (
        f'<div class="fact"><div class="who">{html.escape(made.unit_name)}</div>'
        f'<div class="what">{html.escape(catalogue.named(made.indicator, made.breakdown))}</div>'
        f'<div class="big">{html.escape(words)}</div><div class="when">{made.period.label}</div>'
        f'<div class="rate">{html.escape(how)}</div></div>'
    )
