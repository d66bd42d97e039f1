"""Owns what a start does before anyone reads: the file is there, opens, and holds every batch that was acknowledged.

Nothing is deleted and nothing is put in place of the data without being asked: a log that does not fit is set aside,
anything worse stops the workspace with a report and the newest good copy as an offer.
"""

import logging
import os
from collections.abc import Sequence
from pathlib import Path

import duckdb

from danvan.backup import changes, files, identity, journal, unfinished
from danvan.backup.damaged import BEHIND, MISSING, NAMED, UNREADABLE, Damaged
from danvan.backup.journal import Entry
from danvan.backup.notices import note, notices
from danvan.backup.store import Store, place
from danvan.database import Database, connect
from danvan.database.migrate import version
from danvan.database.opening import Unreadable
from danvan.errors import DanVanError
from danvan.texts import text

LOG = logging.getLogger("danvan.backup")
UNFINISHED = ("sao-luu", "khoi-phuc")
"""How the names of copies begin that are being made or put back (make.py, restore.py)."""
__all__ = ["BEHIND", "MISSING", "UNREADABLE", "Damaged", "begin_journal", "examine", "note", "notices", "opened"]


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
    database.committed += [keeper, changes.begin(changes.path_of(database.path.parent, workspace), database)]
    _sweep(database.path.parent)
    return keeper


def _sweep(directory: Path) -> None:
    """Take away what a program was writing when it was ended: copies, files half sent; nothing of one that runs."""
    unfinished = [left for begun in UNFINISHED for left in (directory / "inbox").glob(f"{begun}-*")]
    for folder in (directory / "inbox", directory / "files", place(directory)):
        unfinished += [left for left in folder.rglob("*.part") if _is_abandoned(left)]
    for left in unfinished:
        if left.is_file():
            left.unlink(missing_ok=True)


def _is_abandoned(half: Path) -> bool:
    """Whether the program that was writing a file (its number is in the name: 'data.4711.part') runs no more."""
    number = half.suffixes[-2][1:] if len(half.suffixes) > 1 else ""
    if not number.isdigit() or int(number) == os.getpid():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def restored(database: Database, who: str, note: str) -> None:
    """Write into the journals of an open workspace that its data was put back to what it is now."""
    for keeper in database.committed:
        if isinstance(keeper, journal.Keeper):
            keeper.restored(database, who, note)
        elif isinstance(keeper, changes.Keeper):
            keeper.restored(database)


def announce(path: Path, workspace: str, told: Sequence[Entry]) -> None:
    """Tell the journals before the data changes: a start in between expects neither what was nor what comes."""
    journal.append(journal.path_of(path.parent, workspace), told)
    new = [changes.Written(entry.file_id, event=changes.RESTORED) for entry in told]
    changes.append(changes.path_of(path.parent, workspace), new)


def _connected(path: Path, workspace: str) -> Database:
    """Open the file; when its log does not fit, without the log, which is set aside."""
    log = path.with_name(f"{path.name}.wal")
    if not path.exists() and log.exists():
        note(path, workspace, text("backup.log_without_file", aside=files.set_aside(log)))
    if away := unfinished.cut_off(path, log):
        LOG.warning("%s: a commit that was never finished is cut off; the log as it was: %s", path, away)
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
    rows = database.ask("backup.counts") if version(database) and expected else None
    held = {} if rows is None else dict(zip(rows["batch_id"], rows["observations"], strict=True))
    lost = [entry for entry in expected.values() if held.get(entry.batch, -1) < entry.rows]
    known = changes.read(changes.path_of(path.parent, workspace)) if file_id else ()
    writes = changes.lost(known, file_id, changes.number_of(database)) if known else []
    if lost or writes:
        raise Damaged(BEHIND, workspace, path, lost, changes=writes)
