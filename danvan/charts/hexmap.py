"""The map of provinces as hexagons: `hexmap(rows, …)`.

Owns which tile belongs to which unit and how a figure's state is painted. Clicking a tile gives
`customdata[0]`, the unit's id. It refuses province polygons and base maps from the network.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from danvan import numbers
from danvan.charts import classes, hexgrid, hexlegend, palette, rows, theme
from danvan.charts.collate import vietnamese_key
from danvan.charts.hexgrid import Tile

HEIGHT = 650
FLATTEN = 0.86
"""Height of a y unit over an x unit: Vietnam's own proportions, and room for names."""

SHORT_LABELS = {
    "Bà Rịa - Vũng Tàu": "BR–VT",
    "Hồ Chí Minh": "TP. HCM",
    "Thừa Thiên Huế": "Huế",
}
SEPARATOR = {"color": palette.PAPER, "width": 1.4}
GROUP_BORDER = {"color": palette.INK, "width": 1.5}
SELECTED = {"color": palette.RED, "width": 3.4}


@dataclass(frozen=True)
class Patch:
    """The tiles of one unit with the unit's figure (None where no row came)."""

    unit_id: str
    name: str
    tiles: tuple[Tile, ...]
    row: rows.Row

    @property
    def status(self) -> str:
        """State to paint, see `rows.status`."""
        return rows.status(self.row)


def hexmap(
    data: pd.DataFrame,
    *,
    geography: str,
    title: str,
    unit: str,
    subtitle: str = "",
    decimals: int = 0,
    direction: str = "",
    selected: str | None = None,
    height: int = HEIGHT,
) -> go.Figure:
    """One figure a unit as coloured hexagons.

    `data`: figure rows of one indicator and period, one a unit (with `name`); units without a row
    are drawn as not reported. `geography` 'then' paints each former province, 'now' each group of
    tiles of a present one. `direction` 'up' | 'down' | ''. `selected` a unit_id, outlined.
    """
    if data.empty:
        return theme.empty(title=title, height=height)
    drawn = patches(rows.records(data), geography)
    values = [float(p.row["value"]) for p in drawn if p.status in ("value", "provisional")]
    if not values:  # where nothing is whole yet, the partial sums still tell more from less
        values = [float(p.row["value"]) for p in drawn if p.status == "partial"]
    scale = classes.scale_of(values, decimals)
    ramp = scale.colours(palette.ramp(direction)) if scale else []
    fill = painter(scale, ramp)
    alt = told(title, drawn, unit=unit, decimals=decimals)
    figure = theme.figure(title=title, subtitle=subtitle, height=height, alt=alt, margin={"l": 4, "r": 4, "b": 4})
    shapes = [*hexlegend.inset_shapes(hexgrid.tiles()), *_tile_shapes(drawn, fill)]
    shapes += _border_shapes(drawn, selected=selected)
    figure.add_trace(_targets(drawn, unit=unit, decimals=decimals))
    keys, notes = hexlegend.legend([patch.status for patch in drawn], scale=scale, colours=ramp, unit=unit)
    annotations = [*_labels(drawn, fill), *hexlegend.inset_labels(hexgrid.tiles()), *notes]
    figure.update_layout(shapes=shapes + keys, annotations=annotations)
    return _framed(figure)


def patches(records: Sequence[rows.Row], geography: str) -> list[Patch]:
    """Tiles grouped by the unit that they stand for, in the order of the file."""
    by_unit = {str(row["unit_id"]): row for row in records}
    grouped: dict[str, list[Tile]] = {}
    for tile in hexgrid.tiles():
        unit_id = tile.new_unit_id if geography == "now" else tile.old_unit_id
        grouped.setdefault(unit_id, []).append(tile)
    return [
        Patch(unit_id, _name(by_unit.get(unit_id, {}), group), tuple(group), by_unit.get(unit_id, {}))
        for unit_id, group in grouped.items()
    ]


def _name(row: rows.Row, group: Sequence[Tile]) -> str:
    """The unit's name; without a row, the names on its tiles say it truthfully."""
    if row:
        return rows.name_of(row)
    return " – ".join(tile.label for tile in group if not tile.is_island)


def painter(scale: classes.Scale | None, ramp: Sequence[str]) -> Callable[[Patch], str]:
    """Patch → fill colour; states without a number are paper or grey, never a class."""

    def fill(patch: Patch) -> str:
        if patch.status in ("not_applicable", "refused"):
            return palette.NOT_APPLICABLE
        if patch.status == "zero":
            return palette.ZERO
        if patch.status in ("value", "provisional", "partial") and scale:
            return ramp[scale.place(float(patch.row["value"]))]
        return palette.PAPER

    return fill


def _tile_shapes(patches: Sequence[Patch], fill: Callable[[Patch], str]) -> list[dict]:
    """Fills with thin seams, then hatching and the inner outlines that mark a state."""
    shapes = []
    for patch in patches:
        path = "".join(hexgrid.polygon(hexgrid.corners(tile)) for tile in patch.tiles)
        inner = palette.faded(palette.PAPER, 0.4)
        seam = SEPARATOR if len(patch.tiles) == 1 else {"color": inner, "width": 0.8}
        shapes.append(hexlegend.path_shape(path, fill=fill(patch), line=seam))
        shapes += hexlegend.state_marks(patch.tiles, patch.status, fill=fill(patch))
    return shapes


def _border_shapes(patches: Sequence[Patch], *, selected: str | None) -> list[dict]:
    """Borders of units of several tiles, the frame of unreported ones, the selected one last."""
    shapes, last = [], []
    grouped = any(len([t for t in patch.tiles if not t.is_island]) > 1 for patch in patches)
    for patch in patches:
        path = hexgrid.outline(patch.tiles)
        if grouped:
            shapes.append(hexlegend.path_shape(path, line=GROUP_BORDER))
        elif patch.status not in ("value", "provisional", "partial"):
            line = {"color": palette.RULE, "width": 1}
            shapes.append(hexlegend.path_shape(path, line=line))
        if patch.unit_id == selected:
            halo = {"color": palette.PAPER, "width": SELECTED["width"] + 3}
            last = [hexlegend.path_shape(path, line=line) for line in (halo, SELECTED)]
    return shapes + last


def _labels(patches: Sequence[Patch], fill: Callable[[Patch], str]) -> list[dict]:
    """One name a unit; the archipelagos keep their own names."""
    labels = []
    for patch in patches:
        colour = palette.text_on(fill(patch))
        (x, y), wide = hexgrid.label_place(patch.tiles)
        text, size = (_short(patch.name), 10.5) if wide else (_two_lines(patch.name), 9.2)
        labels.append(hexlegend.label(text, x, y, colour=colour, size=size))
        for tile in patch.tiles:
            if tile.is_island:
                text = _two_lines(tile.label)
                labels.append(hexlegend.label(text, tile.x, tile.y, colour=colour, size=9.2))
    return labels


def _short(name: str) -> str:
    """The name as officials abbreviate it, where it has more than two syllables."""
    return SHORT_LABELS.get(name, rows.escaped(name))


def _two_lines(name: str) -> str:
    """The same, no wider than a tile."""
    return _short(name).replace(" ", "<br>", 1)


def _targets(patches: Sequence[Patch], *, unit: str, decimals: int) -> go.Scatter:
    """Invisible points that take the mouse: one a tile, all tiles of a unit answering alike."""
    places = [(patch, tile) for patch in patches for tile in patch.tiles]
    hover = {
        patch.unit_id: rows.hover(patch.row, name=patch.name, decimals=decimals, unit=unit)
        if patch.row
        else f"<b>{rows.escaped(patch.name)}</b><br>{rows.LABELS['missing']}"
        for patch in patches
    }
    return go.Scatter(
        x=[tile.x for _, tile in places],
        y=[tile.y for _, tile in places],
        mode="markers",
        name="",
        marker={"symbol": "hexagon", "size": 30, "opacity": 0, "color": palette.PAPER},
        customdata=[[patch.unit_id, patch.name, patch.status] for patch, _ in places],
        hovertext=[hover[patch.unit_id] for patch, _ in places],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _framed(figure: go.Figure) -> go.Figure:
    """No axes, one scale for both directions, the whole country in sight at any width."""
    figure.update_xaxes(visible=False, range=[-0.03, 11.05], constrain="domain", automargin=False)
    figure.update_yaxes(
        visible=False,
        range=[-18.82, 0.66],
        scaleanchor="x",
        scaleratio=FLATTEN,
        constrain="domain",
        automargin=False,
    )
    return figure


def told(title: str, patches: Sequence[Patch], *, unit: str, decimals: int) -> str:
    """The map in two sentences: highest, lowest, who has not reported."""
    known = [patch for patch in patches if rows.is_whole(patch.row)]
    said = [f"{title}. Bản đồ ô lục giác của {numbers.number(len(patches))} tỉnh, thành phố."]
    for word, pick in (("Cao nhất", max), ("thấp nhất", min)):
        if known:
            patch = pick(known, key=lambda each: float(each.row["value"]))
            text = rows.value_text(patch.row, decimals=decimals, unit=unit)
            said.append(f"{word}: {patch.name} ({text}){',' if pick is max else '.'}")
    missing = sorted((p.name for p in patches if p.status == "missing"), key=vietnamese_key)
    if missing:
        said.append(f"Chưa báo cáo ({len(missing)}): {', '.join(missing)}.")
    return " ".join(said)


def clicked_unit(point: Mapping[str, object]) -> str:
    """The unit_id in one point of Streamlit's selection; '' when the point is not a tile."""
    custom = point.get("customdata")
    return str(custom[0]) if isinstance(custom, list | tuple) and custom else ""
