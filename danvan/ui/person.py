"""Who enters or undoes figures: a name typed once, kept for the session; a machine of one's own has no accounts."""

import streamlit as st

from danvan.texts import text

NAME = "person"
LONGEST = 80


def field(key: str = "person_field") -> str:
    """The field for the name; what is typed holds for every page of the session."""
    st.session_state[key] = name()
    st.text_input(
        text("one_figure.person"),
        key=key,
        placeholder=text("one_figure.person_example"),
        max_chars=LONGEST,
        on_change=lambda: st.session_state.update({NAME: st.session_state[key]}),
        width=230,
    )
    return name()


def name() -> str:
    """The name typed, without spaces around it; '' when none was."""
    return " ".join(str(st.session_state.get(NAME, "")).split())
