"""A column whose figures no indicator of the catalogue is for: declared as a new one, in plain words."""

from dataclasses import dataclass

import streamlit as st

from danvan.errors import DanVanError
from danvan.ingest import new_indicators
from danvan.ingest.choices import ColumnChoice, NewIndicator
from danvan.ingest.run import Sheet
from danvan.ingest.shape.understood import ColumnRead
from danvan.ingest.shape.when import without_periods
from danvan.texts import text
from danvan.ui.plain import plain
from danvan.ui.upload import state
from danvan.ui.upload.pick import NEW
from danvan.ui.upload.state import Work

KINDS = tuple(new_indicators.AGGREGATION)


@dataclass(frozen=True)
class _Asked:
    """The columns that wait for a declaration, and what is guessed of it."""

    keys: tuple[int, ...]
    headers: tuple[str, ...]
    guess: NewIndicator


def ask(work: Work, sheet: Sheet, group: tuple[ColumnRead, ...]) -> None:
    """Open the form for these columns when the page is drawn next."""
    indexes = {column.index for column in group}
    rows = sheet.shaped.rows
    values = rows.loc[rows["column"].isin(indexes), "value"]
    header = without_periods(group[0].header) or group[0].header
    guess = new_indicators.guess(header, values, unit_of_measure=sheet.shaped.understood.unit_of_measure)
    st.session_state[work.key("declare")] = _Asked(
        tuple(column.key for column in group), tuple(column.header for column in group), guess
    )


def ask_words(work: Work, sheet: Sheet, said: str) -> None:
    """Open the form for figures that are named by these words in their lines."""
    rows = sheet.shaped.rows
    values = rows.loc[rows["measure"] == said, "value"]
    guess = new_indicators.guess(said, values, unit_of_measure=sheet.shaped.understood.unit_of_measure)
    st.session_state[work.key("declare")] = _Asked((), (said,), guess)


def draw(work: Work, sheet: Sheet) -> None:
    """Open the form if it was asked for."""
    asked = st.session_state.pop(work.key("declare"), None)
    if asked:
        _form(work, sheet, asked)


@st.dialog(text("upload.declare_title"))
def _form(work: Work, sheet: Sheet, asked: _Asked) -> None:
    st.caption(text("upload.declare_words"))
    name = st.text_input(
        text("upload.declare_name"),
        asked.guess.name,
        key=work.key("declare_name"),
        max_chars=new_indicators.LONGEST_NAME,
    )
    unit = st.text_input(
        text("upload.declare_unit"),
        asked.guess.unit,
        key=work.key("declare_unit"),
        placeholder=text("upload.declare_unit_example"),
        max_chars=new_indicators.LONGEST_UNIT,
    )
    kind = st.radio(
        text("upload.declare_kind"),
        KINDS,
        index=KINDS.index(asked.guess.kind) if asked.guess.kind in KINDS else len(KINDS) - 1,
        format_func=lambda code: text(f"upload.kind_{code}"),
        captions=[text(f"upload.kind_words_{code}") for code in KINDS],
        key=work.key("declare_kind"),
    )
    decimals = st.selectbox(
        text("upload.declare_decimals"),
        range(new_indicators.MOST_DECIMALS + 1),
        index=asked.guess.decimals,
        key=work.key("declare_decimals"),
    )
    if not st.button(text("upload.declare_yes"), type="primary", key=work.key("declare_yes")):
        return
    made = NewIndicator(name.strip(), unit.strip(), kind, decimals, asked.guess.group)
    try:
        new_indicators.described(made)
    except DanVanError as error:
        st.warning(f"{plain(error.message)}\n\n{plain(error.remedy)}")
        return
    _keep(work, sheet, asked, made)
    st.rerun()


def _keep(work: Work, sheet: Sheet, asked: _Asked, made: NewIndicator) -> None:
    columns = dict.fromkeys(asked.keys, ColumnChoice("measure", indicator=NEW))
    declared = dict.fromkeys(asked.headers, made)
    # What was chosen for these words before gives way.
    words = dict.fromkeys(asked.headers)
    alike = state.same_kind(work, sheet)
    state.answer(work, alike, columns=columns, new_indicators=declared, indicators=words)
