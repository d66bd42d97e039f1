"""The look that every chart shares: template, title, the empty figure, the alternative text.

Owns fonts, sizes and margins. It refuses everything of plotly's that speaks English or moves by
itself: tool bar, zoom by dragging, its own dates and thousands.
"""

import textwrap
from collections.abc import Sequence

import plotly.graph_objects as go

from danvan.charts import palette

FONT = "Be Vietnam Pro, Segoe UI, Roboto, Arial, sans-serif"
TITLE, SIZE, SUBTITLE, SMALL, TINY = 17, 14, 13, 12, 11
TITLE_WIDTH, SUBTITLE_WIDTH = 37, 48
"""Characters a line of title and subtitle holds on a 360 px screen."""

PHONE = 290
"""Pixels that a legend has on a telephone."""

PARTIAL = {"bgcolor": palette.PAPER, "size": 6, "solidity": 0.32}
"""Hatching of a bar whose parts are not all in; the bar's own colour draws the strokes."""

CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "scrollZoom": False,
    "doubleClick": False,
    "responsive": True,
    "showTips": False,
}
"""For `st.plotly_chart(config=…)`: plotly's tool bar speaks English, ours stands on the page."""

_AXIS = {
    "gridcolor": palette.GRID,
    "linecolor": palette.RULE,
    "tickfont": {"size": SMALL, "color": palette.SLATE},
    "zeroline": False,
    "fixedrange": True,
    "automargin": True,
    "title": {"font": {"size": SMALL, "color": palette.SLATE}},
}

TEMPLATE = go.layout.Template(
    layout={
        "font": {"family": FONT, "size": SIZE, "color": palette.INK},
        "title": {
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "yref": "container",
            "y": 1,
            "yanchor": "top",
            "font": {"size": TITLE, "weight": 600, "color": palette.INK},
        },
        "separators": ",.",
        "colorway": list(palette.CATEGORICAL),
        "paper_bgcolor": palette.PAPER,
        "plot_bgcolor": palette.PAPER,
        "dragmode": False,
        "hovermode": "closest",
        "showlegend": False,
        "hoverlabel": {
            "bgcolor": palette.PAPER,
            "bordercolor": palette.RULE,
            "align": "left",
            "font": {"family": FONT, "size": 13, "color": palette.INK},
        },
        "legend": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1.0,
            "yanchor": "bottom",
            "font": {"size": SMALL, "color": palette.INK},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "xaxis": {**_AXIS, "showgrid": False, "ticks": "outside", "tickcolor": palette.RULE},
        "yaxis": {**_AXIS, "showline": False},
        "bargap": 0.32,
    }
)


def figure(
    *,
    title: str,
    subtitle: str = "",
    height: int,
    alt: str,
    margin: dict[str, int] | None = None,
    below_title: int = 8,
) -> go.Figure:
    """An empty canvas with the title set; `layout.meta` holds the alternative text, the title unbroken and its height.

    `height` in px; `below_title` px between subtitle and drawing; `margin` overrides l, r, b.
    """
    sides = {"l": 8, "r": 14, "b": 8, **(margin or {})}
    result = go.Figure(layout={"template": TEMPLATE})
    result.update_layout(
        title={"text": heading(title, subtitle), "pad": {"t": 30 if subtitle else 20, "l": 6}},
        height=height,
        margin={**sides, "t": heading_height(title, subtitle) + below_title},
        meta={"alt": alt, "title": title, "subtitle": subtitle, "head": heading_height(title, subtitle)},
    )
    return result


def heading(title: str, subtitle: str = "") -> str:
    """Title and, smaller and lighter, subtitle, in lines that a telephone can hold."""
    text = "<br>".join(_wrapped(title, TITLE_WIDTH))
    if not subtitle:
        return text
    under = "<br>".join(_subtitle_lines(subtitle))
    style = f"font-size:{SUBTITLE}px;font-weight:400;color:{palette.SLATE}"
    return f'{text}<br><span style="{style}">{under}</span>'


def heading_height(title: str, subtitle: str = "") -> int:
    """Pixels that the heading takes from the top of the figure."""
    lines, under = len(_wrapped(title, TITLE_WIDTH)), len(_subtitle_lines(subtitle))
    return 14 + 23 * lines + 21 * under


def empty(*, title: str, message: str = "Chưa có số liệu", height: int = 160) -> go.Figure:
    """The figure of nothing: it keeps its place on the page and says so."""
    result = figure(title=title, height=height, alt=f"{title}. {message}.")
    result.update_xaxes(visible=False)
    result.update_yaxes(visible=False)
    result.add_annotation(
        text=message,
        x=0.5,
        y=0.5,
        xref="paper",
        yref="paper",
        showarrow=False,
        font={"size": 16, "color": palette.SLATE},
    )
    return result


def legend_room(names: Sequence[str]) -> int:
    """Pixels to keep under the title for a legend: on a telephone its entries are all as wide as the longest one."""
    abreast = max(1, PHONE // (42 + 7 * max(map(len, names))))
    return 16 + 20 * -(-len(names) // abreast)


def with_unit(subtitle: str, unit: str) -> str:
    """The subtitle with the unit of measure: 'Hà Nội · đơn vị tính: cuộc'."""
    said = f"đơn vị tính: {unit}" if unit else ""
    joined = " · ".join(part for part in (subtitle, said) if part)
    return joined[:1].upper() + joined[1:]


def footnote(result: go.Figure, text: str, *, axis_room: int = 8, lines: int = 1) -> None:
    """Small text under the drawing; `axis_room` px lie between it and the drawing's edge."""
    result.add_annotation(
        text=text,
        x=0,
        xref="paper",
        xanchor="left",
        y=0,
        yref="paper",
        yanchor="top",
        yshift=-axis_room,
        align="left",
        showarrow=False,
        font={"size": TINY, "color": palette.SLATE},
    )
    result.update_layout(margin_b=axis_room + 8 + 15 * lines)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False) if text else []


def _subtitle_lines(text: str) -> list[str]:
    """Lines broken at the dots between statements where possible; each statement line starts large."""
    lines: list[str] = []
    for part in text.split(" · ") if text else []:
        if lines and len(lines[-1]) + 3 + len(part) <= SUBTITLE_WIDTH:
            lines[-1] += f" · {part}"
        else:
            lines += _wrapped(part[:1].upper() + part[1:], SUBTITLE_WIDTH)
    return lines
