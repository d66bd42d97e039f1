"""Where figures come from: the line under every view, and the drawer that opens one figure to its documents."""

import html
from typing import Any

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers, units
from danvan.charts import rows as meaning
from danvan.database import query
from danvan.figures.ask import Figure
from danvan.ingest import one
from danvan.texts import text
from danvan.ui import cached, warnings
from danvan.ui.filters import Selection
from danvan.ui.go import go
from danvan.ui.plain import plain
from danvan.ui.table import Cell, Column, table

BASIS = {name: f"common.basis_{name}" for name in ("reported", "derived", "partial", "none")}


def line(selection: Selection, indicators: list[str], rows: pd.DataFrame, *, asked: str, key: str) -> None:
    """The source line under a view with the button that opens the drawer.

    rows: the figures in view (unit_id, name); asked: the name of the question they answer.
    """
    status = cached.ask("figure.data_status", indicators=indicators).iloc[0]
    days = rows["as_of"].dropna() if "as_of" in rows else pd.Series(dtype=object)
    words = text(
        "common.source_line",
        period=selection.period.label if selection.period else text("common.kind_interval"),
        as_of=_days(days),
        loaded=numbers.moment(_moment(status["loaded_at"]), missing="chưa nhập"),
    )
    with st.container(horizontal=True, vertical_alignment="center", key=f"source_{key}"):
        st.html(f'<div class="source-line">{html.escape(words)}</div>')
        if selection.period and st.button(text("common.source_button"), key=f"open_{key}", type="tertiary"):
            _drawer(indicators, selection, rows, asked)
        if selection.period:
            warnings.line(selection, indicators, key=key)


def _days(days: pd.Series) -> str:
    """The closing day of the figures in view, or the first and the last where they differ."""
    first, last = (numbers.date(day, missing="chưa rõ") for day in (days.min(), days.max()))
    return last if first == last else text("common.days", first=first, last=last)


def facts_line(facts: pd.DataFrame, *, key: str) -> None:
    """The source line under figures of intervals and days, with the drawer for any one of them."""
    if facts.empty:
        return
    status = cached.ask("figure.data_status", indicators=sorted(set(facts["indicator"]))).iloc[0]
    words = text(
        "common.source_line",
        period=text("common.kind_interval"),
        as_of=_days(facts["as_of"].dropna()),
        loaded=numbers.moment(_moment(status["loaded_at"]), missing="chưa nhập"),
    )
    with st.container(horizontal=True, vertical_alignment="center", key=f"source_{key}"):
        st.html(f'<div class="source-line">{html.escape(words)}</div>')
        if st.button(text("common.source_button"), key=f"open_{key}", type="tertiary"):
            _facts_drawer(facts)
        warnings.facts_line(facts, key=key)


@st.dialog(text("common.source_title"), width="large")
def _facts_drawer(facts: pd.DataFrame) -> None:
    rows = facts.to_dict("records")
    place = st.selectbox(
        text("common.source_choose"), range(len(rows)), format_func=lambda at: _fact_words(rows[at]), key="drawer_fact"
    )
    row = rows[place]
    answer = cached.figure(row["indicator"], row["unit_id"], meaning.period_of(row).code, breakdown=row["breakdown"])
    show(answer, asked="figure.all_intervals", key="facts")


def _fact_words(row: dict[str, Any]) -> str:
    level = f" ({catalogue.breakdown_name(row['breakdown'])})" if row["breakdown"] else ""
    return f"{row['full_name']} – {row['indicator_name']}{level} – {meaning.period_of(row).label}"


def _moment(value: Any) -> Any:
    return None if pd.isna(value) else pd.Timestamp(value).to_pydatetime()


@st.dialog(text("common.source_title"), width="large")
def _drawer(indicators: list[str], selection: Selection, rows: pd.DataFrame, asked: str) -> None:
    """The pedigree of one of the figures in view, chosen by indicator and unit."""
    left, right = st.columns(2)
    indicator = left.selectbox(
        text("common.indicator"), indicators, format_func=lambda code: catalogue.get(code).name, key="drawer_indicator"
    )
    names = {selection.unit.unit_id: selection.unit.full_name}
    names |= dict(zip(rows["unit_id"], rows["full_name"], strict=True)) if "full_name" in rows else {}
    unit = right.selectbox(text("common.source_choose"), list(names), format_func=names.__getitem__, key="drawer_unit")
    show(
        cached.figure(indicator, unit, selection.period.code, breakdown=selection.breakdown), asked=asked, key="drawer"
    )


def show(answer: Figure, *, asked: str, key: str) -> None:
    """One figure with everything that is known about it."""
    item = catalogue.get(answer.indicator)
    value = numbers.qualified(answer.value, answer.qualifier, item.decimals, item.unit)
    level = f" ({catalogue.breakdown_name(answer.breakdown)})" if answer.breakdown else ""
    where = f"{units.get(answer.unit_id).full_name} · {answer.period.label}"
    closed = f" Số liệu chốt đến {numbers.date(answer.as_of)}." if answer.as_of else ""
    fraction = numbers.fraction(answer.numerator, answer.denominator, missing="")
    st.html(
        f'<div class="fact"><div class="who">{html.escape(item.name + level)}</div>'
        f'<div class="what">{html.escape(where)}</div><div class="big">{html.escape(value)}</div>'
        f'<div class="when"><span class="badge">{text(BASIS[answer.basis])}</span>'
        f"{html.escape(answer.reason + closed)} {fraction and '= ' + fraction}</div></div>"
    )
    _remarks(answer)
    if answer.parts:
        st.markdown(f"**{text('common.source_parts')}**")
        _parts(answer, key)
    st.markdown(f"**{text('common.source_documents')}**")
    _documents(answer, key)
    _meaning(item, asked)


def _remarks(answer: Figure) -> None:
    """What the checks remark about the figure, and the way to correct it."""
    said = "".join(f'<div class="remark warn">{html.escape(words)}</div>' for words in warnings.of_figure(answer))
    found = reports(answer)
    document = found["source"].iloc[0] if len(found) else ""
    if said:
        st.html(said)
    link = warnings.correct_link(answer.indicator, answer.unit_id, answer.period.code, answer.breakdown, document)
    go(text("warnings.correct"), link)


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


def _parts(answer: Figure, key: str) -> None:
    columns = [Column("Thành phần"), Column(text("common.source_value"), numeric=True), Column("Tình trạng")]
    decimals = {code: catalogue.get(code).decimals for code in {part.indicator for part in answer.parts}}
    rows = []
    for part in answer.parts:
        shown = numbers.qualified(part.value, part.qualifier, decimals[part.indicator], missing="–")
        state = text(BASIS[part.basis]) if part.basis != "none" else meaning.LABELS.get(part.state, "")
        sign = "− " if part.sign < 0 else ""
        rows.append([Cell(sign + part.label, part.label), Cell(shown, part.value), Cell(state, state, "soft")])
    table(columns, rows, key=f"parts_{key}", label=text("common.source_parts"))


def _documents(answer: Figure, key: str) -> None:
    if not answer.sources:
        st.caption(text("common.source_none"))
        return
    columns = [Column("Tài liệu"), Column("Nơi công bố"), Column("Ngày"), Column("Vị trí"), Column("Đợt nhập")]
    rows = [
        [
            Cell(source["title"], source["title"]),
            Cell(source["publisher"], source["publisher"], "soft"),
            Cell(numbers.date(_moment(source["date"]), missing=""), source["date"], "soft"),
            Cell(source["place"], source["place"], "soft"),
            Cell(f"{source['batch']} · {source['imported_by']}", source["batch"], "soft"),
        ]
        for source in answer.sources
    ]
    table(columns, rows, key=f"documents_{key}", label=text("common.source_documents"))
    _observations(answer, key)


def _observations(answer: Figure, key: str) -> None:
    """What several documents say of this very cell, and why the one in use is."""
    found = reports(answer)
    if len(found) < 2:
        return
    said = [one.said(answer.indicator, row) for row in found.to_dict("records")]
    differ = len(set(said)) > 1
    heading = text(
        "warnings.conflicts" if differ else "warnings.agree",
        count=numbers.number(len(set(said)) if differ else len(said)),
    )
    st.markdown(f"**{heading}**")
    rows = [
        [
            Cell(words, _raw(row["value"])),
            Cell(text("one_figure.in_use") if row["in_use"] else "", str(row["in_use"]), "soft"),
            Cell(row["title"] or "", row["title"] or ""),
            Cell(numbers.date(_moment(row["as_of"]), missing=""), str(row["as_of"]), "soft"),
        ]
        for words, row in zip(said, found.to_dict("records"), strict=True)
    ]
    columns = [Column(text("common.source_value"), numeric=True), Column(""), Column("Tài liệu"), Column("Ngày chốt")]
    table(columns, rows, key=f"reports_{key}", label=heading)
    if differ and found["in_use"].iloc[0]:
        other = next(row for row, words in zip(found.to_dict("records"), said, strict=True) if words != said[0])
        why = one.why(found.iloc[0].to_dict(), other)
        st.caption(plain(text("warnings.conflict_used", document=found["title"].iloc[0], why=why), 600))


def _raw(value: Any) -> float | None:
    return None if numbers.is_missing(value) else float(value)


def _meaning(item: catalogue.Indicator, asked: str) -> None:
    said = [
        (text("common.source_definition"), item.definition),
        (text("common.source_legal"), item.legal_basis),
        (text("common.source_caution"), item.caution),
        (text("common.source_question"), query(asked).question),
    ]
    st.html(
        '<div class="source-line">'
        + "".join(f"<p><b>{name}:</b> {html.escape(words)}</p>" for name, words in said if words)
        + "</div>"
    )
