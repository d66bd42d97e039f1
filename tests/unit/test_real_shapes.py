"""Files of the kinds that offices publish and send: every figure comes out as it truly is, or is asked or told.

The cases are in tests/fixtures/real_shapes: each says of every cell what it means, which names must be asked, which
findings must be there; a finding or a question beside those counts as wrong as well.
"""

from collections.abc import Callable, Iterator

import pandas as pd
import pytest

from danvan.database import Database
from danvan.ingest.shape import Shaped
from danvan.periods import Period
from tests.fixtures.real_shapes import (
    cells,
    datasets,
    doubtful,
    figures,
    forms,
    indices,
    namesakes,
    printouts,
    published,
    reports,
    subtle,
)
from tests.fixtures.real_shapes.judge import judge
from tests.fixtures.real_shapes.paper import Case, cases_of
from tests.fixtures.real_shapes.phrases import ASKED, FILES, LEFT, SUB_HEADERS, TITLES
from tests.unit import ready_workspace
from tests.unit.shape_grids import asked, shaped
from tests.unit.shape_grids import cells as fields

Make = Callable[[], Case]
MODULES = (published, indices, forms, reports, printouts, doubtful, figures, subtle, datasets, namesakes, cells)
CASES = [make for module in MODULES for make in cases_of(module)]


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    """A workspace without figures; nothing is written to it."""
    made = ready_workspace.make()
    yield made
    made.close()


@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_every_figure_comes_out_true_or_is_asked(database: Database, make: Make) -> None:
    """No wrong unit, value, period or indicator; nothing lost; nothing told or asked for nothing."""
    verdict = judge(database, make())
    assert not verdict.faults, "\n" + "\n".join(verdict.faults[:40])
    assert verdict.figures


NAMES = ("Huyện Can Lộc", "Huyện Thạch Hà", "Huyện Hương Khê")


def _periods(found: Shaped, column: int) -> set[str | None]:
    spans = [(start, end) for c, start, end in fields(found, "column", "period_start", "period_end") if c == column]
    return {None if pd.isna(end) else Period(start.date(), end.date()).code for start, end in spans}


@pytest.mark.parametrize(("title", "period"), TITLES)
def test_a_title_gives_the_period_of_the_figures_or_none(title: str, period: str | None) -> None:
    """Neither the day of signing or printing, nor the plan for the next year, nor a law's year."""
    lines = [[i + 1, name, 10 + i, 20 + i] for i, name in enumerate(NAMES)]
    found = shaped([[title], ["TT", "Đơn vị", "Số cuộc đối thoại định kỳ", "Số cuộc giám sát"], *lines])
    assert _periods(found, 2) == {period}
    assert bool(asked(found, "period")) == (period is None)


@pytest.mark.parametrize(("header", "period"), SUB_HEADERS)
def test_a_sub_header_gives_its_own_period_or_is_left_out_or_asked(header: str, period: str) -> None:
    """Only what happened in a known period is a figure of the indicator; plans and comparisons are none."""
    lines = [[i + 1, name, 10 + i, 20 + i] for i, name in enumerate(NAMES)]
    head = [["TT", "Đơn vị", "Số cuộc đối thoại định kỳ", ""], ["", "", header, "Quý I/2024"]]
    found = shaped([["KẾT QUẢ ĐỐI THOẠI 6 THÁNG ĐẦU NĂM 2024"], *head, *lines], merged=[(1, 2, 1, 3)])
    rows = found.rows[found.rows["column"] == 2]
    taken = _periods(found, 2) if (rows["indicator"] == "DT02").any() else set()
    if period == LEFT:
        assert not len(rows)
    elif period == ASKED:
        assert taken <= {None}
    else:
        assert taken == {period}


@pytest.mark.parametrize(("name", "period"), FILES)
def test_a_file_name_gives_a_period_only_where_it_names_one(name: str, period: str | None) -> None:
    """A day in a file's name is when it was sent."""
    lines = [[i + 1, unit, 10 + i] for i, unit in enumerate(NAMES)]
    found = shaped([["TT", "Đơn vị", "Số cuộc đối thoại"], *lines], name=name)
    assert _periods(found, 2) == {period}
    assert bool(asked(found, "period")) == (period is None)
