"""What a figure means and how to ask for it elsewhere: definition, legal basis, caution, the question, the command."""

import html
import shlex

import streamlit as st

from danvan import catalogue, workspace
from danvan.database import query
from danvan.figures.ask import Figure
from danvan.texts import text
from danvan.ui import as_of, cached


def draw(answer: Figure, *, asked: str) -> None:
    """The catalogue's words, then the question with its SQL and the equal command."""
    item = catalogue.get(answer.indicator)
    question = query(asked)
    said = [
        (text("common.source_definition"), item.definition),
        (text("common.source_legal"), item.legal_basis),
        (text("common.source_caution"), item.caution),
    ]
    lines = "".join(f"<p><b>{name}:</b> {html.escape(words)}</p>" for name, words in said if words)
    st.html(f'<div class="source-line">{lines}</div>')
    st.markdown(f"**{text('common.source_question')}**")
    st.caption(f"{question.question} ({question.name})")
    with st.expander(text("drawer.sql")):
        st.code(question.sql, language="sql", wrap_lines=True)
    st.caption(text("drawer.command"))
    st.code(command(answer), language="bash", wrap_lines=True)


def command(answer: Figure) -> str:
    """The command line that prints the same figure."""
    words = ["python", "-m", "danvan"]
    if cached.current() != workspace.OFFICIAL:
        words += ["--workspace", cached.current()]
    words += ["figure", answer.indicator, answer.unit_id, answer.period.code]
    if answer.breakdown:
        words += ["--breakdown", answer.breakdown]
    if (day := as_of.day()) is not None:
        words += ["--as-of-day", day.isoformat()]
    return shlex.join(words)
