"""What is compared: which units, on which base, with which other period or indicator; all of it in the address.

Owns the second row of filters of the page. What cannot be chosen here (rates without a denominator, periods without
figures) is not offered, and said.
"""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from danvan import periods, units
from danvan.charts.rows import period_of
from danvan.figures import compare, compare_groups
from danvan.periods import Period
from danvan.texts import text
from danvan.ui import address, cached, compare_lists, filters
from danvan.ui.filters import Selection

UNITS, PERIODS, INDICATORS = "don-vi", "hai-ky", "hai-chi-tieu"
MODES = {UNITS: "compare.mode_units", PERIODS: "compare.mode_periods", INDICATORS: "compare.mode_indicators"}
CHOSEN = "chon"
GROUP_WORDS = {
    compare_groups.ALL: "compare.group_all",
    compare_groups.REGION: "compare.group_region",
    compare_groups.ALIKE: "compare.group_alike",
    compare_groups.BELOW: "compare.group_below",
    compare_groups.BESIDE: "compare.group_beside",
    CHOSEN: "compare.group_chosen",
}
MEASURE_WORDS = {
    compare.VALUE: "compare.measure_value",
    compare.PER_COMMUNE: "compare.measure_commune",
    compare.PER_RURAL: "compare.measure_rural",
    compare.PER_PEOPLE: "compare.measure_people",
}
MOST_UNITS = 6
STARTING = ("01", "79", "48", "31")
"""Units that stand side by side until the reader has chosen: four of the centrally run cities."""


@dataclass(frozen=True)
class Choice:
    """What is compared. `other`: the second period (mode two periods); `second`: the second indicator."""

    mode: str
    group: str
    unit_ids: tuple[str, ...]
    indicator: str
    measure: str
    other: Period | None = None
    second: str = ""

    @property
    def level(self) -> str:
        """The level of the units compared; '' where there are several."""
        levels = {units.get(unit_id).level for unit_id in self.unit_ids}
        return levels.pop() if len(levels) == 1 else ""


def choose(selection: Selection, indicator: str) -> Choice:
    """Draw the fields of what is compared and return the choice."""
    with st.container(key="compare_how"):
        with st.container(horizontal=True, vertical_alignment="bottom", key="compare_row"):
            compare_lists.indicator_field("ct", text("common.indicator"), indicator)
            mode = address.segments("ss", text("compare.mode"), list(MODES), UNITS, words=lambda m: text(MODES[m]))
        with st.container(horizontal=True, vertical_alignment="bottom", key="compare_more"):
            group = _group(selection)
            other = _other(selection, indicator) if mode == PERIODS else None
            second = _second(indicator) if mode == INDICATORS else ""
            measure_at = st.empty()
        unit_ids = _unit_ids(selection, group)
        with measure_at:
            measure = _measure(selection, indicator, unit_ids, other) if mode != INDICATORS else compare.VALUE
    return Choice(mode, group, unit_ids, indicator, measure, other, second)


def _group(selection: Selection) -> str:
    options = [*compare_groups.offered(selection.unit), CHOSEN]
    return address.select(
        "nhom",
        text("compare.group"),
        options,
        options[0],
        words=lambda group: text(GROUP_WORDS[group]),
        key=f"w_nhom_{selection.unit.level}",
        width=250,
    )


def _unit_ids(selection: Selection, group: str) -> tuple[str, ...]:
    if group != CHOSEN:
        return compare_groups.members(selection.unit, group, _list_day(selection))
    return chosen_units(selection, most=MOST_UNITS)


def chosen_units(selection: Selection, *, most: int) -> tuple[str, ...]:
    """The units that the reader picked one by one."""
    day = _list_day(selection)
    start = [] if selection.is_nation else [selection.unit.unit_id]
    standing = {unit.code: unit.unit_id for unit in units.units("province", day)}
    default = [*dict.fromkeys([*start, *(standing[code] for code in STARTING if code in standing)])][:4]
    found = compare_lists.codes("dvs", compare_lists.known_unit(day), default, most=most)
    compare_lists.several_units("dvs", text("compare.chosen"), found, day=day, most=most)
    return tuple(found)


def _list_day(selection: Selection) -> date:
    """The day whose units are listed; of intervals that of the former provinces, as on every page."""
    return filters.LAST_FORMER_DAY if selection.period is None and selection.geography == "then" else selection.day


def _other(selection: Selection, indicator: str) -> Period | None:
    known = cached.ask("figure.periods", indicators=[indicator])
    found = {period_of(row).code: period_of(row) for row in known[known["kind"] == selection.kind].to_dict("records")}
    found.pop(selection.period.code, None)
    if not found:
        return None
    earlier = selection.period.same_last_year
    before = [code for code, period in found.items() if period.end < selection.period.end]
    default = earlier.code if earlier and earlier.code in found else (before or list(found))[0]
    code = address.select(
        "ky2",
        text("compare.other_period"),
        list(found),
        default,
        words=lambda one: periods.parse(one).label,
        key=f"w_ky2_{selection.kind}",
        width=210,
    )
    return found[code]


def _second(indicator: str) -> str:
    default = next(code for code in ("YK10", "YK08", "NT06", "CC03") if code != indicator)
    second = compare_lists.indicator("ct2", default)
    compare_lists.indicator_field("ct2", text("compare.second"), second)
    return second


def _measure(selection: Selection, indicator: str, unit_ids: tuple[str, ...], other: Period | None) -> str:
    levels = {units.get(unit_id).level for unit_id in unit_ids}
    if selection.period is None or len(levels) != 1:
        return compare.VALUE
    options = compare.measures_of_both(indicator, levels.pop(), selection.period.end, other.end if other else None)
    if len(options) == 1:
        return address.value("tinh", options, compare.VALUE)
    return address.select(
        "tinh",
        text("compare.measure"),
        options,
        compare.VALUE,
        words=lambda measure: text(MEASURE_WORDS[measure]),
        key=f"w_tinh_{len(options)}",
        width=250,
    )
