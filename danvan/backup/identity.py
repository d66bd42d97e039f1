"""Owns which database file this is: a mark in the data that copies keep, so that a journal speaks of one file only."""

import uuid

from danvan.database import Database

NAME, RESTORED = "file_id", "restored"


def of(database: Database) -> str:
    """The mark of an open database; '' for one that was never opened as a workspace."""
    return _value(database, NAME)


def ensure(database: Database) -> str:
    """Give a new file its mark; the mark."""
    return of(database) or put(database, NAME)


def put(database: Database, name: str) -> str:
    """Set a mark anew: NAME, or RESTORED, by which everything remembered of the data is known to be of before."""
    mark = uuid.uuid4().hex
    with database.writing() as cursor:
        cursor.execute("delete from setting where name = ?", [name])
        cursor.execute("insert into setting values (?, ?)", [name, mark])
    return mark


def restored(database: Database) -> str:
    """The mark of the last time that a copy was put back; '' when none ever was."""
    return _value(database, RESTORED)


def _value(database: Database, name: str) -> str:
    with database.cursor() as cursor:
        row = cursor.execute("select value from setting where name = ?", [name]).fetchone()
    return row[0] if row else ""
