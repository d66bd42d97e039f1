"""Steps of one whole, one below the other: `ladder(rows, …)` and `share(rows, …)`.

Owns nested bars (tổng số xã ⊇ đạt chuẩn ⊇ nâng cao ⊇ kiểu mẫu; ý kiến tiếp nhận → giải quyết) and
the shares beside them. It refuses a share of a whole that was stated for another date or not at
all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import palette, rows, theme

STEP = 46
"""Pixels a step takes: its name above its bar."""
NEW_RURAL = {
    "NT01": "Tổng số xã",
    "NT02": "Xã đạt chuẩn nông thôn mới",
    "NT03": "Xã đạt chuẩn nâng cao",
    "NT04": "Xã đạt chuẩn kiểu mẫu",
}
OPINIONS = {
    "YK01": "Ý kiến, kiến nghị tiếp nhận",
    "YK02": "Trả lời trực tiếp tại hội nghị",
    "YK03": "Đã giải quyết xong",
    "YK04": "Đang giải quyết",
    "YK05": "Quá hạn",
}
OPINION_SHARES = ("YK02",)
"""Settled opinions may have come in earlier periods: only answers at the meeting are a part of
those received. The settlement rate is an indicator of its own."""


@dataclass(frozen=True)
class Step:
    """One bar: its label, its row (None when no row came) and its share of the whole, percent."""

    key: str
    label: str
    row: rows.Row | None
    share: float | None

    @property
    def value(self) -> float | None:
        """The number drawn, if any."""
        if self.row is None or numbers.is_missing(self.row.get("value")):
            return None
        return float(self.row["value"])


def ladder(
    data: pd.DataFrame,
    *,
    title: str,
    unit: str,
    steps: Mapping[str, str] = NEW_RURAL,
    shares: Sequence[str] | None = None,
    subtitle: str = "",
    decimals: int = 0,
) -> go.Figure:
    """Indicators of one unit and one period (or day) as nested bars; the first is the whole.

    `data`: figure rows; `steps` indicator → label, from the widest inwards. `shares` names the
    steps that are truly parts of the first (None: all). A share is printed only where the step and
    the whole are whole figures of the same end date.
    """
    found = {str(row["indicator"]): row for row in rows.records(data)}
    first = found.get(next(iter(steps)))
    inner = list(steps)[1:] if shares is None else shares
    drawn = [
        Step(key, label, found.get(key), share_of(found.get(key), first) if key in inner else None)
        for key, label in steps.items()
    ]
    return _figure(drawn, title=title, subtitle=subtitle, unit=unit, decimals=decimals, nested=True)


def share(
    data: pd.DataFrame,
    *,
    title: str,
    unit: str,
    labels: Mapping[str, str],
    subtitle: str = "",
    decimals: int = 0,
) -> go.Figure:
    """Breakdown rows of one period as bars with their share of the total row (breakdown '').

    Without a whole total there are numbers and no shares.
    """
    found = {str(row["breakdown"]): row for row in rows.records(data)}
    total = found.get("")
    drawn = [Step(key, label, found.get(key), share_of(found.get(key), total)) for key, label in labels.items()]
    return _figure(drawn, title=title, subtitle=subtitle, unit=unit, decimals=decimals, nested=False)


def share_of(row: rows.Row | None, whole: rows.Row | None) -> float | None:
    """Percent that a part is of its whole; None unless both are exact, whole and of the same last day."""
    if row is None or whole is None or not rows.is_whole(row) or not rows.is_whole(whole):
        return None
    if row.get("qualifier") or whole.get("qualifier"):
        return None
    same_day = rows.period_of(row).end == rows.period_of(whole).end
    if not same_day or float(whole["value"]) == 0:
        return None
    return 100 * float(row["value"]) / float(whole["value"])


def _figure(drawn: Sequence[Step], *, title: str, subtitle: str, unit: str, decimals: int, nested: bool) -> go.Figure:
    values = [step.value for step in drawn if step.value is not None]
    if not values:
        return theme.empty(title=title)
    figure = theme.figure(
        title=title,
        subtitle=theme.with_unit(subtitle, unit),
        height=60,
        alt=f"{title}. " + "; ".join(f"{s.label}: {value_words(s.row, s.share, decimals, unit)}" for s in drawn) + ".",
        margin={"l": 8, "r": 8},
        below_title=14,
    )
    longest = max(values) or 1.0
    levels = [-float(at) for at in range(len(drawn))]
    if nested:
        figure.add_trace(_track(levels, longest))
    figure.add_trace(_bars(drawn, levels, unit=unit, decimals=decimals, nested=nested))
    figure.add_trace(_labels(drawn, levels, decimals))
    figure.update_xaxes(visible=False, range=[0, longest], automargin=False)
    figure.update_yaxes(visible=False, range=[levels[-1] - 0.35, 0.85], automargin=False)
    if any(rows.status(step.row) == "partial" for step in drawn if step.row is not None):
        theme.footnote(figure, f"▨ {rows.LABELS['partial']}", axis_room=4)
    height = figure.layout.margin.t + figure.layout.margin.b + STEP * len(drawn) + 8
    return figure.update_layout(height=height, barmode="overlay")


def _track(levels: Sequence[float], longest: float) -> go.Bar:
    """The length of the whole behind each step."""
    return go.Bar(
        orientation="h",
        x=[longest] * len(levels),
        y=list(levels),
        width=0.4,
        marker={"color": palette.GRID, "cornerradius": 3},
        hoverinfo="skip",
        name="",
    )


def _bars(drawn: Sequence[Step], levels: Sequence[float], *, unit: str, decimals: int, nested: bool) -> go.Bar:
    """The steps that have a number; the further in, the stronger the colour."""
    known = [(step, level) for step, level in zip(drawn, levels, strict=True) if step.value is not None]
    strengths = {step.key: 0.45 + 0.55 * at / max(len(drawn) - 1, 1) for at, step in enumerate(drawn)}
    partial = [rows.status(step.row or {}) == "partial" for step, _ in known]
    return go.Bar(
        orientation="h",
        x=[step.value for step, _ in known],
        y=[level for _, level in known],
        width=0.4,
        marker={
            "color": [palette.lightened(palette.RED, strengths[s.key]) if nested else palette.BLUE for s, _ in known],
            "pattern": {**theme.PARTIAL, "shape": ["/" if each else "" for each in partial]},
            "cornerradius": 3,
        },
        customdata=[[step.key] for step, _ in known],
        hovertext=[rows.hover(s.row or {}, name=s.label, decimals=decimals, unit=unit) for s, _ in known],
        hovertemplate="%{hovertext}<extra></extra>",
        name="",
    )


def _labels(drawn: Sequence[Step], levels: Sequence[float], decimals: int) -> go.Scatter:
    """Name, number and share on one line above each bar."""
    texts = [f"{rows.escaped(s.label)}: <b>{value_words(s.row, s.share, decimals, '')}</b>" for s in drawn]
    return above(texts, [level + 0.25 for level in levels], [step.value is not None for step in drawn])


def above(texts: Sequence[str], levels: Sequence[float], known: Sequence[bool]) -> go.Scatter:
    """Lines of text at the left end, each beginning at its height; paler where nothing is known."""
    return go.Scatter(
        x=[0] * len(texts),
        y=list(levels),
        mode="text",
        text=list(texts),
        textposition="top right",
        textfont={"size": 13, "color": [palette.INK if each else palette.SLATE for each in known]},
        cliponaxis=False,
        hoverinfo="skip",
        name="",
    )


def value_words(row: rows.Row | None, share: float | None, decimals: int, unit: str) -> str:
    """'356 (93,2%)', '11 (chưa đủ số liệu 3/4)', 'chưa báo cáo' (row None: no row came)."""
    if row is None:
        return rows.LABELS["missing"]
    text = rows.value_text(row, decimals=decimals, unit=unit)
    if rows.status(row) == "partial":
        return f"{text} {rows.parts_text(row)}".strip()
    return f"{text} ({numbers.percent(share)})" if share is not None else text
