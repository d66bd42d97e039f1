"""A chart on the page, with the watermark of its workspace; a click on a mark opens where its figure comes from."""

import html
from collections.abc import Callable, Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from danvan import workspace
from danvan.texts import text
from danvan.ui import cached, chart_files, drawer
from danvan.ui.drawer_key import Key

Opens = Callable[[Sequence[Any]], Key | None]
"""The data of a clicked mark → the figure it stands for."""
CONFIG: dict[str, Any] = {
    "displaylogo": False,
    # Its one use, the picture, has buttons of ours (danvan.ui.chart_files), with the source and the day.
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "responsive": True,
}


def chart(figure: go.Figure, *, key: str, clickable: bool = False, opens: Opens | None = None) -> Any:
    """Draw a figure; what was clicked on a clickable one. `opens`: a click opens the drawer of the figure it names."""
    if not figure.data:
        _nothing(figure)
        return None
    if cached.current() == workspace.ILLUSTRATIVE:
        figure = _marked(figure)
    if opens is not None:
        return _opening(figure, key, opens)
    more = {"on_select": "rerun", "selection_mode": "points"} if clickable else {}
    with st.container(border=True, key=f"box_{key}"):
        event = _plotted(figure, key, **more)
        chart_files.offer()
        return event


@st.fragment
def _opening(figure: go.Figure, key: str, opens: Opens) -> None:
    """A chart whose marks open the drawer; a click redraws this chart only.

    Each opening gives the chart another name: a mark that stayed selected could not be clicked again.
    """
    turn = st.session_state.setdefault(f"turn_{key}", 0)
    name = f"{key}_{turn}"

    def _clicked() -> None:
        points = st.session_state[name].selection.points
        custom = points[0].get("customdata") if points else None
        asked = opens(list(custom.values()) if isinstance(custom, dict) else custom) if custom else None
        if asked is not None:
            st.session_state[f"turn_{key}"] = turn + 1
            drawer.ask_for(asked)

    with st.container(border=True, key=f"box_{key}"):
        _plotted(figure, name, on_select=_clicked, selection_mode="points")
        chart_files.offer()
    drawer.show_asked()


def _plotted(figure: go.Figure, key: str, **more: Any) -> Any:
    meta = figure.layout.meta if isinstance(figure.layout.meta, dict) else {}
    alt = meta.get("alt")
    if meta.get("title"):
        st.html(_head(meta))
    return st.plotly_chart(figure, theme=None, key=key, config=CONFIG, alt=alt, **more)


def _nothing(figure: go.Figure) -> None:
    """What stands in place of a chart without a figure: a line, no empty frame to take a picture of."""
    told = " · ".join(each.text for each in figure.layout.annotations)
    title = (figure.layout.meta or {}).get("title", "")
    st.html(f'<div class="empty"><b>{html.escape(title)}</b>: {html.escape(told[:1].lower() + told[1:])}.</div>')


def _head(meta: dict[str, Any]) -> str:
    """Title and subtitle as text of the page, which breaks where the screen ends.

    A drawing's own title is broken for a telephone, as no drawing knows its width; it stays for pictures of the chart
    and is laid under this one (style.css).
    """
    subtitle = html.escape(meta["subtitle"][:1].upper() + meta["subtitle"][1:])
    under = f'<div class="under">{subtitle}</div>' if subtitle else ""
    name = f'<div class="name">{html.escape(meta["title"])}</div>'
    return f'<div class="chart-head over-{meta["head"]}">{name}{under}</div>'


def _marked(figure: go.Figure) -> go.Figure:
    """The same figure with the watermark of the illustrative workspace."""
    figure = go.Figure(figure)
    figure.add_annotation(
        text=text("common.demo_watermark"),
        x=0.5,
        y=0.5,
        xref="paper",
        yref="paper",
        showarrow=False,
        textangle=-20,
        font={"size": 54, "color": "rgba(155,28,31,0.07)"},
    )
    return figure
