"""Units side by side in one period: bars under the nation and the regions, ranks, a table, the regions."""

import streamlit as st

from danvan import catalogue, numbers
from danvan.charts import comparison, comparison_places
from danvan.charts.comparison_places import Order
from danvan.figures import compare
from danvan.texts import text
from danvan.ui import compare_adding, compare_data, compare_regions, compare_says, compare_table, source, views
from danvan.ui.compare_choice import Choice
from danvan.ui.filters import Selection


def draw(selection: Selection, choice: Choice) -> None:
    """The whole view: what is said, the bars, the table with its files, the regions."""
    span = selection.period
    rows = compare_data.rated(selection, choice, choice.unit_ids, span)
    beside = compare_data.references(selection, choice, span)
    ranks = bool(choice.level) and compare.is_ranked(choice.indicator, choice.measure)
    decimals = compare_data.decimals(choice, rows)
    order = comparison_places.order(rows, decimals=decimals, direction=compare_data.direction(choice), ranks=ranks)
    views.badges(rows, selection)
    if not order.placed and not order.apart:
        st.html(f'<div class="empty">{text("compare.nobody")}</div>')
        source.line(selection, [choice.indicator], rows, asked="table.cells", key="compare")
        return
    if not ranks:
        compare_says.no_ranking(choice, span)
    compare_says.units(selection, choice, order, beside, decimals)
    drawn = comparison.comparison(
        order,
        title=title(selection, choice),
        subtitle=span.label,
        unit=compare_data.unit_of_measure(choice),
        decimals=decimals,
        references=beside,
        highlight=None if selection.is_nation else selection.unit.unit_id,
        said=_ordered(order, choice, ranks=ranks),
    )
    views.chart(drawn, key="compare_units", opens=compare_data.opens(choice.indicator, selection))
    compare_adding.offer(selection, choice, [span])
    compare_table.draw(selection, choice, order, beside, title=title(selection, choice), decimals=decimals)
    source.line(selection, [choice.indicator], rows, asked="table.cells", key="compare")
    compare_regions.draw(selection, choice)


def title(selection: Selection, choice: Choice) -> str:
    """'Số cuộc đối thoại (cấp xã), bình quân một xã'."""
    name = catalogue.named(choice.indicator, selection.breakdown)
    if choice.measure == compare.VALUE:
        return name
    base = choice.measure.replace("-", "_")
    return f"{name}, {text(f'compare.title_{base}')}"


def _ordered(order: Order, choice: Choice, *, ranks: bool) -> str:
    """'xếp hạng 58 tỉnh, thành phố có đủ số liệu, từ cao đến thấp'."""
    scope = text(f"compare.scope_{choice.level}" if choice.level else "compare.scope_mixed")
    way = text("compare.from_low" if compare_data.direction(choice) == "down" else "compare.from_high")
    words = "compare.ordered_ranked" if ranks else "compare.ordered_plain"
    return text(words, count=numbers.number(len(order.placed)), scope=scope, way=way)
