"""A sheet from the office's own template: its layouts found by their places, its colours and typefaces read.

Owns where things stand on a page of a template: inside what its master keeps for contents, under its title, above its
foot. What a template does not say falls back to shares of the page.
"""

import io
from collections.abc import Iterator, Mapping

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Emu

from danvan.charts import palette
from danvan.export.slides import base, looks
from danvan.export.slides.base import Box
from danvan.export.slides.sheet import NUMBER, Places, Sheet, box_of, kind_of

FOOTERS = ("dt", "ftr", NUMBER)
TITLES = ("title", "ctrTitle")
SMALLER = (44, 40, 36, 32, 30, 28, 26, 24, 22, 20, 18, 16, 14, 12)
USUAL_TITLE = 36
SIDE, TOP, BOTTOM = 0.05, 0.04, 0.06
"""Shares of the page kept free where the template says nothing."""


def sheet(data: bytes) -> Sheet:
    """The sheet of a template that `template_file.read` gave."""
    made = Presentation(io.BytesIO(data))
    wide, high = Emu(made.slide_width).inches, Emu(made.slide_height).inches
    layouts = [each for master in made.slide_masters for each in master.slide_layouts]
    page = min(layouts, key=lambda each: _page_score(each, wide, high))
    cover = min(layouts, key=_cover_score)
    if _cover_score(cover)[0] == 3:
        cover = page
    title = _titled(page)
    moved = title is None or not _can_head(box_of(title), wide, high)
    colours, ground, font = _theme(page)
    return Sheet(
        made=made, cover=cover, page=page, places=_places(page, None if moved else box_of(title), wide, high),
        looks=looks.of_theme(colours, ground, font), wide=wide, high=high, is_own=False,
        title_sizes=_sizes(page, title), cover_sizes=_sizes(cover, _titled(cover)),
        capitals=_capitals(page, title), moves_title=moved,
    )  # fmt: skip


def _kinds(layout: SlideLayout) -> list[str]:
    return [kind for each in layout.placeholders if (kind := kind_of(each)) not in FOOTERS]


def _titled(layout: SlideLayout) -> BaseShape | None:
    return next((each for each in layout.placeholders if kind_of(each) in TITLES), None)


def _page_score(layout: SlideLayout, wide: float, high: float) -> tuple[int, ...]:
    """Lower is better: a title above, nothing else to be filled."""
    kinds, title = _kinds(layout), _titled(layout)
    heads = title is not None and _can_head(box_of(title), wide, high)
    return (0 if "title" in kinds and heads else 1 if heads else 2 if not kinds else 3, len(kinds))


def _cover_score(layout: SlideLayout) -> tuple[int, int]:
    kinds = _kinds(layout)
    if "ctrTitle" in kinds:
        return (0 if "subTitle" in kinds else 1), len(kinds)
    if "title" in kinds and (layout._element.get("type") == "title" or "subTitle" in kinds):
        return 2, len(kinds)
    return 3, len(kinds)


def _can_head(box: Box, wide: float, high: float) -> bool:
    """Whether a title there leaves the page below to the contents."""
    return (
        box.width >= 0.5 * wide and 0.05 * high <= box.height and box.bottom <= 0.4 * high and box.top >= -0.01
        and box.left >= -0.01 and box.right <= wide + 0.01
    )  # fmt: skip


def _places(page: SlideLayout, title: Box | None, wide: float, high: float) -> Places:
    """Where things stand. title: the layout's own, None where it has none that can be used."""
    scale = max(min(wide / base.WIDE, high / base.HIGH), 0.75)
    head = title or Box(SIDE * wide, TOP * high, (1 - 2 * SIDE) * wide, 0.12 * high)
    area = _area(page.slide_master, head, wide, high)
    feet = [box_of(each) for each in page.placeholders if kind_of(each) in FOOTERS]
    tops = [each.top for each in feet if each.top > 0.75 * high and each.height]
    bottom = min([area.bottom, *tops])
    subtitle = Box(area.left, head.bottom, area.width, 0.36 * scale)
    foot = Box(area.left, bottom - 0.42 * scale, area.width - 0.75, 0.42 * scale)
    number = Box(area.right - 0.7, foot.top, 0.7, 0.3 * scale)
    if any(kind_of(each) == NUMBER for each in page.placeholders):
        foot = Box(foot.left, foot.top, area.width, foot.height)
    top = subtitle.bottom + 0.12 * scale
    return Places(head, subtitle, Box(area.left, top, area.width, foot.top - 0.06 - top), foot, number)


def _area(master: SlideMaster, head: Box, wide: float, high: float) -> Box:
    """What the master keeps for contents, from the title down; shares of the page where it keeps too little."""
    body = next((box_of(each) for each in master.placeholders if kind_of(each) == "body"), None)
    if body and body.width >= 0.55 * wide and body.left >= 0 and body.right <= wide and body.bottom > 0.7 * high:
        bottom = min(body.bottom, (1 - BOTTOM / 2) * high)
        return Box(body.left, head.bottom, body.width, bottom - head.bottom)
    return Box(SIDE * wide, head.bottom, (1 - 2 * SIDE) * wide, (1 - BOTTOM) * high - head.bottom)


def _sizes(layout: SlideLayout, title: BaseShape | None) -> tuple[float, ...]:
    """The size that the template gives its titles, then smaller ones."""
    own = next((size for each in _properties(layout, title) if (size := each.get("sz"))), None)
    largest = int(own) / 100 if own else USUAL_TITLE
    return (largest, *(size for size in SMALLER if size < largest))


def _capitals(layout: SlideLayout, title: BaseShape | None) -> bool:
    found = next((cap for each in _properties(layout, title) if (cap := each.get("cap"))), "none")
    return found == "all"


def _properties(layout: SlideLayout, title: BaseShape | None) -> Iterator[etree._Element]:
    """What is said of a title's letters: by its place in the layout, in the master, by the master's style."""
    master = layout.slide_master
    holders = [title, next((each for each in master.placeholders if kind_of(each) == "title"), None)]
    for holder in holders:
        if holder is not None:
            yield from holder._element.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr")
    yield from master._element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr")


def _theme(layout: SlideLayout) -> tuple[Mapping[str, str], str, str]:
    """({'accent1': '#…', …, 'text': '#…'}, the ground that slides lie on, the typeface of texts)."""
    master = layout.slide_master
    part = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    root = parse_xml(part.blob)
    scheme = {each.tag.rpartition("}")[2]: _colour(each) for each in root.iter(qn("a:clrScheme")) for each in each}
    mapped = next(iter([*layout._element.iter(qn("a:overrideClrMapping")), *master._element.iter(qn("p:clrMap"))]), {})

    def _named(name: str) -> str:
        return scheme.get(mapped.get(name, name)) or scheme.get(name) or ""

    text = _named("tx1") or palette.INK
    colours = {f"accent{number}": scheme.get(f"accent{number}") or palette.SLATE for number in range(1, 7)}
    fonts = [each.get("typeface") for each in root.xpath(".//*[local-name()='minorFont']/*[local-name()='latin']")]
    plain = palette.PAPER if palette.luminance(text) < 0.4 else palette.INK
    return colours | {"text": text}, _ground(layout, _named) or plain, (fonts or [""])[0] or ""


def _ground(layout: SlideLayout, named: object) -> str:
    """The colour that a page lies on; '' for pictures and shades, which its texts are made for."""
    for holder in (layout, layout.slide_master):
        for found in holder._element.iter(qn("p:bg")):
            solid = found.find(f"{qn('p:bgPr')}/{qn('a:solidFill')}")
            where = solid if solid is not None else found.find(qn("p:bgRef"))
            if where is None or not len(where):
                return ""
            return named(where[0].get("val")) if where[0].tag == qn("a:schemeClr") else _colour(where)
    return named("bg1")


def _colour(holder: etree._Element) -> str:
    """'#rrggbb' of the colour inside; '' where it is told in another way."""
    for each in holder:
        value = each.get("lastClr") or each.get("val") or ""
        if len(value) == 6:
            return f"#{value.upper()}"
    return ""
