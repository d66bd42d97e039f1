"""Open cases by unit: order, parts, what each bar says."""

import pandas as pd

from danvan.charts.backlog import LOOKS, backlog

LABELS = {"overdue": "Quá hạn", "idle": "Chưa giao", "rest": "Đang giải quyết"}


def unit(name: str, overdue: int, idle: int, rest: int) -> dict[str, object]:
    return {"unit_id": f"id-{name}", "name": name, "overdue": overdue, "idle": idle, "rest": rest}


def test_the_most_overdue_come_first_then_the_most_open() -> None:
    data = pd.DataFrame([unit("A", 0, 0, 9), unit("B", 2, 0, 0), unit("C", 2, 1, 4), unit("D", 0, 3, 0)])
    figure = backlog(data, LABELS, title="Việc đang mở", counted="việc")
    assert list(figure.layout.yaxis.ticktext) == ["C", "B", "A", "D"]
    parts = {trace.name: list(trace.x) for trace in figure.data[:3]}
    assert parts == {"Quá hạn": [2, 2, 0, 0], "Chưa giao": [1, 0, 0, 3], "Đang giải quyết": [4, 0, 9, 0]}
    assert [text.strip() for text in figure.data[3].text] == ["7", "2", "9", "3"]
    assert [row[0] for row in figure.data[0].customdata] == ["id-C", "id-B", "id-A", "id-D"]


def test_parts_differ_by_more_than_colour_and_the_picture_is_told_in_words() -> None:
    figure = backlog(pd.DataFrame([unit("Hà Tĩnh", 4, 2, 1)]), LABELS, title="Việc đang mở", counted="việc")
    assert figure.data[1].marker.pattern.shape == "/"
    assert len({colour for colour, _ in LOOKS.values()}) == 3
    assert figure.layout.meta["alt"] == (
        "Việc đang mở. Quá hạn 4, chưa giao 2, đang giải quyết 1. Quá hạn – Hà Tĩnh: 4/7 việc."
    )
    assert "Hà Tĩnh</b><br>Quá hạn: 4/7 việc" in figure.data[0].hovertext[0]


def test_names_are_never_markup_and_nothing_is_an_empty_picture() -> None:
    figure = backlog(pd.DataFrame([unit("<b>x</b>", 1, 0, 0)]), LABELS, title="Việc", counted="việc")
    assert "<b>x" not in figure.layout.yaxis.ticktext[0]
    assert len(backlog(pd.DataFrame([]), LABELS, title="Việc", counted="việc").data) == 0
