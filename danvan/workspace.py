"""Workspaces: the official one (real data) and the illustrative one (synthetic). Opening one makes it ready.

Owns where the files lie ($DANVAN_DATA, default var/) and what a first start does. The two never mix.
"""

import hashlib
import os
from datetime import date
from pathlib import Path

import duckdb

from danvan import snapshot
from danvan.backup import recovery, upgrade
from danvan.database import Database
from danvan.database.migrate import migrate
from danvan.errors import DanVanError
from danvan.figures import reference
from danvan.ingest import check, published
from danvan.plans import themes

ROOT = Path(__file__).resolve().parents[1]
OFFICIAL, ILLUSTRATIVE = "chinh-thuc", "minh-hoa"
NAMES = {OFFICIAL: "Chính thức", ILLUSTRATIVE: "Minh họa"}


def data_directory() -> Path:
    """Where databases, uploads and backups lie: $DANVAN_DATA, or var/ in the project's folder."""
    return Path(os.environ.get("DANVAN_DATA") or ROOT / "var").expanduser().resolve()


def path_of(workspace: str, directory: Path | None = None) -> Path:
    """The database file of a workspace; DanVanError for an unknown name."""
    if workspace not in NAMES:
        raise DanVanError(
            message=f"Không có không gian dữ liệu “{workspace}”.", remedy=f"Chọn một trong: {', '.join(NAMES)}."
        )
    return (directory or data_directory()) / f"{workspace}.duckdb"


def exists(workspace: str, directory: Path | None = None) -> bool:
    """Whether the workspace has been made."""
    return path_of(workspace, directory).exists()


def open_workspace(workspace: str, directory: Path | None = None) -> Database:
    """Open a workspace ready for use: tables in shape, reference data current, published facts in (official).

    recovery.Damaged, with a report, when the file is gone, does not open or lacks what was acknowledged.
    """
    path = path_of(workspace, directory)
    database = recovery.opened(path, workspace)
    try:
        if workspace == OFFICIAL:
            upgrade.keep_former(database, workspace)
        make_ready(database, workspace)
        recovery.begin_journal(database, workspace)
    except duckdb.Error as error:
        database.close()
        raise recovery.Damaged(recovery.UNREADABLE, workspace, path, [], str(error).splitlines()[0]) from error
    except BaseException:
        database.close()
        raise
    return database


def make_ready(database: Database, workspace: str) -> None:
    """Bring an open file into today's shape: tables, reference data, published facts, figures, warnings."""
    migrate(database)
    rebuilt = reference.load(database)
    if workspace == OFFICIAL:
        published.load_once(database)
        themes.publish(database)
    check.ensure(database, rebuilt=rebuilt)


def open_as_of(name: str, day: date, live: Database, directory: Path | None = None) -> Database:
    """The workspace as it was known at the end of a past day, read only; `live` is the open one. Kept."""
    known = hashlib.sha256(snapshot.mark(live, day).encode()).hexdigest()[:16]
    folder = (directory or data_directory()) / "snapshots"
    return snapshot.ready(live, folder / f"{name}~{day.isoformat()}~{known}.duckdb", day)
