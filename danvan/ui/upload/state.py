"""Which file is in hand and at which step, and the answers given so far.

The address names the file (tep=<digest>) and the step (buoc=…); the file and every answer lie in the inbox on disk.
So a reload, the browser's way back or another computer finds the work as it was left. Nothing is kept in the session.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import streamlit as st

from danvan import workspace
from danvan.ingest import originals
from danvan.ingest.choices import Choices
from danvan.ingest.findings import STOP
from danvan.ingest.run import Intake, Sheet
from danvan.ingest.shape import Question
from danvan.ui import address, cached

CHOOSE, READ, COLUMNS, CHECK, LOAD, DONE = "chon", "doc", "cot", "kiem", "nhap", "xong"
STEPS = (CHOOSE, READ, COLUMNS, CHECK, LOAD, DONE)
NOTHING_NEW = "khong"
"""Stands in the address for a batch when everything had been there already."""
EVERY_SHEET = frozenset(
    {
        "units", "dash", "accept_good_rows", "encoding", "delimiter", "sheet", "paper", "totals", "all_new",
        "closed_reason",
    }
)  # fmt: skip
"""Answers about the file as a whole; the others are about one sheet."""


@dataclass(frozen=True, eq=False)
class Work:
    """A file in hand with the answers given so far."""

    digest: str
    name: str
    data: bytes
    answers: dict[str, Choices]

    @property
    def common(self) -> Choices:
        """What was answered about the file as a whole."""
        return self.answers.get("", Choices())

    @cached_property
    def intake(self) -> Intake:
        """The file prepared under these answers."""
        return cached.prepared(self.digest, self.name, self.data, self.answers)

    def key(self, name: str, *sheets: str) -> str:
        """A widget's key that belongs to this file (and these sheets) alone; a sheet's name may hold any signs."""
        mark = originals.digest("\n".join(sheets).encode())[:8] if sheets else ""
        return "-".join(filter(None, (name, self.digest[:12], mark)))

    def open_questions(self, step: str) -> int:
        """How many questions wait at a step, a name asked in several sheets once; at the check also rows at fault.

        A row that is at fault for its name alone is put right with the name.
        """
        waiting = [(sheet, question) for sheet, question in self.intake.questions if step_of(question) == step]
        if step != CHECK:
            return len(waiting)
        names = {question.subject for _, question in waiting}
        if self.intake.accepts_good_rows:
            return len(names)
        faults = {
            (item.sheet, item.row)
            for item in self.intake.findings
            if item.severity == STOP and item.row is not None and item.value not in names
        }
        return len(names) + len(faults)


def step_of(question: Question) -> str:
    """The step at which a question is answered; whose file it is (a unit without a name) belongs to how it is read."""
    if question.kind == "unit":
        return CHECK if question.subject else READ
    return COLUMNS if question.kind == "indicator" else READ


def step() -> str:
    """The step that the address names; the first for any other word."""
    asked = st.query_params.get("buoc", CHOOSE)
    return asked if asked in STEPS else CHOOSE


def work() -> Work | None:
    """The file that the address names; None when it names none, or one that does not wait (any more)."""
    digest = st.query_params.get("tep", "")
    found = originals.draft(workspace.data_directory(), digest) if digest else None
    return Work(digest, *found) if found else None


def address_of(step_: str, digest: str = "", **more: str) -> dict[str, str]:
    """The page's address at a step, with the workspace kept."""
    kept = {name: value for name in ("kg", "dg") if (value := address.raw(name))}
    wanted = {"tep": digest, "buoc": step_, **more} if digest or step_ != CHOOSE else {}
    return {**kept, **{name: value for name, value in wanted.items() if value}}


def go(step_: str, digest: str = "", **more: str) -> None:
    """Open a step; for callbacks of buttons. The browser's own way back leads to where the user came from."""
    st.query_params.from_dict(address_of(step_, digest, **more))
    to_top()


def to_top() -> None:
    """Let the page be shown from its head when it is drawn next."""
    st.session_state["upload_top"] = st.session_state.get("upload_top", 0) + 1


def put(name: str, data: bytes) -> str:
    """Take a file in; the digest under which it waits."""
    return originals.put_aside(workspace.data_directory(), name, data)


def answer(found: Work, sheets: tuple[str, ...] = (), **changed: Any) -> None:
    """Keep answers: those about the whole file for every sheet, the others for the sheets named (none: all).

    Answers by name (units, columns …) are added to those there are, as they stand on disk: the page that asked may be
    older than the last answer. None takes a name's answer away.
    """
    directory = workspace.data_directory()
    kept = originals.draft(directory, found.digest)
    decided = {"": Choices(), **(kept[2] if kept else found.answers)}
    whole = {name: value for name, value in changed.items() if name in EVERY_SHEET or not sheets}
    own = {name: value for name, value in changed.items() if name not in whole}
    decided = {sheet: _with(answers, whole) for sheet, answers in decided.items()}
    for sheet in sheets if own else ():
        decided[sheet] = _with(decided.get(sheet, decided[""]), own)
    originals.decide(directory, found.digest, decided)


def _with(answers: Choices, changed: dict[str, Any]) -> Choices:
    together = {}
    for name, value in changed.items():
        if isinstance(value, dict):
            value = {key: one for key, one in {**getattr(answers, name), **value}.items() if one is not None}
        together[name] = value
    return answers.with_(**together)


def same_kind(found: Work, sheet: Sheet) -> tuple[str, ...]:
    """The sheets with the same headers: what is said of a column of one holds for all of them."""
    return tuple(other.name for other in found.intake.sheets if other.signature == sheet.signature)


def paper(found: Work, **changed: str) -> None:
    """Keep what is known about the document that the figures come from."""
    kept = originals.draft(workspace.data_directory(), found.digest)
    known = kept[2].get("", Choices()).paper if kept else found.common.paper
    answer(found, paper=replace(known, **changed))
