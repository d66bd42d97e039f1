"""What came in and what became of it: `flow(rows, …)`.

Owns the picture of a life cycle: what there was to settle above, where it went below, each bar beginning where the
last one ends, so that both halves are equally long when the report balances. It refuses to set one bar behind another
where a number between them is missing, and to call an answer at a meeting a settlement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import pandas as pd
import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import palette, rows, theme
from danvan.charts.ladder import above, share_of, value_words

STEP = 45
"""Pixels a step takes: its name above its bar."""
IN, OUT = "in", "out"


@dataclass(frozen=True)
class Step:
    """One bar: indicator, name, whether it comes in or goes out, and the step that it is a part of ('' for none)."""

    indicator: str
    label: str
    side: str
    colour: str
    part_of: str = ""


OPINIONS = (
    Step("YK06", "Tồn đầu kỳ", IN, palette.MUTED),
    Step("YK01", "Tiếp nhận trong kỳ", IN, palette.BLUE),
    Step("YK02", "trong đó trả lời tại hội nghị", IN, palette.lightened(palette.BLUE, 0.45), "YK01"),
    Step("YK03", "Đã giải quyết xong", OUT, palette.CATEGORICAL[3]),
    Step("YK07", "Đã chuyển nơi có thẩm quyền", OUT, palette.MUTED),
    Step("YK04", "Đang giải quyết cuối kỳ", OUT, palette.GOLD),
    Step("YK05", "trong đó quá hạn", OUT, palette.RED, "YK04"),
)


@dataclass(frozen=True)
class Bar:
    """A step with its row (None: no row came), where its bar begins, and its share of what it is a part of."""

    step: Step
    row: rows.Row | None
    start: float
    share: float | None

    @property
    def value(self) -> float | None:
        """The number drawn, if any."""
        found = None if self.row is None else self.row.get("value")
        return None if numbers.is_missing(found) else float(found)


def flow(
    data: pd.DataFrame,
    *,
    title: str,
    unit: str,
    steps: Sequence[Step] = OPINIONS,
    subtitle: str = "",
    decimals: int = 0,
) -> go.Figure:
    """The steps of one unit and period from top to bottom. `data`: figure rows, one an indicator."""
    found = {str(row["indicator"]): row for row in rows.records(data)}
    bars = _placed(steps, found)
    if all(bar.value is None for bar in bars):
        return theme.empty(title=title)
    figure = theme.figure(
        title=title,
        subtitle=theme.with_unit(subtitle, unit),
        height=60,
        alt=f"{title}. {'; '.join(_alt(bar, decimals, unit) for bar in bars)}.",
        below_title=14,
    )
    levels = _levels(bars)
    figure.add_trace(_bars(bars, levels, unit=unit, decimals=decimals))
    figure.add_trace(_labels(bars, levels, decimals))
    longest = max(bar.start + bar.value for bar in bars if bar.value is not None) or 1.0
    figure.update_xaxes(visible=False, range=[0, longest], automargin=False)
    figure.update_yaxes(visible=False, range=[min(levels) - 0.35, 0.8], automargin=False)
    if any(rows.status(bar.row) == "partial" for bar in bars if bar.row is not None):
        theme.footnote(figure, f"▨ {rows.LABELS['partial']}", axis_room=4)
    height = figure.layout.margin.t + figure.layout.margin.b + int(STEP * (1.15 - min(levels)))
    return figure.update_layout(height=height, barmode="overlay")


def _placed(steps: Sequence[Step], found: Mapping[str, rows.Row]) -> list[Bar]:
    """Bars end to end on each side where all of both sides are whole; from zero where one is not."""
    main = [step for step in steps if not step.part_of]
    chained = all(rows.is_whole(found.get(step.indicator, {})) for step in main)
    starts = dict.fromkeys((step.indicator for step in main), 0.0)
    if chained:
        for side in (IN, OUT):
            names = [step.indicator for step in main if step.side == side]
            ends = accumulate(float(found[name]["value"]) for name in names)
            starts |= dict(zip(names[1:], ends, strict=False))
    return [
        Bar(
            step,
            found.get(step.indicator),
            starts[step.part_of or step.indicator],
            share_of(found.get(step.indicator), found.get(step.part_of)) if step.part_of else None,
        )
        for step in steps
    ]


def _alt(bar: Bar, decimals: int, unit: str) -> str:
    return f"{bar.step.label}: {value_words(bar.row, bar.share, decimals, unit)}"


def _levels(bars: Sequence[Bar]) -> list[float]:
    """Heights from the top down, with a gap between what came in and where it went."""
    sides = [bar.step.side for bar in bars]
    return [-float(at) - (0.35 if side == OUT else 0.0) for at, side in enumerate(sides)]


def _bars(bars: Sequence[Bar], levels: Sequence[float], *, unit: str, decimals: int) -> go.Bar:
    known = [(bar, level) for bar, level in zip(bars, levels, strict=True) if bar.value is not None]
    partial = [rows.status(bar.row or {}) == "partial" for bar, _ in known]
    return go.Bar(
        orientation="h",
        base=[bar.start for bar, _ in known],
        x=[bar.value for bar, _ in known],
        y=[level for _, level in known],
        width=0.42,
        marker={
            "color": [bar.step.colour for bar, _ in known],
            "pattern": {**theme.PARTIAL, "shape": ["/" if each else "" for each in partial]},
            "cornerradius": 2,
        },
        customdata=[[bar.step.indicator] for bar, _ in known],
        hovertext=[rows.hover(b.row or {}, name=b.step.label, decimals=decimals, unit=unit) for b, _ in known],
        hovertemplate="%{hovertext}<extra></extra>",
        name="",
    )


def _labels(bars: Sequence[Bar], levels: Sequence[float], decimals: int) -> go.Scatter:
    """Name and number on one line above each bar; parts are set in."""
    texts = [
        f"{'– ' if bar.step.part_of else ''}{rows.escaped(bar.step.label)}: "
        f"<b>{value_words(bar.row, bar.share, decimals, '')}</b>"
        for bar in bars
    ]
    return above(texts, [level + 0.26 for level in levels], [bar.value is not None for bar in bars])
