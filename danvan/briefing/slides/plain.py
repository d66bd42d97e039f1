"""Slides without figures of their own: the title, the author's words, what is lacking."""

from collections.abc import Sequence
from dataclasses import replace

from danvan.briefing.asked import Asked
from danvan.briefing.contents import Page
from danvan.briefing.model import Slide
from danvan.briefing.slides.page import name_of, notes, where


def title(asked: Asked, slide: Slide) -> Page:
    """The first slide: what it is called and whose it is."""
    return Page("title", asked.briefing.title, asked.briefing.subtitle or where(asked, slide), notes=notes(slide))


def words(asked: Asked, slide: Slide) -> Page | None:
    """The author's own sentences."""
    return Page("text", slide.title, paragraphs=slide.words, notes=notes(slide)) if slide.words else None


def lacking(asked: Asked, slide: Slide) -> Page:
    """The slide that names what is lacking; its sentences are known when all others are built."""
    return Page("lacking", name_of(asked, slide), where(asked, slide), notes=notes(slide))


def lacking_told(page: Page, told: Sequence[str]) -> Page:
    """The same page; with these sentences where it is the one that names what is lacking."""
    if page.kind != "lacking" or not told:
        return page
    return replace(page, paragraphs=tuple(told))
