"""A table that a reader can sort and search without accents, in Vietnamese throughout.

Streamlit's own data frame has English menus, formats numbers by the browser's locale and exports CSV without a guard
against formulas; so this is a small component: rows in, an HTML table out, sorted and searched in the browser.
Texts are put in as text nodes: a name from a file is never HTML.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from danvan.texts import text

_CSS = """
.dv-table { font: inherit; color: var(--st-text-color); }
.dv-bar { display: flex; gap: 12px; align-items: center; margin-bottom: 8px; flex-wrap: wrap; }
.dv-bar input { flex: 1 1 200px; max-width: 340px; padding: 7px 11px; font: inherit; font-size: 14px;
  border: 1px solid #CFC9C0; border-radius: 6px; background: #fff; color: inherit; }
.dv-bar input:focus-visible, th button:focus-visible { outline: 2px solid #9B1C1F; outline-offset: 1px; }
.dv-bar[hidden] { display: none; }
.dv-count { font-size: 13px; color: #5B5750; }
.dv-scroll { overflow: auto; max-height: 560px; border: 1px solid #E2DED8; border-radius: 8px; }
table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: 14px; }
th { position: sticky; top: 0; background: #F6F4F1; text-align: left; font-weight: 600; border-bottom: 1px solid #D9D4CC;
  padding: 0; z-index: 1; }
th button { all: unset; cursor: pointer; display: block; padding: 9px 12px; width: 100%; box-sizing: border-box; }
th.num button, td.num { text-align: right; font-variant-numeric: tabular-nums; }
td { padding: 7px 12px; border-bottom: 1px solid #EFECE7; vertical-align: top; }
tr:last-child td { border-bottom: 0; }
tbody tr:hover td { background: #FBF7F2; }
td.soft { color: #6B665E; }
td.missing { color: #8A5A00; }
.pinned th:first-child, .pinned td:first-child { position: sticky; left: 0; background: #fff; box-shadow: 1px 0 0 #E2DED8; z-index: 1; }
.pinned th:first-child { background: #F6F4F1; z-index: 2; } .pinned tbody tr:hover td:first-child { background: #FBF7F2; }
.pinned th button { min-width: 76px; max-width: 210px; } .pinned td.num { white-space: nowrap; }
.pinned td:first-child { min-width: 150px; } .pinned td:nth-child(2):not(.num) { min-width: 170px; }
@media (max-width: 640px) {
  .pinned:not(.stack) td:first-child { min-width: 92px; max-width: 120px; }
  .pinned:not(.stack) td:nth-child(2):not(.num) { min-width: 104px; }
  .pinned:not(.stack) td, .pinned:not(.stack) th button { padding: 6px 8px; }
}
td a { color: #9B1C1F; text-decoration: none; } td a:hover { text-decoration: underline; }
td .open { all: unset; cursor: pointer; white-space: inherit; text-decoration: underline dotted #A9A297 1px; text-underline-offset: 3px; }
td .open:hover { color: #9B1C1F; text-decoration-color: #9B1C1F; }
td .open:focus-visible { outline: 2px solid #9B1C1F; outline-offset: 2px; }
@media (max-width: 640px) {
  .stack thead { display: none; } .stack table, .stack tbody, .stack tr, .stack td { display: block; width: auto; }
  .stack tr { padding: 8px 12px; border-bottom: 1px solid #E2DED8; } .stack tr:last-child { border-bottom: 0; }
  .stack td, .stack td.num { padding: 2px 0; border: 0; text-align: left; min-width: 0; } .stack td:empty { display: none; }
  .stack td:not(:first-child)::before { content: attr(data-name) ": "; color: #6B665E; }
  .stack td:first-child { font-weight: 600; }
}
.dv-more { all: unset; cursor: pointer; display: block; padding: 10px 12px; color: #9B1C1F; font-size: 14px; }
.dv-more[hidden] { display: none; } .dv-more:focus-visible { outline: 2px solid #9B1C1F; outline-offset: -2px; }
td.bad { color: #9B1C1F; font-weight: 600; } td.warn { color: #8A5A00; font-weight: 600; }
td.name { min-width: 130px; } td.wide { min-width: 260px; white-space: pre-line; } td.mid { min-width: 132px; } td.lines { white-space: pre-line; } td.line { white-space: nowrap; }
.none { padding: 14px 12px; color: #5B5750; }
@media print { .dv-bar { display: none; } .dv-scroll { max-height: none; overflow: visible; }
  thead { display: table-row-group; } th { position: static; } tbody tr { break-inside: avoid; } }
"""

_JS = """
export default function(component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".dv-table");
  const state = root.state || (root.state = { by: data.sort_by, down: data.sort_down, search: "" });
  const collator = new Intl.Collator("vi", { numeric: true });
  const fold = (s) => String(s).toLowerCase().normalize("NFD").replace(/[\\u0300-\\u036f]/g, "").replace(/đ/g, "d");
  const draw = () => {
    const wanted = fold(state.search.trim());
    let rows = data.rows.filter((row) => !wanted || row.some((cell) => fold(cell.t).includes(wanted)));
    if (state.by >= 0) {
      const i = state.by, sign = state.down ? -1 : 1;
      rows = rows.slice().sort((a, b) => {
        const x = a[i].v, y = b[i].v;
        if (x == null || y == null) return (x == null) - (y == null);
        return sign * (typeof x === "number" ? x - y : collator.compare(x, y));
      });
    }
    const head = root.querySelector("thead tr");
    head.replaceChildren(...data.columns.map((column, i) => {
      const th = document.createElement("th"), button = document.createElement("button");
      th.className = column.numeric ? "num" : "";
      th.setAttribute("aria-sort", state.by === i ? (state.down ? "descending" : "ascending") : "none");
      button.textContent = column.name + (state.by === i ? (state.down ? " ↓" : " ↑") : "");
      button.onclick = () => { state.down = state.by === i ? !state.down : column.numeric; state.by = i; draw(); };
      th.appendChild(button);
      return th;
    }));
    const drawn = data.most && state.more !== data.rows.length ? rows.slice(0, data.most) : rows;
    root.querySelector("tbody").replaceChildren(...drawn.map((row) => {
      const tr = document.createElement("tr");
      row.forEach((cell, i) => {
        const td = document.createElement("td");
        td.className = (data.columns[i].numeric ? "num " : "") + (cell.c || "");
        td.dataset.name = data.columns[i].name;
        if (cell.h) {
          const a = document.createElement("a");
          a.href = cell.h; a.textContent = cell.t; a.target = "_self";
          if (data.opens) a.onclick = (event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            setTriggerValue("opened", cell.h);
          };
          td.appendChild(a);
        } else if (cell.k) {
          // Without `picks` the click goes up to the page, which opens the drawer of the figure.
          const button = document.createElement("button");
          button.type = "button"; button.className = "open"; button.textContent = cell.t; button.title = data.origin;
          button.dataset.cell = cell.k;
          if (data.picks) button.onclick = (event) => { event.stopPropagation(); setTriggerValue("picked", cell.k); };
          td.appendChild(button);
        } else td.textContent = cell.t;
        tr.appendChild(td);
      });
      return tr;
    }));
    root.querySelector(".none").hidden = rows.length > 0;
    const more = root.querySelector(".dv-more");
    more.hidden = drawn.length === rows.length;
    more.textContent = data.more.replace("{hidden}", rows.length - drawn.length);
    more.onclick = () => { state.more = data.rows.length; draw(); };
    root.querySelector(".dv-count").textContent =
      data.count.replace("{shown}", rows.length).replace("{all}", data.rows.length);
  };
  const input = root.querySelector("input");
  input.placeholder = data.search; input.setAttribute("aria-label", data.search);
  input.oninput = () => { state.search = input.value; draw(); };
  root.querySelector(".none").textContent = data.none;
  root.querySelector("table").setAttribute("aria-label", data.label);
  root.classList.toggle("stack", data.stack);
  root.classList.toggle("pinned", data.pinned);
  root.querySelector(".dv-bar").hidden = data.rows.length < 10;
  draw();
}
"""

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
    return st.components.v2.component("danvan_table", html=_HTML, css=_CSS, js=_JS)


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
