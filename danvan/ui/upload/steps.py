"""What every step has: the title, the row of steps, the file in hand, and the way back and on with one main button."""

import html
from collections.abc import Callable
from typing import Any

import streamlit as st

from danvan.ingest import run
from danvan.texts import text
from danvan.ui.upload import state
from danvan.ui.upload.state import CHECK, CHOOSE, COLUMNS, DONE, LOAD, READ, Work

NAMES = {
    CHOOSE: "upload.step_choose",
    READ: "upload.step_read",
    COLUMNS: "upload.step_columns",
    CHECK: "upload.step_check",
    LOAD: "upload.step_load",
}
ORDER = tuple(NAMES)
TO_TOP = """
export default function({ data, parentElement }) {
  const node = parentElement.querySelector("span");
  if (node.turn !== undefined && node.turn !== data) {
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    // The button that led here is gone: without this the next Tab would begin anywhere.
    const now = document.querySelector(".step-now");
    if (now) { now.tabIndex = -1; now.focus({ preventScroll: true }); }
  }
  node.turn = data;
}
"""


def head(step: str, work: Work | None) -> None:
    """The page's title with the file's name, and the steps: done, at hand, to come."""
    where = work.name if work else text("upload.where")
    at = len(ORDER) if step == DONE else ORDER.index(step)
    now = text("upload.step_now", number=min(at + 1, 5), step=_name(step))
    st.html(
        f'<div class="page-head"><h1>{text("upload.title")}</h1><div class="where">{html.escape(where)}</div>'
        f'<div class="step-now">{now}</div></div>'
    )
    with st.container(horizontal=True, key="steps", gap="small"):
        for number_, name in enumerate(ORDER):
            _step(number_, name, at, work)
        _to_top()


@st.cache_resource(show_spinner=False)
def _top() -> Any:
    return st.components.v2.component("danvan_top", html="<span></span>", js=TO_TOP)


def _to_top() -> None:
    """A new step begins at its head, for the eye and for the keyboard, wherever the one before was left."""
    _top()(key="top", data=st.session_state.get("upload_top", 0))


def _name(step: str) -> str:
    return text(NAMES[LOAD if step == DONE else step])


def _step(number_: int, name: str, at: int, work: Work | None) -> None:
    told = "done" if number_ < at else "now" if number_ == at else "next"
    if told == "done" and work and at < len(ORDER) and work.open_questions(name):
        told = "open"
    mark = {"done": "✓", "open": "!"}.get(told, str(number_ + 1))
    st.button(
        f"{mark}  {text(NAMES[name])}",
        key=f"step_{told}_{name}",
        type="tertiary",
        disabled=at == len(ORDER) or number_ == at or (work is None and name != CHOOSE),
        on_click=state.go,
        args=(name, work.digest if work and name != CHOOSE else ""),
    )


def onward(work: Work, step: str, *, words: str = "", disabled: bool = False) -> None:
    """The bar at the foot: back, and on to the next step that needs something."""
    target = next_step(work, step)
    label = words or text("upload.on_to", step=text(NAMES[target]))
    bar(work, step, label, lambda: state.go(target, work.digest), disabled=disabled)


def bar(
    work: Work | None,
    step: str,
    label: str,
    act: Callable[[], None],
    *,
    disabled: bool = False,
    beside: Callable[[], None] | None = None,
) -> None:
    """Back on the left, the main button on the right, `beside` before it; always in sight at the foot."""
    with st.container(horizontal=True, key="onward", horizontal_alignment="distribute", vertical_alignment="bottom"):
        before = ORDER[max(0, ORDER.index(step) - 1)]
        st.button(
            text("upload.back"),
            key="back",
            on_click=state.go,
            args=(before, work.digest if work and before != CHOOSE else ""),
        )
        with st.container(horizontal=True, key="onward_end", horizontal_alignment="right", vertical_alignment="bottom"):
            if beside:
                beside()
            st.button(label, key="onward_go", type="primary", on_click=act, disabled=disabled)


def next_step(work: Work, step: str) -> str:
    """The next step; steps at which nothing is left to decide are passed over."""
    at = ORDER.index(step)
    if work.intake.status == run.REJECTED and work.intake.blocked:
        return ORDER[min(at + 1, len(ORDER) - 1)]
    for name in ORDER[at + 1 : -1]:
        if work.open_questions(name) or (name == CHECK and _worth_reading(work)):
            return name
    return LOAD


def _worth_reading(work: Work) -> bool:
    return any(item.severity != "info" for item in work.intake.findings)
