"""Puts the deck together: slides, style, keys and words, as one file or as the parts that a page shows.

Owns the file's head and what may be requested: nothing (its content security policy says so too). Every text is
escaped where it enters the document, also inside the data.
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from danvan import fonts
from danvan.briefing.contents import Deck
from danvan.export.html import jumps, slides
from danvan.export.html.mark import element, escaped
from danvan.texts import text

FOLDER = Path(__file__).parent
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
WORDS = (
    "jump", "jump_none", "blank", "auto_on", "auto_off", "strong_on", "strong_off", "notes", "notes_blocked", "next",
    "last", "no_notes", "time", "reset", "overview", "leave", "full", "keys", "back", "forward", "slide",
)  # fmt: skip
KEYS = ("next", "ends", "jump", "full", "blank", "notes", "auto", "strong", "overview", "help")
AUTO_SECONDS = 15


@dataclass(frozen=True)
class Show:
    """A deck for a page that draws it itself. stamp: changes with the contents."""

    html: str
    css: str
    js: str
    data: dict[str, Any]
    stamp: str


def show(deck: Deck) -> Show:
    """The parts of a deck: markup, style, the function danvanDeck and its data."""
    made = slides.slides(deck)
    html = element("div", {"class": "dv-stage"}, *(each.html for each in made))
    html = f'<div class="dv-deck" tabindex="-1" role="region" aria-label="{escaped(deck.title)}">{html}</div>'
    data = {
        "title": deck.title,
        "slides": [{"title": each.title, "notes": each.notes} for each in made],
        "places": jumps.places(made),
        "words": {name: text(f"present.{name}") for name in WORDS},
        "keys": [[text(f"present.key_{name}"), text(f"present.key_{name}_does")] for name in KEYS],
        "seconds": AUTO_SECONDS,
    }
    stamp = hashlib.sha256((html + json.dumps(data)).encode()).hexdigest()[:16]
    return Show(html, style(), script(), data, stamp)


@cache
def style() -> str:
    """The style sheet of a deck, without the typeface."""
    return (FOLDER / "deck.css").read_text("utf-8")


@cache
def script() -> str:
    """The script that defines danvanDeck(box, data, hooks)."""
    return "\n".join((FOLDER / name).read_text("utf-8") for name in ("jump.js", "notes.js", "deck.js"))


@cache
def _typeface() -> str:
    """Two weights, inside the file: a hall's computer may not have the typeface."""
    faces = []
    for weight, bold in ((400, False), (700, True)):
        data = base64.b64encode(fonts.file(bold=bold).read_bytes()).decode()
        faces.append(
            f'@font-face{{font-family:"Be Vietnam Pro";font-weight:{weight};src:url(data:font/ttf;base64,{data})}}'
        )
    return "".join(faces)


def html_file(deck: Deck) -> bytes:
    """The file's bytes, UTF-8."""
    parts = show(deck)
    # Inside a script element only "<" could end it: none is left in the data.
    data = json.dumps(parts.data, ensure_ascii=False).replace("<", "\\u003c")
    head = (
        f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="author" content="{escaped(deck.office)}"><title>{escaped(deck.title)}</title>'
        f"<style>{_typeface()}{parts.css}html,body{{margin:0;height:100%;background:#fff}}</style></head>"
    )
    body = (
        f'<body>{parts.html}<script type="application/json" id="dv-data">{data}</script>'
        f"<script>{parts.js}\ndanvanDeck(document.querySelector('.dv-deck'),"
        f"JSON.parse(document.getElementById('dv-data').textContent),{{hash:true}});</script></body></html>\n"
    )
    return (head + body).encode("utf-8")
