"""The frame around every page: name, navigation, switches, the banner of the illustrative workspace, styles."""

import logging
import threading
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from danvan import demo, fonts, workspace
from danvan.errors import DanVanError
from danvan.texts import text
from danvan.ui import address, cached, language, printing
from danvan.ui.filters import NOW, THEN
from danvan.ui.plain import plain

STYLE = Path(__file__).with_name("style.css")
RECORDS = Path(__file__).with_name("records.css")
ROOT = workspace.ROOT
ICON = ROOT / "static" / "icon.svg"
# Two readers may click at once: the second waits and finds it made.
MAKING = threading.Lock()
BROWSE = (
    ("overview", "", "common.page_overview"),
    ("dialogues", "doi-thoai", "common.page_dialogues"),
    ("models", "dan-van-kheo", "common.page_models"),
    ("new_rural", "nong-thon-moi", "common.page_new_rural"),
    ("oversight", "giam-sat", "common.page_oversight"),
    ("organisation", "to-chuc", "common.page_organisation"),
    ("satisfaction", "hai-long", "common.page_satisfaction"),
    ("compliance", "dinh-muc", "common.page_compliance"),
    ("targets", "ke-hoach", "common.page_targets"),
    ("compare", "so-sanh", "common.page_compare"),
    ("table", "bang-so-lieu", "common.page_table"),
    ("unit_profile", "don-vi", "common.page_unit_profile"),
)

UPLOAD = (
    ("import_file", "nhap-so-lieu", "common.page_import_file"),
    ("history", "lich-su-nhap", "common.page_history"),
    ("one_figure", "nhap-mot-so", "common.page_one_figure"),
    ("plans", "giao-ke-hoach", "common.page_plans"),
    ("completeness", "tinh-hinh-bao-cao", "common.page_completeness"),
    ("quality", "chat-luong", "common.page_quality"),
)
SECTIONS = (("browse", "common.section_browse", BROWSE), ("upload", "common.section_upload", UPLOAD))
FOLDERS = {name: folder for folder, _, pages in SECTIONS for name, _, _ in pages}
PATHS = {name: path for _, _, pages in SECTIONS for name, path, _ in pages}


def page_path(name: str) -> str:
    """The file of a page, as st.switch_page and st.Page want it."""
    return f"pages/{FOLDERS[name]}/{name}.py"


def run() -> None:
    """Draw the frame and the page that the address names."""
    fonts.ensure()
    st.set_page_config(page_title=text("common.product"), page_icon=str(ICON), layout="wide")
    pages = {
        text(section): [
            st.Page(page_path(name), title=text(title), url_path=path or None, default=not path)
            for name, path, title in listed
            if (ROOT / page_path(name)).is_file()
        ]
        for _, section, listed in SECTIONS
    }
    page = st.navigation(pages, expanded=True)
    address.enter(page.url_path)
    st.html(STYLE)
    st.html(RECORDS)
    with st.sidebar:
        _switches()
        language.vietnamese()
        printing.ready()
    try:
        cached.database(cached.current())
    except DanVanError as error:
        failure(error)
        st.stop()
    if cached.current() == workspace.ILLUSTRATIVE:
        st.html(f'<div class="demo-banner" role="note">{text("common.demo_banner")}</div>')
    try:
        page.run()
    except DanVanError as error:
        failure(error)
    except Exception:
        # Streamlit's own message would be English; the trace is for the log, not for the reader.
        logging.getLogger("danvan").exception("page %s", page.url_path or "overview")
        failure(DanVanError(text("common.error_unexpected"), text("common.error_remedy")), "common.error_page")


def failure(error: DanVanError, title: str = "common.error_title") -> None:
    """Show what went wrong and what to do, without a trace."""
    st.error(f"**{text(title)}**\n\n{plain(error.message)}\n\n{plain(error.remedy)}")


def _switches() -> None:
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
    if chosen == workspace.ILLUSTRATIVE and not workspace.exists(chosen):
        _offer_demo()
        chosen = workspace.OFFICIAL
    st.session_state["workspace"] = chosen


def _offer_demo() -> None:
    st.caption(text("common.demo_absent"))
    if st.button(text("common.demo_make"), type="primary", width="stretch"):
        with st.spinner(text("common.demo_making")):
            with MAKING:
                if not workspace.exists(workspace.ILLUSTRATIVE):
                    demo.build(None)
        st.rerun()


def is_demo() -> bool:
    """Whether the session looks at the illustrative workspace."""
    return cached.current() == workspace.ILLUSTRATIVE


def link(name: str, **parameters: Any) -> str:
    """The address of a page with filters, keeping workspace and boundaries."""
    kept = {key: value for key in ("kg", "dg") if (value := address.raw(key))}
    return f"{PATHS[name] or './'}?{urlencode({**kept, **parameters})}"
