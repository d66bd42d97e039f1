"""Owns the report on data that cannot go on as it is: what is wrong, what is lost, which copy has it, what to do."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from danvan import numbers
from danvan.backup.changes import DERIVED, Written
from danvan.backup.journal import Entry
from danvan.backup.store import Kept, Store
from danvan.errors import DanVanError
from danvan.texts import entries, text

MISSING, UNREADABLE, BEHIND = "missing", "unreadable", "behind"
NAMED = 12
BESIDE = ("plan_change", "plan_document", "batch_detail", "source", *DERIVED)
"""Tables that are written along with another one, which is the one to name."""


class Damaged(DanVanError):
    """The workspace cannot go on as it is. `kind`: MISSING, UNREADABLE or BEHIND; `copy`: the newest good copy.

    lost: acknowledged batches that the file does not hold (all of them when it does not open); changes: acknowledged
    writes of anything else; beyond, changes_beyond: those that the newest good copy does not hold either.
    """

    def __init__(
        self, kind: str, workspace: str, path: Path, lost: list[Entry], why: str = "", changes: Sequence[Written] = ()
    ) -> None:
        self.kind, self.workspace, self.path, self.lost = kind, workspace, path, lost
        self.changes = others(changes, lost)
        store = Store(path.parent, workspace)
        self.copy = store.newest_good()
        self.beyond = [entry for entry in lost if not _in_copy(entry.file_id, entry.seq, self.copy, "seq")]
        self.changes_beyond = [
            line for line in self.changes if not _in_copy(line.file_id, line.written, self.copy, "written")
        ]
        super().__init__(_told(self, why), _remedy(self))


def others(changes: Sequence[Written], lost: Sequence[Entry]) -> list[Written]:
    """The writes that are no batch which is told of anyway."""
    return [line for line in changes if not (lost and "batch" in line.tables)]


def _in_copy(file_id: str, number: int, copy: Kept | None, of: str) -> bool:
    return copy is not None and copy.file_id == file_id and number <= getattr(copy, of)


def _told(fault: Damaged, why: str) -> str:
    if fault.kind == BEHIND:
        words = text("backup.behind", path=fault.path, lost=_both(fault.lost, fault.changes))
    else:
        words = text(f"backup.{fault.kind}", path=fault.path)
    return f"{words} {text('backup.detail', why=why)}" if why else words


def _remedy(fault: Damaged) -> str:
    if fault.copy is None:
        return text("backup.offer_none")
    day = f"{numbers.date(fault.copy.moment)} {fault.copy.moment:%H:%M}"
    words = text("backup.offer", number=fault.copy.number, day=day, batch=fault.copy.batch)
    if fault.beyond or fault.changes_beyond:
        words += " " + text("backup.beyond", lost=_both(fault.beyond, fault.changes_beyond))
    return words


def _both(batches: Sequence[Entry], changes: Sequence[Written]) -> str:
    told = [text("backup.lost_batches", count=len(batches), batches=named(batches))] if batches else []
    told += [text("backup.lost_changes", count=len(changes), changes=changed(changes))] if changes else []
    return text("backup.and").join(told)


def named(batches: Sequence[Entry]) -> str:
    """Batches by number, title and file, a few of them."""
    told = [
        f"{entry.batch} “{entry.title}”" + (f" ({entry.file_name})" if entry.file_name else "")
        for entry in batches[-NAMED:]
    ]
    return _with_more(told, len(batches), "backup.and_more")


def changed(changes: Sequence[Written]) -> str:
    """Writes by what they changed and when, a few of them: 'chỉ tiêu kế hoạch (21/11/2026 10:05)'."""
    told = []
    for line in changes[-NAMED:]:
        at = datetime.fromisoformat(line.at) if line.at else None
        tables = [name for name in line.tables if name not in BESIDE] or line.tables or [""]
        words = dict.fromkeys(_table(name) for name in tables)
        told.append(", ".join(words) + (f" ({numbers.date(at)} {at:%H:%M})" if at else ""))
    return _with_more(told, len(changes), "backup.and_more_changes")


def _table(name: str) -> str:
    return text(f"backup.table_{name}") if f"backup.table_{name}" in entries() else text("backup.table_other")


def _with_more(told: list[str], count: int, words: str) -> str:
    more = count - len(told)
    return "; ".join(told) + (f" {text(words, count=more)}" if more > 0 else "")
