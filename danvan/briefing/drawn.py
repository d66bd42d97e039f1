"""Figure rows as charts and maps that every format can draw: what danvan.charts shows on the screen, as contents.

Owns the order, the colours and the words of the points. It joins no line over a gap and draws nothing for a figure that
is missing: such a point has no value, and its state in words.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from danvan import catalogue, numbers
from danvan.briefing.asked import key_of
from danvan.briefing.contents import BARS, COLUMNS, LINE, STACKED, Chart, Class, Map, Point, Series, Tile
from danvan.charts import classes, hexmap, palette, terms
from danvan.charts import rows as meaning
from danvan.charts.ranking import ranked

DIRECTIONS = {"higher": "up", "lower": "down"}
MOST_BARS = 20
"""Bars that can be read from the back of a room; the table that follows names every unit."""

MARKED = {
    "zero": palette.ZERO,
    "missing": "",
    "not_applicable": palette.NOT_APPLICABLE,
    "refused": palette.NOT_APPLICABLE,
}
"""States of tiles without a class, and their fill; '' is hatched."""


def point(row: Mapping[str, Any]) -> Point:
    """One figure row as a point. A forecast is no point of a series of actual figures."""
    item, state = catalogue.get(row["indicator"]), meaning.status(row)
    known = not numbers.is_missing(row["value"]) and state != "expected"
    return Point(
        value=float(row["value"]) if known else None,
        text=meaning.value_text(row, decimals=item.decimals),
        key=key_of(dict(row)),
        partial=state == "partial",
        note="; ".join(meaning.notes(row)),
    )


def ranking(
    rows: pd.DataFrame, *, title: str, subtitle: str, chosen: str | None, most: int = MOST_BARS
) -> Chart | None:
    """The whole figures in order, the chosen unit marked; None where fewer than two can be ranked."""
    item = catalogue.get(rows["indicator"].iloc[0])
    places = ranked(rows, decimals=item.decimals, direction=DIRECTIONS.get(item.direction, ""))
    if len(places) < 2:
        return None
    shown = places[:most]
    own = next((place for place in places if place.row["unit_id"] == chosen), None)
    if own and own not in shown:
        shown = [*shown[:-1], own]
    names = tuple(f"{numbers.number(place.rank)}. {place.name}" for place in shown)
    top, last = places[0], places[-1]
    told = f"Xếp trên {numbers.number(len(places))} đơn vị có đủ số liệu"
    first = meaning.value_text(top.row, decimals=item.decimals, unit=item.unit)
    final = meaning.value_text(last.row, decimals=item.decimals, unit=item.unit)
    return Chart(
        kind=BARS,
        title=title,
        subtitle=f"{subtitle} · {told[:1].lower()}{told[1:]}",
        unit=item.unit,
        decimals=item.decimals,
        categories=names,
        series=(Series(item.name, tuple(point(place.row) for place in shown), palette.BLUE),),
        alt=f"{title}. {told}. Đầu bảng: {top.name} ({first}); cuối bảng: {last.name} ({final}).",
        highlight=shown.index(own) if own else None,
    )


def trend(rows: pd.DataFrame, *, title: str, subtitle: str) -> Chart | None:
    """One indicator of one unit through time; None where there is no figure."""
    records = rows.to_dict("records")
    if not any(point(row).value is not None for row in records):
        return None
    item = catalogue.get(records[0]["indicator"])
    labels = tuple(meaning.period_of(row).short for row in records)
    points = tuple(point(row) for row in records)
    known = [(label, each.text) for label, each in zip(labels, points, strict=True) if each.value is not None]
    return Chart(
        kind=LINE,
        title=title,
        subtitle=subtitle,
        unit=item.unit,
        decimals=item.decimals,
        categories=labels,
        series=(Series(item.name, points, palette.RED),),
        alt=f"{title}. Từ {known[0][0]} ({known[0][1]}) đến {known[-1][0]} ({known[-1][1]}).",
        breaks=_breaks(records),
    )


def _breaks(records: Sequence[Mapping[str, Any]]) -> tuple[tuple[int, str], ...]:
    """Where the terms change: another set of criteria, another number of units ranked."""
    found, before = [], None
    for at, row in enumerate(records):
        now = terms.segment(row["indicator"], meaning.period_of(row).end)
        if at and now != before and now is not None:
            found.append((at, now.name))
        before = now
    return tuple(found)


def stacked(rows: pd.DataFrame, labels: Mapping[str, str], *, title: str, subtitle: str) -> Chart | None:
    """The parts of an indicator over periods, one colour a part; None where no part has a figure."""
    parts = {key: name for key, name in labels.items() if rows[rows["breakdown"] == key]["value"].notna().any()}
    if not parts:
        return None
    item = catalogue.get(rows["indicator"].iloc[0])
    spans = sorted({meaning.period_of(row) for row in rows.to_dict("records")})
    series = []
    for colour, (key, name) in zip(palette.CATEGORICAL, parts.items(), strict=False):
        of_part = {meaning.period_of(row): row for row in rows[rows["breakdown"] == key].to_dict("records")}
        series.append(Series(name, tuple(point(of_part[span]) for span in spans), colour))
    return Chart(
        kind=STACKED if len(spans) > 1 else COLUMNS,
        title=title,
        subtitle=subtitle,
        unit=item.unit,
        decimals=item.decimals,
        categories=tuple(span.short for span in spans),
        series=tuple(series),
        alt=f"{title}. Gồm {', '.join(parts.values())}; từ {spans[0].label} đến {spans[-1].label}.",
    )


def bars(rows: Sequence[Mapping[str, Any]], names: Sequence[str], *, title: str, subtitle: str) -> Chart | None:
    """A few figures of one unit of measure side by side, in the order given; None where none has a number."""
    points = tuple(point(row) for row in rows)
    if not any(each.value is not None for each in points):
        return None
    item = catalogue.get(rows[0]["indicator"])
    said = "; ".join(f"{name}: {each.text}" for name, each in zip(names, points, strict=True))
    return Chart(
        kind=BARS,
        title=title,
        subtitle=subtitle,
        unit=item.unit,
        decimals=item.decimals,
        categories=tuple(names),
        series=(Series(title, points, palette.BLUE),),
        alt=f"{title}. {said}.",
    )


def map_of(rows: pd.DataFrame, *, geography: str, title: str, subtitle: str) -> Map | None:
    """The hex map of one indicator and period; None where no unit has a figure."""
    item = catalogue.get(rows["indicator"].iloc[0])
    direction = DIRECTIONS.get(item.direction, "")
    patches = hexmap.patches(meaning.records(rows), geography)
    values = [float(patch.row["value"]) for patch in patches if patch.status in ("value", "provisional")]
    if not values and not any(patch.status in ("zero", "partial") for patch in patches):
        return None
    scale = classes.scale_of(values, item.decimals)
    ramp = scale.colours(palette.ramp(direction)) if scale else []
    fill = hexmap.painter(scale, ramp)
    tiles = [
        Tile(
            unit_id=patch.unit_id,
            name=tile.label,
            x=tile.x,
            y=tile.y,
            fill="" if patch.status == "missing" else fill(patch),
            text=f"{patch.name}: {meaning.value_text(patch.row, decimals=item.decimals, unit=item.unit)}",
            island=tile.is_island,
            partial=patch.status == "partial",
        )
        for patch in patches
        for tile in patch.tiles
    ]
    legend = [Class(*pair) for pair in zip(ramp, scale.labels() if scale else [], strict=True)]
    present = {patch.status for patch in patches}
    for state, colour in MARKED.items():
        if state in present:
            legend.append(Class(colour, meaning.LABELS[state]))
    return Map(
        title,
        subtitle,
        tuple(tiles),
        tuple(legend),
        hexmap.told(title, patches, unit=item.unit, decimals=item.decimals),
    )
