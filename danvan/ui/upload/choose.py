"""Step 1: drop files, fill in a template instead, or take up a file that waits."""

from typing import Any

import pandas as pd
import streamlit as st

from danvan import workspace
from danvan.errors import DanVanError
from danvan.ingest import originals, run
from danvan.numbers import number
from danvan.texts import text
from danvan.ui import cached
from danvan.ui.plain import plain
from danvan.ui.upload import state, template, together
from danvan.ui.upload.state import Work

MOST_WAITING = 30
READY = "✓ "
"""Begins what is said of a file that may be brought in as it is."""
LOOKED_INTO = 3_000_000
"""Files up to so many bytes are looked into for the list; a larger one says nothing until it is opened."""


def draw() -> None:
    """Draw the step."""
    left, right = st.columns([5, 3], gap="large")
    with left:
        _uploader()
    with right, st.container(border=True, key="no_file"):
        st.markdown(f"**{text('upload.no_file')}**")
        st.caption(text("upload.no_file_words"))
        if st.button(text("upload.template"), key="template_open"):
            template.dialog()
    _waiting()


def gone(digest: str) -> None:
    """The file that the address names does not wait: it was imported, given up, or never was here."""
    done = cached.ask("ingest.batch_of_file", digest=digest)
    if done.empty:
        st.warning(text("upload.gone"))
        return
    row = done.iloc[0]
    st.info(text("upload.imported_before", file=plain(row["file_name"]), batch=row["batch_id"]))
    st.button(text("upload.take_again"), key="take_again", on_click=_take_again, args=(row,))


def _take_again(row: Any) -> None:
    data = originals.original(workspace.data_directory(), row["file_path"])
    state.go(state.READ, state.put(row["file_name"], data))


def _uploader() -> None:
    words = "".join(f"--drop-{name}: '{text(f'upload.drop_{name}')}';" for name in ("here", "fault"))
    st.html(f"<style>[class*='st-key-uploader'] {{ {words} }}</style>")
    turn = st.session_state.get("upload_turn", 0)
    st.file_uploader(
        text("upload.drop"),
        accept_multiple_files=True,
        key=f"uploader_{turn}",
        label_visibility="collapsed",
        on_change=_received,
        args=(f"uploader_{turn}",),
    )
    st.caption(text("upload.drop_words"))


def _received(key: str) -> None:
    """Keep the files at once; a single one is opened, several stand in the list."""
    files = st.session_state.get(key) or []
    digests = [state.put(file.name, file.getvalue()) for file in files]
    if not digests:
        return
    st.session_state["upload_turn"] = st.session_state.get("upload_turn", 0) + 1
    if len(set(digests)) == 1:
        state.go(state.READ, digests[0])


def _waiting() -> None:
    waiting = originals.waiting(workspace.data_directory())
    shown = [(digest, name, *_told(digest)) for digest, name in waiting[:MOST_WAITING]]
    together.offer([digest for digest, _, _, ready in shown if ready])
    if not waiting:
        return
    st.subheader(text("upload.waiting", count=number(len(waiting))))
    for digest, name, words, _ in shown:
        with st.container(horizontal=True, vertical_alignment="center", key=f"waits_{digest[:12]}", gap="small"):
            st.markdown(f"**{plain(name, 90)}**  \n{words}")
            st.button(text("upload.take_up"), key=f"open_{digest[:12]}", on_click=state.go, args=(state.READ, digest))
            if st.button(text("upload.give_up"), key=f"drop_{digest[:12]}", type="tertiary"):
                _give_up(digest, name)
    if len(waiting) > MOST_WAITING:
        st.caption(text("upload.waiting_more", count=number(len(waiting) - MOST_WAITING)))


def _told(digest: str) -> tuple[str, bool]:
    """In a few words how far a waiting file is; and whether it is ready."""
    found = originals.draft(workspace.data_directory(), digest)
    if found is None or len(found[1]) > LOOKED_INTO:
        return text("upload.state_unread"), False
    work = Work(digest, *found)
    try:
        words = cached.glance(lambda: _glance(work), digest, work.name, *(a.to_json() for a in work.answers.values()))
    except DanVanError as error:
        return plain(error.message), False
    return words.removeprefix(READY), words.startswith(READY)


def _glance(work: Work) -> str:
    intake = work.intake
    if intake.status == run.PREVIEW:
        return _ready(run.good(intake)["status"].value_counts())
    if intake.blocked:
        return text("upload.state_blocked")
    asked = len(intake.questions)
    if asked:
        return text("upload.state_asks", count=number(asked))
    return text("upload.state_faults", count=number(len(intake.rejected_rows)))


def _ready(counts: pd.Series) -> str:
    """How much would go in, and what of it is not simply new."""
    total, known = int(counts.sum()), int(counts.get("unchanged", 0))
    if known == total:
        return text("upload.state_nothing_new")
    told = [(name, int(counts.get(name, 0))) for name in ("changed", "conflict", "unchanged")]
    beside = ", ".join(f"{number(count)} {text(f'upload.status_{name}').lower()}" for name, count in told if count)
    words = READY + text("upload.state_ready", count=number(total))
    return f"{words} ({beside})" if beside else words


@st.dialog(text("upload.give_up_title"))
def _give_up(digest: str, name: str) -> None:
    st.markdown(text("upload.give_up_words", file=plain(name)))
    if st.button(text("upload.give_up_yes"), type="primary", key="give_up_yes"):
        originals.discard(workspace.data_directory(), digest)
        st.rerun()
