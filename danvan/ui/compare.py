"""The page of comparisons: what is asked, what is compared, and the view of it."""

import html

import streamlit as st

from danvan.texts import text
from danvan.ui import (
    address,
    cached,
    compare_choice,
    compare_indicators,
    compare_intervals,
    compare_lists,
    compare_periods,
    compare_units,
    filters,
    views,
)

FIRST = ("YK08", "NT06", "DV07", "CC01", "DT01")
"""Indicators by which units may well be compared; the first that has figures opens the page."""
VIEWS = {
    compare_choice.UNITS: compare_units.draw,
    compare_choice.PERIODS: compare_periods.draw,
    compare_choice.INDICATORS: compare_indicators.draw,
}


def page() -> None:
    """Draw the whole page."""
    indicator = _indicator()
    selection = filters.choose([indicator], with_level=True)
    views.heading(text("compare.title"), selection)
    choice = compare_choice.choose(selection, indicator)
    if selection.period is None:
        compare_intervals.draw(selection, choice)
        return
    if len(choice.unit_ids) < 2:
        st.html(f'<div class="empty">{text("compare.too_few")}</div>')
        return
    if choice.group != compare_choice.CHOSEN:
        _about_group(choice)
    VIEWS[choice.mode](selection, choice)


def _about_group(choice: compare_choice.Choice) -> None:
    """What the group means, in one line."""
    words = text(f"compare.about_{choice.group.replace('-', '_')}")
    st.html(f'<div class="source-line">{html.escape(words)}</div>')


def _indicator() -> str:
    asked = address.raw("ct")
    if asked and compare_lists.known_indicator(asked):
        return compare_lists.indicator("ct", asked)
    return compare_lists.indicator("ct", max(FIRST, key=_held))


def _held(code: str) -> int:
    """How many units have figures of it in one period; more than a few are as good as many."""
    counts = cached.ask("figure.periods", indicators=[code])["figures"]
    return min(int(counts.max()), 3) if len(counts) else 0
