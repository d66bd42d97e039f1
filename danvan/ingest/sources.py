"""Owns the documents that figures come from: the code that stands for one, and its row in the table `source`."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

import duckdb
import pandas as pd

from danvan.database import Database
from danvan.ingest.choices import Paper

COLUMNS = "source kind title number issuer publisher date url note".split()
KEPT = ["number", "issuer", "publisher", "day", "url", "note"]
"""What an empty field leaves as it stands."""
PRIORITY = {"official_report": 1, "statistics": 1, "press": 2}
LAST = 9
LONGEST_SLUG = 40


def code_of(paper: Paper) -> str:
    """The code of a document: readable words of its title and a short digest of what names it.

    The same title, number, issuer and day are the same document; kind and place in it do not matter.
    """
    named = "\x1f".join(_plain(part) for part in (paper.title, paper.number, paper.issuer, paper.day))
    mark = hashlib.sha256(named.encode()).hexdigest()[:8]
    return f"{_slug(paper.title) or 'tai-lieu'}-{mark}"


def frame(papers: Iterable[Paper]) -> pd.DataFrame:
    """The documents as rows for `put_in`, one a code. Columns as COLUMNS."""
    rows = [
        [code_of(paper), paper.kind, paper.title, paper.number, paper.issuer, "", paper.day, "", ""] for paper in papers
    ]
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object).drop_duplicates("source")


def put_in(cursor: duckdb.DuckDBPyConnection, sources: pd.DataFrame) -> None:
    """Add or replace documents by their code, inside the caller's transaction. Columns as COLUMNS.

    What is not said of a document (a file never names its publisher or address) stays as it is known.
    """
    rows = sources.reindex(columns=COLUMNS).astype(object).fillna("").astype(str).rename(columns={"date": "day"})
    known = _known(cursor).reindex(rows["source"])
    for name in KEPT:
        former = known[name].fillna("").set_axis(rows.index)
        rows[name] = rows[name].where(rows[name] != "", former)
    rows["day"] = pd.to_datetime(rows["day"].replace("", None))
    rows["priority"] = priorities(rows["kind"])
    cursor.register("documents", rows)
    cursor.execute("delete from source where source in (select source from documents)")
    cursor.execute("insert into source by name select * from documents")
    cursor.unregister("documents")


def _known(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The documents in hand, by their code, with the columns KEPT as text."""
    cursor.execute(f"select source, {', '.join(f'{name}::varchar as {name}' for name in KEPT)} from source")
    return cursor.df().set_index("source")


def put_sources(database: Database, sources: pd.DataFrame) -> None:
    """`put_in` in a transaction of its own."""
    with database.writing() as cursor:
        put_in(cursor, sources)


def priorities(kinds: pd.Series) -> pd.Series:
    """The rank of each kind of document: 1 is used before 2."""
    return kinds.map(PRIORITY).fillna(3).astype(int)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def _slug(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    words = re.sub(r"[^a-z0-9]+", "-", bare.encode("ascii", "ignore").decode().lower()).strip("-")
    return words if len(words) <= LONGEST_SLUG else words[:LONGEST_SLUG].rsplit("-", 1)[0]
