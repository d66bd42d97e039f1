"""The history of batches: what each one changed, value by value, whatever came after it."""

import pandas as pd

from danvan.database import Database
from danvan.ingest import history, load
from tests.unit.ready_workspace import commit, report


def told(database: Database, batch: str) -> dict[str, tuple]:
    """Unit → (what happened to its cell, before, after); None for no number."""
    rows, _, _ = history.changes(database, batch)
    plain = rows[["change", "before_value", "after_value"]].astype(object).where(lambda cells: cells.notna(), None)
    return dict(zip(rows["unit_id"], plain.itertuples(index=False, name=None), strict=True))


def test_a_batch_tells_what_it_changed_also_after_later_ones(database: Database) -> None:
    commit(database, report("QC05", "04-2008", "2024", 1), report("QC05", "11-2008", "2024", 2))
    batch = commit(
        database,
        report("QC05", "04-2008", "2024", 5),
        report("QC05", "11-2008", "2024", 2),
        report("QC05", "12-2008", "2024", 0),
    )
    commit(database, report("QC05", "04-2008", "2024", 9))
    assert told(database, batch) == {
        "04-2008": ("changed", 1, 5),
        "11-2008": ("same", 2, 2),
        "12-2008": ("new", None, 0),
    }
    _, cells, changed = history.changes(database, batch)
    assert (cells, changed) == (3, 2)


def test_an_undo_tells_what_it_took_back_and_its_undo_what_came_back(database: Database) -> None:
    commit(database, report("QC05", "04-2008", "2024", 1))
    batch = commit(database, report("QC05", "04-2008", "2024", 5), report("QC05", "11-2008", "2024", 7))
    undone = load.undo(database, batch, "kiểm thử")
    back = load.undo(database, undone, "kiểm thử")
    assert told(database, undone) == {"04-2008": ("changed", 5, 1), "11-2008": ("gone", 7, None)}
    assert told(database, back) == {"04-2008": ("changed", 1, 5), "11-2008": ("new", None, 7)}


def test_a_batch_that_another_document_outweighs_changes_nothing_shown(database: Database) -> None:
    commit(database, report("QC05", "04-2008", "2024", 1, as_of="2025-06-01"))
    batch = commit(database, report("QC05", "04-2008", "2024", 5, as_of="2025-01-01", source="khac"))
    assert told(database, batch) == {"04-2008": ("same", 1, 1)}


def test_the_listing_is_cut_and_the_count_is_not(database: Database) -> None:
    batch = commit(database, *(report("QC05", unit, "2024", 1) for unit in ("04-2008", "11-2008", "12-2008")))
    rows, cells, changed = history.changes(database, batch, most=2)
    assert (len(rows), cells, changed) == (2, 3, 3)


def test_a_batch_without_rows_has_no_changes(database: Database) -> None:
    rows, cells, changed = history.changes(database, "D09999")
    assert (len(rows), cells, changed) == (0, 0, 0)


def test_the_list_of_batches_has_their_counts_and_how_they_were_read(database: Database) -> None:
    load.commit(
        database,
        load.Batch("import", "Báo cáo", "Lan", file_name="a.csv", details={"sheet": "Biểu 1", "encoding": "utf-8"}),
        pd.DataFrame([report("QC05", "04-2008", "2024", 1)]),
        rejected=4,
    )
    row = history.batches(database).iloc[0]
    assert (row["new_rows"], row["changed_rows"], row["rejected_rows"]) == (1, 0, 4)
    assert row["details"] == {"sheet": "Biểu 1", "encoding": "utf-8"}
    assert (row["created_by"], row["file_name"], row["status"]) == ("Lan", "a.csv", "committed")
