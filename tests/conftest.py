"""What holds for every test module."""

import os
from collections.abc import Iterator

import pytest

from danvan import catalogue

# Copies are made by themselves only where a test is about them (tests/faults, tests/unit/test_backup*.py).
os.environ.setdefault("DANVAN_BACKUPS", "off")


@pytest.fixture(scope="module", autouse=True)
def nothing_declared_is_left() -> Iterator[None]:
    """The indicators that a module's tests declare are of the whole process: the next module begins without them."""
    yield
    for item in catalogue.own():
        catalogue.discard(item.code)
