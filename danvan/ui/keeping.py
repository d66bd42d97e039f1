"""The copies that a running server makes by itself, and what it answers to the command line meanwhile."""

from typing import Any

from danvan import doctor, workspace
from danvan.backup import keeper
from danvan.database import Database


def begin(database: Database) -> None:
    """Copies of the official workspace from now on. The illustrative one can be made anew at any time."""
    watched = keeper.watch(database, workspace.OFFICIAL)
    if watched is not None:
        watched.answers["doctor"] = _doctor


def _doctor(database: Database, asked: dict[str, Any]) -> dict[str, Any]:
    return {"report": doctor.report(workspace.data_directory(), opened={workspace.OFFICIAL: database})}
