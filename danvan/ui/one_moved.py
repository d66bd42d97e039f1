"""Which other figures move when one is written: totals, rates, successors, each before and after."""

import pandas as pd
import streamlit as st

from danvan.ingest import one
from danvan.ingest.one import Draft
from danvan.numbers import number
from danvan.texts import text
from danvan.ui import cached
from danvan.ui.history_words import moved_cells
from danvan.ui.table import Column, table

SHOWN, DRAWN = 200, 5
KEPT = "one_moved_kept"


def draw(draft: Draft) -> None:
    """Draw the figures that would move, or say that none does."""
    found, every = _moved(draft)
    if not every:
        st.caption(text("one_figure.moved_none"))
        return
    words = text("one_figure.moved", count=number(every))
    st.markdown(f"**{words}**")
    columns = [Column(text(f"history.{name}")) for name in ("indicator", "unit", "period")]
    columns += [
        Column(text("one_figure.shown_now"), numeric=True),
        Column(text("one_figure.shown_after"), numeric=True),
    ]
    lines = [moved_cells(row) for row in found.to_dict("records")]
    table(columns, lines, key="one_moved", label=words, most=DRAWN, stack=True)
    if len(found) < every:
        st.caption(text("history.effect_shown", shown=number(len(found)), all=number(every)))


def _moved(draft: Draft) -> tuple[pd.DataFrame, int]:
    """What one.moved says; kept while neither the entry nor the data changes, for every drawing of the page."""
    name = cached.current()
    asked = (name, cached.version(name), draft.entry)
    kept = st.session_state.get(KEPT)
    if kept is None or kept[0] != asked:
        kept = st.session_state[KEPT] = (asked, one.moved(cached.database(name), draft, most=SHOWN))
    return kept[1]
