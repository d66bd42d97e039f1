"""Where a name leads: the slides by their titles, and each unit on the slides that show it, with its figure.

Owns what can be jumped to; the keys themselves are in jump.js.
"""

import re
from collections.abc import Iterator
from typing import Any

from danvan.export.html.slides import Slide

RANK = re.compile(r"^\d[\d.]*\. ")


def places(slides: list[Slide]) -> list[dict[str, Any]]:
    """[{name, slide, said, mark}]: slide is its number from 0; mark: how the title of its mark begins, '' for none."""
    found = [{"name": each.title, "slide": at, "said": "", "mark": ""} for at, each in enumerate(slides)]
    for at, each in enumerate(slides):
        for name, said, mark in _units(each):
            found.append({"name": name, "slide": at, "said": said, "mark": mark})
    return found


def _units(slide: Slide) -> Iterator[tuple[str, str, str]]:
    """(name, its figure as told, how its mark's title begins) of every unit that a slide compares."""
    page = slide.page
    if page.map:
        seen = set()
        for tile in page.map.tiles:
            if tile.unit_id not in seen:
                seen.add(tile.unit_id)
                name, _, _ = tile.text.partition(": ")
                yield name, tile.text, tile.text
    if page.chart:
        points = page.chart.series[0].points
        if len({point.key.unit_id for point in points}) > 1:
            unit = f" {page.chart.unit}" if page.chart.unit not in ("", "%") else page.chart.unit
            for name, point in zip(page.chart.categories, points, strict=True):
                figure = point.text + (unit if point.value is not None and not point.text.endswith(unit) else "")
                yield RANK.sub("", name), f"{name}: {figure}", f"{name}: "
    if page.table:
        units = [{cell.key.unit_id for cell in row if cell.key} for row in page.table.rows]
        if len(set().union(*units)) > 1:
            for row in slide.rows:
                heads = page.table.headers[1:]
                told = "; ".join(f"{head}: {cell.text}" for head, cell in zip(heads, row[1:], strict=True))
                yield row[0].text, f"{row[0].text} – {told}", row[0].text
