"""The history of one cell: what each batch, undo and undo of an undo made of it."""

from danvan.database import Database
from danvan.figures import changes
from danvan.ingest import load
from danvan.periods import parse
from tests.unit import ready_workspace
from tests.unit.ready_workspace import report


def history(database: Database) -> list[tuple[str, float | None, float | None]]:
    found = changes.of_cell(database, "QC05", "42-2008", "", parse("2024"))
    return [(c.kind, c.before and c.before["value"], c.after and c.after["value"]) for c in found]


def test_each_batch_tells_the_number_before_and_after_it(database: Database) -> None:
    ready_workspace.commit(database, report("QC05", "42-2008", "2024", 7))
    second = ready_workspace.commit(database, report("QC05", "42-2008", "2024", 9))
    undo = load.undo(database, second, "kiểm thử")
    load.undo(database, undo, "kiểm thử")
    assert history(database) == [("new", None, 7), ("changed", 7, 9), ("changed", 9, 7), ("changed", 7, 9)]


def test_taking_back_the_only_report_leaves_none(database: Database) -> None:
    first = ready_workspace.commit(database, report("QC05", "42-2008", "2024", 7))
    load.undo(database, first, "kiểm thử")
    assert history(database) == [("new", None, 7), ("gone", 7, None)]


def test_batches_about_other_cells_are_not_told(database: Database) -> None:
    ready_workspace.commit(database, report("QC05", "42-2008", "2023", 7))
    assert history(database) == []
