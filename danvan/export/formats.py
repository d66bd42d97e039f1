"""The formats that a briefing can be handed out in: name → writer of a deck's bytes."""

from collections.abc import Callable

from danvan.briefing.contents import Deck
from danvan.export.html import html_file
from danvan.export.slides import pptx_file

WRITERS: dict[str, Callable[[Deck], bytes]] = {"pptx": pptx_file, "html": html_file}
