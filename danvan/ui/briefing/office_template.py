"""The office's own PowerPoint template on the page of briefings: which one stands, another one, none."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from danvan import numbers
from danvan.briefing import own_template
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.export import formats
from danvan.export.slides import office_template
from danvan.ingest.load import now
from danvan.texts import text
from danvan.ui import as_of, cached, frame, person
from danvan.ui.briefing import opened

TURN = "briefing_template_turn"
KINDS = ["pptx", "potx"]


def draw() -> None:
    """Draw the part: folded, under the list."""
    with st.expander(text("present.template")):
        st.caption(text("present.template_words"))
        kept = own_template.kept(_database())
        if kept is not None:
            _standing(kept)
        if as_of.day() is not None:
            st.caption(as_of.shut())
            return
        _another(replaces=kept is not None)


def later() -> Callable[[str], bytes | None]:
    """The template for a format, read outside the session that asks: what it needs is taken here."""
    database = _database()
    return lambda name: own_template.data(database) if name == formats.ON_TEMPLATE else None


def told() -> str:
    """Beside the files to download: whose looks PowerPoint has; '' for ours."""
    kept = own_template.kept(_database())
    return text("present.template_used", file=kept.file) if kept else ""


def _database() -> Database:
    """The workspace as it is: the looks of files are those of today, whichever day is looked at."""
    return cached.live(cached.current())


def _standing(kept: own_template.Kept) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="briefing_template"):
        day = numbers.date(kept.at.date())
        # A file's name is data: the markdown of a label is not for it.
        st.text(text("present.template_kept", file=kept.file, who=kept.who, day=day))
        st.button(
            text("present.template_remove"),
            key="briefing_template_remove",
            help=as_of.shut() or None,
            disabled=as_of.day() is not None,
            on_click=opened.act,
            args=(_remove,),
        )


def _another(*, replaces: bool) -> None:
    """The field for a file; what is wrong with it is said at once, and only a good one can be kept."""
    words = {"here": text("present.template_drop"), "fault": text("present.template_fault")}
    said = "".join(f"--drop-{name}: '{told}';" for name, told in words.items())
    st.html(f"<style>[class*='st-key-uploader_template'] {{ {said} }}</style>")
    turn = st.session_state.get(TURN, 0)
    file = st.file_uploader(
        text("present.template_pick"), type=KINDS, key=f"uploader_template_{turn}", label_visibility="collapsed"
    )
    if file is None:
        return
    try:
        with st.spinner(text("present.template_reading")):
            checked = office_template(file.getvalue(), file.name)
    except DanVanError as error:
        frame.failure(error, "present.template_refused")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        person.field("briefing_template_person")
        st.button(
            text("present.template_replace" if replaces else "present.template_keep"),
            key="briefing_template_keep",
            type="primary",
            disabled=not person.name(),
            on_click=opened.act,
            args=(lambda: _keep(file, checked),),
        )


def _keep(file: Any, checked: bytes) -> str:
    own_template.keep(_database(), checked, file=file.name, who=person.name(), at=now())
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    return text("present.template_done", file=file.name)


def _remove() -> str:
    own_template.remove(_database())
    return text("present.template_removed")
