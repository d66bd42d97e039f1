"""Who is at the screen: whether they may be here at all, which pages are for them, and their name in the side bar.

The rule itself is danvan.rights, asked by every function that acts; this only spares people pages they cannot use.
"""

import html
from urllib.parse import urlencode

import streamlit as st

from danvan import rights
from danvan.errors import DanVanError
from danvan.rights import ADMINISTER, ENTER, ROLES, Actor
from danvan.server import origin
from danvan.server.gate import CHANGE, SIGN_IN, SIGN_OUT
from danvan.texts import text
from danvan.ui.fault import failure

# Pages that are of no use without a right.
NEEDS = {
    "import_file": ENTER,
    "one_figure": ENTER,
    "cases_entry": ENTER,
    "plans": ENTER,
    "backup": ADMINISTER,
    "accounts": ADMINISTER,
    "closing": ADMINISTER,
    "journal": ADMINISTER,
}


def who() -> Actor:
    """Who is at the screen; draws what to do and stops when nobody may be."""
    if rights.whoever is rights.on_the_command_line and _is_open():
        # Streamlit was started without our gate, open to others: nobody would be asked who they are.
        failure(DanVanError(text("people.no_gate"), text("people.no_gate_remedy")))
        st.stop()
    try:
        return rights.current()
    except rights.Refused as refused:
        failure(refused)
        st.link_button(text("people.sign_in"), f"{SIGN_IN}?{urlencode({'toi': _here()})}", type="primary")
        st.stop()


def _is_open() -> bool:
    """Whether others could be at the screen: the server listens for them, or a proxy hands on what they ask."""
    told = st.context.headers
    return not origin.is_loopback(st.get_option("server.address")) or any(name in told for name in origin.FORWARDED)


def is_for(page: str, actor: Actor) -> bool:
    """Whether a page is of any use to somebody."""
    return page not in NEEDS or actor.may(NEEDS[page])


def refuse(actor: Actor, page: str) -> None:
    """Instead of a page that somebody may not use."""
    refused = rights.lacking(actor, NEEDS[page])
    if refused is not None:
        failure(refused, "people.not_for_you")


def panel(actor: Actor) -> None:
    """The person's name, and the ways to change the password and to leave; nothing on a machine without accounts."""
    if not actor.name:
        return
    st.html(
        f'<div class="person"><b>{html.escape(actor.full_name)}</b><span>{ROLES[actor.role]}</span>'
        f'<a href="{CHANGE}?{urlencode({"toi": _here()})}" target="_self">{text("people.change_password")}</a>'
        f'<form method="post" action="{SIGN_OUT}"><button>{text("people.sign_out")}</button></form></div>'
    )


def _here() -> str:
    """The page in the address bar, to come back to."""
    page = st.context.url or ""
    path = "/" + page.partition("//")[2].partition("/")[2]
    return f"{path}?{urlencode(st.query_params.to_dict())}" if st.query_params else path
