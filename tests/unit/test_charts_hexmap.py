"""The hexagon map: which unit a tile belongs to and how states are painted."""

import math

import pytest

from danvan.charts import classes, hexgrid, palette
from danvan.charts.hexmap import clicked_unit, hexmap
from tests.unit.chart_rows import figure_row, partial, table

TITLE = "Số cuộc đối thoại"
OLD = sorted({tile.old_unit_id for tile in hexgrid.tiles()})
NEW = sorted({tile.new_unit_id for tile in hexgrid.tiles()})


def draw(*rows: dict, geography: str = "then", **given: object):  # noqa: ANN201
    return hexmap(table(*rows), geography=geography, title=TITLE, unit="cuộc", **given)


def notes(figure) -> list[str]:  # noqa: ANN001
    return [each.text for each in figure.layout.annotations]


def fills(figure, colour: str) -> list:  # noqa: ANN001
    return [shape for shape in figure.layout.shapes if shape.fillcolor == colour]


def test_the_grid_has_63_provinces_34_groups_and_two_archipelagos() -> None:
    assert (len(OLD), len(NEW)) == (63, 34)
    islands = {tile.label: tile.new_unit_id[:2] for tile in hexgrid.tiles() if tile.is_island}
    assert islands == {"Hoàng Sa": "48", "Trường Sa": "56"}


def test_every_tile_answers_a_click_with_its_unit() -> None:
    figure = draw(*(figure_row(unit, at) for at, unit in enumerate(OLD)))
    targets = figure.data[0]
    assert len(targets.x) == 65
    assert {custom[0] for custom in targets.customdata} == set(OLD)
    assert clicked_unit({"customdata": list(targets.customdata[0])}) in OLD
    assert clicked_unit({}) == ""


def test_today_all_tiles_of_a_province_share_colour_label_and_hover() -> None:
    rows = [figure_row(unit, at + 1, name=f"Tỉnh {at}") for at, unit in enumerate(NEW)]
    figure = draw(*rows, geography="now")
    hovers: dict[str, set[str]] = {}
    for custom, text in zip(figure.data[0].customdata, figure.data[0].hovertext, strict=True):
        hovers.setdefault(custom[0], set()).add(text)
    assert len(hovers) == 34
    assert all(len(texts) == 1 for texts in hovers.values())
    names = [text.replace("<br>", " ") for text in notes(figure)]
    assert sum(text.startswith("Tỉnh") for text in names) == 34


@pytest.mark.parametrize("geography", ["then", "now"])
def test_hoang_sa_and_truong_sa_are_always_drawn_and_named(geography: str) -> None:
    unit = "01-2008"
    figure = draw(figure_row(unit, 5, name="Hà Nội"), geography=geography)
    assert {"Hoàng<br>Sa", "Trường<br>Sa", "Đà Nẵng", "Khánh Hòa"} <= set(notes(figure))


def test_the_islands_are_coloured_like_their_province() -> None:
    figure = draw(figure_row("48-2008", 5, name="Đà Nẵng"), figure_row("01-2008", 9))
    path = "".join(hexgrid.polygon(hexgrid.corners(tile)) for tile in hexgrid.tiles() if tile.old_unit_id == "48-2008")
    assert path.count("Z") == 2
    assert [shape.fillcolor for shape in figure.layout.shapes if shape.path == path] == [palette.NEUTRAL_RAMP[0]]


def test_a_unit_without_a_row_or_value_is_hatched_and_never_a_class() -> None:
    rows = [figure_row(unit, 10) for unit in OLD[:60]] + [figure_row(OLD[60], None)]
    figure = draw(*rows)
    assert "Chưa báo cáo (3)" in notes(figure)
    hatched = [shape for shape in figure.layout.shapes if shape.line.color == palette.HATCH]
    assert len(hatched) == 3


def test_zero_has_a_class_of_its_own() -> None:
    figure = draw(figure_row(OLD[0], 0), *(figure_row(unit, 10) for unit in OLD[1:]))
    assert "0 – không phát sinh" in notes(figure)
    assert len(fills(figure, palette.ZERO)) == 2
    assert "Chưa báo cáo" not in "".join(notes(figure))


def test_partial_and_not_applicable_units_say_so() -> None:
    figure = draw(
        partial(OLD[0], 9),
        figure_row(OLD[1], None, state="not_applicable"),
        *(figure_row(unit, 10) for unit in OLD[2:]),
    )
    assert {"Chưa đủ số liệu (1)", "Không áp dụng (1)"} <= set(notes(figure))
    assert "chưa đủ số liệu (11/12 tháng)" in figure.data[0].hovertext[0]
    assert any(shape.line.dash == "2px,2px" for shape in figure.layout.shapes)


def test_the_selected_unit_is_outlined_on_top() -> None:
    rows = [figure_row(unit, at) for at, unit in enumerate(NEW)]
    figure = draw(*rows, geography="now", selected="08-2025")
    assert sum(shape.line.color == palette.RED for shape in figure.layout.shapes) == 1


def test_legend_ranges_are_vietnamese_and_do_not_overlap() -> None:
    scale = classes.scale_of([12, 480, 1500, 2600, 3900, 5200, 12000, 39427], 0)
    assert scale is not None
    assert scale.labels()[-1].endswith("39.427")
    for (low, high), following in zip(zip(scale.lows, scale.highs, strict=True), scale.lows[1:], strict=False):
        assert low <= high < following
    assert [scale.place(float(low)) for low in scale.lows] == list(range(len(scale.lows)))


def test_few_values_get_a_class_each_and_one_value_a_middle_colour() -> None:
    scale = classes.scale_of([3, 3, 7], 0)
    assert scale is not None and scale.labels() == ["3", "7"]
    single = classes.scale_of([3.04, 3.01], 1)
    assert single is not None and single.labels() == ["3,0"]
    assert single.colours(palette.NEUTRAL_RAMP) == [palette.NEUTRAL_RAMP[2]]


def test_no_class_is_empty() -> None:
    values = [math.exp(at / 7) * 3 for at in range(60)]
    scale = classes.scale_of(values, 1)
    assert scale is not None
    assert {scale.place(value) for value in values} == set(range(len(scale.lows)))


def test_alternative_text_names_extremes_and_the_unreported() -> None:
    rows = [figure_row(unit, at + 1, name=f"T{at}") for at, unit in enumerate(OLD[:-1])]
    alt = draw(*rows, figure_row(OLD[-1], None, name="Cà Mau")).layout.meta["alt"]
    assert "Cao nhất: T61 (62 cuộc), thấp nhất: T0 (1 cuộc)." in alt
    assert "Chưa báo cáo (1): Cà Mau." in alt


def test_no_rows_give_the_figure_that_says_so() -> None:
    figure = hexmap(table(), geography="now", title=TITLE, unit="cuộc")
    assert notes(figure) == ["Chưa có số liệu"]
    assert figure.layout.title.text == TITLE


def test_a_name_cannot_bring_markup() -> None:
    figure = draw(figure_row("01-2008", 5, name="<a href='x'>Hà</a>"))
    assert "<a" not in "".join(figure.data[0].hovertext) + "".join(notes(figure))


@pytest.mark.parametrize("ramp", [palette.NEUTRAL_RAMP, palette.ALERT_RAMP])
def test_names_can_be_read_on_every_class(ramp: tuple[str, ...]) -> None:
    for fill in (*ramp, palette.ZERO, palette.NOT_APPLICABLE, palette.PAPER):
        assert palette.contrast(palette.text_on(fill), fill) >= 4.5
