"""Owns being the only program that touches the file of a workspace, while its name or its log is changed."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from danvan.database.opening import InUse
from danvan.texts import text


@contextmanager
def holding(path: Path) -> Iterator[None]:
    """Keep other programs from opening the file meanwhile; InUse when one has it open already.

    The lock is DuckDB's own: one that a program which opens the file asks for, and holds as long as it is open. Never
    of a file that this program has open: letting go here would let go there too.
    """
    if not path.exists():
        yield
        return
    with path.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise InUse(text("backup.in_use_now", path=path), text("backup.in_use_remedy")) from error
        yield
