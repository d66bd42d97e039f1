"""Files of the kinds that offices publish and send: every figure comes out as it truly is, or is asked or told.

The cases are in tests/fixtures/real_shapes: each says of every cell what it means, which names must be asked, which
findings must be there; a finding or a question beside those counts as wrong as well.
"""

from collections.abc import Callable, Iterator

import pytest

from danvan.database import Database
from tests.fixtures.real_shapes import doubtful, published, reports, subtle
from tests.fixtures.real_shapes.judge import judge
from tests.fixtures.real_shapes.paper import Case
from tests.unit import ready_workspace

Make = Callable[[], Case]
CASES = [*published.CASES, *reports.CASES, *doubtful.CASES, *subtle.CASES]


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
