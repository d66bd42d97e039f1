"""The reason for which an administrator changes closed periods with a file; others are told whom to ask."""

import streamlit as st

from danvan import rights
from danvan.texts import text
from danvan.ui.upload import state
from danvan.ui.upload.state import Work


def draw(work: Work) -> None:
    """Draw the field, where the file would change a closed period."""
    intake = work.intake
    if intake.preview is None or not intake.preview.closed:
        return
    with st.container(border=True, key="upload_closed"):
        listed = "; ".join(one.words for one in intake.preview.closed)
        st.markdown(f"**{text('closing.upload')}**")
        st.text(listed)
        if not rights.current().may(rights.ADMINISTER):
            st.caption(text("closing.upload_ask"))
            return
        key = work.key("closed_reason")
        st.session_state[key] = work.common.closed_reason
        st.text_input(
            text("closing.upload_reason"),
            key=key,
            max_chars=300,
            placeholder=text("closing.upload_example"),
            on_change=lambda: state.answer(work, closed_reason=st.session_state[key].strip()),
        )
        st.caption(text("closing.upload_help"))
