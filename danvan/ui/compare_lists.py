"""Lists of codes in the address (units, indicators), and the fields that fill them.

Owns their form ('01-2008.42-2008') and what happens to a code that nobody knows: a notice, and the rest is kept. Things
are added through a field that is searched without accents and taken away in the list of those chosen.
"""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from danvan import catalogue, units
from danvan.errors import DanVanError
from danvan.texts import text
from danvan.ui import address, filters, lookup, picker
from danvan.ui.plain import plain

APART = "."


def codes(name: str, known: Callable[[str], str | None], default: Sequence[str], *, most: int) -> list[str]:
    """The codes in force, each once, at most so many; those that `known` answers None for give a notice."""
    asked = address.raw(name)
    wanted = [code for code in (asked or "").split(APART) if code]
    found = {code: known(code) for code in wanted}
    unknown = [code for code, meant in found.items() if meant is None]
    if unknown and st.query_params.get(name) == asked:
        shown = plain(", ".join(unknown), 80)
        st.warning(text("common.unknown_in_address", parameter=name, value=shown))
    kept = list(dict.fromkeys(meant for meant in found.values() if meant))[:most] or list(default)
    if st.query_params.get(name) != APART.join(kept) and kept:
        st.query_params[name] = APART.join(kept)
    return kept


def put(name: str, chosen: Sequence[str]) -> None:
    """Write a list to the address; an empty one leaves it."""
    if chosen:
        address.put(name, APART.join(chosen))
        return
    st.session_state.setdefault(address.REMEMBERED, {}).pop(name, None)
    st.query_params.pop(name, None)


def known_unit(day: date) -> Callable[[str], str | None]:
    """What a unit's code in the address means on a day: its unit_id, today's where today's boundaries are in view."""

    def _known(code: str) -> str | None:
        try:
            unit = units.find(code, on=day)
            return units.present(unit.unit_id).unit_id if filters.geography() == "now" else unit.unit_id
        except DanVanError:
            return None

    return _known


def known_indicator(code: str) -> str | None:
    """The code itself if the catalogue has it."""
    return code if code in {item.code for item in catalogue.all_indicators()} else None


def indicator(name: str, default: str) -> str:
    """The indicator that the address names, else the default with a notice."""
    return address.value(name, [item.code for item in catalogue.all_indicators()], default)


def indicator_field(name: str, label: str, chosen: str) -> None:
    """A field for one indicator, searched without accents."""
    picker.pick(
        label,
        lookup.indicators(),
        chosen=lookup.indicator(chosen),
        key=f"pick_{name}",
        picked=lambda code: address.put(name, code),
        placeholder=text("compare.indicator_placeholder"),
    )


def several_units(name: str, label: str, chosen: Sequence[str], *, day: date, most: int) -> None:
    """The chosen units, each to be taken away, and a field to add one."""

    def _add(code: str) -> None:
        put(name, [*dict.fromkeys([*chosen, code])][:most])

    _chosen(name, label, chosen, filters.unit_words)
    if len(chosen) < most:
        picker.search(
            text("compare.add_unit"),
            lambda typed, count: lookup.find_units(typed, count, day=day),
            chosen=None,
            key=f"add_{name}_{len(chosen)}",
            picked=_add,
            placeholder=text("compare.unit_placeholder"),
            must=False,
        )


def several_indicators(name: str, label: str, chosen: Sequence[str], *, most: int) -> None:
    """The chosen indicators, each to be taken away, and a field to add one."""

    def _add(code: str) -> None:
        put(name, [*dict.fromkeys([*chosen, code])][:most])

    _chosen(name, label, chosen, lambda code: catalogue.get(code).name)
    if len(chosen) < most:
        picker.pick(
            text("compare.add_indicator"),
            lookup.indicators(),
            chosen=None,
            key=f"add_{name}_{len(chosen)}",
            picked=_add,
            placeholder=text("compare.indicator_placeholder"),
            must=False,
        )


def _chosen(name: str, label: str, chosen: Sequence[str], words: Callable[[str], str]) -> None:
    """The list of what is chosen; taking one away writes the rest to the address."""
    key = f"w_{name}"
    st.session_state[key] = list(chosen)
    st.multiselect(
        label,
        list(chosen),
        key=key,
        format_func=words,
        placeholder=text("common.choose"),
        on_change=lambda: put(name, st.session_state[key]),
    )
