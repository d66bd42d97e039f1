"""The hex map as vector shapes: one named shape a tile, grouped, with its figure as alt text.

Owns the geometry. The path is written straight into the file (python-pptx's builder takes seconds for 65 tiles).
"""

import math

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.base import BaseShape
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.util import Inches, Pt

from danvan.briefing.contents import Class, Map, Tile
from danvan.charts import palette
from danvan.charts.hexmap import FLATTEN, SHORT_LABELS
from danvan.export import measure
from danvan.export.slides.base import FONT, POINTS, Box
from danvan.export.slides.looks import OWN, Looks

RADIUS = 1 / math.sqrt(3)
REACH = (0.0, 11.05, -18.82, 0.66)
"""Of the grid: x from, to; y from, to."""
ACROSS, TALL = REACH[1] - REACH[0], (REACH[3] - REACH[2]) * FLATTEN
"""Of the map, in tile widths."""
LETTERS = 0.23
"""Size of a tile's name, in tile widths."""
HATCHED = (
    f'<a:pattFill {nsdecls("a")} prst="ltUpDiag"><a:fgClr><a:srgbClr val="{palette.HATCH[1:]}"/></a:fgClr>'
    f'<a:bgClr><a:srgbClr val="{palette.PAPER[1:]}"/></a:bgClr></a:pattFill>'
)
SMALLEST = 500
"""Hundredths of a point."""


def draw(slide: Slide, shown: Map, box: Box, looks: Looks = OWN) -> float:
    """Draw the map into the box, as large as fits, left-aligned; the width used, inches."""
    left, high = REACH[0], REACH[3]
    scale = min(box.width / ACROSS, box.height / TALL)
    group = slide.shapes.add_group_shape()
    group.name = f"Bản đồ: {shown.title}"
    group._element.nvGrpSpPr.cNvPr.set("descr", shown.alt)
    number = max((int(each) for each in slide.shapes._spTree.xpath("//p:cNvPr/@id")), default=1)
    for at, tile in enumerate(shown.tiles, start=1):
        x = box.left + (tile.x - left) * scale
        y = box.top + (high - tile.y) * scale * FLATTEN
        group._element.append(_tile(tile, number + at, x, y, scale, looks.font))
    _edged(group, shown)
    return ACROSS * scale


def _edged(group: GroupShape, shown: Map) -> None:
    """The tiles of the unit that the page is about: edged, and above the others."""
    own = {tile.name for tile in shown.tiles if tile.unit_id == shown.highlight}
    for shape in [each for each in group.shapes if each.name.removeprefix("Ô ") in own]:
        shape.line.color.rgb = RGBColor.from_string(palette.INK[1:])
        shape.line.width = Pt(2.25)
        group._element.append(shape._element)


def by_class(shown: Map) -> list[tuple[Class, list[str]]]:
    """Each line of the legend with the names of its units, in the order of the tiles."""
    found = []
    for line in shown.legend:
        units = dict.fromkeys(tile.text.partition(": ")[0] for tile in shown.tiles if tile.fill == line.fill)
        found.append((line, list(units)))
    return found


def _tile(tile: Tile, number: int, x: float, y: float, scale: float, font: str = FONT) -> etree._Element:
    """One hexagon with its name, centred on (x, y) inches. font: '' for the theme's."""
    wide, high = scale, 2 * RADIUS * scale * FLATTEN
    corners = [(0.5, 0), (1, 0.25), (1, 0.75), (0.5, 1), (0, 0.75), (0, 0.25)]
    width, height = Inches(wide), Inches(high)
    steps = "".join(
        f'<a:{"moveTo" if at == 0 else "lnTo"}><a:pt x="{round(cx * width)}" y="{round(cy * height)}"/>'
        f"</a:{'moveTo' if at == 0 else 'lnTo'}>"
        for at, (cx, cy) in enumerate(corners)
    )
    made = parse_xml(
        f"<p:sp {nsdecls('p', 'a')}>"
        f'<p:nvSpPr><p:cNvPr id="{number}" name=""/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{Inches(x - wide / 2)}" y="{Inches(y - high / 2)}"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{height}">{steps}<a:close/></a:path></a:pathLst></a:custGeom>'
        f'{_fill(tile)}<a:ln w="9525"><a:solidFill><a:srgbClr val="{palette.RULE[1:]}"/></a:solidFill></a:ln></p:spPr>'
        f'<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{_name(tile, scale, font)}</p:txBody></p:sp>"
    )
    properties = made.nvSpPr.cNvPr
    properties.set("name", f"Ô {tile.name}")
    properties.set("descr", tile.text)
    for run, words in zip(made.xpath(".//a:t"), label(tile.name), strict=True):
        run.text = words
    return made


def _fill(tile: Tile) -> str:
    """A class's colour; hatched where nothing was reported."""
    if tile.fill:
        return f'<a:solidFill><a:srgbClr val="{tile.fill[1:]}"/></a:solidFill>'
    return HATCHED


def hatch(shape: BaseShape) -> None:
    """A line of the legend for what was not reported: hatched as the tiles are."""
    properties = shape._element.spPr
    for old in properties.findall(qn("a:solidFill")):
        place = properties.index(old)
        properties.remove(old)
        properties.insert(place, parse_xml(HATCHED))


def label(name: str) -> list[str]:
    """The name in at most two lines: 'Bắc', 'Giang'."""
    short = SHORT_LABELS.get(name, name)
    first, _, rest = short.partition(" ")
    return [first, rest] if rest else [first]


def _name(tile: Tile, scale: float, font: str) -> str:
    """The name on its tile, as large as the tile is wide."""
    shade = palette.text_on(tile.fill or palette.PAPER)[1:]
    lines = label(tile.name)
    wanted = scale * POINTS * LETTERS
    wanted *= min(1, scale * POINTS * 0.96 / max(measure.width(each, wanted, bold=True) for each in lines))
    size = max(SMALLEST, round(wanted * 100))
    face = f'<a:latin typeface="{font}"/>' if font else ""
    run = (
        f'<a:r><a:rPr lang="vi-VN" sz="{size}" b="1"><a:solidFill><a:srgbClr val="{shade}"/></a:solidFill>'
        f"{face}</a:rPr><a:t></a:t></a:r>"
    )
    return "".join(f'<a:p><a:pPr algn="ctr"/>{run}</a:p>' for _ in lines)
