"""The empty workspace that tests of the import begin with: made once a module, emptied for each test."""

from collections.abc import Iterator

import pytest

from danvan.database import Database
from tests.unit.ready_workspace import clear, make


@pytest.fixture(scope="module")
def ready() -> Iterator[Database]:
    """Units, catalogue and calendar, no figures: what a test before has left in it is for `database` to empty."""
    made = make()
    yield made
    made.close()


@pytest.fixture
def database(ready: Database) -> Database:
    """The workspace without any batch."""
    return clear(ready)
