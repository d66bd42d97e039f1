"""Figures through time: `trend(rows, …)` as lines or bars.

Owns gaps, hollow and dashed points, the mark at the merger of provinces. It refuses to join a line
across a missing period, to draw a gap as a zero, and to put plans among actual figures.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import axes, palette, rows, theme, trendmarks
from danvan.periods import Period

HEIGHT = 380
SOFT = ("partial", "provisional")
"""States whose links are dashed: the number may still change."""


@dataclass(frozen=True)
class Series:
    """One line: its key, name, colour and rows in time order (with and without a value)."""

    key: str
    name: str
    colour: str
    points: tuple[rows.Row, ...]

    @property
    def known(self) -> list[rows.Row]:
        """Rows that have a number."""
        return [row for row in self.points if not numbers.is_missing(row.get("value"))]


def trend(
    data: pd.DataFrame,
    *,
    title: str,
    unit: str,
    subtitle: str = "",
    decimals: int = 0,
    by: str = "unit_id",
    names: Mapping[str, str] | None = None,
    comparison: str | None = None,
    mode: str = "line",
    merger_mark: bool = True,
    height: int = HEIGHT,
) -> go.Figure:
    """One or several series over periods of one kind.

    `data`: figure rows; `by` the column that makes a series ('unit_id' or 'breakdown'), `names` its
    labels, in drawing order; `comparison` the key drawn in grey. `mode` 'line' | 'bar'. Left out:
    expected values, and kinds of period other than the prevailing one.
    """
    drawn = _series(data, by=by, names=names or {}, comparison=comparison)
    if not any(series.known for series in drawn):
        return theme.empty(title=title)
    periods = [rows.period_of(row) for series in drawn for row in series.points]
    figure = theme.figure(
        title=title,
        subtitle=theme.with_unit(subtitle, unit),
        height=height,
        alt=_alt(title, drawn, unit=unit, decimals=decimals),
        below_title=30,
    )
    several = sum(bool(series.known) for series in drawn) > 1 and mode == "line"
    from_zero = mode == "bar" or decimals == 0
    _scale(figure, drawn, periods, decimals=decimals, crowded=several, from_zero=from_zero, unit=unit)
    draw = _bars if mode == "bar" else _lines
    for series in drawn:
        figure.add_traces(draw(series, unit=unit, decimals=decimals, many=len(drawn)))
    trendmarks.gaps(figure, drawn)
    trendmarks.ends(figure, drawn, decimals=decimals, unit=unit, bars=mode == "bar")
    if merger_mark:
        trendmarks.merger(figure, periods)
    trendmarks.key_of_states(figure, drawn, bars=mode == "bar")
    return figure


def _series(data: pd.DataFrame, *, by: str, names: Mapping[str, str], comparison: str | None) -> list[Series]:
    """The rows as series; the comparison first so that the others lie over it."""
    usable = [row for row in rows.records(data) if rows.status(row) != "expected"]
    kind = _prevailing_kind([rows.period_of(row) for row in usable])
    grouped: dict[str, list[rows.Row]] = {key: [] for key in names}
    for row in usable:
        if rows.period_of(row).kind == kind:
            grouped.setdefault(str(row[by]), []).append(row)
    keys = [key for key in grouped if grouped[key] and key != comparison]
    colours = dict(zip(keys, palette.CATEGORICAL, strict=False))
    order = ([comparison] if comparison in grouped and grouped[comparison] else []) + keys
    return [
        Series(
            key,
            names.get(key) or (rows.name_of(grouped[key][0]) if by == "unit_id" else key),
            colours.get(key, palette.MUTED),
            tuple(sorted(grouped[key], key=rows.period_of)),
        )
        for key in order
    ]


def _scale(
    figure: go.Figure,
    drawn: Sequence[Series],
    periods: Sequence[Period],
    *,
    decimals: int,
    crowded: bool,
    from_zero: bool,
    unit: str,
) -> None:
    """Both axes, with room above the highest value for its label."""
    values = [float(row["value"]) for series in drawn for row in series.known]
    low, high = axes.baseline(values, from_zero=from_zero)
    figure.update_xaxes(**axes.period_axis(periods, crowded=crowded))
    figure.update_yaxes(
        **axes.value_axis(low, high, decimals=decimals, headroom=0.1, ceiling=axes.ceiling(values, unit))
    )


def _prevailing_kind(periods: Sequence[Period]) -> str:
    """The kind most rows have; intervals and terms only when there is nothing else."""
    counts = Counter(period.kind for period in periods)
    regular = {kind: n for kind, n in counts.items() if kind not in ("interval", "term")} or counts
    return max(regular, key=lambda kind: regular[kind]) if regular else ""


def link(one: rows.Row, other: rows.Row) -> str:
    """How two successive rows are joined: 'solid', 'dash' or '' (not at all)."""
    if any(numbers.is_missing(row.get("value")) for row in (one, other)):
        return ""
    if not axes.follows(rows.period_of(one), rows.period_of(other)):
        return ""
    # A line down to the sum of a few units would show a fall that nobody reported.
    if rows.is_sparse(one) or rows.is_sparse(other):
        return ""
    return "dash" if any(rows.status(row) in SOFT for row in (one, other)) else "solid"


def _lines(series: Series, *, unit: str, decimals: int, many: int) -> list[go.Scatter]:
    """Solid and dashed stretches without hover, then the points with it."""
    grey = series.colour == palette.MUTED
    traces = []
    for style in ("solid", "dash"):
        x: list[str | None] = []
        y: list[float | None] = []
        for one, other in pairwise(series.points):
            if link(one, other) == style:
                x += [place(one), place(other), None]
                y += [float(one["value"]), float(other["value"]), None]
        if x:
            line = {
                "color": series.colour,
                "width": 2 if grey else 2.6,
                "dash": "4px,4px" if style == "dash" else "solid",
            }
            traces.append(go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", name=series.name))
    known = series.known
    hollow = [rows.status(row) in SOFT for row in known]
    size = 5 if len(known) > 18 else 7
    traces.append(
        go.Scatter(
            x=[place(row) for row in known],
            y=[float(row["value"]) for row in known],
            mode="markers",
            name=series.name,
            marker={
                "opacity": 1,
                "size": [size + 2 if open_ else size for open_ in hollow],
                "color": [palette.PAPER if open_ else series.colour for open_ in hollow],
                "line": {"color": series.colour, "width": [2 if open_ else 0 for open_ in hollow]},
            },
            **_targets(series, unit=unit, decimals=decimals),
        )
    )
    return traces


def _bars(series: Series, *, unit: str, decimals: int, many: int) -> list[go.Bar]:
    """One bar a period: hatched when partial, pale when provisional."""
    known = series.known
    if not known:
        return []
    spans = [rows.period_of(row) for row in known]
    days = [max((span.end - span.start).days + 1, 20) for span in spans]
    colours = [
        palette.lightened(series.colour, 0.45) if rows.status(row) == "provisional" else series.colour for row in known
    ]
    partial = [rows.status(row) == "partial" for row in known]
    milliseconds = timedelta(days=1) / timedelta(milliseconds=1)
    return [
        go.Bar(
            x=[place(row) for row in known],
            y=[float(row["value"]) for row in known],
            width=[0.62 * length * milliseconds / many for length in days],
            name=series.name,
            marker={
                "color": colours,
                "line": {"color": series.colour, "width": [1.2 if p else 0 for p in partial]},
                "pattern": {**theme.PARTIAL, "shape": ["/" if p else "" for p in partial]},
                "cornerradius": 2,
            },
            **_targets(series, unit=unit, decimals=decimals),
        )
    ]


def _targets(series: Series, *, unit: str, decimals: int) -> dict[str, object]:
    """Hover texts and click data: [series key, period code]."""
    return {
        "hovertext": [rows.hover(row, name=series.name, decimals=decimals, unit=unit) for row in series.known],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [[series.key, rows.period_of(row).code] for row in series.known],
    }


def place(row: rows.Row) -> str:
    """The row's place on the time axis, ISO."""
    return axes.position(rows.period_of(row)).isoformat()


def _alt(title: str, drawn: Sequence[Series], *, unit: str, decimals: int) -> str:
    """First and last figure of each series in words."""
    said = [f"{title}."]
    for series in drawn:
        if not series.known:
            continue
        ends = [series.known[0], series.known[-1]] if len(series.known) > 1 else series.known
        texts = [f"{rows.period_of(row).label}: {rows.value_text(row, decimals=decimals, unit=unit)}" for row in ends]
        said.append(f"{series.name} – {'; '.join(texts)}.")
    return " ".join(said)
