"""A list in a file on a page: the form to fill in, what a sent file holds, every fault, and writing it.

What the list is about (targets, cases) comes from the page that shows it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st

from danvan import numbers
from danvan.lists.rows import Listed
from danvan.texts import text
from danvan.ui import handed, person, plans_fields
from danvan.ui.table import Cell, Column, table

L = TypeVar("L", bound=Listed)


@dataclass(frozen=True)
class Preview:
    """What would be written: a heading over a table. lines: one an entry."""

    title: str
    columns: Sequence[Column]
    lines: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class ListFile(Generic[L]):
    """One kind of list. key: begins every widget's key; file: the name of the form without its ending.

    read: a sent file → what it holds; told: what was read in a sentence; previews: what would be written, in order;
    commit: the words on the button, write: writes it and says so.
    """

    key: str
    title: str
    about: str
    file: str
    as_xlsx: Callable[[], bytes]
    as_csv: Callable[[], bytes]
    read: Callable[[bytes, str], L]
    told: Callable[[L], str]
    previews: Callable[[L], Sequence[Preview]]
    commit: Callable[[L], str]
    write: Callable[[L], str]


def draw(kind: ListFile[L]) -> None:
    """Draw the part of the page."""
    with st.expander(kind.title):
        st.caption(kind.about)
        with st.container(horizontal=True):
            for words, make, ending in (
                ("plans.template_xlsx", kind.as_xlsx, "xlsx"),
                ("plans.template_csv", kind.as_csv, "csv"),
            ):
                handed.button(text(words), make, f"{kind.file}.{ending}", key=f"{kind.key}_{ending}")
        turn = st.session_state.get(_turn(kind.key), 0)
        file = st.file_uploader(text("plans.pick_file"), key=f"uploader_{kind.key}_{turn}")
        if file is not None:
            _sent(kind, kind.read(file.getvalue(), file.name))


def _sent(kind: ListFile[L], found: L) -> None:
    """What a sent file holds, and the button that writes it."""
    st.markdown(kind.told(found))
    if found.findings:
        columns = [Column(text("plans.file_row"), numeric=True)]
        columns += [Column(text(f"plans.file_{name}")) for name in ("fault", "remedy")]
        lines = [
            [
                Cell(numbers.number(item.row, missing=""), item.row),
                Cell(item.message, item.message, "bad" if item.severity == "stop" else "soft"),
                Cell(item.remedy, item.remedy, "wide soft"),
            ]
            for item in found.findings
        ]
        table(columns, lines, key=f"{kind.key}_faults", label=text("plans.file_fault"), stack=True, most=60)
    shown = [preview for preview in kind.previews(found) if preview.lines]
    for at, preview in enumerate(shown):
        st.markdown(f"**{preview.title}**")
        key = f"{kind.key}_preview{at or ''}"
        table(preview.columns, preview.lines, key=key, label=preview.title, stack=True, most=60)
    if not shown:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        some = not found.bad_rows or st.checkbox(text("plans.file_some"), key=f"{kind.key}_some")
        person.field(f"{kind.key}_person_file")
        st.button(
            kind.commit(found),
            key=f"{kind.key}_file_commit",
            type="primary",
            disabled=not (some and person.name()),
            on_click=_commit,
            args=(kind, found),
        )


def _commit(kind: ListFile[L], found: L) -> None:
    def _next() -> None:
        st.session_state[_turn(kind.key)] = st.session_state.get(_turn(kind.key), 0) + 1

    plans_fields.act(lambda: kind.write(found), _next)


def _turn(key: str) -> str:
    return f"{key}_turn"
