"""Prescribed numbers in words and as a list, from which one is edited or withdrawn; the national defaults below."""

from collections.abc import Sequence

import streamlit as st

from danvan import catalogue, numbers, units
from danvan.plans import norms
from danvan.plans.norms import Norm
from danvan.plans.store import PRESCRIBED
from danvan.texts import text
from danvan.ui import plans_change
from danvan.ui.compliance_view import LEVEL, RATE, WHAT
from danvan.ui.picker import Item
from danvan.ui.table import Cell, Column, table


def draw(every: Sequence[Norm], prefix: str) -> None:
    """Those that were entered, the box to change one, and the national defaults. prefix: of the form (plans_change)."""
    typed = [norm for norm in every if not norm.shipped]
    st.subheader(text("plans.standing_norms"))
    if typed:
        _table(typed, "plans_norms")
        plans_change.draw(prefix, PRESCRIBED, [_item(norm) for norm in typed])
    else:
        st.html(f'<div class="empty">{text("plans.norms_none")}</div>')
    with st.expander(text("plans.defaults"), expanded=not typed):
        st.caption(text("plans.defaults_note"))
        _table(norms.shipped(), "plans_defaults")


def scope_name(unit_id: str) -> str:
    """'Cả nước', 'Tỉnh Hà Giang (đến 30/6/2025)'."""
    unit = units.get(unit_id)
    if unit_id == units.NATION:
        return text("common.all_country")
    return text("common.until", unit=unit.full_name) if unit.valid_to else unit.full_name


def words(norm: Norm) -> str:
    """'1 cuộc/quý đối với cấp xã, Thành phố Hà Nội, từ 01/01/2015'."""
    until = text("plans.norm_until", day=numbers.date(norm.valid_to)) if norm.valid_to else ""
    return text(
        "plans.norm_words",
        value=numbers.number(norm.value),
        unit=catalogue.get(norm.indicator).unit,
        rhythm=text(RATE[norm.rhythm]),
        level=text(LEVEL[norm.level]).lower(),
        scope=scope_name(norm.unit_id),
        since=numbers.date(norm.valid_from),
        until=until,
    )


def _table(listed: Sequence[Norm], key: str) -> None:
    names = ("item", "what", "scope", "norm", "from", "document")
    columns = [Column(text(f"plans.column_{name}")) for name in names]
    table(columns, [_line(norm) for norm in listed], key=key, label=text("plans.standing_norms"), most=80, stack=True)


def _line(norm: Norm) -> list[Cell]:
    unit = catalogue.get(norm.indicator).unit
    until = text("plans.norm_until", day=numbers.date(norm.valid_to)) if norm.valid_to else ""
    rate = f"{numbers.number(norm.value)} {unit}/{text(RATE[norm.rhythm])}"
    basis = text("plans.assumed") if norm.assumed else norm.document.cited
    scope = f"{scope_name(norm.unit_id)}, {text(LEVEL[norm.level]).lower()}"
    return [
        Cell(norm.norm_id, norm.norm_id, "soft"),
        Cell(text(WHAT[norm.indicator]), norm.indicator),
        Cell(scope, scope),
        Cell(rate, norm.value),
        Cell(
            f"{text('plans.start_words', day=numbers.date(norm.valid_from))}{until}",
            norm.valid_from.isoformat(),
            "soft",
        ),
        Cell(basis, basis, "soft"),
    ]


def _item(norm: Norm) -> Item:
    return Item(norm.norm_id, f"{text(WHAT[norm.indicator])}: {words(norm)}", norm.norm_id)
