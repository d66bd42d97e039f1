"""Owns what a start does before anyone reads: the file is there, opens, and holds every batch that was acknowledged.

Nothing is deleted and nothing is put in place of the data without being asked: a log that does not fit is set aside,
anything worse stops the workspace with a report and the newest good copy as an offer.
"""

import json
import logging
from dataclasses import dataclass
from pathlib import Path

import duckdb

from danvan import numbers
from danvan.backup import files, identity, journal
from danvan.backup.journal import Entry
from danvan.backup.store import Kept, Store
from danvan.database import Database, connect
from danvan.database.migrate import version
from danvan.database.opening import Unreadable
from danvan.errors import DanVanError
from danvan.ingest.batches import now
from danvan.texts import text

LOG = logging.getLogger("danvan.backup")
MISSING, UNREADABLE, BEHIND = "missing", "unreadable", "behind"
NAMED = 12
UNFINISHED = ("sao-luu", "khoi-phuc")
"""How the names of copies begin that are being made or put back (make.py, restore.py)."""


class Damaged(DanVanError):
    """The workspace cannot go on as it is. `kind`: MISSING, UNREADABLE or BEHIND; `copy`: the newest good copy.

    lost: acknowledged batches that the file does not hold (all of them when it does not open); beyond: those that the
    newest good copy does not hold either.
    """

    def __init__(self, kind: str, workspace: str, path: Path, lost: list[Entry], why: str = "") -> None:
        self.kind, self.workspace, self.path, self.lost = kind, workspace, path, lost
        store = Store(path.parent, workspace)
        self.copy = store.newest_good()
        self.beyond = [entry for entry in lost if not _in_copy(entry, self.copy)]
        super().__init__(_told(self, why), _remedy(self))


@dataclass(frozen=True)
class Notice:
    """Something that a start put right by itself, for the administrator to know."""

    at: str
    workspace: str
    words: str


def opened(path: Path, workspace: str) -> Database:
    """Open the file of a workspace, or make a new one where none ever was. Damaged, with a report, otherwise."""
    lines = examine(path, workspace)
    try:
        database = _connected(path, workspace)
        try:
            _compare(database, workspace, path, lines)
        except BaseException:
            database.close()
            raise
    except (Unreadable, duckdb.Error) as fault:
        LOG.error("%s: %s", path, fault.__cause__ or fault)
        known = list(lines.expected().values())
        raise Damaged(UNREADABLE, workspace, path, known, str(fault.__cause__ or fault).splitlines()[0]) from fault
    return database


def examine(path: Path, workspace: str) -> journal.Lines:
    """What the journal says; Damaged when there is no file, or an empty one, and yet there was data. Only looks."""
    lines = journal.read(journal.path_of(path.parent, workspace))
    if not path.exists() or not path.stat().st_size:
        known = list(lines.expected().values())
        # Without any line, copies alone tell that there was data; a line that begins anew says that there is none.
        if known or (not lines.entries and Store(path.parent, workspace).newest_good()):
            raise Damaged(UNREADABLE if path.exists() else MISSING, workspace, path, known)
    return lines


def begin_journal(database: Database, workspace: str) -> journal.Keeper:
    """Give a ready workspace its mark, write down batches that the journal lacks, and keep the journal from now on."""
    path = journal.path_of(database.path.parent, workspace)
    file_id = identity.ensure(database)
    held = {int(seq) for seq in database.ask("backup.counts")["seq"]}
    missing = held - set(journal.read(path).expected(file_id))
    keeper = journal.Keeper(path, max(held, default=0))
    if missing:
        keeper.last = min(missing) - 1
        told = [entry for entry in journal.batches_after(database, keeper.last) if entry.seq in missing]
        try:
            journal.append(path, told)
            keeper.last = max(held)
        except OSError as error:
            LOG.error("journal %s: %s", path, error)
    database.committed.append(keeper)
    _sweep(database.path.parent)
    return keeper


def _sweep(directory: Path) -> None:
    """Take away copies that a program was making when it was ended; the file is ours now, so nobody makes one."""
    for begun in UNFINISHED:
        for left in (directory / "inbox").glob(f"{begun}-*"):
            if left.is_file():
                left.unlink(missing_ok=True)


def keeper_of(database: Database) -> journal.Keeper:
    """The journal's keeper of an open workspace."""
    return next(tell for tell in database.committed if isinstance(tell, journal.Keeper))


def _connected(path: Path, workspace: str) -> Database:
    """Open the file; when its log does not fit, without the log, which is set aside."""
    log = path.with_name(f"{path.name}.wal")
    if not path.exists() and log.exists():
        note(path, workspace, text("backup.log_without_file", aside=files.set_aside(log)))
    try:
        return connect(path)
    except Unreadable:
        if not log.exists():
            raise
        away = files.set_aside(log)
        try:
            database = connect(path)
        except DanVanError:
            # The log is not what is wrong: everything stays as it was found.
            away.rename(log)
            raise
        note(path, workspace, text("backup.log_set_aside", aside=away))
        return database


def _compare(database: Database, workspace: str, path: Path, lines: journal.Lines) -> None:
    """Damaged when the file does not hold what the journal says was acknowledged."""
    if lines.damaged:
        words = text("backup.journal_damaged", lines=", ".join(str(number) for number in lines.damaged[:NAMED]))
        if not any(notice.words == words for notice in notices(path.parent)):
            note(path, workspace, words)
    file_id = identity.of(database) if version(database) else ""
    expected = lines.expected(file_id) if file_id else {}
    if not file_id and lines.entries:
        # A file that has lost its mark, or was begun anew by hand, over a journal that tells of batches.
        expected = lines.expected()
    if not expected:
        return
    rows = database.ask("backup.counts") if version(database) else None
    held = {} if rows is None else dict(zip(rows["batch_id"], rows["observations"], strict=True))
    lost = [entry for entry in expected.values() if held.get(entry.batch, -1) < entry.rows]
    if lost:
        raise Damaged(BEHIND, workspace, path, lost)


def notices(directory: Path) -> list[Notice]:
    """What starts have put right by themselves, the latest first."""
    path = directory / "recovery.jsonl"
    found = []
    for line in path.read_text("utf-8", "replace").splitlines() if path.is_file() else ():
        try:
            found.append(Notice(**json.loads(line)))
        except (ValueError, TypeError):
            continue
    return found[::-1]


def note(path: Path, workspace: str, words: str) -> None:
    """Write down what a start or an administrator did about a fault."""
    LOG.warning("%s: %s", path, words)
    told = Notice(now().isoformat(timespec="seconds"), workspace, words)
    try:
        with (path.parent / "recovery.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(vars(told), ensure_ascii=False) + "\n")
    except OSError as error:
        LOG.error("recovery.jsonl: %s", error)


def _in_copy(entry: Entry, copy: Kept | None) -> bool:
    return copy is not None and copy.file_id == entry.file_id and entry.seq <= copy.seq


def _told(fault: Damaged, why: str) -> str:
    if fault.kind == BEHIND:
        words = text("backup.behind", path=fault.path, count=len(fault.lost), batches=named(fault.lost))
    else:
        words = text(f"backup.{fault.kind}", path=fault.path)
    return f"{words} {text('backup.detail', why=why)}" if why else words


def _remedy(fault: Damaged) -> str:
    if fault.copy is None:
        return text("backup.offer_none")
    day = f"{numbers.date(fault.copy.moment)} {fault.copy.moment:%H:%M}"
    words = text("backup.offer", number=fault.copy.number, day=day, batch=fault.copy.batch)
    if fault.beyond:
        words += " " + text("backup.beyond", count=len(fault.beyond), batches=named(fault.beyond))
    return words


def named(entries: list[Entry]) -> str:
    """Batches by number, title and file, a few of them."""
    told = [
        f"{entry.batch} “{entry.title}”" + (f" ({entry.file_name})" if entry.file_name else "")
        for entry in entries[-NAMED:]
    ]
    more = len(entries) - len(told)
    return "; ".join(told) + (f" {text('backup.and_more', count=more)}" if more else "")
