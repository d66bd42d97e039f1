"""Who enters or undoes figures: the signed-in person; on a machine of one's own, a name typed once for the session."""

import streamlit as st

from danvan import rights
from danvan.texts import text

NAME = "person"
LONGEST = 80


def field(key: str = "person_field", label: str = "one_figure.person") -> str:
    """The field for the name; what is typed holds for every page of the session. Nobody signs for somebody else."""
    st.session_state[key] = name()
    st.text_input(
        text(label),
        key=key,
        placeholder=text("one_figure.person_example"),
        max_chars=LONGEST,
        on_change=lambda: st.session_state.update({NAME: st.session_state[key]}),
        width=230,
        disabled=bool(rights.current().name),
    )
    return name()


def name() -> str:
    """The signed-in person's name, else the one typed, without spaces around it; '' when none was."""
    actor = rights.current()
    return f"{actor.full_name} ({actor.name})" if actor.name else typed()


def typed() -> str:
    """The name typed in this session, whoever is signed in."""
    return " ".join(str(st.session_state.get(NAME, "")).split())
