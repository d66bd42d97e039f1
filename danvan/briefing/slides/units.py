"""Slides of many units: the map, the ranking, the table of the units below."""

from dataclasses import replace
from datetime import date

import pandas as pd

from danvan import catalogue, units
from danvan.briefing import drawn, told
from danvan.briefing.asked import Asked
from danvan.briefing.contents import Cell, Page, Table
from danvan.briefing.model import Slide, Wanted
from danvan.briefing.slides.page import cell, name_of, page_of
from danvan.texts import text

BELOW = {"nation": "province", "province": "district", "district": "commune"}
REFORM = date(2025, 7, 1)


def map_of(asked: Asked, slide: Slide) -> Page | None:
    """The hex map of the country."""
    wanted = Wanted.parse(slide.figures[0])
    rows = asked.by_unit(slide, wanted)
    now = asked.briefing.geography == "now" or asked.period(slide).end >= REFORM
    title, when = name_of(asked, slide), asked.period(slide).label
    shown = drawn.map_of(rows, geography="now" if now else "then", title=title, subtitle=when)
    if shown is None:
        return None
    unit = asked.unit(slide)
    own = unit.unit_id if unit.level == "province" else None
    found = asked.figure(asked.key(slide, wanted))
    said = told.of_units(asked, found, rows, own)
    return page_of(asked, slide, said, [found], map=replace(shown, highlight=own or ""))


def ranking(asked: Asked, slide: Slide) -> Page | None:
    """The units in order, the slide's own one marked among its peers."""
    rows, level, own = _unit_rows(asked, slide)
    if rows.empty:
        return None
    chart = drawn.ranking(rows, title=name_of(asked, slide), subtitle=asked.period(slide).label, chosen=own)
    if chart is None:
        return None
    found = asked.figure(asked.key(slide, Wanted.parse(slide.figures[0])))
    said = told.of_units(asked, found, rows, own, level=level)
    return page_of(asked, slide, said, [found], chart=chart)


def children(asked: Asked, slide: Slide) -> Page | None:
    """A table of the units below: one column a figure asked for."""
    wanted = [Wanted.parse(figure) for figure in slide.figures]
    unit = asked.unit(slide)
    level, parent = below(unit, asked), None if unit.level == "nation" else unit.unit_id
    columns = [asked.by_unit(slide, each, level=level, parent=parent) for each in wanted]
    if not any(rows["value"].notna().any() for rows in columns):
        return None
    items = [catalogue.get(each.indicator) for each in wanted]
    lines = tuple(
        (Cell(names), *(cell(row, item.decimals) for row, item in zip(rows, items, strict=True)))
        for names, *rows in zip(columns[0]["name"], *(rows.to_dict("records") for rows in columns), strict=True)
    )
    heads = tuple(
        f"{catalogue.named(each.indicator, each.breakdown)} ({item.unit})"
        for each, item in zip(wanted, items, strict=True)
    )
    table = Table(
        name_of(asked, slide),
        (text("common.unit"), *heads),
        (False, *(True for _ in items)),
        (0, *(item.decimals for item in items)),
        lines,
    )
    own = [asked.figure(asked.key(slide, each)) for each in wanted]
    said = told.of_units(asked, own[0], columns[0], None, level=level)
    return page_of(asked, slide, said, own, table=table)


def _unit_rows(asked: Asked, slide: Slide) -> tuple[pd.DataFrame, str, str | None]:
    """(rows of the units below the slide's, their level, the slide's own unit among its peers or None)."""
    unit, wanted = asked.unit(slide), Wanted.parse(slide.figures[0])
    if slide.kind == "children" or unit.level != "province":
        level = below(unit, asked)
        parent = None if unit.level == "nation" else unit.unit_id
        return asked.by_unit(slide, wanted, level=level, parent=parent), level, None
    return asked.by_unit(slide, wanted), "province", unit.unit_id


def below(unit: units.Unit, asked: Asked) -> str:
    """The level of a unit's parts on the briefing's day."""
    reformed = asked.briefing.geography == "now" or asked.period(Slide("title")).end >= REFORM
    return "commune" if unit.level == "province" and reformed else BELOW.get(unit.level, "commune")
