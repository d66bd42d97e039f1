"""The finer points of how a file is read: encoding, separator, number format, header rows, layout, which sheet.

Few need them; they stand folded away under the picture of the first rows.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from danvan.ingest import read
from danvan.ingest.run import Sheet
from danvan.ingest.shape.understood import LAYOUTS
from danvan.texts import text
from danvan.ui.upload import state
from danvan.ui.upload.state import Work

DECIMALS = {",": "upload.decimal_comma", ".": "upload.decimal_point"}
DEEPEST_HEADER = 40


def draw(work: Work, sheet: Sheet | None) -> None:
    """Draw them folded, or open when nothing could be read without them."""
    with st.expander(text("upload.details"), expanded=sheet is None):
        with st.container(horizontal=True, vertical_alignment="bottom", key="details"):
            if work.intake.document.format in ("csv", ""):
                _text_file(work)
            if sheet is not None:
                _table(work, sheet)


def _text_file(work: Work) -> None:
    document, common = work.intake.document, work.common
    encodings = ("", *read.ENCODINGS)
    found = read.ENCODINGS.get(document.encoding, document.encoding)
    select(work, (), "encoding", encodings, common.encoding, _found_or(found, lambda code: read.ENCODINGS[code]))
    marks = ("", *read.DELIMITERS)
    found = read.DELIMITERS.get(document.delimiter, "")
    select(work, (), "delimiter", marks, common.delimiter, _found_or(found, lambda code: read.DELIMITERS[code]))


def _table(work: Work, sheet: Sheet) -> None:
    known, given, one = sheet.shaped.understood, sheet.choices, (sheet.name,)
    found = text(DECIMALS[known.decimal]) if known.decimal in DECIMALS else ""
    words = _found_or(found, lambda code: text(DECIMALS[code]))
    select(work, one, "decimal", ("", *DECIMALS), given.decimal, words)
    _header(work, sheet)
    layout = text(f"upload.layout_{known.layout}") if known.layout in LAYOUTS else ""
    select(
        work,
        one,
        "layout",
        ("", *LAYOUTS),
        given.layout,
        _found_or(layout, lambda code: text(f"upload.layout_{code}")),
        width=320,
    )
    if len([grid for grid in work.intake.document.grids if not grid.hidden]) > 1:
        names = ("", *(grid.sheet for grid in work.intake.document.grids))
        select(work, (), "sheet", names, work.common.sheet, _found_or("", str, text("upload.every_sheet")))


def _header(work: Work, sheet: Sheet) -> None:
    """First and last row of the header, each from a list of the first rows."""
    known = sheet.shaped.understood.header_rows or (0, 0)
    deepest = min(sheet.grid.shape[0], max(DEEPEST_HEADER, known[1] + 5))
    options = list(range(deepest + 1))

    def _changed(first_key: str, last_key: str) -> None:
        first, last = st.session_state[first_key], st.session_state[last_key]
        rows = (first, max(first, last)) if first else None
        state.answer(work, (sheet.name,), header_rows=rows)

    keys = [work.key(f"header_{end}", sheet.name) for end in ("first", "last")]
    for key, end, value in zip(keys, ("first", "last"), known, strict=True):
        st.session_state[key] = min(value, deepest)
        st.selectbox(
            text(f"upload.header_{end}"),
            options,
            key=key,
            format_func=lambda row: text("upload.row", row=row) if row else text("upload.no_header"),
            on_change=_changed,
            args=keys,
            width=190,
        )


def _found_or(found: str, words: Callable[[str], str], otherwise: str = "") -> Callable[[str], str]:
    """The name of an option; the first one, '', says what was found."""
    as_found = text("upload.as_found", found=found) if found else otherwise or text("upload.as_found_bare")
    return lambda code: words(code) if code else as_found


def select(
    work: Work,
    sheets: tuple[str, ...],
    name: str,
    options: Sequence[str],
    value: str,
    words: Callable[[str], str],
    *,
    width: int = 230,
) -> None:
    """A drop-down for one answer, set from the answers before it is drawn."""
    key = work.key(name, *sheets)
    st.session_state[key] = value if value in options else options[0]
    st.selectbox(
        text(f"upload.field_{name}"),
        options,
        key=key,
        format_func=words,
        on_change=lambda: state.answer(work, sheets, **{name: st.session_state[key]}),
        width=width,
    )
