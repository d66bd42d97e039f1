"""The small button under a chart that puts it into the briefing in hand, as a slide about the same figures.

Owns which briefing that is: the one opened last in this session, else a new one.
"""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from danvan import numbers
from danvan.briefing import occasions
from danvan.briefing.model import Briefing, Slide, Wanted
from danvan.charts.rows import period_of
from danvan.errors import DanVanError
from danvan.texts import text
from danvan.ui import as_of
from danvan.ui.briefing import opened
from danvan.ui.filters import Selection
from danvan.ui.plain import plain

MOST = 20
"""Figures on one slide."""


def offer(kind: str, selection: Selection, indicator: str = "", *, key: str = "") -> None:
    """The button; nothing where intervals are looked at, which are no one period."""
    if selection.period is None:
        return
    figures = (str(Wanted(indicator, selection.breakdown)),) if indicator else ()
    slide = Slide(kind, figures=figures, unit=selection.unit.unit_id, period=selection.period.code)
    offer_slide(slide, selection.geography, key=f"{key or kind}_{kind}_{indicator}")


def offer_figures(kind: str, wanted: Sequence[Wanted], selection: Selection, *, key: str, title: str = "") -> None:
    """The button for a slide of several figures; nothing where there are more than a slide can show."""
    if selection.period is not None and wanted and len(wanted) <= MOST:
        slide = Slide(kind, title, tuple(map(str, wanted)), selection.unit.unit_id, selection.period.code)
        offer_slide(slide, selection.geography, key=key)


def offer_rows(kind: str, rows: pd.DataFrame, *, key: str, title: str = "") -> None:
    """The same for figure rows, each of its own unit and period: what documents told of intervals and days."""
    wanted = [
        Wanted(row["indicator"], row["breakdown"], period_of(row).code, row["unit_id"])
        for row in rows.to_dict("records")
    ]
    if wanted and len(wanted) <= MOST:
        slide = Slide(kind, title, tuple(map(str, wanted)), wanted[0].unit, wanted[0].period)
        offer_slide(slide, key=key)


def offer_slide(slide: Slide, geography: str = "then", *, key: str) -> None:
    """The button for a slide as it is."""
    st.button(
        text("present.add_here"),
        key=f"add_{key}",
        help=as_of.shut() or text("present.add_help"),
        type="tertiary",
        disabled=as_of.day() is not None,
        on_click=_add,
        args=(slide, geography),
    )


def _add(slide: Slide, geography: str) -> None:
    briefing = _in_hand(slide, geography)
    if slide in briefing.slides:
        st.toast(text("present.already", title=plain(briefing.title)))
        return
    opened.add(briefing, slide)
    count = len(opened.drafts()[briefing.name].slides)
    st.toast(text("present.added_here", title=plain(briefing.title), count=numbers.number(count)))


def _in_hand(slide: Slide, geography: str) -> Briefing:
    """The briefing opened last, if it can be changed; else the session's own gathering."""
    name = st.session_state.get(opened.LAST, "")
    try:
        found = opened.find(name) if name else None
    except DanVanError:
        found = None
    if found and found.frozen is None:
        return found.briefing
    title = text("present.gathered")
    name = occasions.short_name(title)
    st.session_state[opened.LAST] = name
    slides = (Slide("title"), Slide("lacking"))
    begun = Briefing(name, title, slide.unit, slide.period, slides, geography=geography)
    return opened.drafts().get(name, begun)
