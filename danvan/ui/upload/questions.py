"""What has to be told before the file can be read for certain: one box a question, answered with one click."""

import streamlit as st

from danvan.ingest.run import Sheet
from danvan.ingest.shape import Question
from danvan.numbers import number
from danvan.texts import text
from danvan.ui.plain import plain
from danvan.ui.upload import state
from danvan.ui.upload.state import READ, Work

FIELD = {"decimal": "decimal", "geography": "geography", "period": "period", "unit": "unit", "layout": "layout"}
"""Kind of question → the answer among Choices."""


def draw(work: Work) -> None:
    """Draw the questions about how the file is read, of all its sheets."""
    for sheet in work.intake.sheets:
        for question in sheet.shaped.questions:
            if state.step_of(question) == READ and question.kind in FIELD:
                _one(work, sheet, question)


def _one(work: Work, sheet: Sheet, question: Question) -> None:
    with st.container(border=True, key=f"box_{work.key(f'asked_{question.kind}', sheet.name)}"):
        where = f"{sheet.name}: " if len(work.intake.sheets) > 1 else ""
        sample = _sample(sheet) if question.kind == "decimal" else ""
        words = text("upload.ask_sample", sample=sample) if sample else question.words
        st.markdown(f"**{plain(where + words)}**")
        if not question.options:
            st.caption(text(f"upload.ask_{question.kind}"))
            return
        names = {code: _name(sample, code, name) for code, name in question.options}
        key = work.key(f"asked_{question.kind}", sheet.name)
        st.session_state[key] = None
        st.radio(
            plain(question.words),
            list(names),
            index=None,
            key=key,
            format_func=names.__getitem__,
            label_visibility="collapsed",
            on_change=lambda: state.answer(
                work, state.same_kind(work, sheet), **{FIELD[question.kind]: st.session_state[key]}
            ),
        )


def _sample(sheet: Sheet) -> str:
    """The figure that reads both ways, as sent."""
    return next((f.value for f in sheet.shaped.findings if f.code == "shape_decimal_ambiguous" and f.value), "")


def _name(sample: str, code: str, name: str) -> str:
    """The option in plain words: of a decimal sign, what the figure in doubt is under it."""
    try:
        bare = sample.strip().replace("," if code == "." else ".", "").replace(",", ".")
        whole, _, part = bare.partition(".")
        value = number(float(bare), len(part)) if part else str(int(whole))
    except ValueError:
        return plain(name)
    return plain(text("upload.decimal_part" if part else "upload.decimal_whole", value=value))
