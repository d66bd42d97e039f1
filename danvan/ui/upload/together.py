"""Several files that are ready brought in one after another: looked over in one table, confirmed once.

Each file is prepared anew right before its own commit, since the one before may have changed what it is compared
with; a file that is no longer ready by then stays among those that wait.
"""

import html
import threading
from dataclasses import dataclass, field

import streamlit as st

from danvan import rights, workspace
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.ingest import originals, run
from danvan.ingest.run import Intake
from danvan.numbers import number
from danvan.rights import Actor
from danvan.texts import text
from danvan.ui import cached, frame, person
from danvan.ui.plain import plain
from danvan.ui.table import Cell, Column, table
from danvan.ui.upload.state import Work

GLANCE = 0.15
"""Seconds between two looks at how far it is."""
COUNTS = ("new", "changed", "unchanged", "conflict")
LOUD = ("changed", "conflict")
DONE = "together_done"


@dataclass
class Job:
    """Files being brought in, or just brought in; what became of each, in words."""

    works: list[Work]
    at: int = 0
    written: list[tuple[str, str, str]] = field(default_factory=list)
    """(batch or '', file, in words)."""
    left: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


@st.cache_resource(show_spinner=False)
def _jobs() -> dict[str, Job]:
    """Workspace → the job under way there."""
    return {}


def offer(ready: list[str]) -> None:
    """The button, where at least two of the waiting files (by digest) are ready; and what the last run of it did."""
    if cached.current() in _jobs():
        _follow()
    _told()
    words = text("upload.together", count=number(len(ready)))
    if len(ready) > 1 and st.button(words, key="together", type="primary"):
        _review(ready)


@st.dialog(text("upload.together_title"), width="large")
def _review(ready: list[str]) -> None:
    """What each file would change; the name of who does it; the button."""
    found = [(digest, originals.draft(workspace.data_directory(), digest)) for digest in ready]
    works = [Work(digest, *draft) for digest, draft in found if draft]
    st.caption(text("upload.together_words"))
    columns = [Column(text("upload.together_file"))]
    columns += [Column(text(f"upload.status_{name}"), numeric=True) for name in COUNTS]
    columns.append(Column(text("upload.together_document")))
    label = text("upload.together_title")
    table(columns, [_line(work) for work in works], key="together_table", label=label, most=50, stack=True)
    who = person.field("together_who")
    yes = text("upload.together_yes", count=number(len(works)))
    if not st.button(yes, type="primary", key="together_yes"):
        return
    if not who:
        st.error(text("upload.who_missing"))
        return
    _start(works, who)
    st.rerun()


def _line(work: Work) -> list[Cell]:
    intake = work.intake
    found = run.good(intake)["status"].value_counts()
    counts = [int(found.get(name, 0)) for name in COUNTS]
    marked = [("warn" if name in LOUD and count else "") for name, count in zip(COUNTS, counts, strict=True)]
    numbers = [Cell(number(count), float(count), style) for count, style in zip(counts, marked, strict=True)]
    return [Cell(work.name, work.name), *numbers, Cell(intake.paper.title, intake.paper.title, "soft wide")]


def _start(works: list[Work], who: str) -> None:
    """Begin; a second click while it runs does nothing."""
    name = cached.current()
    if name in _jobs():
        return
    job = _jobs()[name] = Job(works)
    # The thread has no session to ask who is acting.
    given = (job, cached.database(name), who, rights.current())
    threading.Thread(target=_run, args=given, name="commit-together", daemon=False).start()


def _run(job: Job, database: Database, who: str, actor: Actor) -> None:
    try:
        for at, work in enumerate(job.works):
            job.at = at
            with rights.acting_as(actor):
                _one(job, database, work, who)
    finally:
        job.over.set()


def _one(job: Job, database: Database, work: Work, who: str) -> None:
    """One file, prepared as the data is now; what hinders it is kept in words, and the next file is taken up."""
    try:
        intake = run.prepare(database, work.name, work.data, work.answers)
        if intake.status != run.PREVIEW:
            job.left.append(text("upload.together_left", file=work.name, why=text("upload.together_asks")))
            return
        batch = run.commit(database, intake, work.data, who)
        originals.discard(workspace.data_directory(), work.digest)
    except DanVanError as error:
        job.left.append(text("upload.together_left", file=work.name, why=f"{error.message} {error.remedy}"))
        return
    job.written.append((batch or "", work.name, _words(intake, work, batch)))


def _words(intake: Intake, work: Work, batch: str | None) -> str:
    if batch is None:
        return text("upload.together_nothing", file=work.name)
    return text("upload.together_batch", file=work.name, count=number(len(run.good(intake))), batch=batch)


def _follow() -> None:
    """Show how far it is until it is over."""
    job = _jobs()[cached.current()]
    bar = st.progress(0.0)
    while not job.over.wait(GLANCE):
        words = text(
            "upload.together_at", at=job.at + 1, count=number(len(job.works)), file=plain(job.works[job.at].name, 60)
        )
        bar.progress(job.at / len(job.works), words)
    _jobs().pop(cached.current(), None)
    st.session_state[DONE] = job
    st.rerun()


def _told() -> None:
    """What the last run did: each batch with the way to its page, and the files that were left."""
    job: Job | None = st.session_state.pop(DONE, None)
    if job is None:
        return
    if job.written:
        st.success(text("upload.together_done", count=number(len(job.written))))
        items = "".join(f"<li>{_linked(batch, words)}</li>" for batch, _, words in job.written)
        st.html(f'<ul class="together">{items}</ul>')
    for words in job.left:
        st.warning(plain(words))


def _linked(batch: str, words: str) -> str:
    said = html.escape(words)
    address = html.escape(frame.link("history", dot=batch)) if batch else ""
    return f'<a href="{address}" target="_self">{said}</a>' if address else said
