"""Which figure is meant: indicator, part, unit and period, each kept in the address under the keys of the other pages.

An unknown code in the address is told and left aside; nothing is assumed in its place.
"""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from danvan import catalogue, units
from danvan.ingest.load import now
from danvan.periods import Period
from danvan.texts import text
from danvan.ui import address, lookup, one_period, picker
from danvan.ui.plain import plain

ALL = "tat-ca"
FIELD = 440


@dataclass(frozen=True)
class Cell:
    """The cell that a figure stands in; a field is None while it is not chosen."""

    indicator: catalogue.Indicator | None
    breakdown: str
    unit: units.Unit | None
    period: Period | None

    @property
    def is_whole(self) -> bool:
        """Whether everything is chosen."""
        return None not in (self.indicator, self.unit, self.period)

    @property
    def key(self) -> str:
        """What tells this cell's widgets from another's."""
        parts = (self.indicator.code, self.breakdown, self.unit.unit_id, self.period.code) if self.is_whole else ()
        return "_".join(parts)


def choose() -> Cell:
    """Draw the choice and return it."""
    with st.container(key="filters"):
        with st.container(horizontal=True, vertical_alignment="bottom", key="one_what"):
            item = _indicator()
            breakdown = _breakdown(item) if item else ""
        with st.container(horizontal=True, vertical_alignment="bottom", key="one_where"):
            asked = one_period.asked()
            unit = _unit(asked.end if asked else now().date())
            period, fault = one_period.choose(asked)
        if fault:
            st.caption(plain(fault))
    return Cell(item, breakdown, unit, period)


def _indicator() -> catalogue.Indicator | None:
    code = address.checked("ct", lambda asked: catalogue.get(asked).code)
    _show("ct", code)
    with st.container(width=FIELD):
        picker.pick(
            text("common.indicator"),
            lookup.indicators(),
            chosen=lookup.indicator(code) if code else None,
            key="pick_ct",
            picked=lambda chosen: address.put("ct", chosen),
            placeholder=text("one_figure.pick_indicator"),
        )
    return catalogue.get(code) if code else None


def _show(name: str, value: str | None) -> None:
    """Keep what is in force in the address, so that the link of the view is complete."""
    if value and st.query_params.get(name) != value:
        st.query_params[name] = value


def _breakdown(item: catalogue.Indicator) -> str:
    """One drop-down a dimension; at most two of them may be narrowed down at once."""
    known = {key for key, _ in catalogue.breakdowns(item.code)}
    asked = address.raw("phan") or ""
    if asked not in known:
        if st.query_params.get("phan") == asked:
            st.warning(text("common.unknown_in_address", parameter="phan", value=plain(asked, 40)))
        asked = ""
    chosen = catalogue.parse_breakdown(asked)
    for dim in item.dims:
        _dimension(item, dim, chosen)
    return asked


def _dimension(item: catalogue.Indicator, dim: str, chosen: dict[str, str]) -> None:
    codes = catalogue.dimension_values(item.code, dim)
    words = {ALL: text("one_figure.all_parts")} | {code: catalogue.dimension(dim).value(code).name for code in codes}
    key = f"one_{item.code}_{dim}"
    st.session_state[key] = chosen.get(dim, ALL)

    def _changed() -> None:
        taken = st.session_state[key]
        parts = {**chosen, dim: taken} if taken != ALL else {k: v for k, v in chosen.items() if k != dim}
        address.put("phan", catalogue.breakdown_key(item.code, parts))

    name = catalogue.dimension(dim).name
    st.selectbox(
        name[:1].upper() + name[1:],
        list(words),
        key=key,
        format_func=lambda code: words[code][:1].upper() + words[code][1:],
        on_change=_changed,
        disabled=dim not in chosen and len(chosen) >= 2,
        width=190,
    )


def _unit(day: date) -> units.Unit | None:
    unit_id = address.checked("dv", lambda asked: units.find(asked, on=day).unit_id)
    _show("dv", unit_id)
    with st.container(width=FIELD):
        _search_unit(day, unit_id)
    return units.get(unit_id) if unit_id else None


@st.fragment
def _search_unit(day: date, unit_id: str | None) -> None:
    """A fragment: what is typed asks the server for likely units without drawing the whole page anew."""

    def _picked(chosen: str) -> None:
        address.put("dv", chosen)
        st.session_state["one_unit_picked"] = True

    picker.search(
        text("common.unit"),
        lambda typed, most: lookup.find_units(typed, most, day=day),
        chosen=lookup.chosen_unit(unit_id) if unit_id else None,
        key="pick_dv",
        picked=_picked,
        placeholder=text("one_figure.pick_unit"),
    )
    if st.session_state.pop("one_unit_picked", False):
        st.rerun()
