"""Fields that the forms of targets and prescribed numbers share: the document, remarks on what was typed, acting."""

import html
from collections.abc import Callable, Sequence

import streamlit as st

from danvan.errors import DanVanError
from danvan.ingest.findings import Finding
from danvan.lists.change import Change
from danvan.plans.documents import PlanDocument
from danvan.texts import text
from danvan.ui import cached, person
from danvan.ui.fault import failure

DONE, FAULT = "plans_done", "plans_fault"
PAPER = ("title", "number", "day", "issuer")


def document(key: str, known: PlanDocument | None = None) -> dict[str, str]:
    """The document's fields; what was typed stays for the next entry of the same document."""
    kept = st.session_state.setdefault("plans_paper", {})
    said = _said(known) if known else kept
    made = {}
    with st.container(border=True, key=f"plans_paper_{key}"):
        made["title"] = _field("title", key, said, 620)
        with st.container(horizontal=True):
            for name, width in (("number", 160), ("day", 130), ("issuer", 280)):
                made[name] = _field(name, key, said, width)
    if known is None:
        kept.update(made)
    return made


def _said(known: PlanDocument) -> dict[str, str]:
    day = f"{known.day.day}/{known.day.month}/{known.day.year}" if known.day else ""
    return {"title": known.title, "number": known.number, "day": day, "issuer": known.issuer}


def _field(name: str, key: str, said: dict[str, str], width: int) -> str:
    field = f"plans_{name}_{key}"
    st.session_state.setdefault(field, said.get(name, ""))
    return st.text_input(
        text(f"plans.field_{name}"),
        key=field,
        placeholder=text(f"plans.{name}_example"),
        max_chars=300,
        width=width,
    )


def typed(
    name: str, key: str, *, label: str = "", example: str = "", help_: str = "", start: str = "", width: int = 150
) -> str:
    """One text field of an entry."""
    field = f"plans_{name}_{key}"
    st.session_state.setdefault(field, start)
    return st.text_input(
        label or text(f"plans.field_{name}"),
        key=field,
        placeholder=example or text("plans.optional"),
        help=help_ or None,
        max_chars=200,
        width=width,
    )


def remarks(findings: Sequence[Finding]) -> None:
    """What is wrong, each with its remedy."""
    made = (
        f'<div class="remark {found.severity}"><b>{html.escape(found.message)}</b> {html.escape(found.remedy)}</div>'
        for found in findings
    )
    if findings:
        st.html("".join(made))


def change(reason: str = "") -> Change:
    """Who acts, and why."""
    return Change(person.name(), reason)


def act(do: Callable[[], str], after: Callable[[], None] = lambda: None) -> None:
    """Do something that changes the plans (its words are shown next), or keep what went wrong for the page."""
    try:
        st.session_state[DONE] = do()
    except DanVanError as error:
        st.session_state[FAULT] = error
    else:
        after()


def told(title: str) -> None:
    """What was done last, or what went wrong under a title, once."""
    said = st.session_state.pop(DONE, None)
    if said:
        st.success(said)
    fault = st.session_state.pop(FAULT, None)
    if isinstance(fault, DanVanError):
        failure(fault, title)


def database() -> object:
    """The workspace that is written to."""
    return cached.database(cached.current())
