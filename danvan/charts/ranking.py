"""Units in order: `ranking(rows, …)` as horizontal bars.

Owns ranks (ties share one), who is ranked and who stands apart. It refuses to rank a partial sum
as if it were whole, and to hide who has not reported.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd
import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import palette, rows, theme
from danvan.charts.collate import vietnamese_key

BAR = 25
"""Pixels a bar and its gap take."""
MANY = 9
"""More names than this are counted in the short form; the table beside names them all."""
NOTE_WIDTH = 52
LONG = 18
"""From so many characters on a value with its parts takes two lines."""
ROOM = 130
"""Pixels at most for the values behind the bars."""
PALE = "#9DB9C9"


@dataclass(frozen=True)
class Place:
    """One line of the ranking: `rank` None for a unit that stands apart."""

    row: rows.Row
    name: str
    rank: int | None

    @property
    def value(self) -> float:
        """The number drawn."""
        return float(self.row["value"])


def ranking(
    data: pd.DataFrame,
    *,
    title: str,
    unit: str,
    subtitle: str = "",
    decimals: int = 0,
    direction: str = "",
    top: int | None = None,
    highlight: str | None = None,
    scope: str = "tỉnh, thành phố",
    placed: bool = True,
) -> go.Figure:
    """Sorted bars, one a unit.

    `data`: figure rows of one indicator and period, one a unit (with `name`). `direction` 'down'
    puts the lowest first. `top` keeps the first places (and `highlight`, wherever it stands).
    `scope` names the units in the line 'Xếp trên 58 tỉnh, thành phố có đủ số liệu'. `placed` off: in order, but without
    places (plain counts of units of unlike size).
    """
    places = ranked(data, decimals=decimals, direction=direction)
    apart = _apart(data)
    due = sum(rows.status(row) not in ("not_applicable", "refused") for row in rows.records(data))
    few = 2 * len(places) < due
    if few or not placed:
        # A place among the few that happen to be known says nothing about all of them, nor does one by mere size.
        places = [replace(place, rank=None) for place in places]
    if not places and not apart:
        return theme.empty(title=title)
    shown = _shown(places, top=top, highlight=highlight)
    hatched = [] if top and places else apart
    notes = _notes(data, [] if hatched else apart, short=bool(top))
    order = " · từ thấp đến cao" if direction == "down" else ""
    count = f"xếp trên {numbers.number(len(places))} {scope} có đủ số liệu{order}"
    if not placed:
        count = f"xếp theo số lượng, không xếp hạng: {numbers.number(len(places))} {scope} có đủ số liệu{order}"
    if few:
        count = f"chưa xếp hạng: mới có {numbers.fraction(len(places), due)} {scope} đủ số liệu{order}"
    figure = theme.figure(
        title=title,
        subtitle=f"{theme.with_unit(subtitle, unit)} · {count}",
        height=60,
        alt=_alt(title, places, count=count, unit=unit, decimals=decimals),
    )
    levels = _levels(shown, hatched, skipped=len(shown) > 1 and shown[-1] not in places[: len(shown)])
    figure.add_trace(_bars(shown + hatched, levels, unit, decimals, highlight, whole=len(shown)))
    _names(figure, shown, hatched, levels, highlight)
    _frame(figure, shown + hatched, levels, notes, decimals=decimals, sign=unit if unit == "%" else "")
    return figure


def ranked(data: pd.DataFrame, *, decimals: int = 0, direction: str = "") -> list[Place]:
    """Whole figures in order; equal as printed means equal in rank (1, 2, 2, 4), then by name."""
    whole = [row for row in rows.records(data) if rows.is_whole(row)]
    sign = 1 if direction == "down" else -1
    printed = [numbers.rounded(row["value"], decimals) for row in whole]
    order = sorted(
        zip(printed, whole, strict=True),
        key=lambda pair: (sign * pair[0], vietnamese_key(rows.name_of(pair[1]))),
    )
    scores = [score for score, _ in order]
    return [Place(row, rows.name_of(row), scores.index(score) + 1) for score, row in order]


def _apart(data: pd.DataFrame) -> list[Place]:
    """Units with a partial figure, largest first."""
    partial = [row for row in rows.records(data) if rows.status(row) == "partial"]
    partial.sort(key=lambda row: (-float(row["value"]), vietnamese_key(rows.name_of(row))))
    return [Place(row, rows.name_of(row), None) for row in partial]


def _shown(places: list[Place], *, top: int | None, highlight: str | None) -> list[Place]:
    kept = places[:top] if top else places
    extra = [place for place in places[len(kept) :] if place.row["unit_id"] == highlight]
    return kept + extra


def _levels(shown: Sequence[Place], hatched: Sequence[Place], *, skipped: bool) -> list[float]:
    """Heights of the bars from the top down; a gap before a far-off unit and before the unranked."""
    levels = [-float(at) for at in range(len(shown))]
    if skipped:
        levels[-1] -= 0.7
    start = levels[-1] if levels else 1.0
    return levels + [start - 2.0 - step for step in range(len(hatched))]


def _bars(
    drawn: Sequence[Place], levels: Sequence[float], unit: str, decimals: int, highlight: str | None, *, whole: int
) -> go.Bar:
    """The bars with their values behind the end, those after the `whole` ones hatched; click data [unit_id]."""
    hatched = [at >= whole for at in range(len(drawn))]
    mine = [place.row["unit_id"] == highlight for place in drawn]
    sign = unit if unit == "%" else ""
    return go.Bar(
        orientation="h",
        x=[place.value for place in drawn],
        y=list(levels),
        width=0.68,
        text=[_value_text(place.row, decimals, sign) for place in drawn],
        textposition="outside",
        cliponaxis=False,
        textfont={
            "size": theme.SMALL,
            "color": [palette.RED if own else palette.INK for own in mine],
            "weight": [600 if own else 400 for own in mine],
        },
        constraintext="none",
        marker={
            "color": [palette.RED if own else PALE for own in mine],
            "line": {"color": palette.SLATE, "width": [0.8 if each else 0 for each in hatched]},
            "pattern": {**theme.PARTIAL, "shape": ["/" if each else "" for each in hatched]},
            "cornerradius": 2,
        },
        customdata=[[place.row["unit_id"], place.name, place.rank] for place in drawn],
        hovertext=[_hover(place, unit, decimals) for place in drawn],
        hovertemplate="%{hovertext}<extra></extra>",
        name="",
    )


def _value_text(row: rows.Row, decimals: int, sign: str) -> str:
    text = rows.value_text(row, decimals=decimals, unit=sign)
    if rows.status(row) != "partial":
        return f" {text}"
    parts = rows.parts_text(row)
    # A long one stands in two lines: a telephone has no room for it beside the bar.
    return f" {text} {parts}" if len(text) + len(parts) < LONG else f" {text}<br> {parts}"


def _hover(place: Place, unit: str, decimals: int) -> str:
    text = rows.hover(place.row, name=place.name, decimals=decimals, unit=unit)
    return f"{text}<br>Hạng {place.rank}" if place.rank else f"{text}<br>Không xếp hạng"


def _names(
    figure: go.Figure,
    shown: Sequence[Place],
    hatched: Sequence[Place],
    levels: Sequence[float],
    highlight: str | None,
) -> None:
    """Rank and name before each bar; a heading over the bars that are not ranked."""
    texts = []
    for place in [*shown, *hatched]:
        text = rows.escaped(place.name)
        if place.rank:
            text = f"{text}  <span style='color:{palette.SLATE}'>{place.rank:>2}</span>"
        own = place.row["unit_id"] == highlight
        texts.append(f"<b>{text}</b>" if own else text)
    figure.update_yaxes(
        tickvals=list(levels),
        ticktext=texts,
        range=[min(levels) - 0.6, max(levels) + 0.6],
        showgrid=False,
        automargin=False,
        ticks="outside",
        ticklen=5,
        tickcolor=palette.PAPER,
        tickfont={"size": theme.SMALL, "color": palette.INK},
    )
    widest = max(len(place.name) for place in [*shown, *hatched])
    figure.update_layout(margin_l=min(44 + round(6.6 * widest), 168))
    if hatched:
        figure.add_annotation(
            x=0,
            y=levels[len(shown)] + 0.95,
            xanchor="left",
            text="Chưa đủ số liệu, không xếp hạng",
            showarrow=False,
            font={"size": theme.TINY, "color": palette.SLATE},
        )


def _notes(data: pd.DataFrame, apart: Sequence[Place], *, short: bool) -> list[str]:
    """Who is not drawn, by reason, each on wrapped lines; `short` gives long lists as a count."""
    reasons = {"Chưa đủ số liệu": [place.name for place in apart]}
    labels = {"missing": "Chưa báo cáo", "expected": "Mới có số dự kiến", "refused": "Không cộng gộp được"}
    for row in rows.records(data):
        kind = rows.status(row)
        if kind in labels or kind == "held_no_count":
            words = labels.get(kind) or rows.label(row).capitalize()
            reasons.setdefault(words, []).append(rows.name_of(row))
    lines = []
    for reason, names in reasons.items():
        if names:
            listed = ": " + ", ".join(sorted(names, key=vietnamese_key))
            many = short and len(names) > MANY
            text = rows.escaped(f"{reason} ({len(names)}){' – xem bảng' if many else listed}.")
            lines += textwrap.wrap(text, NOTE_WIDTH)
    return lines


def _frame(
    figure: go.Figure,
    drawn: Sequence[Place],
    levels: Sequence[float],
    notes: Sequence[str],
    *,
    decimals: int,
    sign: str,
) -> None:
    """Height by the number of bars, no value axis (each bar says its value), room for texts."""
    values = [place.value for place in drawn]
    low, high = min(0.0, *values), max(0.0, *values)
    span = (high - low) or 1.0
    # The values stand behind the bars in room of their own width, on a telephone as on a wall.
    longest = max(len(line) for place in drawn for line in _value_text(place.row, decimals, sign).split("<br>"))
    figure.update_xaxes(visible=False, range=[low, high + span * 0.01])
    figure.update_layout(margin_r=min(round(6.9 * longest) + 12, ROOM))
    if notes:
        theme.footnote(figure, "<br>".join(notes), axis_room=8, lines=len(notes))
        figure.layout.annotations[-1].xshift = 8 - figure.layout.margin.l
    bars = int((max(levels) - min(levels) + 1.2) * BAR)
    figure.update_layout(height=figure.layout.margin.t + bars + figure.layout.margin.b)


def _alt(title: str, places: Sequence[Place], *, count: str, unit: str, decimals: int) -> str:
    """The first three and the last."""
    said = [f"{title}, {count}."]
    for place in [*places[:3], *places[3:][-1:]]:
        text = rows.value_text(place.row, decimals=decimals, unit=unit)
        said.append(f"{f'Hạng {place.rank}: ' if place.rank else ''}{place.name} ({text}).")
    return " ".join(said)
