"""The regions of the day, each from all of its provinces or partial n/m: never an average of rates."""

import html
from typing import Any

import streamlit as st

from danvan import catalogue, numbers, units
from danvan.charts import rows as meaning
from danvan.figures import compare, compare_groups
from danvan.texts import text
from danvan.ui import compare_data, drawer, drawer_key
from danvan.ui.compare_choice import Choice
from danvan.ui.compare_table import value
from danvan.ui.filters import Selection
from danvan.ui.plain import plain
from danvan.ui.table import Cell, Column, table

OPENED, PART = "region_opened", "region_part"
"""The region whose provinces are to be listed (its name, their rows, decimals), and the province opened in the list."""


def draw(selection: Selection, choice: Choice) -> None:
    """A line a region; nothing for levels below the province, and a word where regions cannot be told."""
    if choice.level != "province":
        return
    st.subheader(text("compare.regions"))
    day = compare_data.day_of(selection, selection.period)
    known = compare_groups.regions(day)
    system = text("compare.regions_now" if known[0].code.endswith("2025") else "compare.regions_former")
    item = catalogue.get(choice.indicator)
    if item.kind != "ratio" and item.agg_units != "sum":
        st.html(f'<div class="empty">{text("compare.regions_never")}</div>')
        return
    words = "compare.regions_rate" if item.kind == "ratio" or choice.measure != compare.VALUE else "compare.regions_sum"
    st.caption(f"{system} {text(words)}")
    groups = {region.name: region.unit_ids for region in known}
    found = compare_data.pooled(selection, choice, groups, selection.period)
    with_parts = item.kind == "ratio" or choice.measure != compare.VALUE
    everyone = [unit_id for unit_ids in groups.values() for unit_id in unit_ids]
    members = compare_data.cells(selection, [choice.indicator], everyone, [selection.period])
    whole = {row["unit_id"] for row in members.to_dict("records") if compare.whole(row)}
    places = 2 if choice.measure != compare.VALUE else item.decimals
    columns = [
        Column(text("compare.region_name")),
        Column(text("compare.value", unit=compare_data.unit_of_measure(choice)), numeric=True),
        *([Column(text("compare.parts"), numeric=True)] if with_parts else []),
        Column(text("compare.region_units"), numeric=True),
        Column(text("compare.region_lacking")),
    ]
    rows = {row["unit_id"]: row for row in members.to_dict("records")}
    lines = []
    for region in known:
        row = found[region.name]
        lacking = ", ".join(units.get(unit_id).name for unit_id in region.unit_ids if unit_id not in whole)
        shown = numbers.fraction(row["numerator"], row["denominator"], missing="")
        partial = row["basis"] == "partial"
        cell = value(row, places)
        printed = f"{cell.shown} {meaning.parts_text(row)}" if partial else cell.shown
        lines.append(
            [
                Cell(region.name, region.name),
                Cell(printed, cell.raw, "warn" if partial else "", key=region.code if row["parts_present"] else ""),
                *([Cell(shown, row["numerator"] if shown else None, "soft")] if with_parts else []),
                Cell(numbers.fraction(row["parts_present"], row["parts_expected"]), float(row["parts_present"])),
                Cell(lacking, lacking, "soft"),
            ]
        )  # fmt: skip

    def _picked(code: str) -> None:
        region = next(region for region in known if region.code == code)
        st.session_state.pop(PART, None)
        st.session_state[OPENED] = region.name, [rows[unit_id] for unit_id in region.unit_ids], item.decimals

    table(columns, lines, key="compare_regions", label=text("compare.regions"), stack=True, picked=_picked)
    if opened := st.session_state.pop(OPENED, None):
        _parts(*opened)


@st.dialog(text("common.source_title"), width=drawer.WIDTH, position="right")
def _parts(name: str, rows: list[dict[str, Any]], places: int) -> None:
    """What a region was put together from: each province with its figure, opened by a click."""
    chosen = st.session_state.get(PART)
    asked = chosen[1] if chosen and chosen[0] == name else ""
    if asked:
        st.button(f"‹ {plain(name)}", key="region_back", type="tertiary", on_click=st.session_state.pop, args=(PART, 0))
        drawer.about(drawer_key.parse(asked))
        return
    st.html(f'<div class="fact"><div class="who">{html.escape(name)}</div></div>')
    st.markdown(f"**{text('drawer.parts', count=numbers.number(len(rows)))}**")
    columns = [
        Column(text("common.unit")),
        Column(text("common.source_value"), numeric=True),
        Column(text("drawer.state")),
    ]
    lines = []
    for row in rows:
        known = not numbers.is_missing(row["value"])
        said = ", ".join(meaning.notes(row)) or meaning.label(row)
        lines.append(
            [
                Cell(row["full_name"], row["name"], key=str(drawer_key.of_row(row, "table.cells"))),
                Cell(meaning.value_text(row, decimals=places) if known else "–", row["value"] if known else None),
                Cell(said, said, "soft" if compare.whole(row) else "missing"),
            ]
        )

    def _part(key: str) -> None:
        st.session_state[PART] = name, key

    table(columns, lines, key="region_parts", label=name, stack=True, picked=_part)
