"""Two indicators of the same units and period: dots with names under a cross at the nation, and a table."""

import streamlit as st

from danvan import catalogue, numbers, units
from danvan.charts.scatter import Axis, Point, scatter
from danvan.export.paper import Head, Paper
from danvan.figures import compare
from danvan.texts import text
from danvan.ui import compare_adding, compare_data, compare_table, download, frame, source, views
from danvan.ui.compare_choice import CHOSEN, Choice
from danvan.ui.filters import Selection
from danvan.ui.table import Cell, Column, table


def draw(selection: Selection, choice: Choice) -> None:
    """The scatter and its table. Counts are drawn as counts, with a word about what that means."""
    codes = [choice.indicator, choice.second]
    if choice.indicator == choice.second:
        st.html(f'<div class="empty">{text("compare.same_indicator")}</div>')
        return
    rows = compare_data.cells(selection, codes, choice.unit_ids, [selection.period])
    views.badges(rows, selection)
    first, second = (rows[rows["indicator"] == code].to_dict("records") for code in codes)
    points = [Point(one["name"], one["unit_id"], one, other) for one, other in zip(first, second, strict=True)]
    if all(catalogue.get(code).kind in compare.COUNTED for code in codes):
        st.html(f'<div class="remark">{text("compare.two_counts")}</div>')
    drawn = scatter(
        points,
        across=_axis(choice.indicator, selection),
        up=_axis(choice.second, selection),
        title=text(
            "compare.two_title", first=catalogue.get(choice.indicator).name, second=catalogue.get(choice.second).name
        ),
        subtitle=text("compare.two_subtitle", period=selection.period.label),
        chosen=choice.unit_ids if choice.group == CHOSEN else [selection.unit.unit_id],
        nation=_nation(selection, choice),
    )
    views.chart(drawn, key="compare_scatter", opens=compare_data.opens(choice.indicator, selection))
    compare_adding.offer_both(selection, choice)
    _table(selection, choice, points)
    source.line(selection, codes, rows, asked="table.cells", key="compare")


def _axis(code: str, selection: Selection) -> Axis:
    item = catalogue.get(code)
    return Axis(catalogue.named(code, selection.breakdown), item.unit, item.decimals)


def _nation(selection: Selection, choice: Choice) -> Point | None:
    """Where the whole country stands; a cross makes sense for rates and indices alone."""
    codes = [choice.indicator, choice.second]
    if choice.level != "province" or any(catalogue.get(code).kind in compare.COUNTED for code in codes):
        return None
    rows = compare_data.cells(selection, codes, [units.NATION], [selection.period]).to_dict("records")
    return Point(text("common.all_country"), units.NATION, *rows)


def _table(selection: Selection, choice: Choice, points: list[Point]) -> None:
    items = [catalogue.get(code) for code in (choice.indicator, choice.second)]
    columns = [
        Column(text("common.unit")),
        *(Column(f"{item.name} ({item.unit})", numeric=True) for item in items),
        Column(text("compare.state")),
    ]
    lines = []
    for point in points:
        link = frame.link("unit_profile", dv=point.unit_id, ky=selection.period.code, lk=selection.kind)
        lines.append(
            [
                Cell(point.across["full_name"], point.name, link=link),
                *(
                    compare_table.value(row, item.decimals)
                    for row, item in zip((point.across, point.up), items, strict=True)
                ),
                _states(point, items),
            ]
        )
    table(
        columns, lines, key="compare_table", label=text("compare.mode_indicators"), sort_by=1, stack=True, pinned=True
    )

    codes = [choice.indicator, choice.second]
    plain = compare_data.cells(selection, codes, [point.unit_id for point in points], [selection.period])
    origins, banner = download.origins(plain, selection.geography), download.banner()

    def _paper() -> Paper:
        rows = [
            (
                line[0].shown,
                download.content(dict(point.across), items[0].decimals),
                download.content(dict(point.up), items[1].decimals),
                line[3].shown,
            )
            for line, point in zip(lines, points, strict=True)
        ]
        return Paper(
            title=text("compare.two_title", first=items[0].name, second=items[1].name),
            heads=tuple(Head(column.name, column.numeric) for column in columns),
            rows=tuple(rows),
            origins=origins(),
            about=(selection.period.label, download.geography_words(selection.geography)),
            banner=banner,
        )

    name = f"so-sanh-{choice.indicator}-{choice.second}-{selection.period.code}"
    download.offer(_paper, name=name, key="compare")


def _states(point: Point, items: list[catalogue.Indicator]) -> Cell:
    said = []
    for row, item in zip((point.across, point.up), items, strict=True):
        cell = compare_table.state(row)
        if cell.style in ("missing", "warn"):
            said.append(f"{item.name}: {cell.shown}")
    words = "; ".join(said)
    return Cell(words, words, "missing" if numbers.is_missing(point.up["value"]) or said else "soft")
