"""One target whole: in words, and its way as a chart."""

import html
from collections.abc import Sequence

import streamlit as st

from danvan import catalogue, units
from danvan.briefing.model import Slide, Wanted
from danvan.charts import progress_path
from danvan.plans import targets, words
from danvan.plans.targets import AT_MOST, Progress
from danvan.texts import text
from danvan.ui import address, targets_list
from danvan.ui.briefing import adding
from danvan.ui.draw import chart as draw_chart


def choose(shown: Sequence[Progress]) -> None:
    """The field that chooses one of several targets, and the one chosen."""
    st.subheader(text("targets.choose_one"))
    by_id = {item.target.target_id: item for item in shown}
    chosen = address.select(
        "chon",
        text("targets.choose_one"),
        list(by_id),
        _worst(shown),
        words=lambda target_id: targets_list.name(by_id[target_id]),
        key="w_chon_targets",
        label_visibility="collapsed",
    )
    draw(by_id[chosen], key="chosen")


def _worst(shown: Sequence[Progress]) -> str:
    """The target to look at first: one that is behind, the least share of it."""
    order = [targets.BEHIND, targets.ON_WAY, targets.REACHED, targets.UNKNOWN]
    ordered = sorted(shown, key=lambda item: (order.index(item.status), item.share if item.share is not None else 1e9))
    return ordered[0].target.target_id


def draw(item: Progress, *, key: str) -> None:
    """One target: in words, and its way as a chart."""
    target = item.target
    with st.container(key=f"target_{key}"):
        st.html(f'<div class="says"><p>{html.escape(words.told(item))}</p></div>')
        known = catalogue.get(target.indicator)
        drawn = progress_path.path(
            [(point.day, point.value) for point in item.points],
            base=(item.base.day, item.base.value) if item.base else None,
            goal=(target.due, target.value),
            projected=item.projected,
            words={
                "actual": text("targets.path_actual"),
                "road": text("targets.path_limit" if target.bound == AT_MOST else "targets.path_road"),
                "projection": text("targets.path_projection"),
                "goal": text("targets.path_goal", value=words.amount(target, target.value)),
            },
            title=f"{target.name} – {units.get(target.unit_id).name}",
            subtitle=words.aim(target),
            unit=known.unit,
            decimals=known.decimals,
        )
        draw_chart(drawn, key=f"path_{key}")
        wanted = figure(item)
        figures = (str(Wanted(wanted.indicator, wanted.breakdown)),)
        slide = Slide("trend", figures=figures, unit=wanted.unit, period=wanted.period)
        adding.offer_slide(slide, key=f"targets_path_{key}")


def figure(item: Progress) -> Wanted:
    """The figure of the year in which a target stands now, for a slide."""
    target = item.target
    day = item.point.day if item.point else target.due
    return Wanted(target.indicator, target.breakdown, str(day.year), target.unit_id)
