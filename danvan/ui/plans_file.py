"""A file of targets: the form to fill in, what a sent file holds, and writing it."""

from collections.abc import Sequence

from danvan import numbers, units
from danvan.plans import sheet, store, template, words
from danvan.plans.sheet import TargetList
from danvan.plans.targets import Target
from danvan.texts import text
from danvan.ui import list_file, plans_fields
from danvan.ui.list_file import ListFile, Preview
from danvan.ui.plain import plain
from danvan.ui.table import Cell, Column


def draw(standing: Sequence[Target]) -> None:
    """Draw the part."""
    list_file.draw(
        ListFile(
            key="plans",
            title=text("plans.from_file"),
            about=text("plans.from_file_words"),
            file="mau-chi-tieu",
            as_xlsx=template.as_xlsx,
            as_csv=template.as_csv,
            read=lambda data, name: sheet.targets_of(data, name, standing),
            told=_told,
            previews=lambda found: [_preview(found.targets)],
            commit=lambda found: text("plans.file_commit", count=numbers.number(len(found.targets))),
            write=_write,
        )
    )


def _told(found: TargetList) -> str:
    return text(
        "plans.file_read",
        file=plain(found.name),
        rows=numbers.number(found.rows),
        good=numbers.number(len(found.targets)),
        unchanged=numbers.number(found.unchanged),
        bad=numbers.number(found.bad_rows),
    )


def _preview(targets: Sequence[Target]) -> Preview:
    columns = [Column(text(f"plans.column_{name}")) for name in ("unit", "indicator", "aim", "document")]
    lines = [
        [
            Cell(units.get(one.unit_id).full_name, units.get(one.unit_id).name),
            Cell(one.name, one.name),
            Cell(words.aim(one), one.value),
            Cell(one.document.cited, one.document.cited, "soft"),
        ]
        for one in targets
    ]
    return Preview(text("plans.file_preview"), columns, lines)


def _write(found: TargetList) -> str:
    store.enter(plans_fields.database(), found.targets, plans_fields.change(found.name))
    return text("plans.file_done", count=numbers.number(len(found.targets)), file=plain(found.name))
