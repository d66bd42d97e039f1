"""Step 2: how the file was understood, with the first rows; what is changed shows in them at once."""

import html
from typing import Any

import streamlit as st

from danvan import numbers, periods
from danvan.ingest import run
from danvan.ingest.run import Sheet
from danvan.texts import text
from danvan.ui import filters, lookup
from danvan.ui.picker import Item, search
from danvan.ui.plain import plain
from danvan.ui.upload import details, pick, preview, questions, state, steps
from danvan.ui.upload.state import CHECK, COLUMNS, READ, Work

FROM = {"title": "upload.from_title", "sheet": "upload.from_sheet", "file": "upload.from_file"}
"""Where the period was found → its words; what the user chose needs none."""
GEOGRAPHIES = ("", "63", "34")


def draw(work: Work) -> None:
    """Draw the step."""
    with st.spinner(text("upload.reading")):
        intake = work.intake
    if not intake.document.grids:
        unreadable(work)
        return
    sheet = chosen_sheet(work)
    st.html(_facts(work, sheet))
    if intake.status == run.PREVIEW and not any(work.open_questions(step) for step in (READ, COLUMNS, CHECK)):
        st.success(text("upload.all_clear"))
    questions.draw(work)
    with st.container(horizontal=True, key="reading_fields", vertical_alignment="bottom", gap="medium"):
        _sheet_fields(work, sheet)
    for item in intake.findings:
        if item.severity == "stop" and item.row is None:
            st.error(plain(f"{item.message} {item.remedy}"))
    st.html(preview.first_rows(sheet, intake.new))
    details.draw(work, sheet)
    steps.onward(work, READ, disabled=intake.blocked)


def unreadable(work: Work) -> None:
    """A file of which not one cell could be read: why, and another encoding to try."""
    for item in work.intake.findings:
        if item.severity == "stop":
            st.error(f"**{plain(item.message)}**\n\n{plain(item.remedy)}")
    details.draw(work, None)
    steps.bar(work, READ, text("upload.another_file"), lambda: state.go(state.CHOOSE))


def chosen_sheet(work: Work) -> Sheet:
    """The sheet in view: the one chosen, else the first with figures."""
    sheets = work.intake.sheets
    key = work.key("sheet_in_view")
    names = [sheet.name for sheet in sheets]
    if len(sheets) > 1 and st.session_state.get(key) not in names:
        st.session_state[key] = names[0]
    return sheets[names.index(st.session_state[key])] if len(sheets) > 1 else sheets[0]


def sheet_switch(work: Work, waiting: dict[str, int] | None = None) -> None:
    """Which sheet is in view, where there are several with figures. waiting: how many columns of each are open."""
    counts = waiting or {}
    names = [sheet.name for sheet in work.intake.sheets]
    if len(names) > 1:
        chosen_sheet(work)
        st.selectbox(
            text("upload.sheet_in_view", count=len(names)),
            names,
            key=work.key("sheet_in_view"),
            format_func=lambda name: (
                text("upload.sheet_open", sheet=name, count=numbers.number(counts[name])) if counts.get(name) else name
            ),
            width=260,
        )


def _facts(work: Work, sheet: Sheet) -> str:
    """What was understood, in a few words each: a term, what was found, and why."""
    known, intake = sheet.shaped.understood, work.intake
    rows = [item.shaped.rows for item in intake.sheets]
    found = {unit for frame in rows for unit in frame["unit_id"].unique() if unit}
    figures = sum(len(frame) for frame in rows)
    said = [
        ("file", _file_words(work), ""),
        ("units", numbers.number(len(found)), ""),
        ("figures", numbers.number(figures), _missing(intake.sheets)),
        ("period", _periods(sheet), text(FROM[known.period_from]) if known.period_from in FROM else ""),
        ("geography", text(f"upload.geography_{known.geography or 'then'}"), known.geography_why),
        ("measure", known.unit_of_measure, ""),
    ]
    cells = "".join(
        f"<div><dt>{text(f'upload.fact_{name}')}</dt><dd>{html.escape(value)}<small>{html.escape(why)}</small></dd></div>"
        for name, value, why in said
        if value
    )
    return f'<dl class="read-facts">{cells}</dl>'


def _file_words(work: Work) -> str:
    document = work.intake.document
    words = text(f"upload.format_{document.format or 'csv'}")
    sheets = len(work.intake.sheets)
    return text("upload.sheets", format=words, count=sheets) if sheets > 1 else words


def _missing(sheets: tuple[Sheet, ...]) -> str:
    missing = sum(sheet.shaped.understood.missing for sheet in sheets)
    return text("upload.missing", count=numbers.number(missing)) if missing else ""


def _periods(sheet: Sheet) -> str:
    spans = sheet.shaped.rows[["period_start", "period_end"]].drop_duplicates().dropna().sort_values("period_end")
    found = [periods.Period(start.date(), end.date()) for start, end in spans.itertuples(index=False)]
    if not found:
        return text("upload.period_unknown")
    if len(found) <= 2:
        return ", ".join(item.label for item in found)
    return text("upload.periods", first=found[0].label, last=found[-1].label, count=len(found))


def _sheet_fields(work: Work, sheet: Sheet) -> None:
    """The few things that anyone can tell: which sheet, which period, whose file, which boundaries."""
    known, given = sheet.shaped.understood, sheet.choices
    alike = (sheet.name,)
    sheet_switch(work)
    with st.container(width=260):
        search(
            text("upload.field_period"),
            lambda typed, most: _or_none(given.period, typed, pick.find_periods(typed, most)),
            chosen=pick.period_item(given.period) if given.period else _found_period(known.period),
            key=work.key("period", sheet.name),
            picked=lambda code: state.answer(work, alike, period=code),
            placeholder=text("upload.period_in_table") if _has_periods(sheet) else text("common.choose"),
            must=not _has_periods(sheet),
        )
    with st.container(width=300):
        unit = given.unit or known.unit_id
        search(
            text("upload.field_unit"),
            lambda typed, most: _or_none(given.unit, typed, lookup.find_units(typed, most, day=filters.TODAY)),
            chosen=lookup.unit(unit) if unit else None,
            key=work.key("unit", sheet.name),
            picked=lambda code: state.answer(work, alike, unit=code),
            placeholder=text("upload.unit_none"),
            must=False,
        )
    details.select(work, alike, "geography", GEOGRAPHIES, given.geography, _geography_words(known.geography), width=320)


def _found_period(found: periods.Period | None) -> Item | None:
    return pick.period_item(found.code) if found else None


def _has_periods(sheet: Sheet) -> bool:
    return bool(sheet.shaped.rows["period_start"].notna().any())


def _or_none(given: str, typed: str, found: list[Item]) -> list[Item]:
    """The options, after the one that takes a choice back."""
    return [Item("", text("upload.unchosen")), *found] if given and not typed else found


def _geography_words(found: str) -> Any:
    as_found = text(f"upload.geography_{found or 'then'}").partition(" (")[0]
    return lambda code: text(f"upload.geography_{code}") if code else text("upload.as_found", found=as_found)
