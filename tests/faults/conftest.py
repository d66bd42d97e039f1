"""One official workspace, made once; every test works on its own copy of the file."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from danvan import workspace
from danvan.database import Database


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published facts, loaded."""
    directory = tmp_path_factory.mktemp("goc")
    workspace.open_workspace(workspace.OFFICIAL, directory).close()
    return directory / "chinh-thuc.duckdb"


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own."""
    shutil.copy(made, tmp_path)
    return tmp_path


@pytest.fixture
def start(data: Path) -> Iterator[Callable[[], Database]]:
    """The application's own start on that folder; what it opened is closed at the end."""
    opened: list[Database] = []

    def _start() -> Database:
        opened.append(workspace.open_workspace(workspace.OFFICIAL, data))
        return opened[-1]

    yield _start
    for database in opened:
        database.close()
