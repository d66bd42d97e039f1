"""The commit itself, in a thread of its own: leaving or reloading the page does not stop it.

A commit is one transaction, so it either happens whole or not at all. Once it is done the file no longer waits.
"""

import threading
from dataclasses import dataclass, field

import streamlit as st

from danvan import rights, workspace
from danvan.errors import DanVanError
from danvan.ingest import originals, run
from danvan.texts import text
from danvan.ui import cached, frame
from danvan.ui.upload import state
from danvan.ui.upload.state import Work

GLANCE = 0.15
"""Seconds between two looks at how far it is."""


@dataclass
class Job:
    """A commit under way or just ended."""

    fraction: float = 0.0
    words: str = ""
    batch: str | None = None
    fault: Exception | None = None
    over: threading.Event = field(default_factory=threading.Event)

    def say(self, fraction: float, words: str) -> None:
        """What the load stage tells."""
        self.fraction, self.words = fraction, words


@st.cache_resource(show_spinner=False)
def _jobs() -> dict[tuple[str, str], Job]:
    return {}


def running(digest: str) -> bool:
    """Whether a commit of this file is under way or has ended without being looked at."""
    return (cached.current(), digest) in _jobs()


def start(work: Work, who: str) -> None:
    """Begin; a second click while it runs does nothing."""
    place = (cached.current(), work.digest)
    if place in _jobs():
        return
    job = _jobs()[place] = Job()
    state.to_top()
    database, intake = cached.database(place[0]), work.intake
    # The thread has no session to ask who is acting.
    actor = rights.current()
    directory = workspace.data_directory()

    def _run() -> None:
        try:
            with rights.acting_as(actor):
                job.batch = run.commit(database, intake, work.data, who, progress=job.say)
            originals.discard(directory, work.digest)
        except Exception as error:
            job.fault = error
        finally:
            job.over.set()

    threading.Thread(target=_run, name=f"commit-{work.digest[:8]}", daemon=False).start()


def follow(work: Work) -> None:
    """Show how far it is until it is over; then the result, or what went wrong."""
    place = (cached.current(), work.digest)
    job = _jobs()[place]
    bar = st.progress(0.0, text("upload.loading"))
    while not job.over.wait(GLANCE):
        bar.progress(min(max(job.fraction, 0.0), 1.0), job.words or text("upload.loading"))
    _jobs().pop(place, None)
    if job.fault is None:
        state.go(state.DONE, work.digest, dot=job.batch or state.NOTHING_NEW)
        st.rerun()
    bar.empty()
    if not isinstance(job.fault, DanVanError):
        raise job.fault
    frame.failure(job.fault, "upload.not_loaded")
    st.button(text("upload.check_again"), type="primary", key="check_again")
