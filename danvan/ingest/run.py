"""The one door of an import, for the page and the command line: prepare a file under given answers, then commit it.

Owns the order of the stages (read → shape → check → load) and what a file as a whole amounts to: ready, rejected, or
waiting for an answer. It decides nothing itself: every answer is in Choices, every fault a Finding.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import duckdb
import pandas as pd

from danvan import catalogue, rights
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.ingest import check, closed, load, memory, new_indicators, originals, sources
from danvan.ingest.choices import Choices, NewIndicator, Paper
from danvan.ingest.findings import STOP, Finding, capped, finding
from danvan.ingest.grid import Document
from danvan.ingest.papers import documented, paper_of, rows_of
from danvan.ingest.read import read
from danvan.ingest.shape import Question
from danvan.ingest.sheets import Answers, Sheet, chosen, declared, no_such_sheet, refused, shaped_sheet, softened

PREVIEW, COMMITTED, REJECTED, NEEDS_CHOICE = "preview", "committed", "rejected", "needs_choice"
Progress = Callable[[float, str], None]


@dataclass(frozen=True, eq=False)
class Intake:
    """One file, prepared: what was understood, found and would change. Nothing has been written yet."""

    document: Document
    answers: Answers
    sheets: tuple[Sheet, ...]
    paper: Paper
    papers: tuple[Paper, ...]
    rows: pd.DataFrame
    preview: check.Preview | None
    findings: tuple[Finding, ...]
    new: dict[str, NewIndicator]

    @cached_property
    def rejected_rows(self) -> set[tuple[str, int]]:
        """(sheet, row from 1) of the rows that a stop finding names."""
        return {(f.sheet, f.row) for f in self.findings if f.severity == STOP and f.row is not None}

    @property
    def questions(self) -> list[tuple[str, Question]]:
        """(sheet, question) of everything that has to be answered before a commit."""
        return [(sheet.name, question) for sheet in self.sheets for question in sheet.shaped.questions]

    @property
    def blocked(self) -> bool:
        """Whether the file as a whole cannot be loaded, whatever the answers."""
        return any(f.severity == STOP and f.row is None for f in self.findings) or not self.sheets

    @property
    def accepts_good_rows(self) -> bool:
        """Whether the user said that the good rows may go in without the bad ones."""
        return any(sheet.choices.accept_good_rows for sheet in self.sheets)

    @property
    def status(self) -> str:
        """rejected, needs_choice, or preview when a commit may follow."""
        if self.blocked:
            return REJECTED
        if not self.accepts_good_rows:
            if self.questions:
                return NEEDS_CHOICE
            if self.rejected_rows:
                return REJECTED
        return PREVIEW if len(self.rows) else NEEDS_CHOICE if self.questions else REJECTED


def prepare(
    database: Database,
    name: str,
    data: bytes,
    answers: Answers | Choices | None = None,
    *,
    document: Document | None = None,
) -> Intake:
    """Read, shape and check one file under the answers given so far; writes nothing.

    `document`: the file as read before, when only answers about its sheets have changed.
    """
    decided = {"": answers} if isinstance(answers, Choices) else dict(answers or {})
    common = decided.get("", Choices())
    if document is None:
        document = read(data, name, encoding=common.encoding or None, delimiter=common.delimiter or None)
    found = tuple(shaped_sheet(database, document, grid, decided) for grid in chosen(document, common))
    sheets = tuple(sheet for sheet in found if len(sheet.shaped.rows) or sheet.shaped.questions) or found
    findings = [*document.findings, *said_of(document, found, sheets, common)]
    not_declared = refused(document.name, sheets)
    new = {} if not_declared else declared(database, sheets)
    paper, rows, preview = paper_of(document, sheets, common), rows_of(sheets), None
    papers: tuple[Paper, ...] = (paper,)
    if len(rows):
        rows, papers = documented(database, rows, paper)
        leave = closed.leave_of(common.closed_reason)
        preview = _previewed(database, rows, document.name, papers, new, leave)
        rows = preview.rows
        findings += preview.findings
    return Intake(document, decided, sheets, paper, papers, rows, preview, capped([*findings, *not_declared]), new)


def said_of(document: Document, found: tuple[Sheet, ...], kept: tuple[Sheet, ...], common: Choices) -> list[Finding]:
    """What the sheets say of themselves, and what is to be said of a file without figures."""
    told = []
    for sheet in found:
        told += sheet.shaped.findings if sheet in kept else softened(sheet.shaped.findings)
    bare = not any(len(sheet.shaped.rows) or sheet.shaped.questions for sheet in kept)
    if document.grids and common.sheet and not found:
        told.append(no_such_sheet(document, common.sheet))
    elif document.grids and bare and not any(item.severity == STOP for item in told):
        told.append(finding("import_no_figures", STOP, file=document.name))
    return told


def commit(
    database: Database,
    intake: Intake,
    data: bytes,
    who: str,
    *,
    progress: Progress | None = None,
    reason: str = "",
) -> str | None:
    """Write a prepared file: one batch, all or nothing; its id, or None when everything was there already.

    DanVanError when the file still waits for an answer or is rejected, or when the data changed since the preview;
    rights.Refused for somebody who may not enter figures of these units, or declare what is new in it.
    """
    if intake.status != PREVIEW:
        raise DanVanError(
            message=f"Tệp {intake.document.name} chưa nhập được: còn lỗi hoặc câu hỏi chưa trả lời.",
            remedy="Xem danh sách phát hiện, sửa hoặc trả lời rồi thử lại.",
        )
    rows = good(intake)
    rights.need(rights.ENTER, rows["unit_id"].unique() if len(rows) else ())
    if intake.new:
        rights.need(rights.ADMINISTER)
    say = progress or (lambda _fraction, _words: None)
    directory = database.path.parent if database.path else None
    path = originals.keep(directory, data) if directory else ""
    leave = _leave(intake)
    batch = load.Batch(
        "import",
        intake.paper.title,
        who,
        file_name=intake.document.name,
        file_hash=intake.document.digest,
        file_path=path,
        reason=reason or leave.reason,
    )
    signed = {sheet.signature: sheet.choices for sheet in intake.sheets}
    made = load.commit(
        database,
        batch,
        rows,
        sources=sources.frame(intake.papers),
        before=lambda cursor: _before(cursor, intake, signed, who),
        progress=say,
        counts=intake.preview.counts if intake.preview else None,
        rejected=left_out(intake),
        leave=leave,
    )
    if made is not None:
        for code in intake.new:
            rights.record("indicator", code)
        rights.record("import", made, intake.document.name)
    return made


def _leave(intake: Intake) -> closed.Leave:
    """To change the closed periods that the preview told of, when a reason was given for them."""
    touched = intake.preview.closed if intake.preview else ()
    return closed.leave_of(intake.answers.get("", Choices()).closed_reason, touched) if touched else closed.NO_LEAVE


def good(intake: Intake) -> pd.DataFrame:
    """The rows that a commit writes: known indicator and unit, no stop finding."""
    rows = intake.rows
    if not len(rows) or "status" not in rows:
        return rows
    kept = rows["status"] != "rejected"
    return rows if kept.all() else rows[kept]


def left_out(intake: Intake) -> int:
    """How many figures of the file a commit does not write: without a unit or an indicator, or at fault."""
    return sum(len(sheet.shaped.rows) for sheet in intake.sheets) - len(good(intake))


def _before(cursor: duckdb.DuckDBPyConnection, intake: Intake, signed: dict[str, Choices], who: str) -> None:
    for made in intake.new.values():
        new_indicators.declare(cursor, made, who)
    # One that another workspace of this process declared is known to the catalogue, but not yet kept here.
    new_indicators.ensure(cursor, {str(code) for code in intake.rows["indicator"].unique()}, who)
    for mark, decided in signed.items():
        memory.remember(cursor, mark, decided, who)


def _previewed(
    database: Database, rows: pd.DataFrame, file: str, papers: tuple[Paper, ...], new: dict[str, NewIndicator],
    leave: closed.Leave,
) -> check.Preview:  # fmt: skip
    # Known to this process by their codes, so that messages can name them; kept only by a commit.
    lent = [catalogue.lend(new_indicators.described(made)) for made in new.values()]
    with database.cursor() as cursor:
        lent += new_indicators.missing(cursor, {str(code) for code in rows["indicator"].unique()} - set(new))
    return check.preview(database, rows, file=file, sources=sources.frame(papers), declared=lent, leave=leave)
