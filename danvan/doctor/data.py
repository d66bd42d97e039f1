"""Owns what is looked at in the data: it opens, holds what was acknowledged, breaks no rule, the clock fits."""

from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pandas as pd

from danvan import numbers
from danvan.backup import damaged, identity, journal
from danvan.backup.store import Store
from danvan.database import Database, all_queries, query
from danvan.doctor.line import FAIL, OK, WARN, Line
from danvan.ingest import originals
from danvan.ingest.batches import now
from danvan.texts import text

SLACK = timedelta(minutes=5)
STOPS = "checks.stop_"


def data(directory: Path, workspace: str, name: str, database: Database) -> list[Line]:
    """An open workspace: the journal, the batches, the invariants, the files as sent."""
    try:
        return [
            _acknowledged(directory, workspace, name, database),
            _whole(name, database),
            _invariants(name, database),
            _files(directory, name, database),
        ]
    except duckdb.Error as error:
        words = text("doctor.not_readable", name=name, why=str(error).splitlines()[0])
        return [Line("data", FAIL, words, text("doctor.not_readable_remedy"))]


def _acknowledged(directory: Path, workspace: str, name: str, database: Database) -> Line:
    """Every batch of the journal is there, with the very reports that it had."""
    lines = journal.read(journal.path_of(directory, workspace))
    expected = lines.expected(identity.of(database)) if lines.entries else {}
    held = {entry.seq: entry for entry in journal.batches_after(database, 0)}
    lost = [entry for seq, entry in expected.items() if journal.differs(entry, held.get(seq))]
    if lost:
        words = text("doctor.batches_lost", name=name, count=len(lost), batches=damaged.named(lost))
        return Line("journal", FAIL, words, text("doctor.not_readable_remedy"))
    if lines.damaged:
        return Line("journal", WARN, text("doctor.journal_damaged", name=name, count=len(lines.damaged)))
    return Line("journal", OK, text("doctor.batches", name=name, count=len(held), noted=len(expected)))


def _whole(name: str, database: Database) -> Line:
    half = database.ask("backup.half_batches")
    if len(half):
        words = text("doctor.half", name=name, batches=", ".join(str(found) for found in half["batch_id"].head(10)))
        return Line("batches_whole", FAIL, words, text("doctor.not_readable_remedy"))
    return Line("batches_whole", OK, text("doctor.whole", name=name))


def _invariants(name: str, database: Database) -> Line:
    names = [found for found in all_queries() if found.startswith(STOPS)]
    broken = {found: len(rows) for found in names if len(rows := database.ask(found))}
    if broken:
        told = "; ".join(f"{query(found).question} ({count})" for found, count in broken.items())
        return Line("invariants", FAIL, f"{name}: {told}", text("doctor.invariants_remedy"))
    return Line("invariants", OK, text("doctor.invariants", name=name, count=len(names)))


def _files(directory: Path, name: str, database: Database) -> Line:
    """The files as sent are there, byte for byte."""
    with database.cursor() as cursor:
        paths = cursor.execute("select distinct file_path from batch where file_path <> ''").fetchall()
    gone = 0
    for (path,) in paths:
        try:
            originals.original(directory, path)
        except Exception:
            gone += 1
    if gone:
        return Line("files", WARN, text("doctor.files_gone", name=name, count=gone), text("doctor.files_gone_remedy"))
    return Line("files", OK, text("doctor.files", name=name, count=len(paths)))


def clock(directory: Path, workspace: str, database: Database | None) -> Line:
    """Whether the clock is behind a moment that the data, the journal or a copy has seen."""
    seen = [one.moment for one in Store(directory, workspace).all()]
    seen += [_moment(entry.at) for entry in journal.read(journal.path_of(directory, workspace)).entries if entry.at]
    if database is not None and pd.notna(latest := database.ask("backup.latest")["moment"].iloc[0]):
        seen.append(latest.to_pydatetime())
    present, last = now(), max(seen, default=datetime.min)
    said = f"{numbers.date(present)} {present:%H:%M}"
    if last - present > SLACK:
        words = text("doctor.clock_back", now=said, seen=f"{numbers.date(last)} {last:%H:%M}")
        return Line("clock", FAIL, words, text("doctor.clock_remedy"))
    return Line("clock", OK, text("doctor.clock", now=said))


def _moment(words: str) -> datetime:
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        return datetime.min
