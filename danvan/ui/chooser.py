"""A list of things to decide, one row each, with a drop-down that is searched without accents.

Streamlit's own select finds 'đối thoại' only when it is typed with its accents, and a file of two hundred columns
would need as many widgets; so this is one small component for all rows (a single field: picker.py). The lists of
options are sent once and shared. Texts are put in as text nodes: a header or a name from a file is never HTML.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from danvan.texts import text
from danvan.ui.picker import Item

_FOLDER = Path(__file__).parent
_HTML = """
<div class="dv-choose"><div class="rows" role="table"></div><div class="popup" popover="manual"><input type="search">
<div class="list" role="listbox"></div></div></div>
"""


@dataclass(frozen=True)
class Choice:
    """One drop-down of a row: what is chosen ('' nothing yet), the shared list it opens, and the codes shown first.

    `must`: drawn as open until something is chosen.
    """

    name: str
    label: str
    value: str
    pool: str
    first: tuple[str, ...] = ()
    must: bool = False


@dataclass(frozen=True)
class Row:
    """One row: its id, cells of plain text, its drop-downs, and a remark under them."""

    row: str
    cells: tuple[str, ...]
    choices: tuple[Choice, ...]
    remark: str = ""
    tone: str = ""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    css = (_FOLDER / "chooser.css").read_text("utf-8")
    js = (_FOLDER / "chooser.js").read_text("utf-8")
    return st.components.v2.component("danvan_chooser", html=_HTML, css=css, js=js)


def chooser(
    columns: Sequence[str],
    rows: Sequence[Row],
    pools: Mapping[str, Sequence[Item]],
    *,
    key: str,
    label: str,
    chosen: Callable[[str, str, str], None],
) -> None:
    """Draw the rows; `chosen(row, choice, code)` is called before the page is drawn again when the user has chosen."""

    def _chosen() -> None:
        event = (st.session_state.get(key) or {}).get("chosen")
        if isinstance(event, dict) and {"row", "name", "code"} <= set(event):
            chosen(str(event["row"]), str(event["name"]), str(event["code"]))

    _component()(
        key=key,
        data={
            "columns": list(columns),
            "rows": [asdict(row) for row in rows],
            "pools": {name: [asdict(option) for option in options] for name, options in pools.items()},
            "label": label,
            "choose": text("common.choose"),
            "search": text("common.table_search"),
            "none": text("common.table_none"),
            "first": text("common.choose_first"),
            "more": text("common.choose_more"),
        },
        on_chosen_change=_chosen,
    )
