"""A table that a reader can sort and search without accents, in Vietnamese throughout.

Streamlit's own data frame has English menus, formats numbers by the browser's locale and exports CSV without a guard
against formulas; so this is a small component: rows in, an HTML table out, sorted and searched in the browser.
Texts are put in as text nodes: a name from a file is never HTML.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from danvan.texts import text

_FILE = Path(__file__)
_HTML = """
<div class="dv-table"><div class="dv-bar"><input type="search"><span class="dv-count" aria-live="polite"></span></div>
<div class="dv-scroll" tabindex="0"><table><thead><tr></tr></thead><tbody></tbody></table><div class="none" hidden></div><button class="dv-more" type="button" hidden></button></div></div>
"""


@dataclass(frozen=True)
class Column:
    """A column: its heading, and whether it holds numbers (right-aligned, largest first when sorted)."""

    name: str
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell: the text shown, the raw value it sorts by (None sorts last), a style class, a link.

    `key`: the text of a drawer_key.Key; the cell is then a button that opens where the figure comes from.
    """

    shown: str
    raw: float | str | None = None
    style: str = ""
    link: str = ""
    key: str = ""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    css = _FILE.with_suffix(".css").read_text("utf-8")
    js = _FILE.with_suffix(".js").read_text("utf-8")
    return st.components.v2.component("danvan_table", html=_HTML, css=css, js=js)


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *,
    key: str,
    label: str,
    sort_by: int = -1,
    sort_down: bool = True,
    most: int = 0,
    stack: bool = False,
    pinned: bool = False,
    opened: Callable[[str], None] | None = None,
    picked: Callable[[str], None] | None = None,
) -> None:
    """Draw the table. `label` names it for screen readers; `sort_by` is the column it is first sorted by (-1: as given).

    `most`: of a long table so many rows are drawn until the reader asks for the rest; all are sorted and searched.
    `stack`: on a narrow screen a row's cells stand below one another. `pinned`: the first
    column stays in sight when the table is moved sideways. `opened`: called with the link that was clicked,
    so that the page goes there without loading anew. `picked`: called with the key of the cell that was clicked,
    instead of opening the drawer.
    """

    def _opened() -> None:
        link = (st.session_state.get(key) or {}).get("opened")
        if opened and isinstance(link, str):
            opened(link)

    def _picked() -> None:
        chosen = (st.session_state.get(key) or {}).get("picked")
        if picked and isinstance(chosen, str):
            picked(chosen)

    _component()(
        key=key,
        on_opened_change=_opened,
        on_picked_change=_picked,
        data={
            "columns": [{"name": column.name, "numeric": column.numeric} for column in columns],
            "rows": [[{"t": c.shown, "v": c.raw, "c": c.style, "h": c.link, "k": c.key} for c in row] for row in rows],
            "label": label,
            "sort_by": sort_by,
            "sort_down": sort_down,
            "most": most,
            "stack": stack,
            "pinned": pinned,
            "opens": opened is not None,
            "picks": picked is not None,
            "origin": text("drawer.open"),
            "more": text("common.table_more", hidden="{hidden}"),
            "search": text("common.table_search"),
            "none": text("common.table_none"),
            "count": text("common.table_count", shown="{shown}", all="{all}"),
        },
    )
