"""Filters live in the page's address, so that a view can be sent and opened as it was.

The address is the only truth: a widget is set from it before it is drawn, and writes to it when the user changes
it. Values that are not among the choices are never dropped in silence: they give a notice and the default.
What the user chose on one page is remembered for the next in the session.
"""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from danvan.errors import DanVanError
from danvan.texts import text
from danvan.ui.plain import plain

REMEMBERED = "remembered"
DEFAULTED = "defaulted"


def enter(page: str) -> None:
    """Called once a run with the page's name: on another page, what stands in the address was asked for."""
    if st.session_state.get("page") != page:
        st.session_state["page"] = page
        st.session_state[DEFAULTED] = {}


def raw(name: str) -> str | None:
    """What the address says, else what the session remembers; None when neither says anything."""
    return st.query_params.get(name) or st.session_state.setdefault(REMEMBERED, {}).get(name)


def checked(name: str, known: Callable[[str], str]) -> str | None:
    """What the address says, as `known` has it; what it raises a DanVanError for is told and left aside."""
    asked = raw(name)
    if not asked:
        return None
    try:
        return known(asked)
    except DanVanError as error:
        st.warning(plain(f"{error.message} {error.remedy}"))
        return None


def put(name: str, value: str) -> None:
    """Write the reader's choice to the address and remember it for the next page."""
    st.session_state.setdefault(REMEMBERED, {})[name] = value
    st.session_state.setdefault(DEFAULTED, {}).pop(name, None)
    _show(name, value)


def is_default(name: str) -> bool:
    """Whether what stands in the address is the page's own default, neither chosen by the reader nor sent."""
    return name in st.session_state.get(DEFAULTED, {})


def drop(name: str) -> None:
    """Take a choice out of the address and out of what is remembered."""
    for kept in (REMEMBERED, DEFAULTED):
        st.session_state.setdefault(kept, {}).pop(name, None)
    if name in st.query_params:
        del st.query_params[name]


def _written() -> dict[str, str]:
    """What this session has put into the address."""
    return st.session_state.setdefault("written", {})


def _show(name: str, value: str) -> None:
    _written()[name] = value
    if st.query_params.get(name) != value:
        st.query_params[name] = value


def value(name: str, options: Sequence[str], default: str) -> str:
    """The choice in force: the address's if it is one of the options, else the default with a notice.

    Whatever is in force stands in the address afterwards, so that the link of the view is complete; but only what the
    reader chose or was sent goes on to the next page: a default is each page's own.
    """
    defaulted = st.session_state.setdefault(DEFAULTED, {})
    asked = raw(name)
    if asked in options and asked != defaulted.get(name):
        put(name, asked)
        return asked
    # Only an address that was typed or sent earns a notice; a remembered choice simply does not apply here.
    # What this session wrote there itself was a choice on other terms (another kind of period), no mistake.
    if asked is not None and st.query_params.get(name) == asked and asked != _written().get(name):
        st.warning(text("common.unknown_in_address", parameter=name, value=plain(asked, 40)))
    # A default of before gives way to the present one: another workspace or period may have another.
    defaulted[name] = default
    _show(name, default)
    return default


def select(
    name: str,
    label: str,
    options: Sequence[str],
    default: str,
    *,
    words: Callable[[str], str],
    key: str | None = None,
    **more: Any,
) -> str:
    """A drop-down bound to the address."""
    return _widget(st.selectbox, name, label, options, default, words=words, key=key, **more)


def segments(
    name: str,
    label: str,
    options: Sequence[str],
    default: str,
    *,
    words: Callable[[str], str],
    key: str | None = None,
    **more: Any,
) -> str:
    """A row of buttons bound to the address, exactly one chosen."""
    return _widget(st.segmented_control, name, label, options, default, words=words, key=key, required=True, **more)


def _widget(
    make: Callable[..., Any],
    name: str,
    label: str,
    options: Sequence[str],
    default: str,
    *,
    words: Callable[[str], str],
    key: str | None,
    **more: Any,
) -> str:
    key = key or f"w_{name}"
    chosen = value(name, options, default)
    st.session_state[key] = chosen
    make(label, options, key=key, format_func=words, on_change=_write, args=(name, key), **more)
    return chosen


def _write(name: str, key: str) -> None:
    changed = st.session_state.get(key)
    if changed is not None:
        put(name, changed)
