"""What went wrong, shown on a page with what to do and without a trace."""

import streamlit as st

from danvan.errors import DanVanError
from danvan.texts import text
from danvan.ui.plain import plain


def failure(error: DanVanError, title: str = "common.error_title") -> None:
    """Show what went wrong and what to do, without a trace."""
    st.error(f"**{text(title)}**\n\n{plain(error.message)}\n\n{plain(error.remedy)}")
