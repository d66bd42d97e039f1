"""Owns making copies by themselves while a program runs: after each commit, once a day, and when another program asks.

One thread a workspace, beside the readers. Commits that come while a copy is made are in the next one. A command line
that finds the data in use puts its wish into $DANVAN_DATA/requests, and the program that has it open answers there.
"""

import atexit
import json
import logging
import sys
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from danvan import rights
from danvan.backup import compare, files, make
from danvan.backup.store import COMMIT, DAILY, Store, automatic
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.ingest.batches import now
from danvan.texts import text

LOG = logging.getLogger("danvan.backup")
GLANCE = 1.0
"""Seconds between two looks at the requests."""
LOOK = 60.0
"""Seconds between two looks at whether a copy is due that was not made: a new day, or one that failed."""
REST = 4
"""After a copy that took t seconds the next automatic one begins no sooner than REST × t later."""
WATCHED: dict[Path, "Keeper"] = {}
CHANGED: dict[Path, tuple[Database, str]] = {}
Answering = Callable[[Database, dict[str, Any]], dict[str, Any]]


class Keeper:
    """Makes the copies of one open workspace. `fault`: why the last attempt failed, '' when it did not."""

    def __init__(self, database: Database, workspace: str) -> None:
        self.database, self.workspace = database, workspace
        self.store = Store(database.path.parent, workspace)
        self.fault = ""
        self.answers: dict[str, Answering] = {"backup": self._by_hand, "here": lambda _database, _asked: {}}
        self._wake, self._stop = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"backup-{workspace}", daemon=True)

    def start(self) -> "Keeper":
        """Begin; the present state is copied when no copy holds it."""
        self.database.committed.append(self._due)
        self._thread.start()
        return self

    def _due(self, _: Database) -> None:
        self._wake.set()

    @property
    def due(self) -> bool:
        """Whether the data holds something that no good copy holds."""
        newest = self.store.newest_good()
        return newest is None or not compare.is_current(newest, self.database)

    def finish(self) -> None:
        """End: a copy that is still due is made first."""
        if self in WATCHED.values():
            WATCHED.pop(self.database.path, None)
        if self._thread.is_alive():
            self._stop.set()
            self._wake.set()
            self._thread.join()

    def _run(self) -> None:
        self._wake.set()
        rested = looked = 0.0
        while not self._stop.is_set():
            try:
                self._answer()
                if time.monotonic() >= looked:
                    looked = time.monotonic() + LOOK
                    self._regular()
                if self._wake.is_set() and time.monotonic() >= rested:
                    self._wake.clear()
                    began = time.monotonic()
                    self._make(COMMIT)
                    rested = time.monotonic() + REST * (time.monotonic() - began)
            except Exception:
                # A disk without room for an answer must not end the copies.
                LOG.exception("keeping %s", self.workspace)
            self._stop.wait(GLANCE)
        if self._wake.is_set():
            self._make(COMMIT)

    def _make(self, why: str) -> None:
        """An automatic copy, when one is due; what goes wrong is kept for the page, the log and the doctor."""
        try:
            if not self.due:
                return
            kept = make.make(self.database, self.workspace, why, text("backup.system"))
            self.fault = kept.fault
        except Exception as error:
            self.fault = str(error)
        if self.fault:
            LOG.error("backup of %s: %s", self.workspace, self.fault)

    def _regular(self) -> None:
        """Once a day, and after a failure: a copy when there is something new, else a look at the newest one."""
        try:
            newest = self.store.newest_good()
            looked = newest is not None and newest.verified_at[:10] == now().date().isoformat()
            if looked and not self.fault:
                return
            if self.due:
                self._make(DAILY)
            elif newest is not None:
                self.fault = compare.verify(self.store, newest).fault
        except Exception:
            LOG.exception("daily backup of %s", self.workspace)

    def _answer(self) -> None:
        """Do what other programs asked for."""
        for path in sorted(_requests(self.database.path.parent).glob(f"{self.workspace}~*.ask")):
            try:
                asked = json.loads(path.read_text("utf-8"))
                told = {"status": "done", **self.answers[asked["command"]](self.database, asked)}
            except DanVanError as error:
                told = {"status": "rejected", "message": error.message, "remedy": error.remedy}
            except Exception as error:
                LOG.exception("request %s", path.name)
                told = {"status": "rejected", "message": str(error), "remedy": ""}
            files.write_json(path.with_suffix(".told"), told)
            path.unlink(missing_ok=True)

    def _by_hand(self, database: Database, asked: dict[str, Any]) -> dict[str, Any]:
        kept = make.make(database, self.workspace, asked["why"], asked["who"])
        rights.record("backup", self.workspace, f"{kept.file} ({asked['who']})")
        return {"backup": asdict(kept)}


def watch(database: Database, workspace: str) -> Keeper | None:
    """Make copies of an open workspace by themselves from now on; None when that is switched off."""
    if not automatic() or database.path is None:
        return None
    if (former := WATCHED.get(database.path)) is not None and former.database is not database:
        former.finish()
    if database.path not in WATCHED:
        WATCHED[database.path] = Keeper(database, workspace).start()
    return WATCHED[database.path]


def at_end(database: Database, workspace: str) -> None:
    """For a command that ends soon: if it commits anything, one copy is made when the program ends."""
    if automatic() and database.path is not None:
        database.committed.append(lambda one: CHANGED.update({one.path: (one, workspace)}))


def of(path: Path) -> Keeper | None:
    """Who keeps the workspace of that file in this program, if anyone does."""
    return WATCHED.get(path)


@atexit.register
def finish() -> None:
    """At the end of the program: copies that are still due."""
    for keeper in list(WATCHED.values()):
        keeper.finish()
    while CHANGED:
        _, (database, workspace) = CHANGED.popitem()
        try:
            make.make(database, workspace, COMMIT, text("backup.system"))
        except DanVanError as error:
            print(error, file=sys.stderr)


def answers(directory: Path, workspace: str) -> bool:
    """Whether a program that has the data open answers: it may, though its file is gone from under it."""
    try:
        ask(directory, workspace, "here", wait=3 * GLANCE)
    except DanVanError:
        return False
    return True


def ask(directory: Path, workspace: str, command: str, *, wait: float = 600.0, **words: Any) -> dict[str, Any]:
    """Have the program that has the data open do something; its answer. DanVanError when it says no, or nothing."""
    path = _requests(directory) / f"{workspace}~{uuid.uuid4().hex}.ask"
    files.write_json(path, {"command": command, **words})
    answer = path.with_suffix(".told")
    try:
        for _ in range(int(wait / 0.1)):
            if answer.is_file():
                told = json.loads(answer.read_text("utf-8"))
                if told["status"] == "done":
                    return told
                raise DanVanError(told["message"], told["remedy"])
            time.sleep(0.1)
    finally:
        path.unlink(missing_ok=True)
        answer.unlink(missing_ok=True)
    raise DanVanError(text("backup.no_answer"), text("backup.no_answer_remedy"))


def _requests(directory: Path) -> Path:
    return directory / "requests"
