"""The hexagons of the map: one tile a former province, and the geometry to draw them.

Owns reading `data/reference/hexgrid.csv` and turning tiles into SVG paths (pointy-top hexagons,
centres in the file's x and y). It knows nothing of figures or colours.
"""

import csv
import functools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

PATH = Path(__file__).parents[2] / "data" / "reference" / "hexgrid.csv"
RADIUS = 1 / math.sqrt(3)
"""Centre to corner, when the centres of neighbours are 1 apart."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Tile:
    """One hexagon. `kind` is province or island; an island's ids are those of its province.

    `label` is the name of the former province, or of the archipelago.
    """

    old_unit_id: str
    new_unit_id: str
    kind: str
    x: float
    y: float
    label: str

    @property
    def is_island(self) -> bool:
        """Hoàng Sa or Trường Sa."""
        return self.kind == "island"


@functools.cache
def tiles(path: Path = PATH) -> tuple[Tile, ...]:
    """Every tile of the file, 63 provinces and 2 archipelagos."""
    with path.open(encoding="utf-8-sig", newline="") as source:
        return tuple(
            Tile(
                row["old_unit_id"],
                row["new_unit_id"],
                row["kind"],
                float(row["x"]),
                float(row["y"]),
                row["label"],
            )
            for row in csv.DictReader(source)
        )


def corners(tile: Tile, scale: float = 1.0) -> list[Point]:
    """The six corners, clockwise from the top; `scale` 1 makes neighbours touch."""
    return [
        (
            tile.x + scale * RADIUS * math.sin(math.radians(60 * step)),
            tile.y + scale * RADIUS * math.cos(math.radians(60 * step)),
        )
        for step in range(6)
    ]


def polygon(points: Sequence[Point]) -> str:
    """A closed SVG path."""
    return "M" + "L".join(f"{x:.4f},{y:.4f}" for x, y in points) + "Z"


def outline(group: Iterable[Tile]) -> str:
    """The outer border of touching tiles as closed loops; separate clusters give several loops."""
    ends: dict[Point, tuple[Point, Point]] = {}
    edges = {}
    for tile in group:
        points = corners(tile)
        for start, end in zip(points, points[1:] + points[:1], strict=True):
            edges[(_key(start), _key(end))] = (start, end)
    for (start, end), places in edges.items():
        if (end, start) not in edges:
            ends[start] = places
    loops = []
    while ends:
        first = next(iter(ends))
        loop, at = [], first
        while at in ends:
            start, end = ends.pop(at)
            loop.append(start)
            at = _key(end)
        loops.append(polygon(loop))
    return "".join(loops)


def hatch(group: Iterable[Tile], *, spacing: float = 0.17, scale: float = 1.0) -> str:
    """Parallel diagonal strokes clipped to each hexagon, as one path of separate segments."""
    strokes = []
    for tile in group:
        points = corners(tile, scale)
        reach = math.ceil(2 * RADIUS / spacing)
        for step in range(-reach, reach + 1):
            cut = _clip(points, tile.x - tile.y + step * spacing)
            if cut:
                (x0, y0), (x1, y1) = cut
                strokes.append(f"M{x0:.4f},{y0:.4f}L{x1:.4f},{y1:.4f}")
    return "".join(strokes)


def label_place(group: Sequence[Tile]) -> tuple[Point, bool]:
    """Where the name of a group stands, and whether there is room for it on one line.

    Between two tiles side by side there is room; else the name stands on the middle tile.
    """
    land = [tile for tile in group if not tile.is_island] or list(group)
    middle = (sum(tile.x for tile in land) / len(land), sum(tile.y for tile in land) / len(land))
    pairs = [
        ((left.x + right.x) / 2, left.y)
        for left in land
        for right in land
        if abs(right.x - left.x - 1) < 0.01 and abs(left.y - right.y) < 0.01
    ]
    if pairs:
        return min(pairs, key=lambda place: math.dist(place, middle)), True
    nearest = min(land, key=lambda tile: (round(math.dist((tile.x, tile.y), middle), 3), -tile.y))
    return (nearest.x, nearest.y), False


def _clip(points: Sequence[Point], level: float) -> tuple[Point, Point] | None:
    """The stretch of the line x − y = level that lies inside the polygon, if any."""
    cuts: dict[Point, Point] = {}
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        before, after = x0 - y0 - level, x1 - y1 - level
        if before * after < 0:
            share = before / (before - after)
            place = (x0 + share * (x1 - x0), y0 + share * (y1 - y0))
            cuts[_key(place)] = place
    found = list(cuts.values())
    return (found[0], found[1]) if len(found) == 2 else None


def _key(point: Point) -> Point:
    """Corners computed from two neighbours differ in the last digits, and in the file's fourth."""
    return (round(point[0], 2), round(point[1], 2))
