"""A field of a form that is chosen from a list by typing, without accents if one likes.

Streamlit's own select finds 'Đối thoại' only when it is typed with its accents. A short list is searched in the
browser; of a long one (all units of all times) the server is asked for the likeliest. Texts are put in as text nodes.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from danvan.texts import text

_FOLDER = Path(__file__).parent
_HTML = """
<div class="dv-pick"><label for="field"></label><div class="box"><input id="field" type="text" role="combobox"
aria-autocomplete="list" aria-expanded="false" aria-controls="list" autocomplete="off" spellcheck="false"></div>
<div class="popup" id="list" role="listbox" popover="manual"></div></div>
"""
MOST = 40


@dataclass(frozen=True)
class Item:
    """One thing to choose: its code, name, a note in small letters, its heading, and words it is found by."""

    code: str
    name: str
    note: str = ""
    group: str = ""
    words: str = ""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    css = (_FOLDER / "picker.css").read_text("utf-8")
    js = (_FOLDER / "picker.js").read_text("utf-8")
    return st.components.v2.component("danvan_picker", html=_HTML, css=css, js=js)


def pick(
    label: str,
    items: Sequence[Item],
    *,
    chosen: Item | None,
    key: str,
    picked: Callable[[str], None],
    placeholder: str,
    must: bool = True,
) -> None:
    """Draw the field over a list that is searched in the browser; `picked(code)` runs before the next drawing."""
    _draw(label, items, chosen, key, picked, placeholder, must=must, remote=False, typed="", cut=False)


def search(
    label: str,
    find: Callable[[str, int], Sequence[Item]],
    *,
    chosen: Item | None,
    key: str,
    picked: Callable[[str], None],
    placeholder: str,
    must: bool = True,
    slash: bool = False,
) -> None:
    """Draw the field over a list too long to send: `find(typed, most)` answers what is typed.

    `slash`: the key "/" anywhere on the page puts the cursor into the field.
    """
    typed = str((st.session_state.get(key) or {}).get("typed") or "")
    found = find(typed, MOST + 1)
    shown, cut = found[:MOST], len(found) > MOST
    how = {"must": must, "remote": True, "typed": typed, "cut": cut, "slash": slash}
    _draw(label, shown, chosen, key, picked, placeholder, **how)


def _draw(
    label: str,
    items: Sequence[Item],
    chosen: Item | None,
    key: str,
    picked: Callable[[str], None],
    placeholder: str,
    **how: Any,
) -> None:
    def _picked() -> None:
        code = (st.session_state.get(key) or {}).get("picked")
        if isinstance(code, str):
            picked(code)

    _component()(
        key=key,
        data={
            "label": label,
            "options": [asdict(item) for item in items],
            "chosen": chosen.code if chosen else "",
            "chosen_name": chosen.name if chosen else "",
            "placeholder": placeholder,
            "none": text("common.table_none"),
            "more": text("one_figure.pick_more"),
            "waiting": text("one_figure.pick_waiting"),
            **how,
        },
        on_picked_change=_picked,
        on_typed_change=lambda: None,
    )
