"""Where a page meets a closed period: the mark beside one, and what a batch changed in one."""

import html

import streamlit as st

from danvan import closing
from danvan.closing import Closing
from danvan.periods import Period
from danvan.texts import text
from danvan.ui import as_of, cached


def of(period: Period, unit_id: str) -> Closing | None:
    """The closing under which figures of a period and unit lie on the day looked at."""
    return closing.of(closing.every(cached.database(cached.current())), period, unit_id, as_of.today())


def mark(period: Period, unit_id: str) -> None:
    """That a period is closed, where it is: since when and by whom."""
    one = of(period, unit_id)
    if one is not None:
        words = text("closing.mark", closing=closing.words(one))
        st.html(f'<div class="remark warn" role="note">{html.escape(words)}</div>')


def changed_by(batch: str) -> list[tuple[str, str]]:
    """What a batch changed after closing, and why: ('Năm 2024 (khóa từ 15/02/2025): 3 số liệu', reason) a closing."""
    found = cached.ask("closing.changes")
    names = {one.closing_id: one for one in closing.every(cached.database(cached.current()))}
    return [
        (
            text(
                "closing.changed",
                closing=names[row["closing_id"]].named,
                since=names[row["closing_id"]].since,
                figures=closing.figures_words(int(row["figures"])),
            ),
            row["reason"],
        )
        for row in found[found["batch_id"] == batch].to_dict("records")
    ]
