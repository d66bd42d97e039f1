"""Markup from texts: everything is escaped on its way in."""

from collections.abc import Mapping
from html import escape


def escaped(words: str) -> str:
    """A text as it may stand in markup and in attributes."""
    return escape(words, quote=True)


def element(name: str, attributes: Mapping[str, str], *inner: str) -> str:
    """An element around markup."""
    told = "".join(f' {key}="{escaped(value)}"' for key, value in attributes.items())
    return f"<{name}{told}>{''.join(inner)}</{name}>"


def words(kind: str, told: str, *, size: float = 0, tag: str = "div") -> str:
    """A text in an element of a class; `size`: of its letters in pixels of the stage, 0 as the style has it."""
    looks = {"class": f"dv-{kind}"} | ({"style": f"font-size:{size:g}px"} if size else {})
    return element(tag, looks, escaped(told))
