"""What became of a unit and what it came from, on its profile: the sentence, its last day, links to the others."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from danvan import numbers, units
from danvan.texts import text
from danvan.ui import places
from danvan.ui.filters import Selection
from danvan.ui.go import go

FEW = 6
"""So many links stand open; more wait behind their count."""


@dataclass(frozen=True)
class Kin:
    """A unit before or after another; `whole`: the predecessor went entirely into the successor."""

    unit: units.Unit
    whole: bool


def draw(selection: Selection) -> None:
    """The origin and fate of the chosen unit, with links to its predecessors and successors."""
    unit = selection.unit
    ended = ""
    if unit.valid_to is not None:
        ended = f'<span class="badge partial">{text("unit_profile.ended", day=numbers.date(unit.valid_to))}</span>'
    if not units.is_exact(unit.unit_id):
        ended += f'<span class="badge partial">{text("unit_profile.split")}</span>'
    st.html(f'<div class="source-line">{ended}{html.escape(units.became(unit.unit_id))}</div>')
    if unit.valid_to is not None:
        _links(after(unit), "unit_profile.after", selection)
    _links(before(unit), "unit_profile.before", selection)


def after(unit: units.Unit) -> list[Kin]:
    """The units that followed on the territory of a former one; of a district without a successor, its communes'."""
    steps = units.successors(unit.unit_id)
    if steps:
        return [Kin(step.successor, step.whole) for step in steps]
    return [Kin(heir, True) for heir in units.heirs(unit.unit_id)] if unit.valid_to else []


def before(unit: units.Unit) -> list[Kin]:
    """The units that a unit came from."""
    return [Kin(step.predecessor, step.whole) for step in units.predecessors(unit.unit_id)]


def _links(kin: Sequence[Kin], title: str, selection: Selection) -> None:
    if not kin:
        return
    words = text(title, count=numbers.number(len(kin)))
    if len(kin) <= FEW:
        with st.container(horizontal=True, vertical_alignment="center", key=title.replace(".", "_")):
            st.html(f'<div class="source-line"><b>{words}:</b></div>', width="content")
            _each(kin, selection)
        return
    with st.expander(words):
        with st.container(horizontal=True, key=title.replace(".", "_")):
            _each(kin, selection)


def _each(kin: Sequence[Kin], selection: Selection) -> None:
    for one in kin:
        name = one.unit.full_name if one.whole else text("unit_profile.part_of", unit=one.unit.full_name)
        go(name, places.link("unit_profile", dv=one.unit.unit_id, **_period(one.unit, selection)))


def _period(unit: units.Unit, selection: Selection) -> dict[str, str]:
    """A period in which the unit stood: the one in view, else the last whole year before its end."""
    period = selection.period
    if unit.valid_to is None:
        return {}
    if period is not None and period.end <= unit.valid_to:
        return {"lk": selection.kind, "ky": period.code}
    return {"lk": "year", "ky": str(unit.valid_to.year - 1)}
