"""Supervision, social critique and grassroots democracy: who does how much, and what comes of it.

Owns these views of one page. Activity never stands alone: recommendations accepted, units inspected and conventions
drawn up stand beside what was done or due, so that formalism shows.
"""

import streamlit as st

from danvan.texts import text
from danvan.ui import cards, grid, outcomes, parts, source
from danvan.ui.filters import Selection

UNIT_COLUMNS = ["GS01", "GS02", "GS03", "GS04", "PB01", "PB02"]
INSPECTED = ["QC01", "QC02", "QC06", "QC03", "QC04", "QC05"]


def supervision() -> outcomes.Effort:
    """Supervisions held; recommendations made and accepted."""
    words = {"whole_label": text("oversight.made"), "part_label": text("oversight.accepted")}
    return outcomes.effort("GS01", "GS02", "GS03", "GS04", **words)


def inspection() -> outcomes.Effort:
    """Inspections held; units subject to them and units inspected."""
    words = {"whole_label": text("oversight.subject"), "part_label": text("oversight.inspected")}
    return outcomes.effort("QC01", "QC06", "QC02", "QC03", **words)


def conventions() -> outcomes.Effort:
    """Neighbourhood groups due to have a convention, and those that have one."""
    words = {"whole_label": text("oversight.conventions_due"), "part_label": text("oversight.conventions_drawn")}
    return outcomes.effort("QC08", "QC09", "QC08", "QC07", **words)


def results(selection: Selection) -> None:
    """Recommendations beside supervisions, inspected units beside visits; where activity alone has grown."""
    st.subheader(text("oversight.results"))
    left, right = st.columns(2)
    with left:
        outcomes.draw(selection, supervision(), title=text("oversight.supervision"), key="supervision")
    with right:
        outcomes.draw(selection, inspection(), title=text("oversight.inspection"), key="inspection")
    outcomes.hollow(selection, supervision(), key="supervision")


def by_kind(selection: Selection) -> None:
    """By level, by who supervises, by form of critique, by kind of unit inspected."""
    wanted = [
        parts.of("GS01", "cap"),
        parts.of("GS01", "chu_the"),
        parts.of("PB01", "cap"),
        parts.of("PB01", "hinh_thuc"),
        parts.of("QC01", "loai_hinh"),
    ]
    parts.draw(selection, wanted, key="oversight", title=text("oversight.kinds"))


def by_unit(selection: Selection) -> None:
    """Each unit's activity with its results; and of grassroots democracy."""
    st.subheader(text("oversight.units"))
    for codes, key in ((UNIT_COLUMNS, "giam-sat-phan-bien"), (INSPECTED, "dan-chu-co-so")):
        chosen = grid.fitting(selection, codes)
        among = grid.peers(chosen, codes[0])
        rows = grid.ask(chosen, among, codes)
        if not len(rows) or not rows["value"].notna().any():
            st.html(f'<div class="empty">{text("oversight.units_none", scope=among.scope)}</div>')
            continue
        grid.draw(chosen, rows, key=key, label=text("oversight.units"), most=10)
        source.line(chosen, codes, rows.drop_duplicates("unit_id"), asked="figure.by_unit", key=key)


def drawn_up(selection: Selection) -> None:
    """Village and neighbourhood conventions."""
    st.subheader(text("oversight.conventions"))
    outcomes.draw(selection, conventions(), title=text("oversight.conventions_title"), key="conventions", judged=False)
    st.caption(text("oversight.conventions_note"))
    codes = ["QC05", "QC07", "QC08", "QC09"]
    chosen = grid.fitting(selection, codes)
    source.line(chosen, codes, cards.headlines(chosen, codes), asked="figure.headlines", key="conventions")
