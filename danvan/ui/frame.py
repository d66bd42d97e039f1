"""The frame around every page: name, navigation, switches, the banner of the illustrative workspace, styles."""

import logging
import threading
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from danvan import demo, fonts, workspace
from danvan.backup import recovery
from danvan.errors import DanVanError
from danvan.rights import ADMINISTER, Actor
from danvan.texts import text
from danvan.ui import address, as_of, cached, chart_files, damaged, drawer, entrance, language, printing, search, steps
from danvan.ui.fault import failure
from danvan.ui.filters import NOW, THEN
from danvan.ui.places import FOLDERS, PATHS, SECTIONS, link, page_path

STYLE = Path(__file__).with_name("style.css")
RECORDS = Path(__file__).with_name("records.css")
ROOT = workspace.ROOT
ICON = ROOT / "static" / "icon.svg"
# Two readers may click at once: the second waits and finds it made.
MAKING = threading.Lock()
AGAIN = "drawn_again"
# Known to others under the name of the frame.
__all__ = ["FOLDERS", "PATHS", "failure", "is_demo", "link", "page_path", "run"]


def run() -> None:
    """Draw the frame and the page that the address names."""
    fonts.ensure()
    st.set_page_config(page_title=text("common.product"), page_icon=str(ICON), layout="wide")
    actor = entrance.who()
    pages = {
        text(section): [
            st.Page(
                page_path(name),
                title=text(title),
                url_path=path or None,
                default=not path,
                visibility="visible" if entrance.is_for(name, actor) else "hidden",
            )
            for name, path, title in listed
            if (ROOT / page_path(name)).is_file()
        ]
        for _, section, listed in SECTIONS
    }
    page = st.navigation(pages, expanded=True)
    search.follow()
    address.enter(page.url_path)
    st.html(STYLE)
    st.html(RECORDS)
    as_of.read()
    with st.sidebar:
        _switches(actor)
        entrance.panel(actor)
        language.vietnamese()
        printing.ready()
        chart_files.ready()
        steps.ready()
        drawer.listen()
    try:
        cached.database(cached.current())
    except recovery.Damaged as fault:
        damaged.draw(fault)
        st.stop()
    except DanVanError as error:
        failure(error)
        st.stop()
    if cached.current() == workspace.ILLUSTRATIVE:
        st.html(f'<div class="demo-banner" role="note">{text("common.demo_banner")}</div>')
    as_of.banner()
    if any(page.url_path == PATHS[name] and as_of.refuses(name, page.title) for name in as_of.WRITING):
        return
    name = next((one for one, path in PATHS.items() if path == page.url_path), "")
    if not entrance.is_for(name, actor):
        entrance.refuse(actor, name)
        return
    try:
        _whole(page, name)
    except DanVanError as error:
        failure(error)
    except Exception:
        # Streamlit's own message would be English; the trace is for the log, not for the reader.
        logging.getLogger("danvan").exception("page %s", page.url_path or "overview")
        failure(DanVanError(text("common.error_unexpected"), text("common.error_remedy")), "common.error_page")


def _whole(page: StreamlitPage, name: str) -> None:
    """Draw the page; once more when the data changed meanwhile, so that no page stays half of before, half of after."""
    before = cached.version(cached.current()) if FOLDERS.get(name) == "browse" else ""
    page.run()
    again = before and not st.session_state.pop(AGAIN, False) and cached.version(cached.current()) != before
    if again:
        st.session_state[AGAIN] = True
        st.rerun()


def _switches(actor: Actor) -> None:
    with st.container(key="search_box"):
        search.box()
    st.html(f'<div class="brand">{text("common.office")}</div>')
    chosen = address.segments(
        "kg",
        text("common.workspace"),
        list(workspace.NAMES),
        workspace.OFFICIAL,
        words=lambda name: workspace.NAMES[name],
        width="stretch",
    )
    address.segments(
        "dg",
        text("common.geography"),
        [THEN, NOW],
        THEN,
        words={THEN: text("common.geography_then"), NOW: text("common.geography_now")}.__getitem__,
        help=text("common.geography_help"),
        width="stretch",
    )
    as_of.control()
    if chosen == workspace.ILLUSTRATIVE and not workspace.exists(chosen):
        _offer_demo(actor)
        chosen = workspace.OFFICIAL
    st.session_state["workspace"] = chosen


def _offer_demo(actor: Actor) -> None:
    st.caption(text("common.demo_absent"))
    if actor.may(ADMINISTER) and st.button(text("common.demo_make"), type="primary", width="stretch"):
        with st.spinner(text("common.demo_making")):
            with MAKING:
                if not workspace.exists(workspace.ILLUSTRATIVE):
                    demo.build(None)
        st.rerun()


def is_demo() -> bool:
    """Whether the session looks at the illustrative workspace."""
    return cached.current() == workspace.ILLUSTRATIVE
