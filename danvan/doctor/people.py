"""Owns what can be told of the book of people: it opens, and the journal of what they did is as it was written."""

import sqlite3
from pathlib import Path

from danvan import numbers
from danvan.doctor.line import FAIL, OK, Line
from danvan.errors import DanVanError
from danvan.people import chain
from danvan.people.book import Book
from danvan.texts import text


def people(directory: Path) -> list[Line]:
    """The whole journal, entry by entry; nothing to tell where nobody has done anything yet."""
    book = Book(directory)
    if not book.exists:
        return []
    try:
        broken = chain.first_broken(book)
        count = len(book.rows("last_entry")) and book.rows("last_entry")[0]["entry"]
    except (DanVanError, sqlite3.Error) as error:
        return [Line("people", FAIL, str(error), text("doctor.people_remedy"))]
    if broken is not None:
        words = text("doctor.people_broken", entry=numbers.number(broken), path=book.path)
        return [Line("people", FAIL, words, text("doctor.people_remedy"))]
    return [Line("people", OK, text("doctor.people", count=numbers.number(count)))]
