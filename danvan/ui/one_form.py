"""The fields of one figure: its state, value, closing day, document and reason; what was typed becomes an Entry.

Fields of the value belong to the cell at hand; document and name stay for the next figure of the same report.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from danvan import numbers
from danvan.ingest.choices import Paper
from danvan.ingest.one import Entry
from danvan.texts import text
from danvan.ui import address, cached, person, picker
from danvan.ui.one_cell import Cell
from danvan.ui.picker import Item
from danvan.ui.plain import plain

STATES = ("known", "provisional", "expected", "held_no_count", "not_applicable")
WITHOUT_NUMBER = ("held_no_count", "not_applicable")
QUALIFIERS = tuple(numbers.QUALIFIERS)
DOCUMENT_KINDS = ("official_report", "statistics", "press")
NEW = "+"


def draw(cell: Cell, reports: pd.DataFrame) -> Entry:
    """Draw the fields for a cell and return what stands in them; `reports`: what documents say of it now."""
    key = f"{cell.key}_{st.session_state.get('one_round', 0)}"
    figure = _figure(cell, key)
    code = _document(reports)
    paper = _paper() if code == NEW else Paper()
    own = reports[reports["source"] == code].head(1)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = _of_document(f"place_{key}_{code}", "place", [*own["place"]], 300)
        days = [numbers.date(day, missing="") for day in own["as_of"]]
        as_of = _of_document(f"as_of_{key}_{code}", "as_of", days, 170)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        reason = st.text_input(
            text("one_figure.reason"), key=f"reason_{key}", placeholder=text("one_figure.reason_example"), max_chars=300
        )
        person.field()
    return Entry(
        cell.indicator.code,
        cell.unit.unit_id,
        cell.period,
        cell.breakdown,
        **figure,
        as_of=as_of,
        source="" if code in ("", NEW) else code,
        paper=paper,
        place=place,
        reason=reason,
    )


def _figure(cell: Cell, key: str) -> dict[str, str]:
    """State, value, parts and how exact, as typed and chosen; without fields for a number where there is none."""
    ratio = cell.indicator.kind == "ratio"
    with st.container(horizontal=True, vertical_alignment="bottom", key="one_value"):
        figure = {"state": _state(key)}
        if figure["state"] in WITHOUT_NUMBER:
            return figure
        if ratio:
            figure["numerator"], figure["denominator"] = _parts(key)
        figure["value"], figure["qualifier"] = _value(cell, key)
    if ratio:
        st.caption(text("one_figure.ratio_note"))
    return figure


def _state(key: str) -> str:
    return st.selectbox(
        text("one_figure.state"),
        STATES,
        key=f"state_{key}",
        format_func=lambda code: text(f"one_figure.state_{code}"),
        width=215,
    )


def _parts(key: str) -> tuple[str, str]:
    """The two parts of a ratio as typed."""
    top = st.text_input(text("findings_one.field_numerator"), key=f"top_{key}", width=110)
    below = st.text_input(text("findings_one.field_denominator"), key=f"below_{key}", width=110)
    return top, below


def _value(cell: Cell, key: str) -> tuple[str, str]:
    """(value, how exact) as typed and chosen."""
    label = "one_figure.rate" if cell.indicator.kind == "ratio" else "one_figure.value"
    value = st.text_input(
        text(label, unit=plain(cell.indicator.unit) or text("findings_one.no_unit")),
        key=f"value_{key}",
        placeholder=text("one_figure.value_example"),
        width=165,
    )
    qualifier = st.selectbox(
        text("one_figure.qualifier"),
        QUALIFIERS,
        key=f"qualifier_{key}",
        format_func=lambda code: numbers.QUALIFIERS[code] or text("one_figure.exact"),
        width=135,
    )
    return value, qualifier


def _document(reports: pd.DataFrame) -> str:
    """The document's code, '+' for a new one, '' for none: of the address, else the one in use for the cell."""
    known = {row["source"]: row for row in cached.ask("ingest.documents").to_dict("records")}
    asked = address.raw("tl") or ""
    used = reports["source"].iloc[0] if len(reports) else ""
    code = asked if asked in (NEW, *known) else used if used in known else ""
    here = [_item(known[one], text("one_figure.documents_here")) for one in reports["source"].unique() if one in known]
    rest = [
        _item(row, text("one_figure.documents_all")) for one, row in known.items() if one not in set(reports["source"])
    ]
    new = Item(NEW, text("one_figure.document_new"), text("one_figure.document_new_note"))
    picker.pick(
        text("one_figure.document"),
        [new, *here, *rest],
        chosen=new if code == NEW else _item(known[code]) if code else None,
        key="pick_tl",
        picked=lambda chosen: address.put("tl", chosen),
        placeholder=text("one_figure.pick_document"),
    )
    if code in known:
        st.caption(plain(_item(known[code]).note))
    return code


def _item(row: Mapping[str, Any], group: str = "") -> Item:
    note = " · ".join(
        filter(
            None,
            (
                text(f"one_figure.document_{row['kind']}") if row["kind"] in DOCUMENT_KINDS else "",
                row["number"],
                row["publisher"] or row["issuer"],
                numbers.date(row["day"], missing=""),
            ),
        )
    )
    return Item(row["source"], row["title"] or row["source"], note, group, f"{row['source']} {row['issuer']}")


def _paper() -> Paper:
    """The fields of a new document; kept while the user looks at something else."""
    kept = st.session_state.setdefault("one_paper", {})
    made = {}
    with st.container(border=True, key="one_paper_box"):
        made["title"] = _kept("title", kept, placeholder=text("one_figure.paper_title_example"))
        with st.container(horizontal=True):
            made["number"] = _kept("number", kept, placeholder=text("one_figure.paper_number_example"))
            made["day"] = _kept("day", kept, placeholder=text("one_figure.day_example"))
        with st.container(horizontal=True):
            made["issuer"] = _kept("issuer", kept, placeholder=text("one_figure.paper_issuer_example"))
            st.session_state["paper_kind"] = kept.get("kind", DOCUMENT_KINDS[0])
            made["kind"] = st.selectbox(
                text("one_figure.paper_kind"),
                DOCUMENT_KINDS,
                key="paper_kind",
                format_func=lambda code: text(f"one_figure.document_{code}"),
                on_change=lambda: kept.update(kind=st.session_state["paper_kind"]),
            )
    kept.update(made)
    return Paper(**made)


def _kept(name: str, kept: dict[str, str], *, placeholder: str) -> str:
    key = f"paper_{name}"
    st.session_state.setdefault(key, kept.get(name, ""))
    return st.text_input(text(f"one_figure.paper_{name}"), key=key, placeholder=placeholder, max_chars=300)


def _of_document(key: str, name: str, said: list[str], width: int) -> str:
    """A field about the document; of one that speaks of the cell already, what it said."""
    st.session_state.setdefault(key, said[0] if said else "")
    return st.text_input(
        text(f"one_figure.{name}"), key=key, placeholder=text(f"one_figure.{name}_example"), max_chars=200, width=width
    )
