"""What the tests of pages share: workspaces made once, and a copy of them for a module or for one test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from danvan import demo, workspace
from danvan.ui import cached


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both workspaces, the illustrative one small; only ever copied."""
    directory = tmp_path_factory.mktemp("du-lieu")
    workspace.open_workspace(workspace.OFFICIAL, directory).close()
    demo.build(directory, small=True)
    return directory


@pytest.fixture(scope="module")
def both(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Both workspaces for the tests of a module."""
    directory = tmp_path_factory.mktemp("trang") / "du-lieu"
    shutil.copytree(made, directory)
    forget()
    yield directory
    forget()


@pytest.fixture
def in_both(both: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The application works on the module's workspaces."""
    monkeypatch.setenv("DANVAN_DATA", str(both))
    return both


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the official workspace as it is at first; a module that needs more in it has its own."""
    directory = tmp_path_factory.mktemp("du-lieu")
    workspace.open_workspace(workspace.OFFICIAL, directory).close()
    return workspace.path_of(workspace.OFFICIAL, directory)


@pytest.fixture
def data(fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The official workspace in a folder of its own, for a test that writes."""
    shutil.copy(fresh, tmp_path)
    monkeypatch.setenv("DANVAN_DATA", str(tmp_path))
    forget()
    yield tmp_path
    cached.live(workspace.OFFICIAL).close()
    forget()


def forget() -> None:
    """What the application keeps between tests belongs to the workspaces of before."""
    st.cache_resource.clear()
    st.cache_data.clear()
