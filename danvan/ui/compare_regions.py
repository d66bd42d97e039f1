"""The regions of the day, each from all of its provinces or partial n/m: never an average of rates."""

import streamlit as st

from danvan import catalogue, numbers, units
from danvan.charts import rows as meaning
from danvan.figures import compare, compare_groups
from danvan.texts import text
from danvan.ui import compare_data
from danvan.ui.compare_choice import Choice
from danvan.ui.compare_table import value
from danvan.ui.filters import Selection
from danvan.ui.table import Cell, Column, table


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
                Cell(printed, cell.raw, "warn" if partial else ""),
                *([Cell(shown, row["numerator"] if shown else None, "soft")] if with_parts else []),
                Cell(numbers.fraction(row["parts_present"], row["parts_expected"]), float(row["parts_present"])),
                Cell(lacking, lacking, "soft"),
            ]
        )  # fmt: skip
    table(columns, lines, key="compare_regions", label=text("compare.regions"), stack=True)
