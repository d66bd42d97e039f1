"""What holds for every test module."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from danvan import catalogue

# Copies are made by themselves only where a test is about them (tests/faults, tests/unit/test_backup*.py).
os.environ.setdefault("DANVAN_BACKUPS", "off")


@pytest.fixture(scope="module", autouse=True)
def nothing_declared_is_left() -> Iterator[None]:
    """The indicators that a module's tests declare are of the whole process: the next module begins without them."""
    yield
    for item in catalogue.own():
        catalogue.discard(item.code)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers: one for all tests of the process, which refuses a second beside it."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One browser for the session."""
    from tests.browser.conftest import ARGUMENTS, chromium

    launched = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
    yield launched
    launched.close()
