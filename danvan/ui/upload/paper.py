"""Which document the figures come from: asked once a file, prefilled with what the file itself says."""

import re
from datetime import date

import streamlit as st

from danvan.texts import text
from danvan.ui.upload import state
from danvan.ui.upload.state import Work

KINDS = ("official_report", "statistics", "press")
WRITTEN = re.compile(r"\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*")


def draw(work: Work) -> bool:
    """Draw the fields; whether what stands in them can be kept."""
    st.subheader(text("upload.paper_title"))
    st.caption(text("upload.paper_words"))
    known = work.intake.paper
    with st.container(horizontal=True, key="paper_named", vertical_alignment="top"):
        _field(work, "title", known.title, text("upload.paper_name"))
        _kind(work, known.kind)
    with st.container(horizontal=True, key="paper_fields", vertical_alignment="top"):
        _field(work, "number", known.number, text("upload.paper_number"), text("upload.paper_number_example"))
        _field(work, "issuer", known.issuer, text("upload.paper_issuer"), text("upload.paper_issuer_example"))
        good = _day(work, known.day)
        _field(work, "place", known.place, text("upload.paper_place"), text("upload.paper_place_example"))
    return good


def _field(work: Work, name: str, value: str, label: str, example: str = "") -> None:
    key = work.key(f"paper_{name}")
    st.session_state[key] = value
    st.text_input(
        label,
        key=key,
        placeholder=example,
        max_chars=300,
        on_change=lambda: state.paper(work, **_whole(work, name, st.session_state[key].strip())),
    )


def _whole(work: Work, name: str, value: str) -> dict[str, str]:
    """What changes when one field does: the title that was only proposed is kept with the first of them."""
    title = work.common.paper.title or work.intake.paper.title
    return {"title": title, name: value}


def _kind(work: Work, value: str) -> None:
    key = work.key("paper_kind")
    st.session_state[key] = value if value in KINDS else KINDS[0]
    st.selectbox(
        text("upload.paper_kind"),
        KINDS,
        key=key,
        format_func=lambda code: text(f"upload.paper_kind_{code}"),
        on_change=lambda: state.paper(work, **_whole(work, "kind", st.session_state[key])),
    )


def _day(work: Work, value: str) -> bool:
    """The document's day, typed as officials write it; False while what is typed is no day."""
    key, typed_key = work.key("paper_day"), work.key("paper_day_typed")
    typed = st.session_state.get(typed_key)
    st.session_state[key] = typed if typed is not None else written(value)

    def _changed() -> None:
        said = st.session_state[key].strip()
        day = read_day(said)
        if said and day is None:
            st.session_state[typed_key] = said
            return
        st.session_state.pop(typed_key, None)
        state.paper(work, **_whole(work, "day", day.isoformat() if day else ""))

    with st.container(width="stretch"):
        st.text_input(
            text("upload.paper_day"), key=key, placeholder=text("upload.paper_day_example"), on_change=_changed
        )
        if typed is not None:
            st.html(f'<div class="field-fault">{text("upload.paper_day_fault")}</div>')
    return typed is None


def written(iso: str) -> str:
    """'2024-06-30' → '30/6/2024'; '' stays."""
    if not iso:
        return ""
    day = date.fromisoformat(iso)
    return f"{day.day}/{day.month}/{day.year}"


def read_day(said: str) -> date | None:
    """The day that a text names as day/month/year; None when it names none."""
    found = WRITTEN.fullmatch(said)
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
