"""What a file's lines of totals are for: held against the sum of the others, or brought in as figures of the whole."""

import streamlit as st

from danvan.ingest.run import Intake
from danvan.ingest.shape.block import KEEP
from danvan.ingest.shape.words import NATION, TOTAL
from danvan.texts import text
from danvan.ui.upload import state
from danvan.ui.upload.state import READ, Work

LEAVE = ""


def draw(work: Work, intake: Intake) -> None:
    """Draw the choice; nothing for a file without such lines."""
    skipped = [sheet.shaped.understood.skipped for sheet in intake.sheets]
    count = sum(lines.get(kind, 0) for lines in skipped for kind in (TOTAL, NATION))
    given = next((answers.totals for answers in work.answers.values() if answers.totals), LEAVE)
    if not count and given != KEEP:
        return
    key = work.key("totals")
    st.session_state[key] = given
    st.radio(
        text("upload.totals"),
        [LEAVE, KEEP],
        key=key,
        format_func=lambda code: text("upload.totals_keep" if code == KEEP else "upload.totals_leave"),
        on_change=lambda: state.answer(work, totals=st.session_state[key]),
    )
    if given == KEEP and any(lines.get(TOTAL) for lines in skipped):
        _whose(work)


def _whose(work: Work) -> None:
    """A bare 'Tổng cộng' is of the unit that sent the file, which is not known yet."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(text("upload.totals_whose"))
        st.button(text("upload.totals_go"), key="totals_go", on_click=state.go, args=(READ, work.digest))
