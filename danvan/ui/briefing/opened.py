"""The briefing that the address names, with what this session has changed in it and not yet kept.

Owns the drafts of a session, and the parameters bai (its short name), dip, dv, ky (how an unsaved one was begun) and
chieu (1: the deck is shown).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from danvan.briefing import occasions, store
from danvan.briefing.contents import Deck
from danvan.briefing.model import Briefing, Slide
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.ui import as_of, cached
from danvan.ui.filters import geography

SAID, FAULT, LAST = "briefing_said", "briefing_fault", "briefing_last"


@dataclass(frozen=True)
class Opened:
    """A briefing in hand. frozen: its deck when its figures were frozen; kept: None when nobody saved it."""

    briefing: Briefing
    frozen: Deck | None
    kept: store.Kept | None
    is_changed: bool

    def deck(self, *, lineage: bool = False) -> Deck:
        """What is shown: the frozen deck, or the figures as they stand."""
        return self.frozen or cached.deck(self.briefing, today(), lineage=lineage)


def today() -> date:
    """The day printed on what is made now: the past day whose figures it holds, while one is on."""
    return as_of.today()


def database() -> Database:
    """The workspace at hand."""
    return cached.database(cached.current())


def drafts() -> dict[str, Briefing]:
    """What the session changed and did not keep, by name, for the workspace at hand."""
    return st.session_state.setdefault(f"briefing_drafts_{cached.current()}", {})


def find(name: str) -> Opened:
    """The draft, else the saved or shipped briefing; begun anew where the address says how. DanVanError for none."""
    draft = drafts().get(name)
    kept = store.find(database(), name)
    if draft is not None:
        return Opened(draft, None, kept, is_changed=True)
    asked = [st.query_params.get(part, "") for part in ("dip", "dv", "ky")]
    if kept is None and name not in occasions.shipped() and all(asked):
        begun = occasions.begin(*asked, geography=geography())
        if begun.name == name:
            return Opened(begun, None, None, is_changed=True)
    found = kept or store.load(database(), name)
    return Opened(found.briefing, found.deck, kept, is_changed=False)


def open_(name: str, **more: str) -> None:
    """Put a briefing into the address."""
    for key, value in {"bai": name, **more}.items():
        st.query_params[key] = value


def shut() -> None:
    """Back to the list."""
    for key in ("bai", "chieu", "dip"):
        st.query_params.pop(key, None)


def change(briefing: Briefing) -> None:
    """Keep a change in the session."""
    drafts()[briefing.name] = briefing


def change_slide(briefing: Briefing, at: int, **fields: object) -> None:
    """Change one slide."""
    slides = list(briefing.slides)
    slides[at] = replace(slides[at], **fields)
    change(briefing.with_slides(tuple(slides)))


def move(briefing: Briefing, at: int, step: int) -> None:
    """Move a slide up (-1) or down (+1)."""
    slides = list(briefing.slides)
    slides[at], slides[at + step] = slides[at + step], slides[at]
    if st.session_state.get("briefing_edit") == at:
        st.session_state["briefing_edit"] = at + step
    change(briefing.with_slides(tuple(slides)))


def remove(briefing: Briefing, at: int) -> None:
    """Take a slide out."""
    st.session_state.pop("briefing_edit", None)
    change(briefing.with_slides((*briefing.slides[:at], *briefing.slides[at + 1 :])))


def add(briefing: Briefing, slide: Slide) -> None:
    """Put a slide at the end, before the page of what is lacking."""
    at = len(briefing.slides)
    if at and briefing.slides[-1].kind == "lacking":
        at -= 1
    change(briefing.with_slides((*briefing.slides[:at], slide, *briefing.slides[at:])))


def act(do: Callable[[], str]) -> None:
    """Do something and tell what was done, or what went wrong, on the next drawing."""
    try:
        st.session_state[SAID] = do()
    except DanVanError as error:
        st.session_state[FAULT] = error
