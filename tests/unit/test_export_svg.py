"""Drawings as SVG: well formed whatever the names, honest about gaps, breaks, partial and missing figures."""

import re
from xml.etree import ElementTree

import pytest

from danvan.briefing.contents import (
    BARS,
    CHART_KINDS,
    COLUMNS,
    LINE,
    STACKED,
    Chart,
    Class,
    Key,
    Map,
    Point,
    Series,
    Tile,
)
from danvan.charts import hexgrid
from danvan.export import measure
from danvan.export.svg import chart_svg, map_svg

KEY = Key("DT01", "42-2008", "2024")
EVIL = '=cmd|" /C calc"!A1 <b>&amp;</text>'
SPACE = "{http://www.w3.org/2000/svg}"
WIDE, HIGH = 1200, 700


def chart(values: list[float | None], *, kind: str, names: list[str] | None = None, **more: object) -> Chart:
    partial = more.pop("partial", ())
    points = tuple(
        Point(value, "chưa báo cáo" if value is None else f"{value:g}".replace(".", ","), KEY, partial=at in partial)
        for at, value in enumerate(values)
    )
    named = tuple(names or [str(2015 + at) for at in range(len(values))])
    return Chart(kind, "Biểu đồ", "", "cuộc", 0, named, (Series("Số cuộc", points, "#2B6F95"),), "Lời thay thế", **more)


def tree(drawn: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawn)


def said(drawn: str) -> list[str]:
    return [each.text or "" for each in tree(drawn).iter(f"{SPACE}text") if each.get("aria-hidden") is None]


def joined(drawn: str) -> int:
    return sum(each.get("stroke") == "#2B6F95" for each in tree(drawn).iter(f"{SPACE}line"))


@pytest.mark.parametrize("kind", CHART_KINDS)
@pytest.mark.parametrize("count", [0, 1, 34, 63, 166])
def test_every_kind_is_well_formed_and_described_at_any_length(kind: str, count: int) -> None:
    drawn = chart_svg(chart([float(at) for at in range(count)], kind=kind, names=[EVIL] * count), WIDE, HIGH)
    root = tree(drawn)
    assert root.find(f"{SPACE}title").text == "Biểu đồ"
    assert root.find(f"{SPACE}desc").text == root.get("aria-label") == "Lời thay thế"
    assert "NaN" not in drawn and "inf" not in drawn and "<b>" not in drawn


@pytest.mark.parametrize("kind", CHART_KINDS)
def test_marks_stand_inside_the_drawing(kind: str) -> None:
    root = tree(chart_svg(chart([5, 0, 1.5, None, 39427], kind=kind), WIDE, HIGH))
    for each in root.iter(f"{SPACE}rect"):
        x, y, wide, high = (float(each.get(name)) for name in ("x", "y", "width", "height"))
        assert x >= 0 and y >= 0 and x + wide <= WIDE and y + high <= HIGH


@pytest.mark.parametrize("kind", [COLUMNS, STACKED, LINE])
@pytest.mark.parametrize("count", [1, 2, 7, 13, 24, 63, 166])
def test_names_of_categories_stand_inside_and_none_touches_the_next(kind: str, count: int) -> None:
    names = [f"6T {'đầu' if at % 2 else 'cuối'} năm {2000 + at // 2}" for at in range(count)]
    root = tree(chart_svg(chart([float(at) for at in range(count)], kind=kind, names=names), 800, HIGH))
    by_line: dict[str, list[tuple[float, float]]] = {}
    for each in root.iter(f"{SPACE}text"):
        if each.get("text-anchor") == "middle" and set((each.text or "").split()) & set(" ".join(names).split()):
            wide = measure.width(each.text, float(each.get("font-size"))) / 2
            by_line.setdefault(each.get("y"), []).append((float(each.get("x")) - wide, float(each.get("x")) + wide))
    assert by_line
    for spans in by_line.values():
        assert min(left for left, _ in spans) >= -0.5 and max(right for _, right in spans) <= 800.5
        ordered = sorted(spans)
        assert all(one[1] <= two[0] for one, two in zip(ordered, ordered[1:], strict=False))
    assert names[-1].split()[-1] in {
        word for told in said(ElementTree.tostring(root, "unicode")) for word in told.split()
    }


def test_a_missing_bar_says_why_and_a_zero_says_zero() -> None:
    drawn = chart_svg(chart([0, None], kind=BARS), WIDE, HIGH)
    assert "0" in said(drawn) and "chưa báo cáo" in said(drawn)
    assert len(list(tree(drawn).iter(f"{SPACE}rect"))) == 1


@pytest.mark.parametrize("kind", [COLUMNS, STACKED])
def test_a_missing_column_is_no_column_and_says_why(kind: str) -> None:
    drawn = chart_svg(chart([0, None, 4], kind=kind), WIDE, HIGH)
    assert len(list(tree(drawn).iter(f"{SPACE}rect"))) == 2
    assert "chưa báo cáo" in said(drawn) or "…" in said(drawn)


def test_a_line_is_not_joined_over_a_gap() -> None:
    assert joined(chart_svg(chart([1, 2, 3, 4], kind=LINE), WIDE, HIGH)) == 3
    assert joined(chart_svg(chart([1, 2, None, 4], kind=LINE), WIDE, HIGH)) == 1


def test_a_line_is_not_joined_where_the_terms_change_and_the_new_terms_are_named() -> None:
    drawn = chart_svg(chart([1, 2, 3, 4], kind=LINE, breaks=((2, "2021–2025"),)), WIDE, HIGH)
    assert joined(drawn) == 2
    assert "2021–2025" in said(drawn)


@pytest.mark.parametrize("kind", CHART_KINDS)
def test_a_partial_figure_is_hollow_or_dashed(kind: str) -> None:
    whole, partial = (chart_svg(chart([3, 4], kind=kind, partial=at), WIDE, HIGH) for at in ((), (1,)))
    assert "stroke-dasharray" not in whole
    assert "stroke-dasharray" in partial


def test_the_page_s_own_bar_stands_out() -> None:
    assert "#9B1C1F" in chart_svg(chart([3, 4], kind=BARS, highlight=1), WIDE, HIGH)


def test_numbers_of_the_scale_are_printed_the_vietnamese_way() -> None:
    assert "40.000" in said(chart_svg(chart([39427.0, 10272.0], kind=COLUMNS), WIDE, HIGH))


def test_texts_are_in_our_typeface_and_nothing_is_fetched_or_named_by_id() -> None:
    for drawn in (chart_svg(chart([1, 2], kind=LINE), WIDE, HIGH), map_svg(hexes(), WIDE, HIGH)):
        assert 'font-family="Be Vietnam Pro"' in drawn
        assert not re.search(r"\bid=|href|url\(|<script|<style", drawn)


def hexes() -> Map:
    tiles = tuple(
        Tile(one.old_unit_id, one.label, one.x, one.y, "#12466A" if at % 2 else "", f"{one.label} & <b>: {at}")
        for at, one in enumerate(hexgrid.tiles())
    )
    return Map("Bản đồ", "", tiles, (Class("#12466A", "1 – 2"), Class("", "chưa báo cáo")), "Bản đồ nói")


def test_the_map_shows_every_tile_inside_with_its_figure_and_the_legend() -> None:
    drawn = map_svg(hexes(), WIDE, HIGH)
    shapes = list(tree(drawn).iter(f"{SPACE}polygon"))
    assert len(shapes) == len(hexgrid.tiles())
    for shape in shapes:
        for corner in shape.get("points").split():
            x, y = map(float, corner.split(","))
            assert 0 <= x <= WIDE and 0 <= y <= HIGH
    titles = [each.find(f"{SPACE}title").text for each in tree(drawn).iter(f"{SPACE}g")]
    assert titles == [tile.text for tile in hexes().tiles]
    assert {"1 – 2", "chưa báo cáo"} <= set(said(drawn))
