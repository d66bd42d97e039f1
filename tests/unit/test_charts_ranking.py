"""Rankings: ties, units that stand apart, who is named below."""

from datetime import date
from typing import Any

import plotly.graph_objects as go

from danvan.charts.collate import vietnamese_key
from danvan.charts.ranking import ranked, ranking
from tests.unit.chart_rows import figure_row, partial, table


def draw(*rows: dict[str, Any], **given: Any) -> go.Figure:
    return ranking(table(*rows), **{"title": "Số cuộc đối thoại", "unit": "cuộc", **given})


def named(values: dict[str, float | None]) -> list[dict[str, Any]]:
    return [figure_row(f"u-{name}", value, name=name) for name, value in values.items()]


def places(figure: go.Figure) -> list[tuple[str, int | None]]:
    return [(name, rank) for _, name, rank in figure.data[0].customdata]


def texts(figure: go.Figure) -> str:
    return " | ".join(each.text for each in figure.layout.annotations)


def test_equal_figures_share_a_rank_and_stand_in_vietnamese_order() -> None:
    figure = draw(*named({"Đà Nẵng": 7, "Huế": 9, "Cà Mau": 7, "Điện Biên": 3}))
    assert places(figure) == [("Huế", 1), ("Cà Mau", 2), ("Đà Nẵng", 2), ("Điện Biên", 4)]


def test_figures_equal_as_printed_are_equal_in_rank() -> None:
    rows = table(*named({"A": 93.19, "B": 93.21, "C": 93.3}))
    assert [place.rank for place in ranked(rows, decimals=1)] == [1, 2, 2]


def test_lower_first_when_less_is_better() -> None:
    figure = draw(*named({"A": 7, "B": 0, "C": 9}), direction="down")
    assert places(figure) == [("B", 1), ("A", 2), ("C", 3)]
    assert "ừ thấp đến cao" in figure.layout.title.text


def test_a_partial_unit_stands_apart_hatched_and_unranked() -> None:
    figure = draw(*named({"A": 7, "B": 5}), partial("u-C", 100, name="C"))
    assert places(figure) == [("A", 1), ("B", 2), ("C", None)]
    assert list(figure.data[0].marker.pattern.shape) == ["", "", "/"]
    assert figure.data[0].text[2].strip() == "100 (11/12 tháng)"
    assert "không xếp hạng" in texts(figure)


def test_the_number_of_units_ranked_is_stated() -> None:
    figure = draw(*named({"A": 7, "B": 5, "C": None}))
    assert "Xếp trên 2 tỉnh, thành phố có đủ số liệu" in figure.layout.title.text


def test_who_has_not_reported_is_named_not_drawn_as_zero() -> None:
    figure = draw(*named({"A": 7, "Đà Nẵng": None, "Cà Mau": None}))
    assert "Chưa báo cáo (2): Cà Mau, Đà Nẵng." in texts(figure)
    assert len(figure.data[0].x) == 1


def test_the_first_places_and_the_unit_in_question() -> None:
    values = {f"T{at:02d}": 100.0 - at for at in range(30)}
    figure = draw(*named(values), top=5, highlight="u-T20")
    assert places(figure)[-1] == ("T20", 21)
    assert len(places(figure)) == 6
    levels = list(figure.data[0].y)
    assert levels[4] - levels[5] > levels[3] - levels[4]


def test_the_unit_in_question_is_not_repeated_among_the_first() -> None:
    figure = draw(*named({"A": 7, "B": 5}), top=2, highlight="u-A")
    assert places(figure) == [("A", 1), ("B", 2)]


def test_expected_values_are_not_ranked() -> None:
    figure = draw(*named({"A": 7}), figure_row("u-B", 50, name="B", state="expected"))
    assert places(figure) == [("A", 1)]
    assert "Mới có số dự kiến (1): B." in texts(figure)


def test_a_qualifier_stays_with_its_value() -> None:
    rows = [figure_row("u-A", 1121, name="A", qualifier="hon", state="approximate")]
    assert draw(*rows).data[0].text[0].strip() == "hơn 1.121"


def test_nothing_to_rank_says_so() -> None:
    assert texts(draw(*named({"A": None}))) == "Chưa có số liệu"


def test_vietnamese_order_puts_d_with_stroke_after_d() -> None:
    names = ["Đắk Lắk", "Điện Biên", "Cà Mau", "Đà Nẵng", "Ea Súp", "Dĩ An", "An Giang", "Bắc Ninh"]
    assert sorted(names, key=vietnamese_key) == [
        "An Giang",
        "Bắc Ninh",
        "Cà Mau",
        "Dĩ An",
        "Đà Nẵng",
        "Đắk Lắk",
        "Điện Biên",
        "Ea Súp",
    ]


def test_no_place_is_given_among_less_than_half_of_the_units() -> None:
    figure = draw(*named({"A": 7, "B": 5, "C": None, "D": None, "E": None}))
    assert places(figure) == [("A", None), ("B", None)]
    assert "Chưa xếp hạng: mới có 2/5" in figure.layout.title.text
    # Whole figures without a place are not taken for partial ones.
    assert list(figure.data[0].marker.pattern.shape) == ["", ""]
    assert "None" not in figure.layout.meta["alt"]


def test_units_that_cannot_have_a_figure_do_not_keep_the_others_from_their_places() -> None:
    gone = [figure_row(f"u-{at}", None, state="not_applicable") for at in range(5)]
    assert places(draw(*named({"A": 7, "B": 5}), *gone)) == [("A", 1), ("B", 2)]


def test_long_values_have_room_of_their_own_behind_the_bars() -> None:
    short = draw(*named({"A": 7, "B": 5}))
    long = draw(*named({"A": 7, "B": 5}), partial("u-C", 100, name="C"))
    assert long.layout.margin.r - short.layout.margin.r > 90
    low, high = long.layout.xaxis.range
    assert high < 1.02 * 100


def test_plain_counts_stand_in_order_without_a_place() -> None:
    figure = draw(*named({"A": 5, "B": 7}), placed=False)
    assert places(figure) == [("B", None), ("A", None)]
    assert "không xếp hạng" in figure.layout.title.text and "Hạng" not in figure.layout.meta["alt"]


def test_a_long_value_with_its_parts_takes_two_lines_and_room_for_the_longer_one() -> None:
    row = partial("u-C", 100, name="C", parts_present=1, parts_expected=1, as_of=date(2021, 12, 28))
    figure = draw(*named({"A": 7}), row, unit="%", decimals=1)
    assert figure.data[0].text[1] == " 100,0%<br> (đến 28/12/2021)"
    assert 100 < figure.layout.margin.r < 130
