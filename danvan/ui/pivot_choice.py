"""What stands in the table: which indicators, units and periods, and what runs down and across; all in the address."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from danvan import periods, units
from danvan.charts.rows import period_of
from danvan.figures import compare_groups
from danvan.periods import Period
from danvan.texts import text
from danvan.ui import address, cached, compare_lists, filters
from danvan.ui.compare_choice import CHOSEN, GROUP_WORDS
from danvan.ui.filters import Selection

INDICATOR, UNIT, PERIOD = "chi-tieu", "don-vi", "ky"
AXES = {UNIT: "common.unit", INDICATOR: "common.indicator", PERIOD: "common.period"}
LAYOUTS = {
    "don-vi-ky": (UNIT, PERIOD),
    "don-vi-chi-tieu": (UNIT, INDICATOR),
    "chi-tieu-ky": (INDICATOR, PERIOD),
    "chi-tieu-don-vi": (INDICATOR, UNIT),
    "ky-don-vi": (PERIOD, UNIT),
    "ky-chi-tieu": (PERIOD, INDICATOR),
}
MOST_INDICATORS, MOST_UNITS, MOST_CELLS = 12, 40, 12_000
FIRST = ("DT01", "YK08", "DV03", "NT06")
YEARS_BACK = 4
"""The table opens with so many periods before the chosen one."""


@dataclass(frozen=True)
class Choice:
    """What the table holds. `down`, `across`: which of the three runs down and across; the third runs down beside."""

    indicators: tuple[str, ...]
    unit_ids: tuple[str, ...]
    spans: tuple[Period, ...]
    down: str
    across: str

    @property
    def beside(self) -> str:
        """The one of the three that runs down beside `down`."""
        return next(one for one in (INDICATOR, UNIT, PERIOD) if one not in (self.down, self.across))

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return len(self.indicators) * len(self.unit_ids) * len(self.spans)


def indicators() -> list[str]:
    """The indicators that the address names; the first ones with figures else."""
    known = [code for code in FIRST if len(cached.ask("figure.periods", indicators=[code]))]
    asked = address.raw("cts") or address.raw("ct")
    if not address.raw("cts") and asked and compare_lists.known_indicator(asked):
        known = [asked]
    return compare_lists.codes("cts", compare_lists.known_indicator, (known or list(FIRST))[:2], most=MOST_INDICATORS)


def choose(selection: Selection, chosen: list[str]) -> Choice:
    """Draw the fields of the table and return the choice."""
    with st.container(key="pivot_how"):
        with st.container(horizontal=True, vertical_alignment="bottom", key="pivot_indicators"):
            compare_lists.several_indicators("cts", text("table.indicators"), chosen, most=MOST_INDICATORS)
        with st.container(horizontal=True, vertical_alignment="bottom", key="pivot_row"):
            group = _group(selection)
            spans = _spans(selection, chosen)
            layout = _layout(spans, chosen)
        unit_ids = _unit_ids(selection, group)
    return Choice(tuple(chosen), unit_ids, spans, *LAYOUTS[layout])


def _layout(spans: tuple[Period, ...], chosen: list[str]) -> str:
    default = "don-vi-ky" if len(spans) > 1 or len(chosen) == 1 else "don-vi-chi-tieu"
    return address.select(
        "hang", text("table.layout"), list(LAYOUTS), default, words=_layout_words, key=f"w_hang_{default}", width=300
    )


def _layout_words(layout: str) -> str:
    down, across = (text(AXES[axis]).lower() for axis in LAYOUTS[layout])
    return text("table.layout_words", down=down, across=across)


def _group(selection: Selection) -> str:
    options = [*compare_groups.offered(selection.unit), CHOSEN]
    return address.select(
        "nhom", text("table.units"), options, options[0], words=lambda one: text(_WORDS.get(one, GROUP_WORDS[one])),
        key=f"w_nhom_{selection.unit.level}", width=250,
    )  # fmt: skip


_WORDS = {CHOSEN: "table.group_chosen"}


def _unit_ids(selection: Selection, group: str) -> tuple[str, ...]:
    """The units in rows: first the whole that they belong to, by its own figure, then its parts in Vietnamese order."""
    day = filters.LAST_FORMER_DAY if selection.period is None and selection.geography == "then" else selection.day
    if group == CHOSEN:
        default = [selection.unit.unit_id] if not selection.is_nation else [units.NATION]
        found = compare_lists.codes("dvs", compare_lists.known_unit(day), default, most=MOST_UNITS)
        compare_lists.several_units("dvs", text("compare.chosen"), found, day=day, most=MOST_UNITS)
        return tuple(found)
    members = compare_groups.members(selection.unit, group, day)
    listed = sorted(members, key=lambda unit_id: filters.vietnamese_key(units.get(unit_id).name))
    whole = selection.unit.unit_id if group == compare_groups.BELOW else units.NATION
    if group == compare_groups.BESIDE:
        whole = next(one.unit_id for one in units.ancestors(selection.unit.unit_id) if one.level == "province")
    return (whole, *listed)


def _spans(selection: Selection, chosen: list[str]) -> tuple[Period, ...]:
    """The periods from one to another, of one kind, that hold figures of any chosen indicator."""
    known = cached.ask("figure.periods", indicators=chosen)
    found = _of_kind(known, selection.kind)
    ordered = sorted(found, key=lambda code: (found[code].end, found[code].start))
    if not ordered:
        return (selection.period,)
    here = selection.period.code if selection.period.code in ordered else ordered[-1]
    at = ordered.index(here)
    words = {"words": lambda code: periods.parse(code).label, "width": 190}
    first = address.select(
        "tu", text("table.first"), ordered, ordered[max(0, at - YEARS_BACK)], key=f"w_tu_{selection.kind}", **words
    )
    last = address.select("den", text("table.last"), ordered, here, key=f"w_den_{selection.kind}", **words)
    low, high = sorted((ordered.index(first), ordered.index(last)))
    return tuple(found[code] for code in ordered[low : high + 1])


def _of_kind(known: pd.DataFrame, kind: str) -> dict[str, Period]:
    rows = known[known["kind"] == kind].to_dict("records")
    return {period_of(row).code: period_of(row) for row in rows}
