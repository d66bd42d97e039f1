"""The documents that figures come from: what names one, and what stays known of it."""

import pandas as pd

from danvan.database import Database
from danvan.ingest import sources
from danvan.ingest.choices import Paper
from tests.unit.ready_workspace import commit, report

PAPER = Paper(title="Hà Tĩnh tổng kết 10 năm", kind="press", day="2023-10-12")


def published() -> pd.DataFrame:
    """The document as the published facts know it: with its publisher, address and a note."""
    return sources.frame([PAPER]).assign(publisher="Báo Hà Tĩnh", url="https://example.vn/bai", note="bản in")


def known(database: Database) -> dict:
    """The one document of the workspace."""
    with database.cursor() as cursor:
        (row,) = cursor.execute("select * from source").df().to_dict("records")
    return row


def test_a_file_naming_a_known_document_leaves_its_publisher_and_address(database: Database) -> None:
    sources.put_sources(database, published())
    row = report("NT06", "42-2008", "2023", 93.2, source=sources.code_of(PAPER))
    assert commit(database, row, sources=sources.frame([PAPER]))
    found = known(database)
    assert (found["publisher"], found["url"], found["note"]) == ("Báo Hà Tĩnh", "https://example.vn/bai", "bản in")
    assert found["day"] == pd.Timestamp("2023-10-12")


def test_what_is_said_anew_of_a_document_replaces_what_was_known(database: Database) -> None:
    sources.put_sources(database, published())
    sources.put_sources(database, published().assign(kind="official_report", publisher="Tỉnh ủy Hà Tĩnh", url=""))
    found = known(database)
    assert (found["kind"], found["priority"], found["publisher"]) == ("official_report", 1, "Tỉnh ủy Hà Tĩnh")
    assert found["url"] == "https://example.vn/bai"


def test_the_same_title_number_issuer_and_day_are_one_document_however_typed() -> None:
    typed = Paper(title="  Hà Tĩnh  TỔNG KẾT 10 năm ", kind="statistics", day="2023-10-12", place="trang 2")
    assert sources.code_of(typed) == sources.code_of(PAPER)
    assert sources.code_of(Paper(title=PAPER.title, day="2023-10-13")) != sources.code_of(PAPER)
