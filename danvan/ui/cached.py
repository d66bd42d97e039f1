"""The one place that caches: open workspaces, and answers per (question, parameters, version of the data).

An import changes the version, so nothing is ever cleared by hand.
"""

import threading
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from danvan import periods, rights, snapshot, workspace
from danvan.briefing import compose, office
from danvan.briefing.contents import Deck
from danvan.briefing.model import Briefing, from_json
from danvan.cases import register
from danvan.cases.item import Case
from danvan.database import Database
from danvan.figures import changes as cell_changes
from danvan.figures.ask import Figure
from danvan.figures.ask import figure as ask_figure
from danvan.ingest import history, undo
from danvan.ingest.choices import Choices
from danvan.ingest.grid import Document
from danvan.ingest.read import read
from danvan.texts import text
from danvan.ui import as_of, keeping

if TYPE_CHECKING:
    from danvan.ingest.run import Intake

# Answers are small (tens of rows); this many cover a morning's browsing of a whole office.
ANSWERS = 4000
# Tables of a few thousand rows: enough for the batches that some people look at, no more.
BATCHES_SHOWN = 30
# Files in hand are large: a few cover a person's way back and forth, and another person beside.
FILES, FILES_FOR = 4, 1800
# Registers of single cases: some tens of thousands in a large office, so only those that are being looked at.
REGISTERS = 12
# Copies of past days that are open at once, and the lock under which one is made.
PAST_DAYS = 6
MAKING = threading.Lock()


@st.cache_resource(show_spinner=text("common.opening"))
def live(name: str) -> Database:
    """The open workspace as it is now; opened once in the process, ready for use."""
    database = workspace.open_workspace(name)
    if name == workspace.OFFICIAL:
        keeping.begin(database)
    return database


def database(name: str) -> Database:
    """The open workspace, or what was known of it at the end of the past day that this session looks at (read only)."""
    day = as_of.day()
    return live(name) if day is None else _past(name, day, snapshot.mark(live(name), day))


@st.cache_resource(max_entries=PAST_DAYS, show_spinner=text("as_of.opening"))
def _past(name: str, day: date, mark: str) -> Database:
    with MAKING:
        return workspace.open_as_of(name, day, live(name))


def current() -> str:
    """The workspace that this session looks at."""
    return st.session_state.get("workspace", workspace.OFFICIAL)


def version(name: str) -> str:
    """Changes whenever a batch is committed or undone, or the reference data is renewed."""
    day = as_of.day()
    return f"{day or ''}/{database(name).value('ingest.version')}"


def ask(query_name: str, **parameters: Any) -> pd.DataFrame:
    """The rows of a named question in the session's workspace."""
    name = current()
    return _ask(name, query_name, _hashable(parameters), version(name))


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def _ask(name: str, query_name: str, parameters: tuple, version: str) -> pd.DataFrame:
    return database(name).ask(query_name, **{key: list(v) if isinstance(v, tuple) else v for key, v in parameters})


def _hashable(parameters: dict[str, Any]) -> tuple:
    return tuple(
        (key, tuple(value) if isinstance(value, list | tuple) else value) for key, value in sorted(parameters.items())
    )


def figure(indicator: str, unit: str, period: str, *, breakdown: str = "", geography: str = "then") -> Figure:
    """One figure with its pedigree in the session's workspace."""
    name = current()
    return _figure(name, indicator, unit, period, breakdown, geography, version(name))


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def _figure(name: str, indicator: str, unit: str, period: str, breakdown: str, geography: str, version: str) -> Figure:
    return ask_figure(database(name), indicator, unit, period, breakdown=breakdown, geography=geography)


def cases(unit: str | None = None) -> tuple[Case, ...]:
    """The cases of the register (danvan.cases.register), withdrawn ones too, in the session's workspace."""
    name = current()
    return _cases(name, unit, version(name))


@st.cache_resource(max_entries=REGISTERS, show_spinner=False)
def _cases(name: str, unit: str | None, version: str) -> tuple[Case, ...]:
    return tuple(register.every(database(name).ask, unit))


def changes_of_cell(indicator: str, unit: str, breakdown: str, period: str) -> list[cell_changes.Change]:
    """What each batch made of one cell (danvan.figures.changes), in the session's workspace."""
    name = current()
    return _changes_of_cell(name, indicator, unit, breakdown, period, version(name))


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def _changes_of_cell(
    name: str, indicator: str, unit: str, breakdown: str, period: str, version: str
) -> list[cell_changes.Change]:
    return cell_changes.of_cell(database(name), indicator, unit, breakdown, periods.parse(period))


def prepared(digest: str, name: str, data: bytes, answers: dict[str, Choices]) -> "Intake":
    """A file prepared under its answers against the session's workspace as it is now; not to be changed."""
    at = current()
    common = answers.get("", Choices())
    document = _document(digest, name, common.encoding, common.delimiter, data)
    said: tuple = tuple(sorted((sheet, given.to_json()) for sheet, given in answers.items()))
    # A reason to change closed periods is one for administrators only.
    said += (rights.current().may(rights.ADMINISTER),) if common.closed_reason else ()
    return _prepared(at, digest, name, said, version(at), data, document, answers)


@st.cache_resource(max_entries=FILES, ttl=FILES_FOR, show_spinner=False)
def _document(digest: str, name: str, encoding: str, delimiter: str, _data: bytes) -> Document:
    return read(_data, name, encoding=encoding or None, delimiter=delimiter or None)


@st.cache_resource(max_entries=FILES, ttl=FILES_FOR, show_spinner=False)
def _prepared(
    at: str, digest: str, name: str, said: tuple, version: str, _data: bytes, _document: Document, _answers: dict
) -> "Intake":
    # Imported late: the stages of an import are many modules, and most pages do not need them.
    from danvan.ingest import run

    return run.prepare(database(at), name, _data, _answers, document=_document)


def glance(tell: Callable[[], str], *of: str) -> str:
    """A few words about a waiting file, told once while `of` (its digest, its answers) and the data stay the same."""
    at = current()
    return _glance(at, version(at), of, tell)


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def _glance(at: str, version: str, of: tuple, _tell: Callable[[], str]) -> str:
    return _tell()


def changes(batch: str, most: int) -> tuple[pd.DataFrame, int, int]:
    """What a batch changed, value by value (danvan.ingest.history), in the session's workspace."""
    name = current()
    return _changes(name, batch, most, version(name))


@st.cache_data(max_entries=BATCHES_SHOWN, show_spinner=False)
def _changes(name: str, batch: str, most: int, version: str) -> tuple[pd.DataFrame, int, int]:
    return history.changes(database(name), batch, most=most)


def effect_of_undo(batch: str, most: int) -> tuple[pd.DataFrame, int]:
    """The figures that undoing a batch would change (danvan.ingest.undo), in the session's workspace."""
    name = current()
    return _effect_of_undo(name, batch, most, version(name))


@st.cache_data(max_entries=BATCHES_SHOWN, show_spinner=False)
def _effect_of_undo(name: str, batch: str, most: int, version: str) -> tuple[pd.DataFrame, int]:
    return undo.preview(database(name), batch, most=most)


def deck(briefing: Briefing, made: date, *, lineage: bool = False) -> Deck:
    """A briefing composed from the figures of the session's workspace as they stand now."""
    return deck_later(briefing, made)(lineage)


def deck_later(briefing: Briefing, made: date) -> Callable[[bool], Deck]:
    """The same for a file that is made outside the session: workspace, day and figures are those of now."""
    name = current()
    opened = database(name)
    asked = (name, briefing.to_json(), office.office(opened), made, version(name))
    return lambda lineage: _deck(*asked, lineage, opened)


@st.cache_resource(max_entries=ANSWERS, show_spinner=False)
def _deck(
    name: str,
    briefing: str,
    chosen: office.Office,
    made: date,
    version: str,
    lineage: bool,
    _database: Database,
) -> Deck:
    illustrative = name == workspace.ILLUSTRATIVE
    how = {"made": made, "illustrative": illustrative, "lineage": lineage}
    return compose.compose(_database, from_json(briefing), chosen, **how)
