"""The hex map: a tile a former province with its name, the legend on the right, hatching where nothing was reported.

Owns which names stand where: on the tiles as long as they can be read, else beside the islands and the page's own unit.
"""

import functools
import math
from xml.sax.saxutils import escape

from danvan.briefing.contents import Class, Map, Tile
from danvan.charts import hexgrid, palette
from danvan.charts.hexmap import FLATTEN
from danvan.export import measure
from danvan.export.slides.maps import RADIUS, label
from danvan.export.svg.draw import box, clipped, line, n, words

LETTERS = 0.22
"""Size of a tile's name, in tile widths."""
EDGE = 0.05
"""Room around the tiles, in tile widths."""
STROKES = (-0.62, -0.2, 0.2, 0.62)
Place = tuple[Tile, float, float]
"""A tile and the middle of where it is drawn."""


def draw(shown: Map, width: float, height: float, size: float, least: float = 0) -> list[str]:
    """The marks of map and legend."""
    left, right, low, high = _reach()
    texts = [each.words for each in shown.legend]
    wide = min(max((measure.width(told, size) for told in texts), default=0) + size * 2.4, width * 0.45)
    scale = min((width - wide) / (right - left), height / ((high - low) * FLATTEN))
    named = scale * LETTERS >= least
    places = [(tile, (tile.x - left) * scale, (high - tile.y) * scale * FLATTEN) for tile in shown.tiles]
    marks = [_tile(*place, scale, named=named) for place in places]
    own = [place for place in places if place[0].unit_id == shown.highlight]
    marks += [_edge(x, y, scale) for _, x, y in own]
    if not named:
        islands = [place for place in places if place[0].island]
        edge = (right - left) * scale
        marks += [words(tile.name, edge, y + scale * 0.95, least, anchor="end") for tile, _, y in islands]
        marks += _called(own, places, scale, least)
    return [*marks, *_legend(shown.legend, (right - left) * scale + size, width, size)]


@functools.cache
def _reach() -> tuple[float, float, float, float]:
    """Of the grid with its outermost tiles: x from, to; y from, to. The same for every map."""
    across, up = [tile.x for tile in hexgrid.tiles()], [tile.y for tile in hexgrid.tiles()]
    wide, tall = 0.5 + EDGE, RADIUS + EDGE
    return min(across) - wide, max(across) + wide, min(up) - tall, max(up) + tall


def _path(x: float, y: float, scale: float) -> str:
    wide, tall = scale / 2, RADIUS * scale * FLATTEN
    corners = [(0, -1), (1, -0.5), (1, 0.5), (0, 1), (-1, 0.5), (-1, -0.5)]
    return " ".join(f"{n(x + cx * wide)},{n(y + cy * tall)}" for cx, cy in corners)


def _edge(x: float, y: float, scale: float) -> str:
    """The edge of the page's own unit."""
    looks = f'stroke="{palette.RED}" stroke-width="{n(scale / 9)}" stroke-linejoin="round"'
    return f'<polygon points="{_path(x, y, scale * 0.97)}" fill="none" {looks}/>'


def _called(own: list[Place], places: list[Place], scale: float, size: float) -> list[str]:
    """The name of the page's own unit on the sea east of it, with a line to it."""
    if not own:
        return []
    tile, x, y = max(own, key=lambda place: place[1])
    shore = max(other for each, other, down in places if abs(down - y) < scale * 0.5 and not each.island)
    name, _, _ = tile.text.partition(": ")
    start, end = x + scale * 0.5, shore + scale * 0.8
    return [
        line(start, y, end, y, palette.RED, scale / 14),
        words(name, end + size * 0.25, y, size, bold=True, fill=palette.RED, halo=True),
    ]


def _tile(tile: Tile, x: float, y: float, scale: float, *, named: bool) -> str:
    wide, tall, path = scale / 2, RADIUS * scale * FLATTEN, _path(x, y, scale)
    dash = f' stroke-dasharray="{n(scale / 12)}"' if tile.partial else ""
    edge, thick = (palette.INK, scale / 22) if tile.partial else (palette.RULE, 1.2)
    said = f"<title>{escape(tile.text)}</title>"
    looks = f'fill="{tile.fill or palette.PAPER}" stroke="{edge}" stroke-width="{n(thick)}"{dash}'
    found = f'<polygon points="{path}" {looks}/>'
    hatch = "" if tile.fill else _hatch(x, y, wide * 0.92, tall * 0.82)
    if not named:
        return f"<g>{said}{found}{hatch}</g>"
    size = scale * LETTERS
    lines = label(tile.name)
    size *= min(1, scale * 0.94 / max(measure.width(each, size) for each in lines))
    shade = palette.text_on(tile.fill or palette.PAPER)
    top = y - (len(lines) - 1) * size * 0.55
    names = [
        words(each, x, top + at * size * 1.1, size, anchor="middle", fill=shade, halo=not tile.fill)
        for at, each in enumerate(lines)
    ]
    return f"<g>{said}{found}{hatch}{''.join(names)}</g>"


def _hatch(x: float, y: float, wide: float, tall: float) -> str:
    """Slanting strokes inside an ellipse. No pattern by id: that would need names unique in the page."""
    found, slant = [], math.sqrt(0.5)
    for away in STROKES:
        half = math.sqrt(1 - away * away)
        ends = [(slant * (away + side * half), slant * (away - side * half)) for side in (-1, 1)]
        (x1, y1), (x2, y2) = ends
        found.append(line(x + x1 * wide, y + y1 * tall, x + x2 * wide, y + y2 * tall, palette.HATCH, 1.5))
    return "".join(found)


def _legend(classes: tuple[Class, ...], left: float, width: float, size: float) -> list[str]:
    marks, y = [], size
    for each in classes:
        told = clipped(each.words, size, width - left - size * 1.9, 3)
        marks.append(box(left, y - size * 0.5, size * 1.4, size, palette.RULE))
        marks.append(box(left + 1.5, y - size * 0.5 + 1.5, size * 1.4 - 3, size - 3, each.fill or palette.PAPER))
        if not each.fill:
            marks.append(_hatch(left + size * 0.7, y, size * 0.66, size * 0.46))
        for at, each_line in enumerate(told):
            marks.append(words(each_line, left + size * 1.9, y + at * size * 1.2, size))
        y += size * (1.65 + 1.2 * (len(told) - 1))
    return marks
