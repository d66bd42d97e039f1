"""Two periods of the same units: slopes of a few or pairs of many, differences, percentages, ranks then and now."""

from typing import Any

import pandas as pd
import streamlit as st

from danvan import numbers, units
from danvan.charts import comparison_places
from danvan.charts import rows as meaning
from danvan.charts.comparison_places import Order
from danvan.charts.slope import FEW, Pair, slope
from danvan.charts.slope_pairs import paired
from danvan.export.paper import Head, Paper
from danvan.figures import compare, compare_groups
from danvan.periods import Period
from danvan.texts import text
from danvan.ui import compare_adding, compare_data, compare_says, compare_units, download, frame, source, views
from danvan.ui.compare_choice import Choice
from danvan.ui.compare_table import value
from danvan.ui.filters import Selection
from danvan.ui.table import Cell, Column, table


def draw(selection: Selection, choice: Choice) -> None:
    """The whole view; where 1/7/2025 lies between, only units that went through it unchanged, and no ranks."""
    if choice.other is None:
        st.html(f'<div class="empty">{text("compare.no_other_period")}</div>')
        return
    # The reader may choose either first: a change is always told from the earlier to the later one.
    before, now = sorted((choice.other, selection.period), key=lambda span: (span.end, span.start))
    same = selection.geography == "now" or compare_groups.same_units(before.end, now.end)
    unit_ids = [unit_id for unit_id in choice.unit_ids if same or _stood(unit_id, before, now)]
    if not same:
        left = len(choice.unit_ids) - len(unit_ids)
        st.html(f'<div class="remark warn">{text("compare.straddles", left=numbers.number(left))}</div>')
    rows = {span: compare_data.rated(selection, choice, unit_ids, span) for span in (before, now)}
    views.badges(pd.concat(rows.values()) if unit_ids else pd.DataFrame(), selection)
    ranks = same and bool(choice.level) and compare.is_ranked(choice.indicator, choice.measure)
    if same and not ranks:
        compare_says.no_ranking(choice, now)
    decimals = compare_data.decimals(choice, pd.concat(rows.values()))
    share = compare_data.unit_of_measure(choice) == "%"
    pairs = [
        _pair(then, this, decimals, share=share)
        for then, this in zip(rows[before].to_dict("records"), rows[now].to_dict("records"), strict=True)
    ]
    compare_says.paragraph(says(pairs, decimals))
    _chart(selection, choice, pairs, before, now, decimals)
    orders = {
        span: comparison_places.order(
            rows[span], decimals=decimals, direction=compare_data.direction(choice), ranks=ranks
        )
        for span in (before, now)
    }
    _table(selection, choice, pairs, orders, decimals, ranks=ranks)
    source.line(selection, [choice.indicator], rows[selection.period], asked="table.cells", key="compare")


def _stood(unit_id: str, before: Period, now: Period) -> bool:
    unit = units.get(unit_id)
    return unit.stands_on(before.end) and unit.stands_on(now.end)


def _pair(before: dict[str, Any], now: dict[str, Any], decimals: int, *, share: bool) -> Pair:
    return Pair(now["name"], now["unit_id"], before, now, _change_words(before, now, decimals, share=share))


def _change_words(before: dict[str, Any], now: dict[str, Any], decimals: int, *, share: bool) -> str:
    """'+12 (+8,3%)', '−3,5 điểm %', '' where it cannot be told."""
    told = compare.change(now, before, share=share)
    if told.difference is None:
        return ""
    words = numbers.change(told.difference, decimals, numbers.SHORT_POINTS if share else "")
    return words if told.percent is None else f"{words} ({numbers.change(told.percent, 1, '%')})"


def says(pairs: list[Pair], decimals: int) -> list[str]:
    """How many rose and fell. A change that is printed as 0,0 is none, or the sentence would not fit the list below."""
    known = [pair for pair in pairs if pair.words]
    changes = [numbers.rounded(pair.difference, decimals) for pair in known]
    up, down = (sum(sign * change > 0 for change in changes) for sign in (1, -1))
    count = {"up": numbers.number(up), "down": numbers.number(down), "same": numbers.number(len(known) - up - down)}
    return [text("compare.says_changes", count=numbers.number(len(known)), **count)] if known else []


def _chart(selection: Selection, choice: Choice, pairs: list[Pair], before: Period, now: Period, decimals: int) -> None:
    how = {
        "title": compare_units.title(selection, choice),
        "subtitle": f"{now.label} so với {before.label[:1].lower()}{before.label[1:]}",
        "unit": compare_data.unit_of_measure(choice),
        "decimals": decimals,
        "highlight": None if selection.is_nation else selection.unit.unit_id,
    }
    if len(pairs) > FEW:
        views.chart(paired(pairs, **how), key="compare_pairs", opens=compare_data.opens(choice.indicator, selection))
        compare_adding.offer(selection, choice, [before, now])
        return
    share = how["unit"] == "%"
    then = {one.name: one.row for one in compare_data.references(selection, choice, before)}
    held = [
        Pair(one.name, one.name, then[one.name], one.row, _change_words(then[one.name], one.row, decimals, share=share))
        for one in compare_data.references(selection, choice, now)
        if one.name in then
    ]
    opens = compare_data.opens(choice.indicator, selection)
    views.chart(slope(pairs, references=held, **how), key="compare_slope", opens=opens)
    compare_adding.offer(selection, choice, [before, now])


def _table(
    selection: Selection,
    choice: Choice,
    pairs: list[Pair],
    orders: dict[Period, Order],
    decimals: int,
    *,
    ranks: bool,
) -> None:
    before, now = orders
    share = compare_data.unit_of_measure(choice) == "%"
    columns = [
        Column(text("common.unit")),
        Column(before.label, numeric=True),
        Column(now.label, numeric=True),
        Column(text("compare.difference"), numeric=True),
        *([] if share else [Column(text("compare.percent"), numeric=True)]),
        *([Column(text("compare.rank_of", period=span.short), numeric=True) for span in orders] if ranks else []),
        Column(text("compare.state")),
    ]
    lines = [_line(pair, orders, decimals, selection, share=share, ranks=ranks) for pair in pairs]
    title = compare_units.title(selection, choice)
    table(
        columns,
        lines,
        key="compare_table",
        label=f"{title}, {before.label}, {now.label}",
        sort_by=2,
        stack=True,
        pinned=True,
    )

    plain = compare_data.cells(selection, [choice.indicator], [pair.unit_id for pair in pairs], [before, now])
    origins, banner = download.origins(plain, selection.geography), download.banner()

    def _paper() -> Paper:
        rows = [
            (
                line[0].shown,
                download.content(dict(pair.before), decimals),
                download.content(dict(pair.now), decimals),
                *(cell.shown for cell in line[3:]),
            )
            for line, pair in zip(lines, pairs, strict=True)
        ]
        return Paper(
            title=title,
            heads=tuple(Head(column.name, column.numeric) for column in columns),
            rows=tuple(rows),
            origins=origins(),
            about=(f"{before.label}; {now.label}", download.geography_words(selection.geography)),
            banner=banner,
        )

    download.offer(_paper, name=f"so-sanh-{choice.indicator}-{before.code}-{now.code}", key="compare")


def _line(
    pair: Pair, orders: dict[Period, Order], decimals: int, selection: Selection, *, share: bool, ranks: bool
) -> list[Cell]:
    told = compare.change(pair.now, pair.before, share=share)
    link = frame.link("unit_profile", dv=pair.unit_id, ky=selection.period.code, lk=selection.kind)
    standings = [order.of(pair.unit_id) for order in orders.values()]
    return [
        Cell(pair.now["full_name"], pair.name, link=link),
        value(pair.before, decimals),
        value(pair.now, decimals),
        Cell(
            numbers.change(told.difference, decimals, numbers.SHORT_POINTS if share else "", missing=""),
            told.difference,
        ),
        *([] if share else [Cell(numbers.change(told.percent, 1, "%", missing=""), told.percent)]),
        *([Cell(one.words if one else "", one.first if one else None, "line") for one in standings] if ranks else []),
        _states(pair),
    ]


def _states(pair: Pair) -> Cell:
    """Why a change cannot be told, period by period; nothing where it can."""
    said = []
    for row in (pair.before, pair.now):
        if numbers.is_missing(row["value"]):
            said.append(f"{meaning.period_of(row).short}: {download.state_words(dict(row))}")
        elif not meaning.is_whole(row) or row["qualifier"]:
            said.append(f"{meaning.period_of(row).short}: {meaning.notes(row)[0]}")
    words = "; ".join(said)
    return Cell(words, words, "missing" if said else "soft")
