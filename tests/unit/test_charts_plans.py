"""Charts of prescribed numbers and targets: order, counts, what is never drawn like a figure."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from danvan.charts import hexmap, keyline
from danvan.charts.compliance import standing
from danvan.charts.keyline import Sign
from danvan.charts.progress import Bullet, bullets
from danvan.charts.progress_path import path
from tests.unit.chart_rows import partial

LABELS = {"met": "Đạt", "below": "Chưa đủ", "none": "Không phát sinh", "unknown": "Chưa rõ"}
STATUSES = {"reached": "Đã đạt", "on_way": "Đúng tiến độ", "behind": "Chậm", "unknown": "Chưa rõ"}
WORDS = {"actual": "Thực hiện", "road": "Tiến độ đều", "projection": "Nếu giữ nhịp", "goal": "Chỉ tiêu 100 cuộc"}


def counts(name: str, *numbers: int) -> dict[str, object]:
    return {"unit_id": name, "name": name, **dict(zip(LABELS, numbers, strict=True))}


def test_bars_are_shares_of_all_obliged_units_and_the_certain_come_first() -> None:
    data = pd.DataFrame([counts("A", 1, 0, 0, 3), counts("B", 3, 1, 0, 0), counts("C", 1, 0, 3, 0)])
    figure = standing(data, LABELS, title="Kết quả")
    names = [text.split("  ")[0] for text in figure.layout.yaxis.ticktext]
    assert names == ["B", "C", "A"]
    assert list(figure.data[0].x) == [75, 25, 25]
    assert [sum(trace.x[at] for trace in figure.data) for at in range(3)] == [100, 100, 100]
    assert "thấp nhất: A (1/4)" in figure.layout.meta["alt"]


def test_the_unknown_are_hatched_and_in_no_colour_of_failure() -> None:
    figure = standing(pd.DataFrame([counts("A", 1, 1, 1, 1)]), LABELS, title="Kết quả")
    shapes = [trace.marker.pattern.shape for trace in figure.data]
    assert shapes == ["", "", "", "/"]
    assert len({trace.marker.color for trace in figure.data}) == 4


def test_nothing_to_draw_says_so() -> None:
    assert "Chưa có số liệu" in standing(pd.DataFrame(), LABELS, title="Kết quả").layout.annotations[0].text
    assert bars_of([]).layout.annotations[0].text == "Chưa có số liệu"


def bars_of(listed: list[Bullet]) -> go.Figure:
    return bullets(listed, STATUSES, road="phải đạt", ahead="dự báo", title="Tiến độ", subtitle="")


def bullet(name: str, share: float, *, projected: float | None = None, status: str = "on_way") -> Bullet:
    return Bullet(name, share, 70.0, projected, status, f"{share}/100", "")


def test_a_bullet_stands_against_its_own_goal_with_the_road_as_a_stroke() -> None:
    figure = bars_of([bullet("A", 80), bullet("B", 60, status="behind")])
    drawn = {trace.name: list(trace.x) for trace in figure.data if trace.type == "bar"}
    assert drawn["Đúng tiến độ"] == [80] and drawn["Chậm"] == [60]
    strokes = [shape.x0 for shape in figure.layout.shapes]
    assert strokes.count(70) == 2 and strokes.count(100) == 1


def _rings(figure: go.Figure) -> list[go.Scatter]:
    return [trace for trace in figure.data if trace.type == "scatter" and trace.mode == "markers"]


def test_a_projection_is_an_open_ring_and_never_a_bar() -> None:
    figure = bars_of([bullet("A", 60, projected=90)])
    rings = _rings(figure)
    assert [list(ring.x) for ring in rings] == [[90]]
    assert rings[0].marker.symbol == "circle-open"
    without = bars_of([bullet("A", 60)])
    assert _rings(without) == []


def test_the_key_names_what_is_drawn_and_nothing_else() -> None:
    words = bars_of([bullet("A", 60, projected=90)]).layout.annotations[-1].text
    assert all(one in words for one in ("Đúng tiến độ", "phải đạt", "dự báo"))
    assert "Chậm" not in words and "Chưa rõ" not in words


def test_the_lines_of_a_key_are_short_enough_for_a_telephone_and_have_room_above_the_drawing() -> None:
    signs = [Sign(keyline.SQUARE, "#000000", words) for words in (*LABELS.values(), "Một lời giải thích khá dài")]
    lines = keyline.lines(signs)
    assert [sign for line in lines for sign in line] == signs
    assert all(sum(sign.width + 2 for sign in line) - 2 <= keyline.WIDTH for line in lines)
    data = pd.DataFrame([counts("A", 1, 1, 1, 1)])
    alone, below = (standing(data, LABELS, title="Kết quả", subtitle=one).layout.margin.t for one in ("", "Năm 2024"))
    assert alone < below and not standing(data, LABELS, title="Kết quả").layout.showlegend


def test_the_way_to_a_goal_has_the_road_dashed_and_the_projection_dotted() -> None:
    figure = path(
        [(date(2026, 3, 31), 20.0), (date(2026, 6, 30), 60.0)],
        base=(date(2026, 1, 1), 0.0),
        goal=(date(2026, 12, 31), 100.0),
        projected=121.0,
        words=WORDS,
        title="Số cuộc đối thoại",
        subtitle="",
        unit="cuộc",
        decimals=0,
    )
    dashes = {trace.name: trace.line.dash for trace in figure.data if trace.name}
    assert dashes == {"Tiến độ đều": "dash", "Thực hiện": "solid", "Nếu giữ nhịp": "dot"}
    projection = next(trace for trace in figure.data if trace.name == "Nếu giữ nhịp")
    assert list(projection.y) == [60, 121]
    assert "Chỉ tiêu 100 cuộc" in figure.layout.meta["alt"]


def test_a_map_of_partial_figures_alone_still_tells_more_from_less() -> None:
    data = pd.DataFrame([partial("01-2008", 10.0, name="Hà Nội"), partial("42-2008", 90.0, name="Hà Tĩnh")])
    figure = hexmap.hexmap(data, geography="then", title="Tỷ lệ", unit="%")
    fills = {shape.fillcolor for shape in figure.layout.shapes if shape.fillcolor}
    assert len(fills & {"#DCEAF1", "#12466A"}) == 2
