"""Owns the copy that is kept before a newer program changes the shape of the tables: the way back to the older one.

An older program does not open what a newer one has shaped. The copy holds the tables as the older one knows them.
"""

from danvan.backup import compare, make
from danvan.backup.store import BEFORE_UPGRADE, Kept, Store
from danvan.database import Database
from danvan.database.migrate import newest, version
from danvan.errors import DanVanError
from danvan.texts import text


def keep_former(database: Database, workspace: str) -> Kept | None:
    """Keep a copy when the tables are about to change; None when they are not, or when the very same copy is there.

    It is made even where copies are switched off: a change of shape cannot be taken back. DanVanError without one.
    """
    shaped = version(database)
    if not 0 < shaped < newest():
        return None
    last = next((one for one in Store(database.path.parent, workspace).all() if one.why == BEFORE_UPGRADE), None)
    with database.cursor() as cursor:
        found = compare.held(cursor)
    # A start that was cut off, or tried again and again by the service, does not fill the disk.
    if last is not None and last.good and (last.counts, last.checks) == (found["counts"], found["checks"]):
        return None
    kept = make.make(database, workspace, BEFORE_UPGRADE, text("backup.system"))
    if not kept.good:
        words = text("backup.upgrade_bad", number=shaped, why=kept.fault)
        raise DanVanError(words, text("backup.former_bad_remedy"))
    return kept
