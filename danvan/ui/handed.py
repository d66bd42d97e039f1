"""The one way in which a page hands over a file: a button whose file is made, and recorded, when it is pressed.

Nothing of a page calls st.download_button but this module. Streamlit asks for the file once a press and never for a
rerun, so the journal has one entry a file that was taken: who, when, from where, which file, of which page and figures.
"""

import threading
from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context_attr import SCRIPT_RUN_CONTEXT_ATTR_NAME

from danvan import catalogue, periods, rights, units, workspace
from danvan.errors import DanVanError
from danvan.rights import Actor
from danvan.texts import text
from danvan.ui.filters import NOW
from danvan.ui.places import PATHS, SECTIONS
from danvan.ui.plain import file_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {
    "csv": "text/csv",
    "xlsx": XLSX,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "html": "text/html",
    "png": "image/png",
    "svg": "image/svg+xml",
}
LONGEST = 200
TITLES = {PATHS[name]: title for _, _, listed in SECTIONS for name, _, title in listed}


def button(label: str, made: Callable[[], bytes] | bytes, file: str, *, key: str, what: str = "", **looks: Any) -> None:
    """A button under which `file` is handed over; `made` makes it, outside the session, so it must not look at that.

    what: the file is of this, in words, beside page, unit and period; looks: type, help, width … of the button.
    """
    actor, session, told = rights.current(), get_script_run_ctx(), where(what)
    file = file_name(file)
    kind = file.rpartition(".")[2].lower()

    def _made() -> bytes:
        taking = _asked_again(session, actor)
        data = made() if callable(made) else made
        record(taking, file, told)
        return data

    st.download_button(
        label, _made, file, KINDS.get(kind, "application/octet-stream"), key=key, on_click="ignore", **looks
    )


def record(actor: Actor, file: str, told: str) -> None:
    """Write into the journal that somebody has taken a file."""
    with rights.acting_as(actor):
        rights.record("export", file[:LONGEST], told)


def where(what: str = "") -> str:
    """What is looked at, as the journal tells it: page, its figure, unit, period, boundaries, workspace."""
    page = TITLES.get(st.session_state.get("page"))
    asked = {name: st.query_params.get(name, "") for name in ("ct", "dv", "ky", "dg", "kg")}
    told = [
        text(page) if page else "",
        what,
        _named(lambda: catalogue.get(asked["ct"]).name, asked["ct"]),
        _named(lambda: units.get(asked["dv"]).full_name, asked["dv"]),
        _named(lambda: periods.parse(asked["ky"]).label, asked["ky"]),
        text("journal.boundaries_now") if asked["dg"] == NOW else "",
        workspace.NAMES[workspace.ILLUSTRATIVE] if asked["kg"] == workspace.ILLUSTRATIVE else "",
    ]
    return " · ".join(words[:LONGEST] for words in told if words)


def _named(name: Callable[[], str], asked: str) -> str:
    """The name of what the address asks for; as it stands there when it has none."""
    try:
        return name() if asked else ""
    except DanVanError:
        return asked


def _asked_again(session: Any, drawn_for: Actor) -> Actor:
    """Who takes the file, asked when the button is pressed: Refused when their session has ended since it was drawn."""
    if session is None:
        return drawn_for
    thread = threading.current_thread()
    add_script_run_ctx(thread, session)
    try:
        return rights.current()
    finally:
        delattr(thread, SCRIPT_RUN_CONTEXT_ATTR_NAME)
