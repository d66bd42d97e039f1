"""Preparing one briefing: presenting and keeping it, its heading, its slides, and the files to hand out."""

from dataclasses import replace

import streamlit as st

from danvan import numbers
from danvan.briefing import occasions, store
from danvan.briefing.model import Briefing
from danvan.ingest.load import now
from danvan.texts import text
from danvan.ui import as_of, person
from danvan.ui.briefing import files, opened, slides
from danvan.ui.briefing.opened import Opened
from danvan.ui.plain import plain

HEADING = ("title", "subtitle", "office", "above", "place", "number")


def state(found: Opened) -> str:
    """Under the title: kept when and by whom, frozen, shipped, changed."""
    if found.kept is None:
        words = "present.state_shipped" if found.briefing.name in occasions.shipped() else "present.state_draft"
        return text("present.state_changed") if found.is_changed and "shipped" in words else text(words)
    told = {"day": numbers.date(found.kept.at.date()), "who": found.kept.who}
    if found.frozen:
        return text("present.state_frozen", **told)
    said = text("present.state_saved", **told)
    return f"{said} {text('present.state_changed')}" if found.is_changed else said


def draw(found: Opened) -> None:
    """Draw the page of a briefing."""
    name = found.briefing.name
    with st.container(horizontal=True, vertical_alignment="bottom", key="briefing_act"):
        st.button(
            text("present.show_big"),
            type="primary",
            key="briefing_present",
            on_click=opened.open_,
            args=(name,),
            kwargs={"chieu": "1"},
        )
        person.field("briefing_person")
        who = person.name()
        if not found.frozen:
            changed = found.is_changed or found.kept is None
            _button("save", not who or not changed, lambda: _save(found.briefing))
            _button("freeze", not who, lambda: _freeze(found))
        _button("copy", False, lambda: _copy(found.briefing))
        if found.is_changed and (found.kept or name in occasions.shipped()):
            _button("revert", False, lambda: _revert(name))
        if found.kept:
            _button("delete", not who, lambda: _delete(name))
        st.button(text("present.to_list"), key="briefing_list", on_click=opened.shut, type="tertiary")
    files.draw(found)
    if found.frozen:
        st.info(text("present.frozen_words"))
        slides.frozen(found.frozen)
        return
    _heading(found.briefing)
    slides.draw(found.briefing)


def _button(name: str, shut: bool, do: object) -> None:
    past = as_of.day() is not None
    st.button(
        text(f"present.{name}"), key=f"briefing_{name}", help=as_of.shut() or None, disabled=shut or past,
        on_click=opened.act, args=(do,),
    )  # fmt: skip


def _save(briefing: Briefing) -> str:
    made = store.save(opened.database(), briefing, who=person.name(), at=now())
    opened.drafts().pop(briefing.name, None)
    opened.open_(made.name)
    return text("present.saved_as", title=plain(made.title))


def _freeze(found: Opened) -> str:
    deck = found.deck(lineage=True)
    made = store.freeze(opened.database(), found.briefing, deck, who=person.name(), at=now())
    opened.open_(made.name)
    return text("present.frozen_as", title=plain(made.title))


def _copy(briefing: Briefing) -> str:
    name = store.free_name(opened.database(), f"{briefing.name[:48]}-ban-sao")
    made = replace(briefing, name=name, title=text("present.copy_title", title=briefing.title))
    opened.change(made)
    opened.open_(name)
    return text("present.copied")


def _revert(name: str) -> str:
    opened.drafts().pop(name, None)
    return text("present.reverted")


def _delete(name: str) -> str:
    store.delete(opened.database(), name, who=person.name(), at=now())
    opened.drafts().pop(name, None)
    st.session_state["briefing_deleted"] = name
    opened.shut()
    return text("present.deleted")


def _heading(briefing: Briefing) -> None:
    with st.expander(text("present.heading")):
        with st.container(horizontal=True, key="briefing_heading"):
            for name in HEADING:
                key = f"briefing_{name}_{briefing.name}"
                st.session_state[key] = getattr(briefing, name)
                st.text_input(
                    text(f"present.heading_{name}"),
                    key=key,
                    max_chars=200,
                    placeholder=text(f"present.heading_{name}_example"),
                    on_change=_rename,
                    args=(briefing, name, key),
                    width=520 if name in ("title", "subtitle") else 250,
                )


def _rename(briefing: Briefing, name: str, key: str) -> None:
    def _do() -> str:
        opened.change(replace(briefing, **{name: " ".join(st.session_state[key].split())}))
        return ""

    opened.act(_do)
