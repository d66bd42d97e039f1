"""Slides of the years: one indicator through time, and its parts by level or field."""

from danvan.briefing import drawn, told
from danvan.briefing.asked import Asked
from danvan.briefing.contents import Page
from danvan.briefing.model import Slide, Wanted
from danvan.briefing.slides.page import name_of, page_of
from danvan.charts.breakdown import FIELDS, LEVELS


def trend(asked: Asked, slide: Slide) -> Page | None:
    """One indicator of one unit, as a line."""
    wanted = Wanted.parse(slide.figures[0])
    rows = asked.over_time(slide, wanted.indicator, [wanted.breakdown])
    if rows.empty:
        return None
    chart = drawn.trend(rows, title=name_of(asked, slide), subtitle=asked.unit(slide).full_name)
    if chart is None:
        return None
    return page_of(asked, slide, told.of_course(rows), [asked.figure(asked.key(slide, wanted))], chart=chart)


def levels(asked: Asked, slide: Slide) -> Page | None:
    """The parts of an indicator over the periods, stacked."""
    wanted = Wanted.parse(slide.figures[0])
    labels = FIELDS if wanted.breakdown.startswith("linh_vuc") else LEVELS
    rows = asked.over_time(slide, wanted.indicator, list(labels))
    if rows.empty:
        return None
    chart = drawn.stacked(rows, labels, title=name_of(asked, slide), subtitle=asked.unit(slide).full_name)
    if chart is None:
        return None
    whole = asked.figure(asked.key(slide, Wanted(wanted.indicator)))
    parts = [asked.figure(asked.key(slide, Wanted(wanted.indicator, key))) for key in labels]
    said = told.of_parts(asked, [whole, *parts], ["", *labels.values()])
    return page_of(asked, slide, said, [whole, *parts], chart=chart)
