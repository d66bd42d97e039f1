"""The rows of a comparison: figures of the units on the chosen base, and what they are held against.

Owns which questions are asked. The arithmetic is danvan.figures.compare's and the database's; nothing is added up here.
"""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from danvan import catalogue, units
from danvan.charts.comparison import Reference
from danvan.figures import compare, compare_groups
from danvan.figures.settle import settle
from danvan.periods import Period
from danvan.texts import text
from danvan.ui import cached
from danvan.ui.compare_choice import Choice
from danvan.ui.drawer_key import Key
from danvan.ui.filters import TODAY, Selection

DIRECTIONS = {"higher": "up", "lower": "down"}


def cells(
    selection: Selection, indicators: Sequence[str], unit_ids: Sequence[str], spans: Sequence[Period]
) -> pd.DataFrame:
    """One row per (unit, indicator, period), with or without a figure, its state settled."""
    return settle(
        cached.ask(
            "table.cells",
            indicators=list(indicators),
            breakdown=selection.breakdown,
            units=list(unit_ids),
            starts=[span.start for span in spans],
            ends=[span.end for span in spans],
        )
    )


def day_of(selection: Selection, span: Period) -> object:
    """The day whose units and regions a period is told for."""
    return TODAY if selection.geography == "now" else span.end


def rated(selection: Selection, choice: Choice, unit_ids: Sequence[str], span: Period) -> pd.DataFrame:
    """The chosen indicator of the units in a period, on the chosen base."""
    rows = cells(selection, [choice.indicator], unit_ids, [span])
    return compare.rated(rows, bases(selection, choice, unit_ids, span), choice.measure)


def bases(selection: Selection, choice: Choice, unit_ids: Sequence[str], span: Period) -> dict[str, float]:
    """unit_id → what its count is divided by; nothing for plain values."""
    if choice.measure == compare.VALUE:
        return {}
    if choice.measure == compare.PER_COMMUNE and span.end < compare.COMMUNES_KNOWN:
        return {}
    if choice.measure == compare.PER_COMMUNE:
        found = cached.ask("compare.communes", units=list(unit_ids), day=span.end)
        return {row["unit_id"]: float(row["communes"]) for row in found.to_dict("records") if row["communes"] > 0}
    code, people = (compare.RURAL_COMMUNES, 1.0)
    if choice.measure == compare.PER_PEOPLE:
        code, people = compare.population() or (code, people)
    held = cached.ask(
        "table.cells", indicators=[code], breakdown="", units=list(unit_ids), starts=[span.start], ends=[span.end]
    )
    return compare.denominators(held, people)


def regions_beside(selection: Selection, choice: Choice, span: Period) -> tuple[compare_groups.Region, ...]:
    """The regions worth showing: all six for the nation, else those of the unit or of the few chosen ones."""
    day = day_of(selection, span)
    known = compare_groups.regions(day)
    if selection.is_nation and choice.group == compare_groups.ALL:
        return known
    about = [unit_id for unit_id in choice.unit_ids if len(choice.unit_ids) <= 6]
    about += [] if selection.is_nation else [selection.unit.unit_id]
    return tuple(region for region in known if set(region.unit_ids) & set(about))


def references(selection: Selection, choice: Choice, span: Period) -> list[Reference]:
    """The nation, the regions and the units alike; for lower levels what they belong to. Those without a figure too.

    Plain counts are held against nothing: a whole is always larger than its parts.
    """
    if choice.measure == compare.VALUE and not compare.is_ranked(choice.indicator, choice.measure):
        return []
    wholes = [] if selection.is_nation or choice.level == "province" else [selection.unit.unit_id]
    wholes = wholes if choice.group == compare_groups.BELOW else [above_of(selection)] if wholes else []
    groups = [] if choice.level != "province" else _groups(selection, choice, span)
    return [
        *(_whole(selection, choice, unit_id, span) for unit_id in [units.NATION, *wholes]),
        *(_group(selection, choice, name, unit_ids, span) for name, unit_ids in groups),
    ]


def above_of(selection: Selection) -> str:
    """The province that a district or commune lies in, else the unit itself."""
    return next(
        (higher.unit_id for higher in units.ancestors(selection.unit.unit_id) if higher.level == "province"),
        selection.unit.unit_id,
    )


def _groups(selection: Selection, choice: Choice, span: Period) -> list[tuple[str, tuple[str, ...]]]:
    named = [
        (text("compare.region", region=region.name), region.unit_ids)
        for region in regions_beside(selection, choice, span)
    ]
    if selection.unit.level == "province":
        day = day_of(selection, span)
        words = "compare.alike_cities" if compare_groups.is_city(selection.unit, day) else "compare.alike_provinces"
        alike = compare_groups.members(selection.unit, compare_groups.ALIKE, day)
        if alike and all(set(alike) != set(unit_ids) for _, unit_ids in named):
            named.append((text(words), alike))
    return named


def _whole(selection: Selection, choice: Choice, unit_id: str, span: Period) -> Reference:
    """A unit as a whole; on a base the pooled rate of its parts that have both."""
    name = text("common.all_country") if unit_id == units.NATION else units.get(unit_id).name
    if choice.measure != compare.VALUE and unit_id == units.NATION:
        day = day_of(selection, span)
        return _group(selection, choice, name, tuple(u.unit_id for u in units.units("province", day)), span)
    return Reference(name, rated(selection, choice, [unit_id], span).iloc[0].to_dict())


def _group(selection: Selection, choice: Choice, name: str, unit_ids: tuple[str, ...], span: Period) -> Reference:
    return Reference(name, pooled(selection, choice, {name: unit_ids}, span)[name])


def pooled(
    selection: Selection, choice: Choice, groups: dict[str, tuple[str, ...]], span: Period
) -> dict[str, dict[str, object]]:
    """Group → its figure row: counts added up, rates from their parts; n/m where units lack theirs."""
    if choice.measure == compare.VALUE:
        members = [(name, unit_id) for name, unit_ids in groups.items() for unit_id in unit_ids]
        found = cached.ask(
            "compare.groups",
            indicator=choice.indicator,
            breakdown=selection.breakdown,
            groups=[name for name, _ in members],
            units=[unit_id for _, unit_id in members],
            starts=[span.start],
            ends=[span.end],
        )
        return {row["group_id"]: {**row, "unit_id": ""} for row in found.to_dict("records")}
    about = {"unit_id": "", "period_start": span.start, "period_end": span.end, "indicator": choice.indicator}
    return {
        name: about
        | compare.pooled(
            cells(selection, [choice.indicator], unit_ids, [span]),
            bases(selection, choice, unit_ids, span),
            choice.measure,
        )
        for name, unit_ids in groups.items()
    }


def opens(indicator: str, selection: Selection) -> Callable[[Sequence[Any]], Key | None]:
    """What a click on a unit's mark opens: its figure of the chosen period. Groups of units have none of their own."""

    def _key(custom: Sequence[Any]) -> Key | None:
        unit_id = custom[0] if custom else ""
        known = unit_id and any(character.isdigit() for character in unit_id)
        key = Key(indicator, unit_id, selection.period.code, selection.breakdown, "table.cells")
        return key if known else None

    return _key


def decimals(choice: Choice, rows: pd.DataFrame) -> int:
    """Decimals of the values compared."""
    return compare.places_after_comma(rows["value"], catalogue.get(choice.indicator).decimals, choice.measure)


def unit_of_measure(choice: Choice) -> str:
    """'cuộc', 'cuộc/xã', 'cuộc/100.000 dân'."""
    unit = catalogue.get(choice.indicator).unit
    return text(f"compare.unit_{choice.measure.replace('-', '_')}", unit=unit)


def direction(choice: Choice) -> str:
    """'up', 'down' or '' (neither is better)."""
    return DIRECTIONS.get(catalogue.get(choice.indicator).direction, "")
