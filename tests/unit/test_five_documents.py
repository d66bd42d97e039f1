"""The five documents typed into the list template by a member of staff: the import equals the published facts."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from danvan import numbers, periods
from danvan.database import Database, connect
from danvan.database.migrate import migrate
from danvan.errors import DanVanError
from danvan.figures import reference
from danvan.ingest import load, published, run, templates
from danvan.ingest.choices import Choices, Paper

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "five_documents"
DOCUMENTS = {
    "ha-noi-2020": ("01-2008", "2020-07-15"),
    "hoang-mai-2018": ("008-2008", "2017"),
    "soc-son-2024": ("016-2008", "2021-01-01..2024-03-06"),
    "tp-hcm-2024": ("79-2008", "2024-H1"),
    "ha-tinh-2023": ("42-2008", "2013-06-03..2023-08-25"),
}
SOURCES, FACTS = published.read()
HEADING_LINES = 4
SAID = ["place", "note"]
FIGURE = (
    "indicator unit_id breakdown period_start period_end value numerator denominator state qualifier basis tree way "
    "parts_present parts_expected as_of"
).split()


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Database, Database]]:
    """Two workspaces without published facts: one for what is typed, one for what is shipped."""
    opened = connect(None), connect(None)
    for database in opened:
        migrate(database)
        reference.load(database)
    yield opened
    for database in opened:
        database.close()


@pytest.fixture
def databases(both: tuple[Database, Database]) -> tuple[Database, Database]:
    """The same two, emptied: making them takes longer than a test."""
    for database in both:
        with database.writing() as cursor:
            for table in ("observation", "figure", "figure_conflict", "batch", "source", "mapping"):
                cursor.execute(f"delete from {table}")
    return both


def template(document: str, file: str) -> bytes:
    unit, period = DOCUMENTS[document]
    return templates.make("all", form="list", file=file, unit_ids=[unit], period=periods.parse(period))


def typed(document: str) -> list[list[str]]:
    """The lines that were typed under the template's headings."""
    text = (FOLDER / f"{document}.csv").read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))[HEADING_LINES:]


def workbook(document: str) -> bytes:
    """The same lines typed into the template for Excel, where plain numbers and days become numbers and days."""
    book = openpyxl.load_workbook(io.BytesIO(template(document, "xlsx")))
    sheet = book["Số liệu"]
    for row, line in enumerate(typed(document), start=HEADING_LINES + 1):
        for column, cell in enumerate(line, start=1):
            sheet.cell(row, column).value = as_excel(cell) if cell else None
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_excel(cell: str) -> object:
    """What a Vietnamese Excel makes of a typed cell."""
    try:
        day = numbers.parse_date(cell)
        return datetime(day.year, day.month, day.day)
    except DanVanError:
        plain = cell.replace(".", "").replace(",", "", 1)
        return float(numbers.parse(cell)) if plain.isdecimal() else cell


def choices(document: str) -> Choices:
    """The document named once, as on the page."""
    told = SOURCES.set_index("source").loc[document]
    return Choices(
        paper=Paper(title=told["title"], kind=told["kind"], issuer=told["issuer"], day=told["date"]),
    )


def imported(database: Database, name: str, data: bytes, answers: Choices) -> None:
    intake = run.prepare(database, name, data, answers)
    assert (intake.questions, [f for f in intake.findings if f.severity == "stop"]) == ([], [])
    assert run.commit(database, intake, data, "kiểm thử")


def shipped(database: Database, documents: list[str]) -> None:
    load.put_sources(database, SOURCES)
    rows = FACTS[FACTS["source"].isin(documents)].replace("", None)
    load.commit(database, load.Batch("seed", "thử", "kiểm thử"), rows)


def observations(database: Database) -> pd.DataFrame:
    """Everything that was told, and the title of the document that told it."""
    with database.cursor() as cursor:
        rows = cursor.execute(
            "select o.* exclude (observation_id, batch_id, source), s.title, s.kind, s.priority "
            "from observation as o join source as s using (source)"
        ).df()
    return rows.sort_values([*load.KEY, "value"], ignore_index=True)


def figures(database: Database) -> pd.DataFrame:
    with database.cursor() as cursor:
        rows = cursor.execute(f"select {', '.join(FIGURE)} from figure").df()
    return rows.sort_values(FIGURE[:5], ignore_index=True)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_lines_were_typed_under_the_headings_of_the_template(document: str) -> None:
    assert (FOLDER / f"{document}.csv").read_bytes().startswith(template(document, "csv"))


@pytest.mark.parametrize("file", ["csv", "xlsx"])
@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_member_of_staff_types_is_what_was_published(
    databases: tuple[Database, Database], document: str, file: str
) -> None:
    ours, theirs = databases
    data = workbook(document) if file == "xlsx" else (FOLDER / f"{document}.csv").read_bytes()
    imported(ours, f"{document}.{file}", data, choices(document))
    shipped(theirs, [document])
    pd.testing.assert_frame_equal(observations(ours), observations(theirs))
    pd.testing.assert_frame_equal(figures(ours), figures(theirs))
    assert len(observations(ours)) == (FACTS["source"] == document).sum()


def test_all_five_together_give_the_published_figures(databases: tuple[Database, Database]) -> None:
    ours, theirs = databases
    for document in DOCUMENTS:
        imported(ours, f"{document}.csv", (FOLDER / f"{document}.csv").read_bytes(), choices(document))
    shipped(theirs, list(DOCUMENTS))
    pd.testing.assert_frame_equal(observations(ours), observations(theirs))
    pd.testing.assert_frame_equal(figures(ours), figures(theirs))


@pytest.mark.parametrize("file", ["csv", "xlsx"])
def test_a_template_in_which_nothing_was_typed_is_refused_and_says_that_it_holds_no_figure(
    databases: tuple[Database, Database], file: str
) -> None:
    intake = run.prepare(databases[0], f"tp-hcm-2024.{file}", template("tp-hcm-2024", file))
    assert intake.status == run.REJECTED
    assert any("Không tìm thấy số liệu nào" in item.message for item in intake.findings)


def test_sending_the_same_typed_file_again_changes_nothing(databases: tuple[Database, Database]) -> None:
    data, answers = (FOLDER / "soc-son-2024.csv").read_bytes(), choices("soc-son-2024")
    imported(databases[0], "soc-son-2024.csv", data, answers)
    before = figures(databases[0])
    again = run.prepare(databases[0], "soc-son-2024.csv", data, answers)
    assert run.commit(databases[0], again, data, "kiểm thử") is None
    pd.testing.assert_frame_equal(figures(databases[0]), before)


def test_the_typed_words_are_not_the_codes() -> None:
    lines = [line for document in DOCUMENTS for line in typed(document)]
    assert sum(not line[0] and bool(line[1]) for line in lines) > 40
    assert not any(line[3] for line in lines)
