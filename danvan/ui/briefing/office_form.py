"""What the office tells about itself once: its names, and what its papers bear. Kept for every briefing."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from danvan.briefing.office import LEAST, MOST, Office, keep, margins, office
from danvan.export.report.papers import PARTY, layouts
from danvan.texts import text
from danvan.ui.briefing import opened

NAMES = ("name", "above", "place", "symbol", "signs_for", "signer_title", "signer")
SIDES = ("top", "bottom", "left", "right")


def draw() -> None:
    """Draw the form, folded."""
    with st.expander(text("present.office")):
        st.caption(text("present.office_words"))
        said = office(opened.database())
        with st.form("briefing_office", border=False):
            told = _names(said) | {"recipients": _recipients(said)}
            told["margins"] = _margins(said)
            if st.form_submit_button(text("present.office_keep")):
                chosen = replace(said, **told)
                opened.act(lambda: keep(opened.database(), chosen) or text("present.office_kept"))
                st.rerun()


def _names(said: Office) -> dict[str, str]:
    with st.container(horizontal=True, key="briefing_office_names"):
        typed: Mapping[str, str] = {
            name: st.text_input(
                text(f"present.office_{name}"),
                value=getattr(said, name),
                placeholder=text(f"present.office_{name}_example"),
                max_chars=120,
                width=300,
            )
            for name in NAMES
        }
    return {name: " ".join(value.split()) for name, value in typed.items()}


def _recipients(said: Office) -> str:
    return st.text_area(
        text("present.office_recipients"),
        value=said.recipients,
        placeholder=text("present.office_recipients_example"),
        help=text("present.office_recipients_help"),
        max_chars=600,
        height=110,
    )


def _margins(said: Office) -> str:
    """Four numbers; '' as long as they are those of the layout."""
    usual = [layouts()[PARTY].margins[side] for side in SIDES]
    shown = margins(said.margins) or usual
    with st.container(horizontal=True, key="briefing_office_margins"):
        typed = [
            st.number_input(
                text(f"present.office_margin_{side}"),
                min_value=float(LEAST),
                max_value=float(MOST),
                value=float(at),
                step=1.0,
                format="%.0f",
                width=150,
            )
            for side, at in zip(SIDES, shown, strict=True)
        ]
    return "" if typed == usual else " ".join(f"{each:g}" for each in typed)
