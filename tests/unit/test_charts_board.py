"""The board of districts and communes: order, states, the unit in question, clicks."""

from typing import Any

import plotly.graph_objects as go

from danvan.charts import palette
from danvan.charts.board import COLUMNS, COLUMNS_OF_FEW, FEW, board
from danvan.charts.hexmap import clicked_unit
from tests.unit.chart_rows import figure_row, partial, table


def draw(*rows: dict[str, Any], **given: Any) -> go.Figure:
    told = {"title": "Số cuộc đối thoại", "unit": "cuộc", "scope": "xã, phường, đặc khu"}
    return board(table(*rows), **{**told, **given})


def order(figure: go.Figure) -> list[str]:
    return [name for _, name, _ in figure.data[0].customdata]


def notes(figure: go.Figure) -> list[str]:
    return [each.text for each in figure.layout.annotations]


def test_whole_figures_stand_first_then_partial_then_unreported_ones() -> None:
    rows = [figure_row("a", 2, name="An"), figure_row("b", None, name="Bình"), partial("c", 90, name="Cát"),
            figure_row("d", 5, name="Đông"), figure_row("e", 0, name="Em")]  # fmt: skip
    assert order(draw(*rows)) == ["Đông", "An", "Em", "Cát", "Bình"]
    assert order(draw(*rows, direction="down")) == ["Em", "An", "Đông", "Cát", "Bình"]


def test_a_partial_sum_takes_no_part_in_the_classes() -> None:
    said = " ".join(notes(draw(figure_row("a", 2, name="An"), partial("c", 90, name="Cát"))))
    assert "Chưa đủ số liệu (1)" in said and "90 –" not in said and "– 90" not in said


def test_the_unit_in_question_is_outlined_and_no_other() -> None:
    rows = [figure_row(name, at, name=name) for at, name in enumerate("abc", start=1)]
    outlined = [shape for shape in draw(*rows, selected="b").layout.shapes if shape.line.color == palette.RED]
    assert [(shape.x0 < 1.5 < shape.x1) for shape in outlined] == [True]
    assert not [shape for shape in draw(*rows).layout.shapes if shape.line.color == palette.RED]


def test_every_tile_answers_a_click_with_its_unit() -> None:
    figure = draw(*(figure_row(f"u{at}", at, name=f"Xã {at}") for at in range(7)))
    assert {clicked_unit({"customdata": list(custom)}) for custom in figure.data[0].customdata} == {
        f"u{at}" for at in range(7)
    }


def test_few_units_carry_their_values_many_only_their_names() -> None:
    few = draw(*(figure_row(f"u{at}", at + 1, name=f"Xã {at}") for at in range(FEW)))
    many = draw(*(figure_row(f"u{at}", at + 1, name=f"Xã {at}") for at in range(FEW + 1)))
    assert f"<b>{FEW}</b>" in notes(few) and f"<b>{FEW}</b>" not in notes(many)
    assert (few.layout.xaxis.range[1], many.layout.xaxis.range[1]) == (COLUMNS_OF_FEW, COLUMNS)
    assert "Bảng ô của 49 xã, phường, đặc khu" in many.layout.meta["alt"]


def test_a_name_is_never_markup() -> None:
    assert "<i>" not in " ".join(notes(draw(figure_row("a", 1, name="<i>An"))))
