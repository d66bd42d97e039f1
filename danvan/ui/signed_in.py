"""Who this session of Streamlit belongs to: the signed-in person, or whoever sits at a machine without accounts."""

from collections.abc import Callable

import streamlit as st

from danvan.people import sessions
from danvan.people.book import Book
from danvan.rights import Actor
from danvan.server.gate import COOKIE
from danvan.ui import person


def provider(book: Book | None) -> Callable[[], Actor | None]:
    """Answers who is acting, for danvan.people.rights; `book` None on a machine of one's own without accounts."""

    def _alone() -> Actor:
        return Actor("", person.typed() or "máy này", address="máy này")

    def _signed_in() -> Actor | None:
        # The word came with the web socket; whether it still opens anything is asked each time.
        account = sessions.whose(book, st.context.cookies.get(COOKIE, ""))
        return account.actor(st.context.ip_address or "") if account and not account.must_change else None

    return _alone if book is None else _signed_in
