"""The sheets of a file, each shaped under its answers, and the new indicators that they declare.

Owns which sheets are read, and the answers remembered for their kind. It checks nothing against the workspace.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from danvan.database import Database
from danvan.errors import DanVanError
from danvan.figures import own
from danvan.ingest import memory, new_indicators
from danvan.ingest.choices import Choices, NewIndicator
from danvan.ingest.findings import INFO, STOP, WARN, Finding, finding
from danvan.ingest.grid import Document, Grid
from danvan.ingest.shape import Shaped, shape, signature

Answers = Mapping[str, Choices]
"""Answers by sheet; those under '' hold for every sheet that has none of its own."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet under its answers."""

    grid: Grid
    choices: Choices
    shaped: Shaped

    @property
    def name(self) -> str:
        """The sheet's name; '' for a text file."""
        return self.grid.sheet

    @property
    def signature(self) -> str:
        """What makes another file one of the same kind."""
        return signature(self.shaped.understood)


def chosen(document: Document, common: Choices) -> list[Grid]:
    """The sheets to read: the one asked for, else those that are not hidden."""
    if common.sheet:
        grid = document.grid(common.sheet)
        return [grid] if grid else []
    visible = [grid for grid in document.grids if not grid.hidden]
    return visible or list(document.grids)


def shaped_sheet(database: Database, document: Document, grid: Grid, decided: Answers) -> Sheet:
    """One sheet shaped under its own answers, those remembered for its kind, and declared new indicators."""
    given = decided.get(grid.sheet) or decided.get("", Choices())
    shaped = shape(document, grid, given)
    known = memory.merged(given, memory.recall(database, signature(shaped.understood)))
    if known != given:
        shaped = shape(document, grid, known)
    if known.all_new and (unknown := _unmapped(shaped)):
        known = known.with_(new_indicators={**known.new_indicators, **unknown})
        shaped = shape(document, grid, known)
    return Sheet(grid, known, shaped)


def _unmapped(shaped: Shaped) -> dict[str, NewIndicator]:
    """A declaration for every measure, of a column or of lines, that no indicator of the catalogue is known for."""
    found = {}
    rows = shaped.rows[shaped.rows["indicator"] == ""]
    for words, figures in rows.groupby("measure", observed=True, sort=False)["value"]:
        made = new_indicators.guess(str(words), figures, unit_of_measure=shaped.understood.unit_of_measure)
        if words and _refusal(made) is None:  # what cannot be declared stays a question
            found[str(words)] = made
    return found


def _refusal(made: NewIndicator) -> DanVanError | None:
    """Why a declaration cannot be made (the catalogue has that name already); None when it can."""
    try:
        new_indicators.described(made)
    except DanVanError as error:
        return error
    return None


def refused(file: str, sheets: tuple[Sheet, ...]) -> list[Finding]:
    """A finding for each declaration that the user made and that cannot be."""
    return [
        finding(
            "import_not_declared",
            STOP,
            file=file,
            sheet=sheet.name,
            value=header,
            why=f"{error.message} {error.remedy}",
        )
        for sheet in sheets
        for header, made in sheet.choices.new_indicators.items()
        if (error := _refusal(made))
    ]


def declared(database: Database, sheets: tuple[Sheet, ...]) -> dict[str, NewIndicator]:
    """Code → declaration of the new indicators that the rows use and the catalogue has not."""
    with database.cursor() as cursor:
        held = {item.code for item in own.stored(cursor)}
    made = {
        new_indicators.new_code(declared): declared
        for sheet in sheets
        for declared in sheet.choices.new_indicators.values()
    }
    used = {str(code) for sheet in sheets for code in sheet.shaped.rows["indicator"].unique()}
    return {code: declared for code, declared in made.items() if code in used and code not in held}


def softened(findings: tuple[Finding, ...]) -> list[Finding]:
    """A sheet without figures beside others that have some ('Hướng dẫn') is no fault of the file."""
    return [replace(item, severity=INFO) if item.severity in (STOP, WARN) else item for item in findings]


def no_such_sheet(document: Document, wanted: str) -> Finding:
    """The finding for a sheet that was asked for and is not there."""
    names = ", ".join(f"“{grid.sheet}”" for grid in document.grids)
    return finding("import_no_sheet", STOP, file=document.name, value=wanted, expected=names)
