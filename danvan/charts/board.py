"""Units of one place as tiles in the order of their figures: `board(rows, …)`.

Owns the tiles of districts and communes, for which there is no map: the colour is the class, the place in the board the
order. Clicking a tile gives `customdata[0]`, the unit's id. It refuses to place a partial sum among whole figures.
"""

import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import classes, palette, ranking, rows, theme
from danvan.charts.collate import vietnamese_key

FEW = 48
"""So many tiles are large enough to carry their value."""
COLUMNS, COLUMNS_OF_FEW = 8, 5
HEIGHT, HEIGHT_OF_FEW = 38, 56
"""Pixels a row of tiles takes."""
NAME, NAME_OF_FEW = 9.2, 10.6
"""Sizes of names; the style sheet knows them and makes them smaller on a telephone."""
LETTERS, LETTERS_OF_FEW = 11, 14
KEY, KEY_LINE, ABREAST = 150, 20, 2
"""Pixels an entry of the key takes across and down; so many stand beside one another, also on a telephone."""
IN_PIXELS = {
    "xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 0, "yanchor": 1,
}  # fmt: skip
"""Of a shape that is placed in pixels up from the drawing's top left corner."""
GAP = 0.06
STATES = {
    "zero": ("0 – không phát sinh", palette.ZERO),
    "provisional": ("Số sơ bộ", palette.PAPER),
    "partial": ("Chưa đủ số liệu", palette.PAPER),
    "expected": ("Mới có dự kiến", palette.PAPER),
    "held_no_count": ("Chưa nêu số", palette.PAPER),
    "missing": ("Chưa báo cáo", palette.PAPER),
    "not_applicable": ("Không áp dụng", palette.NOT_APPLICABLE),
    "refused": ("Không cộng gộp", palette.NOT_APPLICABLE),
}
DASHES = {"partial": "2px,2px", "provisional": "solid", "expected": "6px,3px", "held_no_count": "1px,4px"}


@dataclass(frozen=True)
class _Tile:
    """One unit: its row, column and line in the board, its fill."""

    row: rows.Row
    column: int
    line: int
    fill: str

    @property
    def state(self) -> str:
        return rows.status(self.row)


def board(
    data: pd.DataFrame,
    *,
    title: str,
    unit: str,
    scope: str,
    subtitle: str = "",
    decimals: int = 0,
    direction: str = "",
    selected: str | None = None,
) -> go.Figure:
    """One tile a unit, the first in order at the top left, those without a whole figure behind.

    `data`: figure rows of one indicator and period, one a unit (with `name`). `scope`: what the units are called
    together. `selected`: a unit_id, outlined. The rest as in danvan.charts.hexmap.
    """
    if data.empty:
        return theme.empty(title=title)
    tiles, scale, ramp = _laid(data, decimals=decimals, direction=direction)
    few = len(tiles) <= FEW
    lines = tiles[-1].line + 1
    entries = _entries(tiles, scale, ramp)
    room = KEY_LINE * (1 + -(-len(entries) // ABREAST)) + 14
    figure = theme.figure(
        title=title,
        subtitle=subtitle,
        height=60,
        alt=_told(title, tiles, scope=scope, unit=unit, decimals=decimals),
        margin={"l": 4, "r": 4, "b": 6},
        below_title=room,
    )
    figure.add_trace(_targets(tiles, few=few, unit=unit, decimals=decimals))
    shapes = [shape for tile in tiles for shape in _shapes(tile)]
    shapes += [shape for tile in tiles if tile.row["unit_id"] == selected for shape in _marked(tile)]
    notes = [note for tile in tiles for note in _words(tile, few=few, unit=unit, decimals=decimals)]
    key_shapes, key_notes = _key(entries, unit=unit, room=room)
    figure.update_layout(shapes=shapes + key_shapes, annotations=notes + key_notes)
    columns = COLUMNS_OF_FEW if few else COLUMNS
    figure.update_xaxes(visible=False, range=[0, columns], automargin=False)
    figure.update_yaxes(visible=False, range=[lines, 0], automargin=False)
    height = figure.layout.margin.t + figure.layout.margin.b + lines * (HEIGHT_OF_FEW if few else HEIGHT)
    return figure.update_layout(height=height)


def _laid(data: pd.DataFrame, *, decimals: int, direction: str) -> tuple[list[_Tile], classes.Scale | None, list[str]]:
    """The tiles in their order, with their classes' scale and colours."""
    ranked = [place.row for place in ranking.ranked(data, decimals=decimals, direction=direction)]
    other = [row for row in rows.records(data) if not rows.is_whole(row)]
    order = list(STATES)
    other.sort(key=lambda row: (order.index(rows.status(row)), vietnamese_key(rows.name_of(row))))
    coloured = [row for row in ranked if float(row["value"])]
    coloured = coloured or [row for row in other if rows.status(row) == "partial"]
    scale = classes.scale_of([float(row["value"]) for row in coloured], decimals)
    ramp = scale.colours(palette.ramp(direction)) if scale else []
    columns = COLUMNS_OF_FEW if len(ranked) + len(other) <= FEW else COLUMNS
    tiles = [
        _Tile(row, at % columns, at // columns, _fill(row, scale, ramp)) for at, row in enumerate([*ranked, *other])
    ]
    return tiles, scale, ramp


def _fill(row: rows.Row, scale: classes.Scale | None, ramp: Sequence[str]) -> str:
    state = rows.status(row)
    if state in ("value", "provisional", "partial") and scale:
        return ramp[scale.place(float(row["value"]))]
    return STATES[state][1] if state in STATES else palette.PAPER


def _shapes(tile: _Tile) -> list[dict]:
    """The tile, and the marks that say its state without colour."""
    x0, x1, y0, y1 = tile.column + GAP / 2, tile.column + 1 - GAP / 2, tile.line + GAP, tile.line + 1 - GAP
    edge = {"color": palette.RULE, "width": 0.8 if tile.fill in (palette.PAPER, palette.ZERO) else 0}
    made = [_rectangle(x0, y0, x1, y1, line=edge, fillcolor=tile.fill)]
    if tile.state == "missing":
        strokes = "".join(
            f"M{x0 + (x1 - x0) * max(0.0, at):.3f},{y0 + (y1 - y0) * max(0.0, -at):.3f}"
            f"L{x0 + (x1 - x0) * min(1.0, 1 + at):.3f},{y0 + (y1 - y0) * min(1.0, 1 - at):.3f}"
            for at in (-0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75)
        )
        made.append({"type": "path", "path": strokes, "line": {"color": palette.GRID, "width": 1}, "layer": "below"})
    if tile.state in DASHES:
        line = {"color": palette.text_on(tile.fill), "width": 1.2, "dash": DASHES[tile.state]}
        made.append(_rectangle(x0 + 0.05, y0 + 0.07, x1 - 0.05, y1 - 0.07, line=line))
    return made


def _rectangle(x0: float, y0: float, x1: float, y1: float, **more: object) -> dict:
    return {"type": "rect", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "layer": "below", **more}


def _marked(tile: _Tile) -> list[dict]:
    """The outline of the unit that the page is about."""
    box = (tile.column + GAP / 2, tile.line + GAP, tile.column + 1 - GAP / 2, tile.line + 1 - GAP)
    return [_rectangle(*box, line={"color": colour, "width": width}) for colour, width in
            ((palette.PAPER, 6), (palette.RED, 3.2))]  # fmt: skip


def _words(tile: _Tile, *, few: bool, unit: str, decimals: int) -> list[dict]:
    """The name in the tile, the value below it where there is room."""
    colour = palette.text_on(tile.fill)
    lines = textwrap.wrap(rows.name_of(tile.row), LETTERS_OF_FEW if few else LETTERS, break_long_words=False)
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1]}…"]
    name = "<br>".join(rows.escaped(line) for line in lines)
    middle = {"x": tile.column + 0.5, "y": tile.line + 0.5, "showarrow": False, "align": "center"}
    size = NAME_OF_FEW if few else NAME
    if not few or numbers.is_missing(tile.row["value"]):
        return [{**middle, "text": name, "font": {"size": size, "color": colour}}]
    value = rows.value_text(tile.row, decimals=decimals, unit=unit if unit == "%" else "")
    shown = {**middle, "text": f"<b>{value}</b>", "yshift": -13, "font": {"size": NAME_OF_FEW, "color": colour}}
    return [{**middle, "text": name, "yshift": 8, "font": {"size": size, "color": colour}}, shown]


def _entries(tiles: Sequence[_Tile], scale: classes.Scale | None, ramp: Sequence[str]) -> list[tuple[str, str, str]]:
    """(state, words, fill) of the key: classes from high to low, then the states that occur with their counts."""
    found = [("value", words, fill) for words, fill in zip(scale.labels(), ramp, strict=True)][::-1] if scale else []
    counts = Counter(tile.state for tile in tiles)
    for state, (words, fill) in STATES.items():
        if counts[state]:
            found.append((state, f"{words} ({numbers.number(counts[state])})", fill))
    return found


def _key(entries: Sequence[tuple[str, str, str]], *, unit: str, room: int) -> tuple[list[dict], list[dict]]:
    """The key above the tiles, in pixels from their top left corner."""
    head = "Tỷ lệ (%)" if unit == "%" else unit.capitalize()
    notes = [_note(f"<b>{head}</b>", 2, room - 8 - KEY_LINE / 2)]
    shapes = []
    for at, (state, words, fill) in enumerate(entries):
        x, y = 2 + KEY * (at % ABREAST), room - 8 - KEY_LINE * (1.5 + at // ABREAST)
        line = {"color": palette.RULE, "width": 0.8}
        if state in DASHES:
            line = {"color": palette.SLATE, "width": 1.2, "dash": DASHES[state]}
        box = {"x0": x, "x1": x + 18, "y0": y - 6, "y1": y + 6}
        shapes.append({"type": "rect", **IN_PIXELS, **box, "fillcolor": fill, "line": line})
        if state == "missing":
            path = "".join(f"M{x + 6 * step},{y - 6}L{x + 6 * step + 6},{y + 6}" for step in range(3))
            shapes.append({"type": "path", **IN_PIXELS, "path": path, "line": {"color": palette.SLATE, "width": 0.8}})
        notes.append(_note(words, x + 24, y))
    return shapes, notes


def _note(words: str, x: float, y: float) -> dict:
    return {
        "text": words, "x": 0, "y": 1, "xref": "paper", "yref": "paper", "xshift": x, "yshift": y, "showarrow": False,
        "xanchor": "left", "yanchor": "middle", "align": "left", "font": {"size": theme.TINY, "color": palette.INK},
    }  # fmt: skip


def _targets(tiles: Sequence[_Tile], *, few: bool, unit: str, decimals: int) -> go.Scatter:
    """Invisible points that take the mouse."""
    return go.Scatter(
        x=[tile.column + 0.5 for tile in tiles],
        y=[tile.line + 0.5 for tile in tiles],
        mode="markers",
        name="",
        marker={"symbol": "square", "size": 46 if few else 34, "opacity": 0, "color": palette.PAPER},
        customdata=[[tile.row["unit_id"], rows.name_of(tile.row), tile.state] for tile in tiles],
        hovertext=[rows.hover(tile.row, name=rows.name_of(tile.row), decimals=decimals, unit=unit) for tile in tiles],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _told(title: str, tiles: Sequence[_Tile], *, scope: str, unit: str, decimals: int) -> str:
    """The board in two sentences: first, last, how many have not reported."""
    whole = [tile.row for tile in tiles if rows.is_whole(tile.row)]
    said = f"{title}. Bảng ô của {numbers.number(len(tiles))} {scope}, xếp theo thứ tự số liệu."
    if whole:
        ends = [f"{rows.name_of(row)} ({rows.value_text(row, decimals=decimals, unit=unit)})"
                for row in (whole[0], whole[-1])]  # fmt: skip
        said += f" Đầu bảng: {ends[0]}, cuối bảng: {ends[1]}."
    missing = sum(tile.state == "missing" for tile in tiles)
    return said + (f" Chưa báo cáo: {numbers.number(missing)} đơn vị." if missing else "")
