"""What surrounds the tiles: legend, state marks, the insets of Hoàng Sa and Trường Sa.

Owns the shapes and annotations of the hexagon map, all in its own x and y. It refuses a legend
that depends on colour alone: each state has a hatch, a dotted line or a word.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from danvan.charts import hexgrid, palette, theme
from danvan.charts.classes import Scale
from danvan.charts.hexgrid import Tile

LEFT, TOP, ROOM = 7.35, 0.25, 7.75
"""Where the legend starts (beside the north) and how far down it may reach."""
STEP = 0.78

STATES = (
    ("zero", "0 – không phát sinh", palette.ZERO),
    ("provisional", "Số sơ bộ", palette.PAPER),
    ("partial", "Chưa đủ số liệu", palette.PAPER),
    ("expected", "Mới có dự kiến", palette.PAPER),
    ("held_no_count", "Chưa nêu số", palette.PAPER),
    ("missing", "Chưa báo cáo", palette.PAPER),
    ("not_applicable", "Không áp dụng", palette.NOT_APPLICABLE),
    ("refused", "Không cộng gộp", palette.NOT_APPLICABLE),
)
INSETS = {"Hoàng Sa": "Đà Nẵng", "Trường Sa": "Khánh Hòa"}
"""Archipelago → the province that it belongs to, printed below it."""


def path_shape(path: str, *, line: dict, fill: str | None = None, layer: str = "below") -> dict:
    """One SVG path in map coordinates; below the invisible points that take the mouse."""
    shape = {"type": "path", "path": path, "line": line, "layer": layer}
    return {**shape, "fillcolor": fill} if fill else shape


def state_marks(group: Iterable[Tile], status: str, *, fill: str = palette.PAPER, scale: float = 0.92) -> list[dict]:
    """The marks over a tile's fill that say its state without colour."""
    tiles = list(group)
    if status == "missing":
        strokes = hexgrid.hatch(tiles, scale=min(1.0, scale / 0.92))
        return [path_shape(strokes, line={"color": palette.HATCH, "width": 1})]
    dashes = {"partial": "2px,2px", "provisional": "solid", "expected": "6px,3px", "held_no_count": "1px,4px"}
    if status not in dashes:
        return []
    ring = "".join(hexgrid.polygon(hexgrid.corners(tile, scale)) for tile in tiles)
    width = 1.6 if status == "partial" else 1
    line = {"color": palette.text_on(fill), "width": width, "dash": dashes[status]}
    return [path_shape(ring, line=line)]


def legend(
    statuses: Sequence[str], *, scale: Scale | None, colours: Sequence[str], unit: str
) -> tuple[list[dict], list[dict]]:
    """Shapes and annotations of the legend: classes high to low, then the states that occur."""
    entries: list[tuple[str, str, str]] = []
    if scale:
        entries = [("value", text, colour) for text, colour in zip(scale.labels(), colours, strict=True)][::-1]
    counts = Counter(statuses)
    for status, text, fill in STATES:
        if counts[status]:
            shade = colours[len(colours) // 2] if status in ("partial", "provisional") and colours else fill
            counted = text if status == "zero" else f"{text} ({counts[status]})"
            entries.append((status, counted, shade))
    step = min(STEP, ROOM / (len(entries) + 1))
    notes = [_note(f"<b>{unit.capitalize()}</b>" if unit != "%" else "<b>Tỷ lệ (%)</b>", LEFT - 0.3, TOP)]
    shapes: list[dict] = []
    for place, (status, text, fill) in enumerate(entries, start=1):
        y = TOP - place * step
        shapes += _key(status, fill, y)
        notes.append(_note(text, LEFT + 0.42, y))
    return shapes, notes


def _key(status: str, fill: str, y: float) -> list[dict]:
    """A small hexagon like the tiles it explains."""
    tile = Tile("", "", "key", LEFT, y, "")
    path = hexgrid.polygon(hexgrid.corners(tile, 0.56))
    line = {"color": palette.RULE, "width": 0.8}
    marks = state_marks([tile], status, fill=fill, scale=0.38)
    if status == "missing":
        strokes = hexgrid.hatch([tile], spacing=0.17, scale=0.56)
        marks = [path_shape(strokes, line={"color": palette.SLATE, "width": 0.9})]
    return [path_shape(path, fill=fill, line=line), *marks]


def inset_shapes(tiles: Iterable[Tile]) -> list[dict]:
    """A quiet frame around each archipelago: it lies farther off than the tile shows."""
    frames = []
    for tile in tiles:
        if tile.is_island:
            frames.append(
                {
                    "type": "rect",
                    "x0": tile.x - 0.95,
                    "x1": tile.x + 0.95,
                    "y0": tile.y - 1.45,
                    "y1": tile.y + 0.85,
                    "line": {"color": palette.RULE, "width": 1},
                    "fillcolor": palette.MIST,
                    "layer": "below",
                }
            )
    return frames


def inset_labels(tiles: Iterable[Tile]) -> list[dict]:
    """The province each archipelago belongs to, below its tile."""
    return [
        label(INSETS[tile.label], tile.x, tile.y - 1.05, colour=palette.SLATE, size=9.2)
        for tile in tiles
        if tile.is_island
    ]


def label(text: str, x: float, y: float, *, colour: str, size: float) -> dict:
    """A name centred on a point of the map."""
    return {
        "text": text,
        "x": x,
        "y": y,
        "showarrow": False,
        "align": "center",
        "font": {"size": size, "color": colour, "weight": 500},
    }


def _note(text: str, x: float, y: float) -> dict:
    return {
        "text": text,
        "x": x,
        "y": y,
        "showarrow": False,
        "xanchor": "left",
        "align": "left",
        "font": {"size": theme.TINY, "color": palette.INK},
    }
