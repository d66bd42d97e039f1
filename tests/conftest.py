"""What holds for every test module."""

from collections.abc import Iterator

import pytest

from danvan import catalogue


@pytest.fixture(scope="module", autouse=True)
def nothing_declared_is_left() -> Iterator[None]:
    """The indicators that a module's tests declare are of the whole process: the next module begins without them."""
    yield
    for item in catalogue.own():
        catalogue.discard(item.code)
