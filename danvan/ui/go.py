"""Links from one page to another that keep the session: what was typed there (a name) is still known here."""

from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from danvan.ui import places
from danvan.ui.plain import plain


def go(words: str, link: str) -> None:
    """Draw a link to an address that places.link made; nothing for ''."""
    if not link:
        return
    parts = urlsplit(link)
    name = {path: page for page, path in places.PATHS.items()}[parts.path.removeprefix("./")]
    st.page_link(places.page_path(name), label=plain(words), query_params=dict(parse_qsl(parts.query)))
