"""Figures that are named by words in the lines, not by their column's header: which indicator each text means."""

import streamlit as st

from danvan import catalogue
from danvan.ingest.run import Sheet
from danvan.numbers import number
from danvan.texts import text
from danvan.ui.chooser import Choice, Row, chooser
from danvan.ui.picker import Item
from danvan.ui.upload import declare, pick, state
from danvan.ui.upload.pick import NEW
from danvan.ui.upload.state import Work

SKIP = "-"
"""Chosen for words whose figures stay out; kept as '' among the answers."""
MOST_ROWS = 400


def draw(work: Work, sheet: Sheet) -> None:
    """Draw the texts that wait for an answer and those that have one; nothing when there are neither."""
    asked = {q.subject: q.options for q in sheet.shaped.questions if q.kind == "indicator" and q.column is None}
    given = {said: code for said, code in sheet.choices.indicators.items() if said not in asked}
    rows = [_row(said, "", options) for said, options in asked.items()]
    own = work.answers.get(sheet.name, work.common).indicators
    rows += [_row(said, code or SKIP, (), _why(said in own)) for said, code in given.items()]
    if not rows:
        return
    skip = Item(SKIP, text("upload.measure_skip"))
    extra = [item for row in rows for item in _with_parts(row)]
    items = {item.code: item for item in [*extra, *pick.indicator_items(sheet.choices.new_indicators), skip]}

    def _chosen(row: str, _name: str, code: str) -> None:
        _decide(work, sheet, row, code)

    chooser(
        [text("upload.measure_said"), text("upload.column_is")],
        rows[:MOST_ROWS],
        {"indicator": list(items.values())},
        key=work.key("measures", sheet.name),
        label=text("upload.column_is"),
        chosen=_chosen,
    )
    if len(rows) > MOST_ROWS:
        st.caption(text("upload.names_more", count=number(len(rows) - MOST_ROWS)))


def _why(own: bool) -> str:
    return text("upload.names_done" if own else "upload.remembered")


def _row(said: str, code: str, options: tuple[tuple[str, str], ...], why: str = "") -> Row:
    first = (*(option for option, _ in options), SKIP)
    choice = Choice("indicator", text("upload.column_is"), code, "indicator", first, must=not code)
    return Row(said, (said,), (choice,), why, "good" if code else "warn")


def _with_parts(row: Row) -> list[Item]:
    """Options that are a part of an indicator ('DT02 cap=xa'): they are not in the list of whole indicators."""
    codes = [*row.choices[0].first, row.choices[0].value]
    found = []
    for code in codes:
        indicator, _, breakdown = code.partition(" ")
        if breakdown:
            found.append(Item(code, catalogue.named(indicator, breakdown), indicator))
    return found


def _decide(work: Work, sheet: Sheet, said: str, code: str) -> None:
    if code == NEW:
        declare.ask_words(work, sheet, said)
        return
    state.answer(work, state.same_kind(work, sheet), indicators={said: "" if code == SKIP else code})
