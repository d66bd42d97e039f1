"""A commit: one transaction, all or nothing, nothing for what is there already, nothing behind a preview's back."""

import threading
from typing import Any

import duckdb
import pandas as pd
import pytest

from danvan.database import Database
from danvan.errors import DanVanError
from danvan.ingest import check, load, sources
from danvan.ingest.choices import Paper
from tests.unit.ready_workspace import commit, everything, report, sheet


def one(database: Database, sql: str) -> Any:
    with database.cursor() as cursor:
        return cursor.execute(sql).fetchone()


def test_what_its_document_has_said_already_makes_no_batch(database: Database) -> None:
    rows = [report("QC05", "04-2008", "2024", 1), report("QC05", "11-2008", "2024", None, state="held_no_count")]
    assert commit(database, *rows) == "D00001"
    before = everything(database)
    assert commit(database, *rows, sources=sources.frame([Paper(title="Khác")])) is None
    assert everything(database) == before


def test_an_unchanged_row_beside_a_changed_one_is_kept_with_it(database: Database) -> None:
    """So that taking the first batch back leaves what the second one said too."""
    first = commit(database, report("QC05", "04-2008", "2024", 1), report("QC05", "11-2008", "2024", 2))
    commit(database, report("QC05", "04-2008", "2024", 1), report("QC05", "11-2008", "2024", 3))
    load.undo(database, first, "kiểm thử")
    assert one(database, "select value from figure where unit_id = '04-2008' and basis = 'reported'") == (1,)


def test_a_row_sent_again_after_its_batch_was_undone_is_new(database: Database) -> None:
    row = report("QC05", "04-2008", "2024", 1)
    load.undo(database, commit(database, row), "kiểm thử")
    assert commit(database, row) == "D00003"


def test_rejected_and_repeated_rows_are_left_out(database: Database) -> None:
    rows = sheet(
        report("QC05", "04-2008", "2024", 1),
        report("QC05", "04-2008", "2024", 1),
        report("QC05", "11-2008", "2024", -1),
    )
    found = check.preview(database, rows)
    load.commit(database, load.Batch("import", "thử", "kiểm thử"), found.rows, counts=found.counts, rejected=1)
    assert one(database, "select count(*), min(value) from observation") == (1, 1)
    counted = "select new_rows, changed_rows, unchanged_rows, conflict_rows, rejected_rows from batch_detail"
    assert one(database, counted) == (1, 0, 0, 0, 1)


def test_the_document_comes_in_with_its_figures_or_not_at_all(database: Database) -> None:
    paper = Paper(title="Báo cáo năm 2024", number="12-BC/TU", issuer="Tỉnh ủy", day="2025-01-10")
    row = report("QC05", "04-2008", "2024", 1, source=sources.code_of(paper))

    def fail(_cursor: duckdb.DuckDBPyConnection) -> None:
        raise RuntimeError("giữa chừng")

    with pytest.raises(RuntimeError):
        commit(database, row, sources=sources.frame([paper]), before=fail)
    assert everything(database) == [[] for _ in everything(database)]
    commit(database, row, sources=sources.frame([paper]))
    found = one(database, "select title, number, issuer, day::varchar, priority from source")
    assert found == ("Báo cáo năm 2024", "12-BC/TU", "Tỉnh ủy", "2025-01-10", 1)


def test_a_failure_while_figures_are_computed_leaves_everything_as_it_was(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(database, report("QC05", "04-2008", "2024", 1))
    before = everything(database)

    def fail(*_arguments: object) -> None:
        raise RuntimeError("giữa chừng")

    monkeypatch.setattr("danvan.ingest.load.warnings.refresh", fail)
    with pytest.raises(RuntimeError):
        commit(database, report("QC05", "04-2008", "2024", 2))
    assert everything(database) == before


def test_data_that_moved_on_since_the_preview_is_not_overwritten_unseen(database: Database) -> None:
    rows = pd.DataFrame([report("QC05", "04-2008", "2024", 1)])
    counts = check.preview(database, rows).counts
    commit(database, report("QC05", "04-2008", "2024", 5))
    batch = load.Batch("import", "thử", "kiểm thử")
    with pytest.raises(DanVanError, match="vừa thay đổi"):
        load.commit(database, batch, rows, counts=counts)
    assert load.commit(database, batch, rows, counts=counts, force=True) == "D00002"


def test_two_uploads_of_one_file_at_once_make_one_batch(database: Database) -> None:
    rows = pd.DataFrame([report("QC05", "04-2008", "2024", 1)])
    counts = check.preview(database, rows).counts
    outcomes: list[object] = []

    def send() -> None:
        try:
            outcomes.append(load.commit(database, load.Batch("import", "thử", "kiểm thử"), rows, counts=counts))
        except DanVanError as error:
            outcomes.append(error)

    senders = [threading.Thread(target=send) for _ in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["DanVanError"] * 3 + ["str"]
    assert one(database, "select count(*) from observation") == (1,)


def test_progress_only_goes_forward_and_ends_at_one(database: Database) -> None:
    told: list[tuple[float, str]] = []
    commit(
        database,
        report("QC05", "04-2008", "2024", 1),
        progress=lambda fraction, words: told.append((fraction, words)),
    )
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions) and fractions[-1] == 1.0 and all(words for _, words in told)


def test_the_times_of_batches_tell_them_apart(database: Database) -> None:
    commit(database, report("QC05", "04-2008", "2024", 1))
    commit(database, report("QC05", "04-2008", "2024", 2))
    assert one(database, "select count(distinct created_at) from batch") == (2,)


@pytest.mark.parametrize("field", ["title", "number", "issuer", "day"])
def test_what_names_a_document_makes_its_code(field: str) -> None:
    paper = Paper(title="Báo cáo", number="1", issuer="Tỉnh ủy", day="2025-01-10")
    changed = {"title": "Báo cáo khác", "number": "2", "issuer": "Huyện ủy", "day": "2025-01-11"}[field]
    other = Paper(**{**paper.__dict__, field: changed})
    assert sources.code_of(other) != sources.code_of(paper)


def test_spaces_and_capitals_do_not_make_another_document() -> None:
    paper = Paper(title="Báo cáo  Đối thoại", issuer="Tỉnh ủy")
    assert sources.code_of(paper) == sources.code_of(Paper(title=" báo cáo đối thoại", issuer="TỈNH ỦY", place="tr. 3"))
    assert sources.code_of(paper).startswith("bao-cao-doi-thoai-")


def test_rows_with_categories_and_gaps_are_typed() -> None:
    rows = pd.DataFrame({"indicator": pd.Categorical(["QC05", None, "QC01"]), "value": ["1", None, "2.5"]})
    made = load.frame(rows)
    assert made["indicator"].tolist() == ["QC05", "", "QC01"]
    assert made["value"].tolist()[0::2] == [1.0, 2.5] and made["value"].isna().tolist() == [False, True, False]
    assert made["note"].tolist() == ["", "", ""] and made["as_of"].isna().all()
