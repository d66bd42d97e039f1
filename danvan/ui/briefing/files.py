"""A briefing as files: a button for each format there is; a file is made only when its button is pressed."""

from collections.abc import Callable

import streamlit as st

from danvan.briefing.contents import Deck
from danvan.export import formats
from danvan.texts import entries, text
from danvan.ui import cached, frame, handed
from danvan.ui.briefing import office_template, opened
from danvan.ui.briefing.opened import Opened


def draw(found: Opened) -> None:
    """Draw the buttons."""
    with st.container(horizontal=True, vertical_alignment="center", key="briefing_files"):
        st.markdown(text("present.files"), width="content")
        file = f"minh-hoa-{found.briefing.name}" if frame.is_demo() else found.briefing.name
        deck, template = _later(found), office_template.later()
        for name in formats.WRITERS:
            ending = name.partition("-")[0]
            handed.button(
                text(words) if (words := f"present.format_{name.replace('-', '_')}") in entries() else name.upper(),
                lambda name=name: formats.written(name, deck(name), template=template(name)),
                f"{file}.{ending}",
                key=f"briefing_file_{name}",
                what=found.briefing.title,
            )
    if told := office_template.told():
        # A file's name is data: the markdown of a label is not for it.
        st.text(told)


def _later(found: Opened) -> Callable[[str], Deck]:
    """The deck for a format, composed outside the session that asks; with its lineage only where that is printed."""
    if found.frozen:
        return lambda name: found.frozen
    deck = cached.deck_later(found.briefing, opened.today())
    return lambda name: deck(name in formats.PRINT_LINEAGE)
