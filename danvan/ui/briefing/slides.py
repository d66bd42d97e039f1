"""The slides of a briefing as rows: a small picture, what it shows or lacks, and the controls to arrange it."""

import html
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from danvan import catalogue, numbers
from danvan.briefing.contents import Deck, Page
from danvan.briefing.model import Briefing, Slide, Wanted
from danvan.export import html as export_html
from danvan.export.picture import picture_png, picture_svg
from danvan.texts import text
from danvan.ui import as_of, cached, handed
from danvan.ui.briefing import opened, slide_form

EDIT = "briefing_edit"
FOLDER = Path(__file__).parent


def draw(briefing: Briefing) -> None:
    """Draw every slide of a briefing in hand, then the field for one more."""
    alone = [cached.deck(briefing.with_slides((_seen(slide),)), opened.today()) for slide in briefing.slides]
    shown = [deck for slide, deck in zip(briefing.slides, alone, strict=True) if not slide.hidden]
    lacking = [words for deck in shown for words in deck.lacking]
    for at, (slide, deck) in enumerate(zip(briefing.slides, alone, strict=True)):
        _row(briefing, at, slide, deck, lacking)
    slide_form.add(briefing)


def frozen(deck: Deck) -> None:
    """The pages of a frozen deck, to be looked at."""
    for at, (page, picture) in enumerate(zip(deck.pages, export_html.thumbnails(deck), strict=True)):
        with st.container(horizontal=True, key=f"briefing_row_{at}"):
            _picture(picture, f"briefing_picture_{at}")
            _told(
                f"{numbers.number(at + 1)}. {page.title}", text(f"briefing.kind_{page.kind}"), page.paragraphs[:2], ""
            )


def _seen(slide: Slide) -> Slide:
    """The slide as it would be shown."""
    return Slide(slide.kind, slide.title, slide.figures, slide.unit, slide.period, slide.words, slide.notes)


def _row(briefing: Briefing, at: int, slide: Slide, deck: Deck, lacking: Sequence[str]) -> None:
    if slide.kind == "lacking" and lacking:
        told = Page("lacking", _name(slide, None), paragraphs=tuple(lacking))
        deck = replace(deck, pages=(told,))
    page = deck.pages[0] if deck.pages else None
    with st.container(horizontal=True, key=f"briefing_row_{at}{'_hidden' if slide.hidden else ''}"):
        _picture(export_html.thumbnails(deck)[0] if page else "", f"briefing_picture_{at}")
        shown = page.paragraphs[:2] if page else ()
        _told(
            f"{numbers.number(at + 1)}. {_name(slide, page)}",
            text(f"briefing.kind_{slide.kind}"),
            shown,
            _missing(slide, page, lacking),
        )
        with st.container(key=f"briefing_side_{at}", width="content"):
            _controls(briefing, at, slide)
            if page and (page.chart or page.map):
                _pictures(briefing, at, deck, page)
    if st.session_state.get(EDIT) == at:
        slide_form.edit(briefing, at, page)


def _name(slide: Slide, page: Page | None) -> str:
    if page:
        return page.title
    if slide.title or not slide.figures:
        return slide.title or text(f"briefing.kind_{slide.kind}")
    wanted = Wanted.parse(slide.figures[0])
    return catalogue.named(wanted.indicator, wanted.breakdown)


def _missing(slide: Slide, page: Page | None, lacking: Sequence[str]) -> str:
    if slide.hidden:
        return text("present.row_hidden")
    if slide.kind == "lacking":
        return "" if lacking else text("present.row_complete")
    if page is None:
        return text("present.row_empty_text" if slide.kind == "text" else "present.row_none")
    return text("present.row_lacks", names=page.lacking) if page.lacking else ""


def _picture(markup: str, key: str) -> None:
    """A small picture of a slide, in a shadow of its own: st.html would take the drawings out."""
    blank = f'<div class="dv-mini dv-empty">{html.escape(text("present.row_blank"))}</div>'
    shown = f'<div class="dv-mini" inert aria-hidden="true">{markup}</div>' if markup else blank
    _component()(key=key, data={"html": shown}, height=140, width=245)


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    css = export_html.document.style() + (FOLDER / "picture.css").read_text("utf-8")
    js = (FOLDER / "picture.js").read_text("utf-8")
    return st.components.v2.component("danvan_picture", html='<div class="dv-picture"></div>', css=css, js=js)


def _told(title: str, kind: str, said: Sequence[str], missing: str) -> None:
    lines = "".join(f"<p>{html.escape(words)}</p>" for words in said)
    flag = f'<p class="lacks">{html.escape(missing)}</p>' if missing else ""
    st.html(
        f'<div class="slide-told"><b>{html.escape(title)}</b><span>{html.escape(kind)}</span>{flag}{lines}</div>',
        width="stretch",
    )


def _controls(briefing: Briefing, at: int, slide: Slide) -> None:
    last = len(briefing.slides) - 1
    with st.container(horizontal=True, key=f"briefing_controls_{at}", width="content"):
        for name, shut, do, args in (
            ("up", at == 0, opened.move, (briefing, at, -1)),
            ("down", at == last, opened.move, (briefing, at, 1)),
            ("unhide" if slide.hidden else "hide", False, _hide, (briefing, at, not slide.hidden)),
            ("edit", False, _edit, (at,)),
        ):
            st.button(
                text(f"present.{name}"),
                key=f"briefing_{name}_{at}",
                help=as_of.shut() or text(f"present.help_{name}", page=numbers.number(at + 1)),
                disabled=shut or as_of.day() is not None,
                on_click=do,
                args=args,
            )


def _pictures(briefing: Briefing, at: int, deck: Deck, page: Page) -> None:
    """The slide's drawing as a file; made only when its button is pressed."""
    file = f"{'minh-hoa-' if deck.illustrative else ''}{briefing.name}-{at + 1}"
    with st.container(horizontal=True, key=f"briefing_pictures_{at}", width="content"):
        for name, words, make in (("png", "pictures.png", picture_png), ("svg", "pictures.svg", picture_svg)):
            handed.button(
                text(words),
                lambda make=make: make(deck, page),
                f"{file}.{name}",
                key=f"briefing_picture_{name}_{at}",
                what=briefing.title,
                help=text("pictures.help", page=numbers.number(at + 1)),
                type="tertiary",
            )


def _hide(briefing: Briefing, at: int, hidden: bool) -> None:
    opened.change_slide(briefing, at, hidden=hidden)


def _edit(at: int) -> None:
    st.session_state[EDIT] = None if st.session_state.get(EDIT) == at else at
