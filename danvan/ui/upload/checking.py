"""Step 4: everything found, with its remedy; names of units put right in place; the file back, its faults marked."""

from pathlib import PurePath

import streamlit as st

from danvan.ingest import marked
from danvan.ingest.choices import MISSING, ZERO
from danvan.ingest.findings import INFO, SEVERITIES, STOP, WARN, Finding
from danvan.ingest.run import Intake
from danvan.numbers import number
from danvan.texts import text
from danvan.ui import handed
from danvan.ui.table import Cell, Column, table
from danvan.ui.upload import closed, names, state, steps, totals
from danvan.ui.upload.state import CHECK, Work

MOST_DRAWN = 200
STYLES = {STOP: "bad line", WARN: "warn line", INFO: "soft line"}
ALL = "all"


def draw(work: Work) -> None:
    """Draw the step."""
    with st.spinner(text("upload.checking")):
        intake = work.intake
    _verdict(work, intake)
    names.draw(work)
    _dash(work, intake)
    totals.draw(work, intake)
    closed.draw(work)
    _findings(work, intake)
    _good_rows(work, intake)
    steps.onward(work, CHECK, disabled=intake.blocked)


def _verdict(work: Work, intake: Intake) -> None:
    """In one line: all well, or how many rows are wrong."""
    if intake.blocked:
        st.error(text("upload.check_blocked"))
    elif intake.rejected_rows:
        said = "upload.check_left_out" if intake.accepts_good_rows else "upload.check_wrong"
        st.warning(text(said, count=number(len(intake.rejected_rows))))
    elif not work.open_questions(CHECK):
        st.success(text("upload.check_fine"))


def _dash(work: Work, intake: Intake) -> None:
    """What a lone dash stands for, where there are some."""
    dashes = sum(sheet.shaped.understood.dashes for sheet in intake.sheets)
    if not dashes:
        return
    key = work.key("dash")
    given = next((answers.dash for answers in work.answers.values() if answers.dash), "")
    st.session_state[key] = given or next((s.choices.dash for s in intake.sheets if s.choices.dash), MISSING)
    st.radio(
        text("upload.dash", count=number(dashes)),
        [MISSING, ZERO],
        key=key,
        format_func=lambda code: text(f"upload.dash_{code}"),
        horizontal=True,
        on_change=lambda: state.answer(work, dash=st.session_state[key]),
    )


def _findings(work: Work, intake: Intake) -> None:
    """The table of findings with its filter, and the file with the faults marked."""
    if not intake.findings:
        return
    counts = {level: sum(item.severity == level for item in intake.findings) for level in SEVERITIES}
    st.subheader(text("upload.findings_title"))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        shown = st.segmented_control(
            text("upload.findings_show"),
            [ALL, *(level for level in SEVERITIES if counts[level])],
            default=ALL,
            required=True,
            format_func=lambda code: _level_words(code, counts),
            key=work.key("findings_shown"),
            label_visibility="collapsed",
        )
        _marked(work, intake)
    ordered = sorted(intake.findings, key=lambda item: (SEVERITIES.index(item.severity), item.sheet, item.row or 0))
    several = len(intake.document.grids) > 1
    lines = [_line(item, several) for item in ordered if shown in (ALL, item.severity)]
    columns = [Column(text(f"upload.finding_{name}")) for name in ("level", "where", "value", "what", "remedy")]
    table(
        columns,
        lines,
        key=f"{work.key('findings')}_{shown}",
        label=text("upload.findings_title"),
        most=MOST_DRAWN,
        stack=True,
    )


def _level_words(code: str, counts: dict[str, int]) -> str:
    count = sum(counts.values()) if code == ALL else counts[code]
    return f"{text(f'upload.severity_{code}')} ({number(count)})"


def _line(item: Finding, several: bool) -> list[Cell]:
    order = f"{SEVERITIES.index(item.severity)}{item.sheet}{item.row or 0:08d}"
    return [
        Cell(text(f"upload.severity_{item.severity}"), order, STYLES[item.severity]),
        Cell(_where(item, several), item.row or 0, "soft line"),
        Cell(item.value, item.value),
        Cell(item.message, item.message, "wide"),
        Cell(item.remedy, item.remedy, "wide soft"),
    ]


def _where(item: Finding, several: bool) -> str:
    """'E6' in a sheet, 'dòng 6, cột 4' in a text file; with the sheet's name where there are several."""
    if item.sheet and item.row and item.column:
        place = f"{item.column}{item.row}"
    else:
        column = text("upload.column", column=item.column) if item.column else ""
        place = ", ".join(filter(None, (text("upload.row", row=item.row) if item.row else "", column)))
    return " · ".join(filter(None, (item.sheet if several else "", place)))


def _marked(work: Work, intake: Intake) -> None:
    """The workbook is made when it is asked for: it takes seconds for a large file."""
    handed.button(
        text("upload.marked"),
        lambda: marked.make(intake.document, intake.findings),
        f"{PurePath(work.name).stem}-danh-dau.xlsx",
        key=work.key("marked"),
    )


def _good_rows(work: Work, intake: Intake) -> None:
    """Whether the good rows may go in without the bad ones; off until the user says so."""
    if not (work.open_questions(CHECK) or intake.rejected_rows or intake.accepts_good_rows) or intake.blocked:
        return
    key = work.key("good_rows")
    st.session_state[key] = intake.accepts_good_rows
    st.checkbox(
        text("upload.good_rows"),
        key=key,
        help=text("upload.good_rows_help"),
        on_change=lambda: state.answer(work, accept_good_rows=st.session_state[key]),
    )
