"""The one place that caches: open workspaces, and answers per (question, parameters, version of the data).

An import changes the version, so nothing is ever cleared by hand.
"""

from typing import Any

import pandas as pd
import streamlit as st

from danvan import workspace
from danvan.database import Database
from danvan.figures.ask import Figure
from danvan.figures.ask import figure as ask_figure
from danvan.texts import text

# Answers are small (tens of rows); this many cover a morning's browsing of a whole office.
ANSWERS = 4000


@st.cache_resource(show_spinner=text("common.opening"))
def database(name: str) -> Database:
    """The open workspace; opened once in the process, ready for use."""
    return workspace.open_workspace(name)


def current() -> str:
    """The workspace that this session looks at."""
    return st.session_state.get("workspace", workspace.OFFICIAL)


def version(name: str) -> str:
    """Changes whenever a batch is committed or undone, or the reference data is renewed."""
    return str(database(name).value("ingest.version"))


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
