"""The drawer at the right edge that answers "số này ở đâu ra?" for any figure in sight, and for each of its parts.

A figure on a page carries its key: `data-cell` on a button of our HTML or of a table's cell, or the data of a chart's
mark. `listen` hears the clicks of the first kind for the whole page; charts call `ask_for` and `show_asked`. Opening
the drawer redraws nothing else.
"""

import html
from typing import Any

import streamlit as st

from danvan.errors import DanVanError
from danvan.texts import text
from danvan.ui import cached, drawer_changes, drawer_documents, drawer_figure, drawer_key, drawer_meaning, drawer_parts
from danvan.ui.drawer_key import Key
from danvan.ui.plain import plain

ASKED, TRAIL, HEARD = "drawer_asked", "drawer_trail", "drawer_heard"
WIDTH = 720
_JS = """
export default function (component) {
  const { setTriggerValue } = component;
  const hear = (event) => {
    const button = event.composedPath().find((node) => node.dataset && node.dataset.cell);
    if (button) setTriggerValue("cell", button.dataset.cell);
  };
  document.addEventListener("click", hear);
  return () => document.removeEventListener("click", hear);
}
"""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("danvan_origin", html="<span></span>", js=_JS)


@st.fragment
def listen() -> None:
    """Hear the clicks on figures of this page; drawn once a run, before the page."""

    def _heard() -> None:
        words = (st.session_state.get(HEARD) or {}).get("cell")
        if isinstance(words, str):
            ask_for(words)

    _component()(key=HEARD, on_cell_change=_heard)
    show_asked()


def ask_for(key: Key | str) -> None:
    """Remember, in a callback, which figure was clicked."""
    st.session_state[ASKED] = str(key)


def show_asked() -> None:
    """Open the drawer of what `ask_for` remembers, if anything."""
    asked = st.session_state.pop(ASKED, None)
    if asked is not None:
        show(asked)


def show(key: Key | str) -> None:
    """Open the drawer on a figure."""
    st.session_state[TRAIL] = [str(key)]
    _drawer()


def button(key: Key | str, label: str) -> str:
    """The HTML of the small control 'Nguồn' beside a figure; `label` names the figure for screen readers."""
    told = html.escape(text("drawer.open_of", figure=label), quote=True)
    return (
        f'<button type="button" class="origin" data-cell="{html.escape(str(key), quote=True)}" aria-label="{told}" '
        f'title="{told}">{text("drawer.button")}</button>'
    )


@st.dialog(text("common.source_title"), width=WIDTH, position="right")
def _drawer() -> None:
    _body()


def about(key: Key) -> None:
    """The body of the drawer on a figure that was chosen in the dialog itself; it stays on a part opened from there."""
    if st.session_state.get(TRAIL, [""])[0] != str(key):
        st.session_state[TRAIL] = [str(key)]
    _body()


def _body() -> None:
    trail: list[str] = st.session_state[TRAIL]
    with st.container(key="drawer"):
        try:
            _way_back(trail)
            _figure(drawer_key.parse(trail[-1]), len(trail))
        except DanVanError as error:
            st.warning(plain(f"{error.message} {error.remedy}"))


def _way_back(trail: list[str]) -> None:
    """The way from the figure first asked for down to the part in view, each step a button back."""
    if len(trail) < 2:
        return
    with st.container(key="drawer_trail"):
        for place, words in enumerate(trail[:-1]):
            st.button(
                f"‹ {plain(drawer_figure.name(drawer_key.parse(words)))}",
                key=f"drawer_back_{place}",
                type="tertiary",
                on_click=_cut,
                args=(place + 1,),
            )


def _cut(length: int) -> None:
    st.session_state[TRAIL] = st.session_state[TRAIL][:length]


def _figure(key: Key, depth: int) -> None:
    with st.spinner(text("drawer.seeking")):
        answer = cached.figure(key.indicator, key.unit, key.period, breakdown=key.breakdown)
    drawer_figure.draw(answer)
    drawer_parts.draw(answer, key=f"drawer_{depth}", picked=lambda words: st.session_state[TRAIL].append(words))
    drawer_documents.draw(answer, key=f"drawer_{depth}")
    drawer_changes.draw(answer, key=f"drawer_{depth}")
    drawer_meaning.draw(answer, asked=key.asked)
