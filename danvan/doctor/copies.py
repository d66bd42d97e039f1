"""Owns what can be told of the copies of a workspace: the last one, whether it is good, whether it is behind."""

from datetime import timedelta
from pathlib import Path

from danvan import numbers
from danvan.backup import compare, keeper
from danvan.backup.store import Store, automatic, place
from danvan.database import Database
from danvan.doctor.line import FAIL, OK, WARN, Line
from danvan.ingest.batches import now
from danvan.texts import text

OLD = timedelta(days=2)


def copies(directory: Path, workspace: str, database: Database | None) -> list[Line]:
    """The newest good copy, looked at again; others that are not to be trusted."""
    store = Store(directory, workspace)
    newest = store.newest_good()
    if newest is None:
        state = FAIL if automatic() else WARN
        return [Line("backup", state, text("doctor.backup_none", place=store.own), text("doctor.backup_remedy"))]
    looked = compare.verify(store, newest)
    when = f"{numbers.date(looked.moment)} {looked.moment:%H:%M}"
    words = text("doctor.backup", number=looked.number, when=when, batch=looked.batch, place=store.own)
    if not looked.good:
        words = text("doctor.backup_bad", number=looked.number, why=looked.fault)
        told = [Line("backup", FAIL, words, text("doctor.backup_remedy"))]
    elif database is not None and not compare.is_current(looked, database):
        late = now() - looked.moment > OLD
        told = [
            Line("backup", FAIL if late else WARN, words + " " + text("doctor.behind"), text("doctor.backup_remedy"))
        ]
    else:
        told = [Line("backup", OK, words)]
    bad = [one for one in store.all() if one.fault and one.number > newest.number]
    if bad:
        told.append(Line("backup_failed", FAIL, text("doctor.backup_bad", number=bad[0].number, why=bad[0].fault)))
    watching = keeper.of(database.path) if database is not None and database.path else None
    if watching is not None and watching.fault:
        told.append(Line("backup_automatic", FAIL, watching.fault, text("doctor.backup_remedy")))
    if not automatic():
        told.append(Line("backup_off", WARN, text("doctor.backup_off"), text("doctor.backup_off_remedy")))
    elif _same_disk(directory):
        told.append(Line("backup_place", WARN, text("doctor.same_disk"), text("doctor.same_disk_remedy")))
    return told


def _same_disk(directory: Path) -> bool:
    folder = place(directory)
    return not folder.exists() or folder.stat().st_dev == directory.stat().st_dev
