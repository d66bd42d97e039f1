"""A file of cases: the form to fill in, what a sent file holds, and writing it."""

from collections.abc import Sequence

from danvan import numbers
from danvan.cases import item, sheet, store, template, words
from danvan.cases.item import Case
from danvan.cases.sheet import CaseList
from danvan.ingest.batches import now
from danvan.texts import text
from danvan.ui import cases_list, list_file, plans_fields
from danvan.ui.list_file import ListFile, Preview
from danvan.ui.plain import plain
from danvan.ui.table import Cell, Column

COLUMNS = ("content", "unit", "origin", "received", "owner", "due", "state")


def draw(every: Sequence[Case]) -> None:
    """Draw the part."""
    list_file.draw(
        ListFile(
            key="cases_file",
            title=text("plans.from_file"),
            about=text("cases.from_file"),
            file="mau-so-kien-nghi",
            as_xlsx=template.empty_xlsx,
            as_csv=template.empty_csv,
            read=lambda data, name: sheet.cases_of(data, name, every, now().date()),
            told=_told,
            previews=lambda found: [
                _preview(text("cases.file_added"), found.added),
                _preview(text("cases.file_changed"), found.changed),
            ],
            commit=lambda found: text("cases.file_commit", count=numbers.number(len(found.cases))),
            write=_write,
        )
    )


def _told(found: CaseList) -> str:
    return text(
        "cases.file_read",
        file=plain(found.name),
        rows=numbers.number(found.rows),
        added=numbers.number(len(found.added)),
        changed=numbers.number(len(found.changed)),
        unchanged=numbers.number(found.unchanged),
        bad=numbers.number(found.bad_rows),
    )


def _preview(title: str, cases: Sequence[Case]) -> Preview:
    columns = [Column(text(f"cases.head_{name}")) for name in COLUMNS]
    return Preview(title, columns, [_line(case) for case in cases])


def _line(case: Case) -> list[Cell]:
    told = words.told(case, now().date())
    unit = cases_list.place(case.unit_id)
    content = f"{case.case_id} · {case.content}" if case.case_id else case.content
    return [
        Cell(content, case.content, "wide"),
        Cell(unit, unit),
        Cell(item.origin_name(case.origin), case.origin, "soft"),
        Cell(numbers.date(case.received), case.received.isoformat(), "line"),
        Cell(case.owner or "–", case.owner),
        Cell(numbers.date(case.due, missing="–"), case.due.isoformat() if case.due else None, "line"),
        Cell(told, told, "soft"),
    ]


def _write(found: CaseList) -> str:
    store.write(plans_fields.database(), found.cases, plans_fields.change(found.name))
    return text(
        "cases.file_done",
        added=numbers.number(len(found.added)),
        changed=numbers.number(len(found.changed)),
        file=plain(found.name),
    )
